use chrono::{DateTime, Utc};
use poem::Request;
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use super::StaffMember;
use crate::api::{Done, Outcome, PersonRef, Staff, Tag};
use crate::features::agencies::address_of;
use crate::features::staff::service::{self, Transfer};

/// An offer of the owner to hand the agency over.
#[derive(Object)]
pub struct OwnershipTransfer {
    /// Who is the owner, and an admin afterwards.
    pub owner: PersonRef,
    /// Who is to be the owner.
    pub receiver: PersonRef,
    pub created_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
}

impl From<Transfer> for OwnershipTransfer {
    fn from(transfer: Transfer) -> Self {
        let Transfer { owner, receiver, created_at, expires_at } = transfer;
        Self {
            owner: PersonRef { id: owner.id.into(), name: owner.name },
            receiver: PersonRef { id: receiver.id.into(), name: receiver.name },
            created_at,
            expires_at,
        }
    }
}

/// To whom the agency is offered.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct NewOwnershipTransfer {
    pub staff_id: Uuid,
}

/// Handing the agency over.
pub struct OwnershipApi;

#[OpenApi(tag = "Tag::Staff")]
impl OwnershipApi {
    /// The offer that stands.
    #[oai(path = "/ownership-transfer", method = "get", operation_id = "ownership_transfer_view")]
    async fn view(&self, Staff(scope): Staff) -> Outcome<Json<OwnershipTransfer>> {
        Ok(Json(service::pending(&scope).await?.into()))
    }

    /// Offers the agency to a teammate, for seven days; an earlier offer is off. For the owner.
    #[oai(path = "/ownership-transfer", method = "post", operation_id = "ownership_transfer_create")]
    async fn create(
        &self,
        Staff(scope): Staff,
        request: &Request,
        body: Json<NewOwnershipTransfer>,
    ) -> Outcome<Json<OwnershipTransfer>> {
        let address = address_of(request).await?;
        Ok(Json(service::offer(&scope, body.0.staff_id.into(), &address).await?.into()))
    }

    /// Takes the agency over. For the one to whom it is offered, who is the owner from then on.
    #[oai(path = "/ownership-transfer/accept", method = "post", operation_id = "ownership_transfer_accept")]
    async fn accept(&self, Staff(scope): Staff) -> Outcome<Json<StaffMember>> {
        let owner = service::accept(&scope).await?;
        Ok(Json(StaffMember::of(&scope, owner).await?))
    }

    /// Calls the offer off. For the owner, and for the one to whom it is made.
    #[oai(path = "/ownership-transfer", method = "delete", operation_id = "ownership_transfer_cancel")]
    async fn cancel(&self, Staff(scope): Staff) -> Outcome<Done> {
        service::cancel(&scope).await?;
        Ok(Done::Done)
    }
}
