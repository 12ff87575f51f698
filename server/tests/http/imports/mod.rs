//! Clients, projects and requests out of files, and into files: all of a file or nothing, every bad row by its line and
//! column, and nothing that a spreadsheet would run.

mod clients;
mod exports;
mod files;
mod projects;
mod races;
mod requests;

use poem::http::Method;
use serde_json::Value;

use crate::support::{Answer, Staff};

/// Sends a file; `what` is the kind of things, and what is asked besides.
async fn send(staff: &Staff, what: &str, file: impl Into<Vec<u8>>) -> Answer {
    staff.ask(Method::POST, &format!("/imports/{what}")).body("text/csv", file).send().await
}

/// Where something is wrong with a file.
async fn faults(staff: &Staff, what: &str, file: impl Into<Vec<u8>>) -> Vec<String> {
    let said = send(staff, what, file).await.expect(422).json();
    let fields = said["errors"].as_array().unwrap().iter().map(|fault| fault["field"].as_str().unwrap().to_owned());
    fields.collect()
}

/// What came of the rows of a file.
fn outcomes(import: &Value) -> Vec<(i64, &str)> {
    let items = import["items"].as_array().unwrap().iter();
    items.map(|row| (row["line"].as_i64().unwrap(), row["outcome"].as_str().unwrap())).collect()
}

/// What the trail says of the latest deed of this kind.
async fn trail(staff: &Staff, action: &str) -> Value {
    let page = staff.get(&format!("/audit?action={action}")).await.expect(200).json();
    page["items"][0].clone()
}
