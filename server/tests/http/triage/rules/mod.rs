//! What is done by itself with requests that come in: in which order, what not, and what would have been.

mod answers;
mod followed;
mod refused;
mod tried;
mod turns;

use serde_json::{Value, json};

use super::seen;
use crate::staff_api::made::request;
use crate::support::{Staff, TestApp};

async fn rule(admin: &Staff, rule: Value) -> String {
    let rule = admin.post("/request-rules", rule).await.expect(201).json();
    rule["id"].as_str().unwrap().to_owned()
}

/// A rule at a place, for all requests.
async fn for_all(admin: &Staff, position: i32, actions: Value) -> String {
    rule(admin, json!({ "name": format!("Rule {position}"), "filter": "", "actions": actions, "position": position }))
        .await
}

/// Who has a request.
fn assignee(request: &Value) -> String {
    request["assignee"]["name"].as_str().unwrap_or("nobody").to_owned()
}

/// A new request of Carla's, as it is.
async fn asked(app: &TestApp, subject: &str) -> Value {
    let id = request(&app.as_client("carla").await, "job", subject).await;
    seen(&app.as_staff("mia").await, &id).await
}

/// What rules did, as the trail has it, the latest first.
async fn applied(app: &TestApp) -> Vec<Value> {
    app.as_staff("olivia").await.all("/audit?action=request_rule.applied", 200).await
}

async fn canned(admin: &Staff, body: &str) -> Value {
    admin.post("/canned-replies", json!({ "name": "Thanks", "body": body })).await.expect(201).json()["id"].clone()
}

async fn leaves(app: &TestApp, person: &str) {
    let left = format!("UPDATE staff_user SET disabled_at = created_at WHERE email = '{person}@northwind.test'");
    assert_eq!(app.store.sql(&left).await, 1);
}

async fn said(app: &TestApp, text: &str) -> String {
    app.store.value(&format!("SELECT count(*) FROM request_message WHERE body = '{text}'")).await
}
