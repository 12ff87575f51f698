use std::collections::BTreeSet;

use serde_json::Value;

/// What an operation is about: its tag in the document, in small letters.
pub fn subject(document: &Value, path: &str, method: &str) -> Option<String> {
    let operation = methods(document, path)?.get(method.to_lowercase())?;
    Some(operation["tags"][0].as_str()?.to_lowercase())
}

/// All that operations are about.
pub fn subjects(document: &Value) -> BTreeSet<String> {
    let operations = document["paths"].as_object().into_iter().flatten().filter_map(|(_, methods)| methods.as_object());
    let tags = operations.flat_map(|methods| methods.values()).filter_map(|operation| operation["tags"][0].as_str());
    tags.map(str::to_lowercase).collect()
}

fn methods<'d>(document: &'d Value, path: &str) -> Option<&'d Value> {
    let paths = document["paths"].as_object()?;
    paths.get(path).or_else(|| paths.iter().find(|(template, _)| matches(template, path)).map(|(_, methods)| methods))
}

/// The methods that the document knows at a path, as the `Allow` header names them (RFC 9110, 15.5.6). A path
/// that stands there word by word wins over a template.
pub fn allowed(document: &Value, path: &str) -> String {
    let mut names: Vec<String> = methods(document, path)
        .and_then(Value::as_object)
        .into_iter()
        .flat_map(|m| m.keys())
        .map(|name| name.to_uppercase())
        .collect();
    names.sort();
    names.join(", ")
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
        let document = serde_json::json!({ "paths": {
            "/requests": { "get": {} },
            "/requests/{id}": { "get": {}, "patch": {} },
            "/requests/counts": { "get": {} },
        } });
        assert_eq!(allowed(&document, "/requests/7"), "GET, PATCH");
        assert_eq!(allowed(&document, "/requests"), "GET");
        assert_eq!(allowed(&document, "/requests/counts"), "GET");
        assert_eq!(allowed(&document, "/nothing"), "");
    }
}
