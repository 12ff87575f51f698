use portico_stripe::Trouble;
use sea_orm::ColumnTrait;
use sea_orm::sea_query::Expr;

use super::truth::{Truth, truth};
use crate::access::AgencyScope;
use crate::entity::words::{CheckoutState, PaymentKind, PaymentState};
use crate::entity::{checkout, checkout_invoice, payment};
use crate::error::{Error, Result};
use crate::features::billing::{self, Dispute, Provided, ProvidedRefund};
use crate::features::till::Till;
use crate::ids::CheckoutId;
use crate::money::Currency;
use crate::stripe::{inward, outward};

use checkout::{Column, Entity};

/// What became of an attempt that was in the way.
#[derive(PartialEq, Eq)]
pub enum Freed {
    /// Nobody can pay by it any more.
    Ended,
    /// Somebody has, or is about to.
    Paid,
}

/// Asks Stripe how an attempt stands and has the ledger follow.
///
/// # Errors
/// What Stripe says against it; a defect where it says what cannot be.
pub async fn converge(scope: &AgencyScope, till: &Till, id: CheckoutId) -> Result<()> {
    let truth = ask(scope, till, id).await?;
    scope.transaction(async |scope| follow(&scope, id, &truth).await).await
}

/// What Stripe says of an attempt; asked outside of any transaction, since it may take its time.
///
/// # Errors
/// What Stripe says against it.
pub async fn ask(scope: &AgencyScope, till: &Till, id: CheckoutId) -> Result<Truth> {
    let attempt = scope.find::<Entity>().filter(Column::Id.eq(id)).one().await?;
    let session = attempt.session_id.ok_or(Error::NotFound)?;
    let known = scope.find::<payment::Entity>().filter(payment::Column::Kind.eq(PaymentKind::Refund));
    let known = known.filter(payment::Column::InvoiceId.is_in(invoices(scope, id).await?)).first().await?;
    Ok(truth(till, &session, known.is_some()).await?)
}

async fn invoices(scope: &AgencyScope, id: CheckoutId) -> Result<Vec<crate::ids::InvoiceId>> {
    use checkout_invoice::{Column, Entity};
    let parts = scope.find::<Entity>().filter(Column::CheckoutId.eq(id)).all().await?;
    Ok(parts.into_iter().map(|part| part.invoice_id).collect())
}

/// Has an attempt and the ledger follow what Stripe said, as part of a transaction. What was said before and comes late
/// changes nothing: an attempt only goes on, and what is paid stays so.
///
/// # Errors
/// A defect where Stripe says what cannot be: another amount, another currency.
pub async fn follow(scope: &AgencyScope, id: CheckoutId, truth: &Truth) -> Result<()> {
    let attempt = scope.find::<Entity>().filter(Column::Id.eq(id)).locked().one().await?;
    let goes_on = step(truth.state) > step(attempt.state);
    let ends = goes_on && !matches!(truth.state, CheckoutState::Open | CheckoutState::Processing);
    let now = scope.now();
    if goes_on {
        settle(scope, &attempt, truth).await?;
    }
    let paid = truth.state == CheckoutState::Paid;
    if paid {
        refunds(scope, &attempt, truth).await?;
    }
    let dispute = truth.disputes.first().map(|dispute| dispute.status.clone());
    let before = attempt.dispute.as_deref().map(Dispute::of);
    if let Some(said) = dispute.as_deref().map(Dispute::of).filter(|said| before != Some(*said)) {
        disputed(scope, &attempt, said).await?;
    }
    scope
        .update::<Entity>()
        .set_if(Column::State, goes_on.then(|| truth.state.as_str()))
        .set_if(Column::PaymentId, truth.payment.clone())
        .set_if(Column::Problem, truth.problem.clone().filter(|_| !paid))
        .set_if(Column::Dispute, dispute)
        .set_if(Column::SettledAt, ends.then_some(now))
        .filter(Column::Id.eq(id))
        .exec()
        .await?;
    if ends {
        release(scope, id).await?;
    }
    Ok(())
}

