//! Outgoing webhooks: what they are told, how it is signed, when it is tried again, when they are paused, and that
//! nothing inside is asked and nobody else reads any of it.

mod broken;
mod dead;
mod inside;
mod refused;
mod replayed;
mod secrets;
mod told;

use data_encoding::BASE64;
use ring::hmac;
use serde_json::{Value, json};

use crate::support::TestApp;
use crate::workflows::header;

/// A webhook of the first agency's at this place, that is told of these.
async fn webhook(app: &TestApp, url: &str, events: &[&str]) -> Value {
    let new = json!({ "url": url, "description": "By a test", "event_types": events });
    app.as_staff("olivia").await.post("/webhooks", new).await.expect(201).json()
}

fn id(thing: &Value) -> &str {
    thing["id"].as_str().unwrap()
}

/// A webhook as it is now.
async fn seen(app: &TestApp, webhook: &Value) -> Value {
    app.as_staff("olivia").await.get(&format!("/webhooks/{}", id(webhook))).await.expect(200).json()
}

/// What it was told or is to be told, the earliest first.
async fn deliveries(app: &TestApp, webhook: &Value) -> Vec<Value> {
    let mut all = app.as_staff("olivia").await.all(&format!("/webhooks/{}/deliveries", id(webhook)), 100).await;
    all.reverse();
    all
}

/// A delivery with its payload and every try.
async fn whole(app: &TestApp, delivery: &Value) -> Value {
    let path = format!("/webhooks/{}/deliveries/{}", delivery["webhook_id"].as_str().unwrap(), id(delivery));
    app.as_staff("olivia").await.get(&path).await.expect(200).json()
}

/// How its deliveries stand, the earliest first.
async fn states(app: &TestApp, webhook: &Value) -> Vec<String> {
    let all = deliveries(app, webhook).await;
    all.iter().map(|delivery| delivery["state"].as_str().unwrap().to_owned()).collect()
}

/// What is done about a webhook, below its path.
async fn act(app: &TestApp, webhook: &Value, what: &str, body: Value) -> crate::support::Answer {
    app.as_staff("olivia").await.post(&format!("/webhooks/{}/{what}", id(webhook)), body).await
}

/// Mia answers a request, which is one event.
async fn reply(app: &TestApp, text: &str) {
    let path = format!("/requests/{}/messages", app.cast.acme.request);
    app.as_staff("mia").await.post(&path, json!({ "body": text })).await.expect(201);
}

/// The body of what was heard.
fn body(heard: &str) -> &str {
    heard.split_once("\r\n\r\n").unwrap().1
}

fn payload(heard: &str) -> Value {
    serde_json::from_str(body(heard)).unwrap()
}

/// The signature that whoever has this secret and knows only the standard would make of what was heard.
fn signature(secret: &Value, heard: &str) -> String {
    let key = BASE64.decode(secret.as_str().unwrap().strip_prefix("whsec_").unwrap().as_bytes()).unwrap();
    let said = |name: &str| header(heard, name).unwrap();
    let message = format!("{}.{}.{}", said("webhook-id"), said("webhook-timestamp"), body(heard));
    let proof = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &key), message.as_bytes());
    format!("v1,{}", BASE64.encode(proof.as_ref()))
}
