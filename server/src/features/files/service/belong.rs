use sea_orm::ColumnTrait;

use crate::access::AgencyScope;
use crate::entity::file::{Column, Entity};
use crate::error::Result;
use crate::ids::{ApprovalId, ProjectId, RequestId};

/// What has files that belong to the project to which it belongs itself.
#[derive(Clone, Copy, Debug)]
pub enum Whole {
    Approval(ApprovalId),
    Request(RequestId),
}

/// All files of an approval or a request belong to another project from now on, as part of the transaction that moves it.
///
/// # Errors
/// When the database refuses.
pub async fn belong(scope: &AgencyScope, whole: Whole, project: Option<ProjectId>) -> Result<()> {
    let own = match whole {
        Whole::Approval(id) => Column::ApprovalId.eq(id),
        Whole::Request(id) => Column::RequestId.eq(id),
    };
    scope.update::<Entity>().set(Column::ProjectId, project).filter(own).exec().await?;
    Ok(())
}