/// How far an attempt has come.
fn step(state: CheckoutState) -> u8 {
    match state {
        CheckoutState::Open => 0,
        CheckoutState::Processing => 1,
        CheckoutState::Expired | CheckoutState::Failed => 2,
        CheckoutState::Paid => 3,
    }
}

/// Tells the ledger of the payment, invoice by invoice.
async fn settle(scope: &AgencyScope, attempt: &checkout::Model, truth: &Truth) -> Result<()> {
    let state = match truth.state {
        CheckoutState::Paid => PaymentState::Succeeded,
        CheckoutState::Processing => PaymentState::Processing,
        CheckoutState::Failed => PaymentState::Failed,
        CheckoutState::Open | CheckoutState::Expired => return Ok(()),
    };
    let Some(name) = &truth.payment else { return Err(Trouble::Malformed.into()) };
    let currency = currency(attempt)?;
    if state == PaymentState::Succeeded && Some(truth.received) != sum(scope, attempt, currency).await? {
        return Err(Error::internal(anyhow::anyhow!("Stripe took another amount than it was asked for")));
    }
    let day = billing::today(scope).await?;
    for part in parts(scope, attempt.id).await? {
        let said = Provided {
            provider_id: name.clone(),
            method: truth.method,
            state,
            currency: attempt.currency.clone(),
            amount: part.amount,
            happened_on: day,
            reference: String::new(),
            problem: truth.problem.clone(),
        };
        billing::settle(scope, part.invoice_id, said).await?;
    }
    Ok(())
}

async fn sum(scope: &AgencyScope, attempt: &checkout::Model, currency: Currency) -> Result<Option<i64>> {
    let parts = parts(scope, attempt.id).await?;
    Ok(parts.iter().try_fold(0_i64, |sum, part| sum.checked_add(outward(part.amount, currency)?)))
}

/// Tells the ledger of what went back, by refunds and by disputes that were lost. What is left of each invoice's part is
/// taken in the invoices' order, refund after refund; one that is known stays where it was put.
async fn refunds(scope: &AgencyScope, attempt: &checkout::Model, truth: &Truth) -> Result<()> {
    let Some(name) = &truth.payment else { return Ok(()) };
    let currency = currency(attempt)?;
    let parts = parts(scope, attempt.id).await?;
    let ids: Vec<_> = parts.iter().map(|part| part.invoice_id).collect();
    let known = scope.find::<payment::Entity>().filter(payment::Column::InvoiceId.is_in(ids));
    let mut known = known.filter(payment::Column::Kind.eq(PaymentKind::Refund)).all().await?;
    let day = billing::today(scope).await?;
    let failed = |status: Option<&str>| matches!(status, Some("failed" | "canceled"));
    let refunds = truth.refunds.iter().rev();
    let refunds = refunds.map(|it| (it.id.as_str(), it.amount, failed(it.status.as_deref()), it.status.clone()));
    let lost = truth.disputes.iter().filter(|dispute| dispute.status == "lost");
    let lost = lost.map(|it| (it.id.as_str(), it.amount, false, Some(it.status.clone())));
    for (id, amount, failed, status) in refunds.chain(lost) {
        let said = |amount| ProvidedRefund {
            of: name.clone(),
            provider_id: id.to_owned(),
            amount,
            happened_on: day,
            problem: failed.then(|| status.clone().unwrap_or_default()),
        };
        let before: Vec<_> = known.iter().filter(|row| row.provider_id.as_deref() == Some(id)).cloned().collect();
        for row in &before {
            billing::refunded(scope, row.invoice_id, said(row.amount)).await?;
        }
        if !before.is_empty() || failed {
            known.retain(|row| !failed || row.provider_id.as_deref() != Some(id));
            continue;
        }
        let mut left = inward(amount, currency).ok_or(Trouble::Malformed)?;
        for part in &parts {
            let gone: i64 = known
                .iter()
                .filter(|row| row.invoice_id == part.invoice_id && row.state != PaymentState::Failed)
                .filter(|row| row.reference == *name)
                .map(|row| row.amount)
                .sum();
            let taken = left.min(part.amount - gone);
            if taken > 0 {
                billing::refunded(scope, part.invoice_id, said(taken)).await?;
                left -= taken;
            }
        }
        if left > 0 {
            return Err(Error::internal(anyhow::anyhow!("Stripe gave more back than it took")));
        }
        let ids: Vec<_> = parts.iter().map(|part| part.invoice_id).collect();
        let again = scope.find::<payment::Entity>().filter(payment::Column::InvoiceId.is_in(ids));
        known = again.filter(payment::Column::Kind.eq(PaymentKind::Refund)).all().await?;
    }
    Ok(())
}

