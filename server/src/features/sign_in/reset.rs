use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::ExprTrait;
use serde::{Deserialize, Serialize};

use super::emails;
use crate::access::{AccountScope, AgencyScope, Facts, SystemScope};
use crate::entity::{
    account_token, agency, client_credential, client_pending_sign_in, client_session, client_user, membership,
    workspace,
};
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::features::{agencies, second_factor};
use crate::ids::{AgencyId, ClientId};
use crate::jobs::{self, Context, Failure, Job, JobLane};
use crate::{passwords, secrets, text, throttle};

/// How long a reset link works.
const LIFE: TimeDelta = TimeDelta::minutes(30);
const PURPOSE: &str = "reset";
/// How many links of a person's work beside each other. A wish for one more is passed over: all of them lie in the
/// owner's mailbox, and whoever asks in their name neither ends them nor fills it.
const BESIDE: i64 = 3;

/// Sends a reset link, if somebody has this address. Whether anybody has is found out here, behind the
/// answer, so that the answer cannot tell.
#[derive(Serialize, Deserialize)]
pub struct SendReset {
    agency: AgencyId,
    email: String,
}

/// Asks for a reset link.
///
/// # Errors
/// [`Error::TooMany`] after many from one network; when the database fails.
pub async fn ask(system: &SystemScope, agency: AgencyId, email: &str, facts: &Facts) -> Result<()> {
    let email: String = text::address(email).chars().take(320).collect();
    if !throttle::count_wish(system, "reset", "client", &format!("{agency}/{email}"), facts.address).await? {
        return Ok(());
    }
    system.agency(agency).transaction(async |scope| send_reset(&scope, &email).await).await
}

/// Has a reset link sent to this address, if somebody has it.
///
/// # Errors
/// When the database fails.
pub async fn send_reset(scope: &AgencyScope, email: &str) -> Result<()> {
    jobs::enqueue(scope, &SendReset { agency: scope.agency(), email: email.to_owned() }).await
}

impl Job for SendReset {
    const KIND: &'static str = "send_reset";
    const LANE: JobLane = JobLane::Mails;

    async fn run(self, context: &Context) -> Result<(), Failure> {
        let system = &context.system;
        let scope = system.agency(self.agency);
        let person =
            scope.find::<client_user::Entity>().filter(client_user::Column::Email.eq(&self.email)).first().await?;
        let Some(person) = person.filter(|person| person.disabled_at.is_none()) else { return Ok(()) };
        let address = agencies::address(system, self.agency, &context.site.base_url).await?;
        let name = agencies::name(&scope).await?;
        let token = secrets::random_token()?;
        let now = system.now();
        system
            .transaction(async |system| {
                // Two that are sent at once count each other.
                let house = system.agency(self.agency);
                let held = house.find::<client_user::Entity>().filter(client_user::Column::Id.eq(person.id));
                held.locked().one().await?;
                if alive(&system, self.agency, person.id).await? >= BESIDE {
                    return Ok(());
                }
                let row = account_token::ActiveModel {
                    token_hash: Set(secrets::hash(&token)),
                    agency_id: Set(self.agency),
                    purpose: Set(PURPOSE.into()),
                    client_user_id: Set(person.id),
                    email: Set(person.email.clone()),
                    previous: Set(None),
                    created_at: Set(now),
                    expires_at: Set(now + LIFE),
                    used_at: Set(None),
                };
                system.insert::<account_token::Entity>(row).await?;
                emails::reset(&house, &name, &person.email, &format!("{address}/portal/reset/{token}")).await
            })
            .await?;
        Ok(())
    }
}

fn usable(system: &SystemScope, agency: AgencyId, token: &str) -> Result<sea_orm::sea_query::SimpleExpr> {
    use account_token::Column;
    if token.len() != secrets::TOKEN_LENGTH {
        return Err(Error::NotFound);
    }
    let of_token = Column::TokenHash.eq(secrets::hash(token)).and(Column::AgencyId.eq(agency));
    let alive = Column::UsedAt.is_null().and(Column::ExpiresAt.gt(system.now()));
    Ok(of_token.and(Column::Purpose.eq(PURPOSE)).and(alive))
}

