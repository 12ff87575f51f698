use chrono::TimeDelta;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{ExprTrait, SimpleExpr};

use crate::access::{AccountScope, Facts, SystemScope};
use crate::entity::{client_credential, client_pending_sign_in, client_session, client_user};
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::features::second_factor;
use crate::ids::AgencyId;
use crate::{passwords, secrets, text, throttle};

/// How long a session lives at most.
const LIFE: TimeDelta = TimeDelta::days(30);
/// How long a right password waits for its code.
const PATIENCE: TimeDelta = TimeDelta::minutes(10);

/// What a right password opens.
pub enum Entrance {
    /// A session, by its secret.
    Session(String),
    /// The question for a code, by the secret of this sign-in. It opens nothing else.
    Code(String),
}

/// Signs a client in at an agency. Unknown people, wrong passwords, disabled accounts and staff all get the same
/// answer after the same work. Who has a second factor is asked for it next.
///
/// # Errors
/// [`Error::Unauthenticated`] when the two do not go together; [`Error::TooMany`] after many tries.
pub async fn sign_in(
    system: &SystemScope,
    agency: AgencyId,
    email: &str,
    password: &str,
    facts: &Facts,
) -> Result<Entrance> {
    let email = text::address(email);
    let tries = throttle::count_at_door(system, "client", &format!("{agency}/{email}"), facts.address).await?;
    let known = find(system, agency, &email).await?;
    let hash = known.as_ref().map(|(_, hash)| hash.clone());
    let short: String = password.chars().take(passwords::LONGEST + 1).collect();
    let fits = passwords::verify(short.clone(), hash).await?;
    let Some((person, hash)) = known.filter(|_| fits) else {
        return Err(Error::Unauthenticated {
            code: "sign_in_refused",
            message: "this email address and password do not go together",
        });
    };
    tries.succeeded(system).await?;
    let account = system.account(agency, person.id, &person.name, facts);
    keep_current(&account, &hash, short).await?;
    if second_factor::is_on(&account).await? {
        return wait_for_code(system, &account, agency, facts).await.map(Entrance::Code);
    }
    let opened = account.transaction(async |account| open_session(&account, facts).await).await?;
    Ok(Entrance::Session(opened))
}

async fn find(system: &SystemScope, agency: AgencyId, email: &str) -> Result<Option<(client_user::Model, String)>> {
    let scope = system.agency(agency);
    let person = scope.find::<client_user::Entity>().filter(client_user::Column::Email.eq(email)).first().await?;
    let Some(person) = person.filter(|person| person.disabled_at.is_none()) else { return Ok(None) };
    let credential = scope.find::<client_credential::Entity>();
    let credential = credential.filter(client_credential::Column::ClientUserId.eq(person.id)).first().await?;
    Ok(credential.map(|credential| (person, credential.password_hash)))
}

/// Hashes a password anew where its hash was made at another cost than today's, unless it was changed meanwhile.
async fn keep_current(account: &AccountScope, hash: &str, password: String) -> Result<()> {
    use client_credential::{Column, Entity};
    if !passwords::is_outdated(hash) {
        return Ok(());
    }
    let current = passwords::hash(password).await?;
    let update = account.update::<Entity>().set(Column::PasswordHash, current);
    update.filter(Column::PasswordHash.eq(hash)).exec().await.map(drop)
}

async fn wait_for_code(
    system: &SystemScope,
    account: &AccountScope,
    agency: AgencyId,
    facts: &Facts,
) -> Result<String> {
    let token = secrets::random_token()?;
    let now = system.now();
    let row = client_pending_sign_in::ActiveModel {
        token_hash: Set(secrets::hash(&token)),
        agency_id: Set(agency),
        client_user_id: Set(account.person()),
        host: Set(facts.host.clone()),
        created_at: Set(now),
        expires_at: Set(now + PATIENCE),
    };
    system.insert::<client_pending_sign_in::Entity>(row).await?;
    Ok(token)
}

