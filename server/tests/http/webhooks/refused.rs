//! What cannot be a webhook, and who may not have one.

use poem::http::Method;
use serde_json::{Value, json};

use super::{act, id, webhook};
use crate::architecture::source;
use crate::support::TestApp;

both! {
    async fn what_cannot_be_is_refused_at_its_field(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let fair = || json!({ "url": "https://hooks.example.com/", "event_types": ["request.created"] });
        let hook = olivia.post("/webhooks", fair()).await.expect(201).json();
        let path = format!("/webhooks/{}", id(&hook));
        let long = format!("https://hooks.example.com/{}", "x".repeat(2000));
        let cases = [
            ("url", json!("")), ("url", json!("hooks.example.com")), ("url", json!("ftp://hooks.example.com/")),
            ("url", json!("https://")), ("url", json!("https://me:secret@hooks.example.com/")),
            ("url", json!("https://hooks.example.com/#there")), ("url", json!("file:///etc/passwd")), ("url", json!(long)),
            ("event_types", json!([])), ("event_types", json!(["request.vanished"])), ("event_types", json!(["*"])),
            ("event_types", json!(["webhook.test"])), ("event_types", json!(["request.created request.noted"])),
            ("description", json!("x".repeat(201))),
        ];
        for (field, value) in cases {
            let mut new = fair();
            new[field] = value.clone();
            for answer in [olivia.post("/webhooks", new).await, olivia.patch(&path, json!({ field: value })).await] {
                let told = answer.status == 422 && answer.body.contains(field);
                assert!(told, "{field} {value}: {}", answer.everything());
            }
        }
        let now = olivia.get(&path).await.expect(200).json();
        assert_eq!((&now["url"], &now["event_types"], &now["version"]), (&hook["url"], &hook["event_types"], &json!(1)));
    }

    /// Whoever chooses has read what each event is.
    async fn every_event_is_documented(app: TestApp) {
        let page = std::fs::read_to_string(source::repository().join("docs/webhooks.md")).unwrap();
        let types = app.as_staff("olivia").await.get("/webhook-event-types").await.expect(200).json();
        let names: Vec<_> = types["items"].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
        let missing: Vec<_> = names.iter().filter(|name| !page.contains(&format!("`{name}`"))).collect();
        assert!(names.len() > 30 && missing.is_empty(), "{missing:?}");
        // All of them can be chosen at once.
        let all = json!({ "url": "https://hooks.example.com/", "event_types": names });
        let hook = app.as_staff("olivia").await.post("/webhooks", all).await.expect(201).json();
        assert_eq!(hook["event_types"], json!(names));
    }

    async fn a_change_says_which_version_it_is_of(app: TestApp) {
        let hook = webhook(&app, "https://hooks.example.com/", &["task.done"]).await;
        let olivia = app.as_staff("olivia").await;
        let path = format!("/webhooks/{}", id(&hook));
        let change = async |tag: &str, body: Value| {
            olivia.ask(Method::PATCH, &path).header("if-match", tag).json(&body).send().await
        };
        let events = json!({ "event_types": ["task.done", "request.created", "task.done"] });
        let changed = change("\"1\"", events).await.expect(200);
        assert_eq!((changed.header("etag"), &changed.json()["event_types"]), ("\"2\"", &json!(["request.created", "task.done"])));
        change("\"1\"", json!({ "description": "late" })).await.expect(412);
        assert_eq!(olivia.get(&path).await.expect(200).json()["description"], "By a test");
    }

    async fn an_agency_has_only_so_many(app: TestApp) {
        for number in 0..20 {
            webhook(&app, &format!("https://hooks.example.com/{number}"), &["task.done"]).await;
        }
        let new = json!({ "url": "https://hooks.example.com/more", "event_types": ["task.done"] });
        let refused = app.as_staff("olivia").await.post("/webhooks", new.clone()).await.expect(409);
        assert_eq!(refused.code(), "webhooks_enough");
        app.as_staff("henry").await.post("/webhooks", new).await.expect(201);
    }

    async fn what_was_removed_is_asked_nothing_more(app: TestApp) {
        let target = crate::workflows::Target::answering(|_| (200, String::new(), String::new())).await;
        let hook = webhook(&app, &target.url, &["request.replied"]).await;
        act(&app, &hook, "test", json!({})).await.expect(201);
        let olivia = app.as_staff("olivia").await;
        let path = format!("/webhooks/{}", id(&hook));
        olivia.ask(Method::DELETE, &path).send().await.expect(204);
        app.run_jobs().await;
        assert!(target.heard().is_empty());
        olivia.get(&path).await.expect(404);
        assert_eq!(app.store.value("SELECT count(*) FROM webhook_delivery").await, "0");
    }
}
