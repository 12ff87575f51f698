use chrono::{Datelike, Days, NaiveDate};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use serde_json::json;

use super::draft::{Draft, ISSUED, NewDraft, currency, held_draft, known_currency};
use super::settings::settings;
use super::tell::{announce, announce_billing, tell};
use crate::access::{AdminScope, AgencyScope};
use crate::brand::Look;
use crate::entity::words::{ActivityKind, InvoiceKind, InvoiceStatus};
use crate::entity::{billing_party, invoice, invoice_draft, invoice_line};
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::features::billing::DrawInvoice;
use crate::features::billing::content::{Content, not_due};
use crate::features::billing::snapshot::{Buyer, Seller};
use crate::features::billing::totals::{Discount, Totals};
use crate::features::{agencies, workspaces};
use crate::ids::{Id, InvoiceId, InvoiceLineId, ProjectId, WorkspaceId};
use crate::jobs;
use crate::money::Currency;

/// What becomes an issued document.
pub(super) struct Document {
    pub id: InvoiceId,
    pub kind: InvoiceKind,
    pub corrects: Option<InvoiceId>,
    pub workspace: WorkspaceId,
    pub project: Option<ProjectId>,
    pub currency: Currency,
    pub content: Content,
    pub totals: Totals,
    pub provider_id: Option<String>,
}

/// Issues a draft: it gets its number, and what it says never changes again. Its id stays.
///
/// # Errors
/// [`Error::NotFound`] for what is no draft of the agency; a conflict where it is issued already; [`Error::Stale`] when
/// it has moved on from `version`; [`Error::Invalid`] where it asks for nothing, or for something before today or after
/// a year.
pub async fn issue(scope: &AdminScope, id: InvoiceId, version: Option<i64>) -> Result<invoice::Model> {
    scope
        .transaction(async |scope| {
            let known = scope.claim_once("invoice_issue", id).await?;
            let Draft { row, content, totals } = match (held_draft(&scope, id, version).await, known) {
                (Err(Error::Conflict { code: ISSUED, .. }), Some(_)) => {
                    return scope.find::<invoice::Entity>().filter(invoice::Column::Id.eq(id)).one().await;
                }
                (draft, _) => draft?,
            };
            let currency = currency(&scope, row.workspace_id, Some(&row.currency)).await?;
            let document = Document {
                id,
                kind: InvoiceKind::Invoice,
                corrects: None,
                workspace: row.workspace_id,
                project: row.project_id,
                currency,
                content,
                totals,
                provider_id: None,
            };
            scope.delete::<invoice_draft::Entity>().filter(invoice_draft::Column::Id.eq(id)).exec().await?;
            let invoice = put(&scope, document).await?;
            record(&scope, &invoice, Entry::new("invoice.issued")).await?;
            Ok(invoice)
        })
        .await
}

/// Puts an invoice into the ledger that a payment provider made, once: it is known by its name there.
///
/// # Errors
/// As for a draft and its issue.
pub async fn issue_provided(scope: &AgencyScope, new: NewDraft, provider_id: &str) -> Result<invoice::Model> {
    let (content, totals) = new.content.checked()?;
    scope
        .transaction(async |scope| {
            use invoice::{Column, Entity};
            // Those who come at once wait here, so that the second one finds the first one's. What was sold to a client
            // who is in the archive by now is in the ledger all the same.
            workspaces::held_anywhere(&scope, new.workspace).await?;
            let currency = known_currency(&scope, new.workspace, new.currency.as_deref()).await?;
            let known = scope.find::<Entity>().filter(Column::ProviderId.eq(provider_id)).first().await?;
            if let Some(known) = known {
                return Ok(known);
            }
            let document = Document {
                id: InvoiceId::new(),
                kind: InvoiceKind::Invoice,
                corrects: None,
                workspace: new.workspace,
                project: new.project,
                currency,
                content,
                totals,
                provider_id: Some(provider_id.to_owned()),
            };
            let invoice = put(&scope, document).await?;
            record(&scope, &invoice, Entry::new("invoice.issued")).await?;
            Ok(invoice)
        })
        .await
}

/// Tells everybody of an issued document, and the audit trail last.
pub(super) async fn record(scope: &AgencyScope, invoice: &invoice::Model, entry: Entry) -> Result<()> {
    let detail = json!({ "total": invoice.total, "currency": invoice.currency, "corrects": invoice.corrects_id });
    let entry = entry.target("invoice", invoice.id, invoice.number.clone());
    audit::record(scope, entry.workspace(invoice.workspace_id).detail(detail)).await
}

