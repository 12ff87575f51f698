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
    /// Its name among all mails, without the angle brackets.
    pub message_id: Option<String>,
    /// The name under which mail programs put it together with others.
    pub thread: Option<String>,
    pub reply_to: Option<String>,
    /// Where one click ends mails like it.
    pub unsubscribe: Option<String>,
    /// How often delivering it failed.
    pub tries: i32,
    /// When it was given up.
    pub failed_at: Option<DateTimeUtc>,
    pub last_error: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
crate::entity::ownership::appendable!(Entity);
