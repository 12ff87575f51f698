//! What they may reach: the system, an agency, a client in a workspace, a person alone; and what either side reaches of
//! a workspace's rows.

pub(super) mod account_scope;
pub(super) mod awaited;
pub(super) mod client_scope;
pub(super) mod elsewhere;
pub(super) mod permission;
pub(super) mod reach;
pub(super) mod scope;
pub(super) mod webhooks;
