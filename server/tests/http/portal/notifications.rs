use serde_json::json;

use crate::support::{Browser, TestApp, email, text_of};

/// How many unread ones the page's bell shows.
async fn unread(app: &TestApp) -> String {
    app.store.value("SELECT count(*) FROM client_notification WHERE read_at IS NULL AND client_user_id IN (SELECT id FROM client_user WHERE email = 'carla@acme.test')").await
}

async fn titles(browser: &Browser) -> String {
    text_of(&browser.get("/portal/notifications").await.expect(200).body)
}

both! {
    /// S1.38, S1.139: an answer is told to its author, in the portal and by mail, once, and to nobody else.
    async fn s1_139_an_answer_is_told_to_who_asked(app: TestApp) {
        let carla = app.as_client("carla").await;
        app.store.sql("UPDATE membership SET can_submit_requests = TRUE").await;
        let victor = app.as_client("victor").await;
        let id = carla.request("Lanterns", "x").await;
        app.as_staff("mia").await.post(&format!("/requests/{id}/messages"), json!({ "body": "secret words" })).await.expect(201);
        app.run_jobs().await;
        app.run_jobs().await;
        let mails = app.mails();
        assert_eq!(mails.iter().map(|mail| mail.recipient.clone()).collect::<Vec<_>>(), [email("carla")]);
        assert!(mails[0].text.contains(&format!("http://northwind.localhost/portal/requests/{id}")), "{}", mails[0].text);
        assert!(!mails[0].text.contains("secret words"), "the mail says more than that there is something");
        assert!(titles(&carla).await.contains("Mia replied to “Lanterns”"));
        assert!(carla.get("/portal").await.expect(200).body.contains("Mia replied to “Lanterns”"));
        assert!(!titles(&victor).await.contains("Lanterns"));
        assert!(!titles(&app.as_client("ben").await).await.contains("Lanterns"));
    }

    /// Whoever has been told twice by a job that ran twice would stop reading.
    async fn a_job_that_runs_twice_tells_once(app: TestApp) {
        let carla = app.as_client("carla").await;
        let id = carla.request("Lanterns", "x").await;
        app.as_staff("mia").await.post(&format!("/requests/{id}/messages"), json!({ "body": "x" })).await.expect(201);
        app.store.sql("CREATE TABLE kept AS SELECT * FROM job").await;
        app.run_jobs().await;
        let before = unread(&app).await;
        app.store.sql("INSERT INTO job SELECT * FROM kept").await;
        app.run_jobs().await;
        assert_eq!(unread(&app).await, before);
        assert_eq!(app.mails().len(), 1);
    }

    async fn what_was_seen_is_read(app: TestApp) {
        let (carla, ben) = (app.as_client("carla").await, app.as_client("ben").await);
        let request = app.cast.acme.request;
        assert_ne!(unread(&app).await, "0");
        carla.get(&format!("/portal/requests/{request}")).await.expect(200);
        let before = unread(&app).await;
        ben.post(&format!("/portal/requests/{request}/seen"), &[]).await.expect(204);
        assert_eq!(unread(&app).await, before, "somebody else has looked");
        carla.post(&format!("/portal/requests/{request}/seen"), &[]).await.expect(204);
        assert_ne!(unread(&app).await, before);
        carla.post("/portal/notifications/read", &[]).await.expect(303);
        assert_eq!(unread(&app).await, "0");
    }

    /// Nobody marks what another was told.
    async fn what_others_were_told_stays_unread(app: TestApp) {
        let ben = app.as_client("ben").await;
        let before = unread(&app).await;
        ben.post("/portal/notifications/read", &[]).await.expect(303);
        let victor = app.as_client("victor").await;
        victor.post("/portal/notifications/read", &[]).await.expect(303);
        assert_eq!(unread(&app).await, before);
    }
}
