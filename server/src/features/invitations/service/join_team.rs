use sea_orm::ColumnTrait;
use serde_json::json;
use uuid::Uuid;

use super::send::tell;
use super::teammates::is_open;
use crate::access::{Actor, AgencyScope, Facts, SystemScope};
use crate::entity::staff_invitation::{Column, Entity, Model};
use crate::entity::staff_user;
use crate::entity::words::StaffRole;
use crate::error::{Error, FieldErrors, Result};
use crate::features::audit::{self, Entry};
use crate::features::{agencies, staff};
use crate::ids::AgencyId;
use crate::{passwords, secrets, text};

/// What a link to the team offers. Looking uses nothing up.
///
/// # Errors
/// [`Error::NotFound`] when the link does not work, or no longer: it was used, replaced or taken back, it has run
/// out, or who invited may not invite any more.
pub async fn team_offer(scope: &AgencyScope, token: &str) -> Result<Model> {
    if token.len() != secrets::TOKEN_LENGTH {
        return Err(Error::NotFound);
    }
    let row = scope.find::<Entity>().filter(Column::TokenHash.eq(secrets::hash(token))).filter(is_open());
    let row = row.filter(Column::ExpiresAt.gt(scope.now())).one().await?;
    use staff_user::Column as S;
    let inviter = scope.find::<staff_user::Entity>().filter(S::Id.eq(row.inviter_id)).filter(S::DisabledAt.is_null());
    match inviter.one().await?.role {
        StaffRole::Owner | StaffRole::Admin => Ok(row),
        StaffRole::Member => Err(Error::NotFound),
    }
}

/// Joins the team by a link: once, however many try.
///
/// # Errors
/// [`Error::NotFound`] when the link does not work, or no longer; [`Error::Invalid`] at the name or the
/// password, with which the link stays as it is; a conflict when somebody has the address by now.
pub async fn join_team(
    system: &SystemScope,
    agency: AgencyId,
    token: &str,
    name: &str,
    password: &str,
    facts: &Facts,
) -> Result<staff_user::Model> {
    let house = system.agency(agency);
    let known = team_offer(&house, token).await?;
    let mut errors = FieldErrors::default();
    let name = errors.keep(text::line("name", name, text::LONGEST_NAME))?;
    let words = [known.email.as_str(), name.as_str(), &agencies::name(&house).await?];
    errors.keep(passwords::check_strength("password", password, &words))?;
    errors.into_result()?;
    let hash = passwords::hash(password.to_owned()).await?;
    system
        .transaction(async |system| {
            let scope = system.agency(agency);
            let offer = team_offer(&scope, token).await?;
            let used = scope.update::<Entity>().set(Column::AcceptedAt, scope.now()).filter(is_open());
            let used = used.filter(Column::TokenHash.eq(&offer.token_hash)).filter(Column::ExpiresAt.gt(scope.now()));
            if used.exec().await? != 1 {
                return Err(Error::NotFound);
            }
            let new = staff::NewStaff {
                email: offer.email.clone(),
                name: name.clone(),
                role: offer.role,
                title: None,
                phone: None,
                password_hash: hash,
            };
            let id = staff::create(&scope, new).await?;
            tell(&scope, None);
            let person = staff::find(&scope, id).await?;
            let actor = Actor::Staff { id, name, role: offer.role, session: Uuid::nil().into() };
            let entry = Entry::new("staff_invitation.accepted").target("staff_invitation", offer.id, &offer.email);
            let entry = entry.detail(json!({ "staff_id": id, "role": offer.role }));
            audit::record(&system.on_behalf(agency, actor, facts.address), entry).await?;
            Ok(person)
        })
        .await
}
