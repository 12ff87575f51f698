use std::collections::BTreeMap;

use chrono::NaiveDate;
use portico_openapi::{
    ApiError,
    types::{Invoice, InvoiceFilter, InvoiceKind, InvoiceSort},
};
use uuid::Uuid;

use super::words::signed_total;
use crate::{
    cursor::Cursor,
    message::InvoicePage,
    remote::{Remote, Ticket},
};

/// The invoices, as far as they were fetched.
#[derive(Debug, Default)]
pub struct Ledger {
    /// In the server's order.
    pub remote: Remote<Rows>,
    /// The place among them.
    pub cursor: Cursor,
    /// Which of them are looked at.
    pub narrowing: Narrowing,
    asked: Narrowing,
}

/// The rows, and where they go on.
#[derive(Debug, Default)]
pub struct Rows {
    /// In the server's order.
    pub items: Vec<Invoice>,
    /// Where the next page begins.
    pub next: Option<String>,
    of: Narrowing,
}

/// Which invoices are looked at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Narrowing {
    /// Of one client.
    pub workspace: Option<Uuid>,
    /// Where they stand; all that are issued without it.
    pub status: Option<InvoiceFilter>,
    /// Invoices or credit notes.
    pub kind: Option<InvoiceKind>,
    /// A part of the number.
    pub number: Option<String>,
    /// Issued not before.
    pub from: Option<NaiveDate>,
    /// Issued not after.
    pub to: Option<NaiveDate>,
    /// In which order.
    pub sort: Option<InvoiceSort>,
}

/// A page of invoices that is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    /// Which.
    pub narrowing: Narrowing,
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// How many rows, in as many pages as it takes.
    pub rows: usize,
}

impl Ledger {
    /// The rows, old ones while new ones are awaited.
    pub fn rows(&self) -> &[Invoice] {
        self.remote.get().map(|rows| rows.items.as_slice()).unwrap_or_default()
    }

    /// The row under the cursor.
    pub fn current(&self) -> Option<&Invoice> {
        self.rows().get(self.cursor.index)
    }

    /// Where the rows go on, if they do.
    pub fn next(&self) -> Option<&String> {
        self.remote.get()?.next.as_ref()
    }

    /// Whether it is drafts that are looked at.
    pub fn is_of_drafts(&self) -> bool {
        self.narrowing.status == Some(InvoiceFilter::Draft)
    }

    /// Notes that rows are asked for.
    pub fn ask(&mut self, ticket: Ticket) {
        self.remote.ask(ticket);
        self.asked = self.narrowing.clone();
    }

    /// Takes a page if it is the latest asked for. The cursor stays on its invoice. A failure comes back.
    pub fn take(&mut self, ticket: Ticket, answer: Result<InvoicePage, ApiError>) -> Option<ApiError> {
        let here = self.current().map(|row| row.id);
        let failure = answer.as_ref().err().cloned();
        let of = self.asked.clone();
        let known = self.remote.get().filter(|rows| rows.of == of).map(|rows| rows.items.clone());
        let rows = answer.map(|page| {
            let mut items = known.filter(|_| page.continues).unwrap_or_default();
            items.retain(|row| !page.items.iter().any(|newer| newer.id == row.id));
            items.extend(page.items);
            Rows { items, next: page.next, of }
        });
        if !self.remote.answer(ticket, rows) {
            return None;
        }
        let index = self.rows().iter().position(|row| Some(row.id) == here);
        self.cursor.to(index.unwrap_or(self.cursor.index));
        failure
    }

    /// Takes what an answer told of one of them, unless something newer is known.
    pub fn replace(&mut self, invoice: &Invoice) {
        if let Some(rows) = self.remote.get_mut()
            && let Some(row) = rows.items.iter_mut().find(|row| row.id == invoice.id)
            && row.version <= invoice.version
        {
            *row = invoice.clone();
        }
    }

    /// Takes one of them out that is there no more.
    pub fn remove(&mut self, id: Uuid) {
        if let Some(rows) = self.remote.get_mut() {
            rows.items.retain(|row| row.id != id);
        }
    }

    /// What the rows add up to in each currency: asked for, and outstanding. What a credit note takes back counts
    /// against the rest, and what is void for nothing.
    pub fn sums(&self) -> BTreeMap<&str, (i64, i64)> {
        let mut sums: BTreeMap<&str, (i64, i64)> = BTreeMap::new();
        for row in self.rows().iter().filter(|row| row.voided_at.is_none()) {
            let (total, outstanding) = sums.entry(&row.currency).or_default();
            *total = total.saturating_add(signed_total(row));
            *outstanding = outstanding.saturating_add(row.outstanding);
        }
        sums
    }
}
