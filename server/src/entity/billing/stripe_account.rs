//! How an agency is paid online. Secrets are sealed.

use sea_orm::entity::prelude::*;

use crate::entity::words::StripeMode;
use crate::ids::AgencyId;

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stripe_account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub agency_id: AgencyId,
    pub mode: StripeMode,
    /// The account's own key, sealed; none where it is connected to the install's.
    pub secret_key: Option<String>,
    /// How the key ends, to know it by.
    pub key_hint: Option<String>,
    /// What its webhooks are signed with, sealed: the newest first, and the one before while it changes.
    pub webhook_secrets: Option<String>,
    pub account_id: String,
    /// Whether it can be paid.
    pub charges_enabled: bool,
    /// Whether all was said that Stripe asks before that.
    pub details_submitted: bool,
    pub checked_at: DateTimeUtc,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
