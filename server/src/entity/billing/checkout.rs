//! One attempt to pay online, from before Stripe is asked until it is settled.

use sea_orm::entity::prelude::*;

use crate::entity::words::CheckoutState;
use crate::ids::{AgencyId, CheckoutId, ClientId, WorkspaceId};

#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "checkout")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CheckoutId,
    pub agency_id: AgencyId,
    pub workspace_id: WorkspaceId,
    pub client_user_id: ClientId,
    /// The account at Stripe.
    pub account_id: String,
    pub currency: String,
    pub amount: i64,
    pub state: CheckoutState,
    /// The address that the person comes back to, without what says how.
    pub back: String,
    pub session_id: Option<String>,
    pub url: Option<String>,
    pub payment_id: Option<String>,
    /// How a dispute of the payment stands, where there is one.
    pub dispute: Option<String>,
    /// Why it failed, or was declined last.
    pub problem: Option<String>,
    pub created_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub settled_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::entity::ownership::owned_by_agency!(Entity);
