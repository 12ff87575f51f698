use poem_openapi::param::{Header, Query};
use poem_openapi::payload::{Binary, Json};
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use crate::api::{Admin, Outcome, Tag};
use crate::features::billing::service::{self, Imported};

/// An invoice that came out of a file, or would.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
struct ImportedInvoice {
    /// The number that it had where it comes from.
    external_number: String,
    /// Where in the file it begins.
    line: i32,
    workspace_id: Uuid,
    currency: String,
    /// In minor units.
    total: i64,
    /// The draft that it became; left out in a dry run.
    invoice_id: Option<Uuid>,
}

/// What became of a file, or would.
#[derive(Object)]
struct InvoiceImport {
    dry_run: bool,
    /// In the order of the file.
    items: Vec<ImportedInvoice>,
}

impl From<Imported> for ImportedInvoice {
    fn from(imported: Imported) -> Self {
        Self {
            external_number: imported.number,
            line: imported.line,
            workspace_id: imported.workspace.into(),
            currency: imported.currency,
            total: imported.total,
            invoice_id: imported.invoice.map(Into::into),
        }
    }
}

/// Invoices out of files.
pub struct InvoiceImportApi;

#[OpenApi(tag = "Tag::Billing")]
impl InvoiceImportApi {
    /// Makes drafts of the invoices in a CSV file of at most 1 MiB, all of them or none. What is wrong is told by line, as
    /// `line.7.unit_price`. For an owner or an admin.
    #[oai(path = "/invoices/import", method = "post", operation_id = "invoice_import")]
    async fn import(
        &self,
        Admin(scope): Admin,
        /// Only says what would become of it.
        dry_run: Query<Option<bool>>,
        /// Makes a repetition answer with what was imported first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
        body: Binary<Vec<u8>>,
    ) -> Outcome<Json<InvoiceImport>> {
        let dry_run = dry_run.0.unwrap_or_default();
        let items = service::import(&scope, &body.0, dry_run).await?;
        Ok(Json(InvoiceImport { dry_run, items: items.into_iter().map(Into::into).collect() }))
    }
}
