use chrono::NaiveDate;
use maud::{Markup, html};

use crate::entity::client_notification;
use crate::features::projects::ActiveProject;
use crate::features::workspaces::ManagerCard;
use crate::features::{approvals, billing, connections, forms, notifications, requests, workflows};
use crate::locale::Locale;
use crate::web::components::{
    Button, Heading, Icon, PersonCard, Times, Waiting, card_link, columns, empty_state, grid, panel, people,
    person_card, progress, results, section, token, waiting,
};
use crate::web::places;

pub const TITLE: &str = "Dashboard";

/// All that the dashboard shows.
pub struct Dashboard<'a> {
    pub name: &'a str,
    pub workspace: &'a str,
    pub may_ask: bool,
    pub has_work: bool,
    pub approvals: Vec<approvals::Awaited>,
    /// The invoices that are overdue.
    pub overdue: Vec<billing::Overdue>,
    /// The accounts that have to be connected, or connected again.
    pub accounts: Vec<connections::Awaited>,
    /// Today, where the agency is.
    pub today: NaiveDate,
    pub locale: Locale,
    pub waiting: Vec<requests::Awaited>,
    pub projects: Vec<ActiveProject>,
    pub news: Vec<client_notification::Model>,
    pub managers: Vec<ManagerCard>,
    /// What runs for the workspace, where it has that part.
    pub automation: Option<Automation>,
    pub times: Times,
    pub token: String,
}

/// What runs for the workspace, and the forms for which something waits.
pub struct Automation {
    pub glance: workflows::AtAGlance,
    pub forms: Vec<forms::Awaited>,
}

/// The dashboard.
pub fn show(view: &Dashboard<'_>) -> Markup {
    let first_name = view.name.split_whitespace().next().unwrap_or(view.name);
    let heading = Heading::new(view.workspace).above(html! { "Hello " (first_name) });
    let heading = if view.may_ask {
        heading.action(html! { (Button::primary("New request").link(places::NEW_REQUEST).icon(Icon::Plus)) })
    } else {
        heading
    };
    html! {
        (heading)
        (columns(
            html! {
                (results("needs-you", "approvals requests invoices forms runs connections notifications", needs_you(view)))
                @if view.has_work { (section("Projects", Some(html! { a href=(places::PROJECTS) { "All projects" } }), projects(view))) }
                @if let Some(automation) = &view.automation { (results("automation", "workflows runs", automated(automation, view))) }
            },
            html! {
                (results("team", "notifications", html! {
                    @if !view.managers.is_empty() { (section("Your team", None, team(&view.managers))) }
                }))
                (results("news", "notifications", section("Latest", Some(html! { a href=(places::NOTIFICATIONS) { "All" } }), news(view))))
            },
        ))
    }
}

fn needs_you(view: &Dashboard<'_>) -> Markup {
    let reviews: Vec<String> = view.approvals.iter().map(|item| places::approval(item.id)).collect();
    let replies: Vec<String> = view.waiting.iter().map(|request| places::request(request.id)).collect();
    let reviews = view.approvals.iter().zip(&reviews).map(|(item, href)| Waiting {
        verb: "Review",
        href,
        title: &item.title,
        context: html! {
            @if let Some(project) = &item.project { (project.name) } @else { "For your approval" }
            @if let Some(due) = item.due_at { " · " (view.times.due(view.times.local_day(due))) }
        },
        since: view.times.span(item.waits_since),
    });
    let replies = view.waiting.iter().zip(&replies).map(|(request, href)| Waiting {
        verb: "Reply",
        href,
        title: &request.subject,
        context: html! { "The team answered #" (request.number) },
        since: view.times.span(request.waits_since),
    });
    let bills: Vec<(String, String)> =
        view.overdue.iter().map(|row| (places::invoice(row.id), format!("Invoice {}", row.number))).collect();
    let bills = view.overdue.iter().zip(&bills).map(|(row, (href, title))| Waiting {
        verb: "Pay",
        href,
        title,
        context: overdue(row, view),
        since: view.times.span(view.times.start_of(row.due_on)),
    });
    let awaited = view.automation.as_ref().map(|automation| automation.forms.as_slice()).unwrap_or_default();
    let forms: Vec<String> = awaited.iter().map(|item| places::form(item.form.id)).collect();
    let forms = awaited.iter().zip(&forms).map(|(item, href)| Waiting {
        verb: "Fill in",
        href,
        title: &item.form.title,
        context: html! { "A workflow waits for it" },
        since: view.times.span(item.waits_since.unwrap_or(view.times.now)),
    });
    let accounts: Vec<String> = view.accounts.iter().map(|row| places::connection(row.id)).collect();
    let accounts = view.accounts.iter().zip(&accounts).map(|(row, href)| Waiting {
        verb: if row.connected_at.is_some() { "Connect again" } else { "Connect" },
        href,
        title: &row.name,
        context: html! {
            @if let Some(account) = &row.account { (account) " · " }
            @if row.connected_at.is_some() { "What is done for you with it waits" } @else { "What needs it begins then" }
        },
        since: view.times.span(row.last_checked_at.unwrap_or(row.created_at)),
    });
    let nothing = view.waiting.is_empty() && view.approvals.is_empty() && view.overdue.is_empty();
    section(
        "Needs you",
        None,
        html! {
            @if nothing && awaited.is_empty() && view.accounts.is_empty() {
                (panel(empty_state(Icon::Check, "Nothing waits for you", "When the team needs an answer from you, it stands here first.", None)))
            } @else {
                // A connection's page leads out, with a policy of its own that only a page that is loaded whole brings along.
                div hx-boost:inherited=[(!view.accounts.is_empty()).then_some("false")] {
                    (waiting(accounts.chain(reviews).chain(forms).chain(bills).chain(replies)))
                }
            }
        },
    )
}

