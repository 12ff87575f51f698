use chrono::TimeDelta;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;

use crate::access::{Actor, AgencyScope, Facts, StaffTokens, SystemScope};
use crate::entity::{staff_credential, staff_refresh, staff_session, staff_user};
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::features::staff_account;
use crate::ids::{AgencyId, Id, StaffId, StaffSessionId};
use crate::{passwords, secrets, text, throttle};

/// How long a sign-in lives without being refreshed.
const LIFE: TimeDelta = TimeDelta::days(30);

/// What one signs in with.
#[derive(Clone, Copy)]
pub struct Proof<'a> {
    pub email: &'a str,
    pub password: &'a str,
    /// Of the authenticator, or a recovery code.
    pub code: Option<&'a str>,
}

/// A pair of tokens.
pub struct Pair {
    pub access: String,
    pub refresh: String,
}

const REFUSED: Error =
    Error::Unauthenticated { code: "sign_in_refused", message: "this email address and password do not go together" };
const CODE_MISSING: Error = Error::Unauthenticated {
    code: "second_factor_required",
    message: "send a code of your authenticator as totp, too",
};
const CODE_REFUSED: Error =
    Error::Unauthenticated { code: "second_factor_refused", message: "this code is not right, or was used before" };
const SPENT: Error =
    Error::Unauthenticated { code: "refresh_refused", message: "this refresh token does not work, or no longer" };

/// Signs a staff user in at an agency. Unknown people, wrong passwords, disabled accounts and clients all get
/// the same answer after the same work. Who has a second factor sends a code along.
///
/// # Errors
/// [`Error::Unauthenticated`] when they do not go together, or a code is missing; [`Error::TooMany`] after many tries.
pub async fn sign_in(
    system: &SystemScope,
    tokens: &StaffTokens,
    agency: AgencyId,
    proof: Proof<'_>,
    facts: &Facts,
) -> Result<Pair> {
    let email = text::address(proof.email);
    let tries = throttle::count_at_door(system, "staff", &format!("{agency}/{email}"), facts.address).await?;
    let known = find(system, agency, &email).await?;
    let hash = known.as_ref().map(|(_, hash)| hash.clone());
    let short: String = proof.password.chars().take(passwords::LONGEST + 1).collect();
    let fits = passwords::verify(short.clone(), hash).await?;
    let Some((person, hash)) = known.filter(|_| fits) else { return Err(REFUSED) };
    let house = system.agency(agency);
    keep_current(&house, person.id, &hash, short).await?;
    tries.succeeded(system).await?;
    if staff_account::has_second_factor(&house, person.id).await? {
        let code = proof.code.ok_or(CODE_MISSING)?;
        take_code(system, &person, code, facts).await?;
    }
    let session = StaffSessionId::new();
    system
        .transaction(async |system| {
            let now = system.now();
            let row = staff_session::ActiveModel {
                id: Set(session),
                agency_id: NotSet,
                staff_user_id: Set(person.id),
                user_agent: Set(facts.user_agent.clone()),
                address: Set(facts.address.to_string()),
                created_at: Set(now),
                seen_at: Set(now),
                expires_at: Set(now + LIFE),
                ended_at: Set(None),
                scopes: Set(None),
            };
            system.agency(agency).insert(row).await?;
            let pair = issue(&system, tokens, agency, person.id, session).await?;
            record(&system, &person, session, facts, Entry::new("session.started")).await?;
            Ok(pair)
        })
        .await
}

/// Takes a code of somebody whose password was right. Guessing is slowed, apart from guesses at the password.
async fn take_code(system: &SystemScope, person: &staff_user::Model, code: &str, facts: &Facts) -> Result<()> {
    let nobody = StaffSessionId::from(uuid::Uuid::nil());
    let refused = async |system| record(&system, person, nobody, facts, Entry::new("second_factor.refused")).await;
    let note = async || system.transaction(refused).await;
    let tries = throttle::count_noting(system, "staff-code", &person.id.to_string(), facts.address, note).await?;
    if !staff_account::accept_code(&system.agency(person.agency_id), person.id, code).await? {
        return Err(CODE_REFUSED);
    }
    tries.succeeded(system).await
}

