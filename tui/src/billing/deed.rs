use std::path::PathBuf;

use chrono::NaiveDate;
use portico_openapi::types;
use uuid::Uuid;

use super::{Sheet, selling};
use crate::{money, office::Done};

/// What is done about billing at once.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Keep a draft: make it, or change it if it is as it was seen.
    Save(Box<Sheet>),
    /// Throw a draft away, as it was seen.
    Drop(Uuid, i64),
    /// Issue a draft, as it was seen.
    Issue(Uuid, i64),
    /// Void an invoice, and why.
    Void(Uuid, String),
    /// Take an invoice or a part of it back.
    CreditNote(Uuid, types::NewCreditNote),
    /// Put the PDF of an invoice or a credit note into a file here.
    Document(Uuid, PathBuf),
    /// Record what has come for an invoice.
    Pay(Uuid, types::NewPayment),
    /// Record what of a payment went back.
    Refund(Uuid, types::NewRefund),
    /// Have a credit pay an invoice.
    Use(Uuid, types::CreditUse),
    /// Give a client a credit.
    Credit(types::NewCredit),
    /// Put what was issued or paid between two days into a file here.
    Export(What, Option<NaiveDate>, Option<NaiveDate>, PathBuf),
    /// Have what Stripe told tried again.
    RetryEvent(Uuid),
    /// Change how the agency bills, as it was seen.
    Settings(i64, Box<types::BillingSettingsChange>),
    /// Look whom a client's invoices are made out to.
    LookUp(Uuid),
    /// Change that, as it was seen.
    Party(Uuid, i64, Box<types::BillingPartyChange>),
    /// Something about what is sold.
    Sell(selling::Deed),
}

/// What is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Invoices and credit notes.
    Invoices,
    /// Payments, refunds and credits.
    Payments,
}

impl Deed {
    /// What is said when it is done.
    pub fn said(&self, done: &Done) -> String {
        match (self, done) {
            (Self::Save(_), _) => "The draft is saved. Its client sees nothing of it yet.".into(),
            (Self::Issue(..), Done::Invoice(made)) => format!("{} is issued. Its client is told.", number(made)),
            (Self::CreditNote(..), Done::Invoice(made)) => {
                format!("{} takes back {}.", number(made), money::shown(made.total, &made.currency))
            }
            (Self::Drop(..), _) => "The draft is gone.".into(),
            (Self::Issue(..), _) => "The invoice is issued.".into(),
            (Self::Void(..), _) => "The invoice is void. It keeps its number.".into(),
            (Self::CreditNote(..), _) => "The credit note is issued.".into(),
            (Self::Document(..), _) => "Its PDF is saved.".into(),
            (Self::Pay(..), _) => "The payment is recorded.".into(),
            (Self::Refund(..), _) => "The refund is recorded.".into(),
            (Self::Use(..), _) => "The credit pays this invoice.".into(),
            (Self::Credit(_), _) => "The client has the credit.".into(),
            (Self::RetryEvent(_), _) => "It is tried again.".into(),
            (Self::Export(..), _) => "It is exported.".into(),
            (Self::Settings(..), _) => "Changed. It counts from the next invoice on.".into(),
            (Self::LookUp(_), _) => String::new(),
            (Self::Sell(deed), Done::Imported(imported)) => deed.said(Some(imported)),
            (Self::Sell(deed), _) => deed.said(None),
            (Self::Party(..), _) => "Changed. It counts from the client’s next invoice on.".into(),
        }
    }
}

/// The number of an invoice, or what it is called without one.
pub fn number(invoice: &types::Invoice) -> &str {
    invoice.number.as_deref().unwrap_or("The draft")
}
