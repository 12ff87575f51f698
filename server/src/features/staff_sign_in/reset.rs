use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{ExprTrait, SimpleExpr};
use serde::{Deserialize, Serialize};

use super::emails;
use crate::access::{Actor, AgencyScope, Facts, SystemScope};
use crate::entity::staff_account_token::{ActiveModel, Column, Entity, Model};
use crate::entity::{staff_credential, staff_user};
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::features::{agencies, api_tokens, staff_account};
use crate::ids::{AgencyId, StaffId, StaffSessionId};
use crate::jobs::{self, Context, Failure, Job, JobLane};
use crate::{passwords, secrets, text, throttle};

/// How long a reset link works.
const LIFE: TimeDelta = TimeDelta::minutes(30);
/// How many links of a person's work beside each other. A wish for one more is passed over: all of them lie in the
/// owner's mailbox, and whoever asks in their name neither ends them nor fills it.
const BESIDE: i64 = 3;

/// Sends a reset link to a staff user, if one has this address. Whether one has is found out here, behind the
/// answer, so that the answer cannot tell.
#[derive(Serialize, Deserialize)]
pub struct SendStaffReset {
    agency: AgencyId,
    email: String,
}

/// Asks for a reset link.
///
/// # Errors
/// [`Error::TooMany`] after many from one network; when the database fails.
pub async fn ask(system: &SystemScope, agency: AgencyId, email: &str, facts: &Facts) -> Result<()> {
    let email: String = text::address(email).chars().take(320).collect();
    if !throttle::count_wish(system, "staff-reset", "staff", &format!("{agency}/{email}"), facts.address).await? {
        return Ok(());
    }
    let job = SendStaffReset { agency, email };
    system.agency(agency).transaction(async |scope| jobs::enqueue(&scope, &job).await).await
}

impl Job for SendStaffReset {
    const KIND: &'static str = "send_staff_reset";
    const LANE: JobLane = JobLane::Mails;

    async fn run(self, context: &Context) -> Result<(), Failure> {
        let system = &context.system;
        let house = system.agency(self.agency);
        let person =
            house.find::<staff_user::Entity>().filter(staff_user::Column::Email.eq(&self.email)).first().await?;
        let Some(person) = person.filter(|person| person.disabled_at.is_none()) else { return Ok(()) };
        let address = agencies::address(system, self.agency, &context.site.base_url).await?;
        let name = agencies::name(&house).await?;
        let token = secrets::random_token()?;
        let now = system.now();
        system
            .transaction(async |system| {
                // Two that are sent at once count each other.
                let house = system.agency(self.agency);
                let held = house.find::<staff_user::Entity>().filter(staff_user::Column::Id.eq(person.id));
                held.locked().one().await?;
                if alive(&system, self.agency, person.id).await? >= BESIDE {
                    return Ok(());
                }
                let row = ActiveModel {
                    token_hash: Set(secrets::hash(&token)),
                    agency_id: Set(self.agency),
                    staff_user_id: Set(person.id),
                    created_at: Set(now),
                    expires_at: Set(now + LIFE),
                    used_at: Set(None),
                };
                system.insert::<Entity>(row).await?;
                let link = format!("{address}/dashboard/reset/{token}");
                emails::reset(&house, &name, &person.email, &link).await
            })
            .await?;
        Ok(())
    }
}

fn usable(system: &SystemScope, agency: AgencyId, token: &str) -> Result<SimpleExpr> {
    if token.len() != secrets::TOKEN_LENGTH {
        return Err(Error::NotFound);
    }
    let of_token = Column::TokenHash.eq(secrets::hash(token)).and(Column::AgencyId.eq(agency));
    Ok(of_token.and(Column::UsedAt.is_null()).and(Column::ExpiresAt.gt(system.now())))
}

