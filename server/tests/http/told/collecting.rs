use chrono::TimeDelta;
use serde_json::json;

use super::{answers, mails_to, patient, settled};
use crate::support::TestApp;

both! {
    /// S1.139: six answers within five minutes are one mail, and the portal knows each at once.
    async fn s1_139_a_hot_thread_is_one_mail(app: TestApp) {
        let app = patient(&app).await;
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let id = carla.request("Lanterns", "x").await;
        settled(&app).await;
        for number in 0..6 {
            answers(&mia, &id, &format!("answer {number}")).await;
            app.advance(TimeDelta::seconds(40));
            app.run_jobs().await;
        }
        assert!(mails_to(&app, "carla").is_empty(), "a mail did not wait");
        assert!(carla.get("/portal").await.expect(200).body.contains("Mia replied to “Lanterns”"));
        app.advance(TimeDelta::minutes(2));
        app.run_jobs().await;
        let mails = mails_to(&app, "carla");
        assert_eq!(mails.len(), 1);
        assert!(mails[0].text.contains("Mia replied to “Lanterns” (6 times)"), "{}", mails[0].text);
        // What comes later waits anew, and comes under the same subject in the same thread.
        answers(&mia, &id, "one more").await;
        app.run_jobs().await;
        assert_eq!(mails_to(&app, "carla").len(), 1);
        app.advance(TimeDelta::minutes(6));
        app.run_jobs().await;
        let mails = mails_to(&app, "carla");
        assert_eq!(mails.len(), 2);
        assert_eq!((&mails[0].subject, &mails[0].thread), (&mails[1].subject, &mails[1].thread));
        assert_ne!(mails[0].message_id, mails[1].message_id);
    }

    async fn what_is_about_two_requests_is_two_mails(app: TestApp) {
        let app = patient(&app).await;
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let (one, two) = (carla.request("Lanterns", "x").await, carla.request("Lamps", "x").await);
        settled(&app).await;
        for id in [&one, &two, &one] {
            answers(&mia, id, "x").await;
        }
        mia.patch(&format!("/requests/{two}"), json!({ "status": "closed" })).await.expect(200);
        app.advance(TimeDelta::minutes(6));
        app.run_jobs().await;
        let mut mails = mails_to(&app, "carla");
        mails.sort_by(|a, b| a.subject.cmp(&b.subject));
        let [lamps, lanterns] = &mails[..] else { panic!("{mails:?}") };
        assert!(lamps.subject.starts_with("Lamps [#") && lanterns.subject.starts_with("Lanterns [#"));
        assert!(lamps.text.contains("Mia replied to “Lamps”") && lamps.text.contains("Mia closed “Lamps”"), "{}", lamps.text);
        assert_ne!(lamps.thread, lanterns.thread);
    }

    /// Whoever looks at the page needs no mail about it.
    async fn what_was_read_meanwhile_is_not_mailed(app: TestApp) {
        let app = patient(&app).await;
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let id = carla.request("Lanterns", "x").await;
        settled(&app).await;
        answers(&mia, &id, "x").await;
        app.run_jobs().await;
        carla.post(&format!("/portal/requests/{id}/seen"), &[]).await.expect(204);
        app.advance(TimeDelta::minutes(6));
        app.run_jobs().await;
        assert!(mails_to(&app, "carla").is_empty());
        assert_eq!(app.store.value("SELECT count(*) FROM client_notification WHERE mail_at IS NOT NULL").await, "0");
    }

    /// What is nobody's business any more when the mail is written, is not in it.
    async fn a_mail_that_waits_is_for_those_who_may_read_it_then(app: TestApp) {
        let app = patient(&app).await;
        let carla = app.as_client("carla").await;
        let id = carla.request("Lanterns", "x").await;
        settled(&app).await;
        let ways = [
            ("UPDATE membership SET can_submit_requests = FALSE", "UPDATE membership SET can_submit_requests = TRUE"),
            ("UPDATE workspace SET work_on = FALSE", "UPDATE workspace SET work_on = TRUE"),
            ("UPDATE workspace SET archived_at = created_at", "UPDATE workspace SET archived_at = NULL"),
            ("UPDATE client_user SET disabled_at = created_at", "UPDATE client_user SET disabled_at = NULL"),
            ("DELETE FROM membership WHERE workspace_id IN (SELECT workspace_id FROM request WHERE subject = 'Lanterns')", "UPDATE workspace SET work_on = TRUE"),
        ];
        for (away, back) in ways {
            // A token lives for ten minutes.
            answers(&app.as_staff("mia").await, &id, "x").await;
            app.run_jobs().await;
            app.store.sql(away).await;
            app.advance(TimeDelta::minutes(6));
            app.run_jobs().await;
            assert!(mails_to(&app, "carla").is_empty(), "{away}");
            app.store.sql(back).await;
            app.run_jobs().await;
            assert!(mails_to(&app, "carla").is_empty(), "after {away}");
        }
    }
}
