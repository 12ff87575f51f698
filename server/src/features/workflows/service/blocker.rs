//! What a run waits for, by name, and who can do something about it: of the client whoever may, or else who of the agency
//! looks after the workspace.

use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ColumnTrait, DerivePartialModel};
use uuid::Uuid;

use super::client_read::ClientRun;
use crate::access::{ClientScope, Joinable, Part, Permission, Reach, awaits_member, together};
use crate::entity::words::{ActorKind, FormStatus, RunWait};
use crate::entity::{approval, client_user, connection, form, membership, project_manager, staff_user};
use crate::error::Result;
use crate::ids::{ClientId, FormId, StaffId, WorkspaceId};
use crate::web::places;

/// The most people of a side who are looked for.
const MOST: u64 = 100;

/// Somebody who can do something about what a run waits for.
#[derive(Clone, Debug)]
pub struct Helper {
    pub side: ActorKind,
    pub id: Uuid,
    pub name: String,
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "membership::Entity")]
struct Member {
    #[sea_orm(nested)]
    person: ClientName,
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "client_user::Entity")]
struct ClientName {
    id: ClientId,
    name: String,
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "project_manager::Entity")]
struct Assignment {
    #[sea_orm(nested)]
    person: StaffName,
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "staff_user::Entity")]
struct StaffName {
    id: StaffId,
    name: String,
}

impl From<Member> for Helper {
    fn from(Member { person }: Member) -> Self {
        Self { side: ActorKind::Client, id: person.id.into(), name: person.name }
    }
}

impl From<Assignment> for Helper {
    fn from(Assignment { person }: Assignment) -> Self {
        Self { side: ActorKind::Staff, id: person.id.into(), name: person.name }
    }
}

/// Who can do something about what a run of the workspace waits for; nobody where it goes on by itself. A connection that
/// is not known yet is for the agency to name.
pub fn helpers<R: Reach>(scope: &R, workspace: WorkspaceId, wait: RunWait, on: Option<Uuid>) -> Part<'_, Vec<Helper>>
where
    client_user::Entity: Joinable<R::Side>,
    staff_user::Entity: Joinable<R::Side>,
{
    use membership::Column;
    let may = match (wait, on) {
        (RunWait::Delay, _) => return Part::known(Vec::new()),
        (_, None) => return keepers(scope, workspace),
        (RunWait::Connection, Some(_)) => Column::CanManageConnections.eq(true),
        (RunWait::Approval, Some(id)) => Column::CanApproveWork.eq(true).and(awaits_member(id.into())),
        (RunWait::Form, Some(id)) => Column::CanApproveWork.eq(true).or(Expr::not_exists(decides(id.into()))),
    };
    let members = scope.rows::<membership::Entity>().filter(Column::WorkspaceId.eq(workspace)).filter(may);
    let members = members.join::<client_user::Entity>(Column::ClientUserId, client_user::Column::Id);
    let members = members.filter(client_user::Column::DisabledAt.is_null());
    let members = members.asc(client_user::Column::Name).asc(Column::Id).limit(MOST).part_as::<Member>();
    together((members, keepers(scope, workspace))).map(|(members, keepers)| match members.is_empty() {
        true => keepers,
        false => members.into_iter().map(Into::into).collect(),
    })
}

/// Who of the agency looks after the workspace, the first to turn to first.
fn keepers<R: Reach>(scope: &R, workspace: WorkspaceId) -> Part<'_, Vec<Helper>>
where
    staff_user::Entity: Joinable<R::Side>,
{
    use project_manager::Column;
    let keepers = scope.rows::<project_manager::Entity>().filter(Column::WorkspaceId.eq(workspace));
    let keepers = keepers.join::<staff_user::Entity>(Column::StaffUserId, staff_user::Column::Id);
    let keepers = keepers.filter(staff_user::Column::DisabledAt.is_null());
    let keepers = keepers.asc(Column::Position).asc(Column::StaffUserId).limit(MOST).part_as::<Assignment>();
    keepers.map(|rows| rows.into_iter().map(Into::into).collect())
}

/// The form, where to send it is to decide something.
fn decides(form: FormId) -> SelectStatement {
    use form::{Column, Entity};
    let condition = Column::Id.eq(form).and(Column::Decides.eq(true));
    Query::select().expr(Expr::val(1)).from(Entity).and_where(condition).to_owned()
}

/// What a run waits for, as its client may know it, where that is done, and whom to turn to otherwise.
#[derive(Clone, Debug)]
pub struct Blocker {
    pub wait: RunWait,
    pub title: Option<String>,
    /// What the provider calls a connection's account.
    pub account: Option<String>,
    /// The verb, and where it leads.
    pub way: Option<(&'static str, String)>,
    /// Who can do it, where the reader cannot.
    pub helpers: Vec<Helper>,
}

/// What is waited for, by name, and where it is looked at.
struct Found {
    title: String,
    account: Option<String>,
    way: Option<(&'static str, String)>,
}

/// What a run of the workspace waits for, where it waits.
///
/// # Errors
/// When the database fails.
pub async fn blocker(scope: &ClientScope, run: &ClientRun) -> Result<Option<Blocker>> {
    let Some(wait) = run.waits_for else { return Ok(None) };
    let helpers = helpers(scope, scope.workspace(), wait, run.waits_for_id);
    let (found, mut helpers) = together((found(scope, wait, run.waits_for_id), helpers)).ask().await?;
    if helpers.iter().any(|helper| helper.id == Uuid::from(scope.person())) {
        helpers.clear();
    }
    let (title, account, way) = found.map_or((None, None, None), |found| (Some(found.title), found.account, found.way));
    Ok(Some(Blocker { wait, title, account, way, helpers }))
}

fn found(scope: &ClientScope, wait: RunWait, on: Option<Uuid>) -> Part<'_, Option<Found>> {
    let Some(id) = on else { return Part::known(None) };
    match wait {
        RunWait::Form => {
            let decides = scope.seat().allows(Permission::ApproveWork);
            scope.find::<form::Entity>().filter(form::Column::Id.eq(id)).part().map(move |rows| {
                let form = rows.into_iter().next()?;
                let may = form.status == FormStatus::Published && (decides || !form.decides);
                let way = may.then(|| ("Fill it in", places::form(form.id)));
                Some(Found { title: form.title, account: None, way })
            })
        }
        RunWait::Approval if scope.seat().modules.work => {
            scope.find::<approval::Entity>().filter(approval::Column::Id.eq(id)).part().map(|rows| {
                let approval = rows.into_iter().next()?;
                let way = Some(("Look at it", places::approval(approval.id)));
                Some(Found { title: approval.title, account: None, way })
            })
        }
        // Which accounts there are is for those who may connect them.
        RunWait::Connection if scope.seat().allows(Permission::ManageConnections) => {
            scope.find::<connection::Entity>().filter(connection::Column::Id.eq(id)).part().map(|rows| {
                let connection = rows.into_iter().next()?;
                let verb = if connection.connected_at.is_some() { "Connect it again" } else { "Connect it" };
                let way = Some((verb, places::connection(connection.id)));
                Some(Found { title: connection.name, account: connection.account, way })
            })
        }
        RunWait::Approval | RunWait::Connection | RunWait::Delay => Part::known(None),
    }
}
