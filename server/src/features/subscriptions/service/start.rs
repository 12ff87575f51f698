use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use serde_json::json;

use super::begin::{begin, refusal};
use super::{find_price, renew};
use crate::access::{AdminScope, AgencyScope};
use crate::entity::words::{Recurs, SubscriptionState};
use crate::entity::{price, product, subscription};
use crate::error::{Error, FieldErrors, Result};
use crate::features::audit::{self, Entry};
use crate::features::{billing, till, workspaces};
use crate::ids::{Id, PriceId, SubscriptionId, WorkspaceId};
use crate::money::{Currency, MOST};
use crate::stripe::{Cashier, outward};

/// The most of one thing that a client can subscribe to.
const MOST_OF_ONE: i64 = 10_000;
/// The latest that an invoice is due, in days.
const LONGEST_DUE: i32 = 366;

/// Something that a client is to pay for again and again.
#[derive(Clone, Debug)]
pub struct NewSubscription {
    pub workspace: WorkspaceId,
    pub price: PriceId,
    pub quantity: i64,
    /// Within how many days each invoice is to be paid; the agency's usual ones where it is not said.
    pub due_days: Option<i32>,
}

/// Starts a subscription: at Stripe where the agency has an account there, and otherwise with us, and its first invoice is
/// made. Where Stripe is silent, it is `starting` and goes on by itself.
///
/// # Errors
/// [`Error::Invalid`] at the fields: a foreign workspace or price, one that is paid once, is in the archive; a conflict
/// where Stripe refuses.
pub async fn start(scope: &AdminScope, cashier: &Cashier, new: NewSubscription) -> Result<SubscriptionId> {
    let till = till::open(scope, cashier).await?;
    let account = till.as_ref().map(|till| till.account.clone());
    let row = scope.transaction(async |scope| write(&scope, &new, account).await).await?;
    // The same key again: what Stripe refused then, it has refused.
    if let Some(refusal) = refusal(&row) {
        return Err(refusal);
    }
    if let Some(till) = &till {
        match begin(scope, till, row.id).await {
            Err(Error::Unavailable(cause)) => {
                tracing::warn!(subscription = %row.id, %cause, "a subscription is to start once Stripe answers");
            }
            other => other?,
        }
    }
    Ok(row.id)
}

/// Writes it down before Stripe hears of it. Its id is the key under which Stripe is asked.
async fn write(scope: &AgencyScope, new: &NewSubscription, account: Option<String>) -> Result<subscription::Model> {
    use subscription::{ActiveModel, Column, Entity};
    let author = scope.actor().staff().ok_or_else(|| Error::internal(anyhow::anyhow!("somebody starts it")))?;
    let id = SubscriptionId::new();
    if let Some(earlier) = scope.claim_once("subscription_start", id).await? {
        return scope.find::<Entity>().filter(Column::Id.eq(SubscriptionId::from(earlier))).one().await;
    }
    // It may have been removed since it was looked up.
    if let Some(account) = &account
        && !till::hold(scope, account).await?
    {
        return Err(Error::conflict("stripe_unusable", "the agency's account at Stripe has just changed; try again"));
    }
    let (price, product) = wanted(scope, new).await?;
    let payable = Currency::of(&price.currency).and_then(|currency| outward(price.amount, currency));
    if account.is_some() && payable.is_none() {
        return Err(Error::conflict("amount_not_payable", "this amount cannot be paid online"));
    }
    let due_days = match new.due_days {
        Some(days) => days,
        None => billing::settings(scope).await?.row.due_days,
    };
    let ours = account.is_none();
    let now = scope.now();
    let row = ActiveModel {
        id: Set(id),
        agency_id: NotSet,
        workspace_id: Set(new.workspace),
        price_id: Set(price.id),
        name: Set(product.name),
        currency: Set(price.currency),
        amount: Set(price.amount),
        quantity: Set(new.quantity),
        recurs: Set(price.recurs),
        due_days: Set(due_days),
        state: Set(if ours { SubscriptionState::Active } else { SubscriptionState::Starting }),
        account_id: Set(account),
        stripe_id: Set(None),
        periods: Set(0),
        started_at: Set(now),
        renews_at: Set(ours.then_some(now)),
        ends_at: Set(None),
        ended_at: Set(None),
        problem: Set(None),
        problem_code: Set(None),
        asked_at: Set(now),
        author_id: Set(author),
        author_name: Set(scope.actor().name().to_owned()),
        created_at: Set(now),
        updated_at: Set(now),
    };
    let mut row = scope.insert(row).await?;
    if ours {
        row = renew::period(scope, row).await?;
    }
    billing::announce_account(scope, row.workspace_id);
    let detail =
        json!({ "price": row.price_id, "quantity": row.quantity, "amount": row.amount, "currency": row.currency });
    let entry = Entry::new("subscription.started").target("subscription", row.id, row.name.clone());
    audit::record(scope, entry.workspace(row.workspace_id).detail(detail)).await?;
    Ok(row)
}

/// What is subscribed to, if it can be.
async fn wanted(scope: &AgencyScope, new: &NewSubscription) -> Result<(price::Model, product::Model)> {
    let mut errors = FieldErrors::default();
    match workspaces::find(scope, new.workspace).await {
        Err(Error::NotFound) => {
            errors.add("workspace_id", "The agency has no such workspace, or it is in the archive.")
        }
        other => drop(other?),
    }
    if !(1..=MOST_OF_ONE).contains(&new.quantity) {
        errors.add("quantity", format!("From 1 to {MOST_OF_ONE}."));
    }
    if new.due_days.is_some_and(|days| !(0..=LONGEST_DUE).contains(&days)) {
        errors.add("due_days", format!("From 0 to {LONGEST_DUE} days."));
    }
    let price = match find_price(scope, new.price).await {
        Err(Error::NotFound) => {
            errors.add("price_id", "The agency has no such price.");
            return Err(errors.into_result().err().unwrap_or(Error::NotFound));
        }
        other => other?,
    };
    let products = scope.find::<product::Entity>().filter(product::Column::Id.eq(price.product_id));
    let product = products.one().await?;
    if price.archived_at.is_some() || product.archived_at.is_some() {
        errors.add("price_id", "This is in the archive: it is not sold any more.");
    } else if price.recurs == Recurs::Once {
        errors.add("price_id", "This is paid once. Choose a price by month or by year.");
    }
    if price.amount.checked_mul(new.quantity).is_none_or(|amount| amount > MOST) {
        errors.add("quantity", "This is more than an invoice can say.");
    }
    errors.into_result()?;
    Ok((price, product))
}
