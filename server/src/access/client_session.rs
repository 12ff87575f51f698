use std::sync::Arc;

use chrono::TimeDelta;
use poem::Request;
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Query};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter};

use super::actor::{Permission, Permissions};
use super::client_scope::ClientScope;
use super::database::Database;
use super::extract::{Facts, RequestBody};
use super::link::Link;
use crate::entity::{agency, client_session, client_user, membership, workspace};
use crate::error::{Error, Result};
use crate::ids::{AgencyId, ClientId, WorkspaceId};
use crate::secrets::{self, Sealer};

/// How long a session lives without a visit.
const IDLE: TimeDelta = TimeDelta::hours(24);
/// How old the last visit on record may grow before it is written again: a write per page would be a waste.
const TOUCH: TimeDelta = TimeDelta::minutes(5);

/// The agency as its clients meet it.
#[derive(Clone, Debug)]
pub struct Agency {
    pub id: AgencyId,
    pub name: String,
    pub time_zone: chrono_tz::Tz,
    pub locale: String,
    pub accent: Option<String>,
}

impl From<agency::Model> for Agency {
    fn from(row: agency::Model) -> Self {
        let time_zone = row.time_zone.parse().unwrap_or_default();
        Self { id: row.id, name: row.name, time_zone, locale: row.locale, accent: row.accent }
    }
}

/// Which parts of the portal a workspace has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Modules {
    pub work: bool,
    pub automation: bool,
    pub billing: bool,
}

/// A person's place in a workspace.
#[derive(Clone, Debug)]
pub struct Seat {
    pub workspace: WorkspaceId,
    pub name: String,
    pub show_team_members: bool,
    pub modules: Modules,
    pub permissions: Permissions,
}

impl Seat {
    /// Whether the person may do this here, and the part of the portal it belongs to is on.
    pub fn allows(&self, permission: Permission) -> bool {
        let on = match permission {
            Permission::ViewInvoices => self.modules.billing,
            Permission::RunWorkflows | Permission::ManageConnections => self.modules.automation,
            Permission::ApproveWork | Permission::Comment | Permission::SubmitRequests => self.modules.work,
            Permission::InviteColleagues => true,
        };
        on && self.permissions.allow(permission)
    }
}

/// Who is signed in at the portal, read anew on every request.
#[derive(Clone, Debug)]
pub struct Viewer {
    pub agency: Agency,
    pub person: ClientId,
    pub name: String,
    pub email: String,
    pub phone: Option<String>,
    /// The hash of the session's cookie.
    pub session: String,
    pub seats: Vec<Seat>,
    current: Option<usize>,
}

impl Viewer {
    /// The person's place in the workspace that is being looked at; `None` when removed from all.
    pub fn current(&self) -> Option<&Seat> {
        self.current.and_then(|index| self.seats.get(index))
    }
}

#[derive(FromQueryResult)]
struct Row {
    seen_at: chrono::DateTime<chrono::Utc>,
    expires_at: chrono::DateTime<chrono::Utc>,
    agency_id: AgencyId,
    agency_name: String,
    time_zone: String,
    locale: String,
    accent: Option<String>,
    person: ClientId,
    person_name: String,
    email: String,
    phone: Option<String>,
    workspace_id: Option<WorkspaceId>,
    workspace_name: Option<String>,
    show_team_members: Option<bool>,
    work_on: Option<bool>,
    automation_on: Option<bool>,
    billing_on: Option<bool>,
    can_view_invoices: Option<bool>,
    can_approve_work: Option<bool>,
    can_comment: Option<bool>,
    can_submit_requests: Option<bool>,
    can_run_workflows: Option<bool>,
    can_manage_connections: Option<bool>,
    can_invite_colleagues: Option<bool>,
}

impl Row {
    fn seat(&self) -> Option<Seat> {
        Some(Seat {
            workspace: self.workspace_id?,
            name: self.workspace_name.clone()?,
            show_team_members: self.show_team_members?,
            modules: Modules { work: self.work_on?, automation: self.automation_on?, billing: self.billing_on? },
            permissions: Permissions {
                can_view_invoices: self.can_view_invoices?,
                can_approve_work: self.can_approve_work?,
                can_comment: self.can_comment?,
                can_submit_requests: self.can_submit_requests?,
                can_run_workflows: self.can_run_workflows?,
                can_manage_connections: self.can_manage_connections?,
                can_invite_colleagues: self.can_invite_colleagues?,
            },
        })
    }
}

/// The viewer that a session cookie stands for on this host: session, person, agency and memberships in one
/// query. `None` when it is unknown, of another host, idle too long, or its person is disabled.
///
/// # Errors
/// When the database fails.
pub async fn resolve(
    database: &Database,
    cookie: &str,
    host: &str,
    workspace: Option<WorkspaceId>,
) -> Result<Option<Viewer>> {
    if cookie.len() != secrets::TOKEN_LENGTH {
        return Ok(None);
    }
    let session = secrets::hash(cookie);
    let link = Link::new(database);
    let rows = Row::find_by_statement(link.backend().build(&statement(&session, host))).all(&link.reader()).await?;
    let now = link.now();
    let Some(first) = rows.first().filter(|row| row.expires_at > now && row.seen_at + IDLE > now) else {
        return Ok(None);
    };
    if first.seen_at + TOUCH < now {
        touch(&link, &session).await?;
    }
    let seats: Vec<Seat> = rows.iter().filter_map(Row::seat).collect();
    let remembered = workspace.and_then(|id| seats.iter().position(|seat| seat.workspace == id));
    let current = remembered.or(if seats.is_empty() { None } else { Some(0) });
    Ok(Some(Viewer {
        agency: Agency {
            id: first.agency_id,
            name: first.agency_name.clone(),
            time_zone: first.time_zone.parse().unwrap_or_default(),
            locale: first.locale.clone(),
            accent: first.accent.clone(),
        },
        person: first.person,
        name: first.person_name.clone(),
        email: first.email.clone(),
        phone: first.phone.clone(),
        session,
        seats,
        current,
    }))
}

