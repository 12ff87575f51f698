use chrono::{DateTime, NaiveDate};
use portico_stripe::{Invoice, InvoiceLine, Trouble};
use sea_orm::ColumnTrait;

use super::ask::{Asked, Paid};
use crate::access::AgencyScope;
use crate::entity::words::{InvoiceStatus, PaymentMethod, PaymentState};
use crate::entity::{invoice, payment};
use crate::error::Result;
use crate::features::billing::{self, Content, Discount, Item, NewDraft, Provided, ProvidedRefund};
use crate::money::Currency;
use crate::stripe::inward;

/// Has the ledger follow what Stripe said of an invoice: it is put there once, and its payments and what went back of them
/// are settled. Nothing is put there of one that is a draft or asks for nothing.
///
/// # Errors
/// A defect where Stripe says what cannot be: a currency that is none, an amount that is none of ours.
pub async fn follow_invoice(scope: &AgencyScope, asked: &Asked) -> Result<Option<invoice::Model>> {
    let Asked { subscription, said, payments } = asked;
    let code = said.currency.to_ascii_uppercase();
    let currency = Currency::of(&code).ok_or(Trouble::Malformed)?;
    let inward = |amount| inward(amount, currency).ok_or(Trouble::Malformed);
    if said.total <= 0 || matches!(said.status.as_deref(), None | Some("draft")) {
        return Ok(None);
    }
    // What was cancelled before we heard of it is nobody's to pay.
    if said.status.as_deref() == Some("void") && known(scope, &[&said.id]).await?.is_empty() {
        return Ok(None);
    }
    let today = billing::today(scope).await?;
    let content = content(said, &subscription.name, today, |amount| Ok(inward(amount)?))?;
    let new = NewDraft { workspace: subscription.workspace_id, project: None, currency: Some(code.clone()), content };
    let mut row = billing::issue_provided(scope, new, &said.id).await?;
    for paid in payments {
        let Some((state, problem)) = stands(paid) else { continue };
        let taken = if state == PaymentState::Succeeded { paid.intent.amount_received } else { None };
        let provided = Provided {
            provider_id: paid.intent.id.clone(),
            method: method(paid),
            state,
            currency: code.clone(),
            amount: inward(taken.unwrap_or(paid.intent.amount))?,
            happened_on: today,
            reference: String::new(),
            problem,
        };
        row = billing::settle(scope, row.id, provided).await?;
        row = back(scope, row, paid, today, |amount| Ok(inward(amount)?)).await?;
    }
    match said.status.as_deref() {
        // The rest was paid past Stripe, or out of what the client has there.
        Some("paid") if row.status == InvoiceStatus::Open && row.processing == 0 && row.refunded == 0 => {
            let provided = Provided {
                provider_id: said.id.clone(),
                method: PaymentMethod::Other,
                state: PaymentState::Succeeded,
                currency: code,
                amount: row.outstanding,
                happened_on: today,
                reference: String::new(),
                problem: None,
            };
            row = billing::settle(scope, row.id, provided).await?;
        }
        Some("void") => row = billing::void_provided(scope, row.id, "Cancelled where it was to be paid").await?,
        _ => {}
    }
    Ok(Some(row))
}

/// What an invoice says, with Stripe's own sum: what its lines do not explain is tax, or what else
/// it holds, or is taken off.
fn content(said: &Invoice, name: &str, today: NaiveDate, inward: impl Fn(i64) -> Result<i64>) -> Result<Content> {
    let (mut items, mut off) = (Vec::new(), 0_i64);
    for line in &said.lines.data {
        let amount = inward(line.amount)?;
        if amount >= 0 {
            items.push(item(line, name, amount));
        } else {
            off = off.checked_sub(amount).ok_or(Trouble::Malformed)?;
        }
    }
    let sum = said.lines.data.iter().try_fold(0_i64, |sum, line| sum.checked_add(line.amount));
    let rest = inward(said.total)? - inward(sum.ok_or(Trouble::Malformed)?)?;
    if rest > 0 {
        // Of a long invoice Stripe names the first lines only.
        let what = if said.lines.has_more { "Further items" } else { "Tax" };
        let line = InvoiceLine { id: String::new(), description: Some(what.to_owned()), amount: rest, quantity: None };
        items.push(item(&line, name, rest));
    } else {
        off -= rest;
    }
    let due_on = said.due_date.and_then(|at| DateTime::from_timestamp(at, 0)).map(|at| at.date_naive().max(today));
    let note = said.number.as_ref().map(|number| format!("Where it is paid, its number is {number}."));
    Ok(Content {
        items,
        discount: if off > 0 { Discount::Amount(off) } else { Discount::None },
        note: note.unwrap_or_default(),
        due_days: due_on.is_none().then_some(0),
        due_on,
        ..Content::default()
    })
}

