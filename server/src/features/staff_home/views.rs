use std::collections::BTreeMap;

use maud::{Markup, html};
use serde_json::Value;

use crate::web::components::{Button, Icon, Tone, badge};

pub const TITLE: &str = "Staff";
pub const API_TITLE: &str = "Staff API";

/// Where staff begin.
pub fn home(agency: &str, address: &str) -> Markup {
    html! {
        h1 { (agency) }
        p { "The team works in the console, in a terminal. It speaks to this server over the staff API." }
        pre { code { "portico-console --server " (address) } }
        (Button::primary("Read the API documentation").link("/dashboard/api").icon(Icon::ArrowRight))
        p class="muted" { "Clients sign in at " a href="/portal/login" hx-boost="false" { "the portal" } "." }
    }
}

/// An operation with its method and path.
struct Operation<'a> {
    method: String,
    path: &'a str,
    what: &'a Value,
}

/// The API, operation by operation, as the document says it.
pub fn api(document: &Value) -> Markup {
    let groups = by_tag(document);
    html! {
        h1 { (API_TITLE) }
        p {
            "Everything the console does, programs can do. Clients are generated from "
            a href="/api/v1/openapi.json" { "the OpenAPI document" } "; errors are "
            a href="https://www.rfc-editor.org/rfc/rfc9457" rel="noreferrer" { "problem documents" } " with a stable code."
        }
        pre { code {
            "curl -X POST /api/v1/auth/token -H 'content-type: application/json' \\\n"
            "  -d '{\"email\": \"…\", \"password\": \"…\"}'"
        } }
        nav aria-label="Parts of the API" {
            ul class="api-parts" { @for tag in groups.keys() { li { a href=(format!("#{tag}")) { (tag) } } } }
        }
        @for (tag, operations) in &groups {
            section aria-labelledby=(tag) {
                h2 id=(tag) { (tag) }
                p class="muted" { (tag_text(document, tag)) }
                @for operation in operations { (described(document, operation)) }
            }
        }
    }
}

fn by_tag(document: &Value) -> BTreeMap<&str, Vec<Operation<'_>>> {
    let mut groups: BTreeMap<&str, Vec<Operation<'_>>> = BTreeMap::new();
    for (path, methods) in document["paths"].as_object().into_iter().flatten() {
        for (method, what) in methods.as_object().into_iter().flatten() {
            let tag = what["tags"][0].as_str().unwrap_or("Others");
            groups.entry(tag).or_default().push(Operation { method: method.to_uppercase(), path, what });
        }
    }
    groups
}

fn tag_text<'a>(document: &'a Value, tag: &str) -> &'a str {
    let tags = document["tags"].as_array();
    let found = tags.into_iter().flatten().find(|entry| entry["name"] == tag);
    found.and_then(|entry| entry["description"].as_str()).unwrap_or_default()
}

fn described(document: &Value, operation: &Operation<'_>) -> Markup {
    let text = |name: &str| operation.what[name].as_str().unwrap_or_default();
    let parameters: Vec<&Value> = operation.what["parameters"].as_array().into_iter().flatten().collect();
    let body = operation.what["requestBody"]["content"]["application/json"]["schema"]["$ref"].as_str();
    let tone = if operation.method == "GET" { Tone::Neutral } else { Tone::Accent };
    html! {
        details class="operation" id=(text("operationId")) {
            summary {
                (badge(tone, &operation.method)) " " code { "/api/v1" (operation.path) }
                span class="operation-summary" { (text("summary")) }
            }
            @if !text("description").is_empty() { p { (text("description")) } }
            p class="muted" { "Operation " code { (text("operationId")) } }
            @if !parameters.is_empty() { (fields("Parameters", parameters.iter().map(|parameter| parameter_row(parameter)))) }
            @if let Some(name) = body.map(last_part) { (schema(document, "Body", name)) }
            @if let Some(name) = answer(operation.what) { (schema(document, "Answer", &name)) }
        }
    }
}

type FieldRow<'a> = (&'a str, String, &'a str);

fn parameter_row(parameter: &Value) -> FieldRow<'_> {
    let text = |name: &str| parameter[name].as_str().unwrap_or_default();
    (text("name"), format!("{} · {}", text("in"), kind(&parameter["schema"])), text("description"))
}

fn fields<'a>(title: &str, rows: impl Iterator<Item = FieldRow<'a>>) -> Markup {
    html! {
        h3 { (title) }
        dl class="operation-fields" {
            @for (name, kind, text) in rows {
                dt { code { (name) } " " span class="muted" { (kind) } }
                dd { (text) }
            }
        }
    }
}

fn schema(document: &Value, title: &str, name: &str) -> Markup {
    let properties = document["components"]["schemas"][name]["properties"].as_object();
    let rows = properties
        .into_iter()
        .flatten()
        .map(|(name, property)| (name.as_str(), kind(property), property["description"].as_str().unwrap_or_default()));
    fields(&format!("{title}: {name}"), rows)
}

/// The schema of what answers when all is well.
fn answer(what: &Value) -> Option<String> {
    let responses = what["responses"].as_object()?;
    let (_, answer) = responses.iter().find(|(status, _)| status.starts_with('2'))?;
    answer["content"]["application/json"]["schema"]["$ref"].as_str().map(|name| last_part(name).to_owned())
}

/// A schema in a word or two.
fn kind(schema: &Value) -> String {
    if let Some(name) = schema["$ref"].as_str() {
        return last_part(name).to_owned();
    }
    match (schema["type"].as_str(), schema["format"].as_str()) {
        (Some("array"), _) => format!("list of {}", kind(&schema["items"])),
        (_, Some(format)) => format.to_owned(),
        (Some(kind), None) => kind.to_owned(),
        (None, None) => schema["allOf"][0]["$ref"].as_str().map_or_else(String::new, |name| last_part(name).to_owned()),
    }
}

fn last_part(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}
