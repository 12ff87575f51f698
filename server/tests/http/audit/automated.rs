//! What is done by itself, written, put to work and stopped by people: each is in the trail, with who did it.

use poem::http::Method;
use serde_json::json;

use super::told;
use crate::billing::id;
use crate::support::TestApp;
use crate::workflows::{id_of, publish, published, ran, started};

const FIRST: &str = "steps:\n  - { id: one, set: { x: first } }\n";
const SECOND: &str = "steps:\n  - { id: one, set: { x: second } }\n";
const WAITS: &str = "steps:\n  - { id: wait, delay: { hours: 1 } }\n";
const FAILS: &str = "steps:\n  - { id: one, set: { x: '{{ input.body.nothing }}' } }\n";

both! {
    async fn a_workflows_life_is_in_the_trail(app: TestApp) {
        let (olivia, mia) = (app.as_staff("olivia").await, app.as_staff("mia").await);
        let workspace = app.cast.acme.workspace;
        let new = json!({ "workspace_id": workspace, "name": "Yearly report", "purpose": "Sends the report" });
        let flow = id_of(&mia.post("/workflows", new).await.expect(201).json());
        let (path, target) = (format!("/workflows/{flow}"), ("workflow", "Yearly report"));
        told(&olivia, "workflow.created", "Mia", target).await;
        publish(&mia, flow, FIRST).await;
        told(&olivia, "workflow.version_saved", "Mia", target).await;
        told(&olivia, "workflow.published", "Mia", target).await;
        mia.patch(&path, json!({ "client_triggerable": true })).await.expect(200);
        told(&olivia, "workflow.changed", "Mia", target).await;
        let hook = json!({ "kind": "webhook" });
        let trigger = mia.post(&format!("{path}/triggers"), hook).await.expect(201).json();
        told(&olivia, "workflow.trigger_added", "Mia", target).await;
        mia.ask(Method::DELETE, &format!("{path}/triggers/{}", id(&trigger))).send().await.expect(204);
        told(&olivia, "workflow.trigger_removed", "Mia", target).await;
        mia.post(&format!("{path}/pause"), json!({})).await.expect(200);
        told(&olivia, "workflow.paused", "Mia", target).await;
        mia.post(&format!("{path}/resume"), json!({})).await.expect(200);
        told(&olivia, "workflow.resumed", "Mia", target).await;
        mia.post(&format!("{path}/archive"), json!({})).await.expect(200);
        told(&olivia, "workflow.archived", "Mia", target).await;
    }

    async fn runs_by_hand_are_in_the_trail(app: TestApp) {
        let (olivia, mia) = (app.as_staff("olivia").await, app.as_staff("mia").await);
        let carla = app.as_client("carla").await;
        let target = ("run", "Monthly report");
        let flow = published(&mia, &app.cast.acme, WAITS).await;
        let run = started(&mia, flow).await;
        told(&olivia, "run.started", "Mia", target).await;
        mia.post(&format!("/runs/{run}/cancel"), json!({})).await.expect(200);
        told(&olivia, "run.cancelled", "Mia", target).await;
        mia.post(&format!("/runs/{run}/replay"), json!({})).await.expect(201);
        told(&olivia, "run.replayed", "Mia", target).await;
        let failed = ran(&app, &mia, FAILS).await;
        mia.post(&format!("/runs/{}/retry", id(&failed["run"])), json!({})).await.expect(200);
        told(&olivia, "run.retried", "Mia", target).await;
        // A client's own is theirs.
        mia.patch(&format!("/workflows/{flow}"), json!({ "client_triggerable": true })).await.expect(200);
        carla.post(&format!("/portal/workflows/{flow}/run"), &[]).await.expect(303);
        told(&olivia, "run.started", "Carla", target).await;
    }

    async fn templates_are_in_the_trail(app: TestApp) {
        let (olivia, mia) = (app.as_staff("olivia").await, app.as_staff("mia").await);
        let target = ("workflow_template", "Report");
        let new = json!({ "name": "Report", "purpose": "Sends the report", "definition": FIRST });
        let made = mia.post("/workflow-templates", new).await.expect(201).json();
        told(&olivia, "workflow_template.created", "Mia", target).await;
        let path = format!("/workflow-templates/{}", id(&made));
        let instances = json!({ "workspace_ids": [app.cast.acme.workspace], "publish": true });
        mia.post(&format!("{path}/instances"), instances).await.expect(201);
        told(&olivia, "workflow.created", "Mia", ("workflow", "Report")).await;
        mia.patch(&path, json!({ "definition": SECOND })).await.expect(200);
        told(&olivia, "workflow_template.changed", "Mia", target).await;
        mia.post(&format!("{path}/roll-out"), json!({})).await.expect(200);
        told(&olivia, "workflow_template.rolled_out", "Mia", target).await;
        told(&olivia, "workflow.published", "Mia", ("workflow", "Report")).await;
        mia.ask(Method::DELETE, &path).send().await.expect(204);
        told(&olivia, "workflow_template.removed", "Mia", target).await;
    }

    async fn other_engines_are_in_the_trail(app: TestApp) {
        let (olivia, adam) = (app.as_staff("olivia").await, app.as_staff("adam").await);
        let new = json!({ "kind": "http", "name": "Our engine", "url": "https://engine.example.com" });
        let made = adam.post("/engines", new).await.expect(201).json();
        told(&olivia, "engine.created", "Adam", ("engine", "Our engine")).await;
        let path = format!("/engines/{}", id(&made));
        adam.patch(&path, json!({ "name": "The engine" })).await.expect(200);
        told(&olivia, "engine.changed", "Adam", ("engine", "The engine")).await;
        adam.ask(Method::DELETE, &path).send().await.expect(204);
        told(&olivia, "engine.removed", "Adam", ("engine", "The engine")).await;
    }
}
