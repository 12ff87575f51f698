//! Files: stored, uploaded, delivered, shown, and kept from whoever they are not for.

mod bad;
mod content;
mod faults;
mod forms;
mod gallery;
mod notes;
mod pages;
mod pictures;
mod storage;
mod sweep;
mod uploads;
mod zip;

use poem::http::Method;
use serde_json::{Value, json};

use crate::support::{Answer, Staff, World};

/// Uploads something as staff.
pub async fn upload(staff: &Staff, name: &str, content: impl Into<Vec<u8>>) -> Answer {
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("name", name).finish();
    let ask = staff.ask(Method::POST, &format!("/uploads?{query}"));
    ask.body("application/octet-stream", content).send().await
}

/// Uploads something and delivers it to a workspace's gallery.
pub async fn deliver(staff: &Staff, world: &World, name: &str, content: impl Into<Vec<u8>>) -> Value {
    let uploaded = upload(staff, name, content).await.expect(201).json();
    let to = format!("/workspaces/{}/files", world.workspace);
    let delivered = staff.post(&to, json!({ "upload_ids": [uploaded["id"]] })).await.expect(201).json();
    delivered["items"][0].clone()
}

/// A text of a value.
pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
