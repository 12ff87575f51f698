use serde_json::json;

use crate::support::{Browser, Kind, TestApp, email, text_of};

/// How many unread ones the page's bell shows.
async fn unread(app: &TestApp) -> String {
    app.store.value("SELECT count(*) FROM client_notification WHERE read_at IS NULL AND client_user_id IN (SELECT id FROM client_user WHERE email = 'carla@acme.test')").await
}

async fn titles(browser: &Browser) -> String {
    text_of(&browser.get("/portal/notifications").await.expect(200).body)
}

both! {
    async fn many_news_are_short_beside_the_bell_and_whole_to_the_ear(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let id = carla.request("Lanterns", "x").await;
        for _ in 0..10 {
            mia.post(&format!("/requests/{id}/messages"), json!({ "body": "so" })).await.expect(201);
        }
        app.run_jobs().await;
        let page = carla.get("/portal").await.expect(200).body;
        let bell = page.split("id=\"bell\"").nth(1).unwrap().split("</a>").next().unwrap();
        let number = unread(&app).await;
        assert!(number.len() > 1 && bell.contains("aria-hidden=\"true\">9+</span>"), "{number}: {bell}");
        assert!(bell.contains(&format!("<span class=\"visually-hidden\">{number}</span>")), "{bell}");
    }

    /// S1.38, S1.139: an answer is told to its author, in the portal and by mail, once, and to nobody else.
    async fn s1_139_an_answer_is_told_to_who_asked(app: TestApp) {
        let carla = app.as_client("carla").await;
        app.store.sql("UPDATE membership SET can_submit_requests = TRUE").await;
        let victor = app.as_client("victor").await;
        let id = carla.request("Lanterns", "x").await;
        app.as_staff("mia").await.post(&format!("/requests/{id}/messages"), json!({ "body": "secret words" })).await.expect(201);
        app.run_jobs().await;
        app.run_jobs().await;
        let mails: Vec<_> = app.mails().into_iter().filter(|mail| mail.recipient.ends_with("@acme.test")).collect();
        assert_eq!(mails.iter().map(|mail| mail.recipient.clone()).collect::<Vec<_>>(), [email("carla")]);
        assert!(mails[0].text.contains(&format!("http://northwind.localhost/portal/requests/{id}")), "{}", mails[0].text);
        assert!(!mails[0].text.contains("secret words"), "the mail says more than that there is something");
        assert!(titles(&carla).await.contains("Mia replied to “Lanterns”"));
        assert!(carla.get("/portal").await.expect(200).body.contains("Mia replied to “Lanterns”"));
        assert!(!titles(&victor).await.contains("Lanterns"));
        assert!(!titles(&app.as_client("ben").await).await.contains("Lanterns"));
    }

    /// Whoever has been told twice would stop reading. What was told and is told again, is told once.
    async fn what_is_told_again_is_told_once(app: TestApp) {
        let carla = app.as_client("carla").await;
        let id = carla.request("Lanterns", "x").await;
        app.as_staff("mia").await.post(&format!("/requests/{id}/messages"), json!({ "body": "x" })).await.expect(201);
        app.run_jobs().await;
        let (before, mails) = (unread(&app).await, app.mails().len());
        // But for the seed's own account, of which nobody was told.
        let again = "UPDATE activity SET untold = TRUE WHERE approval_id IS NULL AND invoice_id IS NULL AND kind <> 'connection_asked'";
        assert!(app.store.sql(again).await > 10);
        app.run_jobs().await;
        assert_eq!((unread(&app).await, app.mails().len()), (before, mails));
        assert_eq!(app.store.value("SELECT count(*) FROM activity WHERE untold").await, "0");
    }

    /// One happening that cannot be told keeps no other waiting, and is tried again by itself.
    async fn one_that_cannot_be_told_keeps_no_other_waiting(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let (bad, good) = (carla.request("Broken", "x").await, carla.request("Lanterns", "x").await);
        app.run_jobs().await;
        for id in [&bad, &good] {
            mia.post(&format!("/requests/{id}/messages"), json!({ "body": "x" })).await.expect(201);
        }
        // Another version of the program knows it.
        assert_eq!(app.store.sql("UPDATE activity SET kind = 'nonsense' WHERE untold AND title = 'Broken'").await, 1);
        app.run_jobs().await;
        assert_eq!(app.store.value("SELECT count(*) FROM job WHERE kind = 'activity_recorded' AND state = 'ready'").await, "1");
        assert!(titles(&carla).await.contains("Mia replied to “Lanterns”"));
        assert_eq!(app.store.value("SELECT count(*) FROM activity WHERE untold").await, "0");
    }

    /// Day by day, with the unread apart, each to be marked by itself.
    async fn notifications_stand_by_day_and_one_can_be_marked(app: TestApp) {
        let (carla, ben, mia) = (app.as_client("carla").await, app.as_client("ben").await, app.as_staff("mia").await);
        let id = carla.request("Lanterns", "x").await;
        let reply = async || mia.post(&format!("/requests/{id}/messages"), json!({ "body": "x" })).await.expect(201);
        // What was there from the start may be of yesterday by now.
        reply().await;
        app.run_jobs().await;
        carla.post("/portal/notifications/read", &[]).await.expect(303);
        let page = titles(&carla).await;
        assert!(page.contains("Today") && page.contains("acmecanary"), "{page}");
        let unread = text_of(&carla.get("/portal/notifications?show=unread").await.expect(200).body);
        assert!(unread.contains("All read") && !unread.contains("Mark as read"), "{unread}");
        for _ in 0..2 {
            reply().await;
        }
        app.run_jobs().await;
        let one = "SELECT id FROM client_notification WHERE read_at IS NULL AND title LIKE '%Lanterns%' ORDER BY id LIMIT 1";
        let one = match app.store.kind {
            Kind::Sqlite => app.store.value(&one.replace("SELECT id", "SELECT lower(hex(id))")).await,
            Kind::Postgres => app.store.value(&one.replace("SELECT id", "SELECT id::text")).await,
        };
        let path = format!("/portal/notifications/{one}/read");
        ben.post(&path, &[]).await.expect(404);
        let back = carla.post(&path, &[("show", "unread")]).await.expect(303);
        assert_eq!(back.location(), "/portal/notifications?show=unread");
        let left = "SELECT count(*) FROM client_notification WHERE read_at IS NULL AND title LIKE '%Lanterns%'";
        assert_eq!(app.store.value(left).await, "1");
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
