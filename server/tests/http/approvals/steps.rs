use serde_json::json;

use super::{current, decide, history, kinds, next, page, seen, sent, simple, text};
use crate::files::upload;
use crate::support::{Browser, TestApp};

/// Lets victor decide, too.
async fn with_victor(app: &TestApp) -> Browser {
    super::allow(app, "victor", "can_approve_work", true).await;
    app.as_client("victor").await
}

both! {
    /// S1.55, S1.42, S1.43: a strategy, then copy, then a film: each a step, which waits for the one before.
    async fn s1_55_steps_open_one_after_the_other(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let approval = sent(&mia, json!({
            "workspace_id": app.cast.acme.workspace, "title": "Campaign",
            "steps": [
                { "title": "Strategy", "version": { "body": "Be early." } },
                { "title": "Copy", "version": { "body": "Wake up." } },
                { "title": "Film" },
            ],
        })).await;
        decide(&carla, &approval, 1, "approved", "").await.expect(409);
        decide(&carla, &approval, 0, "approved", "").await.expect(303);
        let now = seen(&mia, &approval).await;
        assert!(now["steps"][1]["waits_since"].is_string() && now["steps"][0].get("waits_since").is_none());
        decide(&carla, &approval, 1, "approved", "").await.expect(303);
        // The last was not sent yet: it is the agency's turn.
        let now = seen(&mia, &approval).await;
        assert_eq!((text(&now, "status"), text(&now, "waits_on")), ("pending", "agency"));
        // Nobody could have opened it, so it is not said to be pending: neither above it, nor where it is listed.
        let shown = carla.get(&page(&approval)).await.expect(200).body;
        assert!(shown.contains("Not sent yet") && shown.contains("Next step not sent yet") && !shown.contains("Pending"), "{shown}");
        for path in ["/portal/approvals", "/portal/approvals?show=all"] {
            let list = carla.get(path).await.expect(200).body;
            let (_, row) = list.split_once(">Campaign<").unwrap_or_else(|| panic!("{list}"));
            let row = row.split_once("</li>").unwrap().0;
            assert!(row.contains("Next step not sent yet") && !row.contains("Pending"), "{row}");
        }
        // What a later step was built on stands.
        let step = text(&approval["steps"][0], "id").to_owned();
        carla.post(&format!("{}/withdrawal", page(&approval)), &[("step", &step)]).await.expect(409);
        let now = next(&mia, &approval, 2, "https://films.example/1").await;
        assert_eq!(text(&now, "waits_on"), "client");
        assert!(!carla.get("/portal/approvals").await.expect(200).body.contains("Next step not sent yet"));
        decide(&carla, &now, 2, "approved", "").await.expect(303);
        assert_eq!(text(&seen(&mia, &now).await, "status"), "approved");
        assert_eq!(kinds(&history(&mia, &now).await).iter().filter(|kind| **kind == "step_approved").count(), 3);
    }

    /// However many steps those before it have.
    async fn each_of_many_says_that_its_next_step_was_not_sent(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let mut steps = vec![json!({ "title": "First", "version": { "body": "Be early." } })];
        steps.resize(20, json!({ "title": "Later" }));
        for number in 1..=12 {
            let title = format!("Series {number}");
            let approval = json!({ "workspace_id": app.cast.acme.workspace, "title": title, "steps": steps });
            decide(&carla, &sent(&mia, approval).await, 0, "approved", "").await.expect(303);
        }
        let list = carla.get("/portal/approvals?show=all").await.expect(200).body;
        assert_eq!(list.matches("Next step not sent yet").count(), 12, "{list}");
    }

    async fn parallel_steps_are_decided_in_any_order(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let approval = sent(&mia, json!({
            "workspace_id": app.cast.acme.workspace, "title": "Posters", "parallel": true,
            "steps": [
                { "title": "Red", "version": { "body": "Red." } },
                { "title": "Blue", "version": { "body": "Blue." } },
            ],
        })).await;
        decide(&carla, &approval, 1, "approved", "").await.expect(303);
        let now = seen(&mia, &approval).await;
        assert_eq!((text(&now, "status"), text(&now, "waits_on")), ("pending", "client"));
        decide(&carla, &approval, 0, "changes_requested", "Redder").await.expect(303);
        let now = seen(&mia, &approval).await;
        assert_eq!((text(&now, "status"), text(&now, "waits_on")), ("needs_changes", "agency"));
    }

    /// A step is opened by who is shown what counts of it, not by who is shown another.
    async fn a_page_opens_the_step_that_it_shows(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let step = |title: &str| json!({ "title": title, "version": { "body": format!("{title} before.") } });
        let approval = sent(&mia, json!({
            "workspace_id": app.cast.acme.workspace, "title": "Posters", "parallel": true,
            "steps": [step("Design"), step("Print")],
        })).await;
        let outdated = current(&approval, 1);
        let approval = next(&mia, &approval, 1, "Print now.").await;
        let stands = async || {
            let steps = seen(&mia, &approval).await["steps"].clone();
            [0, 1].map(|step: usize| text(&steps[step], "status").to_owned())
        };
        let at = |step: usize| format!("{}?step={}", page(&approval), text(&approval["steps"][step], "id"));
        carla.get(&page(&approval)).await.expect(200);
        assert_eq!(stands().await, ["in_review", "pending"], "the first is shown");
        carla.get(&format!("{}&version={outdated}", at(1))).await.expect(200);
        assert_eq!(stands().await, ["in_review", "pending"], "an earlier version is no opening");
        carla.get(&at(1)).await.expect(200);
        assert_eq!(stands().await, ["in_review", "in_review"]);
    }

    /// All of them, or those who are named.
    async fn the_rule_of_a_step_says_how_many_decide(app: TestApp) {
        let (mia, carla, victor) = (app.as_staff("mia").await, app.as_client("carla").await, with_victor(&app).await);
        let step = |rule: &str| json!({ "title": rule, "rule": rule, "version": { "body": "So." } });
        let all = sent(&mia, json!({
            "workspace_id": app.cast.acme.workspace, "title": "For all", "steps": [step("all")],
        })).await;
        decide(&carla, &all, 0, "approved", "").await.expect(303);
        assert_eq!(text(&seen(&mia, &all).await, "status"), "in_review");
        assert!(carla.get(&page(&all)).await.body.contains("Others still have to"));
        decide(&victor, &all, 0, "approved", "").await.expect(303);
        assert_eq!(text(&seen(&mia, &all).await, "status"), "approved");

        let mut named = step("any");
        named["reviewers"] = json!([app.cast.people["victor"]]);
        let named = sent(&mia, json!({
            "workspace_id": app.cast.acme.workspace, "title": "For Victor", "steps": [named],
        })).await;
        let refused = decide(&carla, &named, 0, "approved", "").await.expect(403);
        assert!(refused.body.contains("others decide"), "{}", refused.body);
        assert!(carla.get(&page(&named)).await.body.contains("Others decide on this step"));
        assert_eq!(text(&seen(&mia, &named).await, "status"), "pending");
        // It waits for Victor, and nobody tells Carla that it waits for her.
        let called = async |who: &Browser, path: &str| -> (bool, bool) {
            let body = who.get(path).await.expect(200).body;
            let part = body.split("For Victor").next().unwrap_or_default().to_owned();
            (body.contains("For Victor"), part.contains("Needs you") && !part.contains("Waiting for colleagues"))
        };
        assert_eq!(called(&carla, "/portal/approvals").await, (true, false));
        assert_eq!(called(&victor, "/portal/approvals").await, (true, true));
        assert!(!called(&carla, "/portal").await.0 && called(&victor, "/portal").await.0);
        assert!(carla.get(&page(&named)).await.body.contains("Waiting for your colleagues"));
        assert!(victor.get(&page(&named)).await.body.contains("Waiting for you "));
        decide(&victor, &named, 0, "approved", "").await.expect(303);
        assert_eq!(text(&seen(&mia, &named).await, "status"), "approved");
    }

    /// Who decides does not change under a decision that stands.
    async fn a_step_is_changed_while_nobody_has_decided(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        with_victor(&app).await;
        let approval = sent(&mia, json!({
            "workspace_id": app.cast.acme.workspace, "title": "Poster",
            "steps": [{ "title": "Red", "rule": "all", "version": { "body": "Red." } }],
        })).await;
        let path = format!("/approvals/{}/steps/{}", text(&approval, "id"), text(&approval["steps"][0], "id"));
        let tag = mia.get(&format!("/approvals/{}", text(&approval, "id"))).await.header("etag").to_owned();
        let change = |tag: &str| mia.ask(poem::http::Method::PATCH, &path).header("if-match", tag);
        change(&tag).json(&json!({ "title": "Deep red", "due_at": "2030-01-01T12:00:00Z" })).send().await.expect(200);
        change(&tag).json(&json!({ "title": "Late" })).send().await.expect(412);
        mia.patch(&path, json!({ "rule": "quorum" })).await.expect(422);
        mia.patch(&path, json!({ "reviewers": [app.cast.people["ben"]] })).await.expect(422);
        mia.patch(&path, json!({ "rule": "quorum", "quorum": 2 })).await.expect(200);
        decide(&carla, &approval, 0, "approved", "").await.expect(303);
        let refused = mia.patch(&path, json!({ "rule": "any" })).await.expect(409);
        assert_eq!(refused.code(), "step_decided");
        mia.patch(&path, json!({ "instructions": "Look at the corners." })).await.expect(200);
        assert_eq!(text(&seen(&mia, &approval).await, "status"), "in_review");
    }

    /// The gallery's filter finds the files of an approval, and of a request, where they belong now.
    async fn files_move_to_another_project_with_what_they_belong_to(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let (first, second) = (app.cast.acme.project, app.cast.acme.second_project);
        let poster = upload(&mia, "moving-poster.txt", "x").await.expect(201).json();
        let approval = sent(&mia, json!({
            "workspace_id": app.cast.acme.workspace, "project_id": first, "title": "Poster",
            "steps": [{ "title": "Red", "version": { "files": [poster["id"]] } }],
        })).await;
        let reply = json!({ "body": "Here", "files": [upload(&mia, "moving-reply.txt", "y").await.expect(201).json()["id"]] });
        mia.post(&format!("/requests/{}/messages", app.cast.acme.request), reply).await.expect(201);
        let there = async |project: uuid::Uuid, name: &str| {
            carla.get(&format!("/portal/files?view=list&project={project}")).await.expect(200).body.contains(name)
        };
        assert!(there(first, "moving-poster.txt").await && !there(second, "moving-poster.txt").await);
        let path = format!("/approvals/{}", text(&approval, "id"));
        mia.patch(&path, json!({ "project_id": second })).await.expect(200);
        assert!(!there(first, "moving-poster.txt").await && there(second, "moving-poster.txt").await);
        mia.patch(&path, json!({ "project_id": app.cast.bluebird.project })).await.expect(422);
        mia.patch(&path, json!({ "title": "Another" })).await.expect(200);
        assert!(there(second, "moving-poster.txt").await, "nothing else moves them");
        mia.patch(&path, json!({ "clear": ["project_id"] })).await.expect(200);
        assert!(!there(second, "moving-poster.txt").await);
        assert!(carla.get("/portal/files?view=list").await.body.contains("moving-poster.txt"));
        mia.patch(&format!("/requests/{}", app.cast.acme.request), json!({ "project_id": second })).await.expect(200);
        assert!(there(second, "moving-reply.txt").await && !there(first, "moving-reply.txt").await);
    }

    async fn what_is_in_the_archive_waits_on_nobody(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let approval = sent(&mia, simple(&app, "Old story")).await;
        let path = format!("/approvals/{}", text(&approval, "id"));
        let archived = mia.patch(&path, json!({ "archived": true })).await.expect(200).json();
        assert_eq!(text(&archived, "waits_on"), "nobody");
        decide(&carla, &approval, 0, "approved", "").await.expect(409);
        assert!(!carla.get("/portal/approvals?show=all").await.body.contains("Old story"));
        let restored = mia.patch(&path, json!({ "archived": false })).await.expect(200).json();
        assert_eq!(text(&restored, "waits_on"), "client");
        decide(&carla, &approval, 0, "approved", "").await.expect(303);
        assert!(!current(&approval, 0).is_empty());
    }
}