/// Notes something down that was done in a staff user's name.
async fn record(
    system: &SystemScope,
    person: &staff_user::Model,
    session: StaffSessionId,
    facts: &Facts,
    entry: Entry,
) -> Result<()> {
    let actor = Actor::Staff { id: person.id, name: person.name.clone(), role: person.role, session };
    let entry = entry.target("staff_user", person.id, &person.name);
    audit::record(&system.on_behalf(person.agency_id, actor, facts.address), entry).await
}

async fn find(system: &SystemScope, agency: AgencyId, email: &str) -> Result<Option<(staff_user::Model, String)>> {
    let scope = system.agency(agency);
    let person = scope.find::<staff_user::Entity>().filter(staff_user::Column::Email.eq(email)).first().await?;
    let Some(person) = person.filter(|person| person.disabled_at.is_none()) else { return Ok(None) };
    let credential = scope.find::<staff_credential::Entity>();
    let credential = credential.filter(staff_credential::Column::StaffUserId.eq(person.id)).first().await?;
    Ok(credential.map(|credential| (person, credential.password_hash)))
}

/// Hashes a password anew where its hash was made at another cost than today's, unless it was changed meanwhile.
async fn keep_current(house: &AgencyScope, staff: StaffId, hash: &str, password: String) -> Result<()> {
    use staff_credential::{Column, Entity};
    if !passwords::is_outdated(hash) {
        return Ok(());
    }
    let current = passwords::hash(password).await?;
    let update = house.update::<Entity>().set(Column::PasswordHash, current).filter(Column::StaffUserId.eq(staff));
    update.filter(Column::PasswordHash.eq(hash)).exec().await.map(drop)
}

async fn issue(
    system: &SystemScope,
    tokens: &StaffTokens,
    agency: AgencyId,
    staff: StaffId,
    session: StaffSessionId,
) -> Result<Pair> {
    let now = system.now();
    let refresh = secrets::random_token()?;
    let row = staff_refresh::ActiveModel {
        token_hash: Set(secrets::hash(&refresh)),
        agency_id: Set(agency),
        session_id: Set(session),
        created_at: Set(now),
        expires_at: Set(now + LIFE),
        used_at: Set(None),
    };
    system.insert::<staff_refresh::Entity>(row).await?;
    let alive = system.agency(agency);
    let alive = alive.update::<staff_session::Entity>().set(staff_session::Column::ExpiresAt, now + LIFE);
    alive.set(staff_session::Column::SeenAt, now).filter(staff_session::Column::Id.eq(session)).exec().await?;
    Ok(Pair { access: tokens.issue(now, agency, staff, session)?, refresh })
}

/// Exchanges a refresh token for a new pair. A token that comes a second time was stolen from somebody: its
/// whole family ends, and the session with it (RFC 9700, 4.14.2).
///
/// # Errors
/// [`Error::Unauthenticated`] when it does not work.
pub async fn refresh(
    system: &SystemScope,
    tokens: &StaffTokens,
    agency: AgencyId,
    refresh: &str,
    facts: &Facts,
) -> Result<Pair> {
    let known = family(system, agency, refresh).await?;
    let outcome = system
        .transaction(async |system| {
            use staff_refresh::Column;
            hold(&system, &known).await?;
            let used = system.update::<staff_refresh::Entity>().set(Column::UsedAt, system.now());
            let used = used.filter(Column::TokenHash.eq(&known.token_hash)).filter(Column::UsedAt.is_null());
            if used.exec().await? != 1 {
                note_reuse(&system, &known, facts).await?;
                return Ok(None);
            }
            let session = live_session(&system, &known).await?;
            issue(&system, tokens, known.agency_id, session.staff_user_id, session.id).await.map(Some)
        })
        .await?;
    outcome.ok_or(SPENT)
}

