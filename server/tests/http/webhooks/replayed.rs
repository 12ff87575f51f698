//! What is sent again because somebody wants it so.

use chrono::TimeDelta;
use serde_json::json;

use super::{act, deliveries, header, id, payload, reply, states, webhook, whole};
use crate::support::TestApp;
use crate::workflows::Target;

both! {
    async fn what_arrived_is_sent_again_under_the_same_id(app: TestApp) {
        let target = Target::answering(|_| (200, String::new(), String::new())).await;
        let hook = webhook(&app, &target.url, &["request.replied"]).await;
        reply(&app, "so").await;
        app.run_jobs().await;
        let told = deliveries(&app, &hook).await.remove(0);
        let again = act(&app, &hook, &format!("deliveries/{}/replay", id(&told)), json!({})).await.expect(200).json();
        assert_eq!(again["state"], "waiting");
        app.run_jobs().await;
        let heard = target.heard();
        assert_eq!(heard.len(), 2);
        assert_eq!(header(&heard[0], "webhook-id"), header(&heard[1], "webhook-id"));
        assert_eq!(payload(&heard[0]), payload(&heard[1]));
        let whole = whole(&app, &told).await;
        assert_eq!((&whole["delivery"]["state"], &whole["delivery"]["attempts"]), (&json!("delivered"), &json!(2)));
        assert_eq!(whole["attempts"].as_array().unwrap().len(), 2);
        assert_eq!(app.store.value("SELECT count(*) FROM webhook_delivery").await, "1");
    }

    async fn what_was_missed_since_then_is_sent_in_its_order(app: TestApp) {
        let target = Target::answering(|_| (200, String::new(), String::new())).await;
        let hook = webhook(&app, &target.url, &["request.replied", "project.commented"]).await;
        act(&app, &hook, "pause", json!({})).await.expect(200);
        reply(&app, "too early").await;
        app.run_jobs().await;
        app.advance(TimeDelta::hours(2));
        reply(&app, "one").await;
        let comment = json!({ "body": "two" });
        app.as_staff("mia").await.post(&format!("/projects/{}/comments", app.cast.acme.project), comment).await.expect(201);
        app.run_jobs().await;
        let all = deliveries(&app, &hook).await;
        assert_eq!(states(&app, &hook).await, ["missed"; 3]);
        let since = json!({ "since": all[1]["created_at"] });
        // Nothing goes to one that is paused, whatever is asked.
        let refused = act(&app, &hook, "replay", since.clone()).await.expect(409);
        assert_eq!(refused.code(), "webhook_paused");
        let one = format!("deliveries/{}/replay", id(&all[0]));
        assert_eq!(act(&app, &hook, &one, json!({})).await.expect(409).code(), "webhook_paused");
        assert_eq!(act(&app, &hook, "test", json!({})).await.expect(409).code(), "webhook_paused");
        act(&app, &hook, "resume", json!({})).await.expect(200);
        app.run_jobs().await;
        assert!(target.heard().is_empty(), "{:?}", target.heard());
        let count = act(&app, &hook, "replay", since).await.expect(200).json();
        assert_eq!(count, json!({ "count": 2 }));
        app.run_jobs().await;
        let types: Vec<_> = target.heard().iter().map(|heard| payload(heard)["type"].as_str().unwrap().to_owned()).collect();
        assert_eq!(types, ["request.replied", "project.commented"]);
        assert_eq!(states(&app, &hook).await, ["missed", "delivered", "delivered"]);
        let entries = app.as_staff("olivia").await.all("/audit?action=webhook.replayed", 50).await;
        assert_eq!(entries[0]["detail"]["count"], 2);
    }

    async fn what_is_no_time_is_refused_at_its_field(app: TestApp) {
        let hook = webhook(&app, "https://hooks.example.com/", &["task.done"]).await;
        for year in ["-5000", "+10000", "0000"] {
            let since = json!({ "since": format!("{year}-01-01T00:00:00Z") });
            let refused = act(&app, &hook, "replay", since).await.expect(422).json();
            assert_eq!(refused["errors"][0]["field"], "since", "{year}");
        }
        let since = json!({ "since": "0001-01-02T00:00:00Z" });
        assert_eq!(act(&app, &hook, "replay", since).await.expect(200).json(), json!({ "count": 0 }));
    }

    async fn what_was_told_is_forgotten_after_thirty_days(app: TestApp) {
        let target = Target::answering(|_| (200, String::new(), String::new())).await;
        let hook = webhook(&app, &target.url, &["request.replied"]).await;
        reply(&app, "old").await;
        app.run_jobs().await;
        app.advance(TimeDelta::days(29));
        app.run_jobs().await;
        assert_eq!(deliveries(&app, &hook).await.len(), 1);
        reply(&app, "new").await;
        app.run_jobs().await;
        app.advance(TimeDelta::days(2));
        app.run_jobs().await;
        assert_eq!(deliveries(&app, &hook).await.len(), 1);
        for table in ["webhook_event", "webhook_delivery", "webhook_attempt"] {
            assert_eq!(app.store.value(&format!("SELECT count(*) FROM {table}")).await, "1", "{table}");
        }
    }
}
