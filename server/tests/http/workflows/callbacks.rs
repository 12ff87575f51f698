//! Workflows that any other engine runs: started by signed requests, and how they stand is said by signed callbacks, or
//! asked.

use chrono::TimeDelta;
use data_encoding::HEXLOWER;
use poem::http::Method;
use ring::hmac;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Target, header, id_of, outgoing, seen, started, status};
use crate::support::{Answer, Staff, TestApp};

/// A workflow that an engine at this address runs, and what both sides sign with.
pub async fn backed(app: &TestApp, mia: &Staff, target: &Target, more: Value) -> (Uuid, String) {
    let engine = json!({ "kind": "http", "name": format!("Engine {}", Uuid::now_v7()), "url": target.url });
    let engine = app.as_staff("olivia").await.post("/engines", engine).await.expect(201).json();
    let mut new = json!({
        "workspace_id": app.cast.acme.workspace, "name": "Report", "purpose": "Sends the report", "at_once": 50,
        "start_url": format!("{}/start", target.url)
    });
    new.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let made = mia.post(&format!("/engines/{}/workflows", id_of(&engine)), new).await.expect(201).json();
    mia.post(&format!("/workflows/{}/resume", id_of(&made)), json!({})).await.expect(200);
    (id_of(&made), engine["signing_secret"].as_str().unwrap().to_owned())
}

pub fn proof(secret: &str, body: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    format!("sha256={}", HEXLOWER.encode(hmac::sign(&key, body.as_bytes()).as_ref()))
}

async fn call(app: &TestApp, workflow: Uuid, secret: &str, body: &Value) -> Answer {
    let body = body.to_string();
    let ask = app.ask(Method::POST, &format!("/hooks/workflows/{workflow}"));
    ask.header("x-signature-256", &proof(secret, &body)).body("application/json", body).send().await
}

