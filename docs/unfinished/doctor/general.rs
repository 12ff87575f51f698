//! Everything that an install stands on, looked at once: a line for each, and what to do where something is wrong. Nothing
//! is changed, but for a file that is written into the storage and removed again.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use sea_orm::ColumnTrait;
use serde::Serialize;

use super::files;
use crate::access::{Database, SystemScope, Whole};
use crate::clock::Clock;
use crate::config::Config;
use crate::entity::job;
use crate::entity::words::JobState;
use crate::error::{Error, Result, explain};
use crate::features::connections;
use crate::mail::{Sender, Smtp};

/// How long anything may take to answer.
const PATIENCE: Duration = Duration::from_secs(15);
/// Seconds that clocks may differ: links and codes live for minutes.
const DRIFT: f64 = 5.0;

/// How something is.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum State {
    Ok,
    Warning,
    Fail,
}

/// What was found.
#[derive(Serialize)]
struct Finding {
    what: &'static str,
    state: State,
    says: String,
}

/// What was found so far.
#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, what: &'static str, state: State, says: impl Into<String>) {
        self.0.push(Finding { what, state, says: says.into() });
    }

    /// What went well says so; what did not fails with its reason. Gives what there is to go on with.
    fn keep<T>(&mut self, what: &'static str, outcome: Result<T>) -> Option<T> {
        outcome.map_err(|error| self.add(what, State::Fail, explain(&error))).ok()
    }
}

/// Looks at everything.
///
/// # Errors
/// When something fails; what it is was printed.
pub async fn run(config: &Config, json: bool) -> Result<()> {
    let mut found = Findings::default();
    configuration(&mut found, config);
    keys(&mut found, config);
    if let Some(system) = database(&mut found, config).await {
        credentials(&mut found, config, &system).await;
        jobs(&mut found, &system).await;
    }
    mail(&mut found, config).await;
    storage(&mut found, config).await;
    let failed = found.0.iter().filter(|finding| finding.state == State::Fail).count();
    if json {
        let text = serde_json::json!({ "sound": failed == 0, "findings": found.0 });
        println!("{}", serde_json::to_string_pretty(&text).map_err(Error::internal)?);
    } else {
        for Finding { what, state, says } in &found.0 {
            let state = match state {
                State::Ok => "ok",
                State::Warning => "warning",
                State::Fail => "FAIL",
            };
            println!("{state:<8} {what:<14} {says}");
        }
    }
    if failed == 0 { Ok(()) } else { Err(Error::Malformed(format!("{failed} things are not as they must be"))) }
}

fn configuration(found: &mut Findings, config: &Config) {
    const WHAT: &str = "configuration";
    let checks = [
        config.home().map(drop),
        config.cashier().map(drop),
        config.issuer().map(drop),
        config.outgoing().map(drop),
    ];
    let before = found.0.len();
    for check in checks {
        found.keep(WHAT, check);
    }
    let base = config.base_url();
    let local = base.contains("//localhost") || base.contains("//127.0.0.1");
    if !base.starts_with("https://") && !local {
        found.add(WHAT, State::Warning, format!("{base} is plain HTTP: what clients send can be read on the way"));
    }
    if config.base_url.is_none() {
        found.add(WHAT, State::Warning, format!("PORTICO_BASE_URL is not set: links in mails lead to {base}"));
    }
    if !config.bind.ip().is_loopback() && config.tls_bind.is_none() && config.trusted_proxies.is_empty() {
        let bind = config.bind;
        found.add(WHAT, State::Warning, format!("{bind} can be reached without TLS, and no proxy is trusted"));
    }
    if found.0.len() == before {
        found.add(WHAT, State::Ok, format!("can be read; browsers come to {base}"));
    }
}

fn keys(found: &mut Findings, config: &Config) {
    const WHAT: &str = "keys";
    let Some(known) = found.keep(WHAT, config.known_key()) else { return };
    let Some(master) = known else {
        let file = config.key_file();
        return found.add(WHAT, State::Fail, format!("there is none: neither PORTICO_SECRET_KEY nor {}", file.display()));
    };
    if config.secret_key.is_none() {
        private(found, WHAT, &config.key_file());
    }
    if found.keep(WHAT, config.envelopes().map(drop)).is_some() {
        let (print, more) = (master.fingerprint(), config.credential_keys.len());
        found.add(WHAT, State::Ok, format!("the secret key is {print}; {more} keys for credentials are named"));
    }
}

/// Whether nobody else on the machine can read a file.
fn private(found: &mut Findings, what: &'static str, file: &Path) {
    let mode = file.metadata().map(|there| there.permissions().mode() & 0o777).unwrap_or_default();
    if mode & 0o077 != 0 {
        let file = file.display();
        found.add(what, State::Fail, format!("others on this machine can read {file} ({mode:o}): chmod 600 {file}"));
    }
}

