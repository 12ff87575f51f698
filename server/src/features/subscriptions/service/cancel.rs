use portico_stripe::Trouble;
use sea_orm::ColumnTrait;
use serde_json::json;

use super::ask::{Told, ask_subscription};
use super::follow::follow_subscription;
use crate::access::{AdminScope, AgencyScope};
use crate::entity::subscription::{Column, Entity, Model};
use crate::entity::words::SubscriptionState;
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::features::{billing, till};
use crate::ids::SubscriptionId;
use crate::stripe::Cashier;

/// When a subscription is to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    Now,
    /// When what is paid for is over.
    PeriodEnd,
}

/// Ends a subscription. Invoices that were made stay to be paid.
///
/// # Errors
/// [`Error::NotFound`]; a conflict where it has ended, is to end then anyway, or has not started yet; what Stripe says
/// against it, and then it goes on.
pub async fn cancel(scope: &AdminScope, cashier: &Cashier, id: SubscriptionId, when: When) -> Result<()> {
    let row = scope.find::<Entity>().filter(Column::Id.eq(id)).one().await?;
    check(&row, when)?;
    let told = there(scope, cashier, &row, when).await?;
    scope
        .transaction(async |scope| {
            match &told {
                Some(told) => follow_subscription(&scope, told).await?,
                None => {
                    // It may have been renewed or ended since.
                    let row = scope.find::<Entity>().filter(Column::Id.eq(id)).locked().one().await?;
                    check(&row, when)?;
                    here(&scope, &row, when).await?;
                }
            }
            let entry = Entry::new("subscription.cancelled").target("subscription", id, row.name.clone());
            let detail = json!({ "at_once": when == When::Now });
            audit::record(&scope, entry.workspace(row.workspace_id).detail(detail)).await
        })
        .await
}

/// Whether it can be ended so.
fn check(row: &Model, when: When) -> Result<()> {
    match row.state {
        SubscriptionState::Ended => Err(Error::conflict("subscription_ended", "this subscription has ended")),
        SubscriptionState::Starting => {
            let message = "this subscription is still starting; try again in a moment";
            Err(Error::conflict("subscription_starting", message))
        }
        _ if when == When::PeriodEnd && row.ends_at.is_some() => {
            Err(Error::conflict("subscription_ending", "this subscription is to end then already"))
        }
        _ => Ok(()),
    }
}

/// Ends it at Stripe, where it is; what Stripe said then.
async fn there(scope: &AgencyScope, cashier: &Cashier, row: &Model, when: When) -> Result<Option<Told>> {
    let (Some(account), Some(name)) = (&row.account_id, &row.stripe_id) else { return Ok(None) };
    let till = till::open(scope, cashier).await?.filter(|till| till.account == *account);
    let Some(till) = till else {
        // Of an account that is not the agency's any more we hear nothing: here it can end, there somebody has to end it.
        let message = "the account at Stripe is not the agency's any more; end it there, and here at once";
        return if when == When::Now { Ok(None) } else { Err(Error::conflict("stripe_unusable", message)) };
    };
    let asked_at = scope.now();
    let answer = match when {
        When::Now => till.stripe.cancel_subscription(&format!("cancel-{}", row.id), name).await,
        When::PeriodEnd => till.stripe.cancel_later(&format!("cancel-later-{}", row.id), name).await,
    };
    match answer {
        Ok(said) => Ok(Some(Told { id: row.id, asked_at, said })),
        // It has ended there, and nobody told us.
        Err(Trouble::Missing) => Ok(Some(ask_subscription(scope, &till, row.id, name).await?)),
        Err(trouble) => Err(trouble.into()),
    }
}

async fn here(scope: &AgencyScope, row: &Model, when: When) -> Result<()> {
    let now = scope.now();
    let update = scope.update::<Entity>().set(Column::UpdatedAt, now).filter(Column::Id.eq(row.id));
    let update = match when {
        When::Now => {
            let update = update.set(Column::State, SubscriptionState::Ended);
            update.set(Column::EndedAt, now).set(Column::EndsAt, now)
        }
        When::PeriodEnd => update.set(Column::EndsAt, row.renews_at.unwrap_or(now)),
    };
    update.exec().await?;
    billing::announce_account(scope, row.workspace_id);
    Ok(())
}
