use clap::Subcommand;

use crate::access::Database;
use crate::clock::Clock;
use crate::config::Config;
use crate::error::{Error, Result};
use crate::features::{agencies, staff, staff_account};

/// What can be done with an agency's staff.
#[derive(Subcommand)]
pub enum Staff {
    /// Takes a lost second factor away, also the owner's. Their sign-ins end, and they are told by mail.
    ResetSecondFactor {
        /// Whose, by the address that they sign in with.
        email: String,
        /// The agency's short name.
        #[arg(long)]
        agency: String,
    },
}

impl Staff {
    /// Does it.
    pub async fn run(self, config: &Config) -> Result<()> {
        let Self::ResetSecondFactor { email, agency } = self;
        let url = config.prepared_database_url()?;
        let database = Database::connect(&url, Clock::default(), &config.master_key()?).await?;
        let system = database.system();
        let unknown = |what: &str| Error::Malformed(format!("there is no such {what}"));
        let id = agencies::of_slug(&system, &agency).await?.ok_or_else(|| unknown("agency"))?;
        let scope = system.agency(id).admin()?;
        let person = staff::by_email(&scope, &email).await?.ok_or_else(|| unknown("staff user"))?;
        let address = agencies::home(&scope, &config.base_url()).await?;
        if staff_account::take_away(&scope, person.id, &address).await? {
            say!("The second factor of {} is gone.", person.name);
        } else {
            say!("{} has no second factor.", person.name);
        }
        Ok(())
    }
}
