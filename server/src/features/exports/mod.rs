//! Clients, projects and requests as files, for owners and admins: CSV that no spreadsheet runs, or JSON lines. They
//! are read a page at a time, so that memory stays flat, and that somebody takes them away is in the trail before the
//! first row leaves. What is in the archive is not among them. Their columns are those that `imports` reads.

mod api;
mod format;
mod rows;

pub use api::ExportApi;
