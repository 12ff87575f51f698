use chrono::NaiveDate;
use poem_openapi::param::{Header, Path};
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};
use uuid::Uuid;

use super::invoices::{current, tagged};
use super::wire::{Invoice, InvoiceTotals, NewInvoiceLine, discount, items};
use crate::api::{Created, Done, Outcome, Staff, Tag, Tagged, Text, expect_version};
use crate::features::billing::content::Content;
use crate::features::billing::service::{self, DraftChange, Due};

/// An invoice to be. Its client sees nothing of it before it is issued.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct NewInvoice {
    /// Whose it is; it stays so.
    workspace_id: Uuid,
    project_id: Option<Uuid>,
    /// An ISO 4217 code; the client's usual one when left out.
    currency: Option<Text>,
    /// Whether the prices include the tax; they do not when left out.
    inclusive: Option<bool>,
    /// From 1 to 1000.
    lines: Vec<NewInvoiceLine>,
    /// A discount on all of it, in hundredths of a percent.
    discount_bps: Option<i32>,
    /// A discount on all of it, in minor units.
    discount_amount: Option<i64>,
    note: Option<Text>,
    /// How many days after its issue it is due; the agency's usual ones when left out.
    due_days: Option<i32>,
    due_on: Option<NaiveDate>,
}

/// A field that can be taken away from a draft.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[oai(rename_all = "snake_case")]
enum InvoiceField {
    ProjectId,
    Discount,
    /// It is due as usual then.
    Due,
}

/// What to change of a draft; what is left out stays.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct InvoiceChange {
    project_id: Option<Uuid>,
    currency: Option<Text>,
    inclusive: Option<bool>,
    /// All of them.
    lines: Option<Vec<NewInvoiceLine>>,
    discount_bps: Option<i32>,
    discount_amount: Option<i64>,
    note: Option<Text>,
    due_days: Option<i32>,
    due_on: Option<NaiveDate>,
    /// What to take away; a new value for the same field wins.
    #[oai(validator(max_items = 3))]
    clear: Option<Vec<InvoiceField>>,
}

/// What is to be added up.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct InvoicePreview {
    inclusive: Option<bool>,
    lines: Vec<NewInvoiceLine>,
    discount_bps: Option<i32>,
    discount_amount: Option<i64>,
}

/// Invoices before they are issued.
pub struct DraftApi;

#[OpenApi(tag = "Tag::Billing")]
impl DraftApi {
    /// Drafts an invoice.
    #[oai(path = "/invoices", method = "post", operation_id = "invoice_create")]
    async fn create(
        &self,
        Staff(scope): Staff,
        body: Json<NewInvoice>,
        /// Makes a repetition answer with what was created first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<Invoice>> {
        let body = body.0;
        let content = Content {
            items: items(body.lines),
            inclusive: body.inclusive.unwrap_or_default(),
            discount: discount(body.discount_bps, body.discount_amount)?.unwrap_or_default(),
            note: body.note.map(Into::into).unwrap_or_default(),
            due_days: body.due_days,
            due_on: body.due_on,
        };
        let new = service::NewDraft {
            workspace: body.workspace_id.into(),
            project: body.project_id.map(Into::into),
            currency: body.currency.map(Into::into),
            content,
        };
        let id = service::draft(&scope, new).await?.row.id;
        Ok(Created::at("invoices", id, current(&scope, id).await?))
    }

    /// What lines would add up to. Nothing is kept.
    #[oai(path = "/invoices/preview", method = "post", operation_id = "invoice_preview")]
    async fn preview(&self, Staff(_scope): Staff, body: Json<InvoicePreview>) -> Outcome<Json<InvoiceTotals>> {
        let body = body.0;
        let discount = discount(body.discount_bps, body.discount_amount)?.unwrap_or_default();
        let inclusive = body.inclusive.unwrap_or_default();
        let content = Content { items: items(body.lines), inclusive, discount, ..Content::default() };
        Ok(Json(content.checked()?.1.into()))
    }

    /// Changes a draft. What is issued never changes.
    #[oai(path = "/invoices/:invoice_id", method = "patch", operation_id = "invoice_update")]
    async fn update(
        &self,
        Staff(scope): Staff,
        invoice_id: Path<Uuid>,
        body: Json<InvoiceChange>,
        /// The `ETag` under which the caller has seen it.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Outcome<Tagged<Invoice>> {
        let version = expect_version(if_match.0.as_deref())?;
        let (id, body) = (invoice_id.0.into(), body.0);
        let clear = body.clear.unwrap_or_default();
        let cleared = |field| clear.contains(&field);
        let due = match (body.due_days, body.due_on) {
            (Some(days), None) => Some(Due::Days(days)),
            (None, Some(day)) => Some(Due::On(day)),
            (None, None) => cleared(InvoiceField::Due).then_some(Due::Usual),
            (Some(_), Some(_)) => {
                let message = "Say when it is due once: as a day or as a number of days.";
                return Err(crate::error::Error::field("due_on", message).into());
            }
        };
        let discount = discount(body.discount_bps, body.discount_amount)?;
        let project = body.project_id.map(|id| Some(id.into()));
        let change = DraftChange {
            project: project.or(cleared(InvoiceField::ProjectId).then_some(None)),
            currency: body.currency.map(Into::into),
            items: body.lines.map(items),
            inclusive: body.inclusive,
            discount: discount.or(cleared(InvoiceField::Discount).then(Default::default)),
            note: body.note.map(Into::into),
            due,
        };
        service::change_draft(&scope, id, version, change).await?;
        Ok(tagged(current(&scope, id).await?))
    }

    /// Throws a draft away.
    #[oai(path = "/invoices/:invoice_id", method = "delete", operation_id = "invoice_delete")]
    async fn delete(
        &self,
        Staff(scope): Staff,
        invoice_id: Path<Uuid>,
        /// The `ETag` under which the caller has seen it.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Outcome<Done> {
        let version = expect_version(if_match.0.as_deref())?;
        service::delete_draft(&scope, invoice_id.0.into(), version).await?;
        Ok(Done::Done)
    }
}
