//! The configuration: `PORTICO_*` in the environment over an optional `portico.toml`. Every key stands in
//! `docs/configuration.md`.

mod given;
mod unread;

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};

use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use ipnet::IpNet;
use serde::{Deserialize, Serialize};

use self::given::Given;
use crate::dns::Home;
use crate::envelope::Envelopes;
use crate::error::{Error, Result};
use crate::host::{Host, Origin};
use crate::mail::Letters;
use crate::outgoing::Outgoing;
use crate::secrets::MasterKey;
use crate::storage::{Keys, Storage};
use crate::stripe::Cashier;
use crate::tls::Issuer;

/// The configuration of an install.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// `sqlite://file` or `postgres://…`; the file `portico.db` in the data folder unless said otherwise.
    pub database_url: Option<String>,
    /// Where to listen.
    pub bind: SocketAddr,
    /// Where browsers reach the install; links in mails begin with it.
    pub base_url: Option<String>,
    /// Where files are kept that are nowhere else.
    pub data_dir: PathBuf,
    /// Where files are kept: `file://folder` or `s3://bucket?endpoint=…&region=…`; the folder `files` in the data
    /// folder unless said otherwise.
    pub storage_url: Option<String>,
    /// The id of the key that opens the bucket; without it the environment's `AWS_…` are asked.
    pub storage_key: Option<String>,
    /// The secret of that key.
    pub storage_secret: Option<String>,
    /// The largest file taken, in bytes.
    pub upload_limit: u64,
    /// How many bytes all files of one agency may have; any number unless said otherwise.
    pub agency_storage: Option<u64>,
    /// The master key: 32 bytes in base64url. Without it a key file is made in the data folder.
    pub secret_key: Option<String>,
    /// The keys that clients' credentials are sealed under, each `name:key` in base64url; the first one seals, the others
    /// only open. Without any, the key follows from the master key.
    pub credential_keys: Vec<String>,
    /// Networks inside that requests of automation may reach, besides the internet.
    pub outgoing_networks: Vec<IpNet>,
    /// The mail server; without it mails are written as files into the data folder.
    pub smtp_url: Option<String>,
    /// The address that mails come from.
    pub mail_from: String,
    /// Domains that let this install send mail as them; agencies' addresses there may stand in From.
    pub mail_from_domains: Vec<String>,
    /// How many seconds a notification waits for others, to come in the same mail.
    pub mail_grouping: u32,
    /// Where mail servers bring answers by mail; nowhere when empty.
    #[serde(deserialize_with = "address_or_nothing")]
    pub inbound_bind: Option<SocketAddr>,
    /// The domain whose mail comes there.
    pub inbound_domain: Option<String>,
    /// The largest mail taken there, in bytes.
    pub inbound_size: usize,
    /// Proxies whose `X-Forwarded-*` headers are believed.
    pub trusted_proxies: Vec<IpNet>,
    /// The host that agencies' own hosts are to be an alias of; the base URL's unless said otherwise.
    pub domain_target: Option<String>,
    /// The addresses for hosts that cannot be an alias.
    pub domain_addresses: Vec<IpAddr>,
    /// The resolver that is asked for agencies' hosts, as `address` or `address:port`; the system's otherwise.
    #[serde(deserialize_with = "resolver_or_nothing")]
    pub dns_resolver: Option<SocketAddr>,
    /// How many seconds to wait for one answer of it.
    pub dns_timeout: u64,
    /// The secret key of the install's own account at Stripe, to which agencies connect theirs.
    pub stripe_secret_key: Option<String>,
    /// What the webhooks of that account are signed with; several, divided by commas, while it changes.
    pub stripe_webhook_secret: Option<String>,
    /// Where Stripe's API is, if not at Stripe: a double for tests.
    pub stripe_api_base: Option<String>,
    /// Where to speak TLS, with certificates that the server gets itself; nowhere when empty. `bind` then answers
    /// authorities, and sends everybody else here.
    #[serde(deserialize_with = "address_or_nothing")]
    pub tls_bind: Option<SocketAddr>,
    /// The ACME directory of the authority that gives certificates.
    pub acme_directory: String,
    /// Whom it writes to. To set it is to agree to its terms.
    pub acme_email: Option<String>,
    /// The certificate of an authority that the system does not know, as a PEM file.
    pub acme_root: Option<PathBuf>,
    /// Where Prometheus finds the metrics; nowhere when empty.
    #[serde(deserialize_with = "address_or_nothing")]
    pub metrics_bind: Option<SocketAddr>,
    /// How many requests a minute one caller of the staff API may make.
    pub api_rate: u32,
    /// Whether staff need a second factor.
    pub staff_second_factor: Demand,
    /// What is logged, as tracing's filters say it.
    pub log: String,
    /// How logs look: `text` or `json`.
    pub log_format: LogFormat,
}

