//! Two nodes on one PostgreSQL: what one does the other knows, and no work is done twice.

use std::time::Duration;

use serde_json::json;

use crate::support::{Browser, Holder, Kind, Staff, TestApp, email};
use crate::workflows::{published, started, status};

/// The same person at another node.
fn at(node: &TestApp, browser: &Browser) -> Browser {
    let there = Browser::at(&node.served, &browser.host);
    there.set_cookie("sid", &browser.cookie("sid").unwrap());
    there
}

async fn two(case: impl AsyncFnOnce(TestApp, TestApp)) {
    TestApp::run(Kind::Postgres, async |one| {
        let two = one.another(|_| {}).await;
        one.hear().await;
        two.hear().await;
        let databases = [one.app.database.clone(), two.app.database.clone()];
        case(one, two).await;
        for database in databases {
            database.close().await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_share_sessions_and_tokens_postgres() {
    two(async |one, two| {
        let carla = one.as_client("carla").await;
        let there = at(&two, &carla);
        there.get("/portal").await.expect(200);
        // A form drawn by one node is taken by the other.
        let token = carla.token().await;
        there.plain_post("/portal/preview", &[("csrf", &token), ("body", "x")]).await.expect(200);
        there.post("/portal/logout", &[]).await.expect(303);
        carla.get("/portal").await.expect(303);
        let mia = one.as_staff("mia").await;
        let there = Staff::moved(&mia, &two.served);
        there.get("/me").await.expect(200);
        there.post("/auth/revoke", json!({ "refresh_token": mia.refresh })).await.expect(204);
        mia.get("/me").await.expect(401);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_share_live_events_postgres() {
    two(async |one, two| {
        let carla = one.as_client("carla").await;
        let mut ear = at(&two, &carla).get("/portal/events").await.expect(200).stream.unwrap();
        let id = carla.request("News", "x").await;
        assert_eq!(ear.next().await.data["topic"], "requests");
        one.as_staff("mia").await.post(&format!("/requests/{id}/messages"), json!({ "body": "x" })).await.expect(201);
        assert_eq!(ear.next().await.data["topic"], format!("request:{id}"));
        // What was not committed is not told: the refused message in between is not heard of.
        carla.post(&format!("/portal/requests/{id}/messages"), &[("body", " ")]).await.expect(422);
        assert_eq!(ear.next().await.data["topic"], "requests");
        carla.post(&format!("/portal/requests/{id}/close"), &[]).await.expect(303);
        assert_eq!(ear.next().await.data["topic"], format!("request:{id}"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_do_each_job_once_postgres() {
    two(async |one, two| {
        let (carla, mia) = (one.as_client("carla").await, one.as_staff("mia").await);
        let most = 30;
        for number in 0..most {
            let id = carla.request(&format!("Numbered {number}"), "x").await;
            mia.post(&format!("/requests/{id}/messages"), json!({ "body": "x" })).await.expect(201);
        }
        let mut done = (0, 0);
        // Until neither finds anything: what one node's job brings about, the other may do.
        loop {
            let (first, second) = tokio::join!(one.run_jobs(), two.run_jobs());
            done = (done.0 + first, done.1 + second);
            if first + second == 0 {
                break;
            }
        }
        assert!(done.0 > 0 && done.1 > 0, "one node did nothing: {done:?}");
        let mails = one.mails().into_iter().chain(two.mails()).filter(|mail| mail.recipient == email("carla"));
        let mut subjects: Vec<String> = mails.map(|mail| mail.subject).collect();
        subjects.sort();
        let sent = subjects.len();
        subjects.dedup();
        assert_eq!((sent, subjects.len()), (most, most), "a mail is missing, or was sent twice");
        assert_eq!(one.store.value("SELECT count(*) FROM job").await, "0");
    })
    .await;
}

/// Whoever may have missed something is told to look again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_broken_line_is_mended_and_said_postgres() {
    two(async |one, _| {
        let (carla, mia) = (one.as_client("carla").await, one.as_staff("mia").await);
        let mut ear = carla.get("/portal/events").await.expect(200).stream.unwrap();
        let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                   WHERE datname = current_database() AND query LIKE 'LISTEN%'";
        assert_eq!(one.store.sql(cut).await, 2, "both nodes listen");
        assert_eq!(ear.next().await.data["topic"], "resync");
        mia.patch(&format!("/projects/{}", one.cast.acme.project), json!({ "summary": "new" })).await.expect(200);
        assert_eq!(ear.next().await.data["topic"], format!("project:{}", one.cast.acme.project));
    })
    .await;
}

/// A session that ends at one node ends its streams at the other.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stream_ends_with_a_session_that_ends_elsewhere_postgres() {
    two(async |one, two| {
        let (carla, mia) = (one.as_client("carla").await, one.as_staff("mia").await);
        let mut ear = at(&two, &carla).get("/portal/events").await.expect(200).stream.unwrap();
        carla.post("/portal/logout", &[]).await.expect(303);
        mia.patch(&format!("/projects/{}", one.cast.acme.project), json!({ "summary": "new" })).await.expect(200);
        assert!(ear.ends().await);
    })
    .await;
}

/// What a node took with it when it died is done by another, and not before it is certain that it died.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_jobs_of_a_dead_node_are_done_by_another_postgres() {
    two(async |one, two| {
        one.stranger().plain_post("/portal/forgot-password", &[("email", "carla@acme.test")]).await.expect(200);
        let taken = "UPDATE job SET state = 'running', locked_by = 'a dead node', \
                     locked_until = now() + interval '60 s' WHERE kind = 'send_reset'";
        assert_eq!(one.store.sql(taken).await, 1);
        two.run_jobs().await;
        assert_eq!(two.mails().len(), 0, "taken from a node that may be alive");
        two.advance(chrono::TimeDelta::seconds(90));
        two.run_jobs().await;
        assert_eq!(two.mails().len(), 1);
        assert_eq!(one.store.value("SELECT count(*) FROM job").await, "0");
    })
    .await;
}

/// The runners as they are served, until there is nothing left to do: each mail goes out once, and stopping
/// leaves nothing half done.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_runners_at_work_send_each_mail_once_postgres() {
    two(async |one, two| {
        let mia = one.as_staff("mia").await;
        let stop = tokio_util::sync::CancellationToken::new();
        let runners = [&one, &two].map(|node| tokio::spawn(node.app.runner().run(stop.clone())));
        let carla = one.as_client("carla").await;
        for number in 0..25 {
            let id = carla.request(&format!("Numbered {number}"), "x").await;
            mia.post(&format!("/requests/{id}/messages"), json!({ "body": "x" })).await.expect(201);
        }
        let left = "SELECT (SELECT count(*) FROM job) + (SELECT count(*) FROM activity WHERE untold) \
                    + (SELECT count(*) FROM client_notification WHERE mail_at <= now()) \
                    + (SELECT count(*) FROM staff_notification WHERE mail_at <= now())";
        for _ in 0..1200 {
            if one.store.value(left).await == "0" {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        stop.cancel();
        for runner in runners {
            runner.await.unwrap();
        }
        assert_eq!(one.store.value("SELECT count(*) FROM job").await, "0", "jobs are left");
        let mails = one.mails().into_iter().chain(two.mails()).filter(|mail| mail.recipient == email("carla"));
        let sent: Vec<String> = mails.map(|mail| mail.subject).collect();
        let distinct: std::collections::BTreeSet<&String> = sent.iter().collect();
        assert_eq!((sent.len(), distinct.len()), (25, 25));
        assert_eq!(one.store.value("SELECT count(*) FROM mail WHERE sent_at IS NULL").await, "0");
    })
    .await;
}

/// Whoever starts a run does not stand in line behind everybody's news, however long telling of these takes.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_run_is_taken_up_while_people_are_told_of_something_else_postgres() {
    TestApp::run(Kind::Postgres, async |app| {
        app.hear().await;
        let mia = app.as_staff("mia").await;
        let workflow = published(&mia, &app.cast.acme, "steps:\n  - { id: one, set: { x: 1 } }\n").await;
        app.run_jobs().await;
        app.as_client("carla").await.request("News", "x").await;
        // Somebody holds what happened, and so telling of it waits for them.
        let mut holder = Holder::of(&app.store, "SELECT id FROM activity WHERE untold FOR UPDATE").await;
        let stop = tokio_util::sync::CancellationToken::new();
        let runner = tokio::spawn(app.app.runner().run(stop.clone()));
        let run = started(&mia, workflow).await;
        let succeeds = async {
            while status(&mia, run).await != "succeeded" {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), succeeds).await.expect("the run does not wait for the news");
        holder.awaited().await;
        holder.let_go().await;
        stop.cancel();
        runner.await.unwrap();
    })
    .await;
}
