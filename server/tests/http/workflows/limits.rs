//! How much runs at the same time, and in which order.

use std::time::{Duration, Instant};

use chrono::TimeDelta;
use serde_json::json;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::{outgoing, published, started, status};
use crate::support::TestApp;

/// Waits where it runs: it is tried again a little later, and holds its place meanwhile.
const BUSY: &str = "steps:\n  - { id: call, attempts: 20, http: { method: GET, url: 'http://127.0.0.1:1/' } }\n";

async fn count(app: &TestApp, status: &str) -> String {
    app.store.value(&format!("SELECT count(*) FROM run WHERE status = '{status}'")).await
}

both! {
    async fn no_more_run_than_may_and_the_first_comes_first(app: TestApp) {
        let app = outgoing(&app).await;
        let before: i64 = count(&app, "succeeded").await.parse().unwrap();
        let mia = app.as_staff("mia").await;
        let workflow = published(&mia, &app.cast.acme, BUSY).await;
        mia.patch(&format!("/workflows/{workflow}"), json!({ "at_once": 2 })).await.expect(200);
        let mut runs = Vec::new();
        for _ in 0..4 {
            runs.push(started(&mia, workflow).await);
        }
        app.run_jobs().await;
        assert_eq!((count(&app, "running").await, count(&app, "queued").await), ("2".into(), "2".into()));
        for (run, expected) in runs.iter().zip(["running", "running", "queued", "queued"]) {
            assert_eq!(status(&mia, *run).await, expected);
        }
        mia.post(&format!("/runs/{}/cancel", runs[0]), json!({})).await.expect(200);
        app.run_jobs().await;
        assert_eq!(status(&mia, runs[2]).await, "running");
        assert_eq!(status(&mia, runs[3]).await, "queued");
        // Another workflow of the client has room of its own, and one of another client, too.
        let quick = "steps:\n  - { id: one, set: { x: 1 } }\n";
        for world in [&app.cast.acme, &app.cast.bluebird] {
            let other = published(&mia, world, quick).await;
            started(&mia, other).await;
        }
        app.run_jobs().await;
        assert_eq!(count(&app, "succeeded").await, (before + 2).to_string());
    }

    async fn one_client_does_not_take_all_the_room(app: TestApp) {
        let app = outgoing(&app).await;
        let mia = app.as_staff("mia").await;
        let workflow = published(&mia, &app.cast.acme, BUSY).await;
        mia.patch(&format!("/workflows/{workflow}"), json!({ "at_once": 50 })).await.expect(200);
        for _ in 0..12 {
            started(&mia, workflow).await;
        }
        app.run_jobs().await;
        assert_eq!((count(&app, "running").await, count(&app, "queued").await), ("8".into(), "4".into()));
    }

    async fn who_waits_for_a_slow_server_holds_up_no_other_client_and_no_mail(app: TestApp) {
        let app = outgoing(&app).await;
        app.hear().await;
        let mia = app.as_staff("mia").await;
        // Nobody takes what comes here.
        let deaf = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/", deaf.local_addr().unwrap());
        let slow = format!("steps:\n  - {{ id: call, http: {{ method: GET, url: '{url}' }} }}\n");
        let workflow = published(&mia, &app.cast.acme, &slow).await;
        mia.patch(&format!("/workflows/{workflow}"), json!({ "at_once": 8 })).await.expect(200);
        let mut hanging = Vec::new();
        for _ in 0..8 {
            hanging.push(started(&mia, workflow).await);
        }
        let stop = CancellationToken::new();
        let runner = tokio::spawn(app.app.runner().run(stop.clone()));
        let until = Instant::now() + Duration::from_secs(60);
        // Kept, or they would hear that nobody is there.
        let mut asking = Vec::new();
        while asking.len() < 8 {
            asking.push(tokio::time::timeout(Duration::from_secs(60), deaf.accept()).await.unwrap().unwrap());
        }
        let before = app.mails().len();
        app.stranger().plain_post("/portal/forgot-password", &[("email", "carla@acme.test")]).await.expect(200);
        let other = published(&mia, &app.cast.bluebird, "steps:\n  - { id: one, set: { x: 1 } }\n").await;
        let run = started(&mia, other).await;
        while (status(&mia, run).await != "succeeded" || app.mails().len() == before) && Instant::now() < until {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!((status(&mia, run).await.as_str(), app.mails().len() > before), ("succeeded", true));
        for run in hanging {
            assert_eq!(status(&mia, run).await, "running");
        }
        stop.cancel();
        runner.await.unwrap();
    }

    async fn what_is_paused_stays_where_it_is(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let workflow = published(&mia, &app.cast.acme, "steps:\n  - { id: wait, delay: { hours: 1 } }\n").await;
        let run = started(&mia, workflow).await;
        app.run_jobs().await;
        mia.post(&format!("/workflows/{workflow}/pause"), json!({})).await.expect(200);
        app.advance(TimeDelta::hours(2));
        app.run_jobs().await;
        let mia = app.as_staff("mia").await;
        assert_eq!(status(&mia, run).await, "queued");
        mia.post(&format!("/workflows/{workflow}/resume"), json!({})).await.expect(200);
        app.run_jobs().await;
        assert_eq!(status(&mia, run).await, "succeeded");
    }
}
