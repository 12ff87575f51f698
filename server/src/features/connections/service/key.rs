use super::held::{Held, hold};
use super::put::{Fresh, put};
use crate::access::{AgencyScope, ConnectionManager};
use crate::connector::Connector;
use crate::entity::words::ConnectionKind;
use crate::envelope::Secret;
use crate::error::{Error, Result};
use crate::features::connections::oauth::{self, Pinged};
use crate::ids::ConnectionId;

const LONGEST: usize = 4096;

/// A key that was tried and works, with the account that it opens.
pub struct Tried {
    key: Secret,
    account: Option<String>,
}

/// Tries a key that somebody typed. Nothing is stored.
///
/// # Errors
/// [`Error::Invalid`] at the field where it does not work; a conflict where the connection takes none.
pub async fn try_key(scope: &AgencyScope, connector: &Connector, id: ConnectionId, typed: &str) -> Result<Tried> {
    let held = hold(scope, id).await?;
    if held.row.kind != ConnectionKind::ApiKey {
        return Err(Error::conflict("takes_no_key", "this connection is made at the provider"));
    }
    let typed = typed.trim();
    let plain = typed.len() <= LONGEST && typed.bytes().all(|b| b.is_ascii_graphic() || b == b' ');
    if typed.is_empty() || !plain {
        let message = if typed.is_empty() { "Paste the key." } else { "This does not look like a key." };
        return Err(Error::field("api_key", message));
    }
    let key = Secret::new(typed);
    let account = works(connector, &held, &key).await?;
    Ok(Tried { key, account })
}

async fn works(connector: &Connector, held: &Held, key: &Secret) -> Result<Option<String>> {
    match oauth::ping(&connector.outgoing, &held.provider, key).await {
        Some(Pinged::Refused) => {
            Err(Error::field("api_key", "The provider does not take this key. Check that all of it is there."))
        }
        Some(Pinged::Silent) => {
            Err(Error::field("api_key", "The provider did not answer, so the key could not be tried. Try again later."))
        }
        Some(Pinged::Well { account }) => Ok(account),
        None => Ok(None),
    }
}

/// Puts a key that works in the place of the one before, within the scope's transaction.
///
/// # Errors
/// [`Error::NotFound`] where the connection is gone.
pub async fn keep(
    scope: &AgencyScope,
    connector: &Connector,
    id: ConnectionId,
    tried: Tried,
    by: String,
) -> Result<()> {
    let fresh = Fresh { access: &tried.key, refresh: None, lifetime: None, account: tried.account, by };
    put(scope, connector, id, fresh).await.map(drop)
}

/// Takes the key of a client who may connect accounts. `house` is the agency's side.
///
/// # Errors
/// As [`try_key`]; [`Error::NotFound`] where it is another workspace's.
pub async fn keep_own(
    manager: &ConnectionManager,
    house: &AgencyScope,
    connector: &Connector,
    id: ConnectionId,
    typed: &str,
) -> Result<()> {
    super::read::own(manager, id).await?;
    let tried = try_key(house, connector, id, typed).await?;
    let by = manager.viewer().name.clone();
    house.transaction(async |house| keep(&house, connector, id, tried, by).await).await
}
