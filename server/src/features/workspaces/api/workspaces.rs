use chrono::{DateTime, Utc};
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use crate::access::{self, AdminScope, AgencyScope};
use crate::api::{Admin, Created, Listing, Outcome, PersonRef, Staff, Tag, Tagged, Text, expect_version, paging, tag};
use crate::features::workspaces::service::{self, Change, Listed};
use crate::ids::StaffId;
use crate::text;

/// One client account of the agency.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
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
    /// Since when it is in the archive.
    pub archived_at: Option<DateTime<Utc>>,
    /// For `If-Match`, in quotes.
    pub version: i64,
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
            archived_at: workspace.archived_at,
            version: workspace.version,
            created_at: workspace.created_at,
        }
    }
}

/// A workspace to be.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct NewWorkspace {
    #[oai(validator(min_length = 1, max_length = 120))]
    pub name: Text,
    /// Small letters, digits and hyphens, unique in the agency; made of the name where it is left out.
    #[oai(validator(min_length = 1, max_length = 60))]
    pub slug: Option<Text>,
    /// Whether its clients see who of the agency works for them; so by default.
    pub show_team_members: Option<bool>,
    /// Which parts of the portal it has; work alone by default.
    pub modules: Option<ModuleChange>,
}

/// Which parts of the portal to switch; what is left out stays.
#[derive(Object, Default)]
#[oai(deny_unknown_fields)]
pub struct ModuleChange {
    pub work: Option<bool>,
    pub automation: Option<bool>,
    pub billing: Option<bool>,
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
    #[oai(validator(min_length = 1, max_length = 60))]
    pub slug: Option<Text>,
    pub modules: Option<ModuleChange>,
}

/// Who is to look after a workspace.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct WorkspaceManagers {
    /// Staff of the agency, the first to turn to first; replaces everybody who did.
    #[oai(validator(max_items = 20))]
    pub staff_ids: Vec<Uuid>,
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
        /// Those in the archive, instead of the others.
        archived: Query<Option<bool>>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<Workspace>>> {
        let paging = paging(limit.0, cursor.0.as_deref())?;
        let page = service::list(&scope, archived.0.unwrap_or_default(), &paging).await?;
        Ok(Json(Listing::of(page, Workspace::from)))
    }

    /// Opens a workspace. For an owner or an admin.
    #[oai(path = "/workspaces", method = "post", operation_id = "workspace_create")]
    async fn create(
        &self,
        Admin(scope): Admin,
        body: Json<NewWorkspace>,
        /// Makes a repetition answer with what was created first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<Workspace>> {
        let NewWorkspace { name, slug, show_team_members, modules } = body.0;
        let modules = modules.unwrap_or_default();
        let new = service::NewWorkspace {
            slug: slug.map_or_else(|| text::slug_of("client", &name.0), Into::into),
            name: name.into(),
            show_team_members: show_team_members.unwrap_or(true),
            modules: access::Modules {
                work: modules.work.unwrap_or(true),
                automation: modules.automation.unwrap_or_default(),
                billing: modules.billing.unwrap_or_default(),
            },
        };
        let id = service::create(&scope, new).await?;
        let workspace = service::view(&scope, id).await?;
        Ok(Created::at("workspaces", id, workspace.into()))
    }

    /// One workspace, also one in the archive.
    #[oai(path = "/workspaces/:workspace_id", method = "get", operation_id = "workspace_view")]
    async fn view(&self, Staff(scope): Staff, workspace_id: Path<Uuid>) -> Outcome<Tagged<Workspace>> {
        tagged(&scope, workspace_id.0).await
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
        let WorkspaceChange { show_team_members, requires_second_factor, name, slug, modules } = body.0;
        let ModuleChange { work, automation, billing } = modules.unwrap_or_default();
        let (name, slug) = (name.map(Into::into), slug.map(Into::into));
        let change = Change { name, slug, show_team_members, requires_second_factor, work, automation, billing };
        service::change(&scope, workspace_id.0.into(), version, change).await?;
        tagged(&scope, workspace_id.0).await
    }

    /// Puts a workspace into the archive: its clients are out at once. For an owner or an admin.
    #[oai(path = "/workspaces/:workspace_id/archive", method = "post", operation_id = "workspace_archive")]
    async fn archive(
        &self,
        Admin(scope): Admin,
        workspace_id: Path<Uuid>,
        /// The `ETag` under which the caller has seen it.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Outcome<Tagged<Workspace>> {
        put(&scope, workspace_id.0, if_match.0.as_deref(), true).await
    }

    /// Takes a workspace out of the archive, with everybody who was in it. For an owner or an admin.
    #[oai(path = "/workspaces/:workspace_id/restore", method = "post", operation_id = "workspace_restore")]
    async fn restore(
        &self,
        Admin(scope): Admin,
        workspace_id: Path<Uuid>,
        /// The `ETag` under which the caller has seen it.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Outcome<Tagged<Workspace>> {
        put(&scope, workspace_id.0, if_match.0.as_deref(), false).await
    }

    /// Sets who looks after a workspace. For an owner or an admin.
    #[oai(path = "/workspaces/:workspace_id/managers", method = "put", operation_id = "workspace_managers_set")]
    async fn set_managers(
        &self,
        Admin(scope): Admin,
        workspace_id: Path<Uuid>,
        body: Json<WorkspaceManagers>,
        /// The `ETag` under which the caller has seen it.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Outcome<Tagged<Workspace>> {
        let version = expect_version(if_match.0.as_deref())?;
        let managers: Vec<StaffId> = body.0.staff_ids.into_iter().map(Into::into).collect();
        service::set_managers(&scope, workspace_id.0.into(), version, &managers).await?;
        tagged(&scope, workspace_id.0).await
    }
}

async fn put(scope: &AdminScope, id: Uuid, if_match: Option<&str>, away: bool) -> Outcome<Tagged<Workspace>> {
    service::put(scope, id.into(), expect_version(if_match)?, away).await?;
    tagged(scope, id).await
}

async fn tagged(scope: &AgencyScope, id: Uuid) -> Outcome<Tagged<Workspace>> {
    let workspace = service::view(scope, id.into()).await?;
    let version = tag(workspace.workspace.version);
    Ok(Tagged::Ok(Json(workspace.into()), version))
}
