use maud::{Markup, html};

use crate::access::Page;
use crate::entity::words::RunStatus;
use crate::features::workflows::service::client_read::{ClientRun, ClientRunFilter, ClientWorkflow, RunWithName};
use crate::features::workflows::words;
use crate::web::components::{
    Button, Filters, Heading, Icon, Row, Select, Times, Tone, badge, empty_state, pager, panel, results, rows,
};
use crate::web::places;

pub const RUNS: &str = "Runs";
const ROWS: &str = "run-rows";

/// What ran for the workspace, the latest first.
pub fn runs(page: &Page<RunWithName>, workflows: &[ClientWorkflow], filter: ClientRunFilter, times: Times) -> Markup {
    let status = filter.status.map_or("", RunStatus::as_str);
    let workflow = filter.workflow.map(|id| id.to_string()).unwrap_or_default();
    let names = workflows.iter().map(|workflow| (workflow.id.to_string(), workflow.name.as_str()));
    let statuses = RunStatus::ALL.iter().map(|status| (status.as_str(), words::run_status(*status)));
    html! {
        (Heading::new(RUNS))
        (Filters::new(places::RUNS, "runs")
            .select(Select::new("workflow", "Workflow").option("", "All workflows").options(names).selected(workflow))
            .select(Select::new("status", "Status").option("", "Any status").options(statuses).selected(status)))
        (results("runs", "runs", html! {
            @if page.items.is_empty() {
                (empty(filter))
            } @else {
                (panel(run_rows(ROWS, &page.items, true, times)))
                (pager(ROWS, page.next.as_ref().map(|cursor| more(filter, &cursor.to_string())).as_deref()))
            }
        }))
    }
}

/// Runs as rows, with their workflow's name or with what started them.
pub fn run_rows(id: &str, runs: &[RunWithName], named: bool, times: Times) -> Markup {
    let hrefs: Vec<String> = runs.iter().map(|item| places::run(item.run.workflow, item.run.id)).collect();
    let titles: Vec<String> = runs.iter().map(|item| words::started(&item.run)).collect();
    rows(
        id,
        runs.iter().zip(&hrefs).zip(&titles).map(|((item, href), started)| {
            Row::new(if named { &item.workflow } else { started })
                .href(href)
                .meta(html! {
                    span { (times.relative(item.run.created_at)) }
                    @if named { span { (started) } }
                    @if let Some(took) = took(&item.run, times) { span { (took) } }
                    @if let Some(wait) = item.run.waits_for { span { (words::waiting_words(wait)) } }
                })
                .aside(status(item.run.status))
        }),
    )
}

/// How long a run has taken, so far or in all.
pub(super) fn took(run: &ClientRun, times: Times) -> Option<Markup> {
    run.started_at.map(|from| times.took(from, run.ended_at))
}

pub(super) fn status(status: RunStatus) -> Markup {
    let tone = match status {
        RunStatus::Queued => Tone::Neutral,
        RunStatus::Running => Tone::Accent,
        RunStatus::Waiting => Tone::Warning,
        RunStatus::Succeeded => Tone::Positive,
        RunStatus::Failed => Tone::Negative,
        RunStatus::Cancelled => Tone::Neutral,
    };
    badge(tone, words::run_status(status))
}

fn more(filter: ClientRunFilter, cursor: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    if let Some(workflow) = filter.workflow {
        query.append_pair("workflow", &workflow.to_string());
    }
    if let Some(status) = filter.status {
        query.append_pair("status", status.as_str());
    }
    query.append_pair("cursor", cursor);
    format!("{}?{}", places::RUNS, query.finish())
}

fn empty(filter: ClientRunFilter) -> Markup {
    if filter.workflow.is_some() || filter.status.is_some() {
        let all = html! { (Button::quiet("Show all runs").link(places::RUNS)) };
        return empty_state(Icon::Search, "Nothing matches", "No run of this kind is known.", Some(all));
    }
    empty_state(Icon::Runs, "Nothing has run yet", "Each time a workflow runs for you, it is listed here.", None)
}
