use std::collections::HashSet;

use chrono::TimeDelta;
use sea_orm::sea_query::{ExprTrait, SimpleExpr};
use sea_orm::{ColumnTrait, DerivePartialModel};

use super::super::emails::Letterhead;
use super::send::{Invite, again, end, held, is_open, keep, note, open, post};
use super::void::inviter_gone;
use crate::access::{ClientScope, ClientSide, Inviter, ScopedSelect};
use crate::entity::invitation::{Column, Entity, Model};
use crate::entity::words::ActorKind;
use crate::entity::{client_user, membership};
use crate::error::{Error, Result};
use crate::features::audit::Entry;
use crate::ids::{ClientId, Id, InvitationId};

/// How many people one client invites in a day, and how often they send one invitation: the letters are the
/// agency's, and nobody is to be flooded in its name.
const PER_DAY: i64 = 20;
const ROUNDS: i64 = 10;

/// Who is in a workspace, and who is invited by those who are.
pub struct Team {
    pub colleagues: Vec<Colleague>,
    pub invitations: Vec<Model>,
    /// Those that are worth nothing, since whoever sent them is gone or may not invite any more.
    pub void: HashSet<InvitationId>,
}

/// Somebody in the same workspace.
#[derive(Clone, Debug, DerivePartialModel)]
#[sea_orm(entity = "client_user::Entity")]
pub struct Colleague {
    pub id: ClientId,
    pub name: String,
    pub email: String,
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "membership::Entity")]
struct Place {
    #[sea_orm(nested)]
    person: Colleague,
}

/// Who is in the workspace, and whom they have invited. What the agency sent is the agency's.
///
/// # Errors
/// When the database fails.
pub async fn team(scope: &Inviter) -> Result<Team> {
    let rows = members(scope).asc(client_user::Column::Name).limit(500).all_as::<Place>().await?;
    let invitations = || scope.find::<Entity>().filter(by_colleague()).filter(is_open());
    let void = invitations().filter(inviter_gone()).desc(Column::Id).limit(200).all().await?;
    Ok(Team {
        colleagues: rows.into_iter().map(|Place { person }| person).collect(),
        invitations: invitations().desc(Column::Id).limit(200).all().await?,
        void: void.into_iter().map(|row| row.id).collect(),
    })
}

fn members(scope: &ClientScope) -> ScopedSelect<'_, ClientSide, membership::Entity> {
    scope
        .find::<membership::Entity>()
        .join::<client_user::Entity>(membership::Column::ClientUserId, client_user::Column::Id)
        .filter(client_user::Column::DisabledAt.is_null())
}

fn by_colleague() -> SimpleExpr {
    Column::InviterKind.eq(ActorKind::Client)
}

fn by_me(scope: &ClientScope) -> SimpleExpr {
    by_colleague().and(Column::InviterId.eq(uuid::Uuid::from(scope.person())))
}

/// Invites a colleague into the client's own workspace. Whether the person has an account elsewhere at the
/// agency is not told.
///
/// # Errors
/// [`Error::Invalid`] at the fields, also when more is given than the client has; a conflict when the person is
/// there or invited already; [`Error::TooMany`] after many in a day.
pub async fn invite_colleague(scope: &Inviter, invite: Invite, address: &str) -> Result<()> {
    let invite = invite.checked()?;
    scope
        .transaction(async |scope| {
            if !invite.permissions.within(&scope.permissions()) {
                return Err(Error::field("permissions", "You can give what you have yourself, and no more."));
            }
            let open = open(&scope, scope.workspace(), &invite.email).await?;
            let id = open.as_ref().map_or_else(InvitationId::new, |row| row.id);
            if scope.claim_once("invite_colleague", id).await?.is_some() {
                return Ok(());
            }
            if members(&scope).filter(client_user::Column::Email.eq(&invite.email)).first().await?.is_some() {
                return Err(Error::field("email", "This person is in the team already."));
            }
            if open.as_ref().is_some_and(|row| row.expires_at > scope.now()) {
                return Err(Error::field("email", "This person is invited already."));
            }
            let day = scope.find::<Entity>().filter(by_me(&scope));
            if day.filter(Column::SentAt.gt(scope.now() - TimeDelta::days(1))).count().await? >= PER_DAY {
                return Err(Error::TooMany { retry_after: std::time::Duration::from_secs(3600) });
            }
            let row = keep(&scope, open, id, scope.workspace(), &invite).await?;
            send(&scope, &row, address, Entry::new("invitation.sent")).await
        })
        .await
}

async fn send(scope: &ClientScope, row: &Model, address: &str, entry: Entry) -> Result<()> {
    let head = Letterhead { agency: &scope.agency().name, workspace: &scope.seat().name, address };
    post(scope, row, &head).await?;
    note(scope, entry, row).await
}

/// Sends an invitation of one's own again, with a new link.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's; a conflict when it is accepted, revoked or was sent often enough.
pub async fn resend_own(scope: &Inviter, id: InvitationId, address: &str) -> Result<()> {
    scope
        .transaction(async |scope| {
            let row = held(scope.find::<Entity>().filter(by_me(&scope)), id).await?;
            if row.round >= ROUNDS {
                return Err(Error::conflict("sent_often", "this invitation was sent often enough; ask your colleague"));
            }
            let row = again(&scope, &row, None).await?;
            send(&scope, &row, address, Entry::new("invitation.resent")).await
        })
        .await
}

/// Takes an invitation of one's own back.
///
/// # Errors
/// [`Error::NotFound`] for somebody else's; a conflict when it is accepted or revoked.
pub async fn revoke_own(scope: &Inviter, id: InvitationId) -> Result<()> {
    scope
        .transaction(async |scope| {
            let row = held(scope.find::<Entity>().filter(by_me(&scope)), id).await?;
            end(&scope, &row).await
        })
        .await
}
