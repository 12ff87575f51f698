use crate::error::Result;
use crate::sheet::{self, Faults, Layout, Row};

/// What a file of invoices says: one line of an invoice a row.
const LAYOUT: Layout = Layout {
    columns: &[
        "number",
        "client",
        "description",
        "quantity",
        "unit_price",
        "currency",
        "due_on",
        "due_days",
        "note",
        "unit",
        "discount_percent",
        "tax_name",
        "tax_percent",
        "prices_include_tax",
    ],
    needed: 5,
    prose: &[],
    most_rows: 5000,
};

/// The rows of a file, and what is wrong with them so far.
///
/// # Errors
/// [`crate::error::Error::TooLarge`]; [`crate::error::Error::Invalid`] for what is no such table.
pub fn rows(bytes: &[u8]) -> Result<(Vec<Row>, Faults)> {
    sheet::rows(bytes, &LAYOUT)
}