/// Makes a database file that nobody else on the machine can read; SQLite gives its companions the same mode.
fn make_private(file: &Path) -> Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    match std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
            Err(Error::Malformed(format!("the database file {}: {error}", file.display())))
        }
        _ => Ok(()),
    }
}

/// An address, or nothing where the text is empty.
fn address_or_nothing<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<SocketAddr>, D::Error> {
    let text = Option::<String>::deserialize(from)?.unwrap_or_default();
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(serde::de::Error::custom) }
}

/// A resolver, with the port of DNS where none is named.
fn resolver_or_nothing<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<SocketAddr>, D::Error> {
    let text = Option::<String>::deserialize(from)?.unwrap_or_default();
    if text.is_empty() {
        return Ok(None);
    }
    let alone = text.parse().map(|address: IpAddr| SocketAddr::new(address, 53));
    alone.or_else(|_| text.parse()).map(Some).map_err(serde::de::Error::custom)
}

/// Whether something may be left out.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Demand {
    Required,
    Optional,
}

/// How logs look.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    Text,
    Json,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            database_url: None,
            bind: SocketAddr::from(([127, 0, 0, 1], 8080)),
            base_url: None,
            data_dir: PathBuf::from("data"),
            storage_url: None,
            storage_key: None,
            storage_secret: None,
            upload_limit: 1024 * 1024 * 1024,
            agency_storage: None,
            secret_key: None,
            credential_keys: Vec::new(),
            outgoing_networks: Vec::new(),
            smtp_url: None,
            mail_from: "portal@localhost.localdomain".into(),
            mail_from_domains: Vec::new(),
            mail_grouping: 300,
            inbound_bind: None,
            inbound_domain: None,
            inbound_size: 10 * 1024 * 1024,
            trusted_proxies: Vec::new(),
            domain_target: None,
            domain_addresses: Vec::new(),
            dns_resolver: None,
            dns_timeout: 3,
            stripe_secret_key: None,
            stripe_webhook_secret: None,
            stripe_api_base: None,
            tls_bind: None,
            acme_directory: "https://acme-v02.api.letsencrypt.org/directory".into(),
            acme_email: None,
            acme_root: None,
            metrics_bind: Some(SocketAddr::from(([127, 0, 0, 1], 9464))),
            api_rate: 1200,
            staff_second_factor: Demand::Required,
            log: "info,sqlx=warn".into(),
            log_format: LogFormat::Json,
        }
    }
}

impl Config {
    /// Reads the configuration.
    ///
    /// # Errors
    /// When a key is unknown or its value of the wrong kind; the message names the key and where it stands, and never the
    /// value, which may be a secret.
    pub fn load(file: &Path) -> Result<Self> {
        let defaults = Figment::from(Serialized::defaults(Self::default()));
        let keys =
            defaults.extract::<figment::value::Dict>().map_err(|error| Error::internal(anyhow::anyhow!(error)))?;
        // A file is ours alone and may hold nothing unknown; the environment is shared with others' variables.
        let environment = Env::prefixed("PORTICO_").filter(move |key| keys.contains_key(&key.as_str().to_lowercase()));
        defaults
            .merge(Given(Toml::file(file)))
            .merge(Given(environment))
            .extract()
            .map_err(|error| Error::Malformed(format!("the configuration: {}", unread::explain(error))))
    }

    /// The database's address.
    pub fn database_url(&self) -> String {
        let file = || format!("sqlite://{}", self.data_dir.join("portico.db").display());
        self.database_url.clone().unwrap_or_else(file)
    }

    /// The database's address, with its folder there when it is a file.
    ///
    /// # Errors
    /// When the folder cannot be made, or the address is of no database that we know.
    pub fn prepared_database_url(&self) -> Result<String> {
        let url = self.database_url();
        if !["sqlite:", "postgres:", "postgresql:"].iter().any(|scheme| url.starts_with(scheme)) {
            return Err(Error::Malformed("PORTICO_DATABASE_URL must begin with sqlite:// or postgres://".into()));
        }
        if self.database_url.is_none() {
            std::fs::create_dir_all(&self.data_dir).map_err(Error::internal)?;
        }
        if let Some(file) = url.strip_prefix("sqlite://") {
            make_private(Path::new(file.split('?').next().unwrap_or(file)))?;
        }
        Ok(url)
    }

    /// Where files are kept.
    ///
    /// # Errors
    /// When the address is none, or its folder cannot be made.
    pub fn storage(&self) -> Result<Storage> {
        let keys = match (&self.storage_key, &self.storage_secret) {
            (Some(id), Some(secret)) => Some(Keys { id: id.clone(), secret: secret.clone() }),
            _ => None,
        };
        let folder = || format!("file://{}", self.data_dir.join("files").display());
        let storage = Storage::open(&self.storage_url.clone().unwrap_or_else(folder), keys)?;
        Ok(storage.limited(self.upload_limit, self.agency_storage))
    }

