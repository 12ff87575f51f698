use chrono::TimeDelta;
use sea_orm::ActiveValue::{NotSet, Set};
use serde::{Deserialize, Serialize};

use super::held::hold;
use crate::access::{AgencyScope, ConnectionManager};
use crate::entity::oauth_attempt::ActiveModel;
use crate::entity::words::ConnectionKind;
use crate::error::{Error, Result};
use crate::features::connections::oauth;
use crate::ids::{ClientId, ConnectionId, CredentialRequestId};
use crate::{secrets, web::places};

/// How long somebody may be away at a provider.
const PATIENCE: TimeDelta = TimeDelta::minutes(10);

/// Who goes to a provider, from where, and comes back to where.
pub struct Leaving {
    /// The hash of what only this browser has.
    pub browser: String,
    pub person: Option<ClientId>,
    pub request: Option<CredentialRequestId>,
    /// The page that they come back to in the end.
    pub back: String,
    /// Where the provider sends them.
    pub callback: String,
}

/// What is kept sealed of it.
#[derive(Serialize, Deserialize)]
pub struct Luggage {
    pub verifier: String,
    pub back: String,
    pub callback: String,
}

/// What the luggage belongs to.
pub fn about(state_hash: &str) -> String {
    format!("oauth_attempt/{state_hash}")
}

/// Sends somebody to the provider: gives the address. What is connected now stays until they are back.
///
/// # Errors
/// [`Error::NotFound`]; a conflict where the connection takes a key.
pub async fn begin(scope: &AgencyScope, id: ConnectionId, leaving: Leaving) -> Result<String> {
    let held = hold(scope, id).await?;
    if held.row.kind != ConnectionKind::OAuth {
        return Err(Error::conflict("takes_a_key", "this connection takes a key"));
    }
    let (state, verifier) = (secrets::random_token()?, secrets::random_token()?);
    let url = oauth::authorize(&held.client(None), &leaving.callback, &state, &verifier)?;
    let state_hash = secrets::hash(&state);
    let luggage = Luggage { verifier, back: leaving.back, callback: leaving.callback };
    let luggage = serde_json::to_vec(&luggage).map_err(Error::internal)?;
    let now = scope.now();
    let row = ActiveModel {
        sealed: Set(scope.vault().seal(&about(&state_hash), &luggage)?),
        state_hash: Set(state_hash),
        agency_id: NotSet,
        connection_id: Set(id),
        browser_hash: Set(leaving.browser),
        client_user_id: Set(leaving.person),
        request_id: Set(leaving.request),
        created_at: Set(now),
        expires_at: Set(now + PATIENCE),
    };
    scope.insert(row).await?;
    Ok(url.into())
}

/// The same for a client who may connect accounts, from the connection's own page. `house` is the agency's side.
///
/// # Errors
/// As [`begin`]; [`Error::NotFound`] where it is another workspace's.
pub async fn begin_own(
    manager: &ConnectionManager,
    house: &AgencyScope,
    id: ConnectionId,
    origin: &str,
) -> Result<String> {
    super::read::own(manager, id).await?;
    let leaving = Leaving {
        browser: manager.viewer().session.clone(),
        person: Some(manager.person()),
        request: None,
        back: places::connection(id),
        callback: format!("{origin}{}", places::CONNECTION_CALLBACK),
    };
    begin(house, id, leaving).await
}