/// Ends a session of which somebody has a copy of a token, and says so in the audit trail, once.
async fn note_reuse(system: &SystemScope, known: &staff_refresh::Model, facts: &Facts) -> Result<()> {
    let session = standing(&system.agency(known.agency_id), known).await?;
    end(system, known).await?;
    let Some((session, person)) = session else { return Ok(()) };
    record(system, &person, session.id, facts, Entry::new("refresh_token.reused")).await
}

/// The session of a token and whose it is, unless it has ended.
async fn standing(
    house: &AgencyScope,
    known: &staff_refresh::Model,
) -> Result<Option<(staff_session::Model, staff_user::Model)>> {
    let session = house.find::<staff_session::Entity>().filter(staff_session::Column::Id.eq(known.session_id));
    let Some(session) = session.filter(staff_session::Column::EndedAt.is_null()).first().await? else {
        return Ok(None);
    };
    let person = house.find::<staff_user::Entity>().filter(staff_user::Column::Id.eq(session.staff_user_id));
    Ok(Some((session, person.one().await?)))
}

/// Signs out: ends the session that a refresh token belongs to. An unknown token is none any more, which is
/// what was wanted.
///
/// # Errors
/// When the database fails.
pub async fn revoke(system: &SystemScope, agency: AgencyId, refresh: &str, facts: &Facts) -> Result<()> {
    match family(system, agency, refresh).await {
        Ok(known) => sign_out(system, &known, facts).await,
        Err(Error::Unauthenticated { .. }) => Ok(()),
        Err(error) => Err(error),
    }
}

async fn sign_out(system: &SystemScope, known: &staff_refresh::Model, facts: &Facts) -> Result<()> {
    let standing = standing(&system.agency(known.agency_id), known).await?;
    let Some((session, person)) = standing else { return Ok(()) };
    system
        .transaction(async |system| {
            end(&system, known).await?;
            record(&system, &person, session.id, facts, Entry::new("session.ended")).await
        })
        .await
}

async fn family(system: &SystemScope, agency: AgencyId, refresh: &str) -> Result<staff_refresh::Model> {
    use staff_refresh::{Column, Entity};
    if refresh.len() != secrets::TOKEN_LENGTH {
        return Err(SPENT);
    }
    let known = system.find::<Entity>().filter(Column::TokenHash.eq(secrets::hash(refresh)));
    let known = known.filter(Column::AgencyId.eq(agency)).filter(Column::ExpiresAt.gt(system.now()));
    known.first().await?.ok_or(SPENT)
}

/// Takes the session's row before any of its tokens': two who each held a part would wait for each other.
async fn hold(system: &SystemScope, known: &staff_refresh::Model) -> Result<()> {
    let scope = system.agency(known.agency_id);
    let session = scope.find::<staff_session::Entity>().filter(staff_session::Column::Id.eq(known.session_id));
    session.locked().first().await?;
    Ok(())
}

async fn live_session(system: &SystemScope, known: &staff_refresh::Model) -> Result<staff_session::Model> {
    let scope = system.agency(known.agency_id);
    let session = scope.find::<staff_session::Entity>().filter(staff_session::Column::Id.eq(known.session_id));
    let session = session.filter(staff_session::Column::EndedAt.is_null()).first().await?.ok_or(SPENT)?;
    let person = scope.find::<staff_user::Entity>().filter(staff_user::Column::Id.eq(session.staff_user_id));
    person.filter(staff_user::Column::DisabledAt.is_null()).first().await?.ok_or(SPENT)?;
    Ok(session)
}

async fn end(system: &SystemScope, known: &staff_refresh::Model) -> Result<()> {
    use staff_session::{Column, Entity};
    let scope = system.agency(known.agency_id);
    let ended = scope.update::<Entity>().set(Column::EndedAt, system.now());
    ended.filter(Column::Id.eq(known.session_id)).filter(Column::EndedAt.is_null()).exec().await?;
    let tokens = system.delete::<staff_refresh::Entity>();
    tokens.filter(staff_refresh::Column::SessionId.eq(known.session_id)).exec().await?;
    Ok(())
}