    /// Where browsers reach the install.
    pub fn base_url(&self) -> String {
        self.base_url.clone().unwrap_or_else(|| format!("http://{}", self.bind))
    }

    /// The keys that clients' credentials are sealed under.
    ///
    /// # Errors
    /// When one of them is none.
    pub fn envelopes(&self) -> Result<Envelopes> {
        Envelopes::new(&self.master_key()?, &self.credential_keys)
    }

    /// The way out.
    ///
    /// # Errors
    /// When the system has no certificates to trust.
    pub fn outgoing(&self) -> Result<Outgoing> {
        Outgoing::new(&self.outgoing_networks).map_err(Error::internal)
    }

    /// Where agencies' own hosts are to lead.
    ///
    /// # Errors
    /// When the target is no host.
    pub fn home(&self) -> Result<Home> {
        let base = || Origin::parse(&self.base_url()).map(|install| install.authority.host);
        let target = match &self.domain_target {
            Some(text) => Host::parse(text),
            None => base(),
        };
        let target = target.ok_or_else(|| Error::Malformed("PORTICO_DOMAIN_TARGET must be a host".into()))?;
        Ok(Home { target: target.to_string(), configured: self.domain_addresses.clone() })
    }

    /// What the install has decided about its letters.
    ///
    /// # Errors
    /// When the domain for answers is none, or is missing; or the master key cannot be had.
    pub fn letters(&self) -> Result<Letters> {
        let domain = self.inbound_domain.clone().filter(|domain| !domain.is_empty());
        if domain.as_ref().is_some_and(|domain| format!("reply@{domain}").parse::<lettre::Address>().is_err()) {
            return Err(Error::Malformed("PORTICO_INBOUND_DOMAIN must be a domain, like in.example.com".into()));
        }
        if self.inbound_bind.is_some() && domain.is_none() {
            return Err(Error::Malformed("PORTICO_INBOUND_BIND needs PORTICO_INBOUND_DOMAIN".into()));
        }
        Ok(Letters::new(&self.master_key()?, self.mail_grouping, domain))
    }

    /// Who gives certificates, where the server speaks TLS itself.
    ///
    /// # Errors
    /// When nobody is named whom the authority can write to.
    pub fn issuer(&self) -> Result<Option<Issuer>> {
        if self.tls_bind.is_none() {
            return Ok(None);
        }
        let contact = self.acme_email.clone().filter(|email| email.parse::<lettre::Address>().is_ok());
        let contact = contact.ok_or_else(|| {
            Error::Malformed(
                "PORTICO_TLS_BIND needs PORTICO_ACME_EMAIL, the address that the authority writes to".into(),
            )
        })?;
        Ok(Some(Issuer { directory: self.acme_directory.clone(), contact, root: self.acme_root.clone() }))
    }

    /// The way to Stripe.
    ///
    /// # Errors
    /// When the address of its API is none.
    pub fn cashier(&self) -> Result<Cashier> {
        let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let base = given(&self.stripe_api_base)
            .map(|text| {
                Origin::parse(text.trim_end_matches('/')).map(|origin| origin.to_string()).ok_or_else(|| {
                    Error::Malformed("PORTICO_STRIPE_API_BASE must be http:// or https:// and a host".into())
                })
            })
            .transpose()?;
        let secrets = given(&self.stripe_webhook_secret).unwrap_or_default();
        let secrets = secrets.split(',').map(str::trim).filter(|secret| !secret.is_empty()).map(str::to_owned);
        Ok(Cashier {
            install_key: given(&self.stripe_secret_key),
            install_secrets: secrets.collect(),
            base,
            ..Cashier::default()
        })
    }

    /// The file that the master key is in, where it is not in the environment.
    pub fn key_file(&self) -> PathBuf {
        self.data_dir.join("secret.key")
    }

    /// The master key where there is one; none is made.
    ///
    /// # Errors
    /// When it is malformed, or its file cannot be read.
    pub fn known_key(&self) -> Result<Option<MasterKey>> {
        match &self.secret_key {
            Some(text) => MasterKey::parse(text).map(Some),
            None => MasterKey::load(&self.key_file()),
        }
    }

    /// The file of an SQLite database.
    pub fn database_file(&self) -> Option<PathBuf> {
        let url = self.database_url();
        let file = url.strip_prefix("sqlite://")?;
        Some(file.split('?').next().unwrap_or(file).into())
    }

    /// The master key.
    ///
    /// # Errors
    /// When it is malformed, or its file cannot be read or made.
    pub fn master_key(&self) -> Result<MasterKey> {
        match &self.secret_key {
            Some(text) => MasterKey::parse(text),
            None => {
                std::fs::create_dir_all(&self.data_dir).map_err(Error::internal)?;
                MasterKey::load_or_create(&self.key_file())
            }
        }
    }
}
