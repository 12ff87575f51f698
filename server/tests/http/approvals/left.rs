//! Reviewers who are removed, shut out, or may not decide any more: what waited for them does not wait for ever.

use poem::http::Method;
use serde_json::{Value, json};

use super::{allow, decide, history, kinds, next, page, seen, sent, text};
use crate::support::{Staff, TestApp};

/// The path of somebody's membership of the first client's workspace.
async fn membership(app: &TestApp, staff: &Staff, person: &str) -> String {
    let path = format!("/workspaces/{}/members", app.cast.acme.workspace);
    let members = staff.all(&path, 200).await;
    let theirs = members.iter().find(|member| member["person_id"] == json!(app.cast.people[person])).unwrap();
    format!("{path}/{}", text(theirs, "id"))
}

async fn remove(app: &TestApp, person: &str) {
    let adam = app.as_staff("adam").await;
    let path = membership(app, &adam, person).await;
    adam.ask(Method::DELETE, &path).send().await.expect(204);
    app.run_jobs().await;
}

/// Sets whether somebody may approve work; everything else they may.
async fn permit(app: &TestApp, person: &str, approves: bool) {
    let adam = app.as_staff("adam").await;
    let path = membership(app, &adam, person).await;
    let permissions = json!({ "permissions": {
        "can_view_invoices": true, "can_approve_work": approves, "can_comment": true, "can_submit_requests": true,
        "can_run_workflows": true, "can_manage_connections": true, "can_invite_colleagues": true
    } });
    adam.patch(&path, permissions).await.expect(200);
    app.run_jobs().await;
}

fn one(app: &TestApp, step: Value) -> Value {
    json!({ "workspace_id": app.cast.acme.workspace, "title": "Story", "steps": [step] })
}

/// How often staff were told of something.
async fn told(app: &TestApp, kind: &str) -> String {
    app.store.value(&format!("SELECT count(*) FROM staff_notification WHERE kind = '{kind}'")).await
}