/// When the person's password was last changed: links that were made before are void.
async fn changed_at(system: &SystemScope, agency: AgencyId, person: ClientId) -> Result<Option<DateTime<Utc>>> {
    let house = system.agency(agency);
    let credential = house.find::<client_credential::Entity>();
    let credential = credential.filter(client_credential::Column::ClientUserId.eq(person)).first().await?;
    Ok(credential.map(|credential| credential.changed_at))
}

/// How many links of a person's still work.
async fn alive(system: &SystemScope, agency: AgencyId, person: ClientId) -> Result<i64> {
    use account_token::Column;
    let since = changed_at(system, agency, person).await?;
    let links = system.find::<account_token::Entity>().filter(Column::ClientUserId.eq(person));
    let links = links.filter(Column::Purpose.eq(PURPOSE)).filter(Column::UsedAt.is_null());
    links.filter(Column::ExpiresAt.gt(system.now())).filter_if(since, |at| Column::CreatedAt.gt(at)).count().await
}

/// Whether a link still works. Looking uses nothing up: mail scanners look too.
///
/// # Errors
/// [`Error::NotFound`] when it does not, also because the password was changed since.
pub async fn check(system: &SystemScope, agency: AgencyId, token: &str) -> Result<account_token::Model> {
    let known = system.find::<account_token::Entity>().filter(usable(system, agency, token)?).one().await?;
    let since = changed_at(system, agency, known.client_user_id).await?;
    if since.is_some_and(|at| at >= known.created_at) {
        return Err(Error::NotFound);
    }
    Ok(known)
}

/// Sets a new password by a link, once, and ends all sessions and other links of the account. Who has a second factor
/// is still asked for it.
///
/// # Errors
/// [`Error::NotFound`] when the link does not work any more; [`Error::Invalid`] for a weak password, with
/// which the link stays as it is.
pub async fn reset(system: &SystemScope, agency: AgencyId, token: &str, password: &str, facts: &Facts) -> Result<()> {
    let known = check(system, agency, token).await?;
    let name = system.agencies().filter(agency::Column::Id.eq(agency)).one().await?.name;
    let nameless = system.account(agency, known.client_user_id, "", facts);
    let has_codes = second_factor::is_on(&nameless).await?;
    let person = nameless.find::<client_user::Entity>().one().await?;
    let house = system.agency(agency);
    let workspaces = house
        .find::<workspace::Entity>()
        .join::<membership::Entity>(workspace::Column::Id, membership::Column::WorkspaceId)
        .filter(membership::Column::ClientUserId.eq(person.id))
        .all()
        .await?;
    let mut own = vec![known.email.as_str(), &person.name, &name];
    own.extend(workspaces.iter().map(|workspace| workspace.name.as_str()));
    passwords::check_strength_of("password", password, &own, has_codes)?;
    let hash = passwords::hash(password.to_owned()).await?;
    system
        .transaction(async |system| {
            // Whoever comes with another link of the person's waits here, and finds it void.
            let nameless = system.account(agency, known.client_user_id, "", facts);
            let person = nameless.find::<client_user::Entity>().locked().one().await?;
            check(&system, agency, token).await?;
            let condition = usable(&system, agency, token)?;
            let used = system.update::<account_token::Entity>().set(account_token::Column::UsedAt, system.now());
            if used.filter(condition).exec().await? != 1 {
                return Err(Error::NotFound);
            }
            let account = system.account(agency, person.id, &person.name, facts);
            set_password(&account, &hash).await?;
            audit::record(&account, Entry::new("password.reset").target("client_user", person.id, &person.name)).await
        })
        .await
}

async fn set_password(account: &AccountScope, hash: &str) -> Result<()> {
    use client_credential::{Column, Entity};
    let now = account.now();
    let changed = account.update::<Entity>().set(Column::PasswordHash, hash).set(Column::ChangedAt, now);
    if changed.exec().await? == 0 {
        let row = client_credential::ActiveModel {
            client_user_id: NotSet,
            agency_id: NotSet,
            password_hash: Set(hash.to_owned()),
            changed_at: Set(now),
        };
        account.insert(row).await?;
    }
    account.delete::<client_session::Entity>().exec().await?;
    account.delete::<client_pending_sign_in::Entity>().exec().await.map(drop)
}
