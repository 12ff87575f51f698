use serde_json::json;

use super::{mails_to, settled};
use crate::support::TestApp;

both! {
    /// A colleague who is named is told so, once, whether in a note or in an answer; nobody else's names count.
    async fn a_colleague_who_is_named_is_told(app: TestApp) {
        let (carla, mia, adam) = (app.as_client("carla").await, app.as_staff("mia").await, app.as_staff("adam").await);
        let id = carla.request("Lanterns", "@adam please").await;
        settled(&app).await;
        adam.post("/notifications/read", json!({})).await.expect(204);
        let mails = mails_to(&app, "adam").len();
        let told = async || {
            let unread = adam.get("/notifications?unread=true").await.expect(200).json();
            let items = unread["items"].as_array().unwrap().clone();
            items.into_iter().map(|item| item["title"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert!(told().await.is_empty(), "a client names nobody");
        mia.post(&format!("/requests/{id}/notes"), json!({ "body": "@adam and @Adam, @carla @henry @mia: look" })).await.expect(201);
        app.run_jobs().await;
        assert_eq!(told().await, ["Mia mentioned you on “Lanterns”"]);
        assert_eq!(mails_to(&app, "adam").len(), mails + 1);
        assert!(mails_to(&app, "henry").is_empty() && mails_to(&app, "carla").is_empty());
        mia.post(&format!("/requests/{id}/messages"), json!({ "body": "I ask @adam" })).await.expect(201);
        app.run_jobs().await;
        assert_eq!(told().await.len(), 2);
        let kinds = "SELECT count(*) FROM client_notification WHERE kind LIKE '%mention%' OR title LIKE '%mention%'";
        assert_eq!(app.store.value(kinds).await, "0");
        // Sent twice under one key, it is one mention.
        for _ in 0..2 {
            let ask = mia.ask(poem::http::Method::POST, &format!("/requests/{id}/notes")).json(&json!({ "body": "@adam" }));
            ask.header("idempotency-key", "again").send().await.expect(201);
        }
        app.run_jobs().await;
        assert_eq!(told().await.len(), 3);
    }

    async fn somebody_who_left_is_named_in_vain(app: TestApp) {
        let mia = app.as_staff("mia").await;
        settled(&app).await;
        app.store.sql("UPDATE staff_user SET disabled_at = created_at WHERE email LIKE 'adam@%'").await;
        let before = app.store.value("SELECT count(*) FROM activity WHERE kind = 'request_mentioned'").await;
        mia.post(&format!("/requests/{}/notes", app.cast.acme.request), json!({ "body": "@adam" })).await.expect(201);
        app.run_jobs().await;
        assert_eq!(app.store.value("SELECT count(*) FROM activity WHERE kind = 'request_mentioned'").await, before);
    }
}
