//! What somebody has filled in of a form so far.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, ClientId, FormId, FormVersionId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "form_draft")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub form_id: FormId,
    #[sea_orm(primary_key, auto_increment = false)]
    pub client_user_id: ClientId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub version_id: FormVersionId,
    /// The page that comes next.
    pub page: i32,
    pub answers: String,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_workspace!(Entity);
