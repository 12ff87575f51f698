mod change;
mod comment;
mod create;
mod decide;
mod history;
mod look;
mod mine;
mod open;
mod people;
mod reach;
mod read;
mod reconsider;
mod remind;
mod resolve;
mod send;
mod settle;
mod staff_read;
mod step;
mod tell;
mod whole;
mod withdraw;

pub use change::{Change, change};
pub use comment::{NewComment, comment, files_of, staff_comment, text_of};
pub use create::{NewApproval, NewStep, create};
pub use decide::{Answer, approver, decide};
pub use history::history;
pub use look::look;
pub use mine::{mine, mine_among, unsent};
pub use open::{Turn, open};
pub use read::{Awaited, Filter, Listed, counts, find, list, of_project, waiting};
pub use reconsider::{open_in, reconsider};
pub use remind::{remind, remind_due};
pub use resolve::{resolve, staff_resolve};
pub use send::{NewVersion, send};
pub use staff_read::{
    Order, StaffFilter, StaffListed, staff_comments, staff_decisions, staff_find, staff_history, staff_list,
};
pub use step::{StepChange, change_step};
pub use whole::{Step, Version, steps_of, whole, whole_and};
pub use withdraw::withdraw;

use sea_orm::ColumnTrait;

use crate::access::{ClientScope, Reach};
use crate::entity::{approval, approval_step, approval_version};
use crate::error::{Error, Result};
use crate::ids::{ApprovalId, ApprovalStepId};

/// An approval within the scope, held until the transaction ends: all that happens to one happens one after the
/// other.
async fn held(scope: &impl Reach, id: ApprovalId) -> Result<approval::Model> {
    scope.rows::<approval::Entity>().filter(approval::Column::Id.eq(id)).locked().one().await
}

/// The same, where it is not in the archive.
async fn held_open(scope: &impl Reach, id: ApprovalId) -> Result<approval::Model> {
    let approval = held(scope, id).await?;
    if approval.archived_at.is_some() {
        return Err(Error::conflict("approval_archived", "this approval is in the archive"));
    }
    Ok(approval)
}

async fn step_of(scope: &impl Reach, approval: ApprovalId, id: ApprovalStepId) -> Result<approval_step::Model> {
    use approval_step::{Column, Entity};
    scope.rows::<Entity>().filter(Column::ApprovalId.eq(approval)).filter(Column::Id.eq(id)).one().await
}

/// The version of a step of the workspace that counts now.
///
/// # Errors
/// [`Error::NotFound`] where nothing was sent for it.
pub async fn current(scope: &ClientScope, step: ApprovalStepId) -> Result<approval_version::Model> {
    current_version(scope, step).await?.ok_or(Error::NotFound)
}

/// The version of a step that counts now.
async fn current_version(scope: &impl Reach, step: ApprovalStepId) -> Result<Option<approval_version::Model>> {
    use approval_version::{Column, Entity};
    scope.rows::<Entity>().filter(Column::StepId.eq(step)).desc(Column::Number).first().await
}
