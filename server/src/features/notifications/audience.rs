//! Whom a happening concerns, as the catalogue's rules say it.

use std::collections::BTreeSet;

use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, DerivePartialModel};
use uuid::Uuid;

use super::catalogue::{ClientAudience, StaffAudience};
use crate::access::{AgencyScope, together};
use crate::entity::words::{ActorKind, StaffRole};
use crate::entity::{
    activity, approval, form, membership, project_manager, request, request_follower, request_merge, staff_user,
    workspace,
};
use crate::error::Result;
use crate::ids::{ClientId, RequestId, StaffId};

/// Whose request it is.
#[derive(DerivePartialModel)]
#[sea_orm(entity = "request::Entity")]
struct Row {
    author_id: ClientId,
    assignee_id: Option<StaffId>,
    for_workspace: bool,
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "request_merge::Entity")]
struct Part {
    #[sea_orm(nested)]
    part: Option<Sent>,
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "request::Entity")]
struct Sent {
    author_id: ClientId,
    for_workspace: bool,
}

/// Whose request it is: also who sent what was merged into it.
pub struct Thread {
    authors: BTreeSet<ClientId>,
    /// Whether it is the whole client's.
    for_workspace: bool,
    assignee_id: Option<StaffId>,
}

/// The request that a happening is about.
pub async fn thread(scope: &AgencyScope, happening: &activity::Model) -> Result<Option<Thread>> {
    use request_merge::{Column as M, Entity as Merges};
    let Some(id) = happening.request_id else { return Ok(None) };
    let row = scope.find::<request::Entity>().filter(request::Column::Id.eq(id)).part_as::<Row>();
    let parts = scope.find::<Merges>().filter(M::RootId.eq(id));
    let parts = parts.join::<request::Entity>(M::RequestId, request::Column::Id).part_as::<Part>();
    let (row, parts) = together((row, parts)).ask().await?;
    Ok(row.into_iter().next().map(|row| {
        let others: Vec<Sent> = parts.into_iter().filter_map(|part| part.part).collect();
        Thread {
            authors: others.iter().map(|one| one.author_id).chain([row.author_id]).collect(),
            for_workspace: row.for_workspace || others.iter().any(|one| one.for_workspace),
            assignee_id: row.assignee_id,
        }
    }))
}

/// The staff whom it concerns.
pub async fn staff(
    scope: &AgencyScope,
    audience: StaffAudience,
    happening: &activity::Model,
    thread: Option<&Thread>,
) -> Result<BTreeSet<StaffId>> {
    let by_client = happening.actor_kind == ActorKind::Client;
    let assignee = thread.and_then(|thread| thread.assignee_id);
    let mut people = match audience {
        StaffAudience::InCharge | StaffAudience::Managers if !by_client => BTreeSet::new(),
        StaffAudience::InCharge => match assignee {
            Some(assignee) => BTreeSet::from([assignee]),
            None => managers(scope, happening).await?,
        },
        StaffAudience::Managers | StaffAudience::Watchers => managers(scope, happening).await?,
        StaffAudience::Senders | StaffAudience::Keepers | StaffAudience::Talkers => {
            let mut people = BTreeSet::new();
            if by_client || audience == StaffAudience::Keepers {
                people.extend(managers(scope, happening).await?);
                people.extend(sender(scope, happening).await?);
            }
            if let (StaffAudience::Talkers, Some(answered)) = (audience, happening.subject_staff_id) {
                people.extend(working(scope, answered).await?);
            }
            people
        }
        StaffAudience::Everybody => {
            let mut people = managers(scope, happening).await?;
            people.extend(assignee);
            people
        }
        StaffAudience::Admins => admins(scope).await?,
        StaffAudience::Named => happening.subject_staff_id.into_iter().collect(),
        StaffAudience::NamedOrManagers => match happening.subject_staff_id {
            Some(named) => BTreeSet::from([named]),
            None => managers(scope, happening).await?,
        },
    };
    if let (StaffAudience::InCharge | StaffAudience::Everybody, Some(request)) = (audience, happening.request_id) {
        people.extend(followers(scope, request).await?);
    }
    people.retain(|person| Uuid::from(*person) != happening.actor_id);
    Ok(people)
}

/// Who follows the request, while they work here.
async fn followers(scope: &AgencyScope, request: RequestId) -> Result<Vec<StaffId>> {
    use request_follower::{Column, Entity};
    let rows = scope.find::<Entity>().join::<staff_user::Entity>(Column::StaffUserId, staff_user::Column::Id);
    let rows = rows.filter(Column::RequestId.eq(request)).filter(staff_user::Column::DisabledAt.is_null());
    Ok(rows.all().await?.into_iter().map(|row| row.staff_user_id).collect())
}

