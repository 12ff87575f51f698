//! Writes `src/generated.rs` from `staff.json`.
//!
//! The document serves every language; some of its parts are beyond the Rust generator, so a copy is
//! trimmed first. What is dropped here is offered by hand in the library.

use std::{fs, path::Path};

use portico_openapi::fingerprint;
use progenitor::{GenerationSettings, Generator, InterfaceStyle, TagStyle};
use serde_json::Value;

type Failure = Box<dyn std::error::Error>;

fn main() -> Result<(), Failure> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let bytes = fs::read(folder.join("staff.json"))?;
    let code = client(serde_json::from_slice(&bytes)?)?;
    let header = format!(
        "// Written by `cargo run -p portico-openapi --no-default-features --features generate --bin generate`; do not edit.\n\
         // staff.json {}\n\n",
        fingerprint(&bytes)
    );
    fs::write(folder.join("src/generated.rs"), header + &code)?;
    Ok(())
}

fn client(mut document: Value) -> Result<String, Failure> {
    trim(&mut document);
    keep_empty_lists(&mut document);
    leave_limits_to_the_server(&mut document);
    let document: openapiv3::OpenAPI = serde_json::from_value(document)?;
    let mut settings = GenerationSettings::new();
    settings
        .with_interface(InterfaceStyle::Builder)
        .with_tag(TagStyle::Merged)
        .with_derive("PartialEq")
        .with_inner_type(syn::parse_quote!(crate::client::bearer::Bearer));
    let tokens = Generator::new(&settings).generate_tokens(&document)?;
    Ok(prettyplease::unparse(&syn::parse2(tokens)?))
}

/// Leaves out the operations the generator has no words for, and lets problems be plain JSON.
fn trim(document: &mut Value) {
    let Some(paths) = document.get_mut("paths").and_then(Value::as_object_mut) else {
        return;
    };
    for operations in paths.values_mut().filter_map(Value::as_object_mut) {
        operations.retain(|_, operation| !mentions(operation, "multipart/form-data"));
        operations.retain(|_, operation| !mentions(operation, "text/event-stream"));
        for operation in operations.values_mut() {
            let mut responses = operation.get_mut("responses").and_then(Value::as_object_mut);
            // A part of a file, or none of it, is an answer to headers that the generated client does not send.
            if let Some(responses) = responses.as_deref_mut() {
                responses.retain(|status, _| !["206", "304", "416"].contains(&status.as_str()));
            }
            for response in responses.into_iter().flat_map(|map| map.values_mut()) {
                let content = response.get_mut("content").and_then(Value::as_object_mut);
                if let Some(content) = content
                    && let Some(problem) = content.remove("application/problem+json")
                {
                    content.insert("application/json".into(), problem);
                }
            }
        }
    }
    paths.retain(|_, operations| operations.as_object().is_none_or(|map| !map.is_empty()));
}

/// An optional list that is left out means "as it is", an empty one means "none": the generated types
/// tell these apart only when the list may be null.
fn keep_empty_lists(document: &mut Value) {
    let schemas = document.pointer_mut("/components/schemas").and_then(Value::as_object_mut);
    for schema in schemas.into_iter().flat_map(|map| map.values_mut()) {
        let required = schema.get("required").cloned().unwrap_or_default();
        let required = |name: &str| required.as_array().is_some_and(|all| all.iter().any(|one| one == name));
        let properties = schema.get_mut("properties").and_then(Value::as_object_mut);
        for (name, property) in properties.into_iter().flatten() {
            if property.get("type").is_some_and(|kind| kind == "array") && !required(name) {
                property["nullable"] = Value::Bool(true);
            }
        }
    }
}

/// With limits every text would be a type of its own, which says no more than that it is invalid. The
/// server says which field, and why.
fn leave_limits_to_the_server(value: &mut Value) {
    const LIMITS: [&str; 7] = ["minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems", "pattern"];
    match value {
        Value::Object(fields) => {
            if fields.get("type").is_some_and(Value::is_string) {
                fields.retain(|name, _| !LIMITS.contains(&name.as_str()));
            }
            fields.values_mut().for_each(leave_limits_to_the_server);
        }
        Value::Array(items) => items.iter_mut().for_each(leave_limits_to_the_server),
        _ => {}
    }
}

fn mentions(operation: &Value, media: &str) -> bool {
    match operation {
        Value::Object(map) => map.iter().any(|(key, value)| key == media || mentions(value, media)),
        Value::Array(list) => list.iter().any(|value| mentions(value, media)),
        _ => false,
    }
}
