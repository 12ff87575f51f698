//! Whether clients can pay online, agency by agency, and what is missing.

use crate::access::{Database, SystemScope};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::features::till;
use crate::stripe::Cashier;

/// What was found of an agency, or of the install.
#[derive(Debug)]
pub struct Finding {
    /// What is said of it, with its name before.
    pub line: String,
    /// Whether it is half set up; not to be paid online is no fault.
    pub fault: bool,
}

/// Says of every agency how it is paid online. Not to be is no fault; to be half set up is.
pub async fn run(config: &Config, database: &Database) -> Result<()> {
    let found = examine(&config.cashier()?, &database.system()).await?;
    for finding in &found {
        say!("{}", finding.line);
    }
    match found.iter().filter(|finding| finding.fault).count() {
        0 => Ok(()),
        faults => Err(Error::Malformed(half_set_up(faults))),
    }
}

fn half_set_up(agencies: usize) -> String {
    let are = if agencies == 1 { "1 agency is".to_owned() } else { format!("{agencies} agencies are") };
    format!("{are} half set up: what is missing stands behind the name, and how to add it in docs/stripe.md")
}

/// Looks at how every agency is paid online, as far as we know: Stripe is not asked.
///
/// # Errors
/// When the database fails.
pub async fn examine(cashier: &Cashier, system: &SystemScope) -> Result<Vec<Finding>> {
    let mut found = Vec::new();
    if cashier.install_key.is_some() && cashier.install_secrets.is_empty() {
        let line = "install: there is a key and no PORTICO_STRIPE_WEBHOOK_SECRET".to_owned();
        found.push(Finding { line, fault: false });
    }
    for agency in system.agencies().all().await? {
        let standing = till::standing(&system.agency(agency.id), cashier).await?;
        let set_up = standing.account.is_some() || standing.by_install;
        let missing = standing.missing();
        let (said, fault) = match (set_up, missing.is_empty()) {
            (false, _) => ("no account; payments are recorded by hand".to_owned(), false),
            (true, true) => ("clients can pay online".to_owned(), false),
            (true, false) => (missing.join(" "), true),
        };
        found.push(Finding { line: format!("{}: {said}", agency.name), fault });
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_half_set_up_says_where_to_go_on() {
        assert!(half_set_up(1).starts_with("1 agency is half set up"));
        assert!(half_set_up(2).starts_with("2 agencies are half set up"));
        assert!(half_set_up(1).ends_with("docs/stripe.md"));
    }
}
