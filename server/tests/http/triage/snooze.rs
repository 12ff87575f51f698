use chrono::{DateTime, TimeDelta, Utc};
use poem::http::Method;
use serde_json::{Value, json};

use super::{coded, seen};
use crate::staff_api::made::{ids, request};
use crate::support::{Answer, Staff, TestApp};

async fn snooze(staff: &Staff, id: &str, until: DateTime<Utc>) -> Answer {
    staff.ask(Method::PUT, &format!("/requests/{id}/snooze")).json(&json!({ "until": until })).send().await
}

fn hours(app: &TestApp, hours: i64) -> DateTime<Utc> {
    app.app.database.system().now() + TimeDelta::hours(hours)
}

async fn listed(staff: &Staff, query: &str, id: &str) -> bool {
    ids(&staff.all(&format!("/requests?{query}"), 200).await).contains(&id.to_owned())
}

both! {
    /// Out of sight until its time, then back with a word to whoever has it.
    async fn a_snoozed_request_comes_back_when_it_is_time(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let id = request(&carla, "job", "Sleeping lamp").await;
        mia.patch(&format!("/requests/{id}"), json!({ "assignee_id": app.cast.people["adam"] })).await.expect(200);
        let open = async || mia.get("/requests/counts").await.expect(200).json()["open"].as_i64().unwrap();
        let before = open().await;
        let set = snooze(&mia, &id, hours(&app, 5)).await.expect(200).json();
        assert!(set["snoozed_until"].is_string(), "{set}");
        assert_eq!(open().await, before - 1);
        let snoozed = coded("is:snoozed");
        for (query, shown) in [
            (String::new(), false),
            ("filter=lamp".into(), false),
            ("status=open".into(), false),
            ("status=all".into(), true),
            (format!("filter={snoozed}"), true),
            (format!("filter={}", coded("-is:snoozed")), false),
            (format!("filter={}", coded("is:snoozed status:waiting_on_client")), false),
        ] {
            assert_eq!(listed(&mia, &query, &id).await, shown, "{query}");
        }
        assert!(carla.get("/portal/requests").await.expect(200).body.contains("Sleeping lamp"), "the client sees no difference");
        app.run_jobs().await;
        assert!(!listed(&mia, "", &id).await, "not before its time");
        app.advance(TimeDelta::hours(6));
        let (mia, adam) = (app.as_staff("mia").await, app.as_staff("adam").await);
        assert!(listed(&mia, "", &id).await && !listed(&mia, &format!("filter={snoozed}"), &id).await);
        app.run_jobs().await;
        assert_eq!(seen(&mia, &id).await.get("snoozed_until"), None);
        assert!(adam.get("/notifications").await.expect(200).body.contains("“Sleeping lamp” is back"));
        assert!(!mia.get("/notifications").await.expect(200).body.contains("“Sleeping lamp” is back"));
        let told = app.store.value("SELECT count(*) FROM activity WHERE kind = 'request_woke'").await;
        app.advance(TimeDelta::hours(1));
        app.run_jobs().await;
        assert_eq!((told.as_str(), app.store.value("SELECT count(*) FROM activity WHERE kind = 'request_woke'").await), ("1", "1".into()));
        let carla = app.as_client("carla").await;
        assert!(!carla.get("/portal/notifications").await.expect(200).body.contains("is back"));
    }

    /// What the client says, and what staff do, brings it back; what staff say does not.
    async fn a_snoozed_request_comes_back_when_the_client_says_something(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let id = request(&carla, "job", "Sleeping lamp").await;
        let sleeps = async || seen(&mia, &id).await.get("snoozed_until").is_some_and(Value::is_string);
        let path = format!("/requests/{id}");
        snooze(&mia, &id, hours(&app, 5)).await.expect(200);
        mia.post(&format!("{path}/messages"), json!({ "body": "by Friday" })).await.expect(201);
        mia.patch(&path, json!({ "priority": "high" })).await.expect(200);
        assert!(sleeps().await);
        carla.post(&format!("/portal/requests/{id}/messages"), &[("body", "sooner")]).await.expect(303);
        assert!(!sleeps().await);
        snooze(&mia, &id, hours(&app, 5)).await.expect(200);
        mia.ask(Method::DELETE, &format!("{path}/snooze")).send().await.expect(200);
        assert!(!sleeps().await);
        mia.ask(Method::DELETE, &format!("{path}/snooze")).send().await.expect(200);
        snooze(&mia, &id, hours(&app, 5)).await.expect(200);
        mia.patch(&path, json!({ "status": "resolved" })).await.expect(200);
        assert!(!sleeps().await);
        assert_eq!(snooze(&mia, &id, hours(&app, 5)).await.expect(409).code(), "request_done");
        carla.post(&format!("/portal/requests/{id}/reopen"), &[]).await.expect(303);
        snooze(&mia, &id, hours(&app, 5)).await.expect(200);
        carla.post(&format!("/portal/requests/{id}/close"), &[]).await.expect(303);
        assert!(!sleeps().await);
    }

    async fn a_time_that_cannot_be_is_refused(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let id = app.cast.acme.request.to_string();
        let before = seen(&mia, &id).await["version"].clone();
        for until in [hours(&app, -1), hours(&app, 24 * 400)] {
            let refused = snooze(&mia, &id, until).await.expect(422).json();
            assert_eq!(refused["errors"][0]["field"], "until");
        }
        let path = format!("/requests/{id}/snooze");
        mia.ask(Method::PUT, &path).json(&json!({ "until": "tomorrow" })).send().await.expect(422);
        let stale = mia.ask(Method::PUT, &path).header("if-match", "\"99\"").json(&json!({ "until": hours(&app, 5) }));
        assert_eq!(stale.send().await.expect(412).code(), "stale");
        snooze(&mia, &app.cast.harbor.request.to_string(), hours(&app, 5)).await.expect(404);
        assert_eq!(seen(&mia, &id).await["version"], before);
    }
}
