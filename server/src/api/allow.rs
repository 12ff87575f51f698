use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

use super::document::TEXT;

/// What the published document says of the operations: the methods of each path, what each is about, its parameters, and
/// the name of what it takes. The rest of it is passed over; as values it would fill ten times the room that it has as text.
#[derive(Default, Deserialize)]
pub struct Operations {
    paths: BTreeMap<String, BTreeMap<String, Operation>>,
}

#[derive(Deserialize)]
struct Operation {
    /// Its tag alone.
    tags: Vec<String>,
    #[serde(default)]
    parameters: Vec<Parameter>,
    #[serde(default, rename = "requestBody")]
    body: Option<Body>,
}

#[derive(Deserialize)]
struct Parameter {
    name: String,
    schema: Schema,
}

#[derive(Deserialize)]
struct Body {
    content: BTreeMap<String, Media>,
}

#[derive(Deserialize)]
struct Media {
    schema: Schema,
}

/// A reference; what is not JSON has none, nor has what has no name.
#[derive(Deserialize)]
struct Schema {
    #[serde(rename = "$ref")]
    reference: Option<String>,
}

impl Operation {
    fn subject(&self) -> Option<String> {
        self.tags.first().map(|tag| tag.to_lowercase())
    }
}

impl Operations {
    /// Those of the document, which is read when somebody first asks.
    pub fn published() -> &'static Self {
        static PUBLISHED: LazyLock<Operations> = LazyLock::new(|| serde_json::from_str(TEXT).unwrap_or_default());
        &PUBLISHED
    }

    /// What an operation is about: its tag in the document, in small letters.
    pub fn subject(&self, path: &str, method: &str) -> Option<String> {
        self.methods(path)?.get(&method.to_lowercase())?.subject()
    }

    /// Where the document describes the JSON that an operation takes.
    pub fn body(&self, path: &str, method: &str) -> Option<&str> {
        let body = self.methods(path)?.get(&method.to_lowercase())?.body.as_ref()?;
        body.content.get("application/json")?.schema.reference.as_deref()
    }

    /// Where the document describes a parameter of an operation.
    pub fn parameter(&self, path: &str, method: &str, name: &str) -> Option<&str> {
        let parameters = &self.methods(path)?.get(&method.to_lowercase())?.parameters;
        parameters.iter().find(|parameter| parameter.name == name)?.schema.reference.as_deref()
    }

    /// What the document calls the part of a path that can vary, of several this one, counted from 0.
    pub fn part(&self, path: &str, number: usize) -> Option<&str> {
        let parts = self.template(path)?.0.split('/');
        parts.filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).nth(number)
    }

    /// All that operations are about.
    pub fn subjects(&self) -> BTreeSet<String> {
        self.paths.values().flat_map(BTreeMap::values).filter_map(Operation::subject).collect()
    }

    /// The methods that the document knows at a path, as the `Allow` header names them (RFC 9110, 15.5.6). A path
    /// that stands there word by word wins over a template.
    pub fn allowed(&self, path: &str) -> String {
        let mut names: Vec<String> =
            self.methods(path).into_iter().flat_map(BTreeMap::keys).map(|name| name.to_uppercase()).collect();
        names.sort();
        names.join(", ")
    }

    fn methods(&self, path: &str) -> Option<&BTreeMap<String, Operation>> {
        Some(self.template(path)?.1)
    }

    fn template(&self, path: &str) -> Option<(&String, &BTreeMap<String, Operation>)> {
        let templates = || self.paths.iter().find(|(template, _)| matches(template, path));
        self.paths.get_key_value(path).or_else(templates)
    }
}

fn matches(template: &str, path: &str) -> bool {
    let (template, path): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
    let fits = |(known, asked): (&&str, &&str)| known.starts_with('{') || known == asked;
    template.len() == path.len() && template.iter().zip(&path).all(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_allows_what_its_template_knows() {
        let operation = serde_json::json!({ "tags": ["Requests"], "operationId": "request" });
        let document = serde_json::json!({ "openapi": "3.0.0", "paths": {
            "/requests": { "get": operation },
            "/requests/{id}": { "get": operation, "patch": operation },
            "/requests/counts": { "get": operation },
        } });
        let operations: Operations = serde_json::from_value(document).unwrap();
        assert_eq!(operations.allowed("/requests/7"), "GET, PATCH");
        assert_eq!(operations.allowed("/requests"), "GET");
        assert_eq!(operations.allowed("/requests/counts"), "GET");
        assert_eq!(operations.allowed("/nothing"), "");
    }

    #[test]
    fn the_published_operations_are_read() {
        let operations = Operations::published();
        assert_eq!(operations.subject("/requests/7", "PATCH").as_deref(), Some("requests"));
        assert_eq!(operations.subject("/events", "GET").as_deref(), Some("notifications"));
        assert_eq!(operations.subject("/nothing", "GET"), None);
        assert!(operations.subjects().is_superset(&["auth", "account", "billing"].map(String::from).into()));
    }
}
