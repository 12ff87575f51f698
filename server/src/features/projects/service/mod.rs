mod assignee;
mod change;
mod comment;
mod milestone;
mod plan;
mod read;
mod staff_read;
mod task;

pub use assignee::{Person, assignees};
pub use change::{Change, NewProject, change, checked, create, take_over};
pub use comment::{comment, comments, comments_after, staff_comment, staff_comments};
pub use milestone::{MilestoneChange, NewMilestone, add_milestone, change_milestone, milestones};
pub use plan::{Plan, PlannedTask, planned};
pub use read::{ActiveProject, Overview, active, belongs, completed, find, list, names};
pub use staff_read::{Listed, Wanted, staff_find, staff_list};
pub use task::{NewTask, TaskChange, add_task, change_task, tasks};

use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult};

use crate::access::{AgencySide, Author, ClientEvent, ClientTopic, Event, ScopedSelect, StaffEvent, StaffEventKind};
use crate::entity::project;
use crate::entity::words::ActivityKind;
use crate::error::Result;
use crate::features::activity::{self, Happening};

/// Has the open pages of both sides show a project as it is now.
fn announce(scope: &impl Author, project: &project::Model) {
    scope.announce(Event::Client(ClientEvent {
        workspace: project.workspace_id,
        person: None,
        topic: ClientTopic::Project(project.id),
    }));
    scope.announce(Event::Staff(StaffEvent {
        agency: scope.agency_id(),
        kind: StaffEventKind::ProjectChanged,
        workspace: Some(project.workspace_id),
        request: None,
        project: Some(project.id),
        approval: None,
        actor: Some(scope.actor().id()),
    }));
}

/// Records what happened in a project, or to the part of it that has this name.
async fn record(scope: &impl Author, project: &project::Model, kind: ActivityKind, name: &str) -> Result<()> {
    let happening = Happening {
        kind,
        workspace: project.workspace_id,
        project: Some(project.id),
        request: None,
        approval: None,
        invoice: None,
        title: name.to_owned(),
        about: None,
        people: Vec::new(),
    };
    activity::record(scope, happening).await
}

#[derive(FromQueryResult)]
struct Last {
    position: Option<i32>,
}

/// The place after all these rows.
async fn next_position<E: EntityTrait>(rows: ScopedSelect<'_, AgencySide, E>, position: E::Column) -> Result<i32> {
    let last: Option<Last> = rows.sums(&[("position", position.into_expr().max())]).await?;
    Ok(last.and_then(|last| last.position).unwrap_or_default() + 1)
}
