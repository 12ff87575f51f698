//! A mail in the outbox.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, MailId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MailId,
    pub agency_id: AgencyId,
    pub recipient: String,
    pub sender: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    pub created_at: DateTimeUtc,
    pub sent_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

super::ownership::owned_by_agency!(Entity);
super::ownership::appendable!(Entity);
