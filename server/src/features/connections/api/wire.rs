use chrono::{DateTime, Utc};
use poem_openapi::{Enum, Object};
use uuid::Uuid;

use crate::api::{Ref, both_ways};
use crate::features::connections::service::read::Listed;
use crate::features::connections::service::requests::{self, Asked, Whole};

/// How a connection is opened.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum ConnectionKind {
    /// By the consent that the client gives at the provider.
    #[oai(rename = "oauth")]
    OAuth,
    /// By a key that the client types.
    ApiKey,
}

both_ways!(ConnectionKind { OAuth, ApiKey });

/// How a connection does.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum ConnectionHealth {
    /// It works.
    Healthy,
    /// It ends within days and cannot be renewed by itself.
    Expiring,
    /// It does not work until the client connects it, for the first time or again.
    NeedsReauthorization,
    /// The provider does not answer as it should; it is tried again.
    Failing,
}

both_ways!(ConnectionHealth { Healthy, Expiring, NeedsReauthorization, Failing });

/// An account of a client's at another system. What opens it is never told.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct Connection {
    pub id: Uuid,
    pub workspace: Ref,
    /// What it is made with.
    pub provider_client: Ref,
    /// The provider's key in the catalogue.
    pub provider: String,
    pub kind: ConnectionKind,
    pub name: String,
    pub health: ConnectionHealth,
    /// What the provider calls the account.
    pub account: Option<String>,
    /// Who of the client connected it.
    pub connected_by: Option<String>,
    /// Left out while nothing is connected.
    pub connected_at: Option<DateTime<Utc>>,
    /// When it ends, where it cannot be renewed.
    pub expires_at: Option<DateTime<Utc>>,
    pub last_checked_at: Option<DateTime<Utc>>,
    pub last_used_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl From<Listed> for Connection {
    fn from(Listed { row, workspace, client }: Listed) -> Self {
        Self {
            id: row.id.into(),
            workspace: Ref { id: row.workspace_id.into(), name: workspace.name },
            provider_client: Ref { id: row.provider_client_id.into(), name: client.name },
            provider: row.provider,
            kind: row.kind.into(),
            name: row.name,
            health: row.health.into(),
            account: row.account,
            connected_by: row.connected_by,
            connected_at: row.connected_at,
            expires_at: row.expires_at,
            last_checked_at: row.last_checked_at,
            last_used_at: row.last_used_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// Where a credential request stands.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum CredentialRequestState {
    /// Something is still to be connected.
    Open,
    /// Everything is connected.
    Completed,
    Revoked,
    /// Seven days have passed.
    Expired,
}

impl From<requests::State> for CredentialRequestState {
    fn from(state: requests::State) -> Self {
        match state {
            requests::State::Open => Self::Open,
            requests::State::Completed => Self::Completed,
            requests::State::Revoked => Self::Revoked,
            requests::State::Expired => Self::Expired,
        }
    }
}

/// One account that somebody is asked to connect.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct CredentialRequestItem {
    pub connection: Ref,
    /// Left out until it is connected by this request.
    pub provided_at: Option<DateTime<Utc>>,
}

/// Somebody is asked by mail to connect accounts, without an account here.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct CredentialRequest {
    pub id: Uuid,
    pub workspace: Ref,
    pub email: String,
    pub message: String,
    pub state: CredentialRequestState,
    pub items: Vec<CredentialRequestItem>,
    /// The name of who asked.
    pub author: String,
    pub created_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    /// The link, to be copied: only in the answer to what has just sent it.
    pub link: Option<String>,
}

impl CredentialRequest {
    /// A request as it stands at this time.
    pub fn of(whole: Whole, link: Option<String>, now: DateTime<Utc>) -> Self {
        let Whole { row, workspace, items } = whole;
        Self {
            id: row.id.into(),
            workspace: Ref { id: row.workspace_id.into(), name: workspace },
            state: requests::State::of(&row, now).into(),
            email: row.email,
            message: row.message,
            items: items.into_iter().map(Into::into).collect(),
            author: row.author_name,
            created_at: row.created_at,
            expires_at: row.expires_at,
            link,
        }
    }
}

impl From<Asked> for CredentialRequestItem {
    fn from(asked: Asked) -> Self {
        let connection = Ref { id: asked.connection.id.into(), name: asked.connection.name };
        Self { connection, provided_at: asked.item.provided_at }
    }
}