/// Who sent the approval, while they work here.
async fn sender(scope: &AgencyScope, happening: &activity::Model) -> Result<Option<StaffId>> {
    let Some(id) = happening.approval_id else { return Ok(None) };
    let Some(row) = scope.find::<approval::Entity>().filter(approval::Column::Id.eq(id)).first().await? else {
        return Ok(None);
    };
    working(scope, row.author_id).await
}

/// Somebody of the staff, while they work here.
async fn working(scope: &AgencyScope, person: StaffId) -> Result<Option<StaffId>> {
    let working = scope.find::<staff_user::Entity>().filter(staff_user::Column::Id.eq(person));
    Ok(working.filter(staff_user::Column::DisabledAt.is_null()).first().await?.map(|person| person.id))
}

/// The workspace's project managers; where it has none, everybody of the agency.
async fn managers(scope: &AgencyScope, happening: &activity::Model) -> Result<BTreeSet<StaffId>> {
    use project_manager::Column;
    let rows =
        scope.find::<project_manager::Entity>().filter(Column::WorkspaceId.eq(happening.workspace_id)).all().await?;
    if !rows.is_empty() {
        return Ok(rows.into_iter().map(|row| row.staff_user_id).collect());
    }
    let everybody = scope.find::<staff_user::Entity>().filter(staff_user::Column::DisabledAt.is_null()).all().await?;
    Ok(everybody.into_iter().map(|person| person.id).collect())
}

/// Who manages the agency's settings.
pub async fn admins(scope: &AgencyScope) -> Result<BTreeSet<StaffId>> {
    use staff_user::{Column, Entity};
    let working = scope.find::<Entity>().filter(Column::DisabledAt.is_null());
    let people = working.filter(Column::Role.is_in([StaffRole::Owner, StaffRole::Admin])).all().await?;
    Ok(people.into_iter().map(|person| person.id).collect())
}

/// Whether to send the form is to decide something.
async fn decides(scope: &AgencyScope, happening: &activity::Model) -> Result<bool> {
    use form::{Column, Entity};
    let Some(id) = happening.form_id else { return Ok(false) };
    let deciding = scope.find::<Entity>().filter(Column::Id.eq(id)).filter(Column::Decides.eq(true));
    Ok(deciding.first().await?.is_some())
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "membership::Entity")]
struct Member {
    client_user_id: ClientId,
}

/// The client's people whom it concerns and who may see what it is about.
pub async fn clients(
    scope: &AgencyScope,
    audience: ClientAudience,
    happening: &activity::Model,
    thread: Option<&Thread>,
) -> Result<Vec<ClientId>> {
    use membership::Column;
    use workspace::Column as W;
    let members = scope.find::<membership::Entity>().filter(Column::WorkspaceId.eq(happening.workspace_id));
    let members = match (audience, thread) {
        (ClientAudience::Author, None) => return Ok(Vec::new()),
        (ClientAudience::Author, Some(thread)) if thread.for_workspace => {
            members.filter(Column::ClientUserId.ne(happening.actor_id)).filter(Column::CanSubmitRequests.eq(true))
        }
        (ClientAudience::Author, Some(thread)) => {
            let others = thread.authors.iter().filter(|author| Uuid::from(**author) != happening.actor_id);
            let others: Vec<ClientId> = others.copied().collect();
            if others.is_empty() {
                return Ok(Vec::new());
            }
            members.filter(Column::ClientUserId.is_in(others)).filter(Column::CanSubmitRequests.eq(true))
        }
        (ClientAudience::Named, _) => {
            let named = happening.subject_client_ids.as_deref().and_then(|ids| serde_json::from_str(ids).ok());
            let named: Vec<ClientId> = named.unwrap_or_default();
            members
                .filter(Column::ClientUserId.is_in(named))
                .filter(Column::ClientUserId.ne(happening.actor_id))
                .filter(Column::CanApproveWork.eq(true).or(Column::CanComment.eq(true)))
        }
        (ClientAudience::Answerers, _) => {
            let deciding = decides(scope, happening).await?;
            if deciding { members.filter(Column::CanApproveWork.eq(true)) } else { members }
        }
        (ClientAudience::Connectors, _) => members.filter(Column::CanManageConnections.eq(true)),
        (ClientAudience::Billed, _) => members.filter(Column::CanViewInvoices.eq(true)),
        (ClientAudience::Members | ClientAudience::Automated, _) => {
            members.filter(Column::ClientUserId.ne(happening.actor_id))
        }
    };
    let module = match audience {
        ClientAudience::Billed => W::BillingOn,
        ClientAudience::Automated | ClientAudience::Answerers | ClientAudience::Connectors => W::AutomationOn,
        _ => W::WorkOn,
    };
    let open = members.join::<workspace::Entity>(Column::WorkspaceId, W::Id).filter(module.eq(true));
    let members: Vec<Member> = open.filter(W::ArchivedAt.is_null()).all_as().await?;
    Ok(members.into_iter().map(|member| member.client_user_id).collect())
}
