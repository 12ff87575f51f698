use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};

use super::change::tell_staff;
use super::read::find;
use crate::access::{AdminScope, AgencyScope, Modules, Permissions};
use crate::entity::words::Onboarding;
use crate::entity::{client_credential, client_user, membership, project_manager, workspace};
use crate::error::{FieldErrors, Result};
use crate::features::audit::{self, Entry};
use crate::features::workspaces::people::changed_in;
use crate::ids::{ClientId, Id, MembershipId, StaffId, WorkspaceId};
use crate::text;

/// A workspace to be.
#[derive(Clone, Debug)]
pub struct NewWorkspace {
    pub name: String,
    /// Letters, digits and hyphens; unique in the agency.
    pub slug: String,
    pub show_team_members: bool,
    pub modules: Modules,
}

/// Opens a workspace.
///
/// # Errors
/// [`crate::error::Error::Invalid`] when the name says nothing or the short name is none; a conflict when it is taken.
pub async fn create(scope: &AdminScope, new: NewWorkspace) -> Result<WorkspaceId> {
    let mut errors = FieldErrors::default();
    let name = errors.keep(text::line("name", &new.name, text::LONGEST_NAME))?;
    let slug = errors.keep(text::slug(&new.slug))?;
    errors.into_result()?;
    scope
        .transaction(async |scope| {
            let id = WorkspaceId::new();
            if let Some(earlier) = scope.claim_once("workspace_create", id).await? {
                return Ok(earlier.into());
            }
            scope.insert(row(id, name.clone(), slug, &new, scope.now())).await?;
            tell_staff(&scope, Some(id));
            audit::record(&scope, Entry::new("workspace.created").target("workspace", id, name).workspace(id)).await?;
            Ok(id)
        })
        .await
}

fn row(id: WorkspaceId, name: String, slug: String, new: &NewWorkspace, now: DateTime<Utc>) -> workspace::ActiveModel {
    workspace::ActiveModel {
        id: Set(id),
        agency_id: NotSet,
        name: Set(name),
        slug: Set(slug),
        show_team_members: Set(new.show_team_members),
        work_on: Set(new.modules.work),
        automation_on: Set(new.modules.automation),
        billing_on: Set(new.modules.billing),
        requires_second_factor: Set(false),
        version: Set(1),
        archived_at: Set(None),
        created_at: Set(now),
    }
}

/// Adds a person of a client, who signs in with this email address and the password of this hash.
///
/// # Errors
/// [`crate::error::Error::Invalid`] when the name says nothing; a conflict when the address is taken.
pub async fn create_client(scope: &AgencyScope, email: &str, name: &str, password_hash: &str) -> Result<ClientId> {
    let name = text::line("name", name, text::LONGEST_NAME)?;
    scope
        .transaction(async |scope| {
            let (id, now) = (ClientId::new(), scope.now());
            scope.insert(person(id, text::address(email), name, None, now)).await?;
            let credential = client_credential::ActiveModel {
                client_user_id: Set(id),
                agency_id: NotSet,
                password_hash: Set(password_hash.to_owned()),
                changed_at: Set(now),
            };
            scope.insert(credential).await?;
            Ok(id)
        })
        .await
}

/// Adds a person of a client who has no password yet: whoever reads mail at this address chooses one by a link that is
/// sent there when it is asked for.
///
/// # Errors
/// [`crate::error::Error::Invalid`] when the name says nothing or the address is none; a conflict when it is taken.
pub async fn enlist(scope: &AdminScope, email: &str, name: &str) -> Result<ClientId> {
    let mut errors = FieldErrors::default();
    let name = errors.keep(text::line("name", name, text::LONGEST_NAME))?;
    let email = errors.keep(text::email("email", email))?;
    errors.into_result()?;
    let id = ClientId::new();
    scope.insert(person(id, email, name, Some(Onboarding::You), scope.now())).await?;
    Ok(id)
}

fn person(
    id: ClientId,
    email: String,
    name: String,
    onboarding: Option<Onboarding>,
    now: DateTime<Utc>,
) -> client_user::ActiveModel {
    client_user::ActiveModel {
        id: Set(id),
        agency_id: NotSet,
        email: Set(email),
        name: Set(name),
        phone: Set(None),
        shortcuts: Set(true),
        disabled_at: Set(None),
        time_zone: Set(None),
        onboarding: Set(onboarding),
        created_at: Set(now),
    }
}

/// Lets a person of a client into a workspace.
///
/// # Errors
/// [`crate::error::Error::NotFound`] when the workspace or the person is not the agency's; a conflict when the person is
/// in already.
pub async fn grant(
    scope: &AgencyScope,
    workspace: WorkspaceId,
    client: ClientId,
    permissions: Permissions,
) -> Result<MembershipId> {
    scope
        .transaction(async |scope| {
            let workspace = find(&scope, workspace).await?.id;
            let row = membership::ActiveModel {
                id: Set(MembershipId::new()),
                agency_id: NotSet,
                workspace_id: Set(workspace),
                client_user_id: Set(client),
                can_view_invoices: Set(permissions.can_view_invoices),
                can_approve_work: Set(permissions.can_approve_work),
                can_comment: Set(permissions.can_comment),
                can_submit_requests: Set(permissions.can_submit_requests),
                can_run_workflows: Set(permissions.can_run_workflows),
                can_manage_connections: Set(permissions.can_manage_connections),
                can_invite_colleagues: Set(permissions.can_invite_colleagues),
                version: Set(1),
                created_at: Set(scope.now()),
            };
            let member = scope.insert(row).await?.id;
            if permissions.can_approve_work {
                changed_in(&scope, workspace).await?;
            }
            Ok(member)
        })
        .await
}

/// Has somebody of the agency look after a workspace; the lowest position is the first to turn to.
///
/// # Errors
/// [`crate::error::Error::NotFound`] when the workspace or the person is not the agency's.
pub async fn assign_manager(scope: &AgencyScope, workspace: WorkspaceId, staff: StaffId, position: i32) -> Result<()> {
    let workspace = find(scope, workspace).await?.id;
    let row = project_manager::ActiveModel {
        agency_id: NotSet,
        workspace_id: Set(workspace),
        staff_user_id: Set(staff),
        position: Set(position),
    };
    scope.insert(row).await?;
    Ok(())
}
