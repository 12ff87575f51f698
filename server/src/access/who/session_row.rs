use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Query, SelectStatement};

use super::actor::Permissions;
use super::viewer::{Modules, Seat};
use crate::access::hosts::shown_at;
use crate::entity::words::Onboarding;
use crate::entity::{agency, client_second_factor, client_session, client_user, membership, workspace};
use crate::ids::{AgencyId, ClientId, WorkspaceId};

/// A session with its person, agency and one of the memberships; a row for each of these.
#[derive(FromQueryResult)]
pub(super) struct Row {
    pub(super) seen_at: DateTime<Utc>,
    pub(super) expires_at: DateTime<Utc>,
    pub(super) agency_id: AgencyId,
    pub(super) agency_name: String,
    pub(super) time_zone: String,
    pub(super) locale: String,
    pub(super) welcome: Option<String>,
    pub(super) brand: Option<String>,
    pub(super) accent: Option<String>,
    pub(super) person: ClientId,
    pub(super) person_name: String,
    pub(super) email: String,
    pub(super) phone: Option<String>,
    pub(super) shortcuts: bool,
    pub(super) own_time_zone: Option<String>,
    pub(super) second_factor: Option<DateTime<Utc>>,
    pub(super) onboarding: Option<Onboarding>,
    workspace_id: Option<WorkspaceId>,
    workspace_name: Option<String>,
    show_team_members: Option<bool>,
    requires_second_factor: Option<bool>,
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
    /// The place that this row's membership gives, if it has one.
    pub(super) fn seat(&self) -> Option<Seat> {
        Some(Seat {
            workspace: self.workspace_id?,
            name: self.workspace_name.clone()?,
            show_team_members: self.show_team_members?,
            modules: Modules { work: self.work_on?, automation: self.automation_on?, billing: self.billing_on? },
            requires_second_factor: self.requires_second_factor?,
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

/// The one query of a signed-in request.
pub(super) fn statement(session: &str, host: &str) -> SelectStatement {
    use client_session::Column as S;
    use client_user::Column as P;
    let mut select = Query::select();
    for column in [S::SeenAt, S::ExpiresAt] {
        select.column((client_session::Entity, column));
    }
    select.from(client_session::Entity).join(
        JoinType::InnerJoin,
        client_user::Entity,
        Expr::col((client_user::Entity, P::Id)).eq(Expr::col((client_session::Entity, S::ClientUserId))),
    );
    with_places(select)
        .and_where(Expr::col((client_session::Entity, S::TokenHash)).eq(session))
        .and_where(Expr::col((client_session::Entity, S::Host)).eq(host))
        // It ends with the host: one that shows another agency now, or nobody, opens nothing.
        .and_where(Expr::col((agency::Entity, agency::Column::Id)).eq(shown_at(host)))
        .to_owned()
}

/// The same for somebody who has no session here; its times are now.
pub(super) fn standing(agency: AgencyId, person: ClientId, now: DateTime<Utc>) -> SelectStatement {
    use client_user::Column as P;
    let mut select = Query::select();
    select.expr_as(Expr::value(now), "seen_at").expr_as(Expr::value(now), "expires_at").from(client_user::Entity);
    with_places(select)
        .and_where(Expr::col((client_user::Entity, P::AgencyId)).eq(agency))
        .and_where(Expr::col((client_user::Entity, P::Id)).eq(person))
        .to_owned()
}

/// With the person, the agency, and a row for each membership; nobody whose account is disabled.
fn with_places(mut select: SelectStatement) -> SelectStatement {
    use client_second_factor::Column as F;
    use client_user::Column as P;
    use membership::Column as M;
    use workspace::Column as W;
    select
        .expr_as(Expr::col((agency::Entity, agency::Column::Id)), "agency_id")
        .expr_as(Expr::col((agency::Entity, agency::Column::Name)), "agency_name")
        .column((agency::Entity, agency::Column::TimeZone))
        .column((agency::Entity, agency::Column::Locale))
        .column((agency::Entity, agency::Column::Welcome))
        .column((agency::Entity, agency::Column::Brand))
        .column((agency::Entity, agency::Column::Accent))
        .expr_as(Expr::col((client_user::Entity, P::Id)), "person")
        .expr_as(Expr::col((client_user::Entity, P::Name)), "person_name")
        .column((client_user::Entity, P::Email))
        .column((client_user::Entity, P::Phone))
        .column((client_user::Entity, P::Shortcuts))
        .expr_as(Expr::col((client_user::Entity, P::TimeZone)), "own_time_zone")
        .expr_as(Expr::col((client_second_factor::Entity, F::ConfirmedAt)), "second_factor")
        .column((client_user::Entity, P::Onboarding))
        .expr_as(Expr::col((workspace::Entity, W::Id)), "workspace_id")
        .expr_as(Expr::col((workspace::Entity, W::Name)), "workspace_name");
    for column in [W::ShowTeamMembers, W::RequiresSecondFactor, W::WorkOn, W::AutomationOn, W::BillingOn] {
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
        .join(
            JoinType::InnerJoin,
            agency::Entity,
            on(Expr::col((agency::Entity, agency::Column::Id)), Expr::col((client_user::Entity, P::AgencyId))),
        )
        .join(
            JoinType::LeftJoin,
            client_second_factor::Entity,
            on(Expr::col((client_second_factor::Entity, F::ClientUserId)), Expr::col((client_user::Entity, P::Id))),
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
        .and_where(Expr::col((client_user::Entity, P::DisabledAt)).is_null())
        .order_by((workspace::Entity, W::Name), sea_orm::Order::Asc)
        .to_owned()
}
