use clap::Subcommand;

use crate::access::Database;
use crate::clock::Clock;
use crate::config::Config;
use crate::entity::words::StaffRole;
use crate::error::{Error, Result};
use crate::features::{agencies, staff};
use crate::passwords;

/// What can be done with agencies.
#[derive(Subcommand)]
pub enum Agency {
    /// Creates an agency and its owner. The owner's password is read from `PORTICO_OWNER_PASSWORD`.
    Create {
        /// The agency's name.
        #[arg(long)]
        name: String,
        /// A short name for programs.
        #[arg(long)]
        slug: String,
        /// An IANA time zone.
        #[arg(long, default_value = "Etc/UTC")]
        time_zone: String,
        /// The accent colour, as `#rrggbb`.
        #[arg(long)]
        accent: Option<String>,
        /// A host name that shows this agency; the first one stands in mails. Unneeded with a single agency.
        #[arg(long = "host")]
        hosts: Vec<String>,
        /// The owner's name.
        #[arg(long)]
        owner_name: String,
        /// The owner's email address.
        #[arg(long)]
        owner_email: String,
    },
}

impl Agency {
    /// Does it.
    pub async fn run(self, config: &Config) -> Result<()> {
        let Self::Create { name, slug, time_zone, accent, hosts, owner_name, owner_email } = self;
        let password = std::env::var("PORTICO_OWNER_PASSWORD")
            .map_err(|_| Error::Malformed("put the owner's password into PORTICO_OWNER_PASSWORD".into()))?;
        passwords::check_strength("password", &password, &[&name, &owner_name, &owner_email])?;
        let url = config.prepared_database_url()?;
        Database::migrate(&url).await?;
        let database = Database::connect(&url, Clock::default(), &config.master_key()?).await?;
        let hosts: Vec<&str> = hosts.iter().map(String::as_str).collect();
        let new = agencies::NewAgency {
            name: &name,
            slug: &slug,
            time_zone: &time_zone,
            accent: accent.as_deref(),
            hosts: &hosts,
        };
        let password_hash = passwords::hash(password).await?;
        let agency = database
            .system()
            .transaction(async |system| {
                let agency = agencies::create(&system, new).await?;
                let owner = staff::NewStaff {
                    email: owner_email,
                    name: owner_name,
                    role: StaffRole::Owner,
                    title: None,
                    phone: None,
                    password_hash,
                };
                staff::create(&system.agency(agency), owner).await?;
                Ok(agency)
            })
            .await?;
        say!("Created the agency {name} ({agency}).");
        Ok(())
    }
}
