//! The tables: columns, and whose rows they are. No behaviour lives here; verbs do, in features.
//! Connections are out of reach: rows are read and written through the scopes of `access`.

pub mod account_token;
pub mod activity;
pub mod agency;
pub mod agency_host;
pub mod audit_entry;
pub mod audit_head;
pub mod client_credential;
pub mod client_notification;
pub mod client_session;
pub mod client_user;
pub mod counter;
pub mod job;
pub mod mail;
pub mod membership;
pub mod milestone;
pub mod once_key;
pub mod ownership;
pub mod project;
pub mod project_comment;
pub mod project_manager;
pub mod request;
pub mod request_message;
pub mod request_note;
pub mod request_tag;
pub mod schedule;
pub mod staff_credential;
pub mod staff_notification;
pub mod staff_refresh;
pub mod staff_session;
pub mod staff_user;
pub mod task;
pub mod task_assignee;
pub mod throttle;
pub mod words;
pub mod workspace;
