//! A person on the client's side; unique by email within an agency.

use sea_orm::entity::prelude::*;

use crate::entity::words::Onboarding;
use crate::ids::{AgencyId, ClientId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "client_user")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ClientId,
    pub agency_id: AgencyId,
    pub email: String,
    pub name: String,
    pub phone: Option<String>,
    /// Whether single keys do something.
    pub shortcuts: bool,
    pub disabled_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    /// An IANA time zone; the agency's where there is none.
    pub time_zone: Option<String>,
    /// What the welcome is to ask next; none for whoever is through.
    pub onboarding: Option<Onboarding>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
crate::entity::ownership::owned_by_client!(Entity, Id);
