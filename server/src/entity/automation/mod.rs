//! What is done by itself, by us or by other engines, and the accounts of clients that it needs.

pub mod connection;
pub mod connection_secret;
pub mod credential_request;
pub mod credential_request_item;
pub mod engine;
pub mod engine_workflow;
pub mod oauth_attempt;
pub mod provider_client;
pub mod run;
pub mod run_payload;
pub mod run_step;
pub mod run_step_payload;
pub mod run_stop;
pub mod template_workflow;
pub mod workflow;
pub mod workflow_template;
pub mod workflow_trigger;
pub mod workflow_version;