fn statement(session: &str, host: &str) -> sea_orm::sea_query::SelectStatement {
    use client_session::Column as S;
    use client_user::Column as P;
    use membership::Column as M;
    use workspace::Column as W;
    let mut select = Query::select();
    for column in [S::SeenAt, S::ExpiresAt] {
        select.column((client_session::Entity, column));
    }
    select
        .expr_as(Expr::col((agency::Entity, agency::Column::Id)), "agency_id")
        .expr_as(Expr::col((agency::Entity, agency::Column::Name)), "agency_name")
        .column((agency::Entity, agency::Column::TimeZone))
        .column((agency::Entity, agency::Column::Locale))
        .column((agency::Entity, agency::Column::Accent))
        .expr_as(Expr::col((client_user::Entity, P::Id)), "person")
        .expr_as(Expr::col((client_user::Entity, P::Name)), "person_name")
        .column((client_user::Entity, P::Email))
        .column((client_user::Entity, P::Phone))
        .expr_as(Expr::col((workspace::Entity, W::Id)), "workspace_id")
        .expr_as(Expr::col((workspace::Entity, W::Name)), "workspace_name");
    for column in [W::ShowTeamMembers, W::WorkOn, W::AutomationOn, W::BillingOn] {
        select.column((workspace::Entity, column));
    }
    for column in [
        M::CanViewInvoices,
        M::CanApproveWork,
        M::CanComment,
        M::CanSubmitRequests,
        M::CanRunWorkflows,
        M::CanManageConnections,
        M::CanInviteColleagues,
    ] {
        select.column((membership::Entity, column));
    }
    let on = |left: Expr, right: Expr| left.eq(right);
    select
        .from(client_session::Entity)
        .join(
            JoinType::InnerJoin,
            client_user::Entity,
            on(Expr::col((client_user::Entity, P::Id)), Expr::col((client_session::Entity, S::ClientUserId))),
        )
        .join(
            JoinType::InnerJoin,
            agency::Entity,
            on(Expr::col((agency::Entity, agency::Column::Id)), Expr::col((client_session::Entity, S::AgencyId))),
        )
        .join(
            JoinType::LeftJoin,
            membership::Entity,
            on(Expr::col((membership::Entity, M::ClientUserId)), Expr::col((client_user::Entity, P::Id))),
        )
        .join(
            JoinType::LeftJoin,
            workspace::Entity,
            on(Expr::col((workspace::Entity, W::Id)), Expr::col((membership::Entity, M::WorkspaceId)))
                .and(Expr::col((workspace::Entity, W::ArchivedAt)).is_null()),
        )
        .and_where(Expr::col((client_session::Entity, S::TokenHash)).eq(session))
        .and_where(Expr::col((client_session::Entity, S::Host)).eq(host))
        .and_where(Expr::col((client_user::Entity, P::DisabledAt)).is_null())
        .order_by((workspace::Entity, W::Name), sea_orm::Order::Asc)
        .to_owned()
}

async fn touch(link: &Link, session: &str) -> Result<()> {
    client_session::Entity::update_many()
        .col_expr(client_session::Column::SeenAt, Expr::value(link.now()))
        .filter(client_session::Column::TokenHash.eq(session))
        .exec(&link.writer())
        .await?;
    Ok(())
}

/// The scope that a session cookie stands for on this host, for those who act through one without a
/// request: the demo's story.
///
/// # Errors
/// [`Error::NotFound`] when it stands for nobody or for no workspace.
pub async fn client_scope(
    database: &Database,
    cookie: &str,
    host: &str,
    workspace: Option<WorkspaceId>,
) -> Result<ClientScope> {
    let viewer = resolve(database, cookie, host, workspace).await?.ok_or(Error::NotFound)?;
    ClientScope::new(database, Arc::new(viewer), None).ok_or(Error::NotFound)
}

/// The token that this session's forms carry.
pub fn csrf_token(sealer: &Sealer, viewer: &Viewer) -> String {
    sealer.masked_seal(&viewer.session)
}

/// Lets a signed-in request in: resolves its session and, where it would change something, demands the
/// session's token in the form's `csrf` field or the `X-CSRF-Token` header. The viewer is left with the
/// request, for the extractors. `None` when nobody is signed in.
///
/// # Errors
/// [`Error::Forbidden`] without the token; or when the database fails.
pub async fn admit(
    request: &mut Request,
    sealer: &Sealer,
    cookie: Option<&str>,
    workspace: Option<WorkspaceId>,
) -> Result<Option<Arc<Viewer>>> {
    let Some(cookie) = cookie else { return Ok(None) };
    let database = request.data::<Database>().ok_or_else(|| Error::internal(anyhow::anyhow!("no database")))?;
    let host = request.data::<Facts>().map(|facts| facts.host.clone()).unwrap_or_default();
    let Some(viewer) = resolve(database, cookie, &host, workspace).await? else { return Ok(None) };
    if !request.method().is_safe() {
        let header = request.header("x-csrf-token").map(str::to_owned);
        let sent = header.or_else(|| request.data::<RequestBody>().and_then(|body| body.form_value("csrf")));
        if !sent.is_some_and(|token| sealer.check(&viewer.session, &token)) {
            return Err(Error::Forbidden {
                code: "csrf",
                message: "this form has expired; go back, reload the page and send it again",
            });
        }
    }
    let viewer = Arc::new(viewer);
    request.set_data(viewer.clone());
    Ok(Some(viewer))
}
