//! How an operation of the staff API works: who calls, how refusals look, how lists are paged, how stale
//! writes are caught. Features bring their operations; this puts them under `/api/v1`.

mod allow;
mod answer;
mod attachment;
pub mod document;
mod edge;
mod inputs;
mod list;
mod mail_state;
pub mod problem;
mod refs;
mod staff;
mod text;
mod words;

use poem_openapi::Tags;

pub use allow::Operations;
pub use answer::{Created, Done, Tagged, expect_version, tag};
pub use attachment::{Csv, Rows, attachment};
pub use edge::{Limits, edge};
pub use inputs::ONE_WAY;
pub use list::{Listing, paging};
pub use mail_state::MailState;
pub use problem::{Outcome, Problem, Refusal};
pub use refs::{Author, AuthorKind, PersonRef, Ref};
pub use staff::{Admin, OWN, Staff, admitted};
pub use text::Text;
pub(crate) use words::both_ways;
pub use words::{Priority, RequestSort, WaitsOn};

/// What the operations are about.
#[derive(Tags)]
pub enum Tag {
    /// Signing in, and staying so.
    Auth,
    /// The caller's own account.
    Account,
    /// The agency: its settings, and how it looks to its clients.
    Agency,
    /// The agency's people.
    Staff,
    /// The hosts of the agency's own.
    Domains,
    /// The agency's clients.
    Workspaces,
    /// Letting people in: into workspaces, and into the team.
    Invitations,
    /// Projects, their milestones, tasks and comments.
    Projects,
    /// Job requests and support tickets, with their threads and internal notes.
    Requests,
    /// Finding anything by its words.
    Search,
    /// What staff are about to do, and can still recall.
    Held,
    /// Work that clients decide on, in steps and versions.
    Approvals,
    /// Files: uploaded, delivered to clients, sent by them.
    Files,
    /// Invoices, what was paid on them, and what they come to.
    Billing,
    /// Being paid online.
    Stripe,
    /// Forms that clients fill in, and what they sent.
    Forms,
    /// What an agency has done by itself for its clients.
    Workflows,
    /// The times that workflows ran.
    Runs,
    /// Accounts of clients at other systems.
    Connections,
    /// Telling the agency's own programs of what happens.
    Webhooks,
    /// What the caller was told.
    Notifications,
    /// Who did what.
    Audit,
    /// The portal as its people see it.
    Mirror,
}
