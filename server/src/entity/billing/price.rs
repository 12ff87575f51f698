//! What a product costs. It never changes: another amount is another price.

use sea_orm::entity::prelude::*;

use crate::entity::words::Recurs;
use crate::ids::{AgencyId, PriceId, ProductId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "price")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PriceId,
    pub agency_id: AgencyId,
    pub product_id: ProductId,
    pub currency: String,
    pub amount: i64,
    pub recurs: Recurs,
    /// The account at Stripe in which it is known, and its name there.
    pub account_id: Option<String>,
    pub stripe_id: Option<String>,
    /// Whether Stripe was told that it is sold no more.
    pub retired: bool,
    pub archived_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
