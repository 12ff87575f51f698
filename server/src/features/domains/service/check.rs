use std::time::Duration;

use sea_orm::ColumnTrait;

use super::look::look;
use super::read::held;
use crate::access::{AdminScope, AgencyScope};
use crate::dns::Dns;
use crate::entity::domain::{Column, Entity, Model};
use crate::entity::words::DomainState;
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::features::domains::emails;
use crate::features::domains::rules::{self, Pointing, Proof, Seen, Standing};
use crate::features::host_certificates::Certify;
use crate::host::Host;
use crate::ids::DomainId;
use crate::jobs;

/// How long one look may take in all, whatever the resolver does.
const LOOK: Duration = Duration::from_secs(20);

/// Looks for a host in DNS and has follow what follows. `base_url` is the install's own address, for mails.
///
/// # Errors
/// [`Error::NotFound`], also where it is another agency's.
pub async fn check(scope: &AdminScope, dns: &Dns, base_url: &str, id: DomainId) -> Result<()> {
    let domain = scope.find::<Entity>().filter(Column::Id.eq(id)).one().await?;
    if domain.by_operator {
        return Ok(());
    }
    let silent = Seen { proof: Proof::Silent, pointing: Pointing::Unknown };
    let seen = tokio::time::timeout(LOOK, look(dns, &domain)).await.unwrap_or(silent);
    scope
        .transaction(async |scope| {
            let mut domain = held(&scope, id).await?;
            // Whoever asks after a host that nobody waits for any more waits again.
            if domain.next_check_at.is_none() {
                domain.waiting_since = scope.now();
            }
            let standing = rules::judge(&domain, seen, scope.now());
            let standing = place(&scope, &domain, standing).await?;
            keep(&scope, &domain, &standing).await?;
            settle(&scope).await?;
            tell(&scope, base_url, &domain, &standing).await
        })
        .await
}

/// Has the host served, or not any more, as it stands now.
async fn place(scope: &AgencyScope, domain: &Model, standing: Standing) -> Result<Standing> {
    match standing.state {
        DomainState::Verified => {
            let host = Host::parse(&domain.host).ok_or_else(|| Error::Malformed("a domain that is no host".into()))?;
            if !scope.serve(&host).await? {
                return Ok(rules::taken(standing, domain, scope.now()));
            }
            if domain.state == DomainState::Pending {
                jobs::enqueue(scope, &Certify).await?;
            }
            Ok(standing)
        }
        DomainState::Pending if domain.state != DomainState::Pending => {
            scope.stop_serving(&domain.host).await?;
            Ok(standing)
        }
        DomainState::Pending | DomainState::Failing => Ok(standing),
    }
}

async fn keep(scope: &AgencyScope, domain: &Model, standing: &Standing) -> Result<()> {
    let now = scope.now();
    let fresh = standing.state == DomainState::Verified && domain.state == DomainState::Pending;
    scope
        .update::<Entity>()
        .set(Column::State, standing.state)
        .set(Column::Problem, standing.problem)
        .set(Column::Found, standing.found.clone())
        .set(Column::PointsHere, standing.points_here)
        .set(Column::WaitingSince, standing.waiting_since)
        .set(Column::FailingSince, standing.failing_since)
        .set(Column::NextCheckAt, standing.next_check_at)
        .set(Column::LastCheckedAt, now)
        .set_if(Column::VerifiedAt, fresh.then_some(now))
        .filter(Column::Id.eq(domain.id))
        .exec()
        .await?;
    Ok(())
}

/// Has mails name the oldest host that leads here, where they name none.
pub(super) async fn settle(scope: &AgencyScope) -> Result<()> {
    if scope.hosts().await?.iter().any(|row| row.is_primary) {
        return Ok(());
    }
    let fit = scope.find::<Entity>().filter(Column::State.ne(DomainState::Pending)).filter(Column::PointsHere.eq(true));
    match fit.asc(Column::CreatedAt).first().await? {
        Some(domain) => scope.name_in_mails(&domain.host).await,
        None => Ok(()),
    }
}

/// Records where a host has come to stand, and tells owners and admins of what they may have to mend.
async fn tell(scope: &AgencyScope, base_url: &str, domain: &Model, standing: &Standing) -> Result<()> {
    let entry = match (domain.state, standing.state) {
        (DomainState::Pending | DomainState::Failing, DomainState::Verified) => Entry::new("domain.verified"),
        (DomainState::Verified, DomainState::Failing) => {
            emails::failing(scope, base_url, &domain.host).await?;
            Entry::new("domain.failed")
        }
        (DomainState::Verified | DomainState::Failing, DomainState::Pending) => {
            emails::withdrawn(scope, base_url, &domain.host).await?;
            Entry::new("domain.withdrawn")
        }
        _ => return Ok(()),
    };
    audit::record(scope, entry.target("domain", domain.id, domain.host.as_str())).await
}
