//! Billing: what an agency asks of its clients for its work, and what was paid. The ledger is ours: an issued invoice
//! never changes, money is whole minor units, and one place ([`totals`]) computes what an invoice adds up to.

pub mod totals;

pub use totals::{Discount, Item, MOST_LINES, TaxLine, Totals, Wrong, totals};
