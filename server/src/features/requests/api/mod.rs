mod bulk;
mod requests;
mod thread;
mod triage;
mod wire;

pub use bulk::BulkChangeApi;
pub use requests::RequestApi;
pub use thread::{NoteApi, ThreadApi};
pub use triage::TriageApi;
