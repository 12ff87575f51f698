//! What was answered to a form.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, ClientId, FormId, FormSubmissionId, FormVersionId, RunId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "form_submission")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FormSubmissionId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub form_id: FormId,
    pub version_id: FormVersionId,
    pub run_id: Option<RunId>,
    pub answers: String,
    pub author_id: ClientId,
    pub author_name: String,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_workspace!(Entity);
