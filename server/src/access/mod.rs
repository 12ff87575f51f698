//! Who asks, and what they may reach.
//!
//! A scope is the only way to the database, and only this module makes scopes: [`ClientScope`] (one person
//! in one workspace), [`AgencyScope`] (staff of one agency) and [`SystemScope`] (hosts, sign-in, jobs). Every
//! statement that leaves here carries its scope; nothing a caller adds can take it away. Outside this module
//! nobody holds a connection.
//!
//! `who` says who asks, `scopes` what they may reach. Beside them is how it is asked, and the database.

mod census;
mod chain;
#[expect(clippy::disallowed_types, clippy::disallowed_methods, reason = "this is where connections live")]
mod database;
#[expect(clippy::disallowed_types, reason = "this is where connections live")]
mod executor;
mod hosts;
#[expect(clippy::disallowed_types, reason = "this is where connections live")]
mod link;
mod live;
mod once;
mod page;
mod readers;
mod room;
mod scopes;
mod select;
mod text;
mod together;
mod who;
#[expect(clippy::disallowed_types, clippy::disallowed_methods, reason = "this is where connections live")]
mod whole;
mod write;

pub use census::{Census, Owned};
pub use chain::Deed;
pub use database::{Backend, Database};
pub use hosts::{HostCertificate, agency_of_host, is_known, is_served};
pub use live::{ClientEvent, ClientTopic, Event, Hub, StaffEvent, StaffEventKind};
pub use once::OnceKey;
pub use page::{Cursor, Key, Page, Paging, Sort, in_years};
pub use scopes::account_scope::AccountScope;
pub use scopes::awaited::awaits_member;
pub use scopes::client_scope::{
    Approver, ClientScope, Commenter, ConnectionManager, Inviter, InvoiceReader, RequestSubmitter, Reviewer, Unread,
    WorkflowRunner,
};
pub use scopes::reach::Reach;
pub use scopes::scope::{AdminScope, AgencyScope, SystemScope};
pub use select::{AgencySide, Beside, ClientSide, Counted, Joinable, ScopedSelect, SystemSide};
pub use text::Hit;
pub use together::{Part, Parts, together};
pub(crate) use who::actor::permissions_from;
pub use who::actor::{Actor, Author, Permission, Permissions};
pub use who::client_session::{IDLE, admit, client_scope, csrf_token, resolve};
pub use who::extract::{Facts, RequestBody, now, viewer};
pub use who::grant::Grant;
pub use who::letter::scope_of_letter;
pub use who::staff_token::{StaffTokens, scope_of_token, staff_scope};
pub use who::stand_in::{StandIn, stand_in};
pub use who::viewer::{Agency, Modules, Seat, Viewer};
pub use whole::{Head, Spoken, Whole};
pub use write::{ScopedDelete, ScopedUpdate};