/// Writes a document with its number and its lines, and has its client told.
pub(super) async fn put(scope: &AgencyScope, document: Document) -> Result<invoice::Model> {
    let Document { content, totals, .. } = &document;
    if totals.total == 0 {
        return Err(Error::field("lines", "This comes to nothing, so there is nothing to ask for."));
    }
    let agency = agencies::find(scope).await?;
    let settings = settings(scope).await?;
    let workspace = workspaces::held_anywhere(scope, document.workspace).await?;
    let party = scope.find::<billing_party::Entity>();
    let party = party.filter(billing_party::Column::WorkspaceId.eq(document.workspace)).first().await?;
    let now = scope.now();
    let today = now.with_timezone(&agency.time_zone.parse().unwrap_or(chrono_tz::UTC)).date_naive();
    let due_on = due(&document, today, settings.row.due_days)?;
    let prefix = settings.row.number_prefix.clone();
    let number = number(scope, document.kind, &prefix, today).await?;
    let look = Look::of(agency.brand.as_deref(), agency.accent.as_deref()).kept().map_err(Error::internal)?;
    let json = |value: serde_json::Result<String>| value.map_err(Error::internal);
    let note = document.kind == InvoiceKind::CreditNote;
    let row = invoice::ActiveModel {
        id: Set(document.id),
        agency_id: NotSet,
        workspace_id: Set(document.workspace),
        project_id: Set(document.project),
        kind: Set(document.kind),
        corrects_id: Set(document.corrects),
        number: Set(number.clone()),
        currency: Set(document.currency.code().to_owned()),
        inclusive: Set(content.inclusive),
        issued_on: Set(today),
        due_on: Set(due_on),
        note: Set(content.note.clone()),
        seller: Set(json(serde_json::to_string(&Seller::of(settings.row, agency.name.clone())))?),
        buyer: Set(json(serde_json::to_string(&Buyer::of(party, workspace.name)))?),
        look: Set(look),
        taxes: Set(json(serde_json::to_string(&totals.taxes))?),
        discount_bps: Set(match content.discount {
            Discount::Percent(bps) => Some(bps),
            _ => None,
        }),
        subtotal: Set(totals.subtotal),
        discount: Set(totals.discount),
        tax: Set(totals.tax),
        total: Set(totals.total),
        // A credit note asks for nothing.
        status: Set(if note { InvoiceStatus::Paid } else { InvoiceStatus::Open }),
        paid: Set(0),
        refunded: Set(0),
        credited: Set(0),
        outstanding: Set(if note { 0 } else { totals.total }),
        processing: Set(0),
        paid_at: Set(None),
        voided_at: Set(None),
        void_reason: Set(None),
        remind_at: Set((!note).then_some(now)),
        reminders: Set(0),
        pdf_key: Set(None),
        pdf_sha256: Set(None),
        pdf_size: Set(None),
        provider_id: Set(document.provider_id.clone()),
        author_id: Set(scope.actor().staff()),
        author_name: Set(scope.actor().staff().map(|_| scope.actor().name().to_owned())),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
    };
    let invoice = scope.insert(row).await?;
    write_lines(scope, &invoice, content, totals).await?;
    jobs::enqueue(scope, &DrawInvoice { agency: invoice.agency_id, invoice: invoice.id }).await?;
    let kind = if note { ActivityKind::CreditNoteIssued } else { ActivityKind::InvoiceIssued };
    tell(scope, &invoice, kind, format!("{number} from {}", agency.name)).await?;
    announce(scope, &invoice);
    announce_billing(scope, invoice.workspace_id);
    Ok(invoice)
}

async fn write_lines(scope: &AgencyScope, invoice: &invoice::Model, content: &Content, totals: &Totals) -> Result<()> {
    for (position, (item, amount)) in (1..).zip(content.items.iter().zip(&totals.amounts)) {
        let row = invoice_line::ActiveModel {
            id: Set(InvoiceLineId::new()),
            agency_id: NotSet,
            workspace_id: Set(invoice.workspace_id),
            invoice_id: Set(invoice.id),
            position: Set(position),
            description: Set(item.description.clone()),
            quantity: Set(item.quantity),
            unit: Set(item.unit.clone()),
            unit_price: Set(item.unit_price),
            discount_bps: Set(item.discount_bps),
            tax_name: Set(item.tax_name.clone()),
            tax_bps: Set(item.tax_bps),
            amount: Set(*amount),
        };
        scope.insert(row).await?;
    }
    Ok(())
}

/// The day on which it is due: never before today, nor after a year; but what a provider has asked for already stands.
fn due(document: &Document, today: NaiveDate, usual: i32) -> Result<NaiveDate> {
    let content = &document.content;
    if let Some(why) = content.due_on.filter(|_| document.provider_id.is_none()).and_then(|day| not_due(day, today)) {
        return Err(Error::field("due_on", why));
    }
    let days = u64::try_from(content.due_days.unwrap_or(usual)).unwrap_or_default();
    Ok(content.due_on.or_else(|| today.checked_add_days(Days::new(days))).unwrap_or(today))
}

/// The next number of the year, without gaps: the counter's row is held until the transaction ends, and a number is
/// given back with it.
async fn number(scope: &AgencyScope, kind: InvoiceKind, prefix: &str, today: NaiveDate) -> Result<String> {
    let year = today.year();
    let next = scope.next_number(&format!("{}:{year}", kind.as_str())).await?;
    let mark = match kind {
        InvoiceKind::Invoice => "",
        InvoiceKind::CreditNote => NOTE_MARK,
    };
    Ok(format!("{prefix}{mark}{year}-{next:04}"))
}

/// What stands in a credit note's number between the prefix and the year.
pub(super) const NOTE_MARK: &str = "CN-";
