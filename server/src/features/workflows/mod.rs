//! Workflows: what an agency has done by itself for a client. What one does is written as a document
//! (`definition`), kept in versions that never change; a run walks through one version's steps and survives whatever
//! happens to the server, because each step's result and the next place are one commit. Staff write, publish and look
//! into runs. Clients see that something ran, how it went and when, and start what is theirs to start; what went through
//! it stands in tables that their scope cannot name.

mod analytics;
mod api;
mod cron;
mod definition;
mod elsewhere;
mod engine;
mod hook;
mod inputs;
mod jobs;
mod portal;
mod redact;
mod service;
mod signature;
mod stamp;
mod views;
mod words;

pub use api::{EngineApi, RunApi, TemplateApi, TriggerApi, VersionApi, WorkflowApi};
pub use definition::{Input, InputKind, SCHEMA};
pub use engine::{Advance, StopThere, serve};
pub use hook::{callback, webhook};
pub use inputs::{Given, Inputs};
pub use jobs::{FollowEngine, FollowEngines, FormSubmitted, SweepRuns};
pub use portal::pages;
pub use service::client_read::{
    AtAGlance, ClientRun, ClientRunFilter, ClientStep, ClientWorkflow, RunWithName, at_a_glance, client_run,
    client_runs, client_workflow, client_workflows,
};
pub use service::{
    Change, NewEngine, NewTemplate, NewTrigger, NewWorkflow, Started, Trigger, cancel, change, connection_mended,
    create, create_engine, create_template, create_trigger, form_submitted, publish, replay, retry, save_version,
    start, start_as_client,
};
pub use views::{drawn, run_rows};
pub use words::{StepKind, run_status, step_status, waiting_words};
