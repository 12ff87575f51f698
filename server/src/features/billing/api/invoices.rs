use chrono::NaiveDate;
use poem::web::Data;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::{Binary, Json};
use poem_openapi::{ApiResponse, Enum, Object, OpenApi};
use uuid::Uuid;

use super::wire::{Invoice, InvoiceKind, NewInvoiceLine, items};
use crate::access::AgencyScope;
use crate::api::{Admin, Created, Listing, Outcome, Staff, Tag, Tagged, Text, expect_version, paging, tag};
use crate::error::{Error, Result};
use crate::features::billing::service::{self, Filter, Order, Standing};
use crate::features::billing::views::file_name;
use crate::ids::InvoiceId;
use crate::storage::Storage;

/// Which invoices are wanted.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
enum InvoiceFilter {
    Draft,
    /// Those that are overdue or partly paid among them.
    Open,
    Overdue,
    PartlyPaid,
    Paid,
    Void,
}

/// In which order.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
enum InvoiceSort {
    Newest,
    /// What is due first.
    Due,
}

/// Why an invoice is void.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct InvoiceVoid {
    #[oai(validator(min_length = 1, max_length = 200))]
    reason: Text,
}

/// What of an invoice is taken back.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct NewCreditNote {
    /// All of the invoice when left out.
    lines: Option<Vec<NewInvoiceLine>>,
    /// Why.
    note: Option<Text>,
}

