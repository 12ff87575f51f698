//! Who asks, and what they may reach.
//!
//! A scope is the only way to the database, and only this module makes scopes: [`ClientScope`] (one person
//! in one workspace), [`AgencyScope`] (staff of one agency) and [`SystemScope`] (hosts, sign-in, jobs). Every
//! statement that leaves here carries its scope; nothing a caller adds can take it away. Outside this module
//! nobody holds a connection.

mod actor;
mod client_scope;
mod client_session;
mod database;
mod executor;
mod extract;
mod hosts;
mod link;
mod live;
mod once;
mod page;
mod permission;
mod scope;
mod select;
mod staff_token;
mod text;
mod write;

pub use actor::{Actor, Author, Permission, Permissions};
pub use client_scope::{ClientScope, Commenter, RequestSubmitter};
pub use client_session::{Agency, Modules, Seat, Viewer, admit, client_scope, csrf_token, resolve};
pub use database::{Backend, Database};
pub use extract::{Facts, RequestBody};
pub use hosts::agency_of_host;
pub use live::{ClientEvent, ClientTopic, Event, Hub, StaffEvent, StaffEventKind};
pub use once::OnceKey;
pub use page::{Cursor, Key, Page, Paging, Sort};
pub use scope::{AdminScope, AgencyScope, SystemScope};
pub use select::{AgencySide, Beside, ClientSide, Counted, Joinable, ScopedSelect, SystemSide};
pub use staff_token::{StaffTokens, scope_of_token, staff_scope};
pub use write::{ScopedDelete, ScopedUpdate};
