//! Approvals: what is sent, who decides on it, what that comes to, and that it can be proved.

mod comments;
mod decisions;
mod documents;
mod files;
mod left;
mod list;
mod race;
mod refused;
mod reminders;
mod sending;
mod steps;
mod told;

use serde_json::{Value, json};

use crate::support::{Answer, Browser, Staff, TestApp};

/// An approval with one step and a text.
pub fn simple(app: &TestApp, title: &str) -> Value {
    json!({
        "workspace_id": app.cast.acme.workspace,
        "title": title,
        "steps": [{ "title": "Brand story", "version": { "body": "We roast **slowly**." } }],
    })
}

/// Staff send one.
pub async fn sent(staff: &Staff, new: Value) -> Value {
    staff.post("/approvals", new).await.expect(201).json()
}

/// An approval as it is now.
pub async fn seen(staff: &Staff, approval: &Value) -> Value {
    staff.get(&format!("/approvals/{}", text(approval, "id"))).await.expect(200).json()
}

pub fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap()
}

/// Where clients see it.
pub fn page(approval: &Value) -> String {
    format!("/portal/approvals/{}", text(approval, "id"))
}

/// The id of the version of a step that counts.
pub fn current(approval: &Value, step: usize) -> String {
    text(approval["steps"][step]["versions"].as_array().unwrap().last().unwrap(), "id").to_owned()
}

/// Staff send the next version of a step.
pub async fn next(staff: &Staff, approval: &Value, step: usize, body: &str) -> Value {
    let path = format!("/approvals/{}/steps/{}/versions", text(approval, "id"), text(&approval["steps"][step], "id"));
    staff.post(&path, json!({ "body": body })).await.expect(201).json()
}

/// A client decides on what an approval has at a step.
pub async fn decide(client: &Browser, approval: &Value, step: usize, verdict: &str, feedback: &str) -> Answer {
    let fields = [
        ("step", text(&approval["steps"][step], "id")),
        ("version", &current(approval, step)),
        ("verdict", verdict),
        ("feedback", feedback),
    ];
    client.post(&format!("{}/decision", page(approval)), &fields).await
}

/// The history, and that its chain is whole.
pub async fn history(staff: &Staff, approval: &Value) -> Vec<Value> {
    let events = staff.all(&format!("/approvals/{}/events", text(approval, "id")), 200).await;
    let entries: Vec<portico::features::approvals::Entry> = events
        .iter()
        .map(|event| {
            let id = |name: &str| event.get(name).and_then(Value::as_str).map(|id| id.parse().unwrap());
            portico::features::approvals::Entry {
                sequence: event["sequence"].as_i64().unwrap(),
                approval: text(approval, "id").parse().unwrap(),
                kind: text(event, "kind").into(),
                actor_kind: text(event, "actor_kind").into(),
                actor: id("actor_id").unwrap(),
                actor_name: text(event, "actor_name").into(),
                step: id("step_id"),
                version: id("version_id"),
                detail: text(event, "detail").into(),
                created_at: text(event, "created_at").parse().unwrap(),
                previous: text(event, "previous").into(),
                hash: text(event, "hash").into(),
            }
        })
        .collect();
    assert_eq!(portico::features::approvals::verify(&entries), Ok(()), "{events:#?}");
    events
}

/// What happened, in words.
pub fn kinds(events: &[Value]) -> Vec<&str> {
    events.iter().map(|event| text(event, "kind")).collect()
}

/// Sets what a person may do, wherever they are a member.
pub async fn allow(app: &TestApp, person: &str, column: &str, allowed: bool) {
    let person = crate::support::email(person);
    let them = format!("client_user_id IN (SELECT id FROM client_user WHERE email = '{person}')");
    assert_eq!(app.store.sql(&format!("UPDATE membership SET {column} = {allowed} WHERE {them}")).await, 1);
}