both! {
    async fn an_engine_is_asked_signed_and_says_how_a_run_stands(app: TestApp) {
        let app = outgoing(&app).await;
        let mia = app.as_staff("mia").await;
        let target = Target::answering(|_| (202, String::new(), r#"{"id": 77}"#.into())).await;
        let (workflow, secret) = backed(&app, &mia, &target, json!({})).await;
        let run = started(&mia, workflow).await;
        app.run_jobs().await;
        let heard = target.heard();
        let (head, body) = heard[0].split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with("POST /start "));
        assert_eq!(header(head, "x-signature-256").unwrap(), proof(&secret, body));
        let said: Value = serde_json::from_str(body).unwrap();
        assert_eq!(said["run_id"], json!(run));
        assert_eq!(said["callback_url"], format!("http://northwind.localhost/hooks/workflows/{workflow}"));
        let shown = seen(&mia, run).await;
        assert_eq!((&shown["run"]["status"], &shown["run"]["engine_run_id"]), (&json!("running"), &json!("77")), "{shown}");
        assert_eq!(header(head, "idempotency-key").as_deref(), shown["steps"][0]["id"].as_str());
        // It is not asked, for it has no address for that.
        app.advance(TimeDelta::hours(1));
        app.run_jobs().await;
        assert_eq!(target.heard().len(), 1);
        call(&app, workflow, &secret, &json!({ "run_id": run, "status": "running" })).await.expect(202);
        let done = json!({ "run_id": run, "status": "succeeded", "output": { "pages": 3, "api_key": "leaked" } });
        call(&app, workflow, &secret, &done).await.expect(202);
        let mia = app.as_staff("mia").await;
        let shown = seen(&mia, run).await;
        assert_eq!((&shown["run"]["status"], &shown["steps"][0]["output"]), (&json!("succeeded"), &json!({ "pages": 3, "api_key": "[redacted]" })));
        // What has ended stays as it ended.
        call(&app, workflow, &secret, &json!({ "run_id": run, "status": "failed", "message": "no" })).await.expect(202);
        assert_eq!(status(&mia, run).await, "succeeded");
    }

    async fn nobody_else_says_how_a_run_stands(app: TestApp) {
        let app = outgoing(&app).await;
        let mia = app.as_staff("mia").await;
        let target = Target::answering(|_| (202, String::new(), String::new())).await;
        let (workflow, secret) = backed(&app, &mia, &target, json!({})).await;
        let (other, foreign) = backed(&app, &mia, &target, json!({})).await;
        let run = started(&mia, workflow).await;
        app.run_jobs().await;
        let done = json!({ "run_id": run, "status": "succeeded" });
        // Not unsigned, not with another's secret, not by another workflow, and nothing is told of why.
        let unsigned = app.ask(Method::POST, &format!("/hooks/workflows/{workflow}")).json(&done).send().await.expect(404);
        let wrong = call(&app, workflow, &foreign, &done).await.expect(404);
        let nothing = call(&app, Uuid::now_v7(), &secret, &done).await.expect(404);
        let here = call(&app, app.cast.acme.workflow, &secret, &done).await.expect(404);
        call(&app, other, &foreign, &done).await.expect(404);
        assert!([&wrong, &nothing, &here].iter().all(|answer| answer.body == unsigned.body));
        app.ask(Method::POST, "/hooks/workflows/x").json(&done).send().await.expect(404);
        for body in [json!({ "status": "succeeded" }), json!({ "run_id": run, "status": "dancing" }), json!([])] {
            call(&app, workflow, &secret, &body).await.expect(400);
        }
        assert_eq!(status(&mia, run).await, "running");
        call(&app, workflow, &secret, &json!({ "run_id": run, "status": "failed", "message": "no paper" })).await.expect(202);
        let shown = seen(&mia, run).await;
        assert_eq!((&shown["run"]["status"], &shown["steps"][0]["error"]["message"]), (&json!("failed"), &json!("no paper")));
    }

    async fn what_an_engine_begins_by_itself_is_a_run_once(app: TestApp) {
        let app = outgoing(&app).await;
        let mia = app.as_staff("mia").await;
        let target = Target::answering(|_| (202, String::new(), String::new())).await;
        let (workflow, secret) = backed(&app, &mia, &target, json!({})).await;
        let say = async |id: &str, status: &str| call(&app, workflow, &secret, &json!({ "id": id, "status": status })).await;
        let first = say("a", "running").await.expect(202).json();
        assert_eq!(say("a", "running").await.expect(202).json(), first);
        say("b", "cancelled").await.expect(202);
        assert_eq!(say("a", "succeeded").await.expect(202).json(), first);
        let runs = mia.all(&format!("/runs?workflow_id={workflow}"), 50).await;
        let known: Vec<_> = runs.iter().map(|run| (run["engine_run_id"].as_str().unwrap(), run["status"].as_str().unwrap())).collect();
        assert_eq!(known, [("b", "cancelled"), ("a", "succeeded")]);
        assert!(target.heard().is_empty(), "what has begun there was started again");
        mia.post(&format!("/workflows/{workflow}/pause"), json!({})).await.expect(200);
        say("c", "running").await.expect(409);
        // One name is one run.
        mia.post(&format!("/workflows/{workflow}/resume"), json!({})).await.expect(200);
        let run = started(&mia, workflow).await;
        app.run_jobs().await;
        call(&app, workflow, &secret, &json!({ "run_id": run, "id": "a", "status": "running" })).await.expect(202);
        assert_eq!(seen(&mia, run).await["steps"][0]["error"]["code"], "engine_confused");
    }

    async fn an_engine_is_asked_where_it_has_an_address_for_that(app: TestApp) {
        let app = outgoing(&app).await;
        let mia = app.as_staff("mia").await;
        let ended = r#"{"status": "succeeded", "output": "three pages"}"#;
        let answers = [(202, r#"{"id": "a/b"}"#), (500, ""), (200, r#"{"status": "running"}"#), (200, ended)];
        let target = Target::by_turns(answers).await;
        let (workflow, secret) = backed(&app, &mia, &target, json!({ "status_url": format!("{}/runs/{{id}}", target.url) })).await;
        let run = started(&mia, workflow).await;
        app.run_jobs().await;
        for seconds in [6, 6, 10] {
            assert_eq!(status(&mia, run).await, "running");
            app.advance(TimeDelta::seconds(seconds));
            app.run_jobs().await;
        }
        assert_eq!(status(&mia, run).await, "succeeded");
        let asked = &target.heard()[3];
        assert!(asked.starts_with("GET /runs/a%2Fb "), "{asked}");
        assert_eq!(header(asked, "x-signature-256").unwrap(), proof(&secret, &format!("{}/runs/a%2Fb", target.url)));
    }

    /// `engine_answer`: what is no word on how a run stands changes nothing, as long as it may become one.
    async fn an_engine_that_talks_nonsense_is_not_believed(app: TestApp) {
        let app = outgoing(&app).await;
        let mia = app.as_staff("mia").await;
        let (nonsense, ended) = (r#"{"status": "dancing"}"#, r#"{"status": "succeeded"}"#);
        let target = Target::by_turns([(202, "thank you"), (200, nonsense), (200, "<html>"), (200, ended)]).await;
        let (workflow, _) = backed(&app, &mia, &target, json!({ "status_url": format!("{}/runs/{{id}}", target.url) })).await;
        let run = started(&mia, workflow).await;
        app.run_jobs().await;
        app.advance(TimeDelta::seconds(6));
        app.run_jobs().await;
        assert_eq!((target.heard().len(), status(&mia, run).await.as_str()), (2, "running"));
        for (asked, standing) in [(3, "running"), (4, "succeeded")] {
            app.advance(TimeDelta::minutes(4));
            app.run_jobs().await;
            assert_eq!((target.heard().len(), status(&mia, run).await.as_str()), (asked, standing));
        }
    }

    async fn an_engine_that_says_nothing_for_a_week_has_lost_the_run(app: TestApp) {
        let app = outgoing(&app).await;
        let mia = app.as_staff("mia").await;
        let target = Target::answering(|_| (202, String::new(), String::new())).await;
        let (workflow, _) = backed(&app, &mia, &target, json!({})).await;
        let run = started(&mia, workflow).await;
        app.run_jobs().await;
        app.advance(TimeDelta::days(6));
        app.run_jobs().await;
        assert_eq!(status(&app.as_staff("mia").await, run).await, "running");
        app.advance(TimeDelta::days(1));
        app.run_jobs().await;
        let shown = seen(&app.as_staff("mia").await, run).await;
        assert_eq!((&shown["run"]["status"], &shown["steps"][0]["error"]["code"]), (&json!("failed"), &json!("engine_silent")));
    }

    async fn an_engine_is_set_up_with_care(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let new = |more: Value| {
            let mut new = json!({ "kind": "http", "name": "Ours", "url": "https://engine.example.com/base" });
            new.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            new
        };
        for wrong in [
            json!({ "url": "ftp://engine.example.com" }),
            json!({ "url": "https://me:secret@engine.example.com" }),
            json!({ "url": "https://engine.example.com/?key=x" }),
            json!({ "url": "nowhere" }),
            json!({ "api_key": "x" }),
            json!({ "kind": "n8n" }),
            json!({ "kind": "n8n", "api_key": "a b" }),
        ] {
            olivia.post("/engines", new(wrong.clone())).await.expect(422);
        }
        let made = olivia.post("/engines", new(json!({}))).await.expect(201).json();
        assert_eq!(olivia.post("/engines", new(json!({}))).await.expect(409).code(), "engine_name_taken");
        let path = format!("/engines/{}", id_of(&made));
        let changed = olivia.patch(&path, json!({ "name": "Theirs" })).await.expect(200).json();
        assert_eq!((&changed["name"], &changed["version"]), (&json!("Theirs"), &json!(2)));
        let stale = olivia.ask(Method::PATCH, &path).header("if-match", "\"1\"").json(&json!({ "name": "x" }));
        stale.send().await.expect(412);
        let workflow = |more: Value| {
            let mut new = json!({ "workspace_id": app.cast.acme.workspace, "name": "x", "purpose": "x" });
            new.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            new
        };
        // What is signed goes to the engine's own host.
        for wrong in [
            json!({ "start_url": "https://elsewhere.example.com/start" }),
            json!({ "start_url": "http://engine.example.com/start" }),
            json!({ "status_url": "https://elsewhere.example.com/{id}" }),
            json!({ "remote_id": "wf1" }),
            json!({ "client_triggerable": true }),
            json!({ "name": null }),
        ] {
            olivia.post(&format!("{path}/workflows"), workflow(wrong)).await.expect(422);
        }
        olivia.ask(Method::DELETE, &path).send().await.expect(204);
        olivia.patch(&path, json!({ "name": "x" })).await.expect(404);
    }
}
