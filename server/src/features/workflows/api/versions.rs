use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use super::wire::WorkflowVersion;
use crate::api::{Created, Listing, Outcome, Staff, Tag, Text, paging};
use crate::document::Fault;
use crate::features::workflows::{definition, service};

/// What a workflow is to do.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct NewVersion {
    /// YAML or JSON, at most 256 KiB.
    #[oai(validator(max_length = 262144))]
    definition: Text,
}

/// What is wrong with a definition, and where.
#[derive(Object)]
struct DefinitionFault {
    line: u32,
    /// Such as `steps.0.http.url`; empty for the whole.
    path: String,
    message: String,
}

impl From<Fault> for DefinitionFault {
    fn from(fault: Fault) -> Self {
        let Fault { line, path, message } = fault;
        Self { line: u32::try_from(line).unwrap_or(u32::MAX), path, message }
    }
}

/// What a definition was found to be.
#[derive(Object)]
struct DefinitionCheck {
    /// In the order of the lines; nothing where it could be published.
    faults: Vec<DefinitionFault>,
}

/// What workflows do, as it was written.
pub struct VersionApi;

#[OpenApi(tag = "Tag::Workflows")]
impl VersionApi {
    /// What is wrong with a definition. Nothing is kept.
    #[oai(path = "/workflows/check", method = "post", operation_id = "workflow_check")]
    async fn check(&self, Staff(_scope): Staff, body: Json<NewVersion>) -> Outcome<Json<DefinitionCheck>> {
        let faults = definition::check(&body.0.definition.0, None).err().unwrap_or_default();
        Ok(Json(DefinitionCheck { faults: faults.into_iter().map(Into::into).collect() }))
    }

    /// A workflow's versions, the latest first.
    #[oai(path = "/workflows/:workflow_id/versions", method = "get", operation_id = "workflow_version_list")]
    async fn list(
        &self,
        Staff(scope): Staff,
        workflow_id: Path<Uuid>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<WorkflowVersion>>> {
        let paging = paging(limit.0, cursor.0.as_deref())?;
        let page = service::versions(&scope, workflow_id.0.into(), &paging).await?;
        Ok(Json(Listing::of(page, WorkflowVersion::from)))
    }

    /// Keeps what a workflow is to do, as its next version. It does nothing before it is published.
    #[oai(path = "/workflows/:workflow_id/versions", method = "post", operation_id = "workflow_version_create")]
    async fn create(
        &self,
        Staff(scope): Staff,
        workflow_id: Path<Uuid>,
        body: Json<NewVersion>,
        /// Makes a repetition answer with what was created first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<WorkflowVersion>> {
        let workflow = workflow_id.0.into();
        let id = service::save_version(&scope, workflow, &body.0.definition.0).await?;
        let version = service::find_version(&scope, workflow, id).await?;
        Ok(Created::at(&format!("workflows/{}/versions", workflow_id.0), id, version.into()))
    }

    /// One version of a workflow.
    #[oai(
        path = "/workflows/:workflow_id/versions/:workflow_version_id",
        method = "get",
        operation_id = "workflow_version_view"
    )]
    async fn view(
        &self,
        Staff(scope): Staff,
        workflow_id: Path<Uuid>,
        workflow_version_id: Path<Uuid>,
    ) -> Outcome<Json<WorkflowVersion>> {
        let (workflow, version) = (workflow_id.0.into(), workflow_version_id.0.into());
        Ok(Json(service::find_version(&scope, workflow, version).await?.into()))
    }
}
