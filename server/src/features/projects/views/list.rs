use maud::{Markup, html};

use super::unsigned;
use crate::access::Page;
use crate::entity::words::ProjectStatus;
use crate::features::projects::service::Overview;
use crate::features::projects::words;
use crate::web::components::{
    Button, Heading, Icon, Row, Section, Times, badge, empty_state, pager, panel, progress, results, rows,
};
use crate::web::places;

pub const TITLE: &str = "Projects";

const COMPLETED_ROWS: &str = "completed-rows";

/// What is going on for a workspace, and below it what was completed. `may_ask` is whether the reader can
/// send a request when nothing is there.
pub fn list(current: &[Overview], completed: &Page<Overview>, may_ask: bool, times: Times) -> Markup {
    let ask = may_ask.then(|| html! { (Button::quiet("Send a request").link(places::NEW_REQUEST)) });
    html! {
        (Heading::new(TITLE))
        (results("projects", &topics(current), html! {
            @if current.is_empty() && completed.items.is_empty() {
                (empty_state(Icon::Projects, "No projects yet", "When the team starts one for you, its plan and progress are here.", ask))
            } @else {
                @if current.is_empty() {
                    (empty_state(Icon::Check, "Nothing is going on", "All your projects are completed. Tell the team what comes next.", ask))
                } @else {
                    (panel(projects("current-rows", current, times)))
                }
                @if !completed.items.is_empty() { (finished(completed, times)) }
            }
        }))
    }
}

/// What changes this page: each project on it, and being told of a new one.
fn topics(current: &[Overview]) -> String {
    current.iter().fold("notifications".to_owned(), |topics, row| format!("{topics} project:{}", row.project.id))
}

fn finished(completed: &Page<Overview>, times: Times) -> Markup {
    let next = completed.next.as_ref().map(|cursor| format!("{}?cursor={cursor}", places::PROJECTS));
    html! {
        (Section::new("completed", "Completed").body(html! {
            (panel(projects(COMPLETED_ROWS, &completed.items, times)))
            (pager(COMPLETED_ROWS, next.as_deref()))
        }))
    }
}

fn projects(id: &str, items: &[Overview], times: Times) -> Markup {
    let hrefs: Vec<String> = items.iter().map(|item| places::project(item.project.id)).collect();
    rows(
        id,
        items.iter().zip(&hrefs).map(|(item, href)| {
            Row::new(&item.project.name).href(href).meta(progress_line(item, times)).aside(standing(item, times))
        }),
    )
}

fn progress_line(item: &Overview, times: Times) -> Markup {
    html! {
        (progress(unsigned(item.tasks_done), unsigned(item.tasks_total), "tasks"))
        @if item.project.status == ProjectStatus::Active {
            @if let Some(name) = &item.next_milestone {
                span { "Next: " (name) @if let Some(day) = item.next_due_on { ", " (times.day(day)) } }
            }
        }
    }
}

/// An active project has a day, any other a state.
fn standing(item: &Overview, times: Times) -> Markup {
    let status = item.project.status;
    match (status, item.project.due_on) {
        (ProjectStatus::Active, Some(day)) => times.due(day),
        (ProjectStatus::Active, None) => html! {},
        _ => badge(words::tone(status), words::status(status)),
    }
}
