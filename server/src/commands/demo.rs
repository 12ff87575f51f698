use std::net::SocketAddr;
use std::path::PathBuf;

use portico_stripe_double::{Double, Endpoint};
use url::Url;

use super::{log, serve};
use crate::access::Database;
use crate::clock::Clock;
use crate::config::{Config, Demand, LogFormat};
use crate::error::{Error, Result};
use crate::features::demo::{PASSWORD, seed};
use crate::features::{online, till};
use crate::host::Origin;
use crate::secrets;

/// Serves a demo.
#[derive(clap::Args)]
pub struct Demo {
    /// Where the demo keeps its files.
    #[arg(long, default_value = "data/demo")]
    data: PathBuf,
    /// Where it listens.
    #[arg(long)]
    bind: Option<SocketAddr>,
    /// Begins anew: what the folder's database holds is lost.
    #[arg(long)]
    fresh: bool,
}

impl Demo {
    /// Migrates, seeds, serves, and says how to get in.
    pub async fn run(self, mut config: Config) -> Result<()> {
        std::fs::create_dir_all(&self.data).map_err(Error::internal)?;
        if let Some(bind) = self.bind {
            config.bind = bind;
        }
        if config.base_url.is_none() {
            config.base_url = Some(format!("http://localhost:{}", config.bind.port()));
        }
        if !is_set("PORTICO_LOG_FORMAT") {
            config.log_format = LogFormat::Text;
        }
        if !is_set("PORTICO_LOG") {
            config.log = "warn".into();
        }
        if !is_set("PORTICO_STAFF_SECOND_FACTOR") {
            config.staff_second_factor = Demand::Optional;
        }
        config.data_dir = self.data;
        log::start(&config);
        if self.fresh && config.database_url.is_none() {
            for name in ["portico.db", "portico.db-wal", "portico.db-shm"] {
                gone(std::fs::remove_file(config.data_dir.join(name)))?;
            }
            gone(std::fs::remove_dir_all(config.data_dir.join("files")))?;
        }
        let url = config.prepared_database_url()?;
        say!("Preparing the demo in {} …", config.data_dir.display());
        Database::migrate(&url).await?;
        seed(&config, &hosts(&config)).await?;
        let paid = if config.stripe_api_base.is_none() {
            simulate_stripe(&mut config, &url).await?;
            "on simulated pages of Stripe's: no money moves"
        } else {
            "at the Stripe that the configuration names"
        };
        let mails = mails(&config);
        serve::run(&config, Some(Box::new(move |address| say_how_to_get_in(address, &mails, paid)))).await
    }
}

/// Whether somebody has set a variable, to more than nothing.
fn is_set(variable: &str) -> bool {
    std::env::var_os(variable).is_some_and(|value| !value.is_empty())
}

/// Starts a Stripe of the demo's own, in which no money moves, and has every agency be paid there.
async fn simulate_stripe(config: &mut Config, url: &str) -> Result<()> {
    let double = Double::start("127.0.0.1:0").await.map_err(Error::internal)?;
    // What it knew is gone with its process: this time's accounts and events are others.
    let began = Clock::default().now().timestamp().unsigned_abs();
    double.number_from(began * 1000);
    config.stripe_api_base = Some(double.base().to_owned());
    let cashier = config.cashier()?;
    let database = Database::connect(url, Clock::default(), &config.master_key()?).await?;
    let system = database.system();
    for agency in system.agencies().all().await? {
        let secret = secrets::random_token()?;
        let keys = till::Keys {
            secret_key: format!("sk_test_{}_{began}", agency.slug),
            webhook_secrets: vec![format!("whsec_{secret}")],
        };
        double.listen(Endpoint {
            url: format!("http://{}/webhooks/stripe/{}", config.bind, agency.id),
            secret: keys.webhook_secrets[0].clone(),
            account: Some(format!("acct_{}_{began}", agency.slug)),
        });
        let admin = system.agency(agency.id).admin()?;
        match admin.transaction(async |scope| till::forget(&scope).await).await {
            Ok(()) | Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
        online::set_keys(&admin, &cashier, &keys).await?;
    }
    double.push();
    database.close().await;
    Ok(())
}

/// What was not there is gone, too.
fn gone(removed: std::io::Result<()>) -> Result<()> {
    match removed {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(Error::internal(error)),
        _ => Ok(()),
    }
}

/// The host names by which the first agency is reached besides those that it has anyway.
fn hosts(config: &Config) -> Vec<String> {
    let bound = if config.bind.is_ipv6() { format!("[{}]", config.bind.ip()) } else { config.bind.ip().to_string() };
    let mut hosts = vec![bound];
    hosts.extend(Origin::parse(&config.base_url()).map(|origin| origin.authority.host.to_string()));
    hosts.retain(|host| !["localhost", "127.0.0.1", "northwind.localhost"].contains(&host.as_str()));
    hosts.dedup();
    hosts
}

/// Where mails go: to the mail server, whose address may hold a password and is not said whole, or into a folder.
fn mails(config: &Config) -> String {
    match &config.smtp_url {
        Some(url) => {
            let server = Url::parse(url).ok().and_then(|url| url.host_str().map(str::to_owned));
            format!("sent by {}", server.as_deref().unwrap_or("the mail server"))
        }
        None => format!("written to {}", config.data_dir.join("mails").display()),
    }
}

fn say_how_to_get_in(address: SocketAddr, mails: &str, paid: &str) {
    let port = address.port();
    say!(
        "
Northwind Studio    http://localhost:{port}/portal
  carla@acme.test       Acme Coffee, may do everything
  victor@acme.test      Acme Coffee, may only look
  ben@bluebird.test     Bluebird Health
  fiona@franchise.test  Franchise Foods East and West

Harbor & Pine       http://harbor.localhost:{port}/portal
  hana@harborclient.test

The team, in a terminal:
  cargo run --release -p portico-console -- --server http://localhost:{port} --email mia@northwind.test
  olivia@northwind.test (owner), adam@northwind.test (admin), mia@northwind.test (member)
  henry@harbor.test (owner of Harbor & Pine, at http://harbor.localhost:{port})

The staff API       http://localhost:{port}/dashboard/api
Mails are {mails}
Whoever pays does so {paid}

Everybody's password is {PASSWORD}. Stop with Ctrl-C.
"
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_tries_the_demo_learns_where_mails_go_and_no_password() {
        let to = |url: Option<&str>| mails(&Config { smtp_url: url.map(str::to_owned), ..Config::default() });
        assert_eq!(to(Some("smtps://portal:s3cret@mail.test:465")), "sent by mail.test");
        assert_eq!(to(Some("s3cret")), "sent by the mail server");
        assert!(to(None).starts_with("written to ") && to(None).ends_with("mails"), "{}", to(None));
    }
}
