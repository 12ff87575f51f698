//! What clients owe: what is looked for, drafted and done about it, and what forms about it are for. Amounts are whole
//! minor units; the server alone adds up.

mod deed;
mod fields;
mod ledger;
mod line;
pub mod selling;
mod settings;
mod sheet;
mod words;

use portico_openapi::types;
use uuid::Uuid;

pub use deed::{Deed, What, number};
pub use fields::{
    credit_fields, export_fields, filled, narrow_fields, narrowed, note_fields, payment_fields, refund_fields,
    status_words, use_fields,
};
pub use ledger::{Ledger, Narrowing, Wanted};
pub use line::{blank, line_fields, read_line};
pub use settings::{party_fields, settings_fields};
pub use sheet::{Due, Off, Sheet, head_fields, read_head};
pub use words::{age, edges, happened, lateness, method, shape, signed_total, status};

use crate::{
    app::Opened,
    message::InvoiceView,
    remote::{Remote, Ticket},
};

/// All that is known of what clients owe.
#[derive(Debug, Default)]
pub struct Billing {
    /// The invoices.
    pub ledger: Ledger,
    /// What is outstanding, by how late it is.
    pub aging: Remote<types::AgingReport>,
    /// What was asked for and what came.
    pub revenue: Remote<types::RevenueReport>,
    /// What Stripe told: what failed, and then the latest.
    pub stripe: Remote<Vec<types::StripeEvent>>,
    /// What is sold.
    pub selling: selling::Selling,
    /// The invoice in the pane.
    pub invoice: Opened<InvoiceView>,
    /// What the pane shows.
    pub front: Front,
    /// The draft that is being written.
    pub editor: Option<Editor>,
}

/// What the pane shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Front {
    /// An invoice.
    #[default]
    Invoice,
    /// A draft that is being written.
    Editor,
    /// What is outstanding.
    Aging,
    /// What came.
    Revenue,
    /// What Stripe told.
    Stripe,
    /// What is sold.
    Products,
    /// What clients pay for again and again.
    Subscriptions,
}

/// A draft that is being written.
#[derive(Debug)]
pub struct Editor {
    /// As it is now.
    pub sheet: Sheet,
    /// As it is at the server.
    pub begun: Sheet,
    /// What it adds up to, as the server says.
    pub totals: Remote<Box<types::InvoiceTotals>>,
    /// What the server found wrong when it was saved: where, and what.
    pub faults: Vec<(String, String)>,
    /// What somebody else made of it meanwhile.
    pub theirs: Option<Box<types::Invoice>>,
    /// Sent along, so that it is made once.
    pub key: Uuid,
    /// The attempt under way.
    pub saving: Option<Ticket>,
}

impl Editor {
    /// A draft as it is at the server, or a new one.
    pub fn new(sheet: Sheet, key: Uuid) -> Self {
        let begun = sheet.clone();
        let (totals, faults) = (Remote::default(), Vec::new());
        Self { sheet, begun, totals, faults, theirs: None, key, saving: None }
    }

    /// Whether anything would be lost.
    pub fn is_changed(&self) -> bool {
        self.sheet != self.begun || (self.sheet.id.is_none() && !self.sheet.lines.is_empty())
    }
}

/// What a form about billing is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Which invoices to look at.
    Narrow,
    /// The head of a draft; of a new one where there is none yet.
    Head,
    /// A line of the draft; a new one at that place, or another text for the one there.
    Line {
        /// Where.
        at: usize,
        /// Whether it comes between.
        new: bool,
    },
    /// Something for the server to do.
    Order(Order),
}

/// What a form asks the server for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// Why an invoice is void.
    Void(Uuid),
    /// What of it is taken back.
    CreditNote(Uuid),
    /// Where to put its PDF.
    Document(Uuid),
    /// Money that has come.
    Payment(Uuid),
    /// Money that went back.
    Refund(Uuid),
    /// What credit is to pay an invoice.
    Use(Uuid),
    /// A credit for a client.
    Credit,
    /// Where to put an export.
    Export,
    /// How the agency bills, as it was seen.
    Settings(i64),
    /// Whom a client's invoices are made out to, as it was seen.
    Party(Uuid, i64),
    /// Something about what is sold.
    Sell(selling::Order),
}
