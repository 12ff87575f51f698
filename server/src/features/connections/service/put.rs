use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::Expr;
use serde_json::json;

use super::announce;
use super::held::{Field, about};
use crate::access::AgencyScope;
use crate::connector::Connector;
use crate::entity::words::ActivityKind;
use crate::entity::{connection, connection_secret};
use crate::envelope::Secret;
use crate::error::Result;
use crate::features::activity::{self, Happening};
use crate::features::audit::{self, Entry};
use crate::features::connections::{Mended, rules};
use crate::ids::ConnectionId;
use crate::jobs;

/// A credential that works, as it was had just now.
pub struct Fresh<'a> {
    pub access: &'a Secret,
    pub refresh: Option<&'a Secret>,
    /// How many seconds it lives.
    pub lifetime: Option<i64>,
    /// What the provider calls the account.
    pub account: Option<String>,
    /// Who connected it.
    pub by: String,
}

/// A credential as it is stored.
pub struct Stored {
    pub key_id: String,
    pub access: String,
    pub refresh: Option<String>,
}

/// Seals both parts under the current key.
pub fn sealed(
    connector: &Connector,
    scope: &AgencyScope,
    id: ConnectionId,
    version: i64,
    access: &Secret,
    refresh: Option<&Secret>,
) -> Result<Stored> {
    let seal =
        |field, secret: &Secret| connector.envelopes.seal(&about(scope.agency(), id, field, version), secret.reveal());
    let first = seal(Field::Access, access)?;
    let refresh = refresh.map(|secret| seal(Field::Refresh, secret)).transpose()?;
    Ok(Stored { key_id: first.key_id, access: first.text, refresh: refresh.map(|sealed| sealed.text) })
}

/// When something ends that lives so long.
pub fn ends(now: DateTime<Utc>, lifetime: Option<i64>) -> Option<DateTime<Utc>> {
    now.checked_add_signed(TimeDelta::try_seconds(lifetime?)?)
}

/// Puts a credential in the place of the one before, as a part of the scope's transaction: before its end nothing has
/// changed. What waits for the connection goes on.
///
/// # Errors
/// [`crate::error::Error::NotFound`] where the connection is gone.
pub async fn put(
    scope: &AgencyScope,
    connector: &Connector,
    id: ConnectionId,
    fresh: Fresh<'_>,
) -> Result<connection::Model> {
    use connection::Column as C;
    use connection_secret::{Column as S, Entity as Secrets};
    let held = scope.find::<connection::Entity>().filter(C::Id.eq(id)).locked().one().await?;
    let now = scope.now();
    let before = scope.find::<Secrets>().filter(S::ConnectionId.eq(id)).locked().first().await?;
    let version = before.as_ref().map_or(1, |row| row.version + 1);
    let stored = sealed(connector, scope, id, version, fresh.access, fresh.refresh)?;
    let expires_at = ends(now, fresh.lifetime);
    if before.is_some() {
        scope.delete::<Secrets>().filter(S::ConnectionId.eq(id)).exec().await?;
    }
    let row = connection_secret::ActiveModel {
        connection_id: Set(id),
        agency_id: NotSet,
        version: Set(version),
        key_id: Set(stored.key_id),
        access: Set(stored.access),
        refresh: Set(stored.refresh),
        expires_at: Set(expires_at),
        leased_by: Set(None),
        leased_until: Set(None),
        updated_at: Set(now),
    };
    scope.insert(row).await?;
    let final_end = expires_at.filter(|_| fresh.refresh.is_none());
    let health = rules::health(now, final_end);
    let changed = scope
        .update::<connection::Entity>()
        .set(C::Health, health)
        .set(C::Account, fresh.account)
        .set(C::ConnectedBy, fresh.by)
        .set(C::ConnectedAt, now)
        .set(C::FirstConnectedAt, held.first_connected_at.unwrap_or(now))
        .set(C::ExpiresAt, final_end)
        .set(C::LastCheckedAt, now)
        .set(C::CheckAt, rules::next_look(now, health, final_end))
        .set(C::UpdatedAt, now)
        .filter(C::Id.eq(id));
    let row = changed.returning().await?.pop().ok_or(crate::error::Error::NotFound)?;
    jobs::enqueue(scope, &Mended { agency: scope.agency(), connection: id }).await?;
    tell(scope, &row, ActivityKind::ConnectionMended).await?;
    announce(scope, &row);
    let entry = Entry::new("connection.connected").target("connection", id, &row.name).workspace(row.workspace_id);
    audit::record(scope, entry.detail(json!({ "by": row.connected_by, "account": row.account }))).await?;
    Ok(row)
}

/// Records what happened to a connection.
pub async fn tell(scope: &AgencyScope, row: &connection::Model, kind: ActivityKind) -> Result<()> {
    let happening = Happening {
        kind,
        workspace: row.workspace_id,
        project: None,
        request: None,
        approval: None,
        invoice: None,
        title: row.name.clone(),
        about: None,
        people: Vec::new(),
    };
    activity::record(scope, happening).await
}

/// Takes the credential away, and gives what it was as it stood before.
///
/// # Errors
/// [`crate::error::Error::NotFound`] where the connection is gone.
pub async fn take_away(scope: &AgencyScope, id: ConnectionId) -> Result<connection::Model> {
    use crate::entity::words::ConnectionHealth;
    use connection::Column as C;
    let row = scope.find::<connection::Entity>().filter(C::Id.eq(id)).locked().one().await?;
    let secrets = scope.delete::<connection_secret::Entity>();
    secrets.filter(connection_secret::Column::ConnectionId.eq(id)).exec().await?;
    let attempts = scope.delete::<crate::entity::oauth_attempt::Entity>();
    attempts.filter(crate::entity::oauth_attempt::Column::ConnectionId.eq(id)).exec().await?;
    let mut change = scope.update::<connection::Entity>().set(C::Health, ConnectionHealth::NeedsReauthorization);
    for column in [C::Account, C::ConnectedBy, C::ConnectedAt, C::FirstConnectedAt, C::ExpiresAt, C::CheckAt] {
        change = change.set_expr(column, Expr::cust("NULL"));
    }
    change.set(C::UpdatedAt, scope.now()).filter(C::Id.eq(id)).exec().await?;
    announce(scope, &row);
    Ok(row)
}
