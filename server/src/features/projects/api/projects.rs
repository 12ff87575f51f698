use chrono::{DateTime, NaiveDate, Utc};
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};
use uuid::Uuid;

use crate::api::{Created, Listing, Outcome, Ref, Staff, Tag, Tagged, Text, expect_version, paging, tag};
use crate::entity::words;
use crate::features::projects::service::{self, Listed};

/// Where a project stands.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum ProjectStatus {
    Active,
    Paused,
    Completed,
}

impl From<words::ProjectStatus> for ProjectStatus {
    fn from(status: words::ProjectStatus) -> Self {
        match status {
            words::ProjectStatus::Active => Self::Active,
            words::ProjectStatus::Paused => Self::Paused,
            words::ProjectStatus::Completed => Self::Completed,
        }
    }
}

impl From<ProjectStatus> for words::ProjectStatus {
    fn from(status: ProjectStatus) -> Self {
        match status {
            ProjectStatus::Active => Self::Active,
            ProjectStatus::Paused => Self::Paused,
            ProjectStatus::Completed => Self::Completed,
        }
    }
}

/// What the agency does for a workspace.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct Project {
    pub id: Uuid,
    pub workspace: Ref,
    pub name: String,
    /// Markdown; may be empty.
    pub summary: String,
    pub status: ProjectStatus,
    pub starts_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub tasks_total: i64,
    pub tasks_done: i64,
    /// Counts the changes of the project itself; the `ETag` names it.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl From<Listed> for Project {
    fn from(Listed { project, workspace_name, tasks_total, tasks_done }: Listed) -> Self {
        Self {
            id: project.id.into(),
            workspace: Ref { id: project.workspace_id.into(), name: workspace_name },
            name: project.name,
            summary: project.summary,
            status: project.status.into(),
            starts_on: project.starts_on,
            due_on: project.due_on,
            tasks_total,
            tasks_done,
            version: project.version,
            created_at: project.created_at,
            updated_at: project.updated_at,
        }
    }
}

/// A project to be.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct NewProject {
    /// Whose it is; it stays so.
    pub workspace_id: Uuid,
    #[oai(validator(min_length = 1, max_length = 120))]
    pub name: Text,
    /// Markdown.
    #[oai(validator(max_length = 20000))]
    pub summary: Option<Text>,
    /// `active` when left out.
    pub status: Option<ProjectStatus>,
    pub starts_on: Option<NaiveDate>,
    /// Not before `starts_on`.
    pub due_on: Option<NaiveDate>,
}

/// A field that can be taken away from a project.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[oai(rename_all = "snake_case")]
pub enum ProjectField {
    StartsOn,
    DueOn,
}

/// What to change of a project; what is left out stays.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct ProjectChange {
    #[oai(validator(min_length = 1, max_length = 120))]
    pub name: Option<Text>,
    /// Markdown.
    #[oai(validator(max_length = 20000))]
    pub summary: Option<Text>,
    pub status: Option<ProjectStatus>,
    pub starts_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    /// What to take away; a new value for the same field wins.
    #[oai(validator(max_items = 2))]
    pub clear: Option<Vec<ProjectField>>,
}

impl From<ProjectChange> for service::Change {
    fn from(change: ProjectChange) -> Self {
        let clear = change.clear.unwrap_or_default();
        let day = |value: Option<NaiveDate>, field| match value {
            Some(day) => Some(Some(day)),
            None => clear.contains(&field).then_some(None),
        };
        Self {
            name: change.name.map(Into::into),
            summary: change.summary.map(Into::into),
            status: change.status.map(Into::into),
            starts_on: day(change.starts_on, ProjectField::StartsOn),
            due_on: day(change.due_on, ProjectField::DueOn),
        }
    }
}

/// The agency's projects.
pub struct ProjectApi;

#[OpenApi(tag = "Tag::Projects")]
impl ProjectApi {
    /// The agency's projects, the latest first.
    #[oai(path = "/projects", method = "get", operation_id = "project_list")]
    async fn list(
        &self,
        Staff(scope): Staff,
        /// Only this workspace's, also one in the archive.
        workspace_id: Query<Option<Uuid>>,
        /// Those of workspaces in the archive, instead of the others.
        archived: Query<Option<bool>>,
        /// Only those in this state.
        status: Query<Option<ProjectStatus>>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<Project>>> {
        let paging = paging(limit.0, cursor.0.as_deref())?;
        let wanted = service::Wanted {
            workspace: workspace_id.0.map(Into::into),
            archived: archived.0.unwrap_or_default(),
            status: status.0.map(Into::into),
        };
        let page = service::staff_list(&scope, &wanted, &paging).await?;
        Ok(Json(Listing::of(page, Project::from)))
    }

    /// Starts a project for a workspace.
    #[oai(path = "/projects", method = "post", operation_id = "project_create")]
    async fn create(
        &self,
        Staff(scope): Staff,
        body: Json<NewProject>,
        /// Makes a repetition answer with what was created first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<Project>> {
        let NewProject { workspace_id, name, summary, status, starts_on, due_on } = body.0;
        let new = service::NewProject {
            workspace: workspace_id.into(),
            name: name.into(),
            summary: summary.unwrap_or_default().into(),
            status: status.unwrap_or(ProjectStatus::Active).into(),
            starts_on,
            due_on,
        };
        let id = service::create(&scope, new).await?;
        let project = service::staff_find(&scope, id).await?;
        Ok(Created::at("projects", id, project.into()))
    }

    /// One project.
    #[oai(path = "/projects/:project_id", method = "get", operation_id = "project_view")]
    async fn view(&self, Staff(scope): Staff, project_id: Path<Uuid>) -> Outcome<Tagged<Project>> {
        let project = service::staff_find(&scope, project_id.0.into()).await?;
        Ok(tagged(project))
    }

    /// Changes a project.
    #[oai(path = "/projects/:project_id", method = "patch", operation_id = "project_update")]
    async fn update(
        &self,
        Staff(scope): Staff,
        project_id: Path<Uuid>,
        body: Json<ProjectChange>,
        /// The `ETag` under which the caller has seen it.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Outcome<Tagged<Project>> {
        let version = expect_version(if_match.0.as_deref())?;
        let id = project_id.0.into();
        service::change(&scope, id, version, body.0.into()).await?;
        Ok(tagged(service::staff_find(&scope, id).await?))
    }
}

fn tagged(project: Listed) -> Tagged<Project> {
    let version = tag(project.project.version);
    Tagged::Ok(Json(project.into()), version)
}
