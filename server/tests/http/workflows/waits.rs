//! What runs wait for, and that each is woken once.

use chrono::TimeDelta;
use futures_util::future::join_all;
use portico::features::workflows;
use portico::ids::{FormId, FormSubmissionId, Id};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{published, ran, seen, started, status, steps};
use crate::support::{Holder, Kind, TestApp};

/// A form of the first world's client, as it lies in the tables.
async fn form(app: &TestApp, slug: &str) -> Uuid {
    let (id, version, world) = (Uuid::from(FormId::new()), Uuid::now_v7(), &app.cast.acme);
    let (agency, workspace, mia) = (world.agency, world.workspace, app.cast.people["mia"]);
    let now = app.app.database.system().now().to_rfc3339();
    let id = put(app, id);
    let (version, agency, workspace, mia) = (put(app, version), put(app, agency), put(app, workspace), put(app, mia));
    app.store.sql(&format!("INSERT INTO form (id, agency_id, workspace_id, slug, title, status, version_id, version, created_at, updated_at) VALUES ({id}, {agency}, {workspace}, '{slug}', 'So', 'published', {version}, 1, '{now}', '{now}')")).await;
    app.store.sql(&format!("INSERT INTO form_version (id, agency_id, workspace_id, form_id, number, schema, author_id, author_name, created_at) VALUES ({version}, {agency}, {workspace}, {id}, 1, '{{}}', {mia}, 'Mia', '{now}')")).await;
    read(&id)
}

/// An id as the database writes it.
fn put(app: &TestApp, id: Uuid) -> String {
    match app.store.kind {
        crate::support::Kind::Sqlite => format!("X'{}'", id.simple()),
        crate::support::Kind::Postgres => format!("'{id}'"),
    }
}

fn read(written: &str) -> Uuid {
    written.trim_start_matches('X').trim_matches('\'').parse().unwrap()
}

/// Somebody answers a form.
async fn answer(app: &TestApp, form: Uuid, answers: &Value) -> FormSubmissionId {
    let id = FormSubmissionId::new();
    let (world, now) = (&app.cast.acme, app.app.database.system().now().to_rfc3339());
    let (row, agency, workspace, form, carla) = (
        put(app, id.into()),
        put(app, world.agency),
        put(app, world.workspace),
        put(app, form),
        put(app, world.client),
    );
    app.store.sql(&format!("INSERT INTO form_submission (id, agency_id, workspace_id, form_id, version_id, answers, author_id, author_name, created_at) SELECT {row}, {agency}, {workspace}, {form}, version_id, '{answers}', {carla}, 'Carla', '{now}' FROM form WHERE id = {form}")).await;
    id
}

/// Tells of an answer, in a transaction of its own.
async fn tell(app: &TestApp, id: FormSubmissionId) {
    let scope = app.app.database.system().agency(app.cast.acme.agency.into());
    scope.transaction(async |scope| workflows::form_submitted(&scope, id).await).await.unwrap();
}

const WAITS: &str = "steps:\n  - { id: ask, wait_for_form: { form: details } }\n  - { id: after, set: { name: '{{ steps.ask.answers.name }}' } }\n";

const ASKS: &str = "steps:\n  - { id: show, create_approval: { title: The poster, text: At this } }\n  - { id: wait, wait_for_approval: { approval: '{{ steps.show.approval_id }}' } }\n";

/// What somebody approves at the moment at which its run is cancelled is approved, and stays where it is.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_approved_as_its_run_is_cancelled_stays_postgres() {
    TestApp::run(Kind::Postgres, async |app| {
        let mia = app.as_staff("mia").await;
        let run = ran(&app, &mia, ASKS).await["run"].clone();
        let approval = run["waits_for_id"].as_str().unwrap();
        let approves = format!("UPDATE approval SET status = 'approved' WHERE id = '{approval}'");
        let cancel = format!("/runs/{}/cancel", run["id"].as_str().unwrap());
        let cancelled = Holder::of(&app.store, &approves).await.let_go_for(mia.post(&cancel, json!({}))).await;
        assert_eq!(cancelled.expect(200).json()["status"], "cancelled");
        let history = mia.all(&format!("/approvals/{approval}/events"), 50).await;
        assert!(history.iter().all(|entry| entry["kind"] != "archived"), "{history:?}");
    })
    .await;
}