/// A line of Stripe's as one of ours.
fn item(line: &InvoiceLine, name: &str, amount: i64) -> Item {
    // A price that is not a whole number of minor units is told as one thing.
    let quantity = line.quantity.filter(|many| (1..=1_000_000).contains(many) && amount % many == 0).unwrap_or(1);
    let description = line.description.as_deref().map(str::trim).filter(|text| !text.is_empty()).unwrap_or(name);
    Item {
        description: description.chars().take(500).collect(),
        quantity: quantity * 1000,
        unit: String::new(),
        unit_price: amount / quantity,
        discount_bps: 0,
        tax_name: String::new(),
        tax_bps: 0,
    }
}

/// Where a payment stands; nothing where nobody has tried yet.
fn stands(paid: &Paid) -> Option<(PaymentState, Option<String>)> {
    let error = paid.intent.last_payment_error.as_ref();
    let problem = error.and_then(|error| error.decline_code.clone().or(error.code.clone()));
    match paid.intent.status.as_str() {
        "succeeded" => Some((PaymentState::Succeeded, None)),
        "processing" => Some((PaymentState::Processing, None)),
        _ => problem.map(|problem| (PaymentState::Failed, Some(problem))),
    }
}

fn method(paid: &Paid) -> PaymentMethod {
    let charge = paid.intent.latest_charge.as_ref().and_then(|charge| charge.payment_method_details.as_ref());
    match charge.map(|paid| paid.kind.as_str()) {
        Some(kind) if kind.ends_with("_debit") || kind == "us_bank_account" => PaymentMethod::DirectDebit,
        Some("customer_balance") => PaymentMethod::BankTransfer,
        Some("card") => PaymentMethod::Card,
        _ => PaymentMethod::Other,
    }
}

/// Tells the ledger of what went back of a payment, by refunds and by disputes that were lost.
async fn back(
    scope: &AgencyScope,
    mut row: invoice::Model,
    paid: &Paid,
    today: NaiveDate,
    inward: impl Fn(i64) -> Result<i64>,
) -> Result<invoice::Model> {
    use payment::{Column, Entity};
    let failed = |status: Option<&str>| matches!(status, Some("failed" | "canceled"));
    let refunds = paid.refunds.iter().rev();
    let refunds = refunds.map(|it| (&it.id, it.amount, it.status.clone().filter(|status| failed(Some(status)))));
    for (name, amount, problem) in refunds.chain(paid.lost.iter().map(|it| (&it.id, it.amount, None))) {
        if problem.is_some() {
            // One that failed before we heard of it never was.
            let known = scope.find::<Entity>().filter(Column::InvoiceId.eq(row.id));
            if known.filter(Column::ProviderId.eq(name.as_str())).first().await?.is_none() {
                continue;
            }
        }
        let said = ProvidedRefund {
            of: paid.intent.id.clone(),
            provider_id: name.clone(),
            amount: inward(amount)?,
            happened_on: today,
            problem,
        };
        row = billing::refunded(scope, row.id, said).await?;
    }
    Ok(row)
}

/// The invoices in the ledger that have these names at Stripe.
///
/// # Errors
/// When the database fails.
pub(super) async fn known(scope: &AgencyScope, names: &[&str]) -> Result<Vec<invoice::Model>> {
    use invoice::{Column, Entity};
    scope.find::<Entity>().filter(Column::ProviderId.is_in(names.iter().copied())).all().await
}
