use chrono::{DateTime, TimeDelta, Utc};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::ExprTrait;
use url::Url;

use super::held::{Held, hold};
use super::renew::renew;
use super::standing;
use crate::access::AgencyScope;
use crate::connector::Connector;
use crate::entity::words::{ConnectionHealth, ConnectionKind};
use crate::entity::{connection, connection_secret};
use crate::error::{Error, Result};
use crate::features::connections::{oauth, place, rules};
use crate::ids::{ConnectionId, WorkspaceId};

/// How often it is written down that a connection is used.
const USED: TimeDelta = TimeDelta::minutes(1);
/// A token that is refused this soon after it was had is not refused for its age.
const YOUNG: TimeDelta = TimeDelta::seconds(30);

/// What opens an account, for requests to its provider's hosts and no others.
pub struct Credential {
    pub connection: ConnectionId,
    name: HeaderName,
    value: HeaderValue,
    hosts: Vec<String>,
    version: i64,
    since: DateTime<Utc>,
}

/// A connection that opens nothing until a person mends it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dead {
    pub connection: ConnectionId,
    pub name: String,
}

/// Why there is no credential.
#[derive(Debug)]
pub enum Denied {
    /// It has to be connected again.
    Dead(Dead),
    /// It may be had later, or there is no such connection.
    Failed(Error),
}

impl From<Error> for Denied {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl Credential {
    /// Puts it among a request's headers; not where the request goes to a host that it is not for.
    ///
    /// # Errors
    /// A conflict that names no host.
    pub fn put(&self, url: &Url, headers: &mut HeaderMap) -> Result<()> {
        if !place::is_private(url) || !place::is_among(url, &self.hosts) {
            return Err(Error::conflict("credential_elsewhere", "this connection is not for that host"));
        }
        headers.insert(self.name.clone(), self.value.clone());
        Ok(())
    }
}

/// The connection of a workspace that a definition names: the one of that name, written small and with `_` for what is no
/// letter or digit; or else, at that provider, the one that was connected, or of several the one that was connected first. An
/// account that is lost does not make way for another one: what is done there must not go on elsewhere.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub async fn named(scope: &AgencyScope, workspace: WorkspaceId, name: &str, provider: &str) -> Result<ConnectionId> {
    use connection::Column;
    let there = scope.find::<connection::Entity>().filter(Column::WorkspaceId.eq(workspace));
    let there = there.filter(Column::Provider.eq(provider)).asc(Column::Id).all().await?;
    let meant =
        there.iter().min_by_key(|row| (written(&row.name) != name, row.connected_at.is_none(), row.first_connected_at));
    meant.map(|row| row.id).ok_or(Error::NotFound)
}

fn written(name: &str) -> String {
    name.to_lowercase().chars().map(|letter| if letter.is_alphanumeric() { letter } else { '_' }).collect()
}

/// What opens a connection of this workspace, renewed if it is about to end. The scope must not be within a transaction:
/// what a provider gave is stored before it is used.
///
/// # Errors
/// [`Denied`].
pub async fn credentials(
    scope: &AgencyScope,
    connector: &Connector,
    workspace: WorkspaceId,
    id: ConnectionId,
) -> Result<Credential, Denied> {
    let held = hold(scope, id).await?;
    if held.row.workspace_id != workspace {
        return Err(Error::NotFound.into());
    }
    let credential = fresh(scope, connector, held).await?;
    let now = scope.now();
    let used = scope.update::<connection::Entity>().set(connection::Column::LastUsedAt, now);
    let long_ago = connection::Column::LastUsedAt.is_null().or(connection::Column::LastUsedAt.lt(now - USED));
    used.filter(connection::Column::Id.eq(id)).filter(long_ago).exec().await?;
    Ok(credential)
}

/// What opens it, renewed where that is due.
pub async fn fresh(scope: &AgencyScope, connector: &Connector, held: Held) -> Result<Credential, Denied> {
    let (held, secret) = alive(held)?;
    if !rules::is_due(scope.now(), secret.updated_at, secret.expires_at) {
        return Ok(lend(connector, &held, &secret)?);
    }
    renew(scope, connector, held.row.id).await
}

/// The connection with its credential, where it has one that a person need not mend.
pub fn alive(held: Held) -> Result<(Held, connection_secret::Model), Denied> {
    match held.secret.clone() {
        Some(secret) if held.row.health != ConnectionHealth::NeedsReauthorization => Ok((held, secret)),
        _ => Err(dead(&held)),
    }
}

pub fn dead(held: &Held) -> Denied {
    Denied::Dead(Dead { connection: held.row.id, name: held.row.name.clone() })
}

/// Hands it out as it is.
pub fn lend(connector: &Connector, held: &Held, secret: &connection_secret::Model) -> Result<Credential> {
    let access = held.access(connector, secret)?;
    let broken = || Error::internal(anyhow::anyhow!("a credential that cannot be sent"));
    let (name, value) = oauth::header(&held.provider, &access).ok_or_else(broken)?;
    Ok(Credential {
        connection: held.row.id,
        name,
        value,
        hosts: held.provider.hosts.clone(),
        version: secret.version,
        since: secret.updated_at,
    })
}

/// Says that the provider did not take a credential. Tells whether it is worth asking for it again: one that can be
/// renewed is renewed then, once. Otherwise the connection is dead, and whoever can mend it is told.
///
/// # Errors
/// When the database refuses.
pub async fn refused(scope: &AgencyScope, credential: &Credential) -> Result<bool> {
    use connection_secret::Column as S;
    let held = hold(scope, credential.connection).await?;
    let Some(secret) = &held.secret else { return Ok(false) };
    if secret.version != credential.version {
        return Ok(true);
    }
    let now = scope.now();
    let young = now - credential.since < YOUNG;
    if held.row.kind == ConnectionKind::ApiKey || secret.refresh.is_none() || young {
        standing::note(scope, &held, secret.version, ConnectionHealth::NeedsReauthorization, None).await?;
        return Ok(false);
    }
    let ended =
        scope.update::<connection_secret::Entity>().set(S::ExpiresAt, now).filter(S::ConnectionId.eq(held.row.id));
    ended.filter(S::Version.eq(secret.version)).exec().await?;
    Ok(true)
}
