use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use serde_json::json;

use super::change::{held, tell};
use crate::access::AgencyScope;
use crate::entity::ownership_transfer::{ActiveModel, Column, Entity, Model};
use crate::entity::staff_user;
use crate::entity::words::StaffRole;
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::features::staff::emails;
use crate::ids::StaffId;

/// How long an offer stands.
const LIFE: TimeDelta = TimeDelta::days(7);

/// An offer of the owner to hand the agency over.
#[derive(Clone, Debug)]
pub struct Transfer {
    pub owner: staff_user::Model,
    pub receiver: staff_user::Model,
    pub created_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
}

const OWNER_ONLY: Error = Error::Forbidden { code: "owner_only", message: "only the owner may do this" };
const NOT_YOURS: Error = Error::Forbidden { code: "not_yours", message: "the owner has not offered you the agency" };

/// The offer that stands, if one does.
///
/// # Errors
/// [`Error::NotFound`] when none does.
pub async fn pending(scope: &AgencyScope) -> Result<Transfer> {
    let row = standing(scope).await?;
    let person =
        async |id: StaffId| scope.find::<staff_user::Entity>().filter(staff_user::Column::Id.eq(id)).one().await;
    Ok(Transfer {
        owner: person(row.owner_id).await?,
        receiver: person(row.receiver_id).await?,
        created_at: row.created_at,
        expires_at: row.expires_at,
    })
}

async fn standing(scope: &AgencyScope) -> Result<Model> {
    scope.find::<Entity>().filter(Column::ExpiresAt.gt(scope.now())).one().await
}

/// Offers the agency to a teammate; an earlier offer is off. The letter to them leads to `address`.
///
/// # Errors
/// [`Error::Forbidden`] for anybody but the owner; [`Error::Invalid`] when the teammate is none, or the owner.
pub async fn offer(scope: &AgencyScope, receiver: StaffId, address: &str) -> Result<Transfer> {
    let me = scope.actor().staff().ok_or(OWNER_ONLY)?;
    scope
        .transaction(async |scope| {
            let owner = held(&scope, me).await?;
            if owner.role != StaffRole::Owner {
                return Err(OWNER_ONLY);
            }
            use staff_user::Column as S;
            let receiver =
                scope.find::<staff_user::Entity>().filter(S::Id.eq(receiver)).filter(S::DisabledAt.is_null());
            let receiver = receiver.filter(S::Role.ne(StaffRole::Owner)).locked().first().await?;
            let receiver = receiver.ok_or_else(|| Error::field("staff_id", "Name a teammate who is not the owner."))?;
            scope.delete::<Entity>().exec().await?;
            let now = scope.now();
            let row = ActiveModel {
                agency_id: NotSet,
                owner_id: Set(me),
                receiver_id: Set(receiver.id),
                created_at: Set(now),
                expires_at: Set(now + LIFE),
            };
            scope.insert(row).await?;
            emails::offered(&scope, &owner.name, &receiver.email, address).await?;
            tell(&scope);
            let entry = Entry::new("ownership.offered").target("staff", receiver.id, &receiver.name);
            audit::record(&scope, entry).await?;
            Ok(Transfer { owner, receiver, created_at: now, expires_at: now + LIFE })
        })
        .await
}

/// Takes the agency over: the caller is the owner from now on, and who was it is an admin.
///
/// # Errors
/// [`Error::Forbidden`] for anybody to whom the owner has made no offer that stands.
pub async fn accept(scope: &AgencyScope) -> Result<staff_user::Model> {
    let me = scope.actor().staff().ok_or(NOT_YOURS)?;
    scope
        .transaction(async |scope| {
            let offer = standing(&scope).await.map_err(|error| if is_missing(&error) { NOT_YOURS } else { error })?;
            // People are held before the offer, here as elsewhere: nobody waits for each other in a circle.
            held(&scope, offer.owner_id).await?;
            let role = held(&scope, me).await?.role;
            let taken = scope.delete::<Entity>().filter(Column::ReceiverId.eq(me));
            let taken = taken.filter(Column::OwnerId.eq(offer.owner_id)).filter(Column::CreatedAt.eq(offer.created_at));
            if taken.exec().await? != 1 {
                return Err(NOT_YOURS);
            }
            // One steps down before the other steps up: there is never a second owner, not even for a moment.
            step(&scope, offer.owner_id, StaffRole::Owner, StaffRole::Admin).await?;
            let owner = step(&scope, me, role, StaffRole::Owner).await?;
            tell(&scope);
            let entry = Entry::new("ownership.transferred").target("staff", me, &owner.name);
            audit::record(&scope, entry.detail(json!({ "from": offer.owner_id }))).await?;
            Ok(owner)
        })
        .await
}

/// Moves somebody from one role to another, if they still have the one.
async fn step(scope: &AgencyScope, id: StaffId, from: StaffRole, to: StaffRole) -> Result<staff_user::Model> {
    use staff_user::Column as S;
    let person = held(scope, id).await?;
    let moved = scope.update::<staff_user::Entity>().set(S::Role, to).set(S::Version, person.version + 1);
    let moved = moved.filter(S::Id.eq(id)).filter(S::Role.eq(from)).filter(S::DisabledAt.is_null());
    moved.returning().await?.into_iter().next().ok_or(NOT_YOURS)
}

/// Calls an offer off: the owner takes it back, or the receiver declines.
///
/// # Errors
/// [`Error::Forbidden`] for anybody else; [`Error::NotFound`] when none stands.
pub async fn cancel(scope: &AgencyScope) -> Result<()> {
    let me = scope.actor().staff().ok_or(NOT_YOURS)?;
    scope
        .transaction(async |scope| {
            let offer = standing(&scope).await?;
            if me != offer.owner_id && me != offer.receiver_id {
                return Err(Error::Forbidden { code: "not_yours", message: "this is between the two of them" });
            }
            scope.delete::<Entity>().exec().await?;
            tell(&scope);
            audit::record(&scope, Entry::new("ownership.cancelled").detail(json!({ "by": me }))).await
        })
        .await
}

fn is_missing(error: &Error) -> bool {
    matches!(error, Error::NotFound)
}
