//! Where things stand: a shape and a word for each, so that colours are not needed.

use portico_openapi::types::{
    AuthorKind, Connection, ConnectionHealth, CredentialRequestState, EngineStop, EngineStopState, InputKind, Run,
    RunDetail, RunStarter, RunStatus, RunStepStatus, RunWait, TriggerKind, WorkflowStatus, WorkflowTrigger,
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

/// Whether the engine of a run that was cancelled here was told to stop it.
pub fn stopped_there(stop: &EngineStop) -> String {
    let why = stop.message.as_deref().map(|why| format!(": {}", foreign::line(why))).unwrap_or_default();
    match stop.state {
        EngineStopState::Asking => format!("Its engine is being told to stop it{why}."),
        EngineStopState::Told => "Its engine was told to stop it.".into(),
        EngineStopState::Over => "It had ended at its engine already.".into(),
        EngineStopState::Untold => format!("Its engine could not be told to stop it, and may go on with it{why}."),
        EngineStopState::NoWay => "There is no way of telling its engine to stop it: it may go on there.".into(),
    }
}

/// Whether it may run on at its engine all the same.
pub fn may_go_on(state: EngineStopState) -> bool {
    matches!(state, EngineStopState::Untold | EngineStopState::NoWay)
}

/// What a run waits for, by name where it is known.
pub fn waits(run: &Run) -> Option<String> {
    if run.status != RunStatus::Waiting {
        return None;
    }
    let name = run.waits_for_name.as_deref().map(foreign::line);
    Some(match (run.waits_for, name) {
        (Some(RunWait::Connection), Some(name)) => match run.waits_for_account.as_deref().map(foreign::line) {
            Some(account) => format!("the connection {name} ({account})"),
            None => format!("the connection {name}"),
        },
        (Some(RunWait::Connection), None) => "a connection that nobody has set up".into(),
        (Some(RunWait::Form), Some(name)) => format!("the form “{name}”"),
        (Some(RunWait::Form), None) => "the client to fill in a form".into(),
        (Some(RunWait::Approval), Some(name)) => format!("the approval “{name}”"),
        (Some(RunWait::Approval), None) => "the client to decide on an approval".into(),
        (Some(RunWait::Delay), _) => "its time".into(),
        (None, _) => "something".into(),
    })
}

/// Who can do something about what a run waits for.
pub fn helpers(detail: &RunDetail) -> Option<String> {
    let client = detail.helpers.iter().any(|helper| helper.kind == AuthorKind::Client);
    let names: Vec<String> = detail.helpers.iter().map(|helper| foreign::line(&helper.name)).collect();
    if names.is_empty() {
        return None;
    }
    let names = names.join(", ");
    Some(if client { format!("{names} of {}", foreign::line(&detail.run.workspace.name)) } else { names })
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
