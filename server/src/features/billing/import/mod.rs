//! Invoices out of a CSV file, from wherever the agency billed before: rows into what becomes a draft, or every fault by
//! its line.

mod plan;
mod rows;

pub use plan::{Known, Planned, plan};
pub use rows::rows;
