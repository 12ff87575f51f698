use clap::Subcommand;

use crate::access::Database;
use crate::clock::Clock;
use crate::config::Config;
use crate::error::Result;
use crate::features::connections;

/// What can be done with the keys that clients' credentials are sealed under.
#[derive(Subcommand)]
pub enum Keys {
    /// Seals every credential under the first of `PORTICO_CREDENTIAL_KEYS`. It can be stopped and begun again, and the
    /// portal may be used meanwhile.
    Rotate,
}

impl Keys {
    /// Does it.
    pub async fn run(self, config: &Config) -> Result<()> {
        let Self::Rotate = self;
        let envelopes = config.envelopes()?;
        let url = config.prepared_database_url()?;
        let database = Database::connect(&url, Clock::default(), &config.master_key()?).await?;
        let done = connections::reseal(&database.system(), &envelopes).await?;
        say!("{done} credentials sealed anew; all are under the key {}.", envelopes.current());
        Ok(())
    }
}
