use std::path::PathBuf;

use chrono::NaiveDate;
use futures_util::future::try_join;
use portico_openapi::{ApiError, Page, Session, types};
use uuid::Uuid;

use super::{
    Desk,
    lists::{PAGE, all, page_of},
    office::seen,
    saving,
};
use crate::{
    billing::{Deed, Sheet, Wanted, What},
    message::{InvoicePage, InvoiceView},
    office::Done,
};

/// As many rows as are wanted, in as many pages as it takes.
pub async fn ledger(desk: &Desk, wanted: Wanted) -> Result<InvoicePage, ApiError> {
    let session = desk.signed_in()?;
    let continues = wanted.cursor.is_some();
    let mut items = Vec::new();
    let mut next = wanted.cursor.clone();
    loop {
        let left = u32::try_from(wanted.rows.saturating_sub(items.len())).unwrap_or(PAGE);
        let page = ledger_page(&session, &wanted, next, left.clamp(1, PAGE)).await?;
        items.extend(page.items);
        next = page.next;
        if next.is_none() || items.len() >= wanted.rows {
            return Ok(InvoicePage { items, next, continues });
        }
    }
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

/// How the agency bills.
pub async fn settings(session: &Session) -> Result<types::BillingSettings, ApiError> {
    Ok(session.call(|api| async move { api.billing_settings_view().send().await }).await?.into_inner())
}

/// Does what is asked about billing.
pub async fn run(session: &Session, key: Uuid, deed: Deed) -> Result<Done, ApiError> {
    match deed {
        Deed::Save(sheet) => save(session, key, &sheet).await.map(invoice),
        Deed::Drop(id, version) => {
            let call = session
                .call(|api| async move { api.invoice_delete().invoice_id(id).if_match(seen(version)).send().await });
            call.await.map(|_| Done::So)
        }
        Deed::Issue(id, version) => {
            let made = session.create(key, |api, key| async move {
                api.invoice_issue().invoice_id(id).if_match(seen(version)).idempotency_key(key).send().await
            });
            made.await.map(invoice)
        }
        Deed::Void(id, reason) => {
            let call = session.call(|api| {
                let body = types::InvoiceVoid { reason: reason.clone() };
                async move { api.invoice_void().invoice_id(id).body(body).send().await }
            });
            Ok(invoice(call.await?.into_inner()))
        }
        Deed::CreditNote(id, new) => {
            let made = session.create(key, |api, key| {
                let new = new.clone();
                async move { api.credit_note_create().invoice_id(id).idempotency_key(key).body(new).send().await }
            });
            made.await.map(invoice)
        }
        Deed::Pay(id, new) => {
            let made = session.create(key, |api, key| {
                let new = new.clone();
                async move { api.payment_create().invoice_id(id).idempotency_key(key).body(new).send().await }
            });
            made.await.map(|_| Done::So)
        }
        Deed::Refund(id, new) => {
            let made = session.create(key, |api, key| {
                let new = new.clone();
                async move { api.payment_refund().payment_id(id).idempotency_key(key).body(new).send().await }
            });
            made.await.map(|_| Done::So)
        }
        Deed::Use(id, what) => {
            let made = session.create(key, |api, key| {
                let what = what.clone();
                async move { api.credit_apply().credit_id(id).idempotency_key(key).body(what).send().await }
            });
            made.await.map(|_| Done::So)
        }
        Deed::Credit(new) => {
            let made = session.create(key, |api, key| {
                let new = new.clone();
                async move { api.credit_create().idempotency_key(key).body(new).send().await }
            });
            made.await.map(|_| Done::So)
        }
        Deed::Export(what, from, to, path) => export(session, what, from, to, path).await,
        Deed::Settings(version, change) => {
            let call = session.call(|api| {
                let change = (*change).clone();
                async move { api.billing_settings_update().if_match(seen(version)).body(change).send().await }
            });
            call.await.map(|_| Done::So)
        }
        Deed::LookUp(id) => {
            let call = session.call(|api| async move { api.billing_party_view().workspace_id(id).send().await });
            Ok(Done::Party(Box::new(call.await?.into_inner())))
        }
        Deed::Party(id, version, change) => {
            let call =
                session.call(|api| {
                    let change = (*change).clone();
                    async move {
                        api.billing_party_update().workspace_id(id).if_match(seen(version)).body(change).send().await
                    }
                });
            call.await.map(|_| Done::So)
        }
    }
}

fn invoice(invoice: types::Invoice) -> Done {
    Done::Invoice(Box::new(invoice))
}

async fn save(session: &Session, key: Uuid, sheet: &Sheet) -> Result<types::Invoice, ApiError> {
    let Some(id) = sheet.id else {
        let made = session.create(key, |api, key| {
            let new = sheet.made();
            async move { api.invoice_create().idempotency_key(key).body(new).send().await }
        });
        return made.await;
    };
    let call = session.call(|api| {
        let (change, version) = (sheet.changed(), seen(sheet.version));
        async move { api.invoice_update().invoice_id(id).if_match(version).body(change).send().await }
    });
    Ok(call.await?.into_inner())
}

/// Puts an export into a file that only the person can read and that was not there before.
async fn export(
    session: &Session,
    what: What,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    path: PathBuf,
) -> Result<Done, ApiError> {
    macro_rules! between {
        ($operation:ident) => {{
            let call = session.call(|api| async move {
                let call = api.$operation();
                let call = if let Some(from) = from { call.from(from) } else { call };
                let call = if let Some(to) = to { call.to(to) } else { call };
                call.send().await
            });
            call.await
        }};
    }
    let (path, mut file) = saving::begin(&path, 0o600).await?;
    let answer = match what {
        What::Invoices => between!(invoice_export),
        What::Payments => between!(payment_export),
    };
    let written = match answer {
        Ok(answer) => saving::pour(answer, &mut file).await,
        Err(error) => Err(error),
    };
    let bytes = saving::end(&path, written).await?;
    Ok(Done::Saved(path, bytes))
}
