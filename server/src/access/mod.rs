//! Who asks, and what they may reach.
//!
//! A scope is the only way to the database, and only this module makes scopes: [`ClientScope`] (one person
//! in one workspace), [`AgencyScope`] (staff of one agency) and [`SystemScope`] (hosts, sign-in, jobs). Every
//! statement that leaves here carries its scope; nothing a caller adds can take it away. Outside this module
//! nobody holds a connection.

mod account_scope;
mod actor;
mod awaited;
mod census;
mod chain;
mod client_scope;
mod client_session;
#[expect(clippy::disallowed_types, clippy::disallowed_methods, reason = "this is where connections live")]
mod database;
mod elsewhere;
#[expect(clippy::disallowed_types, reason = "this is where connections live")]
mod executor;
mod extract;
mod grant;
mod hosts;
mod letter;
#[expect(clippy::disallowed_types, reason = "this is where connections live")]
mod link;
mod live;
mod once;
mod page;
mod permission;
mod reach;
mod readers;
mod room;
mod scope;
mod select;
mod session_row;
mod staff_token;
mod stand_in;
mod text;
mod together;
mod viewer;
mod webhooks;
#[expect(clippy::disallowed_types, clippy::disallowed_methods, reason = "this is where connections live")]
mod whole;
mod write;

pub use account_scope::AccountScope;
pub use actor::{Actor, Author, Permission, Permissions};
pub use awaited::awaits_member;
pub use census::{Census, Owned};
pub use chain::Deed;
pub use client_scope::{
    Approver, ClientScope, Commenter, ConnectionManager, Inviter, InvoiceReader, RequestSubmitter, Reviewer, Unread,
    WorkflowRunner,
};
pub use client_session::{IDLE, admit, client_scope, csrf_token, resolve};
pub use database::{Backend, Database};
pub use extract::{Facts, RequestBody, now, viewer};
pub use grant::Grant;
pub use hosts::{HostCertificate, agency_of_host, is_known, is_served};
pub use letter::scope_of_letter;
pub use live::{ClientEvent, ClientTopic, Event, Hub, StaffEvent, StaffEventKind};
pub use once::OnceKey;
pub use page::{Cursor, Key, Page, Paging, Sort, in_years};
pub use reach::Reach;
pub use scope::{AdminScope, AgencyScope, SystemScope};
pub use select::{AgencySide, Beside, ClientSide, Counted, Joinable, ScopedSelect, SystemSide};
pub use staff_token::{StaffTokens, scope_of_token, staff_scope};
pub use stand_in::{StandIn, stand_in};
pub use text::Hit;
pub use together::{Part, Parts, together};
pub use viewer::{Agency, Modules, Seat, Viewer};
pub use whole::{Head, Spoken, Whole};
pub use write::{ScopedDelete, ScopedUpdate};
