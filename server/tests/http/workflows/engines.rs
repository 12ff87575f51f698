//! Workflows that an n8n runs: brought here, started, followed, and shown to their clients as any other.

use chrono::TimeDelta;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{client, id_of, outgoing, seen, started, status, steps};
use crate::support::{API_KEY, N8n, Staff, TestApp, WORKED_ON};

/// An n8n that the agency has set up.
pub async fn engine(app: &TestApp, n8n: &N8n) -> Value {
    let new = json!({ "kind": "n8n", "name": "Our n8n", "url": n8n.base, "api_key": API_KEY });
    app.as_staff("olivia").await.post("/engines", new).await.expect(201).json()
}

/// One of its workflows, which runs.
pub async fn brought(app: &TestApp, mia: &Staff, engine: &Value, remote: &str) -> Uuid {
    let new = json!({
        "workspace_id": app.cast.acme.workspace, "purpose": "Sends the report", "remote_id": remote,
        "client_triggerable": remote == "wf1"
    });
    let made = mia.post(&format!("/engines/{}/workflows", id_of(engine)), new).await.expect(201).json();
    assert_eq!((&made["status"], &made["engine"]), (&json!("draft"), &json!("n8n")), "{made}");
    mia.post(&format!("/workflows/{}/resume", id_of(&made)), json!({})).await.expect(200);
    id_of(&made)
}

async fn runs(app: &TestApp, workflow: Uuid) -> Vec<Value> {
    app.as_staff("mia").await.all(&format!("/runs?workflow_id={workflow}"), 50).await
}

/// Lets the engine be asked once more.
async fn later(app: &TestApp, seconds: i64) {
    app.advance(TimeDelta::seconds(seconds));
    app.run_jobs().await;
}

