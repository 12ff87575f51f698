//! Webhooks that nobody answers any more: paused by themselves, and told to those who can mend it.

use chrono::TimeDelta;
use serde_json::{Value, json};

use super::{act, deliveries, reply, seen, states, webhook};
use crate::support::TestApp;
use crate::told::mails_to;
use crate::workflows::Target;

/// Longer than each wait between two tries, the first eight of them.
fn waits() -> [TimeDelta; 8] {
    [2, 6, 34, 135, 335, 665, 995, 1325].map(TimeDelta::minutes)
}

/// The notifications of somebody about webhooks.
async fn told(app: &TestApp, person: &str) -> Vec<Value> {
    let all = app.as_staff(person).await.all("/notifications", 100).await;
    all.into_iter().filter(|one| one["kind"] == "webhook_paused").collect()
}

both! {
    async fn to_whom_nothing_gets_through_for_two_days_is_paused_and_admins_are_told(app: TestApp) {
        let target = Target::answering(|_| (500, String::new(), String::new())).await;
        let hook = webhook(&app, &format!("{}/with?key=inside", target.url), &["request.replied"]).await;
        reply(&app, "so").await;
        app.run_jobs().await;
        for (number, wait) in waits().into_iter().enumerate() {
            let now = seen(&app, &hook).await;
            assert!(now["paused_at"].is_null(), "it was paused after {} tries", number + 1);
            app.advance(wait);
            app.run_jobs().await;
            assert_eq!(target.heard().len(), number + 2);
        }
        let now = seen(&app, &hook).await;
        assert_eq!((now["paused_at"].is_string(), &now["pause_reason"]), (true, &json!("failing")));
        for person in ["olivia", "adam"] {
            let told = told(&app, person).await;
            assert_eq!(told.len(), 1, "{person}: {told:?}");
            assert_eq!(told[0]["title"], "The webhook to 127.0.0.1 is paused");
            let mails = mails_to(&app, person);
            let paused: Vec<_> = mails.iter().filter(|mail| mail.text.contains("The webhook to 127.0.0.1 is paused")).collect();
            assert_eq!(paused.len(), 1, "{person}");
            assert!(!paused[0].text.contains("inside"), "{}", paused[0].text);
        }
        assert!(told(&app, "mia").await.is_empty());
        let entry = app.as_staff("olivia").await.all("/audit?action=webhook.paused", 50).await.remove(0);
        assert_eq!((&entry["actor_kind"], &entry["detail"]["reason"]), (&json!("system"), &json!("failing")));
        // From now on nothing is sent, and what happens is missed.
        reply(&app, "meanwhile").await;
        app.advance(TimeDelta::days(2));
        app.run_jobs().await;
        assert_eq!(target.heard().len(), 9);
        assert_eq!(states(&app, &hook).await, ["waiting", "missed"]);
        // Resumed, it is told of what waited and not of what it missed.
        act(&app, &hook, "resume", json!({})).await.expect(200);
        app.run_jobs().await;
        assert_eq!(target.heard().len(), 10);
        let now = seen(&app, &hook).await;
        assert_eq!((now["paused_at"].is_null(), now["pause_reason"].is_null()), (true, true));
        // That was the tenth try, and the last.
        assert_eq!(states(&app, &hook).await, ["failed", "missed"]);
    }

    async fn one_that_gets_something_through_is_not_dead(app: TestApp) {
        let target = Target::answering(|number| (if number == 7 { 200 } else { 500 }, String::new(), String::new())).await;
        let hook = webhook(&app, &target.url, &["request.replied"]).await;
        reply(&app, "so").await;
        app.run_jobs().await;
        for wait in waits() {
            app.advance(wait);
            app.run_jobs().await;
        }
        assert_eq!(states(&app, &hook).await, ["delivered"]);
        reply(&app, "and so").await;
        app.run_jobs().await;
        let now = seen(&app, &hook).await;
        assert!(now["paused_at"].is_null() && now["failing_since"].is_string(), "{now}");
    }

    async fn who_says_that_they_are_gone_is_believed(app: TestApp) {
        let target = Target::answering(|_| (410, String::new(), String::new())).await;
        let hook = webhook(&app, &target.url, &["request.replied"]).await;
        reply(&app, "one").await;
        reply(&app, "two").await;
        app.run_jobs().await;
        reply(&app, "three").await;
        app.advance(TimeDelta::hours(3));
        app.run_jobs().await;
        assert_eq!(target.heard().len(), 1);
        assert_eq!(seen(&app, &hook).await["pause_reason"], "gone");
        assert_eq!(states(&app, &hook).await, ["failed", "waiting", "missed"]);
        assert_eq!(deliveries(&app, &hook).await[0]["last_status"], 410);
        assert_eq!(told(&app, "olivia").await.len(), 1);
    }
}
