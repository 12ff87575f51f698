use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, DerivePartialModel};

use crate::access::{ClientScope, Part, together};
use crate::entity::words::TaskStatus;
use crate::entity::{milestone, project, staff_user, task, task_assignee};
use crate::error::{Error, Result};
use crate::ids::{MilestoneId, ProjectId, StaffId};

/// A project's milestones and tasks, in the agency's order.
#[derive(Debug)]
pub struct Plan {
    pub milestones: Vec<milestone::Model>,
    pub tasks: Vec<PlannedTask>,
}

/// A task, and who works on it where the workspace may know.
#[derive(Debug)]
pub struct PlannedTask {
    pub task: task::Model,
    pub people: Vec<Teammate>,
}

/// Somebody of the agency, as clients see them.
#[derive(Clone, Debug, DerivePartialModel)]
#[sea_orm(entity = "staff_user::Entity")]
pub struct Teammate {
    pub id: StaffId,
    pub name: String,
    pub title: Option<String>,
    disabled_at: Option<DateTime<Utc>>,
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "task::Entity")]
struct Assignment {
    #[sea_orm(nested)]
    task: task::Model,
    #[sea_orm(nested)]
    person: Option<Teammate>,
}

impl Plan {
    /// The tasks of a milestone, or of none.
    pub fn tasks_of(&self, milestone: Option<MilestoneId>) -> impl Iterator<Item = &PlannedTask> {
        self.tasks.iter().filter(move |planned| planned.task.milestone_id == milestone)
    }

    /// How many tasks are done.
    pub fn done(&self) -> usize {
        self.tasks.iter().filter(|planned| planned.task.status == TaskStatus::Done).count()
    }

    /// Everybody who works on one of the tasks, each once, by name.
    pub fn team(&self) -> Vec<&Teammate> {
        let mut team: Vec<&Teammate> = self.tasks.iter().flat_map(|planned| &planned.people).collect();
        team.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
        team.dedup_by_key(|person| person.id);
        team
    }
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "project::Entity")]
struct Stage {
    #[sea_orm(nested)]
    project: project::Model,
    #[sea_orm(nested)]
    milestone: Option<milestone::Model>,
}

/// A project of the workspace and its plan. People are only asked for where the workspace shows its team.
///
/// # Errors
/// [`Error::NotFound`], also where it is another workspace's.
pub async fn planned(scope: &ClientScope, id: ProjectId) -> Result<(project::Model, Plan)> {
    use milestone::Column as M;
    let stages = scope.find::<project::Entity>().filter(project::Column::Id.eq(id));
    let stages = stages.join::<milestone::Entity>(project::Column::Id, M::ProjectId).asc(M::Position).asc(M::Id);
    let (stages, tasks) = together((stages.part_as::<Stage>(), tasks(scope, id))).ask().await?;
    let (mut projects, milestones): (Vec<_>, Vec<_>) =
        stages.into_iter().map(|stage| (stage.project, stage.milestone)).unzip();
    let (project, milestones) = (projects.pop().ok_or(Error::NotFound)?, milestones.into_iter().flatten().collect());
    Ok((project, Plan { milestones, tasks }))
}

/// A project's tasks, with their people where the workspace may know.
fn tasks(scope: &ClientScope, project: ProjectId) -> Part<'_, Vec<PlannedTask>> {
    use task::Column as T;
    let work = scope.find::<task::Entity>().filter(T::ProjectId.eq(project)).asc(T::Position).asc(T::Id);
    if !scope.seat().show_team_members {
        let alone = |task| PlannedTask { task, people: Vec::new() };
        return work.part().map(move |tasks| tasks.into_iter().map(alone).collect());
    }
    work.join::<task_assignee::Entity>(T::Id, task_assignee::Column::TaskId)
        .join_on::<task_assignee::Entity, staff_user::Entity>(
            task_assignee::Column::StaffUserId,
            staff_user::Column::Id,
        )
        .asc(staff_user::Column::Name)
        .part_as::<Assignment>()
        .map(gathered)
}

/// One task per task: the database answers with one row per person on it.
fn gathered(rows: Vec<Assignment>) -> Vec<PlannedTask> {
    let mut tasks: Vec<PlannedTask> = Vec::new();
    for Assignment { task, person } in rows {
        let person = person.filter(|person| person.disabled_at.is_none());
        match tasks.last_mut().filter(|last| last.task.id == task.id) {
            Some(last) => last.people.extend(person),
            None => tasks.push(PlannedTask { task, people: person.into_iter().collect() }),
        }
    }
    tasks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{AgencyId, Id, TaskId, WorkspaceId};

    fn task(status: TaskStatus) -> task::Model {
        task::Model {
            id: TaskId::new(),
            agency_id: AgencyId::new(),
            workspace_id: WorkspaceId::new(),
            project_id: ProjectId::new(),
            milestone_id: None,
            title: "Draft the menu".into(),
            status,
            due_on: None,
            position: 0,
            version: 1,
            created_at: DateTime::UNIX_EPOCH,
            updated_at: DateTime::UNIX_EPOCH,
        }
    }

    fn person(name: &str, gone: bool) -> Teammate {
        let disabled_at = gone.then_some(DateTime::UNIX_EPOCH);
        Teammate { id: StaffId::new(), name: name.into(), title: None, disabled_at }
    }

    #[test]
    fn a_task_of_two_people_is_one_task_and_each_person_is_in_the_team_once() {
        let (first, second) = (task(TaskStatus::Done), task(TaskStatus::Todo));
        let (mia, adam) = (person("Mia", false), person("Adam", false));
        let tasks = gathered(vec![
            Assignment { task: first.clone(), person: Some(mia.clone()) },
            Assignment { task: first, person: Some(adam) },
            Assignment { task: second, person: Some(mia) },
        ]);
        let plan = Plan { milestones: Vec::new(), tasks };
        assert_eq!((plan.tasks.len(), plan.done()), (2, 1));
        let names: Vec<&str> = plan.team().into_iter().map(|person| person.name.as_str()).collect();
        assert_eq!(names, ["Adam", "Mia"]);
    }

    #[test]
    fn who_has_left_is_in_no_team_and_the_task_stays() {
        let rows = vec![Assignment { task: task(TaskStatus::Todo), person: Some(person("Olivia", true)) }];
        let plan = Plan { milestones: Vec::new(), tasks: gathered(rows) };
        assert_eq!((plan.tasks.len(), plan.team().len()), (1, 0));
    }
}
