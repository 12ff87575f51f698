//! What an agency sells again and again.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, ProductId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "product")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ProductId,
    pub agency_id: AgencyId,
    pub name: String,
    pub description: String,
    /// The account at Stripe in which it is known, and its name there.
    pub account_id: Option<String>,
    pub stripe_id: Option<String>,
    /// The version that Stripe was told of last.
    pub mirrored: i64,
    pub archived_at: Option<DateTimeUtc>,
    pub version: i64,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
