use chrono::TimeDelta;
use poem::http::Method;
use serde_json::json;

use super::{canned, for_all, leaves, said};
use crate::staff_api::made::request;
use crate::support::{Holder, Kind, TestApp};
use crate::triage::seen;

both! {
    /// An answer of a rule waits like any, is marked as one, and is no answer of the agency's: the clock goes on.
    async fn a_rule_answers_once_and_is_seen_to_be_a_rule(app: TestApp) {
        let (carla, olivia, mia) = (app.as_client("carla").await, app.as_staff("olivia").await, app.as_staff("mia").await);
        let thanks = canned(&olivia, "Hello {{client_first_name}}, we look into it.").await;
        for position in [1, 2] {
            for_all(&olivia, position, json!({ "canned_reply_id": thanks })).await;
        }
        let id = request(&carla, "job", "a poster").await;
        let page = format!("/portal/requests/{id}");
        app.run_jobs().await;
        assert_eq!(said(&app, "Hello Carla, we look into it.").await, "0", "it can still be recalled");
        let held = olivia.get("/held?state=waiting").await.expect(200).json();
        assert_eq!(held["items"].as_array().unwrap().len(), 1, "the second rule answers no more");
        app.advance(TimeDelta::seconds(11));
        app.run_jobs().await;
        app.run_jobs().await;
        assert_eq!(said(&app, "Hello Carla, we look into it.").await, "1");
        let body = carla.get(&page).await.expect(200).body;
        assert!(body.contains("we look into it") && body.contains("Olivia · automatic answer"));
        let now = seen(&mia, &id).await;
        assert_eq!((&now["status"], &now["waits_on"], now.get("first_reply_seconds")), (&json!("new"), &json!("agency"), None));
        let thread = mia.all(&format!("/requests/{id}/messages"), 200).await;
        assert_eq!((thread[0].get("automatic"), &thread[1]["automatic"]), (None, &json!(true)));
        mia.post(&format!("/requests/{id}/messages"), json!({ "body": "Here", "seen_message_id": thread[0]["id"] })).await.expect(201);
        assert_eq!(seen(&mia, &id).await["status"], "waiting_on_client");
    }

    async fn what_is_recalled_or_answered_before_is_said_by_no_rule(app: TestApp) {
        let (carla, olivia, mia) = (app.as_client("carla").await, app.as_staff("olivia").await, app.as_staff("mia").await);
        let thanks = canned(&olivia, "Thanks, {{staff_name}}").await;
        for_all(&olivia, 1, json!({ "assignee_ids": [app.cast.people["mia"]], "canned_reply_id": thanks })).await;
        request(&carla, "job", "recalled").await;
        let held = mia.get("/held?state=waiting").await.expect(200).json();
        let waiting = &held["items"][0];
        assert_eq!(waiting["action"]["request_reply"]["body"], "Thanks, Mia", "whoever has it answers");
        mia.ask(Method::DELETE, &format!("/held/{}", waiting["id"].as_str().unwrap())).send().await.expect(200);
        let answered = request(&carla, "job", "answered").await;
        mia.post(&format!("/requests/{answered}/messages"), json!({ "body": "In person" })).await.expect(201);
        let closed = request(&carla, "job", "closed").await;
        carla.post(&format!("/portal/requests/{closed}/close"), &[]).await.expect(303);
        let state = async |state: &str| {
            app.store.value(&format!("SELECT count(*) FROM held_action WHERE state = '{state}'")).await
        };
        app.advance(TimeDelta::seconds(11));
        app.run_jobs().await;
        assert_eq!((state("recalled").await, state("failed").await), ("3".into(), "0".into()));
        request(&carla, "job", "author gone").await;
        leaves(&app, "mia").await;
        app.advance(TimeDelta::seconds(11));
        app.run_jobs().await;
        assert_eq!(state("failed").await, "1", "nobody speaks for who has left");
        assert_eq!(said(&app, "Thanks, Mia").await, "0");
    }
}

/// Somebody answers while a rule is about to: it waits for them, and then says nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rule_is_silent_after_who_answers_in_the_same_moment_postgres() {
    TestApp::run(Kind::Postgres, async |app| {
        let (carla, olivia) = (app.as_client("carla").await, app.as_staff("olivia").await);
        let thanks = canned(&olivia, "Thanks").await;
        for_all(&olivia, 1, json!({ "canned_reply_id": thanks })).await;
        let id = request(&carla, "job", "a poster").await;
        app.run_jobs().await;
        app.advance(TimeDelta::seconds(11));
        let answers = format!("UPDATE request SET first_reply_at = now() WHERE id = '{id}'");
        Holder::of(&app.store, &answers).await.let_go_for(app.run_jobs()).await;
        app.run_jobs().await;
        assert_eq!(said(&app, "Thanks").await, "0");
        assert_eq!(app.store.value("SELECT count(*) FROM held_action WHERE state = 'recalled'").await, "1");
    })
    .await;
}
