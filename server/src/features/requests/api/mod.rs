mod bulk;
mod opening;
mod report;
mod requests;
mod thread;
mod triage;
mod wire;

pub use bulk::BulkChangeApi;
pub use report::RequestReportApi;
pub use requests::RequestApi;
pub use thread::{NoteApi, ThreadApi};
pub use triage::TriageApi;
