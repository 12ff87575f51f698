use std::collections::HashMap;

use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Expr, ExprTrait, IntoTableRef, Query, SelectStatement, SimpleExpr};

use super::super::state::Void;
use crate::access::AgencyScope;
use crate::entity::invitation::{Column, Entity};
use crate::entity::words::{ActorKind, StaffRole};
use crate::entity::{client_user, membership, staff_invitation, staff_user, workspace};
use crate::error::Result;
use crate::ids::{InvitationId, StaffInvitationId};

/// Why invitations into workspaces are void; what is said first of one counts.
const INTO_WORKSPACES: [Void; 3] = [Void::WorkspaceArchived, Void::InviterGone, Void::PersonDisabled];

/// A row of this table that is about the invitation's row.
fn any(table: impl IntoTableRef) -> SelectStatement {
    Query::select().expr(Expr::val(1)).from(table).to_owned()
}

fn own(column: Column) -> SimpleExpr {
    Expr::col((Entity, column))
}

/// The invitations whose workspace is in the archive.
fn archived() -> SimpleExpr {
    use workspace::{Column as W, Entity as Workspaces};
    let mut archived = any(Workspaces);
    archived.and_where(Expr::col((Workspaces, W::Id)).eq(own(Column::WorkspaceId)));
    archived.and_where(Expr::col((Workspaces, W::ArchivedAt)).is_not_null());
    Expr::exists(archived)
}

/// The invitations of clients who are gone, or may not invite any more.
pub(super) fn inviter_gone() -> SimpleExpr {
    use {
        client_user::Column as P, client_user::Entity as People, membership::Column as M, membership::Entity as Members,
    };
    let member = |column| Expr::col((Members, column));
    let mut may = any(Members);
    may.inner_join(People, Expr::col((People, P::Id)).eq(member(M::ClientUserId)));
    may.and_where(member(M::WorkspaceId).eq(own(Column::WorkspaceId)));
    may.and_where(member(M::ClientUserId).eq(own(Column::InviterId)));
    may.and_where(member(M::CanInviteColleagues).eq(true));
    may.and_where(Expr::col((People, P::DisabledAt)).is_null());
    Column::InviterKind.eq(ActorKind::Client).and(Expr::not_exists(may))
}

/// The invitations of people who are shut out.
fn disabled() -> SimpleExpr {
    use client_user::{Column as P, Entity as People};
    let person = |column| Expr::col((People, column));
    let mut shut_out = any(People);
    shut_out.and_where(person(P::AgencyId).eq(own(Column::AgencyId)));
    shut_out.and_where(person(P::Email).eq(own(Column::Email)));
    shut_out.and_where(person(P::DisabledAt).is_not_null());
    Expr::exists(shut_out)
}

fn condition(void: Void) -> SimpleExpr {
    match void {
        Void::WorkspaceArchived => archived(),
        Void::InviterGone => inviter_gone(),
        Void::PersonDisabled => disabled(),
    }
}

/// The invitations into workspaces that are void, whatever the reason.
pub(super) fn is_void() -> SimpleExpr {
    archived().or(inviter_gone()).or(disabled())
}

/// Why each of these invitations into workspaces is void; those that are not are left out.
///
/// # Errors
/// When the database fails.
pub async fn voids(scope: &AgencyScope, ids: &[InvitationId]) -> Result<HashMap<InvitationId, Void>> {
    let mut found = HashMap::new();
    for void in INTO_WORKSPACES {
        let rows = scope.find::<Entity>().filter(Column::Id.is_in(ids.to_vec())).filter(condition(void));
        for row in rows.all().await? {
            found.entry(row.id).or_insert(void);
        }
    }
    Ok(found)
}

/// The invitations to the team of those who are gone, or may not invite any more.
pub(super) fn is_void_to_team() -> SimpleExpr {
    use {staff_invitation::Column as I, staff_user::Column as S, staff_user::Entity as Team};
    let inviter = |column| Expr::col((Team, column));
    let mut may = any(Team);
    may.and_where(inviter(S::Id).eq(Expr::col((staff_invitation::Entity, I::InviterId))));
    may.and_where(inviter(S::DisabledAt).is_null());
    may.and_where(inviter(S::Role).is_in([StaffRole::Owner.as_str(), StaffRole::Admin.as_str()]));
    Expr::not_exists(may)
}

/// The same for invitations to the team.
///
/// # Errors
/// When the database fails.
pub async fn team_voids(scope: &AgencyScope, ids: &[StaffInvitationId]) -> Result<HashMap<StaffInvitationId, Void>> {
    use staff_invitation::{Column, Entity};
    let rows = scope.find::<Entity>().filter(Column::Id.is_in(ids.to_vec())).filter(is_void_to_team());
    Ok(rows.all().await?.into_iter().map(|row| (row.id, Void::InviterGone)).collect())
}