async fn disputed(scope: &AgencyScope, attempt: &checkout::Model, stands: Dispute) -> Result<()> {
    for part in parts(scope, attempt.id).await? {
        billing::disputed(scope, part.invoice_id, stands).await?;
    }
    Ok(())
}

/// Ends an attempt that is in the way of another, so that nobody can pay by it; unless somebody has.
///
/// # Errors
/// What Stripe says against it.
pub async fn free(scope: &AgencyScope, till: &Till, attempt: &checkout::Model) -> Result<Freed> {
    if attempt.account_id != till.account {
        // Its account is not ours to ask any more; its page was for that account.
        give_up(scope, attempt, "another account").await?;
        return Ok(Freed::Ended);
    }
    let Some(session) = &attempt.session_id else {
        // Nobody was ever told of its page; who is about to be is not any more, or was in this moment.
        give_up(scope, attempt, "no answer").await?;
        return stands(scope, attempt.id).await;
    };
    match till.stripe.expire_checkout(&format!("expire-{}", attempt.id), session).await {
        Ok(_) | Err(Trouble::Refused { .. }) => {}
        Err(Trouble::Missing) => {
            give_up(scope, attempt, "no such page").await?;
            return Ok(Freed::Ended);
        }
        Err(trouble) => return Err(trouble.into()),
    }
    converge(scope, till, attempt.id).await?;
    stands(scope, attempt.id).await
}

async fn stands(scope: &AgencyScope, id: CheckoutId) -> Result<Freed> {
    let after = scope.find::<Entity>().filter(Column::Id.eq(id)).one().await?;
    match after.state {
        CheckoutState::Expired | CheckoutState::Failed => Ok(Freed::Ended),
        CheckoutState::Open | CheckoutState::Processing | CheckoutState::Paid => Ok(Freed::Paid),
    }
}

/// Leaves an attempt by which nobody can pay, as long as it stands as the caller has seen it: it may have got a page
/// since.
///
/// # Errors
/// When the database refuses.
pub async fn give_up(scope: &AgencyScope, seen: &checkout::Model, problem: &str) -> Result<()> {
    let id = seen.id;
    scope
        .transaction(async |scope| {
            let session = match &seen.session_id {
                Some(session) => Column::SessionId.eq(session),
                None => Column::SessionId.is_null(),
            };
            let update = scope.update::<Entity>().set(Column::State, CheckoutState::Failed.as_str());
            let update = update.set(Column::Problem, problem).set(Column::SettledAt, scope.now());
            let update = update.filter(Column::Id.eq(id)).filter(Column::State.eq(CheckoutState::Open));
            if update.filter(session).exec().await? > 0 {
                release(&scope, id).await?;
            }
            Ok(())
        })
        .await
}

/// Others may pay the attempt's invoices now.
async fn release(scope: &AgencyScope, id: CheckoutId) -> Result<()> {
    use checkout_invoice::{Column, Entity};
    let update = scope.update::<Entity>().set_expr(Column::LiveId, Expr::cust("NULL"));
    update.filter(Column::CheckoutId.eq(id)).exec().await?;
    Ok(())
}

async fn parts(scope: &AgencyScope, id: CheckoutId) -> Result<Vec<checkout_invoice::Model>> {
    use checkout_invoice::{Column, Entity};
    scope.find::<Entity>().filter(Column::CheckoutId.eq(id)).asc(Column::InvoiceId).all().await
}

fn currency(attempt: &checkout::Model) -> Result<Currency> {
    Currency::of(&attempt.currency).ok_or_else(|| Error::internal(anyhow::anyhow!("no currency")))
}