both! {
    /// All who are left have approved: that is all that was asked for, and nobody's decision is made up.
    async fn a_step_for_all_is_approved_when_the_last_who_had_not_decided_leaves(app: TestApp) {
        allow(&app, "victor", "can_approve_work", true).await;
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let approval = sent(&mia, json!({
            "workspace_id": app.cast.acme.workspace, "title": "Story",
            "steps": [
                { "title": "Copy", "rule": "all", "version": { "body": "So." } },
                { "title": "Film", "version": { "body": "Then." } },
            ],
        })).await;
        decide(&carla, &approval, 0, "approved", "").await.expect(303);
        app.run_jobs().await;
        assert_eq!(text(&seen(&mia, &approval).await["steps"][0], "status"), "in_review");
        remove(&app, "victor").await;
        let now = seen(&mia, &approval).await;
        assert_eq!(text(&now["steps"][0], "status"), "approved");
        assert!(now["steps"][1]["waits_since"].is_string(), "the next opens");
        let events = history(&mia, &approval).await;
        let last = events.iter().find(|event| event["kind"] == "step_approved").unwrap();
        assert_eq!((text(last, "actor_kind"), last["version_id"].is_string()), ("system", true));
        let detail: Value = serde_json::from_str(text(last, "detail")).unwrap();
        assert_eq!((&detail["because"], &detail["approved_by"]), (&json!("people_changed"), &json!(["Carla"])));
        let decisions = mia.all(&format!("/approvals/{}/decisions", text(&approval, "id")), 50).await;
        assert_eq!(decisions.len(), 1, "{decisions:?}");
        assert!(carla.get(&page(&approval)).await.body.contains("All who are left have approved"));
        let noted = app.as_staff("adam").await.all("/audit?action=approval.settled", 50).await;
        assert_eq!((noted.len(), &noted[0]["detail"]["approved_by"]), (1, &json!(["Carla"])));
        assert_ne!(told(&app, "approval_settled").await, "0");
        let waits = "SELECT count(*) FROM client_notification WHERE kind = 'approval_next'";
        assert_eq!(app.store.value(waits).await, "1", "Carla hears of the next step");
        // It is proved like any other.
        let path = format!("/portal/approvals/{}/certificate/{}", text(&approval, "id"), text(&approval["steps"][0], "id"));
        carla.get(&path).await.expect(200);
        decide(&carla, &now, 1, "approved", "").await.expect(303);
        assert_eq!(text(&seen(&mia, &approval).await, "status"), "approved");
    }

    /// Who loses the right counts no more; and what is not enough stays open.
    async fn who_may_not_decide_any_more_is_not_waited_for(app: TestApp) {
        allow(&app, "victor", "can_approve_work", true).await;
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let all = sent(&mia, one(&app, json!({ "title": "Copy", "rule": "all", "version": { "body": "So." } }))).await;
        let undecided = sent(&mia, one(&app, json!({ "title": "Copy", "rule": "all", "version": { "body": "So." } }))).await;
        decide(&carla, &all, 0, "approved", "").await.expect(303);
        permit(&app, "victor", false).await;
        assert_eq!(text(&seen(&mia, &all).await, "status"), "approved");
        let now = seen(&mia, &undecided).await;
        assert_eq!((text(&now, "status"), text(&now, "waits_on")), ("pending", "client"));
        assert!(!kinds(&history(&mia, &undecided).await).contains(&"unreachable"));
        decide(&carla, &undecided, 0, "approved", "").await.expect(303);
        assert_eq!(text(&seen(&mia, &undecided).await, "status"), "approved");
    }

    /// Nobody is left: it is the agency's turn, which is told, until somebody can decide again.
    async fn what_nobody_can_decide_on_is_the_agencys_turn(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let approval = sent(&mia, one(&app, json!({ "title": "Copy", "version": { "body": "So." } }))).await;
        assert!(approval["steps"][0].get("unreachable_since").is_none());
        permit(&app, "carla", false).await;
        let now = seen(&mia, &approval).await;
        assert_eq!((text(&now, "status"), text(&now, "waits_on")), ("pending", "agency"));
        assert!(now["steps"][0]["unreachable_since"].is_string() && now["steps"][0]["waits_since"].is_string());
        let listed = mia.all("/approvals?waits_on=agency", 50).await;
        let listed = listed.iter().find(|row| row["id"] == approval["id"]).unwrap();
        assert!(listed["steps"][0]["unreachable_since"].is_string());
        let shown = carla.get(&page(&approval)).await.expect(200);
        assert!(shown.body.contains("Nobody is left here who could decide on this"), "{}", shown.body);
        let heard = told(&app, "approval_unreachable").await;
        assert_ne!(heard, "0");
        assert_eq!(mia.post(&format!("/approvals/{}/reminders", text(&approval, "id")), json!({})).await.expect(409).code(), "nobody_to_remind");
        // Looking again changes nothing, and tells nobody twice.
        permit(&app, "victor", false).await;
        assert_eq!(told(&app, "approval_unreachable").await, heard);
        permit(&app, "carla", true).await;
        let now = seen(&mia, &approval).await;
        assert_eq!(text(&now, "waits_on"), "client");
        assert!(now["steps"][0].get("unreachable_since").is_none());
        assert_eq!(kinds(&history(&mia, &approval).await)[2..], ["unreachable", "reachable"]);
        decide(&carla, &now, 0, "approved", "").await.expect(303);
    }

    /// A step that names somebody never becomes everybody's: staff name others, beside what was decided.
    async fn staff_name_others_where_nobody_is_left(app: TestApp) {
        allow(&app, "victor", "can_approve_work", true).await;
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let victor = json!([app.cast.people["victor"]]);
        let step = json!({ "title": "Copy", "reviewers": victor, "version": { "body": "So." } });
        let approval = sent(&mia, one(&app, step)).await;
        remove(&app, "victor").await;
        assert_eq!(text(&seen(&mia, &approval).await, "waits_on"), "agency");
        decide(&carla, &approval, 0, "approved", "").await.expect(403);
        let path = format!("/approvals/{}/steps/{}", text(&approval, "id"), text(&approval["steps"][0], "id"));
        mia.patch(&path, json!({ "reviewers": victor })).await.expect(422);
        let named = mia.patch(&path, json!({ "reviewers": [app.cast.people["carla"]] })).await.expect(200).json();
        assert_eq!(text(&named, "waits_on"), "client");
        decide(&carla, &approval, 0, "approved", "").await.expect(303);
        assert_eq!(text(&seen(&mia, &approval).await, "status"), "approved");
    }

    /// A quorum that cannot be reached any more is said; naming others approves nothing by itself.
    async fn a_quorum_that_cannot_be_reached_waits_for_the_agency(app: TestApp) {
        allow(&app, "victor", "can_approve_work", true).await;
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let step = json!({ "title": "Copy", "rule": "quorum", "quorum": 2, "version": { "body": "So." } });
        let approval = sent(&mia, one(&app, step)).await;
        decide(&carla, &approval, 0, "approved", "").await.expect(303);
        let disable = |what: &str| format!("/clients/{}/{what}", app.cast.people["victor"]);
        app.as_staff("adam").await.post(&disable("disable"), json!({})).await.expect(200);
        app.run_jobs().await;
        let now = seen(&mia, &approval).await;
        assert_eq!((text(&now, "status"), text(&now, "waits_on")), ("in_review", "agency"));
        let path = format!("/approvals/{}/steps/{}", text(&approval, "id"), text(&approval["steps"][0], "id"));
        // How many have to agree is not changed under a decision that stands: staff do not decide by that.
        assert_eq!(mia.patch(&path, json!({ "quorum": 1 })).await.expect(409).code(), "step_decided");
        // The next version waits for nobody, either, until there are enough again.
        let now = next(&mia, &approval, 0, "So, then.").await;
        assert_eq!(text(&now, "waits_on"), "agency");
        app.as_staff("adam").await.post(&disable("enable"), json!({})).await.expect(200);
        app.run_jobs().await;
        let now = seen(&mia, &approval).await;
        assert_eq!(text(&now, "waits_on"), "client");
        decide(&carla, &now, 0, "approved", "").await.expect(303);
        decide(&app.as_client("victor").await, &now, 0, "approved", "").await.expect(303);
        assert_eq!(text(&seen(&mia, &approval).await, "status"), "approved");
    }

    /// What is open by another's approval is looked at, too: steps that waited behind each other go on in one go.
    async fn parallel_steps_are_all_looked_at(app: TestApp) {
        allow(&app, "victor", "can_approve_work", true).await;
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let step = |title: &str| json!({ "title": title, "rule": "all", "version": { "body": title } });
        let approval = sent(&mia, json!({
            "workspace_id": app.cast.acme.workspace, "title": "Posters", "parallel": true,
            "steps": [step("Red"), step("Blue"), step("Green")],
        })).await;
        decide(&carla, &approval, 0, "approved", "").await.expect(303);
        decide(&carla, &approval, 1, "approved", "").await.expect(303);
        remove(&app, "victor").await;
        let now = seen(&mia, &approval).await;
        let statuses: Vec<&str> = now["steps"].as_array().unwrap().iter().map(|step| text(step, "status")).collect();
        assert_eq!(statuses, ["approved", "approved", "pending"]);
        assert_eq!(text(&now, "waits_on"), "client");
    }
}
