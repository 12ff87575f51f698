//! What clients owe, as operations of the generated client: here what is looked at, in `deeds` what is done.

mod deeds;
mod selling;

use futures_util::future::try_join;
use portico_openapi::{ApiError, Page, Session, types};
use uuid::Uuid;

pub use deeds::run;
pub use selling::{products, subscriptions};

use super::{
    Desk,
    lists::{PAGE, all, page_of, rows_of},
};
use crate::{
    billing::Wanted,
    message::{InvoicePage, InvoiceView},
};

/// As many rows as are wanted, in as many pages as it takes.
pub async fn ledger(desk: &Desk, wanted: Wanted) -> Result<InvoicePage, ApiError> {
    let session = desk.signed_in()?;
    rows_of(wanted.rows, wanted.cursor.clone(), |cursor, limit| ledger_page(&session, &wanted, cursor, limit)).await
}

async fn ledger_page(
    session: &Session,
    wanted: &Wanted,
    cursor: Option<String>,
    limit: u32,
) -> Result<Page<types::Invoice>, ApiError> {
    let answer = session.call(|api| {
        let (narrowing, cursor) = (wanted.narrowing.clone(), cursor.clone());
        async move {
            let mut call = api.invoice_list().limit(limit);
            if let Some(id) = narrowing.workspace {
                call = call.workspace_id(id);
            }
            if let Some(status) = narrowing.status {
                call = call.status(status);
            }
            if let Some(kind) = narrowing.kind {
                call = call.kind(kind);
            }
            if let Some(number) = narrowing.number {
                call = call.number(number);
            }
            if let Some(from) = narrowing.from {
                call = call.issued_from(from);
            }
            if let Some(to) = narrowing.to {
                call = call.issued_to(to);
            }
            if let Some(sort) = narrowing.sort {
                call = call.sort(sort);
            }
            if let Some(cursor) = cursor {
                call = call.cursor(cursor);
            }
            call.send().await
        }
    });
    Ok(answer.await?.into_inner().into())
}

/// An invoice with what was paid on it, and what of its client's credit could pay it.
pub async fn view(desk: &Desk, id: Uuid) -> Result<InvoiceView, ApiError> {
    let session = desk.signed_in()?;
    let answer = session.call(|api| async move { api.invoice_view().invoice_id(id).send().await }).await?;
    let invoice = answer.into_inner();
    if invoice.status == types::InvoiceStatus::Draft {
        return Ok(InvoiceView { invoice, payments: Vec::new(), credits: Vec::new() });
    }
    let workspace = invoice.workspace.id;
    let payments =
        all(
            &session,
            move |api, cursor| async move { page_of!(api.payment_list().invoice_id(id), cursor).send().await },
        );
    let credits = all(&session, move |api, cursor| async move {
        page_of!(api.credit_list().workspace_id(workspace), cursor).send().await
    });
    let (payments, mut credits): (Vec<_>, Vec<types::Credit>) = try_join(payments, credits).await?;
    credits.retain(|credit| credit.remaining > 0 && credit.currency == invoice.currency);
    Ok(InvoiceView { invoice, payments, credits })
}

/// What a draft adds up to.
pub async fn totals(desk: &Desk, preview: types::InvoicePreview) -> Result<types::InvoiceTotals, ApiError> {
    let session = desk.signed_in()?;
    let answer = session.call(|api| {
        let preview = preview.clone();
        async move { api.invoice_preview().body(preview).send().await }
    });
    Ok(answer.await?.into_inner())
}

/// What is outstanding, by how late it is.
pub async fn aging(desk: &Desk) -> Result<types::AgingReport, ApiError> {
    let answer = desk.signed_in()?.call(|api| async move { api.aging_report_view().send().await }).await?;
    Ok(answer.into_inner())
}

/// What was asked for and what came in the last twelve months.
pub async fn revenue(desk: &Desk) -> Result<types::RevenueReport, ApiError> {
    let answer = desk.signed_in()?.call(|api| async move { api.revenue_report_view().send().await }).await?;
    Ok(answer.into_inner())
}

/// What Stripe told: what failed, and then the latest.
pub async fn stripe_events(desk: &Desk) -> Result<Vec<types::StripeEvent>, ApiError> {
    let session = desk.signed_in()?;
    let failed = session.call(|api| async move {
        api.stripe_event_list().state(types::StripeEventState::Failed).limit(PAGE).send().await
    });
    let latest = session.call(|api| async move { api.stripe_event_list().limit(PAGE).send().await });
    let (failed, latest) = try_join(failed, latest).await?;
    let mut all = failed.into_inner().items;
    let latest = latest.into_inner().items;
    all.extend(latest.into_iter().filter(|event| event.state != types::StripeEventState::Failed));
    Ok(all)
}

/// How the agency bills.
pub async fn settings(session: &Session) -> Result<types::BillingSettings, ApiError> {
    Ok(session.call(|api| async move { api.billing_settings_view().send().await }).await?.into_inner())
}
