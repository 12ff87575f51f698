use chrono::{DateTime, Utc};
use portico_stripe::{Dispute, Intent, Invoice, Refund, Subscription, Trouble};
use sea_orm::ColumnTrait;

use crate::access::AgencyScope;
use crate::entity::subscription::{Column, Entity, Model};
use crate::entity::{invoice, payment};
use crate::error::Result;
use crate::features::till::Till;
use crate::ids::SubscriptionId;

/// What Stripe says of something of ours.
pub enum News {
    Subscription(Told),
    Invoice(Box<Asked>),
}

/// What Stripe says of a subscription.
pub struct Told {
    pub(super) id: SubscriptionId,
    pub(super) asked_at: DateTime<Utc>,
    pub(super) said: Subscription,
}

/// What Stripe says of an invoice.
pub struct Asked {
    pub(super) subscription: Model,
    pub(super) said: Invoice,
    pub(super) payments: Vec<Paid>,
}

/// A payment of an invoice, and what went back of it.
pub(super) struct Paid {
    pub intent: Intent,
    pub refunds: Vec<Refund>,
    pub lost: Vec<Dispute>,
}

/// Asks Stripe of a subscription or an invoice by its name there; nothing where it is none of ours.
///
/// # Errors
/// What Stripe says against it.
pub async fn ask(scope: &AgencyScope, till: &Till, name: &str) -> Result<Option<News>> {
    if name.starts_with("in_") {
        return Ok(ask_invoice(scope, till, name).await?.map(|asked| News::Invoice(Box::new(asked))));
    }
    let asked_at = scope.now();
    let said = match till.stripe.subscription(name).await {
        Err(Trouble::Missing) => return Ok(None),
        other => other?,
    };
    let row = own(scope, till, &said).await?;
    Ok(row.map(|row| News::Subscription(Told { id: row.id, asked_at, said })))
}

pub(super) async fn ask_subscription(scope: &AgencyScope, till: &Till, id: SubscriptionId, name: &str) -> Result<Told> {
    let asked_at = scope.now();
    Ok(Told { id, asked_at, said: till.stripe.subscription(name).await? })
}

pub(super) async fn ask_invoice(scope: &AgencyScope, till: &Till, name: &str) -> Result<Option<Asked>> {
    let said = match till.stripe.invoice(name).await {
        // A draft may be thrown away there.
        Err(Trouble::Missing) => return Ok(None),
        other => other?,
    };
    let Some(of) = said.subscription() else { return Ok(None) };
    let row = match known(scope, till, of).await? {
        Some(row) => row,
        // Its answer is still on its way to us.
        None => match own(scope, till, &till.stripe.subscription(of).await?).await? {
            Some(row) => row,
            None => return Ok(None),
        },
    };
    let mut payments = Vec::new();
    for name in said.intents() {
        payments.push(ask_payment(till, name).await?);
    }
    Ok(Some(Asked { subscription: row, said, payments }))
}

async fn ask_payment(till: &Till, name: &str) -> Result<Paid> {
    let intent = till.stripe.payment(name).await?;
    let charge = intent.latest_charge.as_ref();
    let refunds = match charge {
        Some(_) => till.stripe.refunds(name).await?,
        None => Vec::new(),
    };
    let lost = match charge.and_then(|charge| charge.disputed) {
        Some(true) => till.stripe.disputes(name).await?.into_iter().filter(|it| it.status == "lost").collect(),
        _ => Vec::new(),
    };
    Ok(Paid { intent, refunds, lost })
}

/// The subscription of ours that Stripe speaks of: by its name there, or by what we wrote on it.
async fn own(scope: &AgencyScope, till: &Till, said: &Subscription) -> Result<Option<Model>> {
    if let Some(row) = known(scope, till, &said.id).await? {
        return Ok(Some(row));
    }
    let Some(id) = said.metadata.subscription.as_deref().and_then(|id| id.parse::<SubscriptionId>().ok()) else {
        return Ok(None);
    };
    let row = scope.find::<Entity>().filter(Column::Id.eq(id)).filter(Column::StripeId.is_null());
    row.filter(Column::AccountId.eq(till.account.as_str())).first().await
}

async fn known(scope: &AgencyScope, till: &Till, name: &str) -> Result<Option<Model>> {
    let row = scope.find::<Entity>().filter(Column::StripeId.eq(name));
    row.filter(Column::AccountId.eq(till.account.as_str())).first().await
}

/// The invoice at Stripe that a payment there is of, where the ledger knows the payment.
///
/// # Errors
/// When the database fails.
pub async fn invoice_of(scope: &AgencyScope, payment: &str) -> Result<Option<String>> {
    let rows = scope.find::<payment::Entity>().filter(payment::Column::ProviderId.eq(payment));
    let Some(row) = rows.first().await? else { return Ok(None) };
    let rows = scope.find::<invoice::Entity>().filter(invoice::Column::Id.eq(row.invoice_id));
    Ok(rows.one().await?.at_stripe().map(str::to_owned))
}
