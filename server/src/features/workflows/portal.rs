use chrono::{DateTime, TimeDelta};
use poem::web::Path;
use poem::{Response, handler};

use super::inputs::Given;
use super::service::blocker;
use super::service::client_read::{self, ClientRunFilter};
use super::service::start_as_client;
use super::views::{self, FIELD};
use crate::access::{ClientScope, Paging, Permission, WorkflowRunner, together};
use crate::entity::words::RunStatus;
use crate::error::{Error, FieldErrors, Result};
use crate::ids::{RunId, WorkflowId};
use crate::web::components::Crumb;
use crate::web::{Audience, Form, Layout, Pages, Query, places};

const FOR: Audience = Audience::Automation;
/// How many runs a page shows, and how many a workflow's own page.
const AT_ONCE: u64 = 25;
const RECENT: u64 = 10;
/// How long ago a page was drawn at most, as far as its button goes.
const OLDEST: TimeDelta = TimeDelta::days(1);

/// The feature's pages.
pub fn pages(pages: Pages) -> Pages {
    pages
        .get(places::WORKFLOWS, FOR, list)
        .get("/portal/workflows/:workflow_id", FOR, show)
        .post("/portal/workflows/:workflow_id/run", Audience::Permitted(Permission::RunWorkflows), start)
        .get("/portal/workflows/:workflow_id/runs/:run_id", FOR, show_run)
        .get(places::RUNS, FOR, show_runs)
}

fn id(text: &str) -> Result<WorkflowId> {
    text.parse().map_err(|_| Error::NotFound)
}

fn trail() -> Vec<Crumb<'static>> {
    vec![Crumb { label: views::WORKFLOWS, href: places::WORKFLOWS }]
}

#[handler]
async fn list(scope: ClientScope, layout: Layout) -> poem::Result<Response> {
    let workflows = layout.with(client_read::client_workflows(&scope)).await?;
    layout.page(views::WORKFLOWS, Vec::new(), views::list(&workflows, layout.times)).await
}

#[handler]
async fn show(scope: ClientScope, layout: Layout, Path(workflow): Path<String>) -> poem::Result<Response> {
    let content = page(&scope, &layout, id(&workflow)?, &Form::default(), None).await?;
    layout.page(&content.0, trail(), content.1).await
}

/// A workflow's page with its name; with what was typed and what is wrong, as the answer to a refused form.
async fn page(
    scope: &ClientScope,
    layout: &Layout,
    id: WorkflowId,
    typed: &Form,
    errors: Option<&FieldErrors>,
) -> Result<(String, maud::Markup)> {
    let workflow = client_read::client_workflow(scope, id).await?;
    let filter = ClientRunFilter { workflow: Some(id), status: None };
    let runs = layout.with(client_read::client_runs(scope, filter, &Paging::first(RECENT))?).await?;
    let view = views::Shown {
        workflow: &workflow,
        runs: &runs.items,
        typed,
        errors,
        times: layout.times,
        token: &layout.token,
    };
    Ok((workflow.name.clone(), views::show(&view)))
}

/// Starts a run. However often the form is sent, and from however many tabs, it is one run.
#[handler]
async fn start(
    scope: WorkflowRunner,
    layout: Layout,
    Path(workflow): Path<String>,
    typed: Form,
) -> poem::Result<Response> {
    let id = id(&workflow)?;
    let asked = client_read::client_workflow(&scope, id).await?.inputs;
    let given: Given = asked
        .iter()
        .map(|input| (input.name.clone(), typed.get(&format!("{FIELD}{}", input.name)).to_owned()))
        .collect();
    let now = layout.times.now;
    let drawn = typed.get("once").parse::<i64>().ok().and_then(DateTime::from_timestamp_millis);
    // What a form says is not always what a page said: the time stays within what can be computed with.
    let drawn = drawn.map_or(now, |drawn| drawn.clamp(now - OLDEST, now));
    match start_as_client(&scope, id, &given, drawn).await {
        Ok(run) => Ok(layout.go(&places::run(id, run))),
        Err(Error::Invalid(errors)) => {
            let (title, content) = page(&scope, &layout, id, &typed, Some(&errors)).await?;
            layout.invalid(&title, trail(), content).await
        }
        Err(error) => Err(error.into()),
    }
}

#[handler]
async fn show_run(
    scope: ClientScope,
    layout: Layout,
    Path((workflow, run)): Path<(String, String)>,
) -> poem::Result<Response> {
    let workflow = id(&workflow)?;
    let run: RunId = run.parse().map_err(|_| Error::NotFound)?;
    let (found, steps) = client_read::client_run(&scope, workflow, run).await?;
    let blocker = blocker::blocker(&scope, &found.run).await?;
    let here = places::workflow(workflow);
    let mut trail = trail();
    // One in the archive has no page of its own any more; the run is still told under its name.
    if found.leads {
        trail.push(Crumb { label: &found.workflow, href: &here });
    }
    let content = views::run(&found, &steps, blocker.as_ref(), layout.times);
    layout.page(&found.workflow, trail, content).await
}

#[handler]
async fn show_runs(scope: ClientScope, layout: Layout, Query(query): Query) -> poem::Result<Response> {
    let filter =
        ClientRunFilter { workflow: query.get("workflow").parse().ok(), status: RunStatus::parse(query.get("status")) };
    let cursor = Some(query.get("cursor")).filter(|cursor| !cursor.is_empty());
    let page = client_read::client_runs(&scope, filter, &Paging::after(AT_ONCE, cursor)?)?;
    let (page, workflows) = layout.with(together((page, client_read::client_workflows(&scope)))).await?;
    layout.page(views::RUNS, Vec::new(), views::runs(&page, &workflows, filter, layout.times)).await
}