/// Gives the way into the database where it can be used.
async fn database(found: &mut Findings, config: &Config) -> Option<SystemScope> {
    const WHAT: &str = "database";
    let url = config.database_url();
    if let Some(file) = config.database_file() {
        if !file.is_file() {
            found.add(WHAT, State::Fail, format!("{} is not there", file.display()));
            return None;
        }
        private(found, WHAT, &file);
    }
    let moment = found.keep(WHAT, in_time(Whole::open(&url)).await)?;
    let newest = Database::newest_migration();
    let migration = found.keep(WHAT, moment.migration().await)?;
    let clock = moment.clock().await;
    let sound = moment.faults().await;
    moment.close().await;
    match migration {
        None => {
            found.add(WHAT, State::Fail, "it has no tables of ours: `portico migrate` makes them");
            return None;
        }
        Some(is) if !Database::knows_migration(&is) => {
            found.add(WHAT, State::Fail, format!("a newer Portico has had it ({is}): use that one"));
            return None;
        }
        Some(is) if is != newest => {
            found.add(WHAT, State::Warning, format!("it stands at {is}; `portico serve` brings it to {newest}"));
            return None;
        }
        Some(is) => found.add(WHAT, State::Ok, format!("answers, at {is}")),
    }
    match sound {
        Ok(faults) if faults.is_empty() => found.add("integrity", State::Ok, "no fault in it"),
        Ok(faults) => found.add("integrity", State::Fail, format!("{}: restore a backup", faults.join("; "))),
        Err(error) => found.add("integrity", State::Fail, explain(&error)),
    }
    if let Some(there) = found.keep("clock", clock) {
        #[expect(clippy::cast_precision_loss, reason = "seconds since 1970 are few")]
        let apart = there - Clock::default().now().timestamp_millis() as f64 / 1000.0;
        let state = if apart.abs() > DRIFT { State::Fail } else { State::Ok };
        found.add("clock", state, format!("{:.1} seconds from the database's", apart.abs()));
    }
    let master = config.known_key().ok().flatten()?;
    let database = found.keep(WHAT, Database::connect(&url, Clock::default(), &master).await)?;
    Some(database.system())
}

async fn in_time<T>(asked: impl Future<Output = Result<T>>) -> Result<T> {
    let late = || Error::Malformed(format!("no answer within {} seconds", PATIENCE.as_secs()));
    tokio::time::timeout(PATIENCE, asked).await.unwrap_or_else(|_| Err(late()))
}

async fn credentials(found: &mut Findings, config: &Config, system: &SystemScope) {
    const WHAT: &str = "credentials";
    let Ok(envelopes) = config.envelopes() else { return };
    let Some((readable, sealed)) = found.keep(WHAT, connections::readable(system, &envelopes).await) else { return };
    match sealed {
        0 => found.add(WHAT, State::Ok, format!("all {readable} that clients gave can be read")),
        _ => {
            let why = "they are sealed under a key that is not here";
            found.add(WHAT, State::Fail, format!("{sealed} of {} cannot be read: {why}", readable + sealed));
        }
    }
}

async fn jobs(found: &mut Findings, system: &SystemScope) {
    const WHAT: &str = "jobs";
    let failed = system.find::<job::Entity>().filter(job::Column::State.eq(JobState::Failed));
    let Some(kinds) = found.keep(WHAT, failed.tally::<String>(job::Column::Kind).await) else { return };
    if kinds.is_empty() {
        return found.add(WHAT, State::Ok, "none has given up");
    }
    let kinds: Vec<String> = kinds.into_iter().map(|(kind, count)| format!("{count} of {kind}")).collect();
    let says = format!("given up: {}; the table `job` says why (docs/operations.md)", kinds.join(", "));
    found.add(WHAT, State::Warning, says);
}

async fn mail(found: &mut Findings, config: &Config) {
    const WHAT: &str = "mail";
    let Some(letters) = found.keep(WHAT, config.letters()) else { return };
    let Some(url) = &config.smtp_url else {
        let folder = config.data_dir.join("mails");
        return found.add(WHAT, State::Warning, format!("is sent to nobody, but written into {}", folder.display()));
    };
    let sender = Sender { address: config.mail_from.clone(), domains: config.mail_from_domains.clone() };
    let Some(smtp) = found.keep(WHAT, Smtp::new(url, sender, letters.into())) else { return };
    if found.keep(WHAT, in_time(smtp.reach()).await).is_some() {
        found.add(WHAT, State::Ok, format!("the server takes mails from {}", config.mail_from));
    }
}

async fn storage(found: &mut Findings, config: &Config) {
    const WHAT: &str = "storage";
    match in_time(files::probe(config)).await {
        Ok(true) => found.add(WHAT, State::Ok, "takes, keeps, gives and removes files"),
        Ok(false) => found.add(WHAT, State::Warning, format!("takes, keeps, gives and removes files. {}", files::RULE)),
        Err(error) => found.add(WHAT, State::Fail, explain(&error)),
    }
}
