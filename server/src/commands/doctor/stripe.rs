use crate::access::Database;
use crate::config::Config;
use crate::error::{Error, Result};
use crate::features::till;

/// Says of every agency how it is paid online. Not to be is no fault; to be half set up is.
pub async fn run(config: &Config, database: &Database) -> Result<()> {
    let cashier = config.cashier()?;
    if config.stripe_secret_key.is_some() && cashier.install_secrets.is_empty() {
        println!("install: there is a key and no PORTICO_STRIPE_WEBHOOK_SECRET");
    }
    let system = database.system();
    let mut faults = 0;
    for agency in system.agencies().all().await? {
        let standing = till::standing(&system.agency(agency.id), &cashier).await?;
        let set_up = standing.account.is_some() || standing.by_install;
        let missing = standing.missing();
        match (set_up, missing.is_empty()) {
            (false, _) => println!("{}: no account; payments are recorded by hand", agency.name),
            (true, true) => println!("{}: clients can pay online", agency.name),
            (true, false) => {
                faults += 1;
                println!("{}: {}", agency.name, missing.join(" "));
            }
        }
    }
    if faults == 0 { Ok(()) } else { Err(Error::Malformed(format!("{faults} agencies are half set up"))) }
}
