use maud::{Markup, html};

use crate::entity::words::RequestKind;
use crate::error::FieldErrors;
use crate::features::requests::categories;
use crate::ids::ProjectId;
use crate::web::components::{Button, Choice, Field, Heading, Select, Textarea, actions, form_with_files, once, panel};
use crate::web::{Form, places};

pub const NEW_TITLE: &str = "New request";

/// What was typed so far.
pub struct Draft {
    kind: String,
    job_category: String,
    support_category: String,
    project: String,
    subject: String,
    body: String,
}

impl Draft {
    /// From the form, or from an address that fills some of it in.
    pub fn from_form(form: &Form) -> Self {
        Self {
            kind: form.get("kind").to_owned(),
            job_category: form.get("job_category").to_owned(),
            support_category: form.get("support_category").to_owned(),
            project: form.get("project_id").to_owned(),
            subject: form.get("subject").to_owned(),
            body: form.get("body").to_owned(),
        }
    }
}

/// The form field that holds a kind's category.
pub fn category_field(kind: RequestKind) -> &'static str {
    match kind {
        RequestKind::Job => "job_category",
        RequestKind::Support => "support_category",
    }
}

/// The form for a new request.
pub fn new(
    draft: &Draft,
    projects: &[(ProjectId, String)],
    errors: Option<&FieldErrors>,
    files: Markup,
    token: &str,
    key: &str,
) -> Markup {
    let at = |field: &str| errors.and_then(|errors| errors.at(field));
    html! {
        (Heading::new(NEW_TITLE).below(html! { p { "Say what you need; the team answers in this portal." } }))
        (panel(form_with_files(places::REQUESTS, token, html! {
            (once(key))
            (Choice::new("kind", "What kind of request is it?")
                .option_with("job", "New work", "Something you would like us to do", category(RequestKind::Job, &draft.job_category, at("category")))
                .option_with("support", "Support", "Something is wrong, or unclear", category(RequestKind::Support, &draft.support_category, at("category")))
                .selected(if draft.kind.is_empty() { "job" } else { &draft.kind })
                .error(at("kind"))
                .required())
            @if !projects.is_empty() {
                (Select::new("project_id", "Project").optional()
                    .placeholder("Not about a project")
                    .options(projects.iter().map(|(id, name)| (id.to_string(), name.as_str())))
                    .selected(&draft.project)
                    .error(at("project_id")))
            }
            (Field::text("subject", "Subject").value(&draft.subject).error(at("subject")).required().max(200).placeholder("In one line"))
            (Textarea::new("body", "Details").value(&draft.body).error(at("body")).required().rows(8)
                .preview(places::PREVIEW))
            (files)
            (actions(html! {
                (Button::primary("Send request"))
                (Button::quiet("Cancel").link(places::REQUESTS))
            }))
        })))
    }
}

fn category(kind: RequestKind, selected: &str, error: Option<&str>) -> Markup {
    html! {
        (Select::new(category_field(kind), "What is it about?")
            .placeholder("Choose…")
            .options(categories::of(kind).iter().map(|(name, label)| (*name, *label)))
            .selected(selected)
            .error(error))
    }
}
