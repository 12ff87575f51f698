//! What examines an install and says what it found. Each ends with an error when something is wrong, so
//! that a scheduler can call it.

mod audit;
pub mod brand;
mod crawl;
mod files;
pub mod paper;
pub mod stripe;

use std::sync::Arc;

use clap::Subcommand;

use crate::access::Database;
use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::error::Result;
use crate::mail::{Kept, Sender};

/// What can be examined.
#[derive(Subcommand)]
pub enum Doctor {
    /// Proves that nobody has touched the audit trails.
    Audit(audit::Audit),
    /// Tries the file storage: writes, reads and removes something.
    Files,
    /// Says of every agency whether its clients can pay online, and what is missing.
    Stripe,
    /// Looks at every page, PDF and mail of every agency: nobody but the agency may be named there, nothing may be
    /// broken, and everything must be legible.
    Brand,
}

impl Doctor {
    /// Examines it.
    pub async fn run(self, config: &Config) -> Result<()> {
        let url = config.prepared_database_url()?;
        let database = Database::connect(&url, Clock::default(), &config.master_key()?).await?;
        match self {
            Self::Audit(audit) => audit.run(&database).await,
            Self::Files => files::run(config).await,
            Self::Stripe => stripe::run(config, &database).await,
            Self::Brand => {
                let app = App::new(config, database, Arc::new(Kept::default()))?;
                let sender = Sender { address: config.mail_from.clone(), domains: config.mail_from_domains.clone() };
                brand::run(&app, &sender).await
            }
        }
    }
}
