use std::net::IpAddr;

use chrono::{DateTime, Utc};
use sea_orm::ColumnTrait;

use crate::access::AccountScope;
use crate::entity::client_session::{Column, Entity, Model};
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::{device, secrets, throttle};

/// Where somebody is signed in.
pub struct Session {
    /// Names it, and says nothing of what the database or the browser keeps of it.
    pub id: String,
    pub device: String,
    /// The network it was opened from.
    pub network: String,
    pub created_at: DateTime<Utc>,
    pub seen_at: DateTime<Utc>,
    /// Whether it is the one that asks.
    pub is_this: bool,
}

fn id(row: &Model) -> String {
    secrets::hash(&format!("session/{}", row.token_hash)).chars().take(32).collect()
}

/// Where the person is signed in, the one that asks first.
///
/// # Errors
/// When the database fails.
pub async fn sessions(scope: &AccountScope) -> Result<Vec<Session>> {
    let alive = scope.find::<Entity>().filter(Column::ExpiresAt.gt(scope.now()));
    let alive = alive.filter(Column::SeenAt.gt(scope.now() - crate::access::IDLE)).desc(Column::SeenAt);
    let mut sessions: Vec<Session> = alive
        .all()
        .await?
        .into_iter()
        .map(|row| Session {
            id: id(&row),
            device: device::named(&row.user_agent),
            network: row.address.parse::<IpAddr>().map(throttle::network).unwrap_or_default(),
            created_at: row.created_at,
            seen_at: row.seen_at,
            is_this: row.token_hash == scope.session(),
        })
        .collect();
    sessions.sort_by_key(|session| !session.is_this);
    Ok(sessions)
}

/// Signs out one of the person's sessions.
///
/// # Errors
/// [`Error::NotFound`] where it is none of theirs.
pub async fn end(scope: &AccountScope, wanted: &str) -> Result<()> {
    scope
        .transaction(async |scope| {
            let all = scope.find::<Entity>().all().await?;
            let row = all.into_iter().find(|row| id(row) == wanted).ok_or(Error::NotFound)?;
            scope.delete::<Entity>().filter(Column::TokenHash.eq(row.token_hash)).exec().await?;
            record(&scope, Entry::new("session.ended")).await
        })
        .await
}

/// Signs out everywhere else.
///
/// # Errors
/// When the database refuses.
pub async fn end_others(scope: &AccountScope) -> Result<()> {
    scope
        .transaction(async |scope| {
            scope.delete::<Entity>().filter(Column::TokenHash.ne(scope.session())).exec().await?;
            record(&scope, Entry::new("sessions.ended")).await
        })
        .await
}

async fn record(scope: &AccountScope, entry: Entry) -> Result<()> {
    audit::record(scope, entry.target("client_user", scope.person(), scope.actor().name())).await
}
