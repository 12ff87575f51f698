//! Tables that people exchange with spreadsheets, as CSV (RFC 4180): read so that every fault is told by its line and
//! column, and written so that no spreadsheet runs what stands in a cell.

mod faults;
mod read;
mod write;

pub use faults::Faults;
pub use read::{Layout, Row, rows};
pub use write::row;
