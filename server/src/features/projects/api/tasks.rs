use chrono::NaiveDate;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};
use uuid::Uuid;

use crate::access::AgencyScope;
use crate::api::{Created, Listing, Outcome, PersonRef, Staff, Tag, Tagged, Text, expect_version, paging, tag};
use crate::entity::{task, words};
use crate::error::Result;
use crate::features::projects::service::{self, Person};
use crate::ids::TaskId;

/// Where a task stands.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum TaskStatus {
    Todo,
    InProgress,
    Done,
}

impl From<words::TaskStatus> for TaskStatus {
    fn from(status: words::TaskStatus) -> Self {
        match status {
            words::TaskStatus::Todo => Self::Todo,
            words::TaskStatus::InProgress => Self::InProgress,
            words::TaskStatus::Done => Self::Done,
        }
    }
}

impl From<TaskStatus> for words::TaskStatus {
    fn from(status: TaskStatus) -> Self {
        match status {
            TaskStatus::Todo => Self::Todo,
            TaskStatus::InProgress => Self::InProgress,
            TaskStatus::Done => Self::Done,
        }
    }
}

/// A piece of a project's work.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct Task {
    pub id: Uuid,
    pub project_id: Uuid,
    pub milestone_id: Option<Uuid>,
    pub title: String,
    pub status: TaskStatus,
    pub due_on: Option<NaiveDate>,
    /// Who works on it.
    pub assignees: Vec<PersonRef>,
    /// Its place among the project's tasks.
    pub position: i32,
    /// For `If-Match`, in quotes.
    pub version: i64,
}

impl Task {
    fn of(row: task::Model, people: Vec<Person>) -> Self {
        Self {
            id: row.id.into(),
            project_id: row.project_id.into(),
            milestone_id: row.milestone_id.map(Into::into),
            title: row.title,
            status: row.status.into(),
            due_on: row.due_on,
            assignees: people.into_iter().map(|person| PersonRef { id: person.id.into(), name: person.name }).collect(),
            position: row.position,
            version: row.version,
        }
    }

    async fn with_people(scope: &AgencyScope, row: task::Model) -> Result<Self> {
        let people = service::assignees(scope, &[row.id]).await?.remove(&row.id).unwrap_or_default();
        Ok(Self::of(row, people))
    }
}

/// A task to be; it comes after the others.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct NewTask {
    #[oai(validator(min_length = 1, max_length = 200))]
    pub title: Text,
    /// A milestone of the same project.
    pub milestone_id: Option<Uuid>,
    pub due_on: Option<NaiveDate>,
    /// Staff of the agency.
    #[oai(validator(max_items = 50))]
    pub assignee_ids: Option<Vec<Uuid>>,
}

/// What to change of a task; what is left out stays.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct TaskChange {
    #[oai(validator(min_length = 1, max_length = 200))]
    pub title: Option<Text>,
    pub status: Option<TaskStatus>,
    pub due_on: Option<NaiveDate>,
    /// Replaces everybody who works on it.
    #[oai(validator(max_items = 50))]
    pub assignee_ids: Option<Vec<Uuid>>,
}

/// The work of projects.
pub struct TaskApi;

#[OpenApi(tag = "Tag::Projects")]
impl TaskApi {
    /// The tasks of a project, in their order.
    #[oai(path = "/projects/:project_id/tasks", method = "get", operation_id = "task_list")]
    async fn list(
        &self,
        Staff(scope): Staff,
        project_id: Path<Uuid>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<Task>>> {
        let paging = paging(limit.0, cursor.0.as_deref())?;
        let page = service::tasks(&scope, project_id.0.into(), &paging).await?;
        let ids: Vec<TaskId> = page.items.iter().map(|row| row.id).collect();
        let mut people = service::assignees(&scope, &ids).await?;
        Ok(Json(Listing::of(page, |row| {
            let own = people.remove(&row.id).unwrap_or_default();
            Task::of(row, own)
        })))
    }

    /// Adds a task to a project.
    #[oai(path = "/projects/:project_id/tasks", method = "post", operation_id = "task_create")]
    async fn create(
        &self,
        Staff(scope): Staff,
        project_id: Path<Uuid>,
        body: Json<NewTask>,
        /// Makes a repetition answer with what was created first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<Task>> {
        let NewTask { title, milestone_id, due_on, assignee_ids } = body.0;
        let assignees = assignee_ids.unwrap_or_default().into_iter().map(Into::into).collect();
        let new = service::NewTask { title: title.into(), milestone: milestone_id.map(Into::into), due_on, assignees };
        let row = service::add_task(&scope, project_id.0.into(), new).await?;
        let task = Task::with_people(&scope, row).await?;
        Ok(Created::within(task))
    }

    /// Changes a task.
    #[oai(path = "/projects/:project_id/tasks/:task_id", method = "patch", operation_id = "task_update")]
    async fn update(
        &self,
        Staff(scope): Staff,
        project_id: Path<Uuid>,
        task_id: Path<Uuid>,
        body: Json<TaskChange>,
        /// The `ETag` under which the caller has seen it.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Outcome<Tagged<Task>> {
        let version = expect_version(if_match.0.as_deref())?;
        let TaskChange { title, status, due_on, assignee_ids } = body.0;
        let assignees = assignee_ids.map(|ids| ids.into_iter().map(Into::into).collect());
        let change =
            service::TaskChange { title: title.map(Into::into), status: status.map(Into::into), due_on, assignees };
        let row = service::change_task(&scope, project_id.0.into(), task_id.0.into(), version, change).await?;
        let version = tag(row.version);
        Ok(Tagged::Ok(Json(Task::with_people(&scope, row).await?), version))
    }
}
