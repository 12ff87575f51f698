//! Billing: what an agency asks of its clients for its work, and what was paid. The ledger is ours: an issued invoice
//! never changes, money is whole minor units, one place ([`totals`]) computes what an invoice adds up to, and another
//! ([`books`]) what is still to be paid, always anew from what was paid. Staff read and draft; owner and admins issue
//! and take money. Clients see what is issued and never a draft.

mod aging;
mod api;
mod books;
mod content;
mod import;
mod jobs;
mod payable;
mod pdf;
mod portal;
mod service;
mod settled;
mod snapshot;
mod totals;
mod views;

pub use aging::{Aging, Bucket, Edges};
pub use api::{
    BillingReportApi, BillingSettingsApi, CreditApi, DraftApi, InvoiceApi, InvoiceImportApi, PaymentApi, StatementApi,
};
pub use content::Content;
pub use jobs::{DrawInvoice, RemindInvoices};
pub use payable::{Unpayable, asked_online, is_beyond, payable};
pub use portal::pages;
pub use service::client_read::{Overdue, overdue};
pub use service::{
    Dispute, Draft, DraftChange, Due, NewCreditNote, NewDraft, NewPayment, PartyChange, Provided, ProvidedRefund,
    Settings, SettingsChange, Whole, WorkspaceName, announce_account, apply_credit, change_draft, change_party,
    change_settings, credit_note, delete_draft, disputed, draft, find_draft, goodwill, issue, issue_provided, party,
    record_payment, refund, refunded, settings, settle, today, usual_currency, void, void_provided, whole,
};
pub use settled::Settled;
pub use snapshot::{Buyer, Seller};
pub use totals::{Discount, Item, MOST_LINES, TaxLine, Totals, Wrong, totals};
pub use views::{Terms, overdue_words, status};