both! {
    async fn what_n8n_has_becomes_a_workflow_here(app: TestApp) {
        let app = outgoing(&app).await;
        let (mia, n8n) = (app.as_staff("mia").await, N8n::serve().await);
        let engine = engine(&app, &n8n).await;
        assert!(engine["signing_secret"].is_string() && engine["has_api_key"] == true);
        let path = format!("/engines/{}/workflows", id_of(&engine));
        let offers = mia.get(&path).await.expect(200).json();
        assert_eq!(offers["items"], json!([
            { "remote_id": "wf1", "name": "Monthly report", "active": true, "can_start": true },
            { "remote_id": "wf2", "name": "Hourly sync", "active": true, "can_start": false }
        ]));
        // What opens it, and what is signed with, is told to nobody again.
        let listed = mia.get("/engines").await.expect(200).body;
        for secret in [API_KEY, engine["signing_secret"].as_str().unwrap()] {
            assert!(!listed.contains(secret));
            assert_eq!(app.store.value(&format!("SELECT count(*) FROM engine WHERE secret LIKE '%{secret}%' OR api_key LIKE '%{secret}%'")).await, "0");
        }
        let new = |remote: &str| json!({ "workspace_id": app.cast.acme.workspace, "purpose": "x", "remote_id": remote });
        let made = mia.post(&path, new("wf1")).await.expect(201).json();
        assert_eq!(made["name"], "Monthly report");
        // A draft does not run, and one there is one client's here.
        let start = format!("/workflows/{}/runs", id_of(&made));
        assert_eq!(mia.post(&start, json!({})).await.expect(409).code(), "not_published");
        let other = json!({ "workspace_id": app.cast.bluebird.workspace, "purpose": "x", "remote_id": "wf1" });
        assert_eq!(mia.post(&path, other).await.expect(409).code(), "engine_workflow_taken");
        mia.post(&path, new("wf9")).await.expect(422);
        mia.post(&path, json!({ "workspace_id": app.cast.acme.workspace, "purpose": "x" })).await.expect(422);
        mia.post(&path, json!({ "workspace_id": app.cast.harbor.workspace, "purpose": "x", "remote_id": "wf2" })).await.expect(422);
        // Nothing starts this one from here, so no client can be let do it.
        let closed = json!({ "workspace_id": app.cast.acme.workspace, "purpose": "x", "remote_id": "wf2", "client_triggerable": true });
        mia.post(&path, closed).await.expect(422);
        // What it does stands there.
        let version = json!({ "definition": "steps:\n  - { id: one, set: { x: 1 } }\n" });
        let saved = mia.post(&format!("/workflows/{}/versions", id_of(&made)), version).await.expect(409);
        assert_eq!(saved.code(), "runs_elsewhere");
        let olivia = app.as_staff("olivia").await;
        let delete = olivia.ask(poem::http::Method::DELETE, &format!("/engines/{}", id_of(&engine))).send().await;
        assert_eq!(delete.expect(409).code(), "engine_used");
        n8n.closes(true);
        assert_eq!(mia.get(&path).await.expect(409).code(), "engine_unanswered");
    }

    async fn a_run_is_started_there_and_followed_to_its_end(app: TestApp) {
        let app = outgoing(&app).await;
        let (mia, n8n) = (app.as_staff("mia").await, N8n::serve().await);
        let engine = engine(&app, &n8n).await;
        let workflow = brought(&app, &mia, &engine, "wf1").await;
        let run = started(&mia, workflow).await;
        app.run_jobs().await;
        let (proof, body) = n8n.signed().pop().unwrap();
        let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, engine["signing_secret"].as_str().unwrap().as_bytes());
        let proof = data_encoding::HEXLOWER.decode(proof.strip_prefix("sha256=").unwrap().as_bytes()).unwrap();
        ring::hmac::verify(&key, body.as_bytes(), &proof).unwrap();
        assert_eq!(serde_json::from_str::<Value>(&body).unwrap()["run_id"], json!(run));
        let shown = seen(&mia, run).await;
        assert_eq!((&shown["run"]["status"], &shown["run"]["engine_run_id"]), (&json!("running"), &json!("1000")), "{shown}");
        later(&app, 6).await;
        assert_eq!((status(&mia, run).await, n8n.count()), ("running".into(), 1));
        n8n.ends("success");
        later(&app, 10).await;
        let shown = seen(&mia, run).await;
        assert_eq!((&shown["run"]["status"], steps(&shown)), (&json!("succeeded"), vec!["elsewhere succeeded".into()]));
        assert_eq!(n8n.count(), 1);
        // Its client sees it as any other run, and nobody sees what it has worked on.
        client(&app, "carla", "one").await;
        let carla = app.as_client("carla").await;
        for page in ["/portal".into(), "/portal/runs".into(), "/portal/workflows".into(), format!("/portal/workflows/{workflow}"), format!("/portal/workflows/{workflow}/runs/{run}")] {
            let answer = carla.get(&page).await.expect(200);
            assert!(!answer.everything().contains(WORKED_ON) && !answer.body.contains("Our n8n"), "{page}");
        }
        assert!(carla.get(&format!("/portal/workflows/{workflow}/runs/{run}")).await.body.contains("Done by another system"));
        assert!(!shown.to_string().contains(WORKED_ON));
        for (table, column) in [("run_payload", "data"), ("run_step_payload", "coalesce(output, '')")] {
            let kept = app.store.value(&format!("SELECT count(*) FROM {table} WHERE {column} LIKE '%{WORKED_ON}%'")).await;
            assert_eq!(kept, "0", "{table} keeps what was worked on");
        }
        assert_eq!(mia.post(&format!("/runs/{run}/retry"), json!({})).await.expect(409).code(), "run_not_failed");
    }

    async fn a_client_starts_what_an_engine_runs(app: TestApp) {
        let app = outgoing(&app).await;
        let (mia, n8n) = (app.as_staff("mia").await, N8n::serve().await);
        let engine = engine(&app, &n8n).await;
        let workflow = brought(&app, &mia, &engine, "wf1").await;
        n8n.names_executions();
        client(&app, "carla", "one").await;
        let carla = app.as_client("carla").await;
        carla.post(&format!("/portal/workflows/{workflow}/run"), &[]).await.expect(303);
        app.run_jobs().await;
        n8n.ends("error");
        later(&app, 6).await;
        let run = &runs(&app, workflow).await[0];
        assert_eq!((&run["status"], &run["started_by"]), (&json!("failed"), &json!("client")));
        let shown = seen(&mia, id_of(run)).await;
        assert_eq!(shown["steps"][0]["error"]["code"], "engine_failed", "{shown}");
        let page = carla.get(&format!("/portal/workflows/{workflow}/runs/{}", id_of(run))).await.expect(200).body;
        assert!(page.contains("Failed") && !page.contains("in n8n"));
        let retry = mia.post(&format!("/runs/{}/retry", id_of(run)), json!({})).await.expect(409);
        assert_eq!(retry.code(), "runs_elsewhere");
        let again = mia.post(&format!("/runs/{}/replay", id_of(run)), json!({})).await.expect(201).json();
        app.run_jobs().await;
        assert_eq!((status(&mia, id_of(&again)).await, n8n.count()), ("running".into(), 2));
    }

    async fn what_was_heard_there_is_not_started_twice(app: TestApp) {
        let app = outgoing(&app).await;
        let (mia, n8n) = (app.as_staff("mia").await, N8n::serve().await);
        let engine = engine(&app, &n8n).await;
        let workflow = brought(&app, &mia, &engine, "wf1").await;
        n8n.loses_answers(true);
        let run = started(&mia, workflow).await;
        app.run_jobs().await;
        assert_eq!((status(&mia, run).await, n8n.count()), ("running".into(), 1));
        n8n.loses_answers(false);
        later(&app, 10).await;
        let shown = seen(&mia, run).await;
        assert_eq!((n8n.count(), &shown["run"]["engine_run_id"]), (1, &json!("1000")), "{shown}");
        // Another's is not taken for it.
        n8n.ends("canceled");
        later(&app, 6).await;
        assert_eq!(status(&mia, run).await, "cancelled");
    }

    async fn an_older_n8n_says_only_at_the_end_what_it_ran(app: TestApp) {
        let app = outgoing(&app).await;
        let (mia, n8n) = (app.as_staff("mia").await, N8n::serve().await);
        n8n.grows_old();
        let engine = engine(&app, &n8n).await;
        let workflow = brought(&app, &mia, &engine, "wf1").await;
        let run = started(&mia, workflow).await;
        app.run_jobs().await;
        let shown = seen(&mia, run).await;
        assert_eq!((&shown["run"]["status"], &shown["run"]["engine_run_id"]), (&json!("running"), &Value::Null), "{shown}");
        n8n.ends("success");
        later(&app, 6).await;
        let shown = seen(&mia, run).await;
        assert_eq!((&shown["run"]["status"], &shown["run"]["engine_run_id"]), (&json!("succeeded"), &json!("1000")), "{shown}");
        assert_eq!((n8n.count(), runs(&app, workflow).await.len()), (1, 1));
    }

    async fn what_runs_there_by_itself_is_a_run_here(app: TestApp) {
        let app = outgoing(&app).await;
        let (mia, n8n) = (app.as_staff("mia").await, N8n::serve().await);
        let engine = engine(&app, &n8n).await;
        n8n.began("wf2", "trigger", "success", TimeDelta::minutes(3));
        let workflow = brought(&app, &mia, &engine, "wf2").await;
        let began = |mode, status| n8n.began("wf2", mode, status, TimeDelta::zero()).to_string();
        let (good, bad, open) = (began("trigger", "success"), began("trigger", "error"), began("trigger", "running"));
        began("manual", "success");
        n8n.began("wf1", "trigger", "success", TimeDelta::zero());
        later(&app, 61).await;
        let known = async || {
            let mut known: Vec<(String, String)> = runs(&app, workflow).await.iter().map(|run| {
                assert_eq!(run["started_by"], "engine");
                (run["engine_run_id"].as_str().unwrap().to_owned(), run["status"].as_str().unwrap().to_owned())
            }).collect();
            known.sort();
            known
        };
        let pair = |id: &String, status: &str| (id.clone(), status.to_owned());
        assert_eq!(known().await, [pair(&good, "succeeded"), pair(&bad, "failed"), pair(&open, "running")]);
        // As long as it took there.
        let run = runs(&app, workflow).await.into_iter().find(|run| run["engine_run_id"] == good.as_str()).unwrap();
        let time = |name: &str| run[name].as_str().unwrap().parse::<chrono::DateTime<chrono::Utc>>().unwrap();
        assert_eq!((time("ended_at") - time("started_at")).num_milliseconds(), 1500, "{run}");
        n8n.ends("success");
        later(&app, 61).await;
        assert_eq!(known().await, [pair(&good, "succeeded"), pair(&bad, "failed"), pair(&open, "succeeded")]);
        // Nothing starts it from here.
        let run = started(&app.as_staff("mia").await, workflow).await;
        app.run_jobs().await;
        assert_eq!(seen(&app.as_staff("mia").await, run).await["steps"][0]["error"]["code"], "engine_no_start");
        app.as_staff("mia").await.post(&format!("/workflows/{workflow}/archive"), json!({})).await.expect(200);
        let before = runs(&app, workflow).await.len();
        n8n.began("wf2", "trigger", "success", TimeDelta::zero());
        later(&app, 61).await;
        assert_eq!(runs(&app, workflow).await.len(), before, "what is in the archive is followed");
    }

    async fn an_engine_that_does_not_answer_is_asked_again_and_one_that_forgets_ends_the_run(app: TestApp) {
        let app = outgoing(&app).await;
        let (mia, n8n) = (app.as_staff("mia").await, N8n::serve().await);
        let engine = engine(&app, &n8n).await;
        let workflow = brought(&app, &mia, &engine, "wf1").await;
        n8n.names_executions();
        let run = started(&mia, workflow).await;
        app.run_jobs().await;
        n8n.closes(true);
        for _ in 0..4 {
            later(&app, 20).await;
        }
        assert_eq!(status(&mia, run).await, "running", "a key that was changed has failed a run");
        n8n.closes(false);
        n8n.forgets();
        later(&app, 60).await;
        let shown = seen(&app.as_staff("mia").await, run).await;
        assert_eq!((&shown["run"]["status"], &shown["steps"][0]["error"]["code"]), (&json!("failed"), &json!("engine_lost")));
    }

    async fn no_engine_inside_is_asked(app: TestApp) {
        let app = app.another(|config| config.outgoing_networks = Vec::new()).await;
        let (mia, n8n) = (app.as_staff("mia").await, N8n::serve().await);
        let engine = engine(&app, &n8n).await;
        let refused = mia.get(&format!("/engines/{}/workflows", id_of(&engine))).await.expect(409);
        assert_eq!(refused.code(), "engine_unanswered");
        let url = format!("{}/start", n8n.base);
        let inside = json!({ "kind": "http", "name": "Inside", "url": n8n.base });
        let inside = app.as_staff("olivia").await.post("/engines", inside).await.expect(201).json();
        let new = json!({ "workspace_id": app.cast.acme.workspace, "name": "x", "purpose": "x", "start_url": url });
        let made = mia.post(&format!("/engines/{}/workflows", id_of(&inside)), new).await.expect(201).json();
        mia.post(&format!("/workflows/{}/resume", id_of(&made)), json!({})).await.expect(200);
        let run = started(&mia, id_of(&made)).await;
        app.run_jobs().await;
        assert_eq!(seen(&mia, run).await["steps"][0]["error"]["code"], "address_refused");
    }
}
