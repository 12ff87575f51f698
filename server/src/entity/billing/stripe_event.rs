//! What Stripe told us, as it came, and what became of it.

use sea_orm::entity::prelude::*;

use crate::entity::words::StripeEventState;
use crate::ids::{AgencyId, StripeEventId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "stripe_event")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: StripeEventId,
    pub agency_id: AgencyId,
    /// Its name at Stripe.
    pub event_id: String,
    pub kind: String,
    /// The checkout session it is about.
    pub session_id: Option<String>,
    /// The payment it is about.
    pub payment_id: Option<String>,
    /// The subscription or the invoice there that it is about.
    pub subject_id: Option<String>,
    pub payload: String,
    pub state: StripeEventState,
    pub attempts: i32,
    pub last_error: Option<String>,
    pub happened_at: DateTimeUtc,
    pub received_at: DateTimeUtc,
    pub settled_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
crate::entity::ownership::appendable!(Entity);
