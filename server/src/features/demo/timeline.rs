use super::stage::Stage;
use super::story::{self, Reviewed, Said, Step};
use super::{approvals, automation, billing, connections, files, requests, work};
use crate::error::{Error, Result};
use crate::features::notifications;

/// So many hours ago everybody had read everything.
const CAUGHT_UP: f64 = 30.0;

/// Something that happens in a workspace.
enum Moment<'a> {
    Starts(&'a story::Project),
    Reaches(&'a story::Project, &'a story::Milestone),
    Comments(&'a story::Project, &'a Said),
    Completes(&'a story::Project),
    Sends(&'a story::Request),
    Then(&'a story::Request, &'a Step),
    Submits(&'a story::Approval),
    Reviews(&'a story::Approval, &'a Reviewed),
    Delivers(&'a story::Delivery),
    Bills(&'a story::Invoice),
    Subscribes(&'a story::Subscription),
    Settles(&'a story::Invoice, &'a story::Settlement),
    Asks(&'a story::Form),
    Automates(&'a story::Workflow),
    Runs(&'a story::Workflow, &'a story::Run),
    Needs(&'a story::Connection),
    Connects(&'a story::Connection),
    Loses(&'a story::Connection),
    Reminds(&'a story::Connection, &'a story::Asked),
    /// A member goes through what there was to know.
    Catches(&'a str),
}

/// Tells all that happens in an agency in the order of its times: later ids must belong to later things.
pub async fn tell(stage: &mut Stage<'_>, agency: &story::Agency) -> Result<()> {
    let mut moments: Vec<(f64, &story::Workspace, Moment<'_>)> = Vec::new();
    for workspace in &agency.workspaces {
        let mut add = |ago: f64, moment| moments.push((ago, workspace, moment));
        for project in &workspace.projects {
            add(days_ago(project.starts), Moment::Starts(project));
            for milestone in project.milestones.iter().filter(|milestone| milestone.is_reached()) {
                add(days_ago(milestone.due), Moment::Reaches(project, milestone));
            }
            project.comments.iter().for_each(|said| add(said.ago, Moment::Comments(project, said)));
            if project.completed {
                add(days_ago(project.due), Moment::Completes(project));
            }
        }
        for request in &workspace.requests {
            add(request.ago, Moment::Sends(request));
            request.then.iter().for_each(|step| add(step.ago, Moment::Then(request, step)));
        }
        for approval in &workspace.approvals {
            add(approval.ago, Moment::Submits(approval));
            approval.then.iter().for_each(|then| add(then.ago, Moment::Reviews(approval, then)));
        }
        workspace.files.iter().for_each(|delivery| add(delivery.ago, Moment::Delivers(delivery)));
        for invoice in &workspace.invoices {
            add(invoice.ago * 24.0, Moment::Bills(invoice));
            invoice.then.iter().for_each(|then| add(then.ago * 24.0, Moment::Settles(invoice, &then.how)));
        }
        workspace.subscriptions.iter().for_each(|told| add(told.ago * 24.0, Moment::Subscribes(told)));
        workspace.forms.iter().for_each(|form| add(form.ago, Moment::Asks(form)));
        for workflow in &workspace.workflows {
            add(workflow.ago, Moment::Automates(workflow));
            workflow.runs.iter().for_each(|run| add(run.ago, Moment::Runs(workflow, run)));
        }
        for told in &workspace.connections {
            add(told.ago, Moment::Needs(told));
            add(told.connected.ago, Moment::Connects(told));
            told.lost.iter().for_each(|ago| add(*ago, Moment::Loses(told)));
            told.asked.iter().for_each(|asked| add(asked.ago, Moment::Reminds(told, asked)));
        }
        workspace.members.iter().for_each(|(email, _)| add(CAUGHT_UP, Moment::Catches(email)));
    }
    moments.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (ago, workspace, moment) in moments {
        stage.hours_ago(ago);
        happens(stage, agency, workspace, moment).await?;
        stage.settle().await?;
    }
    Ok(())
}

async fn happens(
    stage: &mut Stage<'_>,
    agency: &story::Agency,
    workspace: &story::Workspace,
    moment: Moment<'_>,
) -> Result<()> {
    match moment {
        Moment::Starts(project) => work::start(stage, workspace, project).await,
        Moment::Reaches(project, milestone) => work::reach(stage, workspace, project, milestone).await,
        Moment::Comments(project, said) => work::comment(stage, workspace, project, said).await,
        Moment::Completes(project) => work::complete(stage, workspace, project).await,
        Moment::Sends(request) => requests::send(stage, workspace, request).await,
        Moment::Then(request, step) => requests::step(stage, workspace, request, step).await,
        Moment::Submits(approval) => approvals::send(stage, workspace, approval).await,
        Moment::Reviews(approval, then) => approvals::then(stage, workspace, approval, then).await,
        Moment::Delivers(delivery) => files::deliver(stage, workspace, delivery).await,
        Moment::Bills(invoice) => billing::bill(stage, agency, workspace, invoice).await,
        Moment::Subscribes(told) => billing::subscribe(stage, agency, workspace, told).await,
        Moment::Settles(invoice, how) => billing::settle(stage, agency, workspace, invoice, how).await,
        Moment::Asks(form) => automation::ask(stage, workspace, form).await,
        Moment::Automates(workflow) => automation::automate(stage, workspace, workflow).await,
        Moment::Runs(workflow, run) => automation::run(stage, workspace, workflow, run).await,
        Moment::Needs(told) => connections::need(stage, workspace, told).await,
        Moment::Connects(told) => connections::connect(stage, workspace, told).await,
        Moment::Loses(told) => connections::lose(stage, workspace, told).await,
        Moment::Reminds(told, asked) => connections::ask(stage, agency, workspace, told, asked).await,
        Moment::Catches(email) => {
            let id = stage.workspaces.get(&workspace.slug).copied().ok_or(Error::NotFound)?;
            notifications::mark_read(&stage.client(email, id).await?, None).await.map(drop)
        }
    }
}

/// Days from today as hours before now; never after it.
fn days_ago(day: i64) -> f64 {
    (-day).max(0) as f64 * 24.0 + 6.0
}
