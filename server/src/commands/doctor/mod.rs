//! What examines an install and says what it found. Each ends with an error when something is wrong, so
//! that a scheduler can call it.

mod audit;
pub mod brand;
mod crawl;
mod files;
mod general;
pub mod isolation;
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

pub use crawl::Served;

/// Looks at everything that an install stands on, or more closely at one thing.
#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Doctor {
    /// Says what was found as JSON.
    #[arg(long)]
    json: bool,
    #[command(subcommand)]
    what: Option<What>,
}

/// What can be examined more closely.
#[derive(Subcommand)]
enum What {
    /// Proves that nobody has touched the audit trails.
    Audit(audit::Audit),
    /// Tries the file storage: writes, reads and removes something.
    Files,
    /// Asks for every page of the portal as clients with ids that are others', and looks for anything that is not theirs.
    Isolation(isolation::Isolation),
    /// Says of every agency whether its clients can pay online, and what is missing.
    Stripe,
    /// Looks at every page, PDF and mail of every agency: nobody but the agency may be named there, nothing may be
    /// broken, and everything must be legible.
    Brand,
}

impl Doctor {
    /// Examines it.
    pub async fn run(self, config: Result<Config>) -> Result<()> {
        let Some(what) = self.what else { return general::run(config, self.json).await };
        let config = &config?;
        let url = config.prepared_database_url()?;
        let database = Database::connect(&url, Clock::default(), &config.master_key()?).await?;
        match what {
            What::Audit(audit) => audit.run(&database).await,
            What::Files => files::run(config).await,
            What::Stripe => stripe::run(config, &database).await,
            What::Isolation(isolation) => {
                let app = App::new(config, database, Arc::new(Kept::default()))?;
                isolation.run(&app).await
            }
            What::Brand => {
                let app = App::new(config, database, Arc::new(Kept::default()))?;
                let sender = Sender { address: config.mail_from.clone(), domains: config.mail_from_domains.clone() };
                brand::run(&app, &sender).await
            }
        }
    }
}
