//! Requests: a job or a support ticket that a client sends and staff answer, in one thread. Internal notes
//! live beside the thread in a table, a type and an API of their own; nothing on the portal's side of this
//! feature names them.

mod api;
mod categories;
mod filter;
mod jobs;
mod mentions;
mod portal;
mod promise;
mod report;
mod service;
mod stage;
mod turn;
mod views;

pub use api::{
    BulkChangeApi, NoteApi, PresenceApi, RequestApi, RequestDraftApi, RequestReportApi, RequestRuleApi, ThreadApi,
    TriageApi,
};
pub use categories::of as categories_of;
pub use jobs::WakeRequests;
pub use portal::pages;
pub use service::{Awaited, Filter, ListedForClient, NewRequest, awaiting, create, create_for, list};
pub use service::{Change, automatic, change, note, post, reply, reply_by_itself, staff_find, up_to_date};
pub use service::{Exported, OldRequest, StaffFilter, all_like, announce_taken_over, exported, take_over, taken_over};

use crate::error::{Error, FieldErrors, Result};

/// Whether a text is a filter of requests, for whoever keeps one.
///
/// # Errors
/// [`Error::Invalid`] at `filter`, with the place.
pub fn check_filter(text: &str) -> Result<()> {
    parse_filter(text).map(drop)
}

fn parse_filter(text: &str) -> Result<filter::Filter> {
    filter::parse(text).map_err(|fault| {
        let mut errors = FieldErrors::default();
        errors.add("filter", fault.message);
        Error::Invalid(errors.pointing(fault.place))
    })
}
