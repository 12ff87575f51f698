use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use instant_acme::Account;
use sea_orm::ActiveValue::Set;
use sea_orm::ColumnTrait;
use sea_orm::sea_query::OnConflict;
use tokio_util::sync::CancellationToken;

use super::Certify;
use crate::access::SystemScope;
use crate::entity::{acme_account, acme_challenge, certificate};
use crate::error::{Result, explain};
use crate::host::{Host, Origin};
use crate::jobs;
use crate::tls::{Answers, Issued, Issuer, Keyring};

/// How long before its end a certificate is renewed: a third of the ninety days that most authorities give.
const RENEW_BEFORE: TimeDelta = TimeDelta::days(30);
/// The first pause after a refusal; authorities count them.
const FIRST_PAUSE: TimeDelta = TimeDelta::minutes(5);
/// No pause is longer.
const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(24);
/// How often a node looks whether there are new certificates.
const LOOK: Duration = Duration::from_secs(5);

/// Hosts that are served and whose certificate is to be asked for now.
pub(super) async fn due(system: &SystemScope, base_url: &str, most: u64) -> Result<Vec<String>> {
    let mut hosts = system.hosts_without_certificate(most).await?;
    if let Some(own) = own_host(base_url) {
        let due = known(system, &own).await?.is_none_or(|row| row.next_try_at <= system.now());
        if due && !hosts.contains(&own) {
            hosts.insert(0, own);
        }
    }
    hosts.retain(|host| Host::parse(host).is_some_and(|host| is_public(&host)));
    Ok(hosts)
}

/// Has certificates asked for now, ahead of the schedule; says which hosts wait for their first one.
///
/// # Errors
/// When the database fails.
pub async fn begin(system: &SystemScope, base_url: &str) -> Result<()> {
    let hosts = waiting(system, base_url).await?;
    if !hosts.is_empty() {
        tracing::info!(hosts = hosts.join(", "), "hosts wait for their first certificate; until then TLS fails there");
    }
    jobs::come_now::<Certify>(system).await
}

/// Hosts that are served and have never had a certificate.
async fn waiting(system: &SystemScope, base_url: &str) -> Result<Vec<String>> {
    let mut hosts = system.hosts_never_certified().await?;
    if let Some(own) = own_host(base_url) {
        let waits = known(system, &own).await?.is_none_or(|row| row.chain.is_none());
        if waits && !hosts.contains(&own) {
            hosts.insert(0, own);
        }
    }
    hosts.retain(|host| Host::parse(host).is_some_and(|host| is_public(&host)));
    Ok(hosts)
}

/// The install's own host, where browsers reach it by TLS.
fn own_host(base_url: &str) -> Option<String> {
    let own = Origin::parse(base_url).filter(|own| own.secure)?;
    Some(own.authority.host.to_string())
}

async fn known(system: &SystemScope, host: &str) -> Result<Option<certificate::Model>> {
    system.find::<certificate::Entity>().filter(certificate::Column::Host.eq(host)).first().await
}

/// Whether an authority would ever look there: at names of the public DNS.
fn is_public(host: &Host) -> bool {
    let name = host.as_str();
    let last = name.rsplit('.').next().unwrap_or_default();
    name.contains('.') && !["localhost", "local", "internal"].contains(&last) && last.parse::<u8>().is_err()
}

/// Gets a host's certificate and keeps it, or keeps why there is none and when to ask again.
pub(super) async fn certify(system: &SystemScope, issuer: &Issuer, host: &str) -> Result<()> {
    let now = system.now();
    let mut kept = known(system, host).await?.unwrap_or_else(|| nothing_yet(host, now));
    match obtain(system, issuer, host).await {
        Ok(issued) => {
            kept.private_key = Some(system.vault().seal(&sealed_for(host), issued.key.as_bytes())?);
            kept.chain = Some(issued.chain);
            kept.expires_at = Some(issued.expires_at);
            kept.next_try_at = (issued.expires_at - RENEW_BEFORE).max(now + LONGEST_PAUSE);
            kept.attempts = 0;
            kept.problem = None;
            tracing::info!(host, expires_at = %issued.expires_at, "a certificate was issued");
        }
        Err(error) => {
            kept.attempts = kept.attempts.saturating_add(1);
            kept.next_try_at = now + pause(kept.attempts);
            kept.problem = Some(explain(&error));
            tracing::warn!(host, error = explain(&error), "no certificate was issued");
        }
    }
    kept.updated_at = now;
    keep(system, kept).await
}

fn pause(attempts: i32) -> TimeDelta {
    let doubled = FIRST_PAUSE.checked_mul(1 << attempts.clamp(1, 10) >> 1);
    doubled.unwrap_or(LONGEST_PAUSE).min(LONGEST_PAUSE)
}

