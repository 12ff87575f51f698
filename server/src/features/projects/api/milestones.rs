use chrono::{DateTime, NaiveDate, Utc};
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use crate::api::{Created, Listing, Outcome, Staff, Tag, Tagged, Text, expect_version, paging, tag};
use crate::entity::milestone::Model;
use crate::features::projects::service;

/// A stage of a project.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct Milestone {
    pub id: Uuid,
    pub project_id: Uuid,
    pub name: String,
    pub due_on: Option<NaiveDate>,
    /// When it was reached.
    pub completed_at: Option<DateTime<Utc>>,
    /// Its place among the project's milestones.
    pub position: i32,
    /// For `If-Match`, in quotes.
    pub version: i64,
}

impl From<Model> for Milestone {
    fn from(row: Model) -> Self {
        Self {
            id: row.id.into(),
            project_id: row.project_id.into(),
            name: row.name,
            due_on: row.due_on,
            completed_at: row.completed_at,
            position: row.position,
            version: row.version,
        }
    }
}

/// A milestone to be; it comes after the others.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct NewMilestone {
    #[oai(validator(min_length = 1, max_length = 120))]
    pub name: Text,
    pub due_on: Option<NaiveDate>,
}

/// What to change of a milestone; what is left out stays.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct MilestoneChange {
    #[oai(validator(min_length = 1, max_length = 120))]
    pub name: Option<Text>,
    pub due_on: Option<NaiveDate>,
    /// Reached, or not after all.
    pub completed: Option<bool>,
}

/// The stages of projects.
pub struct MilestoneApi;

#[OpenApi(tag = "Tag::Projects")]
impl MilestoneApi {
    /// The milestones of a project, in their order.
    #[oai(path = "/projects/:project_id/milestones", method = "get", operation_id = "milestone_list")]
    async fn list(
        &self,
        Staff(scope): Staff,
        project_id: Path<Uuid>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<Milestone>>> {
        let paging = paging(limit.0, cursor.0.as_deref())?;
        let page = service::milestones(&scope, project_id.0.into(), &paging).await?;
        Ok(Json(Listing::of(page, Milestone::from)))
    }

    /// Adds a milestone to a project.
    #[oai(path = "/projects/:project_id/milestones", method = "post", operation_id = "milestone_create")]
    async fn create(
        &self,
        Staff(scope): Staff,
        project_id: Path<Uuid>,
        body: Json<NewMilestone>,
        /// Makes a repetition answer with what was created first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<Milestone>> {
        let new = service::NewMilestone { name: body.0.name.into(), due_on: body.0.due_on };
        let row = service::add_milestone(&scope, project_id.0.into(), new).await?;
        Ok(Created::within(row.into()))
    }

    /// Changes a milestone.
    #[oai(path = "/projects/:project_id/milestones/:milestone_id", method = "patch", operation_id = "milestone_update")]
    async fn update(
        &self,
        Staff(scope): Staff,
        project_id: Path<Uuid>,
        milestone_id: Path<Uuid>,
        body: Json<MilestoneChange>,
        /// The `ETag` under which the caller has seen it.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Outcome<Tagged<Milestone>> {
        let version = expect_version(if_match.0.as_deref())?;
        let MilestoneChange { name, due_on, completed } = body.0;
        let change = service::MilestoneChange { name: name.map(Into::into), due_on, completed };
        let row =
            service::change_milestone(&scope, project_id.0.into(), milestone_id.0.into(), version, change).await?;
        let version = tag(row.version);
        Ok(Tagged::Ok(Json(row.into()), version))
    }
}