/// An invoice on paper.
#[derive(ApiResponse)]
enum InvoiceDocument {
    /// The PDF.
    #[oai(status = 200)]
    Pdf(Binary<Vec<u8>>, #[oai(header = "Content-Disposition")] String),
}

/// The agency's invoices and credit notes.
pub struct InvoiceApi;

#[OpenApi(tag = "Tag::Billing")]
impl InvoiceApi {
    /// The agency's invoices and credit notes: what is issued, or its drafts.
    #[oai(path = "/invoices", method = "get", operation_id = "invoice_list")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the operation")]
    async fn list(
        &self,
        Staff(scope): Staff,
        /// All that is issued when left out.
        status: Query<Option<InvoiceFilter>>,
        kind: Query<Option<InvoiceKind>>,
        workspace_id: Query<Option<Uuid>>,
        /// A part of the number.
        #[oai(validator(max_length = "60"))]
        number: Query<Option<String>>,
        issued_from: Query<Option<NaiveDate>>,
        issued_to: Query<Option<NaiveDate>>,
        /// `newest` when left out. Drafts are always so.
        sort: Query<Option<InvoiceSort>>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<Invoice>>> {
        let paging = paging(limit.0, cursor.0.as_deref())?;
        let workspace = workspace_id.0.map(Into::into);
        let standing = match status.0 {
            Some(InvoiceFilter::Draft) => {
                let page = service::drafts(&scope, workspace, &paging).await?;
                let read = |row: service::ListedDraft| Ok((service::Draft::of(row.draft)?, row.workspace));
                let items = page.items.into_iter().map(read).collect::<Result<Vec<_>>>()?;
                let page = crate::access::Page { items, next: page.next };
                return Ok(Json(Listing::of(page, |(draft, workspace)| Invoice::draft(draft, workspace))));
            }
            Some(InvoiceFilter::Open) => Some(Standing::Open),
            Some(InvoiceFilter::Overdue) => Some(Standing::Overdue),
            Some(InvoiceFilter::PartlyPaid) => Some(Standing::PartlyPaid),
            Some(InvoiceFilter::Paid) => Some(Standing::Paid),
            Some(InvoiceFilter::Void) => Some(Standing::Void),
            None => None,
        };
        let filter = Filter {
            standing,
            kind: kind.0.map(Into::into),
            workspace,
            number: number.0.filter(|number| !number.is_empty()),
            issued_from: issued_from.0,
            issued_to: issued_to.0,
            order: if matches!(sort.0, Some(InvoiceSort::Due)) { Order::Due } else { Order::Newest },
        };
        let (today, edges) = (service::today(&scope).await?, service::settings(&scope).await?.edges());
        let page = service::list(&scope, &filter, today, &paging).await?;
        Ok(Json(Listing::of(page, |row| Invoice::issued(row.invoice, row.workspace, None, today, &edges))))
    }

    /// One invoice or credit note, drafted or issued.
    #[oai(path = "/invoices/:invoice_id", method = "get", operation_id = "invoice_view")]
    async fn view(&self, Staff(scope): Staff, invoice_id: Path<Uuid>) -> Outcome<Tagged<Invoice>> {
        Ok(tagged(current(&scope, invoice_id.0.into()).await?))
    }

    /// An issued invoice or credit note as a PDF: the very bytes that its client downloads, which never change. A draft has
    /// none.
    #[oai(path = "/invoices/:invoice_id/document", method = "get", operation_id = "invoice_document")]
    async fn document(
        &self,
        Staff(scope): Staff,
        storage: Data<&Storage>,
        invoice_id: Path<Uuid>,
    ) -> Outcome<InvoiceDocument> {
        let id = invoice_id.0.into();
        let invoice = service::issued(&scope, id).await?.ok_or(Error::NotFound)?.invoice;
        let content = service::paper(&scope, &storage, id).await?;
        let name = format!("attachment; filename=\"{}\"", file_name(&invoice));
        Ok(InvoiceDocument::Pdf(Binary(content.into()), name))
    }

    /// Issues a draft: it gets its number, its client is told, and what it says never changes again. For an owner or an
    /// admin.
    #[oai(path = "/invoices/:invoice_id/issue", method = "post", operation_id = "invoice_issue")]
    async fn issue(
        &self,
        Admin(scope): Admin,
        invoice_id: Path<Uuid>,
        /// The `ETag` under which the caller has seen the draft.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
        /// Makes a repetition answer with what was issued first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Tagged<Invoice>> {
        let version = expect_version(if_match.0.as_deref())?;
        let id = service::issue(&scope, invoice_id.0.into(), version).await?.id;
        Ok(tagged(current(&scope, id).await?))
    }

    /// Voids an invoice on which nothing was paid; it keeps its number. For an owner or an admin.
    #[oai(path = "/invoices/:invoice_id/void", method = "post", operation_id = "invoice_void")]
    async fn void(
        &self,
        Admin(scope): Admin,
        invoice_id: Path<Uuid>,
        body: Json<InvoiceVoid>,
    ) -> Outcome<Tagged<Invoice>> {
        let id = service::void(&scope, invoice_id.0.into(), &body.0.reason.0).await?.id;
        Ok(tagged(current(&scope, id).await?))
    }

    /// Takes back an invoice or a part of it, by a credit note. For an owner or an admin.
    #[oai(path = "/invoices/:invoice_id/credit-notes", method = "post", operation_id = "credit_note_create")]
    async fn credit_note(
        &self,
        Admin(scope): Admin,
        invoice_id: Path<Uuid>,
        body: Json<NewCreditNote>,
        /// Makes a repetition answer with what was created first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<Invoice>> {
        let NewCreditNote { lines, note } = body.0;
        let note = note.map(Into::into).unwrap_or_default();
        let new = service::NewCreditNote { items: lines.map(items), note };
        let id = service::credit_note(&scope, invoice_id.0.into(), new).await?.id;
        Ok(Created::at("invoices", id, current(&scope, id).await?))
    }
}

/// An invoice as it is now, drafted or issued.
pub async fn current(scope: &AgencyScope, id: InvoiceId) -> Result<Invoice> {
    let Some(row) = service::issued(scope, id).await? else {
        let draft = service::find_draft(scope, id).await?;
        return Ok(Invoice::draft(draft, service::draft_workspace(scope, id).await?));
    };
    let (today, edges) = (service::today(scope).await?, service::settings(scope).await?.edges());
    let lines = service::lines(scope, id).await?;
    Ok(Invoice::issued(row.invoice, row.workspace, Some(lines), today, &edges))
}

/// An invoice with its version.
pub fn tagged(invoice: Invoice) -> Tagged<Invoice> {
    let version = tag(invoice.version);
    Tagged::Ok(Json(invoice), version)
}
