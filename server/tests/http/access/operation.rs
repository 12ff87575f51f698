//! The operations of the published document.

use std::collections::BTreeMap;

use poem::http::Method;
use serde_json::Value;

/// One operation.
#[derive(Clone, Debug)]
pub struct Operation {
    pub name: String,
    pub method: Method,
    pub path: String,
    /// The path's places, from left to right.
    pub places: Vec<String>,
    /// The ids that its query can hold.
    pub filters: Vec<String>,
    pub takes_body: bool,
    pub open: bool,
    pub success: u16,
}

/// All of them.
pub fn all() -> Vec<Operation> {
    let document = portico::app::document().unwrap();
    let mut all = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            all.push(read(path, method, operation));
        }
    }
    // What takes something away comes last, so that it is there for the others.
    all.sort_by_key(|operation| operation.method == Method::DELETE);
    all
}

fn read(path: &str, method: &str, operation: &Value) -> Operation {
    let parameters = operation["parameters"].as_array().cloned().unwrap_or_default();
    let is_id = |parameter: &&Value| {
        parameter["in"] == "query" && {
            let name = parameter["name"].as_str().unwrap();
            name.ends_with("_id") || name == "assignee"
        }
    };
    let success = operation["responses"].as_object().unwrap().keys().filter_map(|status| status.parse().ok());
    Operation {
        name: operation["operationId"].as_str().expect("every operation has a name").to_owned(),
        method: method.to_uppercase().parse().unwrap(),
        path: path.to_owned(),
        places: path.split(['{', '}']).skip(1).step_by(2).map(str::to_owned).collect(),
        filters: parameters
            .iter()
            .filter(is_id)
            .map(|parameter| parameter["name"].as_str().unwrap().to_owned())
            .collect(),
        takes_body: operation["requestBody"].is_object(),
        open: operation["security"].as_array().is_none_or(Vec::is_empty),
        success: success.filter(|status| *status < 300).min().expect("a success"),
    }
}

impl Operation {
    /// The path with these ids.
    pub fn filled(&self, ids: &BTreeMap<String, String>) -> String {
        self.places.iter().fold(self.path.clone(), |path, place| path.replace(&format!("{{{place}}}"), &ids[place]))
    }
}
