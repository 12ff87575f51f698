//! What is asked of whoever starts by hand what another engine runs: said over the API, asked for by the portal, checked
//! here, and sent there.

use serde_json::{Value, json};

use super::callbacks::{backed, proof};
use super::{Target, client, engines, header, id_of, outgoing, seen};
use crate::support::{N8n, TestApp};

fn asks() -> Value {
    json!([
        { "name": "month", "kind": "choice", "choices": ["May", "June"], "label": "For which month", "required": true },
        { "name": "pages", "kind": "number" },
        { "name": "draft", "kind": "boolean" },
    ])
}

/// What an engine was given, of a request that was heard.
fn given(heard: &str) -> Value {
    let (_, body) = heard.split_once("\r\n\r\n").unwrap();
    serde_json::from_str::<Value>(body).unwrap()["input"].clone()
}

both! {
    async fn what_an_engine_is_given_is_asked_for_and_checked_before_anything_is_sent(app: TestApp) {
        let app = outgoing(&app).await;
        let mia = app.as_staff("mia").await;
        let target = Target::answering(|_| (202, String::new(), String::new())).await;
        let (workflow, secret) = backed(&app, &mia, &target, json!({ "inputs": asks() })).await;
        let shown = mia.get(&format!("/workflows/{workflow}")).await.expect(200).json();
        let month = json!({ "name": "month", "kind": "choice", "label": "For which month", "required": true, "choices": ["May", "June"] });
        assert_eq!(shown["inputs"][0], month, "{shown}");
        let path = format!("/workflows/{workflow}/runs");
        for (wrong, field) in [
            (json!({}), "inputs.month"),
            (json!({ "month": "" }), "inputs.month"),
            (json!({ "month": "July" }), "inputs.month"),
            (json!({ "month": "May", "pages": "many" }), "inputs.pages"),
            (json!({ "month": "May", "draft": "perhaps" }), "inputs.draft"),
            (json!({ "month": "May", "size": "A4" }), "inputs.size"),
        ] {
            let refused = mia.post(&path, json!({ "inputs": wrong })).await.expect(422).json();
            assert_eq!(refused["errors"][0]["field"], field, "{refused}");
        }
        app.run_jobs().await;
        assert!(target.heard().is_empty(), "what was refused was sent");
        let may = json!({ "inputs": { "month": "May", "pages": "3" } });
        let run = id_of(&mia.post(&path, may).await.expect(201).json());
        app.run_jobs().await;
        let heard = target.heard();
        let (head, body) = heard[0].split_once("\r\n\r\n").unwrap();
        assert_eq!(header(head, "x-signature-256").unwrap(), proof(&secret, body));
        let typed = json!({ "month": "May", "pages": 3, "draft": false });
        assert_eq!(given(&heard[0]), typed);
        assert_eq!(seen(&mia, run).await["input"], typed);
        // Again, with the same.
        mia.post(&format!("/runs/{run}/replay"), json!({})).await.expect(201);
        app.run_jobs().await;
        assert_eq!(given(&target.heard()[1]), typed);
    }

    async fn a_client_is_asked_by_the_page_that_starts_it(app: TestApp) {
        let app = outgoing(&app).await;
        let mia = app.as_staff("mia").await;
        let target = Target::answering(|_| (202, String::new(), String::new())).await;
        let more = json!({ "inputs": asks(), "client_triggerable": true });
        let (workflow, _) = backed(&app, &mia, &target, more).await;
        client(&app, "carla", "one").await;
        let carla = app.as_client("carla").await;
        let page = carla.get(&format!("/portal/workflows/{workflow}")).await.expect(200).body;
        assert!(["For which month", "June", "f_pages"].iter().all(|asked| page.contains(asked)), "{page}");
        let run = format!("/portal/workflows/{workflow}/run");
        let refused = carla.post(&run, &[("f_month", "July"), ("f_pages", "12")]).await.expect(422).body;
        assert!(refused.contains("Choose one of these.") && refused.contains("12"), "{refused}");
        let refused = carla.post(&run, &[("f_month", "June"), ("f_draft", "perhaps")]).await.expect(422).body;
        assert!(refused.contains("Yes or no.") && refused.contains("aria-describedby=\"f_draft-error\""), "{refused}");
        app.run_jobs().await;
        assert!(target.heard().is_empty(), "what was refused was sent");
        carla.post(&run, &[("f_month", "June"), ("f_draft", "true")]).await.expect(303);
        app.run_jobs().await;
        assert_eq!(given(&target.heard()[0]), json!({ "month": "June", "pages": null, "draft": true }));
    }

    async fn n8n_is_given_it_by_its_webhook(app: TestApp) {
        let app = outgoing(&app).await;
        let (mia, n8n) = (app.as_staff("mia").await, N8n::serve().await);
        let engine = engines::engine(&app, &n8n).await;
        let workflow = engines::brought(&app, &mia, &engine, "wf1").await;
        mia.patch(&format!("/workflows/{workflow}"), json!({ "inputs": asks() })).await.expect(200);
        let path = format!("/workflows/{workflow}/runs");
        mia.post(&path, json!({})).await.expect(422);
        app.run_jobs().await;
        assert_eq!(n8n.count(), 0);
        mia.post(&path, json!({ "inputs": { "month": "May" } })).await.expect(201);
        app.run_jobs().await;
        let (_, body) = n8n.signed().pop().unwrap();
        let said: Value = serde_json::from_str(&body).unwrap();
        assert_eq!(said["input"], json!({ "month": "May", "pages": null, "draft": false }));
        // Nothing is asked any more, and nothing is taken.
        mia.patch(&format!("/workflows/{workflow}"), json!({ "inputs": [] })).await.expect(200);
        mia.post(&path, json!({ "inputs": { "month": "May" } })).await.expect(422);
        mia.post(&path, json!({})).await.expect(201);
    }

    async fn only_what_can_be_asked_for_is(app: TestApp) {
        let app = outgoing(&app).await;
        let mia = app.as_staff("mia").await;
        let target = Target::answering(|_| (202, String::new(), String::new())).await;
        let (workflow, _) = backed(&app, &mia, &target, json!({ "inputs": asks() })).await;
        let path = format!("/workflows/{workflow}");
        for (wrong, field) in [
            (json!([{ "name": "Page count", "kind": "number" }]), "inputs.0.name"),
            (json!([{ "name": "pages", "kind": "number" }, { "name": "pages", "kind": "text" }]), "inputs.1.name"),
            (json!([{ "name": "month", "kind": "choice" }]), "inputs.0"),
            (json!([{ "name": "pages", "kind": "number", "choices": ["1"] }]), "inputs.0.choices"),
            // What is scrubbed before it is kept would never arrive.
            (json!([{ "name": "api_key", "kind": "text" }]), "inputs.0.name"),
        ] {
            let refused = mia.patch(&path, json!({ "inputs": wrong })).await.expect(422).json();
            assert_eq!(refused["errors"][0]["field"], field, "{refused}");
        }
        mia.patch(&path, json!({ "inputs": [{ "name": "x", "kind": "colour" }] })).await.expect(422);
        let kept = mia.get(&path).await.expect(200).json();
        assert_eq!(kept["inputs"].as_array().map(Vec::len), Some(3), "{kept}");
        // Where nothing starts it, nobody can be asked; where it runs here, its definition asks.
        let olivia = app.as_staff("olivia").await;
        let quiet = json!({ "kind": "http", "name": "Quiet", "url": target.url });
        let quiet = id_of(&olivia.post("/engines", quiet).await.expect(201).json());
        let new = json!({ "workspace_id": app.cast.acme.workspace, "name": "x", "purpose": "x", "inputs": asks() });
        mia.post(&format!("/engines/{quiet}/workflows"), new).await.expect(422);
        let own = json!({ "workspace_id": app.cast.acme.workspace, "name": "x", "purpose": "x" });
        let own = id_of(&mia.post("/workflows", own).await.expect(201).json());
        mia.patch(&format!("/workflows/{own}"), json!({ "inputs": asks() })).await.expect(422);
    }
}
