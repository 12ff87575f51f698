//! Workflows that are written once for many clients: what is made of a template, and what happens when it changes.

use poem::http::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{id_of, seen, started};
use crate::support::{Staff, TestApp};

const FIRST: &str = "steps:\n  - { id: one, set: { x: first } }\n";
const SECOND: &str = "steps:\n  - { id: one, set: { x: second } }\n";

async fn template(mia: &Staff) -> String {
    let new = json!({ "name": "Report", "purpose": "Sends the report", "definition": FIRST });
    format!("/workflow-templates/{}", id_of(&mia.post("/workflow-templates", new).await.expect(201).json()))
}

/// What a run of a workflow comes to.
async fn gives(app: &TestApp, mia: &Staff, workflow: Uuid) -> Value {
    let run = started(mia, workflow).await;
    app.run_jobs().await;
    seen(mia, run).await["vars"]["x"].clone()
}

async fn made(mia: &Staff, path: &str, workspaces: &[Uuid]) -> Vec<Uuid> {
    let new = json!({ "workspace_ids": workspaces, "publish": true });
    let made = mia.post(&format!("{path}/instances"), new).await.expect(201).json();
    made["items"].as_array().unwrap().iter().map(id_of).collect()
}

both! {
    async fn a_template_is_given_to_many_clients_and_they_keep_what_they_were_given(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let (acme, bluebird) = (app.cast.acme.workspace, app.cast.bluebird.workspace);
        let path = template(&mia).await;
        let flows = made(&mia, &path, &[acme, bluebird, acme]).await;
        assert_eq!(flows.len(), 2);
        for flow in &flows {
            assert_eq!(gives(&app, &mia, *flow).await, "first");
        }
        let whose: Vec<Value> = mia.get(&format!("{path}/instances")).await.expect(200).json()["items"].as_array().unwrap().clone();
        assert!([acme, bluebird].iter().all(|workspace| whose.iter().any(|row| row["workspace_id"] == json!(workspace) && row["number"] == 1)));
        // The template changes; what was made of it does not.
        let changed = mia.patch(&path, json!({ "definition": SECOND })).await.expect(200).json();
        assert_eq!((&changed["number"], &changed["version"]), (&json!(2), &json!(2)));
        assert_eq!(gives(&app, &mia, flows[0]).await, "first");
        // Until it is rolled out, to some or to all.
        let brought = mia.post(&format!("{path}/roll-out"), json!({ "workflow_ids": [flows[0]] })).await.expect(200).json();
        assert_eq!(brought["items"].as_array().unwrap().len(), 1);
        assert_eq!((gives(&app, &mia, flows[0]).await, gives(&app, &mia, flows[1]).await), (json!("second"), json!("first")));
        let brought = mia.post(&format!("{path}/roll-out"), json!({})).await.expect(200).json();
        assert_eq!((brought["items"].as_array().unwrap().len(), gives(&app, &mia, flows[1]).await), (1, json!("second")));
        assert_eq!(mia.post(&format!("{path}/roll-out"), json!({})).await.expect(200).json()["items"], json!([]));
        // A template that is gone takes nothing with it.
        mia.ask(Method::DELETE, &path).send().await.expect(204);
        mia.get(&path).await.expect(404);
        assert_eq!(gives(&app, &mia, flows[0]).await, "second");
    }

    async fn what_is_paused_or_a_draft_does_not_begin_by_a_roll_out(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let path = template(&mia).await;
        let paused = made(&mia, &path, &[app.cast.acme.workspace]).await[0];
        let draft = json!({ "workspace_ids": [app.cast.bluebird.workspace] });
        let draft = mia.post(&format!("{path}/instances"), draft).await.expect(201).json();
        assert_eq!(draft["items"][0]["status"], "draft");
        mia.post(&format!("/workflows/{paused}/pause"), json!({})).await.expect(200);
        mia.patch(&path, json!({ "definition": SECOND })).await.expect(200);
        let brought = mia.post(&format!("{path}/roll-out"), json!({})).await.expect(200).json();
        assert_eq!((brought["items"].as_array().unwrap().len(), &brought["items"][0]["status"]), (1, &json!("draft")));
        mia.post(&format!("/workflows/{paused}/resume"), json!({})).await.expect(200);
        assert_eq!(gives(&app, &mia, paused).await, "first");
        mia.post(&format!("{path}/roll-out"), json!({})).await.expect(200);
        assert_eq!(gives(&app, &mia, paused).await, "second");
    }

    async fn a_template_is_made_for_all_of_the_clients_or_for_none(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let path = template(&mia).await;
        let instances = format!("{path}/instances");
        let (acme, harbor) = (app.cast.acme.workspace, app.cast.harbor.workspace);
        let before = mia.all("/workflows", 200).await.len();
        mia.post(&instances, json!({ "workspace_ids": [acme, harbor] })).await.expect(422);
        mia.post(&instances, json!({ "workspace_ids": [acme, Uuid::now_v7()] })).await.expect(422);
        mia.post(&instances, json!({ "workspace_ids": [] })).await.expect(422);
        mia.post(&instances, json!({ "workspace_ids": [acme], "at_once": 51 })).await.expect(422);
        assert_eq!(mia.all("/workflows", 200).await.len(), before);
        made(&mia, &path, &[acme]).await;
        let again = mia.post(&instances, json!({ "workspace_ids": [app.cast.bluebird.workspace, acme] })).await.expect(409);
        assert_eq!(again.code(), "template_used");
        assert_eq!(mia.all("/workflows", 200).await.len(), before + 1);
        let foreign = json!({ "workflow_ids": [app.cast.acme.workflow] });
        mia.post(&format!("{path}/roll-out"), foreign).await.expect(422);
        // What is no definition is no template, and a name is one template's.
        let wrong = json!({ "name": "Other", "purpose": "x", "definition": "steps: []" });
        let refused = mia.post("/workflow-templates", wrong).await.expect(422);
        assert!(refused.body.contains("Line 1"), "{}", refused.body);
        let same = json!({ "name": "Report", "purpose": "x", "definition": FIRST });
        assert_eq!(mia.post("/workflow-templates", same).await.expect(409).code(), "workflow_template_name_taken");
        let stale = mia.ask(Method::PATCH, &path).header("if-match", "\"7\"").json(&json!({ "name": "x" }));
        stale.send().await.expect(412);
    }
}
