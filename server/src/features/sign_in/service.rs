use chrono::TimeDelta;
use sea_orm::ActiveValue::Set;
use sea_orm::ColumnTrait;

use crate::access::{Facts, SystemScope};
use crate::entity::{client_credential, client_session, client_user};
use crate::error::{Error, Result};
use crate::ids::{AgencyId, ClientId};
use crate::{passwords, secrets, text, throttle};

/// How long a session lives at most.
const LIFE: TimeDelta = TimeDelta::days(30);

/// Signs a client in at an agency and gives the session's secret. Unknown people, wrong passwords, disabled
/// accounts and staff all get the same answer after the same work.
///
/// # Errors
/// [`Error::Unauthenticated`] when the two do not go together; [`Error::TooMany`] after many tries.
pub async fn sign_in(
    system: &SystemScope,
    agency: AgencyId,
    email: &str,
    password: &str,
    facts: &Facts,
) -> Result<String> {
    let email = text::address(email);
    let tries = throttle::count(system, "client", &format!("{agency}/{email}"), facts.address).await?;
    let known = find(system, agency, &email).await?;
    let hash = known.as_ref().map(|(_, hash)| hash.clone());
    let short = password.chars().take(passwords::LONGEST + 1).collect();
    let fits = passwords::verify(short, hash).await?;
    let Some((person, _)) = known.filter(|_| fits) else {
        return Err(Error::Unauthenticated {
            code: "sign_in_refused",
            message: "this email address and password do not go together",
        });
    };
    tries.succeeded(system).await?;
    open_session(system, agency, person, facts).await
}

async fn find(system: &SystemScope, agency: AgencyId, email: &str) -> Result<Option<(ClientId, String)>> {
    let scope = system.agency(agency);
    let person = scope.find::<client_user::Entity>().filter(client_user::Column::Email.eq(email)).first().await?;
    let Some(person) = person.filter(|person| person.disabled_at.is_none()) else { return Ok(None) };
    let credential = scope.find::<client_credential::Entity>();
    let credential = credential.filter(client_credential::Column::ClientUserId.eq(person.id)).first().await?;
    Ok(credential.map(|credential| (person.id, credential.password_hash)))
}

/// Opens a session on this host.
async fn open_session(system: &SystemScope, agency: AgencyId, person: ClientId, facts: &Facts) -> Result<String> {
    let token = secrets::random_token()?;
    let now = system.now();
    let row = client_session::ActiveModel {
        token_hash: Set(secrets::hash(&token)),
        agency_id: Set(agency),
        client_user_id: Set(person),
        host: Set(facts.host.clone()),
        user_agent: Set(facts.user_agent.clone()),
        address: Set(facts.address.to_string()),
        created_at: Set(now),
        seen_at: Set(now),
        expires_at: Set(now + LIFE),
    };
    system.insert::<client_session::Entity>(row).await?;
    Ok(token)
}

/// Ends the session of a cookie.
///
/// # Errors
/// When the database fails.
pub async fn sign_out(system: &SystemScope, cookie: &str) -> Result<()> {
    let ended = system.delete::<client_session::Entity>();
    ended.filter(client_session::Column::TokenHash.eq(secrets::hash(cookie))).exec().await?;
    Ok(())
}
