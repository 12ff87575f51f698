//! What webhooks are told: once, signed, in its order, and no more than they asked for.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::join;
use serde_json::json;

use super::{act, body, deliveries, header, id, payload, reply, signature, states, webhook, whole};
use crate::support::TestApp;
use crate::workflows::Target;

fn taken() -> impl Fn(usize) -> (u16, String, String) + Send + 'static {
    |_| (204, String::new(), String::new())
}

/// A webhook that is told of everything but what clients never see.
async fn webhook_of_what_is_seen(app: &TestApp, url: &str) {
    let types = app.as_staff("olivia").await.get("/webhook-event-types").await.expect(200).json();
    let seen = types["items"].as_array().unwrap().iter().filter(|one| one["internal"] == false);
    let seen: Vec<&str> = seen.map(|one| one["name"].as_str().unwrap()).collect();
    assert!(seen.len() > 30, "{seen:?}");
    webhook(app, url, &seen).await;
}

both! {
    async fn what_happens_is_told_once_signed_and_in_its_order(app: TestApp) {
        let target = Target::answering(taken()).await;
        let hook = webhook(&app, &format!("{}/portal?of=us", target.url), &["request.replied", "project.commented"]).await;
        reply(&app, "a zeppelin").await;
        let comment = json!({ "body": "that zeppelin" });
        app.as_staff("mia").await.post(&format!("/projects/{}/comments", app.cast.acme.project), comment).await.expect(201);
        reply(&app, "another zeppelin").await;
        app.run_jobs().await;
        let heard = target.heard();
        let types: Vec<_> = heard.iter().map(|heard| payload(heard)["type"].as_str().unwrap().to_owned()).collect();
        assert_eq!(types, ["request.replied", "project.commented", "request.replied"]);
        let mut names = BTreeSet::new();
        for heard in &heard {
            assert!(heard.starts_with("POST /portal?of=us "), "{heard}");
            assert_eq!(header(heard, "content-type").as_deref(), Some("application/json"));
            assert_eq!(header(heard, "webhook-signature").unwrap(), signature(&hook["secret"], heard));
            let said: DateTime<Utc> = payload(heard)["timestamp"].as_str().unwrap().parse().unwrap();
            let sent: i64 = header(heard, "webhook-timestamp").unwrap().parse().unwrap();
            assert!((0..60).contains(&(sent - said.timestamp())), "{heard}");
            assert!(!body(heard).contains("zeppelin"), "what was written is sent: {heard}");
            names.insert(header(heard, "webhook-id").unwrap());
        }
        assert_eq!(names.len(), 3, "{names:?}");
        let data = &payload(&heard[0])["data"];
        let world = &app.cast.acme;
        assert_eq!((&data["request"]["id"], &data["workspace"]["id"]), (&json!(world.request), &json!(world.workspace)));
        assert_eq!(data["actor"], json!({ "kind": "staff", "id": app.cast.people["mia"], "name": "Mia" }));
        let request = app.as_staff("mia").await.get(&format!("/requests/{}", world.request)).await.expect(200).json();
        for field in ["number", "subject", "status", "priority", "kind", "category"] {
            assert_eq!(data["request"][field], request[field], "{field} is not what the API says");
        }
        assert_eq!(states(&app, &hook).await, ["delivered"; 3]);
        // Nothing is left to be told.
        app.run_jobs().await;
        app.advance(TimeDelta::hours(1));
        app.run_jobs().await;
        assert_eq!(target.heard().len(), 3);
        assert_eq!(app.store.value("SELECT count(*) FROM webhook_event").await, "3");
        let first = deliveries(&app, &hook).await.remove(0);
        let whole = whole(&app, &first).await;
        assert_eq!((whole["payload"].as_str().unwrap(), &whole["attempts"][0]["status"]), (body(&heard[0]), &json!(204)));
        assert_eq!(first["event_id"].as_str(), header(&heard[0], "webhook-id").as_deref());
    }

    async fn each_is_told_of_what_it_asked_for_under_one_id_and_its_own_secret(app: TestApp) {
        let (one, two, three) = (Target::answering(taken()).await, Target::answering(taken()).await, Target::answering(taken()).await);
        let first = webhook(&app, &one.url, &["request.replied"]).await;
        let second = webhook(&app, &two.url, &["task.done", "request.replied"]).await;
        webhook(&app, &three.url, &["task.done"]).await;
        reply(&app, "so").await;
        app.run_jobs().await;
        let (one, two) = (one.heard(), two.heard());
        assert_eq!((one.len(), two.len(), three.heard().len()), (1, 1, 0));
        assert_eq!(header(&one[0], "webhook-id"), header(&two[0], "webhook-id"));
        assert_eq!(header(&one[0], "webhook-signature").unwrap(), signature(&first["secret"], &one[0]));
        assert_eq!(header(&two[0], "webhook-signature").unwrap(), signature(&second["secret"], &two[0]));
        assert_ne!(first["secret"], second["secret"]);
    }

    async fn what_happens_at_another_agency_is_told_to_nobody_here(app: TestApp) {
        let target = Target::answering(taken()).await;
        webhook(&app, &target.url, &["request.replied"]).await;
        let path = format!("/requests/{}/messages", app.cast.harbor.request);
        app.as_staff("henry").await.post(&path, json!({ "body": "so" })).await.expect(201);
        app.run_jobs().await;
        assert!(target.heard().is_empty(), "{:?}", target.heard());
        assert_eq!(app.store.value("SELECT count(*) FROM activity WHERE unhooked").await, "0");
    }

    async fn of_a_note_is_told_only_who_asks_for_notes_and_never_what_it_says(app: TestApp) {
        let (with, without) = (Target::answering(taken()).await, Target::answering(taken()).await);
        webhook(&app, &with.url, &["request.noted"]).await;
        webhook_of_what_is_seen(&app, &without.url).await;
        let path = format!("/requests/{}/notes", app.cast.acme.request);
        app.as_staff("mia").await.post(&path, json!({ "body": "between us" })).await.expect(201);
        app.run_jobs().await;
        assert!(without.heard().is_empty(), "{:?}", without.heard());
        let heard = with.heard();
        assert_eq!((heard.len(), payload(&heard[0])["type"].as_str()), (1, Some("request.noted")));
        assert!(!heard[0].contains("between us"), "{}", heard[0]);
    }

    /// What staff do with a request among themselves is told only to who chose it by name.
    async fn of_triage_is_told_only_who_asks_for_it(app: TestApp) {
        let (with, without) = (Target::answering(taken()).await, Target::answering(taken()).await);
        webhook(&app, &with.url, &["request.changed", "request.assigned"]).await;
        webhook_of_what_is_seen(&app, &without.url).await;
        let change = json!({ "priority": "low", "tags": ["hush"], "assignee_id": app.cast.people["adam"] });
        app.as_staff("mia").await.patch(&format!("/requests/{}", app.cast.acme.request), change).await.expect(200);
        app.run_jobs().await;
        let mut types: Vec<_> = with.heard().iter().map(|heard| payload(heard)["type"].as_str().unwrap().to_owned()).collect();
        types.sort();
        assert_eq!(types, ["request.assigned", "request.changed"]);
        assert!(without.heard().is_empty(), "{:?}", without.heard());
    }

    /// Two nodes take the same happenings at the same time.
    async fn however_many_take_it_up_it_is_written_once(app: TestApp) {
        let target = Target::answering(taken()).await;
        let hook = webhook(&app, &target.url, &["request.replied"]).await;
        let other = app.another(|_| {}).await;
        for number in 0..8 {
            reply(&app, &format!("the {number}th")).await;
        }
        join(app.run_jobs(), other.run_jobs()).await;
        // What came in the moment in which a job ended goes out with the next minute.
        app.advance(TimeDelta::minutes(2));
        app.run_jobs().await;
        assert_eq!(states(&app, &hook).await, ["delivered"; 8]);
        let names: BTreeSet<_> = target.heard().iter().map(|heard| header(heard, "webhook-id")).collect();
        assert_eq!((names.len(), target.heard().len()), (8, 8));
        let rows = "SELECT count(DISTINCT event_id) || ' of ' || count(*) FROM webhook_delivery";
        assert_eq!(app.store.value(rows).await, "8 of 8");
        other.app.database.close().await;
    }

    async fn a_test_goes_to_the_one_that_is_tried_out(app: TestApp) {
        let (one, two) = (Target::answering(taken()).await, Target::answering(taken()).await);
        let hook = webhook(&app, &one.url, &["request.replied"]).await;
        webhook(&app, &two.url, &["request.replied"]).await;
        let sent = act(&app, &hook, "test", json!({})).await.expect(201).json();
        assert_eq!((&sent["event_type"], &sent["state"]), (&json!("webhook.test"), &json!("waiting")));
        app.run_jobs().await;
        assert_eq!((one.heard().len(), two.heard().len()), (1, 0));
        let said = payload(&one.heard()[0]);
        assert_eq!((&said["type"], said["data"]["webhook_id"].as_str()), (&json!("webhook.test"), Some(id(&hook))));
        let trail = app.as_staff("olivia").await.all("/audit?action=webhook", 50).await;
        let actions: Vec<_> = trail.iter().map(|entry| entry["action"].as_str().unwrap()).collect();
        assert_eq!(actions, ["webhook.tested", "webhook.created", "webhook.created"]);
        assert_eq!(trail[0]["target_name"], "127.0.0.1");
    }

    /// It is the agency's doing and no client's.
    async fn what_staff_open_for_a_client_is_told_as_such(app: TestApp) {
        let target = Target::answering(taken()).await;
        webhook(&app, &target.url, &["request.created", "request.opened"]).await;
        let new = json!({
            "workspace_id": app.cast.acme.workspace, "client_id": app.cast.people["carla"], "kind": "support",
            "category": "bugs", "subject": "Broken lamp", "body": "You rang."
        });
        app.as_staff("mia").await.post("/requests", new).await.expect(201);
        app.run_jobs().await;
        let heard = target.heard();
        assert_eq!((heard.len(), payload(&heard[0])["type"].as_str()), (1, Some("request.opened")));
        assert_eq!(payload(&heard[0])["data"]["actor"]["name"], "Mia");
        assert!(!heard[0].contains("You rang"), "{}", heard[0]);
    }
}
