use portico_openapi::types::{NewRequest, RequestCategories, RequestKind, RequestStatus};
use uuid::Uuid;

use super::{Deed, SETTABLE, verb};
use crate::{
    form::{Field, Form, Pick},
    message::People,
    office::Fault,
    text,
};

/// What is known of a client before a request is opened for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ground {
    /// The client.
    pub workspace: Uuid,
    /// Its name.
    pub name: String,
    /// Whom a request can be for: they may send requests, and are not shut out.
    pub people: Vec<Person>,
    /// What it can be about.
    pub categories: Vec<(RequestKind, String)>,
}

/// A person of the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The same in every workspace.
    pub id: Uuid,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
}

impl Ground {
    /// What the server says of a client, as far as it matters here.
    pub fn new(workspace: Uuid, name: String, people: People, categories: RequestCategories) -> Self {
        let People { members, disabled, .. } = people;
        let may = members
            .into_iter()
            .filter(|member| member.permissions.can_submit_requests && !disabled.contains(&member.person_id));
        let people = may.map(|member| Person { id: member.person_id, name: member.name, email: member.email });
        let of = |kind: RequestKind, names: Vec<String>| names.into_iter().map(move |name| (kind, name));
        let support = of(RequestKind::Support, categories.support);
        Self {
            workspace,
            name,
            people: people.collect(),
            categories: support.chain(of(RequestKind::Job, categories.job)).collect(),
        }
    }

    /// The kind of request that has this category.
    pub fn kind_of(&self, category: &str) -> Option<RequestKind> {
        self.categories.iter().find(|(_, name)| name == category).map(|(kind, _)| *kind)
    }
}

/// What is asked of a request that is opened for a client.
pub fn opening_fields(ground: &Ground) -> Vec<Field> {
    let whole = Pick::new("", format!("all of {}", ground.name));
    let named = |one: &Person| format!("{} · {}", one.name, text::address(&one.email));
    let people = ground.people.iter().map(|one| Pick::new(one.id.to_string(), named(one)));
    let categories = ground.categories.iter().map(|(kind, name)| Pick::new(name, format!("{kind} · {name}")));
    let statuses = SETTABLE.map(|status| Pick::new(status.to_string(), verb(status).0)).to_vec();
    vec![
        Field::choice("client_id", "For", [whole].into_iter().chain(people).collect(), ""),
        Field::choice("category", "About", categories.collect(), ""),
        Field::text("subject", "Subject", ""),
        Field::lines("body", "First message", "").helped("Markdown; the client reads it"),
        Field::choice("status", "Then", statuses, &RequestStatus::WaitingOnClient.to_string()),
    ]
}

/// What the form comes to.
pub fn read_opening(ground: &Ground, form: &Form) -> Result<Deed, Fault> {
    let subject = form.given("subject").ok_or(("subject", "Say what it is called."))?;
    let body = form.given("body").ok_or(("body", "Say something: the client reads it."))?;
    let category = form.text("category");
    let kind = ground.kind_of(&category).ok_or(("category", "Choose what it is about."))?;
    Ok(Deed::Open(Box::new(NewRequest {
        workspace_id: ground.workspace,
        client_id: form.text("client_id").parse().ok(),
        kind,
        category,
        subject,
        body,
        files: None,
        project_id: None,
        priority: None,
        assignee_id: None,
        status: form.text("status").parse().ok(),
    })))
}
