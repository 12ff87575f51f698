mod bulk;
mod draft;
mod opening;
mod presence;
mod report;
mod requests;
mod rules;
mod thread;
mod triage;
mod wire;

pub use bulk::BulkChangeApi;
pub use draft::RequestDraftApi;
pub use presence::PresenceApi;
pub use report::RequestReportApi;
pub use requests::RequestApi;
pub use rules::RequestRuleApi;
pub use thread::{NoteApi, ThreadApi};
pub use triage::TriageApi;
