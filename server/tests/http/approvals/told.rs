//! Who hears of what becomes of an approval, and who does not.

use serde_json::{Value, json};

use super::{allow, current, decide, next, page, sent, simple, text};
use crate::support::{Browser, TestApp, email};

const COMMENTED: &str = "approval_commented";
const APPROVED: &str = "approval_approved";
const WITHDRAWN: &str = "approval_withdrawn";
const RESOLVED: &str = "approval_resolved";

/// Who of one side was told of something about “Story”, each as often as they were.
async fn told(app: &TestApp, side: &str, people: &[&'static str], kind: &str) -> Vec<&'static str> {
    app.run_jobs().await;
    let mut heard = Vec::new();
    for person in people {
        let them = format!("{side}_user_id IN (SELECT id FROM {side}_user WHERE email = '{}')", email(person));
        let about = format!("kind = '{kind}' AND title LIKE '%Story%' AND {them}");
        let times = app.store.value(&format!("SELECT count(*) FROM {side}_notification WHERE {about}")).await;
        heard.extend(std::iter::repeat_n(*person, times.parse().unwrap()));
    }
    heard
}

/// Of all the clients, those of other workspaces and of another agency among them.
async fn clients(app: &TestApp, kind: &str) -> Vec<&'static str> {
    told(app, "client", &["ben", "carla", "fiona", "hana", "victor"], kind).await
}

/// Of all the staff, those of another agency among them.
async fn staff(app: &TestApp, kind: &str) -> Vec<&'static str> {
    told(app, "staff", &["adam", "henry", "mia", "olivia"], kind).await
}

/// A client says something, as an answer to `parent` where that is a comment; gives its id.
async fn say(client: &Browser, approval: &Value, parent: &str) -> String {
    let fields = [("version", current(approval, 0)), ("body", "secret words".into()), ("parent", parent.to_owned())];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = client.post(&format!("{}/comments", page(approval)), &fields).await.expect(303);
    answer.location().rsplit_once("#comment-").unwrap().1.to_owned()
}

async fn mark(client: &Browser, approval: &Value, comment: &str, how: &str) {
    client.post(&format!("{}/comments/{comment}/{how}", page(approval)), &[]).await.expect(303);
}

