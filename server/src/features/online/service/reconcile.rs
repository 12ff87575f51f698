use std::collections::BTreeSet;

use chrono::TimeDelta;
use sea_orm::{ColumnTrait, Condition};

use super::apply::{converge, free, give_up};
use super::close::asks_too_much;
use super::inbox::receive;
use crate::access::AgencyScope;
use crate::entity::checkout::{Column, Entity, Model};
use crate::entity::stripe_event;
use crate::entity::words::CheckoutState;
use crate::error::{Error, Result};
use crate::features::subscriptions;
use crate::features::till::{self, Till};
use crate::ids::CheckoutId;
use crate::stripe::Cashier;

/// How many attempts are looked at in one go.
const AT_ONCE: u64 = 200;
/// How long what was settled is compared once more: refunds and disputes may have been missed.
const SETTLED: TimeDelta = TimeDelta::days(2);
/// How far back we ask what Stripe told; it tries to reach us as long.
const TOLD: TimeDelta = TimeDelta::days(3);
/// How many pages of that are read, of a hundred each.
const MOST_PAGES: usize = 50;
/// How long we wait for the answer of Stripe's that was lost.
const ANSWER: TimeDelta = TimeDelta::days(1);

/// Compares attempts that are open, and those settled lately, with Stripe, and mends what webhooks missed. Says how many
/// were compared and how many could not be.
///
/// # Errors
/// When the database fails, or no key opens the account.
pub async fn reconcile(scope: &AgencyScope, cashier: &Cashier) -> Result<(usize, usize)> {
    let Some(till) = till::open(scope, cashier).await? else { return Ok((0, 0)) };
    let now = scope.now();
    let open = Column::State.is_in([CheckoutState::Open, CheckoutState::Processing]);
    let lately = Column::SettledAt.gte(now - SETTLED);
    let (mut after, mut compared, mut failed) = (None::<CheckoutId>, 0, 0);
    loop {
        let page = scope.find::<Entity>().filter(Column::AccountId.eq(till.account.as_str()));
        let page = page.filter(Condition::any().add(open.clone()).add(lately.clone()));
        let page = page.filter_if(after, |id| Column::Id.gt(id)).asc(Column::Id).limit(AT_ONCE).all().await?;
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        for attempt in &page {
            match look(scope, &till, attempt, now - ANSWER).await {
                Ok(()) => compared += 1,
                Err(error) => {
                    tracing::warn!(checkout = %attempt.id, %error, "comparing a payment with Stripe");
                    failed += 1;
                }
            }
        }
    }
    let (more, missing) = subscriptions::reconcile(scope, &till).await?;
    (compared, failed) = (compared + more, failed + missing);
    if let Err(error) = missed(scope, &till).await {
        tracing::warn!(%error, "asking Stripe what it told");
        failed += 1;
    }
    Ok((compared, failed))
}

/// Keeps what Stripe told lately and never reached us: refunds and disputes of long ago, too.
async fn missed(scope: &AgencyScope, till: &Till) -> Result<()> {
    let since = (scope.now() - TOLD).timestamp();
    let mut before: Option<String> = None;
    for _ in 0..MOST_PAGES {
        let (events, more) = till.stripe.events(since, before.as_deref()).await?;
        let ids = events.iter().map(|event| event.id.as_str());
        let known = scope.find::<stripe_event::Entity>().filter(stripe_event::Column::EventId.is_in(ids)).all().await?;
        let known: BTreeSet<String> = known.into_iter().map(|row| row.event_id).collect();
        let news = events.iter().filter(|event| !known.contains(&event.id));
        for event in news.filter(|event| event.session().or(event.payment()).or(event.subject()).is_some()) {
            let payload = serde_json::to_string(event).map_err(Error::internal)?;
            receive(scope, event, &payload).await?;
        }
        before = events.last().map(|event| event.id.clone());
        if !more {
            break;
        }
    }
    Ok(())
}

async fn look(scope: &AgencyScope, till: &Till, attempt: &Model, waited: chrono::DateTime<chrono::Utc>) -> Result<()> {
    if attempt.state == CheckoutState::Open && asks_too_much(scope, attempt.id).await? {
        // What it is for was settled or voided, and its page is still there.
        return free(scope, till, attempt).await.map(drop);
    }
    if attempt.session_id.is_some() {
        return converge(scope, till, attempt.id).await;
    }
    if attempt.state == CheckoutState::Open && attempt.created_at < waited {
        give_up(scope, attempt, "no answer").await?;
    }
    Ok(())
}