/// When the person's password was last changed: links that were made before are void.
async fn changed_at(system: &SystemScope, agency: AgencyId, person: StaffId) -> Result<Option<DateTime<Utc>>> {
    let house = system.agency(agency);
    let credential = house.find::<staff_credential::Entity>();
    let credential = credential.filter(staff_credential::Column::StaffUserId.eq(person)).first().await?;
    Ok(credential.map(|credential| credential.changed_at))
}

/// How many links of a person's still work.
async fn alive(system: &SystemScope, agency: AgencyId, person: StaffId) -> Result<i64> {
    let since = changed_at(system, agency, person).await?;
    let links = system.find::<Entity>().filter(Column::StaffUserId.eq(person)).filter(Column::UsedAt.is_null());
    links.filter(Column::ExpiresAt.gt(system.now())).filter_if(since, |at| Column::CreatedAt.gt(at)).count().await
}

/// Whether a link still works. Looking uses nothing up: mail scanners look too.
///
/// # Errors
/// [`Error::NotFound`] when it does not, also because the password was changed since.
pub async fn check(system: &SystemScope, agency: AgencyId, token: &str) -> Result<Model> {
    let known = system.find::<Entity>().filter(usable(system, agency, token)?).one().await?;
    let since = changed_at(system, agency, known.staff_user_id).await?;
    if since.is_some_and(|at| at >= known.created_at) {
        return Err(Error::NotFound);
    }
    Ok(known)
}

/// Sets a new password by a link, once, and ends all sign-ins, API tokens and other links of the account. Who has a
/// second factor is still asked for it.
///
/// # Errors
/// [`Error::NotFound`] when the link does not work any more; [`Error::Invalid`] for a weak password, with which the
/// link stays as it is.
pub async fn reset(system: &SystemScope, agency: AgencyId, token: &str, password: &str, facts: &Facts) -> Result<()> {
    let known = check(system, agency, token).await?;
    let house = system.agency(agency);
    let person = house.find::<staff_user::Entity>().filter(staff_user::Column::Id.eq(known.staff_user_id));
    let person = person.filter(staff_user::Column::DisabledAt.is_null()).one().await?;
    let has_codes = staff_account::has_second_factor(&house, person.id).await?;
    let name = agencies::name(&house).await?;
    passwords::check_strength_of("password", password, &[&person.email, &person.name, &name], has_codes)?;
    let hash = passwords::hash(password.to_owned()).await?;
    system
        .transaction(async |system| {
            let house = system.agency(agency);
            // Whoever comes with another link of the person's waits here, and finds it void.
            let held = house.find::<staff_user::Entity>().filter(staff_user::Column::Id.eq(person.id));
            held.locked().one().await?;
            check(&system, agency, token).await?;
            let condition = usable(&system, agency, token)?;
            let used = system.update::<Entity>().set(Column::UsedAt, system.now()).filter(condition);
            if used.exec().await? != 1 {
                return Err(Error::NotFound);
            }
            set_password(&house, person.id, hash).await?;
            staff_account::end_all_sessions(&house, person.id).await?;
            api_tokens::revoke_all(&house, person.id).await?;
            let session = StaffSessionId::from(uuid::Uuid::nil());
            let actor = Actor::Staff { id: person.id, name: person.name.clone(), role: person.role, session };
            let entry = Entry::new("password.reset").target("staff_user", person.id, person.name);
            audit::record(&system.on_behalf(agency, actor, facts.address), entry).await
        })
        .await
}

async fn set_password(house: &AgencyScope, staff: StaffId, hash: String) -> Result<()> {
    use staff_credential::{ActiveModel, Column, Entity};
    let changed = house.update::<Entity>().set(Column::PasswordHash, hash.clone()).set(Column::ChangedAt, house.now());
    if changed.filter(Column::StaffUserId.eq(staff)).exec().await? == 0 {
        let row = ActiveModel {
            staff_user_id: Set(staff),
            agency_id: NotSet,
            password_hash: Set(hash),
            changed_at: Set(house.now()),
        };
        house.insert(row).await?;
    }
    Ok(())
}
