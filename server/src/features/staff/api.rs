use poem_openapi::param::Query;
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};
use uuid::Uuid;

use super::service;
use crate::api::{Listing, Outcome, Staff, Tag, paging};
use crate::entity::{staff_user, words};

/// What a staff user may do in the agency.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum StaffRole {
    Owner,
    Admin,
    Member,
}

impl From<words::StaffRole> for StaffRole {
    fn from(role: words::StaffRole) -> Self {
        match role {
            words::StaffRole::Owner => Self::Owner,
            words::StaffRole::Admin => Self::Admin,
            words::StaffRole::Member => Self::Member,
        }
    }
}

/// A person who works for the agency.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct StaffMember {
    pub id: Uuid,
    pub name: String,
    pub email: String,
    pub role: StaffRole,
    /// What they do, as clients read it.
    pub title: Option<String>,
    pub phone: Option<String>,
}

impl From<staff_user::Model> for StaffMember {
    fn from(row: staff_user::Model) -> Self {
        Self {
            id: row.id.into(),
            name: row.name,
            email: row.email,
            role: row.role.into(),
            title: row.title,
            phone: row.phone,
        }
    }
}

/// The agency's people.
pub struct StaffApi;

#[OpenApi(tag = "Tag::Staff")]
impl StaffApi {
    /// Who works for the agency, the first one first.
    #[oai(path = "/staff", method = "get", operation_id = "staff_list")]
    async fn list(
        &self,
        Staff(scope): Staff,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<StaffMember>>> {
        let paging = paging(limit.0, cursor.0.as_deref())?;
        Ok(Json(Listing::of(service::list(&scope, &paging).await?, StaffMember::from)))
    }
}
