use sea_orm::ColumnTrait;

use super::begin::{Luggage, about};
use super::by_link;
use super::held::{Held, client_secret, hold};
use super::put::{Fresh, put};
use super::requests;
use crate::access::{Actor, AgencyScope, Permission, SystemScope, Viewer};
use crate::connector::Connector;
use crate::entity::oauth_attempt::{Column, Entity, Model};
use crate::error::{Error, Result};
use crate::features::connections::oauth::{self, Pinged, Refusal, Tokens};
use crate::ids::AgencyId;
use crate::secrets;

/// Somebody comes back from a provider.
pub struct Return<'a> {
    pub state: &'a str,
    pub code: &'a str,
    pub error: &'a str,
    pub issuer: &'a str,
    pub viewer: Option<&'a Viewer>,
    /// The cookie of a browser that nobody is signed in at.
    pub cookie: Option<&'a str>,
    pub address: std::net::IpAddr,
}

/// What became of it; in each case, the page to go on with.
#[derive(Debug)]
pub enum Came {
    Connected(String),
    /// The person or the provider said no.
    Declined(String),
    /// It did not work. What was connected before still is.
    Failed(String),
}

/// Takes back whoever was sent to a provider, and puts what it gave in the place of what was there, all at once.
///
/// # Errors
/// [`Error::NotFound`] where nobody was sent with this state by this browser, or they have come back already, or too
/// late, or may not connect it any more.
pub async fn finish(system: &SystemScope, connector: &Connector, agency: AgencyId, came: Return<'_>) -> Result<Came> {
    if came.state.len() != secrets::TOKEN_LENGTH {
        return Err(Error::NotFound);
    }
    let house = system.agency(agency);
    let hash = secrets::hash(came.state);
    let attempt = house.find::<Entity>().filter(Column::StateHash.eq(&hash)).filter(Column::ExpiresAt.gt(house.now()));
    let attempt = attempt.one().await?;
    if !is_theirs(&attempt, &came) {
        return Err(Error::NotFound);
    }
    // Whoever takes the row away goes on, and nobody else.
    if house.delete::<Entity>().filter(Column::StateHash.eq(&hash)).exec().await? != 1 {
        return Err(Error::NotFound);
    }
    let held = hold(&house, attempt.connection_id).await?;
    let (scope, by) = on_behalf(system, &house, &attempt, &held, &came).await?;
    let luggage = house.vault().open(&about(&hash), &attempt.sealed)?;
    let luggage: Luggage = serde_json::from_slice(&luggage).map_err(Error::internal)?;
    let stranger = held.provider.issuer.as_deref().is_some_and(|known| !came.issuer.is_empty() && known != came.issuer);
    if !came.error.is_empty() {
        return Ok(Came::Declined(luggage.back));
    }
    if came.code.is_empty() || stranger {
        return Ok(Came::Failed(luggage.back));
    }
    let (tokens, account) = match exchanged(connector, &held, &luggage, came.code).await? {
        Ok(had) => had,
        Err(refusal) => {
            tracing::warn!(connection = %held.row.id, ?refusal, "connecting an account");
            return Ok(Came::Failed(luggage.back));
        }
    };
    let fresh =
        Fresh { access: &tokens.access, refresh: tokens.refresh.as_ref(), lifetime: tokens.lifetime, account, by };
    scope
        .transaction(async |scope| {
            if let Some(request) = attempt.request_id {
                requests::provide(&scope, request, attempt.connection_id).await?;
            }
            put(&scope, connector, attempt.connection_id, fresh).await
        })
        .await?;
    Ok(Came::Connected(luggage.back))
}

/// Whether it is the browser that was sent.
fn is_theirs(attempt: &Model, came: &Return<'_>) -> bool {
    let session = came.viewer.map(|viewer| viewer.session.clone());
    match attempt.client_user_id {
        Some(_) => session.as_ref() == Some(&attempt.browser_hash),
        None => came.cookie.map(secrets::hash).as_ref() == Some(&attempt.browser_hash),
    }
}

/// In whose name it is connected: the client's, if they still may; or that of whoever was asked to.
async fn on_behalf(
    system: &SystemScope,
    house: &AgencyScope,
    attempt: &Model,
    held: &Held,
    came: &Return<'_>,
) -> Result<(AgencyScope, String)> {
    if let Some(request) = attempt.request_id {
        let email = requests::still_asked(house, request, attempt.connection_id).await?.email;
        return Ok((by_link(system, house.agency(), came.address), email));
    }
    let viewer = came.viewer.filter(|viewer| Some(viewer.person) == attempt.client_user_id).ok_or(Error::NotFound)?;
    let seat = viewer.seats.iter().find(|seat| seat.workspace == held.row.workspace_id);
    let closed = |seat: &crate::access::Seat| seat.requires_second_factor && !viewer.second_factor;
    if !seat.is_some_and(|seat| seat.allows(Permission::ManageConnections) && !closed(seat)) {
        return Err(Error::NotFound);
    }
    let actor = Actor::Client { id: viewer.person, name: viewer.name.clone() };
    Ok((system.on_behalf(house.agency(), actor, came.address), viewer.name.clone()))
}

/// What the provider gives for the code, if it works there.
async fn exchanged(
    connector: &Connector,
    held: &Held,
    luggage: &Luggage,
    code: &str,
) -> Result<Result<(Tokens, Option<String>), Refusal>> {
    let secret = client_secret(connector, &held.client)?;
    let client = held.client(secret.as_ref());
    let had = oauth::exchange(&connector.outgoing, &client, &luggage.callback, code, &luggage.verifier).await;
    let tokens = match had {
        Ok(tokens) => tokens,
        Err(refusal) => return Ok(Err(refusal)),
    };
    Ok(match oauth::ping(&connector.outgoing, &held.provider, &tokens.access).await {
        Some(Pinged::Refused) => Err(Refusal::Wrong("refused_by_ping".into())),
        Some(Pinged::Well { account }) => Ok((tokens, account)),
        Some(Pinged::Silent) | None => Ok((tokens, None)),
    })
}
