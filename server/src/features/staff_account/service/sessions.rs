use chrono::{DateTime, Utc};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{ExprTrait, SimpleExpr};

use super::me;
use crate::access::{Actor, AgencyScope, Page, Paging, Sort};
use crate::device;
use crate::entity::staff_session::{Column, Entity, Model};
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::ids::{StaffId, StaffSessionId};

/// One sign-in of the caller's.
pub struct Session {
    pub id: StaffSessionId,
    pub device: String,
    pub address: String,
    pub created_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

/// The sign-ins of a person; API tokens have a list of their own.
fn of(staff: StaffId) -> SimpleExpr {
    Column::StaffUserId.eq(staff).and(Column::EndedAt.is_null()).and(Column::Scopes.is_null())
}

fn this(scope: &AgencyScope) -> Result<StaffSessionId> {
    match scope.actor() {
        Actor::Staff { session, .. } => Ok(*session),
        _ => Err(Error::NotFound),
    }
}

/// Where the caller is signed in, the latest sign-in first.
///
/// # Errors
/// [`Error::Invalid`] for a cursor of another list.
pub async fn sessions(scope: &AgencyScope, paging: &Paging) -> Result<Page<Session>> {
    let this = this(scope)?;
    let alive = scope.find::<Entity>().filter(of(me(scope)?)).filter(Column::ExpiresAt.gt(scope.now()));
    let page = alive.page(paging, Sort::newest(|row: &Model| row.id.into())).await?;
    Ok(page.map(|row| Session {
        id: row.id,
        device: device::named(&row.user_agent),
        address: row.address,
        created_at: row.created_at,
        seen_at: row.seen_at,
        is_this: row.id == this,
    }))
}

/// Ends one of the caller's sign-ins: its tokens stop working at once, those that would refresh it, too.
///
/// # Errors
/// [`Error::NotFound`] where it is none of theirs, or has ended.
pub async fn end(scope: &AgencyScope, id: StaffSessionId) -> Result<()> {
    let me = me(scope)?;
    scope
        .transaction(async |scope| {
            let ended = scope.update::<Entity>().set(Column::EndedAt, scope.now()).filter(of(me));
            if ended.filter(Column::Id.eq(id)).exec().await? != 1 {
                return Err(Error::NotFound);
            }
            audit::record(&scope, Entry::new("session.ended").target("staff_user", me, scope.actor().name())).await
        })
        .await
}

/// Ends the caller's other sign-ins, as part of something else.
///
/// # Errors
/// When the database refuses.
pub async fn end_others(scope: &AgencyScope) -> Result<u64> {
    let (me, this) = (me(scope)?, this(scope)?);
    let ended = scope.update::<Entity>().set(Column::EndedAt, scope.now()).filter(of(me));
    ended.filter(Column::Id.ne(this)).exec().await
}

/// Ends the caller's other sign-ins, at their wish.
///
/// # Errors
/// When the database refuses.
pub async fn end_other_sessions(scope: &AgencyScope) -> Result<()> {
    scope
        .transaction(async |scope| {
            end_others(&scope).await?;
            let entry = Entry::new("sessions.ended").target("staff_user", me(&scope)?, scope.actor().name());
            audit::record(&scope, entry).await
        })
        .await
}

/// Ends all sign-ins of a staff user.
///
/// # Errors
/// When the database refuses.
pub async fn end_all_sessions(scope: &AgencyScope, staff: StaffId) -> Result<()> {
    scope.update::<Entity>().set(Column::EndedAt, scope.now()).filter(of(staff)).exec().await.map(drop)
}
