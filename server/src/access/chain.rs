//! The audit trail's chain. Each entry's proof covers the entry and the proof before it, under a key that is
//! not in the database: whoever changes, removes or reorders entries there cannot make it fit again.

use std::collections::BTreeMap;
use std::net::IpAddr;

use chrono::{DateTime, Utc};
use ring::hmac;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect};
use serde_json::json;
use uuid::Uuid;

use super::link::Link;
use super::scopes::scope::AgencyScope;
use super::who::actor::Actor;
use crate::entity::audit_entry::{self, Model};
use crate::entity::audit_head;
use crate::entity::words::AuditActor;
use crate::error::{Error, Result};
use crate::ids::{AgencyId, AuditEntryId, Id, WorkspaceId};
use crate::secrets::MasterKey;

/// What was done to which thing. Who did it, when and from where, the scope knows.
#[derive(Clone, Debug)]
pub struct Deed {
    /// `noun.past_participle`; all of them stand in `docs/audit.md`.
    pub action: &'static str,
    /// What kind of thing it was done to.
    pub target_kind: &'static str,
    pub target_id: Option<Uuid>,
    pub target_name: String,
    pub workspace: Option<WorkspaceId>,
    /// What a reader needs besides. Never a secret.
    pub detail: serde_json::Value,
}

/// The key of an install's chains.
pub(in crate::access) fn key(master: &MasterKey) -> hmac::Key {
    hmac::Key::new(hmac::HMAC_SHA256, &master.derive("audit-chain"))
}

/// A deed, and who did it from where: an entry to be.
pub(in crate::access) struct Told {
    agency: AgencyId,
    actor: Actor,
    origin: Option<IpAddr>,
    deed: Deed,
}

/// Adds an entry to the agency's trail, with the transaction of what it tells of. It is written when that is committed:
/// those who add at once queue at the head's row, and whoever holds it waits for nothing else.
pub(in crate::access) fn add(link: &Link, agency: AgencyId, actor: &Actor, deed: Deed) -> Result<()> {
    link.record(Told { agency, actor: actor.clone(), origin: link.origin(), deed })
}

/// Writes what a transaction tells of, the last thing before it is committed.
pub(in crate::access) async fn write(link: &Link, told: Vec<Told>) -> Result<()> {
    let mut trails: BTreeMap<AgencyId, Vec<Told>> = BTreeMap::new();
    for one in told {
        trails.entry(one.agency).or_default().push(one);
    }
    for (agency, told) in trails {
        let audit_head::Model { mut number, mut hash, .. } = head(link, agency).await?;
        for one in told {
            number += 1;
            let mut row = entry(one, number, link.now());
            row.hash = proof(link.audit_key(), &hash, &row);
            hash.clone_from(&row.hash);
            audit_entry::Entity::insert(row.into_active_model()).exec_without_returning(&link.writer()).await?;
        }
        audit_head::Entity::update_many()
            .col_expr(audit_head::Column::Number, Expr::value(number))
            .col_expr(audit_head::Column::Hash, Expr::value(hash))
            .filter(audit_head::Column::AgencyId.eq(agency))
            .exec(&link.writer())
            .await?;
    }
    Ok(())
}

/// What is told as an entry of this number, without its proof.
fn entry(told: Told, number: i64, now: DateTime<Utc>) -> Model {
    let Told { agency, actor, origin, deed } = told;
    Model {
        id: AuditEntryId::new(),
        agency_id: agency,
        number,
        actor_kind: match actor {
            Actor::Client { .. } => AuditActor::Client,
            Actor::Staff { .. } => AuditActor::Staff,
            Actor::System => AuditActor::System,
        },
        actor_id: actor.id(),
        actor_name: actor.name().to_owned(),
        address: origin.map(|address| address.to_string()),
        action: deed.action.to_owned(),
        target_kind: deed.target_kind.to_owned(),
        target_id: deed.target_id,
        target_name: deed.target_name,
        workspace_id: deed.workspace,
        detail: deed.detail.to_string(),
        created_at: now,
        hash: String::new(),
    }
}

/// The trail's last entry, held until the transaction ends; a trail that is new begins with nothing.
async fn head(link: &Link, agency: AgencyId) -> Result<audit_head::Model> {
    let held = || audit_head::Entity::find().filter(audit_head::Column::AgencyId.eq(agency)).lock_exclusive();
    if let Some(head) = held().one(&link.writer()).await? {
        return Ok(head);
    }
    let first = audit_head::ActiveModel { agency_id: Set(agency), number: Set(0), hash: Set(String::new()) };
    let first = audit_head::Entity::insert(first).on_conflict(OnConflict::new().do_nothing().to_owned());
    first.exec_without_returning(&link.writer()).await?;
    held().one(&link.writer()).await?.ok_or_else(|| Error::internal(anyhow::anyhow!("the audit trail has no head")))
}

/// The proof of an entry that follows one with the proof `previous`.
fn proof(key: &hmac::Key, previous: &str, row: &Model) -> String {
    let canonical = json!([
        previous,
        row.id.to_string(),
        row.agency_id.to_string(),
        row.number,
        row.actor_kind.as_str(),
        row.actor_id.to_string(),
        row.actor_name,
        row.address,
        row.action,
        row.target_kind,
        row.target_id.map(|id| id.to_string()),
        row.target_name,
        row.workspace_id.map(|id| id.to_string()),
        row.detail,
        row.created_at.timestamp_micros(),
    ]);
    data_encoding::HEXLOWER.encode(hmac::sign(key, canonical.to_string().as_bytes()).as_ref())
}

impl AgencyScope {
    /// Whether this entry is what was written after the entry with the proof `previous`.
    pub fn is_genuine(&self, previous: &str, row: &Model) -> bool {
        proof(self.link.audit_key(), previous, row) == row.hash
    }
}
