use chrono::TimeDelta;
use portico_stripe::Trouble;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, Condition};

use super::ask::{ask_invoice, ask_subscription};
use super::begin::{begin, give_up};
use super::follow::follow_subscription;
use super::ledger::{follow_invoice, known};
use super::mirror;
use crate::access::AgencyScope;
use crate::entity::subscription::{Column, Entity, Model};
use crate::entity::words::{InvoiceStatus, SubscriptionState};
use crate::entity::{invoice, product};
use crate::error::Result;
use crate::features::till::Till;
use crate::ids::SubscriptionId;

/// How many subscriptions are looked at in one go.
const AT_ONCE: u64 = 200;
/// How long one that has ended is still compared: its last invoice may be settled here a year later, and is to be closed
/// there then.
const ENDED: TimeDelta = TimeDelta::days(400);
/// How long we wait for the answer of Stripe's that was lost.
const ANSWER: TimeDelta = TimeDelta::days(1);

/// Compares subscriptions and their invoices with Stripe and mends what webhooks missed; tells Stripe of products it does
/// not know, and of invoices that were settled here. Says how many were compared and how many could not be.
///
/// # Errors
/// When the database fails.
pub async fn reconcile(scope: &AgencyScope, till: &Till) -> Result<(usize, usize)> {
    use product::Column as P;
    let (mut after, mut compared, mut failed) = (None::<SubscriptionId>, 0, 0);
    let account = till.account.as_str();
    let live = Column::State.ne(SubscriptionState::Ended);
    let lately = Column::EndedAt.gte(scope.now() - ENDED);
    loop {
        let page = scope.find::<Entity>().filter(Column::AccountId.eq(account));
        let page = page.filter(Condition::any().add(live.clone()).add(lately.clone()));
        let page = page.filter_if(after, |id| Column::Id.gt(id)).asc(Column::Id).limit(AT_ONCE).all().await?;
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        for row in &page {
            match look(scope, till, row).await {
                Ok(()) => compared += 1,
                Err(error) => {
                    tracing::warn!(subscription = %row.id, %error, "comparing a subscription with Stripe");
                    failed += 1;
                }
            }
        }
    }
    let strange = Condition::any().add(P::AccountId.is_null()).add(P::AccountId.ne(account));
    let strange = Condition::all().add(P::ArchivedAt.is_null()).add(strange);
    let changed = Expr::col(P::Mirrored.as_column_ref()).ne(Expr::col(P::Version.as_column_ref()));
    let changed = Condition::all().add(P::AccountId.eq(account)).add(changed);
    let strange = scope.find::<product::Entity>().filter(Condition::any().add(strange).add(changed));
    for product in strange.limit(AT_ONCE).all().await? {
        if let Err(error) = mirror(scope, till, product.id).await {
            tracing::warn!(product = %product.id, %error, "telling Stripe of a product");
            failed += 1;
        }
    }
    Ok((compared, failed))
}

async fn look(scope: &AgencyScope, till: &Till, row: &Model) -> Result<()> {
    let Some(name) = &row.stripe_id else {
        if row.created_at < scope.now() - ANSWER {
            return give_up(scope, row, None, "no answer").await;
        }
        return begin(scope, till, row.id).await;
    };
    let told = ask_subscription(scope, till, row.id, name).await?;
    scope.transaction(async |scope| follow_subscription(&scope, &told).await).await?;
    let there = till.stripe.invoices(name).await?;
    let names: Vec<&str> = there.iter().map(|invoice| invoice.id.as_str()).collect();
    let here = known(scope, &names).await?;
    // The oldest first, so that their numbers are in order.
    for said in there.iter().rev() {
        let row = here.iter().find(|row| row.at_stripe() == Some(said.id.as_str()));
        let settled = row.is_some_and(|row| row.status != InvoiceStatus::Open);
        let open = said.status.as_deref() == Some("open");
        match row {
            Some(row) if settled && open => push(till, row, &said.id).await?,
            Some(_) if settled || open => {}
            _ => {
                if let Some(asked) = ask_invoice(scope, till, &said.id).await? {
                    scope.transaction(async |scope| follow_invoice(&scope, &asked).await).await?;
                }
            }
        }
    }
    Ok(())
}

/// Tells Stripe that an invoice was settled here, so that nobody pays it there.
async fn push(till: &Till, row: &invoice::Model, name: &str) -> Result<(), Trouble> {
    match row.status {
        InvoiceStatus::Paid => till.stripe.paid_elsewhere(&format!("elsewhere-{}", row.id), name).await.map(drop),
        InvoiceStatus::Void => till.stripe.void_invoice(&format!("void-{}", row.id), name).await.map(drop),
        InvoiceStatus::Open => Ok(()),
    }
}
