//! The OpenAPI document as it is published: what the framework says of the operations, with its oddities
//! mended so that every generator of clients reads it, and the event stream, which the framework cannot say.

use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::{Map, Value, json};

/// The document as it is published: as it is kept beside the sources, where a test holds it to what the operations say.
/// Made anew at each start, it would take its time, and as values ten times the room.
pub static TEXT: &str = include_str!("../../../openapi/staff.json");

/// The document that is to be published for what the framework wrote.
pub fn published(spec: &str) -> serde_json::Result<Value> {
    let Written { paths: Paths(paths), mut rest } = serde_json::from_str(spec)?;
    rest.insert("paths".into(), Value::Object(paths));
    let mut document = Value::Object(rest);
    mend(&mut document);
    close_inputs(&mut document);
    add_event_stream(&mut document);
    Ok(document)
}

/// What the framework wrote.
#[derive(serde::Deserialize)]
struct Written {
    paths: Paths,
    #[serde(flatten)]
    rest: Map<String, Value>,
}

/// The operations. The framework writes a path anew for each group of operations that has it, and of two entries with
/// one name a reader of JSON keeps the last; here a path stands once, with all its methods.
struct Paths(Map<String, Value>);

impl<'de> Deserialize<'de> for Paths {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Merging)
    }
}

struct Merging;

impl<'de> Visitor<'de> for Merging {
    type Value = Paths;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("paths with their methods")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Paths, A::Error> {
        let mut paths = Map::new();
        while let Some((path, methods)) = entries.next_entry::<String, Map<String, Value>>()? {
            match paths.entry(path).or_insert_with(|| json!({})) {
                Value::Object(known) => known.extend(methods),
                other => *other = Value::Object(methods),
            }
        }
        Ok(Paths(paths))
    }
}

fn mend(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            // Parameters of media types say nothing about JSON (RFC 8259, 11), and of tables what is usual (RFC 7111, 5.1).
            for kind in ["application/json", "text/csv"] {
                if let Some(content) = fields.get_mut("content").and_then(Value::as_object_mut)
                    && let Some(said) = content.remove(&format!("{kind}; charset=utf-8"))
                {
                    content.insert(kind.into(), said);
                }
            }
            // The one field that is null where there is nothing, so that a loop over pages has something to ask.
            if let Some(cursor) = fields.get_mut("next_cursor").and_then(Value::as_object_mut) {
                cursor.insert("nullable".into(), json!(true));
            }
            // A description beside a reference stands in a member of its own, which some generators trip over.
            if let Some(members) = fields.get("allOf").and_then(Value::as_array).cloned() {
                let (references, words): (Vec<Value>, Vec<Value>) =
                    members.into_iter().partition(|member| member.get("$ref").is_some());
                fields.insert("allOf".into(), Value::Array(references));
                for word in words {
                    fields.extend(
                        word.as_object().into_iter().flatten().map(|(key, value)| (key.clone(), value.clone())),
                    );
                }
            }
            if fields.get("format") == Some(&json!("naive-date")) {
                fields.insert("format".into(), json!("date"));
            }
            fields.values_mut().for_each(mend);
        }
        Value::Array(items) => items.iter_mut().for_each(mend),
        _ => {}
    }
}

/// Says of everything that is sent to us what is true of it: unknown fields are refused, and null is as good
/// as leaving a field out.
fn close_inputs(document: &mut Value) {
    let mut open: Vec<String> = Vec::new();
    for operation in document["paths"].as_object().into_iter().flatten().flat_map(|(_, methods)| methods.as_object()) {
        open.extend(operation.values().flat_map(|operation| references(&operation["requestBody"])));
    }
    let mut done = Vec::new();
    while let Some(name) = open.pop() {
        if done.contains(&name) {
            continue;
        }
        let schema = &mut document["components"]["schemas"][&name];
        open.extend(references(schema));
        if schema["type"] == "object" {
            schema["additionalProperties"] = json!(false);
            let required = schema["required"].clone();
            for (field, property) in schema["properties"].as_object_mut().into_iter().flatten() {
                let optional = !required.as_array().is_some_and(|names| names.contains(&json!(field)));
                if optional {
                    allow_null(property);
                }
            }
        }
        done.push(name);
    }
}

/// OpenAPI 3.0 knows `nullable` only beside other words, never beside a bare reference.
fn allow_null(property: &mut Value) {
    if let Some(reference) = property.get("$ref").cloned() {
        *property = json!({ "allOf": [{ "$ref": reference }] });
    }
    property["nullable"] = json!(true);
}

/// The names of the schemas that a part of the document refers to.
fn references(value: &Value) -> Vec<String> {
    match value {
        Value::Object(fields) => {
            let own = fields.get("$ref").and_then(Value::as_str).and_then(|name| name.rsplit('/').next());
            own.map(str::to_owned).into_iter().chain(fields.values().flat_map(references)).collect()
        }
        Value::Array(items) => items.iter().flat_map(references).collect(),
        _ => Vec::new(),
    }
}

fn add_event_stream(document: &mut Value) {
    let refusals = document["paths"]["/me"]["get"]["responses"].clone();
    let mut responses = json!({
        "200": {
            "description": "Events of type `change`, each a StaffEvent, until the sign-in ends.",
            "content": { "text/event-stream": { "schema": { "type": "string" } } }
        }
    });
    if let (Some(all), Some(refusals)) = (responses.as_object_mut(), refusals.as_object()) {
        all.extend(refusals.iter().filter(|(status, _)| *status != "200").map(|(k, v)| (k.clone(), v.clone())));
    }
    document["paths"]["/events"] = json!({
        "get": {
            "tags": ["Notifications"],
            "summary": "What changes in the agency, as it changes.",
            "description": "Send `Accept: text/event-stream`. Each event's data is a JSON object with `id`, `kind` and the ids of what changed; `resync` says that events may have been missed.",
            "operationId": "event_stream",
            "security": [{ "StaffToken": [] }],
            "responses": responses
        }
    });
}

/// `GET /api/v1/openapi.json`.
#[poem::handler]
pub fn serve() -> poem::Response {
    poem::Response::builder().content_type("application/json").body(TEXT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_that_is_written_twice_keeps_all_its_methods() {
        let spec = r#"{"paths": {"/me": {"get": {"responses": {}}}, "/x": {"post": {"operationId": "x_create"}},
            "/x": {"get": {"operationId": "x_list"}}}, "components": {"schemas": {}}}"#;
        let document = published(spec).unwrap();
        assert_eq!(document["paths"]["/x"]["post"]["operationId"], "x_create");
        assert_eq!(document["paths"]["/x"]["get"]["operationId"], "x_list");
    }
}
