//! Where things stand: a shape and a word for each, so that colours are not needed.

use portico_openapi::types::{
    Connection, ConnectionHealth, CredentialRequestState, InputKind, Run, RunStarter, RunStatus, RunStepStatus,
    RunWait, TriggerKind, WorkflowStatus, WorkflowTrigger,
};

use crate::foreign;

/// Where a workflow stands.
pub fn workflow_status(status: WorkflowStatus) -> &'static str {
    match status {
        WorkflowStatus::Draft => "Draft",
        WorkflowStatus::Published => "Published",
        WorkflowStatus::Paused => "Paused",
        WorkflowStatus::Archived => "Archived",
    }
}

/// Its shape.
pub fn workflow_shape(status: WorkflowStatus) -> &'static str {
    match status {
        WorkflowStatus::Draft => "✎",
        WorkflowStatus::Published => "●",
        WorkflowStatus::Paused => "‖",
        WorkflowStatus::Archived => "▫",
    }
}

/// Where a run stands.
pub fn run_status(status: RunStatus) -> &'static str {
    match status {
        RunStatus::Queued => "Queued",
        RunStatus::Running => "Running",
        RunStatus::Waiting => "Waiting",
        RunStatus::Succeeded => "Succeeded",
        RunStatus::Failed => "Failed",
        RunStatus::Cancelled => "Cancelled",
    }
}

/// Its shape.
pub fn run_shape(status: RunStatus) -> &'static str {
    match status {
        RunStatus::Queued => "·",
        RunStatus::Running => "▸",
        RunStatus::Waiting => "◌",
        RunStatus::Succeeded => "✓",
        RunStatus::Failed => "✕",
        RunStatus::Cancelled => "⊘",
    }
}

/// Where a step stands.
pub fn step_status(status: RunStepStatus) -> &'static str {
    match status {
        RunStepStatus::Running => "running",
        RunStepStatus::Waiting => "waiting",
        RunStepStatus::Succeeded => "done",
        RunStepStatus::Failed => "failed",
        RunStepStatus::Cancelled => "cancelled",
    }
}

/// Its shape.
pub fn step_shape(status: RunStepStatus) -> &'static str {
    match status {
        RunStepStatus::Running => "▸",
        RunStepStatus::Waiting => "◌",
        RunStepStatus::Succeeded => "✓",
        RunStepStatus::Failed => "✕",
        RunStepStatus::Cancelled => "⊘",
    }
}

/// Who or what started a run.
pub fn starter(run: &Run) -> String {
    match (run.started_by, &run.starter) {
        (_, Some(name)) => foreign::line(name),
        (RunStarter::Client, None) => "the client".into(),
        (RunStarter::Staff, None) => "staff".into(),
        (RunStarter::Schedule, None) => "its schedule".into(),
        (RunStarter::Webhook, None) => "a webhook".into(),
        (RunStarter::Form, None) => "a form".into(),
        (RunStarter::Engine, None) => "its engine".into(),
    }
}

/// What a run waits for.
pub fn waits(run: &Run) -> Option<&'static str> {
    if run.status != RunStatus::Waiting {
        return None;
    }
    Some(match run.waits_for {
        Some(RunWait::Connection) => "a connection that has to be mended",
        Some(RunWait::Form) => "the client to fill in a form",
        Some(RunWait::Approval) => "the client to decide on an approval",
        Some(RunWait::Delay) => "its time",
        None => "something",
    })
}

/// How a connection does.
pub fn health(connection: &Connection) -> &'static str {
    match connection.health {
        _ if connection.connected_at.is_none() => "not connected yet",
        ConnectionHealth::Healthy => "connected",
        ConnectionHealth::Expiring => "expiring soon",
        ConnectionHealth::NeedsReauthorization => "in need of the client",
        ConnectionHealth::Failing => "failing",
    }
}

/// Its shape.
pub fn health_shape(connection: &Connection) -> &'static str {
    match connection.health {
        _ if connection.connected_at.is_none() => "○",
        ConnectionHealth::Healthy => "●",
        ConnectionHealth::Expiring => "◔",
        ConnectionHealth::NeedsReauthorization => "▲",
        ConnectionHealth::Failing => "✕",
    }
}

/// Where it stands that somebody is asked.
pub fn asked(state: CredentialRequestState) -> &'static str {
    match state {
        CredentialRequestState::Open => "Open",
        CredentialRequestState::Completed => "Done",
        CredentialRequestState::Revoked => "Taken back",
        CredentialRequestState::Expired => "Expired",
    }
}

/// Its shape.
pub fn asked_shape(state: CredentialRequestState) -> &'static str {
    match state {
        CredentialRequestState::Open => "○",
        CredentialRequestState::Completed => "✓",
        CredentialRequestState::Revoked => "⊘",
        CredentialRequestState::Expired => "✕",
    }
}

/// What starts a workflow by itself.
pub fn trigger(trigger: &WorkflowTrigger, form: Option<&str>) -> String {
    let text = |text: &Option<String>| foreign::line(text.as_deref().unwrap_or_default());
    match trigger.kind {
        TriggerKind::Schedule => format!("schedule {} · {}", text(&trigger.cron), text(&trigger.time_zone)),
        TriggerKind::Webhook if trigger.signed => "webhook · senders sign".into(),
        TriggerKind::Webhook => "webhook · unsigned".into(),
        TriggerKind::Form => format!("form {}", foreign::line(form.unwrap_or("that is filled in"))),
    }
}

/// What kind of value is asked for.
pub fn input_kind(kind: InputKind) -> &'static str {
    match kind {
        InputKind::Text => "a text",
        InputKind::Number => "a number, such as 12.5",
        InputKind::Boolean => "yes or no",
        InputKind::Date => "a day, such as 2026-03-04",
        InputKind::Choice => "one of these",
    }
}
