pub(super) mod client_read;
mod correct;
mod credit;
mod draft;
mod import;
mod issue;
mod paper;
mod pay;
mod provided;
mod read;
mod remind;
mod reports;
mod settings;
mod settings_change;
mod settle;
mod staff_read;
mod statement;
mod tell;
mod void;

pub use correct::{NewCreditNote, credit_note};
pub use credit::{apply_credit, goodwill};
pub use draft::{
    Draft, DraftChange, Due, NewDraft, change_draft, currency as usual_currency, delete_draft, draft, find_draft,
};
pub use import::{Imported, import};
pub use issue::{issue, issue_provided};
pub use paper::{letterhead, paper, parties};
pub use pay::{NewPayment, record_payment, refund};
pub use provided::{Dispute, Provided, ProvidedRefund, disputed, refunded, settle};
pub use read::{Whole, lines, whole};
pub use remind::remind_due;
pub use reports::{AgingRow, aging, note_export, revenue};
pub use settings::{Settings, part_settings, settings};
pub use settings_change::{PartyChange, SettingsChange, change_party, change_settings, party};
pub use staff_read::{
    Filter, Listed, ListedDraft, ListedPayment, Order, Standing, WorkspaceName, credits, draft_workspace, drafts,
    issued, list, paid_between, payments,
};
pub use statement::{Account, Line, Period, Statement, What, statement, statement_of};
pub use tell::announce_account;
pub use void::{void, void_provided};

use chrono::NaiveDate;
use sea_orm::ColumnTrait;

use crate::access::AgencyScope;
use crate::entity::invoice::{Column, Entity, Model};
use crate::entity::words::InvoiceKind;
use crate::error::{Error, Result};
use crate::features::agencies;
use crate::ids::InvoiceId;

/// An invoice or credit note of the agency, held until the transaction ends: all that happens to one happens one
/// after the other.
async fn held(scope: &AgencyScope, id: InvoiceId) -> Result<Model> {
    scope.find::<Entity>().filter(Column::Id.eq(id)).locked().one().await
}

/// The same, where it is an invoice on which something can be paid.
async fn held_invoice(scope: &AgencyScope, id: InvoiceId) -> Result<Model> {
    let invoice = held(scope, id).await?;
    match invoice.kind {
        InvoiceKind::Invoice => Ok(invoice),
        InvoiceKind::CreditNote => {
            Err(Error::conflict("not_an_invoice", "this is a credit note: nothing is paid on it"))
        }
    }
}

/// Today, where the agency is.
pub async fn today(scope: &AgencyScope) -> Result<NaiveDate> {
    let zone = agencies::find(scope).await?.time_zone.parse().unwrap_or(chrono_tz::UTC);
    Ok(scope.now().with_timezone(&zone).date_naive())
}
