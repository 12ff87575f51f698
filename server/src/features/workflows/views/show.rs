use maud::{Markup, Render, html};

use super::list::status;
use super::runs::run_rows;
use crate::error::FieldErrors;
use crate::features::workflows::definition::{Input, InputKind};
use crate::features::workflows::service::client_read::{ClientWorkflow, RunWithName};
use crate::web::components::{
    Button, Checkbox, Field, Heading, Icon, Section, Select, Times, columns, empty_state, facts, form, once, panel,
    results, section,
};
use crate::web::{Form, places};

/// What the names of the inputs begin with, so that none is one of the page's own.
pub const FIELD: &str = "f_";

/// A workflow as one person looks at it.
pub struct Shown<'a> {
    pub workflow: &'a ClientWorkflow,
    pub runs: &'a [RunWithName],
    pub typed: &'a Form,
    pub errors: Option<&'a FieldErrors>,
    pub times: Times,
    pub token: &'a str,
}

/// A workflow: what it is for, how it stands, what it did, and, where that is allowed, the button that runs it.
pub fn show(view: &Shown<'_>) -> Markup {
    let workflow = view.workflow;
    let all = format!("{}?workflow={}", places::RUNS, workflow.id);
    html! {
        (Heading::new(&workflow.name).below(html! { (status(workflow.status)) }))
        (columns(
            html! {
                p class="lead" { (workflow.purpose) }
                (results("runs", "runs", section("Recent runs", Some(html! { a href=(all) { "All runs" } }), panel(html! {
                    @if view.runs.is_empty() {
                        (empty_state(Icon::Runs, "Nothing has run yet", "The first run is listed here when it starts.", None))
                    } @else {
                        (run_rows("run-rows", view.runs, false, view.times))
                    }
                }))))
            },
            html! {
                @if workflow.may_start { (Section::new("run-now", "Run it").body(panel(start(view)))) }
                (results("facts", "workflows runs", section("About", None, facts(&[
                    ("Last succeeded", html! {
                        @match workflow.last_good_at { Some(at) => (view.times.relative(at)), None => "Not yet" }
                    }),
                ]))))
            },
        ))
    }
}

/// What a button is taken once under: when its page was drawn.
pub fn drawn(times: Times) -> Markup {
    once(&times.now.timestamp_millis().to_string())
}

fn start(view: &Shown<'_>) -> Markup {
    let action = format!("{}/run", places::workflow(view.workflow.id));
    form(
        &action,
        view.token,
        html! {
            (drawn(view.times))
            @for asked in &view.workflow.inputs { (input(asked, view)) }
            (Button::primary("Run now").icon(Icon::Runs))
        },
    )
}

fn input(asked: &Input, view: &Shown<'_>) -> Markup {
    let name = format!("{FIELD}{}", asked.name);
    let label = asked.label.as_deref().unwrap_or(&asked.name);
    let value = view.typed.get(&name);
    let error = view.errors.and_then(|errors| errors.at(&format!("inputs.{}", asked.name)));
    let line = |field: Field<'_>| {
        let field = field.value(value).error(error);
        if asked.required { field.required().render() } else { field.optional().render() }
    };
    match asked.kind {
        InputKind::Text => line(Field::text(&name, label)),
        InputKind::Number => line(Field::decimal(&name, label)),
        InputKind::Date => line(Field::date(&name, label)),
        InputKind::Boolean => Checkbox::new(&name, label).on(value == "true").error(error).render(),
        InputKind::Choice => {
            let choices = asked.choices.iter().map(|choice| (choice.as_str(), choice.as_str()));
            let select = Select::new(&name, label).placeholder("Choose…").options(choices).selected(value).error(error);
            if asked.required { select.required().render() } else { select.optional().render() }
        }
    }
}
