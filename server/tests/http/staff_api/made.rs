//! What the tests make through the doors that everybody uses.

use poem::http::Method;
use serde_json::Value;

use crate::support::{Answer, Browser, Staff, TestApp};

/// A client's new request; its id.
pub async fn request(client: &Browser, kind: &str, subject: &str) -> String {
    let category = if kind == "job" { ("job_category", "design") } else { ("support_category", "access") };
    let form = [("kind", kind), category, ("subject", subject), ("body", "in a few words")];
    let answer = client.post("/portal/requests", &form).await.expect(303);
    let id = answer.location().strip_prefix("/portal/requests/").unwrap();
    id.to_owned()
}

/// What asking with a bearer token answers.
pub async fn with_token(app: &TestApp, method: Method, path: &str, token: &str) -> Answer {
    app.ask(method, path).header("authorization", &format!("Bearer {token}")).send().await
}

/// A change under a version that was seen.
pub async fn patch_if(staff: &Staff, path: &str, tag: &str, body: &Value) -> Answer {
    staff.ask(Method::PATCH, path).header("if-match", tag).json(body).send().await
}

/// The ids of a list's items.
pub fn ids(items: &[Value]) -> Vec<String> {
    items.iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}
