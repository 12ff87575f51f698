use chrono::{DateTime, Utc};
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use crate::api::{Admin, Listing, Outcome, PersonRef, Staff, Tag, Tagged, Text, expect_version, paging, tag};
use crate::features::workspaces::service::{self, Change, Listed};

/// One client account of the agency.
#[derive(Object)]
pub struct Workspace {
    pub id: Uuid,
    pub name: String,
    pub slug: String,
    /// Whether its clients see who of the agency works for them.
    pub show_team_members: bool,
    /// Whether its clients need a second factor to get in.
    pub requires_second_factor: bool,
    /// Which parts of the portal it has.
    pub modules: Modules,
    /// Who looks after it, the first to turn to first.
    pub managers: Vec<PersonRef>,
    pub open_requests: i64,
    pub created_at: DateTime<Utc>,
}

/// Parts of the portal.
#[derive(Object)]
pub struct Modules {
    pub work: bool,
    pub automation: bool,
    pub billing: bool,
}

impl From<Listed> for Workspace {
    fn from(Listed { workspace, managers, open_requests }: Listed) -> Self {
        Self {
            id: workspace.id.into(),
            name: workspace.name,
            slug: workspace.slug,
            show_team_members: workspace.show_team_members,
            requires_second_factor: workspace.requires_second_factor,
            modules: Modules {
                work: workspace.work_on,
                automation: workspace.automation_on,
                billing: workspace.billing_on,
            },
            managers: managers
                .into_iter()
                .map(|person| PersonRef { id: person.id.into(), name: person.name })
                .collect(),
            open_requests,
            created_at: workspace.created_at,
        }
    }
}

/// What to change of a workspace; what is left out stays.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct WorkspaceChange {
    pub show_team_members: Option<bool>,
    /// Whether its clients need a second factor to get in. Who has none is led to set one up.
    pub requires_second_factor: Option<bool>,
    #[oai(validator(min_length = 1, max_length = 120))]
    pub name: Option<Text>,
}

/// The agency's clients.
pub struct WorkspaceApi;

#[OpenApi(tag = "Tag::Workspaces")]
impl WorkspaceApi {
    /// The agency's workspaces, the first one first.
    #[oai(path = "/workspaces", method = "get", operation_id = "workspace_list")]
    async fn list(
        &self,
        Staff(scope): Staff,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<Workspace>>> {
        let paging = paging(limit.0, cursor.0.as_deref())?;
        Ok(Json(Listing::of(service::list(&scope, &paging).await?, Workspace::from)))
    }

    /// One workspace.
    #[oai(path = "/workspaces/:workspace_id", method = "get", operation_id = "workspace_view")]
    async fn view(&self, Staff(scope): Staff, workspace_id: Path<Uuid>) -> Outcome<Tagged<Workspace>> {
        Ok(tagged(service::view(&scope, workspace_id.0.into()).await?))
    }

    /// Changes a workspace. For an owner or an admin.
    #[oai(path = "/workspaces/:workspace_id", method = "patch", operation_id = "workspace_update")]
    async fn update(
        &self,
        Admin(scope): Admin,
        workspace_id: Path<Uuid>,
        body: Json<WorkspaceChange>,
        /// The `ETag` under which the caller has seen it.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Outcome<Tagged<Workspace>> {
        let version = expect_version(if_match.0.as_deref())?;
        let id = workspace_id.0.into();
        let WorkspaceChange { show_team_members, requires_second_factor, name } = body.0;
        let change = Change { name: name.map(Into::into), show_team_members, requires_second_factor };
        service::change(&scope, id, version, change).await?;
        Ok(tagged(service::view(&scope, id).await?))
    }
}

fn tagged(workspace: Listed) -> Tagged<Workspace> {
    let version = tag(workspace.workspace.version);
    Tagged::Ok(Json(workspace.into()), version)
}
