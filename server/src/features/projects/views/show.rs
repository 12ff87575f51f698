use maud::{Markup, html};

use super::comments::{Thread, comments};
use crate::entity::words::TaskStatus;
use crate::entity::{approval, milestone, project};
use crate::features::approvals;
use crate::features::projects::service::{Plan, PlannedTask};
use crate::features::projects::words;
use crate::web::components::{
    Check, Heading, Icon, PersonCard, Section, Times, Tone, avatars, badge, checklist, columns, empty_state, facts,
    panel, people, person_card, progress, prose, results, section,
};
use crate::web::{markdown, places};

/// A project with all that its page shows.
pub struct Shown<'a> {
    pub project: &'a project::Model,
    pub plan: &'a Plan,
    pub approvals: &'a [approval::Model],
    pub whose: approvals::Whose<'a>,
    pub thread: Thread<'a>,
}

/// The page of a project.
pub fn show(view: &Shown<'_>) -> Markup {
    let project = view.project;
    let times = view.thread.times;
    let topic = format!("project:{}", project.id);
    let main = html! {
        (results("project-plan", &topic, html! {
            @if !project.summary.is_empty() { (section("About", None, prose(markdown::html(&project.summary)))) }
            (plan(view.plan, times))
        }))
        (results("project-approvals", "approvals", approvals::of_project_view(view.approvals, view.whose, times)))
        (comments(&view.thread))
    };
    let side = results(
        "project-facts",
        &topic,
        html! {
            (section("At a glance", None, glance(view, times)))
            (team(view.plan))
        },
    );
    html! {
        (results("project-heading", &topic, html! {
            (Heading::new(&project.name).below(badge(words::tone(project.status), words::status(project.status))))
        }))
        div hx-post=(format!("{}/seen", places::project(project.id))) hx-trigger="load" hx-swap="none" {}
        (columns(main, side))
    }
}

fn glance(view: &Shown<'_>, times: Times) -> Markup {
    let project = view.project;
    let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    let mut items = vec![("Progress", progress(count(view.plan.done()), count(view.plan.tasks.len()), "tasks"))];
    if let Some(day) = project.starts_on {
        items.push(("Start", times.day(day)));
    }
    if let Some(day) = project.due_on {
        items.push(("Due", times.day(day)));
    }
    facts(&items)
}

/// Everybody who works on it; nothing at all where the workspace does not show its team.
fn team(plan: &Plan) -> Markup {
    let team = plan.team();
    html! {
        @if !team.is_empty() {
            (section("Team", None, people(html! {
                @for person in team {
                    (person_card(&PersonCard { name: &person.name, title: person.title.as_deref(), email: None, phone: None }))
                }
            })))
        }
    }
}

/// The milestones with their tasks, and the tasks of none.
fn plan(plan: &Plan, times: Times) -> Markup {
    if plan.milestones.is_empty() && plan.tasks.is_empty() {
        return empty_state(
            Icon::Flag,
            "The plan is being made",
            "Milestones and tasks are here as soon as the team has set them. Until then, ask below.",
            None,
        );
    }
    html! {
        @for stage in &plan.milestones { (milestone(stage, plan, times)) }
        @let loose: Vec<&PlannedTask> = plan.tasks_of(None).collect();
        @if !loose.is_empty() {
            (section(if plan.milestones.is_empty() { "Tasks" } else { "Other tasks" }, None, panel(tasks(loose, times))))
        }
    }
}

fn milestone(stage: &milestone::Model, plan: &Plan, times: Times) -> Markup {
    let id = format!("milestone-{}", stage.id);
    let own: Vec<&PlannedTask> = plan.tasks_of(Some(stage.id)).collect();
    let standing = match (stage.completed_at, stage.due_on) {
        (Some(at), _) => html! { (badge(Tone::Positive, "Reached")) " " (times.relative(at)) },
        (None, Some(day)) => times.due(day),
        (None, None) => html! {},
    };
    html! {
        (Section::new(&id, &stage.name).action(standing).body(html! {
            @if own.is_empty() { p class="muted" { "No tasks here yet." } } @else { (panel(tasks(own, times))) }
        }))
    }
}

fn tasks(items: Vec<&PlannedTask>, times: Times) -> Markup {
    checklist(items.into_iter().map(|item| Check {
        state: words::check(item.task.status),
        title: &item.task.title,
        meta: task_line(item, times),
    }))
}

fn task_line(item: &PlannedTask, times: Times) -> Markup {
    let names: Vec<&str> = item.people.iter().map(|person| person.name.as_str()).collect();
    html! {
        @if let Some(day) = item.task.due_on.filter(|_| item.task.status != TaskStatus::Done) { (times.due(day)) }
        @if !names.is_empty() { (avatars(&names)) }
    }
}
