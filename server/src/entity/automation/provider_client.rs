//! What an agency has set up at a provider: its OAuth client there, or how a key is sent. Its secret is sealed.

use sea_orm::entity::prelude::*;

use crate::entity::words::ConnectionKind;
use crate::ids::{AgencyId, ProviderClientId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "provider_client")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ProviderClientId,
    pub agency_id: AgencyId,
    /// The key of the provider in the catalogue.
    pub provider: String,
    pub kind: ConnectionKind,
    pub name: String,
    pub oauth_client: Option<String>,
    pub secret: Option<String>,
    /// Which key seals the secret.
    pub key_id: Option<String>,
    /// What the catalogue does not say, as JSON.
    pub settings: String,
    pub version: i64,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
