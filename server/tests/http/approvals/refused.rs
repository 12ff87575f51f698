//! What is refused where work is decided on: nothing changes by it, and what was typed is kept.

use serde_json::{Value, json};

use super::{allow, decide, history, kinds, next, page, seen, sent, simple, text};
use crate::support::{Answer, Staff, TestApp};

/// A client's opinion, which must not get lost.
const WRITTEN: &str = "Warmer, and say where we roast.";

/// Fails unless what was typed can still be sent, as a comment.
#[track_caller]
fn keeps(answer: &Answer) {
    let form = answer.body.split("id=\"note-new\"").nth(1).unwrap().split("</form>").next().unwrap();
    assert!(form.contains(WRITTEN) && answer.body.contains("What you wrote is kept"), "{}", answer.body);
    assert!(answer.body.contains("Nothing was decided"), "{}", answer.body);
}

/// What was decided on it so far.
async fn decisions(staff: &Staff, approval: &Value) -> usize {
    staff.all(&format!("/approvals/{}/decisions", text(approval, "id")), 50).await.len()
}

/// Two steps, one after the other.
fn two_steps(app: &TestApp) -> Value {
    json!({
        "workspace_id": app.cast.acme.workspace, "title": "Campaign",
        "steps": [
            { "title": "Strategy", "version": { "body": "Be early." } },
            { "title": "Copy", "version": { "body": "Wake up." } },
        ],
    })
}

both! {
    /// `approval_archived`: what is in the archive is decided on by nobody, and nothing is added to it.
    async fn what_is_in_the_archive_stays_as_it_is(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let approval = sent(&mia, simple(&app, "Old story")).await;
        let path = format!("/approvals/{}", text(&approval, "id"));
        let step = format!("{path}/steps/{}", text(&approval["steps"][0], "id"));
        mia.patch(&path, json!({ "archived": true })).await.expect(200);
        let before = kinds(&history(&mia, &approval).await).len();
        let late = decide(&carla, &approval, 0, "changes_requested", WRITTEN).await.expect(409);
        assert!(late.body.contains("This approval is in the archive."), "{}", late.body);
        keeps(&late);
        for refused in [
            mia.post(&format!("{step}/versions"), json!({ "body": "Another" })).await,
            mia.patch(&step, json!({ "title": "Another" })).await,
            mia.post(&format!("{path}/reminders"), json!({})).await,
        ] {
            assert_eq!(refused.expect(409).code(), "approval_archived");
        }
        assert_eq!((decisions(&mia, &approval).await, kinds(&history(&mia, &approval).await).len()), (0, before));
        assert_eq!(seen(&mia, &approval).await["steps"][0]["versions"].as_array().unwrap().len(), 1);
    }

    /// S1.62, `decision_built_on`: what a later step was decided on after stands.
    async fn s1_62_a_decision_that_others_built_on_is_not_taken_back(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let approval = sent(&mia, two_steps(&app)).await;
        for step in 0..2 {
            decide(&carla, &approval, step, "approved", "").await.expect(303);
        }
        let first = text(&approval["steps"][0], "id");
        let shown = carla.get(&format!("{}?step={first}", page(&approval))).await.expect(200);
        assert!(!shown.body.contains("Take back my approval"));
        let forged = carla.post(&format!("{}/withdrawal", page(&approval)), &[("step", first)]).await.expect(409);
        assert!(forged.body.contains("Nothing was taken back"), "{}", forged.body);
        assert!(forged.body.contains("A later step was decided on since, so this stands."), "{}", forged.body);
        let now = seen(&mia, &approval).await;
        assert_eq!((text(&now, "status"), text(&now["steps"][0], "status")), ("approved", "approved"));
        assert_eq!(decisions(&mia, &approval).await, 2);
        assert!(!kinds(&history(&mia, &approval).await).contains(&"withdrawn"));
    }

    /// S1.51, S1.55, `step_closed`: a step that does not wait for a decision says why, and loses nobody's words.
    async fn s1_51_a_decision_that_comes_too_late_or_too_early_keeps_what_was_written(app: TestApp) {
        allow(&app, "victor", "can_approve_work", true).await;
        let (mia, carla, victor) = (app.as_staff("mia").await, app.as_client("carla").await, app.as_client("victor").await);
        let approval = sent(&mia, two_steps(&app)).await;
        let early = decide(&carla, &approval, 1, "changes_requested", WRITTEN).await.expect(409);
        assert!(early.body.contains("This step comes later; the one before it is still open."), "{}", early.body);
        keeps(&early);
        decide(&carla, &approval, 0, "approved", "").await.expect(303);
        let late = decide(&victor, &approval, 0, "changes_requested", WRITTEN).await.expect(409);
        assert!(late.body.contains("This was approved in the meantime."), "{}", late.body);
        keeps(&late);
        let twice = decide(&carla, &approval, 0, "approved", WRITTEN).await.expect(409);
        assert!(twice.body.contains("You have decided on this already."), "{}", twice.body);
        keeps(&twice);
        decide(&carla, &approval, 1, "changes_requested", "Shorter").await.expect(303);
        let late = decide(&victor, &approval, 1, "changes_requested", WRITTEN).await.expect(409);
        assert!(late.body.contains("Changes were asked for in the meantime; the next version will come."), "{}", late.body);
        keeps(&late);
        let now = seen(&mia, &approval).await;
        assert_eq!((text(&now["steps"][0], "status"), text(&now["steps"][1], "status")), ("approved", "needs_changes"));
        assert_eq!(decisions(&mia, &approval).await, 2);
        assert!(!mia.get(&format!("/approvals/{}/comments", text(&approval, "id"))).await.body.contains(WRITTEN));
    }

    /// S1.51, `newer_version`: the version that counts now is shown, and what was written is decided with again.
    async fn s1_51_a_decision_on_what_was_shown_before_is_made_again(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let old = sent(&mia, simple(&app, "Autumn story")).await;
        next(&mia, &old, 0, "A second thought.").await;
        let refused = decide(&carla, &old, 0, "changes_requested", WRITTEN).await.expect(409);
        assert!(refused.body.contains("What you see now is version 2; what you wrote is kept below."), "{}", refused.body);
        let form = refused.body.split("id=\"decision\"").nth(1).unwrap().split("</form>").next().unwrap();
        assert!(form.contains(WRITTEN) && form.contains("Approve version 2"), "{form}");
        assert_eq!((decisions(&mia, &old).await, text(&seen(&mia, &old).await, "status")), (0, "pending"));
    }

    /// S1.131, `may_not_decide`: who is no longer asked reads so, keeps what was written, and it is noted.
    async fn s1_131_who_is_not_asked_any_more_decides_nothing(app: TestApp) {
        allow(&app, "victor", "can_approve_work", true).await;
        let (mia, carla, adam) = (app.as_staff("mia").await, app.as_client("carla").await, app.as_staff("adam").await);
        let approval = sent(&mia, simple(&app, "Autumn story")).await;
        let step = format!("/approvals/{}/steps/{}", text(&approval, "id"), text(&approval["steps"][0], "id"));
        mia.patch(&step, json!({ "reviewers": [app.cast.people["victor"]] })).await.expect(200);
        let refused = decide(&carla, &approval, 0, "changes_requested", WRITTEN).await.expect(403);
        assert!(refused.body.contains("You may look at this, and others decide on it."), "{}", refused.body);
        keeps(&refused);
        assert_eq!((decisions(&mia, &approval).await, text(&seen(&mia, &approval).await, "status")), (0, "pending"));
        assert_eq!(adam.all("/audit?action=approval.decision_refused", 50).await.len(), 1);
    }
}
