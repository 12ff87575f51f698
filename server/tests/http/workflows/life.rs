//! A workflow's life: written, published, paused, archived; and what is refused.

use serde_json::json;

use super::{id_of, publish, published, seen, started, status, steps};
use crate::support::TestApp;

const NOTHING: &str = "steps:\n  - { id: one, set: { x: 1 } }\n";

both! {
    /// S2.78, S2.56, S2.9: by staff, over the API.
    async fn s2_78_a_workflow_is_written_published_and_run(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let workflow = published(&mia, &app.cast.acme, NOTHING).await;
        let shown = mia.get(&format!("/workflows/{workflow}")).await.expect(200).json();
        assert_eq!((&shown["status"], &shown["active_version_number"]), (&json!("published"), &json!(1)));
        let run = started(&mia, workflow).await;
        assert_eq!(status(&mia, run).await, "queued");
        app.run_jobs().await;
        assert_eq!(status(&mia, run).await, "succeeded");
        let shown = mia.get(&format!("/workflows/{workflow}")).await.expect(200).json();
        assert!(shown["last_good_at"].is_string());
    }

    async fn what_is_wrong_with_a_definition_is_told_with_its_line(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let workflow = published(&mia, &app.cast.acme, NOTHING).await;
        let wrong = "steps:\n  - id: one\n    dance: {}\n  - id: two\n    title: Hello {{ input.x }}\n    set: { x: '{{ 1 +' }\n";
        let answer = mia.post(&format!("/workflows/{workflow}/versions"), json!({ "definition": wrong })).await.expect(422);
        let lines = ["Line 2 steps.0", "Line 5 steps.1.title", "Line 6 steps.1.set.x"];
        assert!(lines.iter().all(|line| answer.body.contains(line)), "all at once: {}", answer.body);
        let check = mia.post("/workflows/check", json!({ "definition": wrong })).await.expect(200).json();
        assert_eq!(check["faults"][0]["line"], 2);
        let wrong = "inputs:\n  - { name: token, type: text }\nsteps:\n  - { id: one, title: '{{ x }}', set: { x: 1 } }\n";
        let check = mia.post("/workflows/check", json!({ "definition": wrong })).await.expect(200).json();
        let paths: Vec<&str> = check["faults"].as_array().unwrap().iter().map(|fault| fault["path"].as_str().unwrap()).collect();
        assert_eq!(paths, ["inputs.0.name", "steps.0.title"]);
        // What it refers to is there, or it is told before a run fails; the client's forms are known where it is kept.
        let wrong = "steps:\n  - { id: one, set: { x: '{{ steps.two.y }} {{ nope }}' } }\n  - { id: two, create_request: { kind: job, category: bugs, subject: x, text: x } }\n  - { id: three, wait_for_form: { form: nope } }\n";
        let check = mia.post("/workflows/check", json!({ "definition": wrong })).await.expect(200).json();
        let told: Vec<&str> = check["faults"].as_array().unwrap().iter().map(|fault| fault["path"].as_str().unwrap()).collect();
        assert_eq!(told, ["steps.0.set.x", "steps.0.set.x", "steps.1.create_request.category"]);
        let kept = mia.post(&format!("/workflows/{workflow}/versions"), json!({ "definition": wrong })).await.expect(422).body;
        assert!(kept.contains("project, revisions") && kept.contains("no form called nope"), "{kept}");
        let check = mia.post("/workflows/check", json!({ "definition": NOTHING })).await.expect(200).json();
        assert_eq!(check["faults"], json!([]));
    }

    async fn a_run_ends_on_the_version_that_it_began_on(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let waits = "steps:\n  - { id: wait, delay: { hours: 1 } }\n  - { id: old, set: { x: 1 } }\n";
        let workflow = published(&mia, &app.cast.acme, waits).await;
        let run = started(&mia, workflow).await;
        app.run_jobs().await;
        publish(&mia, workflow, "steps:\n  - { id: new, set: { x: 1 } }\n").await;
        let next = started(&mia, workflow).await;
        app.advance(chrono::TimeDelta::hours(2));
        app.run_jobs().await;
        let mia = app.as_staff("mia").await;
        assert_eq!(steps(&seen(&mia, run).await), ["wait succeeded", "old succeeded"]);
        assert_eq!(steps(&seen(&mia, next).await), ["new succeeded"]);
        let versions = mia.all(&format!("/workflows/{workflow}/versions"), 1).await;
        let numbers: Vec<_> = versions.iter().map(|version| version["number"].as_i64().unwrap()).collect();
        assert_eq!(numbers, [2, 1]);
    }

    async fn what_is_not_published_does_not_start(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let new = json!({ "workspace_id": app.cast.acme.workspace, "name": "x", "purpose": "x" });
        let draft = id_of(&mia.post("/workflows", new).await.expect(201).json());
        let start = |id: uuid::Uuid| format!("/workflows/{id}/runs");
        assert_eq!(mia.post(&start(draft), json!({})).await.expect(409).code(), "not_published");
        assert_eq!(mia.post(&format!("/workflows/{draft}/pause"), json!({})).await.expect(409).code(), "not_published");
        let foreign = app.cast.acme.workflow_version;
        let body = json!({ "version_id": foreign });
        mia.post(&format!("/workflows/{draft}/publish"), body).await.expect(422);
        let workflow = published(&mia, &app.cast.acme, NOTHING).await;
        mia.post(&format!("/workflows/{workflow}/pause"), json!({})).await.expect(200);
        assert_eq!(mia.post(&start(workflow), json!({})).await.expect(409).code(), "workflow_paused");
        mia.post(&format!("/workflows/{workflow}/resume"), json!({})).await.expect(200);
        let run = started(&mia, workflow).await;
        mia.post(&format!("/workflows/{workflow}/archive"), json!({})).await.expect(200);
        assert_eq!(status(&mia, run).await, "cancelled");
        assert_eq!(mia.post(&start(workflow), json!({})).await.expect(409).code(), "workflow_archived");
        assert_eq!(mia.post(&format!("/workflows/{workflow}/resume"), json!({})).await.expect(409).code(), "workflow_archived");
        let listed = mia.all("/workflows", 50).await;
        assert!(listed.iter().all(|row| id_of(row) != workflow), "the archive is in the list");
        assert_eq!(mia.all("/workflows?status=archived", 50).await.len(), 1);
    }

    async fn a_stale_change_is_refused(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let workflow = published(&mia, &app.cast.acme, NOTHING).await;
        let path = format!("/api/v1/workflows/{workflow}");
        let change = |name: &str| json!({ "name": name });
        let patch = |tag: &str, body| {
            mia.ask(poem::http::Method::PATCH, path.trim_start_matches("/api/v1")).header("if-match", tag).json(&body).send()
        };
        let tag = mia.get(path.trim_start_matches("/api/v1")).await.expect(200).header("etag").to_owned();
        patch(&tag, change("one")).await.expect(200);
        patch(&tag, change("two")).await.expect(412);
        let wrong = json!({ "name": "x", "at_once": 0 });
        mia.patch(path.trim_start_matches("/api/v1"), wrong).await.expect(422);
    }

    async fn typed_inputs_are_checked(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let asks = "inputs:\n  - { name: month, type: choice, choices: [May, June], required: true }\n  - { name: count, type: number }\nsteps:\n  - { id: one, set: { twice: '{{ input.count * 2 }}', month: '{{ input.month }}' } }\n";
        let workflow = published(&mia, &app.cast.acme, asks).await;
        let path = format!("/workflows/{workflow}/runs");
        let wrong = mia.post(&path, json!({ "inputs": { "month": "July", "count": "x", "other": "1" } })).await.expect(422);
        for field in ["inputs.month", "inputs.count", "inputs.other"] {
            assert!(wrong.body.contains(field), "{field}: {}", wrong.body);
        }
        let run = id_of(&mia.post(&path, json!({ "inputs": { "month": "May", "count": "21" } })).await.expect(201).json());
        app.run_jobs().await;
        assert_eq!(seen(&mia, run).await["vars"], json!({ "twice": 42, "month": "May" }));
    }

    /// S2.9: analytics.
    async fn s2_9_a_workflow_shows_how_it_has_been_doing(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let workflow = published(&mia, &app.cast.acme, NOTHING).await;
        for _ in 0..3 {
            started(&mia, workflow).await;
        }
        app.run_jobs().await;
        publish(&mia, workflow, "steps:\n  - { id: one, set: { x: '{{ input.body.nothing }}' } }\n").await;
        started(&mia, workflow).await;
        app.run_jobs().await;
        let found = mia.get(&format!("/workflows/{workflow}/analytics?days=7")).await.expect(200).json();
        assert_eq!((&found["succeeded"], &found["failed"], &found["success_rate"]), (&json!(3), &json!(1), &json!(0.75)));
        assert_eq!(found["days"].as_array().unwrap().len(), 7);
        assert!(found["p95_milliseconds"].is_i64());
    }
}
