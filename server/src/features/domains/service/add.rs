use chrono::TimeDelta;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;

use crate::access::AdminScope;
use crate::entity::domain::{ActiveModel, Column, Entity};
use crate::entity::words::DomainState;
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::features::domains::records;
use crate::host::Host;
use crate::ids::{DomainId, Id};
use crate::secrets;

/// How many hosts an agency may have or wait for.
const MOST: i64 = 50;

/// Says that a host is the agency's own. Nothing is served there until DNS says so too.
///
/// # Errors
/// [`Error::Invalid`] when it is no host that can be somebody's; a conflict when the agency has it already, or
/// has too many. Never because of another agency.
pub async fn add(scope: &AdminScope, host: &str) -> Result<DomainId> {
    let host = Host::domain(host).map_err(|message| Error::field("host", message))?;
    if host.as_str().len() > records::LONGEST {
        return Err(Error::field("host", "This host is too long for a record beside it."));
    }
    let token = secrets::random_token()?;
    scope
        .transaction(async |scope| {
            let (id, now) = (DomainId::new(), scope.now());
            if let Some(earlier) = scope.claim_once("domain_create", id).await? {
                return Ok(earlier.into());
            }
            if scope.find::<Entity>().filter(Column::Host.eq(host.as_str())).first().await?.is_some() {
                return Err(Error::conflict("domain_there", "this host is on the agency's list already"));
            }
            if scope.find::<Entity>().count().await? >= MOST {
                return Err(Error::conflict("too_many_domains", format!("an agency has at most {MOST} hosts")));
            }
            let row = ActiveModel {
                id: Set(id),
                agency_id: NotSet,
                host: Set(host.to_string()),
                token: Set(token),
                by_operator: Set(false),
                state: Set(DomainState::Pending),
                problem: Set(None),
                found: Set(None),
                points_here: Set(false),
                waiting_since: Set(now),
                failing_since: Set(None),
                verified_at: Set(None),
                last_checked_at: Set(None),
                next_check_at: Set(Some(now + TimeDelta::minutes(1))),
                created_at: Set(now),
            };
            scope.insert(row).await?;
            audit::record(&scope, Entry::new("domain.added").target("domain", id, host.as_str())).await?;
            Ok(id)
        })
        .await
}
