//! The tenant: its name, place in time, and how it greets.

use sea_orm::entity::prelude::*;

use crate::ids::AgencyId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "agency")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AgencyId,
    pub name: String,
    pub slug: String,
    pub time_zone: String,
    pub locale: String,
    pub accent: Option<String>,
    pub welcome: Option<String>,
    /// How it looks, as `brand::Look` keeps it; derived from the accent until it is chosen.
    pub brand: Option<String>,
    pub sender_name: Option<String>,
    pub sender_address: Option<String>,
    pub currency: String,
    /// How long before a step's deadline those who have not decided are reminded; 0 for never.
    pub remind_before_hours: i32,
    /// How often they are reminded after it.
    pub remind_every_hours: i32,
    /// How often at most, in all.
    pub remind_at_most: i32,
    /// How long what staff say to clients waits before it is said; 0 for not at all.
    pub hold_seconds: i32,
    /// For how many days what went through runs is kept after they ended.
    pub keep_runs_days: i32,
    pub version: i64,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl crate::entity::ownership::OwnedByAgency for Entity {
    const AGENCY: Column = Column::Id;
}
