use chrono::DateTime;
use portico_stripe::{Subscription, Trouble};
use sea_orm::ColumnTrait;

use super::ask::{News, Told};
use super::ledger::follow_invoice;
use crate::access::AgencyScope;
use crate::entity::subscription::{Column, Entity};
use crate::entity::words::SubscriptionState;
use crate::error::Result;
use crate::features::billing;
use crate::ids::InvoiceId;
use crate::money::Currency;
use crate::stripe::inward;

/// Has what we keep follow what Stripe said, as part of a transaction. The invoice that it is about, where it is in the
/// ledger.
///
/// # Errors
/// A defect where Stripe says what cannot be.
pub async fn follow(scope: &AgencyScope, news: &News) -> Result<Option<InvoiceId>> {
    match news {
        News::Subscription(told) => follow_subscription(scope, told).await.map(|()| None),
        News::Invoice(asked) => follow_invoice(scope, asked).await.map(|row| row.map(|row| row.id)),
    }
}

/// Has a subscription stand as Stripe said. What was asked before the last answer that we took changes nothing, and what
/// has ended stays so.
pub(super) async fn follow_subscription(scope: &AgencyScope, told: &Told) -> Result<()> {
    let row = scope.find::<Entity>().filter(Column::Id.eq(told.id)).locked().one().await?;
    // One that we gave up may have started there after all.
    let ended = row.state == SubscriptionState::Ended && row.stripe_id.is_some();
    if ended || row.asked_at > told.asked_at {
        return Ok(());
    }
    let said = &told.said;
    let state = state(&said.status).unwrap_or(row.state);
    let at = |seconds: Option<i64>| seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    let renews_at = at(said.renews_at());
    let ends_at = if said.cancel_at_period_end == Some(true) { renews_at } else { at(said.cancel_at) };
    let ended_at = (state == SubscriptionState::Ended).then(|| at(said.ended_at).unwrap_or(told.asked_at));
    let (amount, quantity) = terms(said)?.unwrap_or((row.amount, row.quantity));
    let update = scope.update::<Entity>().set(Column::StripeId, said.id.clone()).set(Column::State, state);
    let update = update.set(Column::Amount, amount).set(Column::Quantity, quantity);
    let update = update.set(Column::Problem, None::<String>);
    let update = update.set(Column::RenewsAt, renews_at).set(Column::EndsAt, ends_at).set(Column::EndedAt, ended_at);
    let update = update.set(Column::AskedAt, told.asked_at).set(Column::UpdatedAt, scope.now());
    update.filter(Column::Id.eq(row.id)).exec().await?;
    billing::announce_account(scope, row.workspace_id);
    Ok(())
}

/// Where it stands, in our words; nothing for a word that Stripe has added since.
fn state(status: &str) -> Option<SubscriptionState> {
    Some(match status {
        "active" | "trialing" => SubscriptionState::Active,
        "past_due" | "unpaid" | "incomplete" => SubscriptionState::PastDue,
        "paused" => SubscriptionState::Paused,
        "canceled" | "incomplete_expired" => SubscriptionState::Ended,
        _ => return None,
    })
}

/// What it costs and how many there are: what one costs where there is one thing, and all of it where there are several.
/// Nothing where Stripe says no plain amount.
fn terms(said: &Subscription) -> Result<Option<(i64, i64)>> {
    let currency = Currency::of(&said.currency.to_ascii_uppercase()).ok_or(Trouble::Malformed)?;
    let mut all = Vec::new();
    for item in &said.items.data {
        let Some(unit) = item.price.unit_amount else { return Ok(None) };
        all.push((inward(unit, currency).ok_or(Trouble::Malformed)?, item.quantity.unwrap_or(1)));
    }
    let terms = match all.as_slice() {
        [one] => Some(*one),
        several => {
            let sum = several.iter().try_fold(0_i64, |sum, (unit, many)| sum.checked_add(unit.checked_mul(*many)?));
            sum.map(|sum| (sum, 1))
        }
    };
    // What costs nothing for now keeps what it cost.
    Ok(terms.filter(|(amount, quantity)| *amount > 0 && *quantity > 0))
}