fn nothing_yet(host: &str, now: DateTime<Utc>) -> certificate::Model {
    certificate::Model {
        host: host.to_owned(),
        chain: None,
        private_key: None,
        expires_at: None,
        next_try_at: now,
        attempts: 0,
        problem: None,
        updated_at: now,
    }
}

async fn keep(system: &SystemScope, row: certificate::Model) -> Result<()> {
    use certificate::Column;
    let changed = [
        Column::Chain,
        Column::PrivateKey,
        Column::ExpiresAt,
        Column::NextTryAt,
        Column::Attempts,
        Column::Problem,
        Column::UpdatedAt,
    ];
    let row = certificate::ActiveModel {
        host: Set(row.host),
        chain: Set(row.chain),
        private_key: Set(row.private_key),
        expires_at: Set(row.expires_at),
        next_try_at: Set(row.next_try_at),
        attempts: Set(row.attempts),
        problem: Set(row.problem),
        updated_at: Set(row.updated_at),
    };
    let known = OnConflict::column(Column::Host).update_columns(changed).to_owned();
    system.upsert::<certificate::Entity>(row, known).await?;
    Ok(())
}

async fn obtain(system: &SystemScope, issuer: &Issuer, host: &str) -> Result<Issued> {
    let account = account(system, issuer).await?;
    issuer.certify(&account, host, system).await
}

impl Answers for SystemScope {
    async fn show(&self, token: &str, answer: &str) -> Result<()> {
        let row = acme_challenge::ActiveModel {
            token: Set(token.to_owned()),
            answer: Set(answer.to_owned()),
            created_at: Set(self.now()),
        };
        self.insert::<acme_challenge::Entity>(row).await.map(|_| ())
    }
}

/// Our account with the authority; the first time, a new one.
async fn account(system: &SystemScope, issuer: &Issuer) -> Result<Account> {
    let known = acme_account::Column::Directory.eq(issuer.directory.as_str());
    let about = format!("acme account at {}", issuer.directory);
    if let Some(row) = system.find::<acme_account::Entity>().filter(known).first().await? {
        return issuer.open(&system.vault().open(&about, &row.credentials)?).await;
    }
    let (account, credentials) = issuer.register().await?;
    let row = acme_account::ActiveModel {
        directory: Set(issuer.directory.clone()),
        credentials: Set(system.vault().seal(&about, &credentials)?),
        created_at: Set(system.now()),
    };
    system.insert::<acme_account::Entity>(row).await?;
    Ok(account)
}

/// What an authority is to find under this name.
pub(super) async fn answer(system: &SystemScope, token: &str) -> Result<String> {
    let known = system.find::<acme_challenge::Entity>().filter(acme_challenge::Column::Token.eq(token));
    Ok(known.one().await?.answer)
}

/// Keeps this node's keyring as the database has it, until told to stop.
pub async fn keep_current(system: SystemScope, keyring: Arc<Keyring>, stop: CancellationToken) {
    let mut seen = DateTime::UNIX_EPOCH;
    loop {
        match fetch(&system, &keyring, seen).await {
            Ok(latest) => seen = latest,
            Err(error) => tracing::warn!(?error, "looking for certificates"),
        }
        tokio::select! {
            () = stop.cancelled() => return,
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

/// Takes what is new since then; says until when it has all.
async fn fetch(system: &SystemScope, keyring: &Keyring, seen: DateTime<Utc>) -> Result<DateTime<Utc>> {
    use certificate::Column;
    let new = system.find::<certificate::Entity>().filter(Column::UpdatedAt.gt(seen)).asc(Column::UpdatedAt).all();
    let mut latest = seen;
    for row in new.await? {
        latest = row.updated_at;
        let (Some(chain), Some(key)) = (row.chain, row.private_key) else { continue };
        let opened = system.vault().open(&sealed_for(&row.host), &key);
        // One that cannot be shown must not keep the others from being.
        if let Err(error) = opened.and_then(|key| keyring.put(&row.host, &chain, &key)) {
            tracing::error!(host = row.host, error = explain(&error), "a certificate cannot be used");
        }
    }
    Ok(latest)
}

fn sealed_for(host: &str) -> String {
    format!("the key of {host}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn authorities_are_asked_for_names_that_they_can_see() {
        for (name, public) in [
            ("portal.example.com", true),
            ("xn--mnchen-3ya.example", true),
            ("harbor.localhost", false),
            ("printer.local", false),
            ("portal", false),
            ("192.0.2.1", false),
        ] {
            assert_eq!(Host::parse(name).is_some_and(|host| is_public(&host)), public, "{name}");
        }
    }

    #[test]
    fn refusals_are_followed_by_longer_and_longer_pauses() {
        let minutes: Vec<i64> = (1..=11).map(|attempts| pause(attempts).num_minutes()).collect();
        assert_eq!(minutes, [5, 10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440]);
    }
}
