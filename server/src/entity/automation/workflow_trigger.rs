//! What starts a workflow by itself. No client reads this table: it holds secrets.

use sea_orm::entity::prelude::*;

use crate::entity::words::TriggerKind;
use crate::ids::{AgencyId, FormId, WorkflowId, WorkflowTriggerId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "workflow_trigger")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: WorkflowTriggerId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub workflow_id: WorkflowId,
    pub kind: TriggerKind,
    pub cron: Option<String>,
    pub time_zone: Option<String>,
    pub next_at: Option<DateTimeUtc>,
    /// Of the secret in its URL.
    pub token_hash: Option<String>,
    /// What senders sign with, sealed.
    pub secret: Option<String>,
    pub form_id: Option<FormId>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
