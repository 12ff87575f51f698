use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use serde_json::Value;

use crate::access::{Actor, ClientScope, Part, Reach};
use crate::entity::approval;
use crate::entity::approval_event::{ActiveModel, Column, Entity, Model};
use crate::entity::words::{ApprovalEventKind, AuditActor};
use crate::error::Result;
use crate::features::approvals::chain::{self, Entry};
use crate::ids::{ApprovalEventId, ApprovalId, ApprovalStepId, ApprovalVersionId, Id};

/// What happened to an approval, to be written into its history.
pub struct Event {
    pub kind: ApprovalEventKind,
    pub step: Option<ApprovalStepId>,
    pub version: Option<ApprovalVersionId>,
    /// What a reader needs besides, as a JSON object.
    pub detail: Value,
}

impl Event {
    /// Something happened to the whole.
    pub fn new(kind: ApprovalEventKind, detail: Value) -> Self {
        Self { kind, step: None, version: None, detail }
    }

    /// It happened to this step.
    pub fn step(mut self, step: ApprovalStepId) -> Self {
        self.step = Some(step);
        self
    }

    /// It happened to this version.
    pub fn version(mut self, version: ApprovalVersionId) -> Self {
        self.version = Some(version);
        self
    }
}

/// Writes an event at the end of the history. The approval is held, so that there is one end.
///
/// # Errors
/// When the database refuses.
pub async fn record(scope: &impl Reach, approval: &approval::Model, event: Event) -> Result<()> {
    let last = scope.rows::<Entity>().filter(Column::ApprovalId.eq(approval.id)).desc(Column::Sequence).first().await?;
    let (sequence, previous) = last.map_or((0, String::new()), |last| (last.sequence, last.hash));
    let actor = scope.actor();
    let mut row = Model {
        id: ApprovalEventId::new(),
        agency_id: approval.agency_id,
        workspace_id: approval.workspace_id,
        approval_id: approval.id,
        sequence: sequence + 1,
        kind: event.kind,
        actor_kind: match actor {
            Actor::Client { .. } => AuditActor::Client,
            Actor::Staff { .. } => AuditActor::Staff,
            Actor::System => AuditActor::System,
        },
        actor_id: actor.id(),
        actor_name: actor.name().to_owned(),
        step_id: event.step,
        version_id: event.version,
        detail: event.detail.to_string(),
        previous,
        hash: String::new(),
        created_at: scope.now(),
    };
    row.hash = chain::hash(&Entry::from(&row));
    scope.add(active(row)).await?;
    Ok(())
}

fn active(row: Model) -> ActiveModel {
    ActiveModel {
        id: Set(row.id),
        agency_id: NotSet,
        workspace_id: Set(row.workspace_id),
        approval_id: Set(row.approval_id),
        sequence: Set(row.sequence),
        kind: Set(row.kind),
        actor_kind: Set(row.actor_kind),
        actor_id: Set(row.actor_id),
        actor_name: Set(row.actor_name),
        step_id: Set(row.step_id),
        version_id: Set(row.version_id),
        detail: Set(row.detail),
        previous: Set(row.previous),
        hash: Set(row.hash),
        created_at: Set(row.created_at),
    }
}

impl From<&Model> for Entry {
    fn from(row: &Model) -> Self {
        Self {
            sequence: row.sequence,
            approval: row.approval_id.into(),
            kind: row.kind.as_str().to_owned(),
            actor_kind: row.actor_kind.as_str().to_owned(),
            actor: row.actor_id,
            actor_name: row.actor_name.clone(),
            step: row.step_id.map(Into::into),
            version: row.version_id.map(Into::into),
            detail: row.detail.clone(),
            created_at: row.created_at,
            previous: row.previous.clone(),
            hash: row.hash.clone(),
        }
    }
}

/// How many events a page shows at most.
const MOST_EVENTS: u64 = 500;

/// The latest of an approval's history, the earliest of them first.
pub fn history(scope: &ClientScope, approval: ApprovalId) -> Part<'_, Vec<Model>> {
    let latest = scope.find::<Entity>().filter(Column::ApprovalId.eq(approval)).desc(Column::Sequence);
    latest.limit(MOST_EVENTS).part().map(|mut events| {
        events.reverse();
        events
    })
}