both! {
    async fn a_delay_ends_when_its_time_has_come(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let run = ran(&app, &mia, "steps:\n  - { id: wait, delay: { days: 2 } }\n  - { id: after, set: { x: 1 } }\n").await;
        let id = run["run"]["id"].as_str().unwrap().parse().unwrap();
        assert_eq!((&run["run"]["status"], &run["run"]["waits_for"]), (&json!("waiting"), &json!("delay")));
        app.advance(TimeDelta::hours(47));
        app.run_jobs().await;
        assert_eq!(status(&app.as_staff("mia").await, id).await, "waiting");
        app.advance(TimeDelta::hours(2));
        app.run_jobs().await;
        assert_eq!(status(&app.as_staff("mia").await, id).await, "succeeded");
    }

    async fn a_run_goes_on_with_the_decision_on_its_approval(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let run = ran(&app, &mia, "steps:\n  - { id: show, create_approval: { title: Look, text: At this } }\n  - { id: wait, wait_for_approval: { approval: '{{ steps.show.approval_id }}' } }\n  - { id: after, set: { said: '{{ steps.wait.status }}' } }\n").await;
        let id = run["run"]["id"].as_str().unwrap().parse().unwrap();
        assert_eq!((&run["run"]["status"], &run["run"]["waits_for"]), (&json!("waiting"), &json!("approval")), "{run}");
        let approval = run["run"]["waits_for_id"].as_str().unwrap();
        let shown = mia.get(&format!("/approvals/{approval}")).await.expect(200).json();
        let (step, version) = (shown["steps"][0]["id"].as_str().unwrap(), shown["steps"][0]["versions"][0]["id"].as_str().unwrap());
        let carla = app.as_client("carla").await;
        let fields = [("step", step), ("version", version), ("verdict", "approved")];
        carla.post(&format!("/portal/approvals/{approval}/decision"), &fields).await.expect(303);
        app.run_jobs().await;
        let run = seen(&mia, id).await;
        assert_eq!((&run["run"]["status"], &run["vars"]["said"]), (&json!("succeeded"), &json!("approved")), "{run}");
    }

    /// What a cancelled run has asked of the client waits for nobody any more, and its history says who took it away; what
    /// was decided by then stays.
    async fn a_cancelled_run_takes_back_the_approval_for_which_it_waits(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let carla = app.as_client("carla").await;
        let run = ran(&app, &mia, ASKS).await["run"].clone();
        let path = format!("/approvals/{}", run["waits_for_id"].as_str().unwrap());
        let needs = async || {
            let page = carla.get("/portal/approvals").await.expect(200).body;
            page.contains(&format!("/portal{path}\""))
        };
        assert!(needs().await);
        mia.post(&format!("/runs/{}/cancel", run["id"].as_str().unwrap()), json!({})).await.expect(200);
        assert!(!needs().await, "it still needs her");
        assert_eq!(mia.get(&path).await.expect(200).json()["waits_on"], "nobody");
        let history = mia.all(&format!("{path}/events"), 50).await;
        let archived = history.iter().find(|entry| entry["kind"] == "archived").unwrap_or_else(|| panic!("{history:?}"));
        assert!(archived.to_string().contains("Mia"), "{archived}");
        // One that somebody else has made is not the run's to take back.
        let id = app.cast.acme.approval.to_string();
        let waits = format!("steps:\n  - {{ id: wait, wait_for_approval: {{ approval: '{id}' }} }}\n");
        let run = ran(&app, &mia, &waits).await["run"].clone();
        assert_eq!(run["waits_for_id"], id);
        mia.post(&format!("/runs/{}/cancel", run["id"].as_str().unwrap()), json!({})).await.expect(200);
        assert_eq!(mia.get(&format!("/approvals/{id}")).await.expect(200).json()["waits_on"], "client");
    }

    /// S2.84, and the waiting of S2.83: what was answered is there for the step that needs it.
    async fn s2_84_an_answer_wakes_its_run_once_however_often_it_is_told(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let form = form(&app, "details").await;
        let workflow = published(&mia, &app.cast.acme, WAITS).await;
        mia.patch(&format!("/workflows/{workflow}"), json!({ "at_once": 5 })).await.expect(200);
        let (first, second) = (started(&mia, workflow).await, started(&mia, workflow).await);
        app.run_jobs().await;
        assert_eq!(status(&mia, first).await, "waiting");
        app.advance(TimeDelta::minutes(1));
        let answered = answer(&app, form, &json!({ "name": "Ada" })).await;
        join_all((0..50).map(|_| tell(&app, answered))).await;
        let (one, other) = (app.app.runner(), app.app.runner());
        let (done, more) = tokio::join!(one.drain(), other.drain());
        assert!(done.unwrap() + more.unwrap() >= 50);
        let mia = app.as_staff("mia").await;
        // The one that has waited longest has it; the other one still waits.
        let run = seen(&mia, first).await;
        assert_eq!((steps(&run), &run["vars"]["name"]), (vec!["ask succeeded".into(), "after succeeded".into()], &json!("Ada")));
        assert_eq!(status(&mia, second).await, "waiting");
        let answered = answer(&app, form, &json!({ "name": "Bo" })).await;
        tell(&app, answered).await;
        app.run_jobs().await;
        assert_eq!(seen(&mia, second).await["vars"]["name"], "Bo");
        assert_eq!(app.store.value("SELECT count(*) FROM form_submission WHERE run_id IS NOT NULL").await, "2");
    }

    async fn an_answer_that_nobody_waits_for_starts_what_it_triggers(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let form = form(&app, "details").await;
        let workflow = published(&mia, &app.cast.acme, "steps:\n  - { id: one, set: { who: '{{ input.author }}', name: '{{ input.answers.name }}' } }\n").await;
        let path = format!("/workflows/{workflow}/triggers");
        mia.post(&path, json!({ "kind": "form", "form_id": form })).await.expect(201);
        mia.post(&path, json!({ "kind": "form", "form_id": Uuid::now_v7() })).await.expect(422);
        mia.post(&path, json!({ "kind": "form" })).await.expect(422);
        let answered = answer(&app, form, &json!({ "name": "Ada", "password": "leaked" })).await;
        for _ in 0..3 {
            tell(&app, answered).await;
        }
        app.run_jobs().await;
        let runs = mia.all(&format!("/runs?workflow_id={workflow}"), 50).await;
        assert_eq!(runs.len(), 1);
        assert_eq!((&runs[0]["started_by"], &runs[0]["starter"]), (&json!("form"), &json!("Carla")));
        let run = seen(&mia, runs[0]["id"].as_str().unwrap().parse().unwrap()).await;
        assert_eq!(run["vars"], json!({ "who": "Carla", "name": "Ada" }));
        assert!(!run.to_string().contains("leaked"));
    }

    async fn what_is_not_there_is_not_waited_for(app: TestApp) {
        let mia = app.as_staff("mia").await;
        form(&app, "details").await;
        let workflow = published(&mia, &app.cast.acme, WAITS).await;
        app.store.sql("UPDATE form SET status = 'archived' WHERE slug = 'details'").await;
        let run = started(&mia, workflow).await;
        app.run_jobs().await;
        let run = seen(&mia, run).await;
        assert_eq!(run["steps"][0]["error"]["code"], "no_such_form");
        for id in [app.cast.harbor.approval.to_string(), app.cast.bluebird.approval.to_string(), "x".into()] {
            let run = ran(&app, &mia, &format!("steps:\n  - {{ id: wait, wait_for_approval: {{ approval: '{id}' }} }}\n")).await;
            assert_eq!(run["steps"][0]["error"]["code"], "no_such_approval", "{run}");
        }
    }
}
