use std::collections::{BTreeSet, HashMap};

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, DerivePartialModel};

use crate::access::AgencyScope;
use crate::entity::task_assignee::{ActiveModel, Column, Entity};
use crate::entity::{staff_user, task};
use crate::error::{Error, Result};
use crate::ids::{StaffId, TaskId};

/// A staff user by name.
#[derive(Clone, Debug, DerivePartialModel)]
#[sea_orm(entity = "staff_user::Entity")]
pub struct Person {
    pub id: StaffId,
    pub name: String,
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "Entity")]
struct Assignment {
    task_id: TaskId,
    #[sea_orm(nested)]
    person: Person,
}

/// Who works on each of these tasks, by name.
///
/// # Errors
/// When the database fails.
pub async fn assignees(scope: &AgencyScope, tasks: &[TaskId]) -> Result<HashMap<TaskId, Vec<Person>>> {
    let mut people: HashMap<TaskId, Vec<Person>> = HashMap::new();
    if tasks.is_empty() {
        return Ok(people);
    }
    let rows = scope
        .find::<Entity>()
        .filter(Column::TaskId.is_in(tasks.iter().copied()))
        .join::<staff_user::Entity>(Column::StaffUserId, staff_user::Column::Id)
        .asc(staff_user::Column::Name)
        .all_as::<Assignment>()
        .await?;
    for Assignment { task_id, person } in rows {
        people.entry(task_id).or_default().push(person);
    }
    Ok(people)
}

/// Has these people work on a task, and nobody else.
///
/// # Errors
/// [`Error::Invalid`] at `assignee_ids` when one of them does not work for the agency.
pub(super) async fn assign(scope: &AgencyScope, task: &task::Model, people: &[StaffId]) -> Result<()> {
    let people: BTreeSet<StaffId> = people.iter().copied().collect();
    known(scope, &people).await?;
    scope.delete::<Entity>().filter(Column::TaskId.eq(task.id)).exec().await?;
    for person in people {
        let row = ActiveModel {
            agency_id: NotSet,
            workspace_id: Set(task.workspace_id),
            task_id: Set(task.id),
            staff_user_id: Set(person),
        };
        scope.insert(row).await?;
    }
    Ok(())
}

async fn known(scope: &AgencyScope, people: &BTreeSet<StaffId>) -> Result<()> {
    use staff_user::{Column, Entity};
    if people.is_empty() {
        return Ok(());
    }
    let staff = scope.find::<Entity>().filter(Column::Id.is_in(people.iter().copied()));
    let found = staff.filter(Column::DisabledAt.is_null()).count().await?;
    if usize::try_from(found).is_ok_and(|found| found == people.len()) {
        return Ok(());
    }
    Err(Error::field("assignee_ids", "One of these people does not work for the agency."))
}