/// What is to be paid, and how late that is.
fn overdue(row: &billing::Overdue, view: &Dashboard<'_>) -> Markup {
    let terms = billing::Terms { today: view.today, edges: billing::Edges::default(), locale: view.locale };
    html! { (terms.money(row.outstanding, &row.currency)) " · " (billing::overdue_words(row.due_on, &terms)) }
}

fn projects(view: &Dashboard<'_>) -> Markup {
    if view.projects.is_empty() {
        return panel(empty_state(
            Icon::Projects,
            "No active projects",
            "As soon as the team starts one, you can follow it here.",
            None,
        ));
    }
    grid(html! {
        @for project in &view.projects {
            (card_link(&places::project(project.id), html! {
                h3 { (project.name) }
                (progress(project.tasks_done.max(0).unsigned_abs(), project.tasks_total.max(0).unsigned_abs(), "tasks"))
                p class="muted" {
                    @if let Some(milestone) = &project.next_milestone {
                        "Next: " (milestone) @if let Some(day) = project.next_due_on { ", " (view.times.day(day)) }
                    } @else { "No milestone ahead" }
                    @if let Some(day) = project.due_on { " · " (view.times.due(day)) }
                }
            }))
        }
    })
}

/// What runs for the workspace: the buttons that start something, then what ran.
fn automated(automation: &Automation, view: &Dashboard<'_>) -> Markup {
    let glance = &automation.glance;
    let all = html! { a href=(places::WORKFLOWS) { (glance.active) @if glance.active == 1 { " active workflow" } @else { " active workflows" } } };
    section(
        "Automation",
        Some(all),
        html! {
            @if !glance.startable.is_empty() {
                div class="triggers" {
                    @for workflow in &glance.startable {
                        @let href = places::workflow(workflow.id);
                        @if workflow.inputs.is_empty() {
                            form class="post" method="post" action={ (href) "/run" } {
                                (token(&view.token))
                                (workflows::drawn(view.times))
                                (Button::quiet(&workflow.name).icon(Icon::Runs))
                            }
                        } @else {
                            // It asks for something first.
                            (Button::quiet(&format!("{}…", workflow.name)).icon(Icon::Runs).link(&format!("{href}#run-now")))
                        }
                    }
                }
            }
            @if glance.runs.is_empty() {
                (panel(empty_state(Icon::Runs, "Nothing has run yet", "Each time a workflow runs for you, it is listed here.", None)))
            } @else {
                (panel(workflows::run_rows("run-rows", &glance.runs, true, view.times)))
            }
        },
    )
}

fn news(view: &Dashboard<'_>) -> Markup {
    if view.news.is_empty() {
        return panel(empty_state(Icon::Bell, "Nothing yet", "Answers and milestones are told here.", None));
    }
    notifications::latest_view(&view.news, view.times)
}

fn team(managers: &[ManagerCard]) -> Markup {
    people(html! {
        @for person in managers {
            (person_card(&PersonCard {
                name: &person.name,
                title: person.title.as_deref(),
                email: Some(&person.email),
                phone: person.phone.as_deref(),
            }))
        }
    })
}