both! {
    /// A colleague's answer is told to whom it answers and to who else wrote there, while they may comment.
    async fn who_is_answered_hears_of_it(app: TestApp) {
        allow(&app, "victor", "can_comment", true).await;
        let (mia, carla, victor) = (app.as_staff("mia").await, app.as_client("carla").await, app.as_client("victor").await);
        let approval = sent(&mia, simple(&app, "Story")).await;
        let asked = say(&victor, &approval, "").await;
        assert!(clients(&app, COMMENTED).await.is_empty(), "it answers nobody");
        assert_eq!(staff(&app, COMMENTED).await, ["adam", "mia", "olivia"]);
        say(&carla, &approval, &asked).await;
        assert_eq!(clients(&app, COMMENTED).await, ["victor"]);
        let news = victor.get("/portal/notifications").await.expect(200).body;
        assert!(news.contains("Carla commented on “Story”") && news.contains(&page(&approval)), "{news}");
        say(&victor, &approval, &asked).await;
        assert_eq!(clients(&app, COMMENTED).await, ["carla", "victor"], "who wrote there takes part");
        // Another thread is not theirs.
        let other = say(&carla, &approval, "").await;
        say(&carla, &approval, &other).await;
        assert_eq!(clients(&app, COMMENTED).await, ["carla", "victor"]);
        allow(&app, "victor", "can_comment", false).await;
        say(&carla, &approval, &asked).await;
        assert_eq!(clients(&app, COMMENTED).await, ["carla", "victor"], "Victor takes part no more");
        assert!(!app.mails().iter().any(|mail| mail.text.contains("secret words")), "that there is something is all");
    }

    /// Whose comment is answered hears of it also where they neither sent the work nor manage the workspace.
    async fn staff_hear_of_answers_to_what_they_said(app: TestApp) {
        let theirs = format!("SELECT id FROM staff_user WHERE email = '{}'", email("adam"));
        app.store.sql(&format!("DELETE FROM project_manager WHERE staff_user_id IN ({theirs})")).await;
        let (mia, adam, carla) = (app.as_staff("mia").await, app.as_staff("adam").await, app.as_client("carla").await);
        let approval = sent(&mia, simple(&app, "Story")).await;
        say(&carla, &approval, "").await;
        assert_eq!(staff(&app, COMMENTED).await, ["mia", "olivia"], "Adam has nothing to do with it yet");
        let path = format!("/approvals/{}/comments", text(&approval, "id"));
        let asked = adam.post(&path, json!({ "version_id": current(&approval, 0), "body": "Better?" })).await.expect(201).json();
        let asked = text(&asked, "id");
        assert_eq!(staff(&app, COMMENTED).await, ["mia", "olivia"], "colleagues are not told of what staff say");
        assert_eq!(clients(&app, COMMENTED).await, ["carla"]);
        say(&carla, &approval, asked).await;
        assert_eq!(staff(&app, COMMENTED).await, ["adam", "mia", "mia", "olivia", "olivia"]);
        let answer = json!({ "version_id": current(&approval, 0), "parent_id": asked, "body": "It is." });
        mia.post(&path, answer).await.expect(201);
        assert_eq!(staff(&app, COMMENTED).await, ["adam", "adam", "mia", "mia", "olivia", "olivia"]);
        assert_eq!(clients(&app, COMMENTED).await, ["carla", "carla"]);
    }

    /// S1.139: what a step comes to is told to staff and to its other reviewers, and that it is open again.
    async fn s1_139_reviewers_hear_what_a_colleague_decided(app: TestApp) {
        let (mia, carla, victor) = (app.as_staff("mia").await, app.as_client("carla").await, app.as_client("victor").await);
        let alone = sent(&mia, simple(&app, "Story")).await;
        decide(&carla, &alone, 0, "approved", "").await.expect(303);
        assert!(clients(&app, APPROVED).await.is_empty(), "Victor may not decide");
        assert_eq!(staff(&app, APPROVED).await, ["adam", "mia", "olivia"]);

        allow(&app, "victor", "can_approve_work", true).await;
        let approval = sent(&mia, simple(&app, "Story")).await;
        decide(&carla, &approval, 0, "approved", "").await.expect(303);
        assert_eq!(clients(&app, APPROVED).await, ["victor"]);
        let news = victor.get("/portal/notifications").await.expect(200).body;
        assert!(news.contains("Carla approved “Story”") && news.contains(&page(&approval)), "{news}");
        let step = text(&approval["steps"][0], "id");
        carla.post(&format!("{}/withdrawal", page(&approval)), &[("step", step)]).await.expect(303);
        assert_eq!(clients(&app, WITHDRAWN).await, ["victor"]);
        assert_eq!(staff(&app, WITHDRAWN).await, ["adam", "mia", "olivia"]);
        decide(&victor, &approval, 0, "changes_requested", "secret words").await.expect(303);
        assert_eq!(clients(&app, "approval_changes_requested").await, ["carla"]);
        assert_eq!(staff(&app, "approval_changes_requested").await, ["adam", "mia", "olivia"]);
        assert!(!app.mails().iter().any(|mail| mail.text.contains("secret words")));
        next(&mia, &approval, 0, "Two").await;
        assert_eq!(clients(&app, "approval_version_sent").await, ["carla", "victor"]);
        assert!(staff(&app, "approval_version_sent").await.is_empty());
    }

    /// Where all are to decide, the last of them decides the step; a vote before that is nobody's news but the agency's.
    async fn a_vote_that_settles_nothing_is_told_to_no_colleague(app: TestApp) {
        allow(&app, "victor", "can_approve_work", true).await;
        let (mia, carla, victor) = (app.as_staff("mia").await, app.as_client("carla").await, app.as_client("victor").await);
        let mut new = simple(&app, "Story");
        new["steps"][0]["rule"] = json!("all");
        let approval = sent(&mia, new).await;
        decide(&carla, &approval, 0, "approved", "").await.expect(303);
        let step = text(&approval["steps"][0], "id");
        carla.post(&format!("{}/withdrawal", page(&approval)), &[("step", step)]).await.expect(303);
        decide(&carla, &approval, 0, "approved", "").await.expect(303);
        assert!(clients(&app, APPROVED).await.is_empty() && clients(&app, WITHDRAWN).await.is_empty());
        assert_eq!(staff(&app, WITHDRAWN).await, ["adam", "mia", "olivia"]);
        decide(&victor, &approval, 0, "approved", "").await.expect(303);
        assert_eq!(clients(&app, APPROVED).await, ["carla"]);
    }

    /// Whose comment somebody else resolves hears of it, once, on either side.
    async fn whose_comment_is_resolved_hears_of_it(app: TestApp) {
        allow(&app, "victor", "can_comment", true).await;
        let (mia, carla, victor) = (app.as_staff("mia").await, app.as_client("carla").await, app.as_client("victor").await);
        let approval = sent(&mia, simple(&app, "Story")).await;
        let said = say(&victor, &approval, "").await;
        mark(&victor, &approval, &said, "resolve").await;
        mark(&victor, &approval, &said, "reopen").await;
        assert!(clients(&app, RESOLVED).await.is_empty(), "who did it knows");
        mark(&carla, &approval, &said, "resolve").await;
        mark(&carla, &approval, &said, "resolve").await;
        assert_eq!(clients(&app, RESOLVED).await, ["victor"]);
        assert!(victor.get("/portal/notifications").await.expect(200).body.contains("Carla resolved your comment on “Story”"));
        mark(&carla, &approval, &said, "reopen").await;
        let path = format!("/approvals/{}/comments", text(&approval, "id"));
        mia.post(&format!("{path}/{said}/resolve"), json!({})).await.expect(200);
        assert_eq!(clients(&app, RESOLVED).await, ["victor", "victor"]);
        assert!(staff(&app, RESOLVED).await.is_empty());
        let asked = mia.post(&path, json!({ "version_id": current(&approval, 0), "body": "Better?" })).await.expect(201).json();
        mark(&carla, &approval, text(&asked, "id"), "resolve").await;
        assert_eq!(staff(&app, RESOLVED).await, ["mia"]);
        assert_eq!(clients(&app, RESOLVED).await, ["victor", "victor"]);
        // Who may not comment any more is not told.
        mark(&carla, &approval, &said, "reopen").await;
        allow(&app, "victor", "can_comment", false).await;
        mark(&carla, &approval, &said, "resolve").await;
        assert_eq!(clients(&app, RESOLVED).await, ["victor", "victor"]);
    }
}
