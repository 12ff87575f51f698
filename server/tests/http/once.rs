//! What happens once happens once, however many ask for it at the same time.

use futures_util::future::join_all;
use poem::http::Method;
use serde_json::json;

use crate::support::{Answer, TestApp};

const AT_ONCE: usize = 20;

/// The same request so many times at once, each on a thread of its own.
async fn at_once(ask: impl Fn(usize) -> crate::support::Ask) -> Vec<Answer> {
    let tries = (0..AT_ONCE).map(|number| tokio::spawn(ask(number).send()));
    join_all(tries).await.into_iter().map(Result::unwrap).collect()
}

fn statuses(answers: &[Answer]) -> Vec<u16> {
    answers.iter().map(|answer| answer.status).collect()
}

both! {
    /// A form that was sent again and again is one request, and every answer leads to it.
    async fn a_form_sent_at_once_is_one_request(app: TestApp) {
        let carla = app.as_client("carla").await;
        let token = carla.token().await;
        let fields = [("csrf", token.as_str()), ("once", "the-same"), ("kind", "job"), ("job_category", "design"), ("subject", "Only once"), ("body", "x")];
        let answers = at_once(|_| carla.ask(Method::POST, "/portal/requests").form(&fields)).await;
        assert!(statuses(&answers).iter().all(|status| *status == 303), "{:?}", statuses(&answers));
        assert!(answers.iter().all(|answer| answer.location() == answers[0].location()));
        assert_eq!(app.store.value("SELECT count(*) FROM request WHERE subject = 'Only once'").await, "1");
        let again = carla.ask(Method::POST, "/portal/requests").form(&fields).send().await.expect(303);
        assert_eq!(again.location(), answers[0].location());
        // The key is Carla's: another person's form under the same one is another request.
        let ben = app.as_client("ben").await;
        let fields = [("once", "the-same"), ("kind", "job"), ("job_category", "design"), ("subject", "Only once"), ("body", "x")];
        assert_ne!(ben.post("/portal/requests", &fields).await.expect(303).location(), answers[0].location());
    }

    async fn messages_and_comments_sent_at_once_are_one(app: TestApp) {
        let carla = app.as_client("carla").await;
        let token = carla.token().await;
        let (request, project) = (app.cast.acme.request, app.cast.acme.project);
        for (path, table) in [(format!("/portal/requests/{request}/messages"), "request_message"), (format!("/portal/projects/{project}/comments"), "project_comment")] {
            let fields = [("csrf", token.as_str()), ("once", table), ("body", "only once")];
            let answers = at_once(|_| carla.ask(Method::POST, &path).form(&fields)).await;
            assert!(statuses(&answers).iter().all(|status| *status == 303), "{:?}", statuses(&answers));
            assert!(answers.iter().all(|answer| answer.location() == answers[0].location()));
            assert_eq!(app.store.value(&format!("SELECT count(*) FROM {table} WHERE body = 'only once'")).await, "1");
        }
        // Without a key each is meant.
        let answers = at_once(|_| carla.ask(Method::POST, &format!("/portal/requests/{request}/messages")).form(&[("csrf", &token), ("body", "each")])).await;
        assert!(statuses(&answers).iter().all(|status| *status == 303));
        assert_eq!(app.store.value("SELECT count(*) FROM request_message WHERE body = 'each'").await, AT_ONCE.to_string());
        let counted = app.store.value("SELECT message_count FROM request WHERE subject = 'acmecanary subject'").await;
        assert_eq!(counted, (2 + 1 + AT_ONCE).to_string(), "a message was not counted, or twice");
    }

    /// Numbers are gapless and nobody's twice.
    async fn requests_sent_at_once_are_numbered_one_after_the_other(app: TestApp) {
        let carla = app.as_client("carla").await;
        let token = carla.token().await;
        let subjects: Vec<String> = (0..AT_ONCE).map(|number| format!("At once {number}")).collect();
        let answers = at_once(|number| {
            let fields = [("csrf", token.as_str()), ("kind", "job"), ("job_category", "design"), ("subject", &subjects[number]), ("body", "x")];
            carla.ask(Method::POST, "/portal/requests").form(&fields)
        }).await;
        assert!(statuses(&answers).iter().all(|status| *status == 303), "{:?}", statuses(&answers));
        let span = "SELECT count(DISTINCT number) || ' ' || (max(number) - min(number) + 1) FROM request WHERE subject LIKE 'At once%'";
        assert_eq!(app.store.value(span).await, format!("{AT_ONCE} {AT_ONCE}"));
    }

    /// The API's creations under one key, at once.
    async fn creations_over_the_api_at_once_are_one(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let (request, project, workspace) = (app.cast.acme.request, app.cast.acme.project, app.cast.acme.workspace);
        for (path, body, count) in [
            ("/projects".to_owned(), json!({ "workspace_id": workspace, "name": "only once" }), "SELECT count(*) FROM project WHERE name = 'only once'"),
            (format!("/projects/{project}/milestones"), json!({ "name": "only once" }), "SELECT count(*) FROM milestone WHERE name = 'only once'"),
            (format!("/projects/{project}/tasks"), json!({ "title": "only once" }), "SELECT count(*) FROM task WHERE title = 'only once'"),
            (format!("/projects/{project}/comments"), json!({ "body": "only once" }), "SELECT count(*) FROM project_comment WHERE body = 'only once'"),
            (format!("/requests/{request}/messages"), json!({ "body": "only once" }), "SELECT count(*) FROM request_message WHERE body = 'only once'"),
            (format!("/requests/{request}/notes"), json!({ "body": "only once" }), "SELECT count(*) FROM request_note WHERE body = 'only once'"),
        ] {
            let answers = at_once(|_| mia.ask(Method::POST, &path).header("idempotency-key", &path).json(&body)).await;
            assert!(statuses(&answers).iter().all(|status| *status == 201), "{path}: {:?}", statuses(&answers));
            assert!(answers.iter().all(|answer| answer.json()["id"] == answers[0].json()["id"]), "{path}");
            assert_eq!(app.store.value(count).await, "1", "{path}");
        }
    }

    /// Of many changes of one version, one is taken.
    async fn changes_of_the_same_version_at_once_are_one(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let (request, project, workspace) = (app.cast.acme.request, app.cast.acme.project, app.cast.acme.workspace);
        for (path, body) in [
            (format!("/requests/{request}"), json!({ "tags": ["x"] })),
            (format!("/projects/{project}"), json!({ "summary": "x" })),
            (format!("/workspaces/{workspace}"), json!({ "name": "x" })),
        ] {
            let seen = olivia.get(&path).await.expect(200).header("etag").to_owned();
            let answers = at_once(|_| olivia.ask(Method::PATCH, &path).header("if-match", &seen).json(&body)).await;
            let taken = answers.iter().filter(|answer| answer.status == 200).count();
            let stale = answers.iter().filter(|answer| answer.status == 412).count();
            assert_eq!((taken, stale), (1, AT_ONCE - 1), "{path}: {:?}", statuses(&answers));
        }
    }

    /// Vaultwarden CVE-2026-43911: of one refresh token there is one next, and two who use it have none.
    async fn cve_2026_43911_a_refresh_token_works_once(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let body = json!({ "refresh_token": mia.refresh });
        let answers = at_once(|_| app.ask(Method::POST, "/api/v1/auth/refresh").json(&body)).await;
        let won = answers.iter().filter(|answer| answer.status == 200).count();
        assert!(won <= 1 && answers.iter().all(|answer| [200, 401].contains(&answer.status)), "{:?}", statuses(&answers));
        mia.get("/me").await.expect(401);
    }
}
