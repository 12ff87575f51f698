use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use serde_json::json;

use crate::access::{Actor, AgencyScope, Facts, Page, Paging, Sort, StaffTokens, SystemScope};
use crate::entity::api_token::{ActiveModel, Column, Entity, Model};
use crate::entity::{staff_session, staff_user};
use crate::error::{Error, FieldErrors, Result};
use crate::features::audit::{self, Entry};
use crate::features::staff_account;
use crate::ids::{AgencyId, Id, StaffId, StaffSessionId};
use crate::{secrets, text, throttle};

/// What every API token begins with, so that one that was left lying about is known for what it is.
const MARK: &str = "pat_";
/// How much of it is shown in lists.
const PREFIX: usize = 12;
/// How long one lives at most.
const LONGEST: TimeDelta = TimeDelta::days(365);

const REFUSED: Error =
    Error::Unauthenticated { code: "api_token_refused", message: "this API token does not work, or no longer" };

/// An API token to be.
pub struct NewToken {
    pub name: String,
    pub scopes: Vec<String>,
    pub expires_at: DateTime<Utc>,
}

/// The caller's API tokens that were not revoked, the latest first.
///
/// # Errors
/// [`Error::Invalid`] for a cursor of another list.
pub async fn list(scope: &AgencyScope, paging: &Paging) -> Result<Page<Model>> {
    let mine = scope.find::<Entity>().filter(Column::StaffUserId.eq(staff_account::me(scope)?));
    let mine = mine.filter(Column::RevokedAt.is_null());
    mine.page(paging, Sort::newest(|row: &Model| row.id.into())).await
}

/// Makes an API token of the caller's and gives its text, which nobody sees again. `subjects` are what there is to
/// be scoped.
///
/// # Errors
/// [`Error::Invalid`] at the fields; a conflict when it was made before under the same key.
pub async fn create(scope: &AgencyScope, new: NewToken, subjects: impl Fn(&str) -> bool) -> Result<(Model, String)> {
    let me = staff_account::me(scope)?;
    let now = scope.now();
    let mut errors = FieldErrors::default();
    let name = errors.keep(text::line("name", &new.name, text::LONGEST_NAME))?;
    let verb = |word: &str| ["read", "write"].contains(&word);
    let known = |word: &str| match word.split_once(':') {
        Some((subject, word)) => verb(word) && subjects(subject),
        None => verb(word),
    };
    if new.scopes.is_empty() || !new.scopes.iter().all(|word| known(word)) {
        errors.add("scopes", "Use read, write, or a resource with one of them, like requests:read.");
    }
    if new.expires_at <= now || new.expires_at > now + LONGEST {
        errors.add("expires_at", "Choose a time within a year from now.");
    }
    errors.into_result()?;
    let secret = format!("{MARK}{}", secrets::random_token()?);
    let mut scopes = new.scopes;
    scopes.sort();
    scopes.dedup();
    let scopes = scopes.join(" ");
    let row = scope
        .transaction(async |scope| {
            let id = StaffSessionId::new();
            if scope.claim_once("api_token_create", id).await?.is_some() {
                return Err(Error::conflict("made_before", "this was made before, and its token is not shown again"));
            }
            let session = staff_session::ActiveModel {
                id: Set(id),
                agency_id: NotSet,
                staff_user_id: Set(me),
                user_agent: Set(name.clone()),
                address: Set(String::new()),
                created_at: Set(now),
                seen_at: Set(now),
                expires_at: Set(new.expires_at),
                ended_at: Set(None),
                scopes: Set(Some(scopes.clone())),
            };
            scope.insert(session).await?;
            let row = ActiveModel {
                id: Set(id),
                agency_id: NotSet,
                staff_user_id: Set(me),
                name: Set(name),
                prefix: Set(secret.chars().take(PREFIX).collect()),
                token_hash: Set(secrets::hash(&secret)),
                scopes: Set(scopes),
                created_at: Set(now),
                expires_at: Set(new.expires_at),
                last_used_at: Set(None),
                revoked_at: Set(None),
            };
            let row = scope.insert(row).await?;
            let entry = Entry::new("api_token.created").target("api_token", row.id, &row.name);
            audit::record(&scope, entry.detail(json!({ "scopes": row.scopes, "expires_at": row.expires_at }))).await?;
            Ok(row)
        })
        .await?;
    Ok((row, secret))
}

