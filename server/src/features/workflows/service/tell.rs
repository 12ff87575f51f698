use crate::access::{AgencyScope, Author, ClientEvent, ClientTopic, Event, StaffEvent, StaffEventKind};
use crate::entity::words::ActivityKind;
use crate::entity::{form, run};
use crate::error::Result;
use crate::features::activity::{self, Automated, Happening};
use crate::ids::{FormId, WorkspaceId};

/// Has the open pages of both sides show a workflow as it is now.
pub fn announce_workflow(scope: &AgencyScope, workspace: WorkspaceId) {
    scope.announce(Event::Client(ClientEvent { workspace, person: None, topic: ClientTopic::Workflows }));
    staff(scope, workspace, StaffEventKind::WorkflowChanged);
}

/// Has the open pages of both sides show a run as it is now.
pub fn announce_run(scope: &impl Author, run: &run::Model) {
    let topic = ClientTopic::Run(run.id);
    scope.announce(Event::Client(ClientEvent { workspace: run.workspace_id, person: None, topic }));
}

/// The same where it began, waits, goes on or ended. Whoever takes up runs hears of it, too.
pub fn announce_runs(scope: &impl Author, run: &run::Model) {
    announce_run(scope, run);
    let topic = ClientTopic::Runs;
    scope.announce(Event::Client(ClientEvent { workspace: run.workspace_id, person: None, topic }));
    staff(scope, run.workspace_id, StaffEventKind::RunChanged);
    scope.announce(Event::Happened);
}

fn staff(scope: &impl Author, workspace: WorkspaceId, kind: StaffEventKind) {
    scope.announce(Event::Staff(StaffEvent {
        agency: scope.agency_id(),
        kind,
        workspace: Some(workspace),
        request: None,
        project: None,
        approval: None,
        actor: Some(scope.actor().id()),
    }));
}

/// Has staff told that a run of the workflow of this name failed.
///
/// # Errors
/// When the database refuses.
pub async fn tell_failed(scope: &AgencyScope, run: &run::Model, workflow: String) -> Result<()> {
    tell(scope, run, ActivityKind::RunFailed, workflow).await
}

/// Has people told something that a run has to say.
///
/// # Errors
/// When the database refuses.
pub async fn tell(scope: &AgencyScope, run: &run::Model, kind: ActivityKind, title: String) -> Result<()> {
    record(scope, run, kind, title, None).await
}

/// Has clients told that a run waits for a form, and their pages show it.
///
/// # Errors
/// When the database refuses.
pub async fn tell_awaited(scope: &AgencyScope, run: &run::Model, form: &form::Model) -> Result<()> {
    let topic = ClientTopic::Forms;
    scope.announce(Event::Client(ClientEvent { workspace: run.workspace_id, person: None, topic }));
    record(scope, run, ActivityKind::FormAwaited, form.title.clone(), Some(form.id)).await
}

async fn record(
    scope: &AgencyScope,
    run: &run::Model,
    kind: ActivityKind,
    title: String,
    form: Option<FormId>,
) -> Result<()> {
    let happening = Happening {
        kind,
        workspace: run.workspace_id,
        project: None,
        request: None,
        approval: None,
        invoice: None,
        title,
        about: None,
        people: Vec::new(),
    };
    activity::record_of(scope, happening, Automated { run: Some((run.workflow_id, run.id)), form }).await
}
