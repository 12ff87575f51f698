use serde_json::json;

use super::{decide, sent, simple, text};
use crate::files::upload;
use crate::support::TestApp;

both! {
    /// What is missing or foreign is said at its field, and nothing is sent.
    async fn an_approval_says_what_is_wrong_with_it(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let before = mia.all("/approvals", 200).await.len();
        let with = |field: &str, value: serde_json::Value| {
            let mut new = simple(&app, "Story");
            new[field] = value;
            new
        };
        let step = |step: serde_json::Value| with("steps", json!([step]));
        for (new, field) in [
            (with("title", json!(" ")), "title"),
            (with("project_id", json!(app.cast.bluebird.project)), "project_id"),
            (with("workspace_id", json!(app.cast.harbor.workspace)), "workspace_id"),
            (step(json!({ "title": "No version" })), "steps"),
            (step(json!({ "title": "Empty", "version": { "body": "  " } })), "steps"),
            (step(json!({ "title": "Q", "rule": "quorum", "version": { "body": "x" } })), "steps"),
            (step(json!({ "title": "Q", "quorum": 2, "version": { "body": "x" } })), "steps"),
            // More than may decide there: nobody could ever approve it.
            (step(json!({ "title": "Q", "rule": "quorum", "quorum": 2, "version": { "body": "x" } })), "steps"),
            (step(json!({ "title": "F", "version": { "files": [app.cast.acme.request] } })), "files"),
            (step(json!({ "title": "R", "reviewers": [app.cast.people["ben"]], "version": { "body": "x" } })), "steps.0.reviewers"),
            (step(json!({ "title": "R", "reviewers": [app.cast.people["victor"]], "version": { "body": "x" } })), "steps.0.reviewers"),
        ] {
            let refused = mia.post("/approvals", new.clone()).await.expect(422).json();
            assert_eq!(refused["errors"][0]["field"], field, "{new}: {refused}");
        }
        assert_eq!(mia.all("/approvals", 200).await.len(), before);
    }

    /// Twenty steps are an approval, fifty files a version; one more of either is refused with the number that fits.
    async fn too_many_steps_or_files_are_refused_with_how_many_fit(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let stored = upload(&mia, "page.txt", "x").await.expect(201).json();
        let files = |count: usize| json!({ "files": vec![stored["id"].clone(); count] });
        let with = |steps: serde_json::Value| {
            let mut new = simple(&app, "Long story");
            new["steps"] = steps;
            new
        };
        let step = json!({ "title": "Page", "version": { "body": "So." } });
        let before = mia.all("/approvals", 200).await.len();
        let refused = mia.post("/approvals", with(json!(vec![step.clone(); 21]))).await.expect(422).json();
        assert_eq!(refused["errors"], json!([{ "field": "steps", "message": "These are 21; at most 20 fit." }]));
        let refused = mia.post("/approvals", with(json!([{ "title": "Pages", "version": files(51) }]))).await.expect(422).json();
        assert_eq!(refused["errors"], json!([{ "field": "steps.0.version.files", "message": "These are 51; at most 50 fit." }]));
        assert_eq!(mia.all("/approvals", 200).await.len(), before, "nothing was sent");

        let long = sent(&mia, with(json!(vec![step; 20]))).await;
        assert_eq!(long["steps"].as_array().unwrap().len(), 20);
        let many = sent(&mia, with(json!([{ "title": "Pages", "version": files(50) }]))).await;
        assert_eq!(many["steps"][0]["versions"][0]["files"].as_array().unwrap().len(), 50);
        let path = format!("/approvals/{}/steps/{}/versions", text(&many, "id"), text(&many["steps"][0], "id"));
        let refused = mia.post(&path, files(51)).await.expect(422);
        assert!(refused.body.contains("files") && refused.body.contains("50"), "{}", refused.body);
        assert_eq!(crate::approvals::seen(&mia, &many).await["steps"][0]["versions"].as_array().unwrap().len(), 1);
    }

    async fn an_approval_is_sent_once_under_one_key(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let new = simple(&app, "Story");
        let under = || mia.ask(poem::http::Method::POST, "/approvals").header("idempotency-key", "story").json(&new);
        let first = under().send().await.expect(201).json();
        let again = under().send().await.expect(201).json();
        assert_eq!(text(&first, "id"), text(&again, "id"));
        let versions = format!("/approvals/{}/steps/{}/versions", text(&first, "id"), text(&first["steps"][0], "id"));
        for _ in 0..2 {
            let key = mia.ask(poem::http::Method::POST, &versions).header("idempotency-key", "two");
            let now = key.json(&json!({ "body": "Two" })).send().await.expect(201).json();
            assert_eq!(now["steps"][0]["versions"].as_array().unwrap().len(), 2);
        }
    }

    /// Lists lead with what waits on whoever looks.
    async fn the_agencys_list_begins_with_what_waits_on_it(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let first = sent(&mia, simple(&app, "First")).await;
        let second = sent(&mia, simple(&app, "Second")).await;
        decide(&carla, &second, 0, "changes_requested", "Again").await.expect(303);
        let list = mia.all("/approvals?limit=1", 1).await;
        assert_eq!(text(&list[0], "title"), "Second");
        assert!(list.iter().any(|row| row["id"] == first["id"]));
        let mine = mia.all("/approvals?waits_on=agency", 50).await;
        assert_eq!(mine.iter().map(|row| text(row, "title")).collect::<Vec<_>>(), ["Second"]);
        assert!(mia.all("/approvals?status=approved", 50).await.is_empty());
        let waiting = mia.all("/approvals?sort=waiting", 2).await;
        assert!(waiting.len() > 2 && text(waiting.last().unwrap(), "title") == "Second");
    }
}