/// The sign-in that waits for its code under this secret, at this agency and host.
fn waiting(system: &SystemScope, agency: AgencyId, token: &str, facts: &Facts) -> SimpleExpr {
    use client_pending_sign_in::Column;
    let of_token = Column::TokenHash.eq(secrets::hash(token)).and(Column::AgencyId.eq(agency));
    of_token.and(Column::Host.eq(&facts.host)).and(Column::ExpiresAt.gt(system.now()))
}

/// Whether a sign-in still waits for its code.
///
/// # Errors
/// When the database fails.
pub async fn is_waiting(system: &SystemScope, agency: AgencyId, token: &str, facts: &Facts) -> Result<bool> {
    let row = system.find::<client_pending_sign_in::Entity>().filter(waiting(system, agency, token, facts));
    Ok(row.first().await?.is_some())
}

/// Completes a sign-in by a code, once, and gives the session's secret; `None` when the code is wrong, with which the
/// sign-in goes on waiting.
///
/// # Errors
/// [`Error::NotFound`] when it waits no more; [`Error::TooMany`] after many tries.
pub async fn complete(
    system: &SystemScope,
    agency: AgencyId,
    token: &str,
    code: &str,
    facts: &Facts,
) -> Result<Option<String>> {
    let row = system.find::<client_pending_sign_in::Entity>().filter(waiting(system, agency, token, facts));
    let row = row.one().await?;
    let nameless = system.account(agency, row.client_user_id, "", facts);
    let person = nameless.find::<client_user::Entity>().filter(client_user::Column::DisabledAt.is_null()).one().await?;
    let account = system.account(agency, person.id, &person.name, facts);
    let refused = async |account| record(&account, Entry::new("second_factor.refused")).await;
    let note = async || account.transaction(refused).await;
    let tries = throttle::count_noting(system, "code", &person.id.to_string(), facts.address, note).await?;
    let opened = account
        .transaction(async |account| {
            if !second_factor::accept(&account, code).await? {
                return Ok(None);
            }
            use client_pending_sign_in::{Column, Entity};
            let taken = account.delete::<Entity>().filter(Column::TokenHash.eq(row.token_hash));
            if taken.exec().await? != 1 {
                return Err(Error::NotFound);
            }
            open_session(&account, facts).await.map(Some)
        })
        .await?;
    if opened.is_some() {
        tries.succeeded(system).await?;
    }
    Ok(opened)
}

/// Opens a session on this host for somebody who has proved who they are, and gives its secret.
///
/// # Errors
/// When the database fails.
pub async fn open_session(account: &AccountScope, facts: &Facts) -> Result<String> {
    let token = secrets::random_token()?;
    let now = account.now();
    let row = client_session::ActiveModel {
        token_hash: Set(secrets::hash(&token)),
        agency_id: NotSet,
        client_user_id: NotSet,
        host: Set(facts.host.clone()),
        user_agent: Set(facts.user_agent.clone()),
        address: Set(facts.address.to_string()),
        created_at: Set(now),
        seen_at: Set(now),
        expires_at: Set(now + LIFE),
    };
    account.insert(row).await?;
    record(account, Entry::new("session.started")).await?;
    Ok(token)
}

/// Ends the session of a cookie.
///
/// # Errors
/// When the database fails.
pub async fn sign_out(system: &SystemScope, cookie: &str, facts: &Facts) -> Result<()> {
    use client_session::{Column, Entity};
    let of_cookie = || Column::TokenHash.eq(secrets::hash(cookie));
    let Some(row) = system.find::<Entity>().filter(of_cookie()).first().await? else { return Ok(()) };
    let nameless = system.account(row.agency_id, row.client_user_id, "", facts);
    let person = nameless.find::<client_user::Entity>().one().await?;
    let account = system.account(row.agency_id, person.id, &person.name, facts);
    account
        .transaction(async |account| {
            account.delete::<Entity>().filter(of_cookie()).exec().await?;
            record(&account, Entry::new("session.ended")).await
        })
        .await
}

async fn record(account: &AccountScope, entry: Entry) -> Result<()> {
    let name = account.actor().name();
    audit::record(account, entry.target("client_user", account.person(), name)).await
}
