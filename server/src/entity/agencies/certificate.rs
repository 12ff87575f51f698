//! The certificate of a host that is served, and how getting it went.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "certificate")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub host: String,
    /// The certificate and those above it, as PEM.
    pub chain: Option<String>,
    /// Its key as PEM, sealed.
    pub private_key: Option<String>,
    pub expires_at: Option<DateTimeUtc>,
    /// When the next one is to be asked for.
    pub next_try_at: DateTimeUtc,
    /// How often in a row asking failed.
    pub attempts: i32,
    /// Why it did the last time.
    pub problem: Option<String>,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::global!(Entity);
