//! What clients read of a run: nothing but these words, whatever happened. What was asked, what was answered and what
//! somebody else's server said has no way in here.

use super::definition::Action;
use super::service::blocker::Helper;
use super::service::client_read::ClientRun;
use crate::entity::words::{ActorKind, RunStarter, RunStatus, RunStepStatus, RunWait};

/// The most people whom a reader is sent to.
const MOST_NAMED: usize = 3;

/// What kind of thing a step does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepKind {
    Http,
    Email,
    WaitForForm,
    WaitForApproval,
    Delay,
    Condition,
    Set,
    CreateRequest,
    CreateApproval,
    CreateInvoiceDraft,
    Notify,
    /// Another engine runs all of it.
    Elsewhere,
}

impl StepKind {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Http,
        Self::Email,
        Self::WaitForForm,
        Self::WaitForApproval,
        Self::Delay,
        Self::Condition,
        Self::Set,
        Self::CreateRequest,
        Self::CreateApproval,
        Self::CreateInvoiceDraft,
        Self::Notify,
        Self::Elsewhere,
    ];

    /// The kind of a step.
    pub const fn of(action: &Action) -> Self {
        match action {
            Action::Http(_) => Self::Http,
            Action::Email { .. } => Self::Email,
            Action::WaitForForm { .. } => Self::WaitForForm,
            Action::WaitForApproval { .. } => Self::WaitForApproval,
            Action::Delay(_) => Self::Delay,
            Action::Condition { .. } => Self::Condition,
            Action::Set(_) => Self::Set,
            Action::CreateRequest { .. } => Self::CreateRequest,
            Action::CreateApproval { .. } => Self::CreateApproval,
            Action::CreateInvoiceDraft { .. } => Self::CreateInvoiceDraft,
            Action::Notify { .. } => Self::Notify,
            Action::Elsewhere => Self::Elsewhere,
        }
    }

    /// The kind as it is kept, and as definitions write it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Email => "email",
            Self::WaitForForm => "wait_for_form",
            Self::WaitForApproval => "wait_for_approval",
            Self::Delay => "delay",
            Self::Condition => "condition",
            Self::Set => "set",
            Self::CreateRequest => "create_request",
            Self::CreateApproval => "create_approval",
            Self::CreateInvoiceDraft => "create_invoice_draft",
            Self::Notify => "notify",
            Self::Elsewhere => "elsewhere",
        }
    }

    /// The kind that is kept under this name; anything else is a call to somewhere.
    pub fn parse(text: &str) -> Self {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).unwrap_or(Self::Http)
    }

    /// What a step of this kind is called that has no title.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Http => "Talk to another system",
            Self::Email => "Send an email",
            Self::WaitForForm => "Wait for a form",
            Self::WaitForApproval => "Wait for an approval",
            Self::Delay => "Wait a while",
            Self::Condition => "Decide what comes next",
            Self::Set => "Prepare what comes next",
            Self::CreateRequest => "Open a request",
            Self::CreateApproval => "Ask for an approval",
            Self::CreateInvoiceDraft => "Prepare an invoice",
            Self::Notify => "Let people know",
            Self::Elsewhere => "Done by another system",
        }
    }
}

/// How a run stands.
pub const fn run_status(status: RunStatus) -> &'static str {
    match status {
        RunStatus::Queued => "Queued",
        RunStatus::Running => "Running",
        RunStatus::Waiting => "Waiting",
        RunStatus::Succeeded => "Succeeded",
        RunStatus::Failed => "Failed",
        RunStatus::Cancelled => "Cancelled",
    }
}

/// How a step ended, or what it does.
pub const fn step_status(status: RunStepStatus) -> &'static str {
    match status {
        RunStepStatus::Running => "In progress",
        RunStepStatus::Waiting => "Waiting",
        RunStepStatus::Succeeded => "Done",
        RunStepStatus::Failed => "Failed",
        RunStepStatus::Cancelled => "Cancelled",
    }
}

/// Who or what started a run. Which of the team it was is theirs to know.
pub fn started(run: &ClientRun) -> String {
    match (run.started_by, &run.starter) {
        (RunStarter::Client, Some(name)) => format!("Started by {name}"),
        (RunStarter::Client, None) => "Started by hand".to_owned(),
        (RunStarter::Staff, _) => "Started by the team".to_owned(),
        (RunStarter::Schedule, _) => "Started on schedule".to_owned(),
        (RunStarter::Webhook | RunStarter::Engine, _) => "Started by another system".to_owned(),
        (RunStarter::Form, _) => "Started by a form".to_owned(),
    }
}

/// What a run waits for.
pub const fn waiting_words(wait: RunWait) -> &'static str {
    match wait {
        RunWait::Connection => "Waits for an account to be connected",
        RunWait::Form => "Waits for a form to be filled in",
        RunWait::Approval => "Waits for a decision",
        RunWait::Delay => "Waits for its time",
    }
}

/// Whom a reader turns to who cannot do it.
pub fn turn_to(helpers: &[Helper]) -> Option<String> {
    let named: Vec<&str> = helpers.iter().take(MOST_NAMED).map(|helper| helper.name.as_str()).collect();
    let names = match named.as_slice() {
        [] => return None,
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} or {last}", first.join(", ")),
    };
    let team = helpers.iter().any(|helper| helper.side == ActorKind::Staff);
    Some(if team { format!("Turn to {names} of the team.") } else { format!("Turn to {names}.") })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn people(side: ActorKind, names: &[&str]) -> Vec<Helper> {
        names.iter().map(|name| Helper { side, id: Uuid::nil(), name: (*name).to_owned() }).collect()
    }

    #[test]
    fn a_reader_is_sent_to_few_people_by_name() {
        assert_eq!(turn_to(&[]), None);
        let said = |side, names: &[&str]| turn_to(&people(side, names)).unwrap();
        assert_eq!(said(ActorKind::Client, &["Ada"]), "Turn to Ada.");
        assert_eq!(said(ActorKind::Client, &["Ada", "Bo", "Cy", "Di"]), "Turn to Ada, Bo or Cy.");
        assert_eq!(said(ActorKind::Staff, &["Mia"]), "Turn to Mia of the team.");
    }
}
