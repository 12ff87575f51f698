use sea_orm::{ColumnTrait, DerivePartialModel};
use serde_json::json;

use super::change::tell_staff;
use super::open::grant;
use super::read::{any, find};
use crate::access::{
    AdminScope, AgencyScope, AgencySide, Author, ClientEvent, ClientTopic, Event, Page, Paging, Permissions,
    ScopedSelect, Sort,
};
use crate::entity::membership::{Column, Entity, Model};
use crate::entity::{client_user, workspace};
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::features::workspaces::people::changed_in;
use crate::ids::{ClientId, MembershipId, WorkspaceId};

/// A person of the client in a workspace.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "Entity")]
pub struct Member {
    #[sea_orm(nested)]
    pub membership: Model,
    #[sea_orm(nested)]
    pub person: Person,
}

/// A client user by name.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "client_user::Entity")]
pub struct Person {
    pub name: String,
    pub email: String,
}

fn of(scope: &AgencyScope, workspace: WorkspaceId) -> ScopedSelect<'_, AgencySide, Entity> {
    let members = scope.find::<Entity>().filter(Column::WorkspaceId.eq(workspace));
    members.join::<client_user::Entity>(Column::ClientUserId, client_user::Column::Id)
}

/// The members of a workspace of the agency, the first one first.
///
/// # Errors
/// [`Error::NotFound`] for another agency's workspace.
pub async fn members(scope: &AgencyScope, workspace: WorkspaceId, paging: &Paging) -> Result<Page<Member>> {
    any(scope).filter(workspace::Column::Id.eq(workspace)).one().await?;
    of(scope, workspace).page_as(paging, Sort::oldest(|row: &Member| row.membership.id.into())).await
}

/// Lets a person of the agency's clients into a workspace, without asking them.
///
/// # Errors
/// [`Error::NotFound`] when the workspace or the person is not the agency's; a conflict when the person is in already.
pub async fn add(
    scope: &AdminScope,
    workspace: WorkspaceId,
    client: ClientId,
    permissions: Permissions,
) -> Result<MembershipId> {
    scope
        .transaction(async |scope| {
            let id = grant(&scope, workspace, client, permissions).await?;
            let member: Member = of(&scope, workspace).filter(Column::Id.eq(id)).one_as().await?;
            tell_staff(&scope, Some(workspace));
            let entry = Entry::new("member.added").target("membership", id, member.person.name).workspace(workspace);
            let detail = json!({ "client_id": client, "permissions": permissions });
            audit::record(&scope, entry.detail(detail)).await?;
            Ok(id)
        })
        .await
}

/// Sets what a member may do, if the membership is still as the caller saw it. It counts from the member's
/// next request on; pages that are open look again.
///
/// # Errors
/// [`Error::NotFound`] for another agency's workspace or another workspace's member; [`Error::Stale`] when
/// the membership has moved on from `version`.
pub async fn permit(
    scope: &AdminScope,
    workspace: WorkspaceId,
    id: MembershipId,
    version: Option<i64>,
    permissions: Permissions,
) -> Result<Member> {
    scope
        .transaction(async |scope| {
            find(&scope, workspace).await?;
            let rows = scope.find::<Entity>().filter(Column::WorkspaceId.eq(workspace)).filter(Column::Id.eq(id));
            let membership = rows.locked().one().await?;
            let seen = version.unwrap_or(membership.version);
            let changed = scope
                .update::<Entity>()
                .set(Column::CanViewInvoices, permissions.can_view_invoices)
                .set(Column::CanApproveWork, permissions.can_approve_work)
                .set(Column::CanComment, permissions.can_comment)
                .set(Column::CanSubmitRequests, permissions.can_submit_requests)
                .set(Column::CanRunWorkflows, permissions.can_run_workflows)
                .set(Column::CanManageConnections, permissions.can_manage_connections)
                .set(Column::CanInviteColleagues, permissions.can_invite_colleagues)
                .set(Column::Version, seen + 1)
                .filter(Column::Id.eq(id))
                .filter(Column::WorkspaceId.eq(workspace))
                .filter(Column::Version.eq(seen))
                .exec()
                .await?;
            if changed == 0 {
                return Err(Error::Stale);
            }
            scope.announce(Event::Client(ClientEvent {
                workspace,
                person: Some(membership.client_user_id),
                topic: ClientTopic::Notifications,
            }));
            let member: Member = of(&scope, workspace).filter(Column::Id.eq(id)).one_as().await?;
            let entry = Entry::new("member.permitted").target("membership", id, &member.person.name);
            let before = Permissions::from(&membership);
            if before.can_approve_work != permissions.can_approve_work {
                changed_in(&scope, workspace).await?;
            }
            audit::record(&scope, entry.workspace(workspace).detail(json!({ "before": before, "after": permissions })))
                .await?;
            Ok(member)
        })
        .await
}

/// Takes a person out of a workspace. The next request of theirs does not find it, and the pages that are open
/// hear no more of it.
///
/// # Errors
/// [`Error::NotFound`] for another agency's workspace or another workspace's member.
pub async fn remove(scope: &AdminScope, workspace: WorkspaceId, id: MembershipId) -> Result<()> {
    scope
        .transaction(async |scope| {
            find(&scope, workspace).await?;
            let member: Member = of(&scope, workspace).filter(Column::Id.eq(id)).one_as().await?;
            if scope.delete::<Entity>().filter(Column::Id.eq(id)).exec().await? == 0 {
                return Err(Error::NotFound);
            }
            let person = member.membership.client_user_id;
            let topic = ClientTopic::Notifications;
            scope.announce(Event::Client(ClientEvent { workspace, person: Some(person), topic }));
            tell_staff(&scope, Some(workspace));
            if member.membership.can_approve_work {
                changed_in(&scope, workspace).await?;
            }
            let entry = Entry::new("member.removed").target("membership", id, member.person.name);
            audit::record(&scope, entry.workspace(workspace).detail(json!({ "client_id": person }))).await
        })
        .await
}