/// Revokes one of the caller's API tokens. Access tokens that were had for it stop working at once.
///
/// # Errors
/// [`Error::NotFound`] where it is none of theirs, or was revoked.
pub async fn revoke(scope: &AgencyScope, id: StaffSessionId) -> Result<()> {
    let me = staff_account::me(scope)?;
    scope
        .transaction(async |scope| {
            let revoked = scope.update::<Entity>().set(Column::RevokedAt, scope.now()).filter(Column::Id.eq(id));
            let revoked = revoked.filter(Column::StaffUserId.eq(me)).filter(Column::RevokedAt.is_null());
            let Some(row) = revoked.returning().await?.pop() else { return Err(Error::NotFound) };
            let ended = scope.update::<staff_session::Entity>().set(staff_session::Column::EndedAt, scope.now());
            ended.filter(staff_session::Column::Id.eq(id)).exec().await?;
            audit::record(&scope, Entry::new("api_token.revoked").target("api_token", row.id, &row.name)).await
        })
        .await
}

/// Revokes all API tokens of a staff user, as part of taking their account back.
///
/// # Errors
/// When the database refuses.
pub async fn revoke_all(scope: &AgencyScope, staff: StaffId) -> Result<()> {
    let revoked = scope.update::<Entity>().set(Column::RevokedAt, scope.now()).filter(Column::StaffUserId.eq(staff));
    revoked.filter(Column::RevokedAt.is_null()).exec().await?;
    use staff_session::Column as S;
    let ended = scope.update::<staff_session::Entity>().set(S::EndedAt, scope.now()).filter(S::StaffUserId.eq(staff));
    ended.filter(S::EndedAt.is_null()).filter(S::Scopes.is_not_null()).exec().await.map(drop)
}

/// Exchanges an API token for an access token and its scopes.
///
/// # Errors
/// [`Error::Unauthenticated`] when it does not work; [`Error::TooMany`] after many tries from one address.
pub async fn exchange(
    system: &SystemScope,
    tokens: &StaffTokens,
    agency: AgencyId,
    secret: &str,
    facts: &Facts,
) -> Result<(String, Vec<String>)> {
    if secret.len() != MARK.len() + secrets::TOKEN_LENGTH {
        return Err(REFUSED);
    }
    let hash = secrets::hash(secret);
    let tries = throttle::count(system, "api-token", &hash, facts.address).await?;
    let scope = system.agency(agency);
    let now = scope.now();
    let row = scope.find::<Entity>().filter(Column::TokenHash.eq(hash)).filter(Column::RevokedAt.is_null());
    let row = row.filter(Column::ExpiresAt.gt(now)).first().await?.ok_or(REFUSED)?;
    let person = scope.find::<staff_user::Entity>().filter(staff_user::Column::Id.eq(row.staff_user_id));
    let person = person.filter(staff_user::Column::DisabledAt.is_null()).first().await?.ok_or(REFUSED)?;
    tries.succeeded(system).await?;
    let actor = Actor::Staff { id: person.id, name: person.name, role: person.role, session: row.id };
    system
        .on_behalf(agency, actor, facts.address)
        .transaction(async |scope| {
            use staff_session::Column as S;
            scope.update::<Entity>().set(Column::LastUsedAt, now).filter(Column::Id.eq(row.id)).exec().await?;
            let seen = scope.update::<staff_session::Entity>().set(S::SeenAt, now);
            seen.set(S::Address, facts.address.to_string()).filter(S::Id.eq(row.id)).exec().await?;
            Ok(())
        })
        .await?;
    let access = tokens.issue(now, agency, person.id, row.id)?;
    Ok((access, row.scopes.split(' ').map(str::to_owned).collect()))
}
