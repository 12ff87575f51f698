use std::collections::HashMap;

use portico_stripe::{Ordered, Trouble};
use sea_orm::ColumnTrait;

use super::ask::Told;
use super::follow::follow_subscription;
use super::{find_price, mirror};
use crate::access::AgencyScope;
use crate::entity::subscription::{Column, Entity, Model};
use crate::entity::words::SubscriptionState;
use crate::error::{Error, Result};
use crate::features::till::{self, Till};
use crate::features::{billing, workspaces};
use crate::ids::SubscriptionId;

/// What Stripe will say again, however often it is asked.
const FINAL: [&str; 3] = ["stripe_refused", "payment_declined", "amount_not_payable"];

/// Has a subscription that is written down start at Stripe. Asked twice, Stripe gives the same.
///
/// # Errors
/// [`Error::Unavailable`] where Stripe is silent: then it may be tried again; a conflict where Stripe refuses: then it has
/// ended.
pub async fn begin(scope: &AgencyScope, till: &Till, id: SubscriptionId) -> Result<()> {
    let row = scope.find::<Entity>().filter(Column::Id.eq(id)).one().await?;
    if row.state != SubscriptionState::Starting || row.account_id.as_deref() != Some(till.account.as_str()) {
        return Ok(());
    }
    match order(scope, till, &row).await {
        Ok(told) => scope.transaction(async |scope| follow_subscription(&scope, &told).await).await,
        // Only what Stripe says of this very order ends it: anything else may pass.
        Err(Error::Conflict { code, message }) if FINAL.contains(&code) => {
            give_up(scope, &row, Some(code), &message).await?;
            Err(Error::Conflict { code, message })
        }
        Err(error) => Err(error),
    }
}

async fn order(scope: &AgencyScope, till: &Till, row: &Model) -> Result<Told> {
    let product = find_price(scope, row.price_id).await?.product_id;
    mirror(scope, till, product).await?;
    let price = find_price(scope, row.price_id).await?.stripe_id;
    let cannot = || Error::conflict("amount_not_payable", "this amount cannot be paid online");
    let workspace = workspaces::held_anywhere(scope, row.workspace_id).await?;
    let ordered = Ordered {
        customer: till::customer(scope, till, row.workspace_id, &workspace.name).await?,
        price: price.ok_or_else(cannot)?,
        quantity: row.quantity.unsigned_abs(),
        days: row.due_days.unsigned_abs(),
        metadata: HashMap::from([("subscription".to_owned(), row.id.to_string())]),
    };
    let asked_at = scope.now();
    // With the customer in it: the same key with another customer would be refused.
    match till.stripe.subscribe(&format!("subscription-{}-{}", row.id, ordered.customer), &ordered).await {
        Ok(said) => Ok(Told { id: row.id, asked_at, said }),
        Err(Trouble::Refused { param, .. }) if param == "customer" => {
            till::forget_customer(scope, till, row.workspace_id).await?;
            Err(Error::Unavailable(anyhow::anyhow!("the customer is gone at Stripe")))
        }
        Err(trouble) => Err(trouble.into()),
    }
}

/// What was said when one did not start, for whoever asks for it again.
pub fn refusal(row: &Model) -> Option<Error> {
    let never = row.state == SubscriptionState::Ended && row.stripe_id.is_none();
    let problem = row.problem.clone().filter(|_| never)?;
    let code = FINAL.into_iter().find(|code| row.problem_code.as_deref() == Some(*code)).unwrap_or(FINAL[0]);
    Some(Error::conflict(code, problem))
}

/// Leaves a subscription that cannot start; `code` is Stripe's refusal, where it is one.
///
/// # Errors
/// When the database refuses.
pub async fn give_up(scope: &AgencyScope, row: &Model, code: Option<&str>, problem: &str) -> Result<()> {
    let now = scope.now();
    scope
        .transaction(async |scope| {
            let update = scope.update::<Entity>().set(Column::State, SubscriptionState::Ended);
            let update = update.set(Column::EndedAt, now).set(Column::Problem, problem).set(Column::UpdatedAt, now);
            let update = update.set_if(Column::ProblemCode, code);
            let update = update.filter(Column::State.eq(SubscriptionState::Starting));
            update.filter(Column::Id.eq(row.id)).exec().await?;
            billing::announce_account(&scope, row.workspace_id);
            Ok(())
        })
        .await
}
