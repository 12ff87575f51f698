use std::path::PathBuf;

use chrono::NaiveDate;
use portico_openapi::{ApiError, Session, types};
use uuid::Uuid;

use super::super::{office::seen, saving};
use crate::{
    billing::{Deed, Sheet, What},
    office::Done,
};

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
        Deed::Document(id, path) => document(session, id, path).await,
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
        Deed::Sell(deed) => super::selling::run(session, key, deed).await,
        Deed::RetryEvent(id) => {
            let call = session.call(|api| async move { api.stripe_event_retry().stripe_event_id(id).send().await });
            call.await.map(|_| Done::So)
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

/// Puts the PDF of what is issued into a file that only the person can read and that was not there before.
async fn document(session: &Session, id: Uuid, path: PathBuf) -> Result<Done, ApiError> {
    let (path, mut file) = saving::begin(&path, 0o600).await?;
    let answer = session.call(|api| async move { api.invoice_document().invoice_id(id).send().await }).await;
    let written = match answer {
        Ok(answer) => saving::pour(answer, &mut file).await,
        Err(error) => Err(error),
    };
    let bytes = saving::end(&path, written).await?;
    Ok(Done::Saved(path, bytes))
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
