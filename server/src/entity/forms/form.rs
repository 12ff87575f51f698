//! A form that clients fill in.

use sea_orm::Condition;
use sea_orm::entity::prelude::*;

use crate::entity::words::FormStatus;
use crate::ids::{AgencyId, FormId, FormVersionId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "form")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FormId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub slug: String,
    pub title: String,
    pub status: FormStatus,
    pub version_id: Option<FormVersionId>,
    pub last_submitted_at: Option<DateTimeUtc>,
    pub version: i64,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    /// Whether to send it is to decide something.
    pub decides: bool,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_workspace!(Entity);

/// Narrows forms to those that can be sent, by somebody who may decide or by somebody who may not.
pub fn can_be_sent(decides: bool) -> Condition {
    let deciding = (!decides).then(|| Column::Decides.eq(false));
    Condition::all().add(Column::Status.eq(FormStatus::Published)).add_option(deciding)
}
