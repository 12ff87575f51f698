use chrono::NaiveDate;
use sea_orm::ActiveValue::Set;
use sea_orm::ColumnTrait;

use super::held_invoice;
use super::pay::{check_amount, record, row};
use super::settle::recompute;
use super::tell::tell;
use crate::access::AgencyScope;
use crate::entity::invoice;
use crate::entity::payment::{ActiveModel, Column, Entity, Model};
use crate::entity::words::{ActivityKind, PaymentKind, PaymentMethod, PaymentState};
use crate::error::{Error, Result};
use crate::features::audit::Entry;
use crate::ids::InvoiceId;

/// What a payment provider says of a payment. It may say so twice, or late, or the last thing first.
#[derive(Clone, Debug)]
pub struct Provided {
    /// The payment's name there.
    pub provider_id: String,
    pub method: PaymentMethod,
    pub state: PaymentState,
    pub currency: String,
    pub amount: i64,
    pub happened_on: NaiveDate,
    pub reference: String,
    /// Why it failed.
    pub problem: Option<String>,
}

/// What a payment provider says of money that it paid back.
#[derive(Clone, Debug)]
pub struct ProvidedRefund {
    /// The payment's name there.
    pub of: String,
    /// The refund's name there.
    pub provider_id: String,
    pub amount: i64,
    pub happened_on: NaiveDate,
    /// Why it did not go back after all; that is final.
    pub problem: Option<String>,
}

/// Takes in what a provider says of a payment on an invoice. However often and in whatever order it says things, the
/// books come out the same: a payment that succeeded stays so, and one that failed is not on its way again.
///
/// # Errors
/// [`Error::NotFound`] for another agency's invoice; [`Error::Invalid`] for another currency or no amount.
pub async fn settle(scope: &AgencyScope, id: InvoiceId, said: Provided) -> Result<invoice::Model> {
    check_amount(said.amount)?;
    scope
        .transaction(async |scope| {
            let invoice = held_invoice(&scope, id).await?;
            if invoice.currency != said.currency {
                return Err(Error::field("currency", "The invoice is in another currency."));
            }
            let known = known(&scope, id, &said.provider_id).await?;
            if known.as_ref().is_some_and(|known| rank(known.state) >= rank(said.state)) {
                return Ok(invoice);
            }
            let payment = match known {
                Some(known) => {
                    let update = scope.update::<Entity>().set(Column::State, said.state);
                    // Of a payment that has failed, a provider may not say any more how it was made.
                    let method = if said.method == PaymentMethod::Other { known.method } else { said.method };
                    let update = update.set(Column::Amount, said.amount).set(Column::Method, method);
                    let update = update.set(Column::HappenedOn, said.happened_on);
                    let update = update.set(Column::Reference, said.reference).set(Column::Problem, said.problem);
                    let update = update.set(Column::UpdatedAt, scope.now()).filter(Column::Id.eq(known.id));
                    update.returning().await?.pop().ok_or(Error::NotFound)?
                }
                None => {
                    let row = ActiveModel {
                        method: Set(said.method),
                        state: Set(said.state),
                        happened_on: Set(said.happened_on),
                        reference: Set(said.reference),
                        problem: Set(said.problem),
                        provider_id: Set(Some(said.provider_id)),
                        ..row(&scope, &invoice, PaymentKind::Payment, said.amount)
                    };
                    scope.insert(row).await?
                }
            };
            let settled = recompute(&scope, &invoice).await?;
            match said.state {
                PaymentState::Succeeded => {
                    record(&scope, Entry::new("payment.received"), &settled, &payment).await?;
                    // It was settled or voided in the meantime, all of it or a part.
                    if payment.amount > invoice.outstanding {
                        tell(&scope, &settled, ActivityKind::PaymentBeyond, settled.number.clone()).await?;
                    }
                }
                PaymentState::Failed => {
                    tell(&scope, &settled, ActivityKind::PaymentFailed, settled.number.clone()).await?;
                }
                PaymentState::Processing => {}
            }
            Ok(settled)
        })
        .await
}

/// Takes in what a provider says of money that it paid back. One that comes before its payment waits for it.
///
/// # Errors
/// As for [`settle`].
pub async fn refunded(scope: &AgencyScope, id: InvoiceId, said: ProvidedRefund) -> Result<invoice::Model> {
    check_amount(said.amount)?;
    scope
        .transaction(async |scope| {
            let invoice = held_invoice(&scope, id).await?;
            let known = known(&scope, id, &said.provider_id).await?;
            let failed = said.problem.is_some();
            let state = if failed { PaymentState::Failed } else { PaymentState::Processing };
            let refund = match known {
                Some(known) if failed && known.state != PaymentState::Failed => {
                    let update = scope.update::<Entity>().set(Column::State, state).set(Column::Problem, said.problem);
                    let update = update.set(Column::UpdatedAt, scope.now()).filter(Column::Id.eq(known.id));
                    update.returning().await?.pop().ok_or(Error::NotFound)?
                }
                Some(_) => return Ok(invoice),
                None => {
                    let row = ActiveModel {
                        state: Set(state),
                        happened_on: Set(said.happened_on),
                        // Settling finds the payment by this, at once or when it comes.
                        reference: Set(said.of),
                        problem: Set(said.problem),
                        provider_id: Set(Some(said.provider_id)),
                        ..row(&scope, &invoice, PaymentKind::Refund, said.amount)
                    };
                    scope.insert(row).await?
                }
            };
            let settled = recompute(&scope, &invoice).await?;
            let entry = if failed { Entry::new("payment.refund_failed") } else { Entry::new("payment.refunded") };
            record(&scope, entry, &settled, &refund).await?;
            if !failed {
                tell(&scope, &settled, ActivityKind::PaymentRefunded, settled.number.clone()).await?;
            }
            Ok(settled)
        })
        .await
}

/// How a dispute about a payment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dispute {
    Open,
    Won,
    Lost,
}

impl Dispute {
    /// Out of Stripe's word for it.
    pub fn of(status: &str) -> Self {
        match status {
            "won" | "warning_closed" | "prevented" => Self::Won,
            "lost" => Self::Lost,
            _ => Self::Open,
        }
    }
}

/// Tells staff that a payment of an invoice is disputed, or how the dispute ended. Nothing is settled by that.
///
/// # Errors
/// [`Error::NotFound`] for another agency's invoice.
pub async fn disputed(scope: &AgencyScope, id: InvoiceId, stands: Dispute) -> Result<()> {
    let how = match stands {
        Dispute::Open => "is disputed",
        Dispute::Won => "was disputed, and stays paid: the dispute is won",
        Dispute::Lost => "was disputed, and the dispute is lost",
    };
    scope
        .transaction(async |scope| {
            let invoice = held_invoice(&scope, id).await?;
            tell(&scope, &invoice, ActivityKind::PaymentDisputed, format!("{} {how}", invoice.number)).await
        })
        .await
}

async fn known(scope: &AgencyScope, invoice: InvoiceId, provider_id: &str) -> Result<Option<Model>> {
    let row = scope.find::<Entity>().filter(Column::InvoiceId.eq(invoice));
    row.filter(Column::ProviderId.eq(provider_id)).first().await
}

/// What a payment's state is worth: it only ever rises.
fn rank(state: PaymentState) -> u8 {
    match state {
        PaymentState::Processing => 0,
        PaymentState::Failed => 1,
        PaymentState::Succeeded => 2,
    }
}
