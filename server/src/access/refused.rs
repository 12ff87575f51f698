//! What does not compile, each beside its twin that does, so that it is the rule that refuses and no typing
//! error. Only the documentation tests read this file.
//!
//! A client's scope finds what a workspace owns:
//!
//! ```
//! # use portico::{access::ClientScope, entity::{request, request_message, project_comment}};
//! fn own(scope: &ClientScope) {
//!     scope.find::<request::Entity>();
//!     scope.find::<request_message::Entity>();
//!     scope.update::<request::Entity>();
//!     scope.delete::<project_comment::Entity>();
//! }
//! ```
//!
//! and nothing of what staff write among themselves,
//!
//! ```compile_fail,E0277
//! # use portico::{access::ClientScope, entity::request_note};
//! fn notes(scope: &ClientScope) {
//!     scope.find::<request_note::Entity>();
//! }
//! ```
//!
//! ```compile_fail,E0277
//! # use portico::{access::ClientScope, entity::request_note};
//! fn notes(scope: &ClientScope) {
//!     scope.delete::<request_note::Entity>();
//! }
//! ```
//!
//! ```compile_fail,E0277
//! # use portico::{access::ClientScope, entity::request_tag};
//! fn tags(scope: &ClientScope) {
//!     scope.find::<request_tag::Entity>();
//! }
//! ```
//!
//! ```compile_fail,E0277
//! # use portico::{access::ClientScope, entity::staff_notification};
//! fn told(scope: &ClientScope) {
//!     scope.find::<staff_notification::Entity>();
//! }
//! ```
//!
//! ```compile_fail,E0277
//! # use portico::{access::ClientScope, entity::activity};
//! fn happenings(scope: &ClientScope) {
//!     scope.find::<activity::Entity>();
//! }
//! ```
//!
//! nor of anybody's secrets, not even its own person's but through what is made for that.
//!
//! ```compile_fail,E0277
//! # use portico::{access::ClientScope, entity::client_credential};
//! fn passwords(scope: &ClientScope) {
//!     scope.find::<client_credential::Entity>();
//! }
//! ```
//!
//! ```compile_fail,E0277
//! # use portico::{access::ClientScope, entity::staff_credential};
//! fn passwords(scope: &ClientScope) {
//!     scope.find::<staff_credential::Entity>();
//! }
//! ```
//!
//! ```compile_fail,E0277
//! # use portico::{access::ClientScope, entity::client_session};
//! fn sessions(scope: &ClientScope) {
//!     scope.find::<client_session::Entity>();
//! }
//! ```
//!
//! ```compile_fail,E0277
//! # use portico::{access::ClientScope, entity::once_key};
//! fn keys(scope: &ClientScope) {
//!     scope.find::<once_key::Entity>();
//! }
//! ```
//!
//! An agency's scope finds the agency's rows, notes among them,
//!
//! ```
//! # use portico::{access::AgencyScope, entity::{request, request_note, staff_notification}};
//! fn own(scope: &AgencyScope) {
//!     scope.find::<request::Entity>();
//!     scope.find::<request_note::Entity>();
//!     scope.find::<staff_notification::Entity>();
//! }
//! ```
//!
//! and not those of no agency: sign-ins before they are known, jobs, keys.
//!
//! ```compile_fail,E0277
//! # use portico::{access::AgencyScope, entity::job};
//! fn jobs(scope: &AgencyScope) {
//!     scope.find::<job::Entity>();
//! }
//! ```
//!
//! ```compile_fail,E0277
//! # use portico::{access::AgencyScope, entity::staff_refresh};
//! fn tokens(scope: &AgencyScope) {
//!     scope.find::<staff_refresh::Entity>();
//! }
//! ```
//!
//! What staff do takes staff's scope, and what a client does a client's, with the permission for it:
//!
//! ```
//! # use portico::access::{AgencyScope, RequestSubmitter};
//! # use portico::{features::requests, ids::RequestId};
//! async fn staff(scope: &AgencyScope, id: RequestId) {
//!     let _ = requests::reply(scope, id, "so").await;
//!     let _ = requests::note(scope, id, "so").await;
//! }
//! async fn client(scope: &RequestSubmitter, id: RequestId) {
//!     let _ = requests::post(scope, id, "so").await;
//! }
//! ```
//!
//! ```compile_fail,E0308
//! # use portico::access::ClientScope;
//! # use portico::{features::requests, ids::RequestId};
//! async fn client(scope: &ClientScope, id: RequestId) {
//!     let _ = requests::reply(scope, id, "so").await;
//! }
//! ```
//!
//! ```compile_fail,E0308
//! # use portico::access::RequestSubmitter;
//! # use portico::{features::requests, ids::RequestId};
//! async fn client(scope: &RequestSubmitter, id: RequestId) {
//!     let _ = requests::note(scope, id, "so").await;
//! }
//! ```
//!
//! ```compile_fail,E0308
//! # use portico::access::ClientScope;
//! # use portico::{features::requests, ids::RequestId};
//! async fn without_asking(scope: &ClientScope, id: RequestId) {
//!     let _ = requests::post(scope, id, "so").await;
//! }
//! ```
//!
//! Only an owner's or an admin's scope sets what members may do:
//!
//! ```
//! # use portico::access::{AdminScope, Permissions};
//! # use portico::{features::workspaces, ids::{MembershipId, WorkspaceId}};
//! async fn set(scope: &AdminScope, workspace: WorkspaceId, member: MembershipId) {
//!     let _ = workspaces::permit(scope, workspace, member, None, Permissions::ALL).await;
//! }
//! ```
//!
//! ```compile_fail,E0308
//! # use portico::access::{AgencyScope, Permissions};
//! # use portico::{features::workspaces, ids::{MembershipId, WorkspaceId}};
//! async fn set(scope: &AgencyScope, workspace: WorkspaceId, member: MembershipId) {
//!     let _ = workspaces::permit(scope, workspace, member, None, Permissions::ALL).await;
//! }
//! ```
//!
//! Scopes are made by signing in, and by nobody else:
//!
//! ```
//! # use portico::access::{self, ClientScope, Database, RequestSubmitter};
//! async fn made(database: &Database, cookie: &str) -> Option<RequestSubmitter> {
//!     let scope: ClientScope = access::client_scope(database, cookie, "a.test", None).await.ok()?;
//!     RequestSubmitter::new(scope).ok()
//! }
//! ```
//!
//! ```compile_fail,E0624
//! # use std::sync::Arc;
//! # use portico::access::{ClientScope, Database, Viewer};
//! fn made(database: &Database, viewer: Arc<Viewer>) -> Option<ClientScope> {
//!     ClientScope::new(database, viewer, None)
//! }
//! ```
//!
//! ```compile_fail,E0423
//! # use portico::access::{ClientScope, RequestSubmitter};
//! fn made(scope: ClientScope) -> RequestSubmitter {
//!     RequestSubmitter(scope)
//! }
//! ```
//!
//! ```compile_fail,E0423
//! # use portico::access::{AdminScope, AgencyScope};
//! fn made(scope: AgencyScope) -> AdminScope {
//!     AdminScope(scope)
//! }
//! ```
//!
//! ```compile_fail,E0451
//! # use portico::{access::AgencyScope, ids::AgencyId};
//! fn moved(scope: AgencyScope, agency: AgencyId) -> AgencyScope {
//!     AgencyScope { agency, ..scope }
//! }
//! ```
//!
//! And a connection is nowhere to be had:
//!
//! ```compile_fail,E0616
//! # use portico::access::Database;
//! fn taken(database: &Database) {
//!     let _ = &database.ground;
//! }
//! ```
