use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};

use super::{allow, decide, history, kinds, page, sent, simple, text};
use crate::support::{TestApp, email};

/// How often somebody was reminded.
async fn times(app: &TestApp, person: &str) -> String {
    let person = email(person);
    let them = format!("client_user_id IN (SELECT id FROM client_user WHERE email = '{person}')");
    app.store
        .value(&format!("SELECT count(*) FROM client_notification WHERE kind = 'approval_reminded' AND {them}"))
        .await
}

fn due(app: &TestApp, at: DateTime<Utc>) -> Value {
    json!({
        "workspace_id": app.cast.acme.workspace, "title": "Story",
        "steps": [{ "title": "Copy", "due_at": at, "version": { "body": "So." } }],
    })
}

both! {
    /// Before the deadline and after it, as the agency wishes, until it is decided.
    async fn those_who_have_not_decided_are_reminded(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let olivia = app.as_staff("olivia").await;
        olivia.patch("/agency", json!({ "remind_before_hours": 24, "remind_every_hours": 48, "remind_at_most": 2 })).await.expect(200);
        olivia.patch("/agency", json!({ "remind_at_most": 21 })).await.expect(422);
        let approval = sent(&mia, due(&app, app.app.database.system().now() + TimeDelta::hours(72))).await;
        let reminded = async || history(&app.as_staff("mia").await, &approval).await.iter().filter(|event| event["kind"] == "reminded").count();
        let later = async |hours: i64| {
            app.advance(TimeDelta::hours(hours));
            app.run_jobs().await;
            app.advance(TimeDelta::minutes(6));
            app.run_jobs().await;
        };
        later(1).await;
        assert_eq!(reminded().await, 0);
        later(48).await;
        assert_eq!(reminded().await, 1, "a day before");
        later(24).await;
        assert_eq!(reminded().await, 1, "it is due");
        later(48).await;
        assert_eq!(reminded().await, 2, "two days after");
        later(96).await;
        assert_eq!(reminded().await, 2, "twice is enough");
        assert_eq!(times(&app, "carla").await, "2");
        assert_eq!(times(&app, "victor").await, "0", "who may not decide is not reminded");
    }

    /// Staff remind now, and nobody who has decided.
    async fn staff_remind_those_who_are_waited_for(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let approval = sent(&mia, simple(&app, "Story")).await;
        let path = format!("/approvals/{}/reminders", text(&approval, "id"));
        let reminded = mia.post(&path, json!({})).await.expect(201).json();
        assert_eq!(reminded["people"], json!(["Carla"]));
        app.run_jobs().await;
        assert!(app.mails().iter().any(|mail| mail.recipient == email("carla") && mail.text.contains("waits for your decision")));
        decide(&carla, &approval, 0, "approved", "").await.expect(303);
        assert_eq!(mia.post(&path, json!({})).await.expect(409).code(), "nobody_to_remind");
        assert!(kinds(&history(&mia, &approval).await).contains(&"reminded"));
    }

    /// Where several are to decide, who has decided is left in peace and who has not is reminded: by itself and by hand.
    async fn who_has_decided_is_not_reminded_while_others_are(app: TestApp) {
        allow(&app, "victor", "can_approve_work", true).await;
        let hours = json!({ "remind_before_hours": 24, "remind_every_hours": 48, "remind_at_most": 2 });
        app.as_staff("olivia").await.patch("/agency", hours).await.expect(200);
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let at = app.app.database.system().now() + TimeDelta::hours(72);
        let mut approvals = Vec::new();
        for rule in ["all", "quorum"] {
            let mut new = due(&app, at);
            new["steps"][0]["rule"] = json!(rule);
            if rule == "quorum" {
                new["steps"][0]["quorum"] = json!(2);
            }
            let approval = sent(&mia, new).await;
            decide(&carla, &approval, 0, "approved", "").await.expect(303);
            approvals.push(approval);
        }
        for hours in [1, 48] {
            app.advance(TimeDelta::hours(hours));
            app.run_jobs().await;
            app.advance(TimeDelta::minutes(6));
            app.run_jobs().await;
        }
        let both = async || (times(&app, "carla").await, times(&app, "victor").await);
        assert_eq!(both().await, ("0".to_owned(), "2".to_owned()), "a day before, by itself");
        let mia = app.as_staff("mia").await;
        for approval in &approvals {
            let path = format!("/approvals/{}/reminders", text(approval, "id"));
            assert_eq!(mia.post(&path, json!({})).await.expect(201).json()["people"], json!(["Victor"]));
            let events = history(&mia, approval).await;
            let said: Vec<Value> = events
                .iter()
                .filter(|event| event["kind"] == "reminded")
                .map(|event| serde_json::from_str(text(event, "detail")).unwrap())
                .collect();
            assert_eq!(said.len(), 2, "{events:#?}");
            assert!(said.iter().all(|detail| detail["people"] == json!(["Victor"])), "{said:?}");
        }
        app.run_jobs().await;
        assert_eq!(both().await, ("0".to_owned(), "4".to_owned()), "by hand");
        let mails = app.mails();
        let reminded = |person: &str| mails.iter().any(|mail| mail.recipient == email(person) && mail.text.contains("waits for your decision"));
        assert!(reminded("victor") && !reminded("carla"));
    }

    /// S1.139: everybody hears of what concerns them, once, with a way there.
    async fn s1_139_both_sides_are_told(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let approval = sent(&mia, simple(&app, "Story")).await;
        app.run_jobs().await;
        let told = carla.get("/portal/notifications").await.expect(200);
        assert!(told.body.contains("sent “Story” for your approval") && told.body.contains(&page(&approval)));
        assert!(!app.as_client("victor").await.get("/portal/notifications").await.body.contains("Story"));
        carla.post(&format!("{}/seen", page(&approval)), &[]).await.expect(204);
        decide(&carla, &approval, 0, "changes_requested", "Longer").await.expect(303);
        app.run_jobs().await;
        let told = mia.all("/notifications", 200).await;
        let asked = told.iter().find(|row| row["kind"] == "approval_changes_requested").unwrap();
        assert_eq!(asked["approval_id"], approval["id"]);
    }
}
