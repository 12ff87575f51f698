use chrono::TimeDelta;
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
use crate::jobs::{self, Context, Failure, Job};
use crate::{passwords, secrets, text, throttle};

/// How long a reset link works.
const LIFE: TimeDelta = TimeDelta::minutes(30);

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
/// [`Error::TooMany`] after many tries; when the database fails.
pub async fn ask(system: &SystemScope, agency: AgencyId, email: &str, facts: &Facts) -> Result<()> {
    let email: String = text::address(email).chars().take(320).collect();
    throttle::count(system, "staff-reset", &format!("{agency}/{email}"), facts.address).await?;
    let job = SendStaffReset { agency, email };
    system.agency(agency).transaction(async |scope| jobs::enqueue(&scope, &job).await).await
}

impl Job for SendStaffReset {
    const KIND: &'static str = "send_staff_reset";

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
                // A new link kills the old ones.
                system.delete::<Entity>().filter(Column::StaffUserId.eq(person.id)).exec().await?;
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
                emails::reset(&system.agency(self.agency), &name, &person.email, &link).await
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

/// Whether a link still works. Looking uses nothing up: mail scanners look too.
///
/// # Errors
/// [`Error::NotFound`] when it does not.
pub async fn check(system: &SystemScope, agency: AgencyId, token: &str) -> Result<Model> {
    system.find::<Entity>().filter(usable(system, agency, token)?).one().await
}

/// Sets a new password by a link, once, and ends all sign-ins and API tokens of the account. Who has a second factor
/// is still asked for it.
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
            let condition = usable(&system, agency, token)?;
            let used = system.update::<Entity>().set(Column::UsedAt, system.now()).filter(condition);
            if used.exec().await? != 1 {
                return Err(Error::NotFound);
            }
            let house = system.agency(agency);
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
