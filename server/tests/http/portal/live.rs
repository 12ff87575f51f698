use futures_util::FutureExt;
use serde_json::json;

use crate::support::{Browser, Stream, TestApp};

async fn listen(browser: &Browser) -> Stream {
    browser.get("/portal/events").await.expect(200).stream.expect("an event stream")
}

both! {
    /// Whoever listens hears of their own workspace, and of nothing else: the first thing Ben hears after Carla's
    /// news is his own.
    async fn a_page_hears_of_its_own_workspace_alone(app: TestApp) {
        app.hear().await;
        let (carla, ben, hana, fiona) =
            (app.as_client("carla").await, app.as_client("ben").await, app.as_client("hana").await, app.as_client("fiona").await);
        let mut ears = [listen(&carla).await, listen(&ben).await, listen(&hana).await, listen(&fiona).await];
        let id = carla.request("News", "x").await;
        assert_eq!(ears[0].next().await.data["topic"], "requests");
        app.as_staff("mia").await.post(&format!("/requests/{id}/messages"), json!({ "body": "secret" })).await.expect(201);
        let event = ears[0].next().await;
        assert_eq!((event.kind.as_str(), event.data), ("change", json!({ "topic": format!("request:{id}") })));
        for (browser, ear) in [&ben, &hana, &fiona].into_iter().zip(&mut ears[1..]) {
            let own = browser.request("Own news", "x").await;
            assert_eq!(ear.next().await.data["topic"], "requests");
            browser.post(&format!("/portal/requests/{own}/messages"), &[("body", "x")]).await.expect(303);
            assert_eq!(ear.next().await.data["topic"], format!("request:{own}"));
        }
    }

    /// What only one person is told, nobody else hears; and without the permission nothing of requests.
    async fn a_colleague_without_the_permission_hears_of_no_request(app: TestApp) {
        app.hear().await;
        let (carla, victor) = (app.as_client("carla").await, app.as_client("victor").await);
        let mut ear = listen(&victor).await;
        let id = carla.request("News", "x").await;
        let mia = app.as_staff("mia").await;
        mia.post(&format!("/requests/{id}/messages"), json!({ "body": "x" })).await.expect(201);
        app.run_jobs().await;
        let project = app.cast.acme.project;
        mia.patch(&format!("/projects/{project}"), json!({ "summary": "new" })).await.expect(200);
        assert_eq!(ear.next().await.data["topic"], format!("project:{project}"));
    }

    /// FreeScout CVE-2026-48810 for streams: who is removed hears nothing more, not even the next thing.
    async fn cve_2026_48810_a_stream_ends_with_the_membership(app: TestApp) {
        app.hear().await;
        let carla = app.as_client("carla").await;
        for change in [
            "DELETE FROM membership WHERE client_user_id IN (SELECT id FROM client_user WHERE email = 'victor@acme.test')",
            "UPDATE client_user SET disabled_at = created_at WHERE email = 'ben@bluebird.test'",
            "DELETE FROM client_session WHERE client_user_id IN (SELECT id FROM client_user WHERE email = 'fiona@franchise.test')",
        ] {
            let (person, world) = match change {
                change if change.contains("victor") => ("victor", &app.cast.acme),
                change if change.contains("ben") => ("ben", &app.cast.bluebird),
                _ => ("fiona", &app.cast.east),
            };
            let browser = app.as_client(person).await;
            let mut ear = listen(&browser).await;
            assert!(app.store.sql(change).await > 0);
            let mia = app.as_staff("mia").await;
            mia.patch(&format!("/projects/{}", world.project), json!({ "summary": "new" })).await.expect(200);
            assert!(ear.ends().await, "{person} still hears");
        }
        carla.get("/portal").await.expect(200);
    }

    /// A page that listens and takes nothing of what it is told keeps no other from hearing.
    async fn nobody_waits_for_others_who_listen(app: TestApp) {
        app.hear().await;
        let carla = app.as_client("carla").await;
        let (mut first, mut last) = (listen(&carla).await, listen(&carla).await);
        let mut others = Vec::new();
        for _ in 0..8 {
            others.push(listen(&carla).await);
        }
        let (mia, project) = (app.as_staff("mia").await, app.cast.acme.project);
        mia.patch(&format!("/projects/{project}"), json!({ "summary": "new" })).await.expect(200);
        assert_eq!(first.next().await.data["topic"], format!("project:{project}"));
        // Each begins to ask whether it may still hear, and is not looked at again.
        for other in &mut others {
            drop(other.next().now_or_never());
        }
        assert_eq!(last.next().await.data["topic"], format!("project:{project}"));
    }

    async fn a_stream_is_not_for_strangers(app: TestApp) {
        app.hear().await;
        let stranger = app.stranger();
        let ask = stranger.ask(poem::http::Method::GET, "/portal/events").header("accept", "text/event-stream");
        ask.send().await.expect(401);
        app.as_client("carla").await.moved_to("harbor.localhost").get("/portal/events").await.expect(303);
        // With the node's end, streams end: nothing keeps it up.
        let mut ear = listen(&app.as_client("carla").await).await;
        app.app.stop.cancel();
        assert!(ear.ends().await);
    }
}
