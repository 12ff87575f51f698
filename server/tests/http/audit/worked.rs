//! What is done with requests as wholes, kept ready for them, asked by forms and delivered: each is in the trail.

use poem::http::Method;
use serde_json::json;

use super::told;
use crate::billing::id;
use crate::files::deliver;
use crate::forms::{fill, place, published};
use crate::staff_api::made::request;
use crate::support::TestApp;

both! {
    async fn requests_that_are_merged_and_split_are_in_the_trail(app: TestApp) {
        let (olivia, mia) = (app.as_staff("olivia").await, app.as_staff("mia").await);
        let carla = app.as_client("carla").await;
        let (amber, brass) = (request(&carla, "job", "Amber lamp").await, request(&carla, "job", "Brass lamp").await);
        let merge = format!("/requests/{amber}/merge");
        mia.post(&merge, json!({ "into_id": brass })).await.expect(200);
        told(&olivia, "request.merged", "Mia", ("request", "Amber lamp")).await;
        mia.ask(Method::DELETE, &merge).send().await.expect(200);
        told(&olivia, "request.unmerged", "Mia", ("request", "Amber lamp")).await;
        let said = [("body", "and the gate squeaks")];
        carla.post(&format!("/portal/requests/{amber}/messages"), &said).await.expect(303);
        let message = mia.all(&format!("/requests/{amber}/messages"), 50).await.remove(1);
        let split = json!({ "message_id": message["id"], "subject": "Squeaking gate" });
        mia.post(&format!("/requests/{amber}/split"), split).await.expect(201);
        told(&olivia, "request.split", "Mia", ("request", "Squeaking gate")).await;
    }

    async fn a_request_for_a_client_is_in_the_trail(app: TestApp) {
        let (olivia, mia) = (app.as_staff("olivia").await, app.as_staff("mia").await);
        let new = json!({
            "workspace_id": app.cast.acme.workspace, "client_id": app.cast.people["carla"], "kind": "support",
            "category": "bugs", "subject": "Broken lamp", "body": "You rang."
        });
        mia.post("/requests", new).await.expect(201);
        told(&olivia, "request.opened", "Mia", ("request", "Broken lamp")).await;
    }

    async fn many_requests_at_once_are_in_the_trail(app: TestApp) {
        let (olivia, mia) = (app.as_staff("olivia").await, app.as_staff("mia").await);
        let lamp = request(&app.as_client("carla").await, "job", "Amber lamp").await;
        let new = json!({ "request_ids": [lamp], "change": { "priority": "urgent" } });
        let bulk = mia.post("/bulk-changes", new).await.expect(201).json();
        // Who only looks has changed nothing.
        assert!(olivia.all("/audit?action=requests.changed", 50).await.is_empty());
        mia.post(&format!("/bulk-changes/{}/apply", id(&bulk)), json!({})).await.expect(200);
        told(&olivia, "requests.changed", "Mia", ("bulk_change", "")).await;
        mia.post(&format!("/bulk-changes/{}/undo", id(&bulk)), json!({})).await.expect(200);
        told(&olivia, "requests.restored", "Mia", ("bulk_change", "")).await;
    }

    /// What a rule does is nobody's deed; what it says is somebody's.
    async fn rules_for_requests_are_in_the_trail(app: TestApp) {
        let (olivia, adam) = (app.as_staff("olivia").await, app.as_staff("adam").await);
        let new = json!({ "name": "Lamps", "filter": "lamp", "actions": { "priority": "high" } });
        let rule = adam.post("/request-rules", new).await.expect(201).json();
        told(&olivia, "request_rule.created", "Adam", ("request_rule", "Lamps")).await;
        request(&app.as_client("carla").await, "job", "Amber lamp").await;
        told(&olivia, "request_rule.applied", "System", ("request_rule", "Lamps")).await;
        let path = format!("/request-rules/{}", id(&rule));
        adam.patch(&path, json!({ "name": "All lamps" })).await.expect(200);
        told(&olivia, "request_rule.changed", "Adam", ("request_rule", "All lamps")).await;
        adam.ask(Method::DELETE, &path).send().await.expect(204);
        told(&olivia, "request_rule.deleted", "Adam", ("request_rule", "All lamps")).await;
    }

    async fn what_staff_share_is_in_the_trail(app: TestApp) {
        let (olivia, mia) = (app.as_staff("olivia").await, app.as_staff("mia").await);
        let new = json!({ "name": "Thanks", "body": "Thank you" });
        let kept = mia.post("/canned-replies", new).await.expect(201).json();
        told(&olivia, "canned_reply.created", "Mia", ("canned_reply", "Thanks")).await;
        let path = format!("/canned-replies/{}", id(&kept));
        mia.patch(&path, json!({ "name": "Many thanks" })).await.expect(200);
        told(&olivia, "canned_reply.changed", "Mia", ("canned_reply", "Many thanks")).await;
        mia.ask(Method::DELETE, &path).send().await.expect(204);
        told(&olivia, "canned_reply.deleted", "Mia", ("canned_reply", "Many thanks")).await;
        let view = json!({ "name": "Late", "filter": "due:overdue", "shared": true });
        let kept = mia.post("/saved-views", view).await.expect(201).json();
        told(&olivia, "saved_view.shared", "Mia", ("saved_view", "Late")).await;
        let path = format!("/saved-views/{}", id(&kept));
        mia.patch(&path, json!({ "name": "Too late" })).await.expect(200);
        told(&olivia, "saved_view.changed", "Mia", ("saved_view", "Too late")).await;
        mia.ask(Method::DELETE, &path).send().await.expect(204);
        told(&olivia, "saved_view.deleted", "Mia", ("saved_view", "Too late")).await;
    }

    async fn forms_are_in_the_trail(app: TestApp) {
        let (olivia, mia) = (app.as_staff("olivia").await, app.as_staff("mia").await);
        let carla = app.as_client("carla").await;
        let form = published(&app, &mia, "Mood", "pages: [{ fields: [{ name: a, type: text, label: A }] }]").await;
        told(&olivia, "form.published", "Mia", ("form", "Mood")).await;
        fill(&carla, &place(&form), &[("f_a", "x"), ("go", "send")]).await.expect(303);
        told(&olivia, "form.submitted", "Carla", ("form", "Mood")).await;
        let path = format!("/forms/{}", id(&form));
        mia.patch(&path, json!({ "title": "Mood board" })).await.expect(200);
        told(&olivia, "form.changed", "Mia", ("form", "Mood board")).await;
        mia.patch(&path, json!({ "status": "archived" })).await.expect(200);
        told(&olivia, "form.archived", "Mia", ("form", "Mood board")).await;
    }

    async fn files_are_in_the_trail(app: TestApp) {
        let (olivia, mia) = (app.as_staff("olivia").await, app.as_staff("mia").await);
        let file = deliver(&mia, &app.cast.acme, "poster.txt", "x").await;
        told(&olivia, "file.delivered", "Mia", ("file", "poster.txt")).await;
        mia.ask(Method::DELETE, &format!("/files/{}", id(&file))).send().await.expect(204);
        told(&olivia, "file.removed", "Mia", ("file", "poster.txt")).await;
        // Both are found where they happened.
        let of_acme = format!("/audit?action=file&workspace_id={}", app.cast.acme.workspace);
        let theirs = olivia.all(&of_acme, 50).await;
        let about = theirs.iter().filter(|entry| entry["target_name"] == "poster.txt");
        let actions: Vec<_> = about.map(|entry| entry["action"].as_str().unwrap()).collect();
        assert_eq!(actions, ["file.removed", "file.delivered"]);
    }
}
