use chrono::{TimeDelta, Timelike};
use chrono_tz::Europe::Berlin;
use serde_json::json;

use super::{answers, mails_to, settled};
use crate::support::{Browser, TestApp, attribute_after, text_of};

const PAGE: &str = "/portal/account/notifications";

async fn choose(browser: &Browser, fields: &[(&str, &str)]) {
    let mut all = vec![("digest_hour", "8"), ("quiet_from", ""), ("quiet_to", "")];
    for field in fields {
        all.retain(|(name, _)| name != &field.0);
        all.push(*field);
    }
    assert_eq!(browser.post(PAGE, &all).await.expect(303).location(), "/portal/account/notifications?saved=yes");
}

both! {
    /// S2.104: what a person chooses is kept, shown again, and for nobody else.
    async fn s2_104_a_client_chooses_what_comes_by_mail(app: TestApp) {
        let (carla, ben) = (app.as_client("carla").await, app.as_client("ben").await);
        let before = carla.get(PAGE).await.expect(200).body;
        let chosen = |page: &str, name: &str, value: &str| {
            page.split("<input").any(|tag| {
                let tag = tag.split('>').next().unwrap_or_default();
                tag.contains(&format!("name=\"{name}\"")) && tag.contains(&format!("value=\"{value}\"")) && tag.contains("checked")
            })
        };
        for (group, default) in [("answers", "now"), ("requests", "now"), ("projects", "digest"), ("comments", "now")] {
            assert!(chosen(&before, group, default), "{group}");
        }
        choose(&carla, &[("answers", "off"), ("comments", "digest"), ("digest_hour", "17"), ("quiet_from", "22"), ("quiet_to", "6")]).await;
        let after = carla.get(PAGE).await.expect(200).body;
        assert!(chosen(&after, "answers", "off") && chosen(&after, "comments", "digest") && chosen(&after, "projects", "digest"));
        assert_eq!(attribute_after(&after, "value=\"17\" selected", "value"), Some("17"));
        assert!(text_of(&after).contains("Europe/Berlin"));
        let others = ben.get(PAGE).await.expect(200).body;
        assert!(chosen(&others, "answers", "now") && !others.contains("value=\"17\" selected"));
        let audited = "SELECT count(*) FROM audit_entry WHERE action LIKE 'notification%'";
        assert_eq!(app.store.value(audited).await, "0");
    }

    async fn a_choice_that_makes_no_sense_is_refused_with_what_was_typed(app: TestApp) {
        let carla = app.as_client("carla").await;
        for (fields, message) in [
            (vec![("digest_hour", "24")], "Choose an hour."),
            (vec![("digest_hour", "8"), ("answers", "sometimes")], "Choose one of the three."),
            (vec![("digest_hour", "8"), ("request_closed", "sometimes")], "Choose one of the four."),
            (vec![("digest_hour", "8"), ("quiet_from", "22")], "Choose when they end"),
            (vec![("digest_hour", "8"), ("quiet_to", "6")], "Choose when they begin"),
            (vec![("digest_hour", "8"), ("quiet_from", "6"), ("quiet_to", "6")], "another hour"),
            (vec![("digest_hour", "8"), ("quiet_from", "x"), ("quiet_to", "-1")], "Choose an hour."),
        ] {
            let answer = carla.post(PAGE, &fields).await.expect(422);
            assert!(text_of(&answer.body).contains(message), "{fields:?}");
        }
        assert_eq!(app.store.value("SELECT count(*) FROM client_preference").await, "0");
    }

    /// Off is off, in the digest is once a day, and the portal has everything in any case.
    async fn s2_104_mails_come_as_they_were_chosen(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let id = carla.request("Lanterns", "x").await;
        settled(&app).await;
        choose(&carla, &[("answers", "off"), ("requests", "digest")]).await;
        answers(&mia, &id, "x").await;
        for status in ["closed", "open", "closed"] {
            mia.patch(&format!("/requests/{id}"), json!({ "status": status })).await.expect(200);
        }
        app.run_jobs().await;
        assert!(mails_to(&app, "carla").is_empty());
        assert!(carla.get("/portal/notifications").await.expect(200).body.contains("Mia replied to “Lanterns”"));
        app.advance(TimeDelta::hours(24));
        app.run_jobs().await;
        app.run_jobs().await;
        let mails = mails_to(&app, "carla");
        assert_eq!(mails.len(), 1, "{mails:?}");
        assert!(mails[0].subject.starts_with("3 things happened at Northwind"), "{}", mails[0].subject);
        assert!(mails[0].text.contains("• Mia closed “Lanterns”") && !mails[0].text.contains("replied"), "{}", mails[0].text);
        app.advance(TimeDelta::hours(24));
        app.run_jobs().await;
        assert_eq!(mails_to(&app, "carla").len(), 1, "a day without anything has a digest");
    }

    /// S2.104: one event apart from its group, kept and shown, and ended with the group by the link in a mail.
    async fn s2_104_an_event_is_chosen_apart_from_its_group(app: TestApp) {
        let (carla, ben, mia) = (app.as_client("carla").await, app.as_client("ben").await, app.as_staff("mia").await);
        let id = carla.request("Lanterns", "x").await;
        settled(&app).await;
        choose(&carla, &[("requests", "digest"), ("request_closed", "now"), ("request_reopened", "")]).await;
        let page = carla.get(PAGE).await.expect(200).body;
        let row = |name: &str| {
            let tags = page.split("<input").filter(|tag| tag.contains(&format!("name=\"{name}\"")));
            tags.filter(|tag| tag.split('>').next().unwrap().contains("checked")).map(str::to_owned).collect::<Vec<_>>()
        };
        assert!(row("requests")[0].contains("value=\"digest\"") && row("request_closed")[0].contains("value=\"now\""));
        assert!(row("request_reopened")[0].contains("value=\"\"") && row("milestone_completed")[0].contains("value=\"\""));
        // What differs from its group is seen; the rest is folded away.
        let around = |page: &str, name: &str| page[..page.find(&format!("name=\"{name}\"")).unwrap()].rsplit("<details").next().unwrap().starts_with(" open");
        assert!(around(&page, "request_closed") && around(&page, "request_reopened") && !around(&page, "milestone_completed"));
        assert!(!around(&ben.get(PAGE).await.expect(200).body, "request_closed"), "another's choice");
        let refused = carla.post(PAGE, &[("digest_hour", "8"), ("milestone_completed", "sometimes")]).await.expect(422).body;
        assert!(around(&refused, "milestone_completed") && !around(&refused, "request_closed"), "a fault is seen");
        assert!(row("connections").len() == 1 && row("connection_lost").len() == 1 && row("request_opened").len() == 1);
        for status in ["closed", "open"] {
            mia.patch(&format!("/requests/{id}"), json!({ "status": status })).await.expect(200);
        }
        app.run_jobs().await;
        let mails = mails_to(&app, "carla");
        assert_eq!(mails.len(), 1, "{mails:?}");
        assert!(mails[0].text.contains("Mia closed “Lanterns”") && !mails[0].text.contains("reopened"), "{}", mails[0].text);
        let link = mails[0].text.split_whitespace().find(|word| word.contains("/portal/unsubscribe/")).unwrap();
        let path = &link[link.find("/portal/").unwrap()..];
        app.stranger().plain_post(path, &[]).await.expect(200);
        mia.patch(&format!("/requests/{id}"), json!({ "status": "closed" })).await.expect(200);
        app.run_jobs().await;
        app.advance(TimeDelta::hours(25));
        app.run_jobs().await;
        assert_eq!(mails_to(&app, "carla").len(), 1, "a mail of a kind that was ended");
    }

    /// Mails wait until the quiet hours end, which are those of the person's own clock.
    async fn s2_104_in_quiet_hours_mails_wait(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let id = carla.request("Lanterns", "x").await;
        settled(&app).await;
        let hour = app.app.database.clock().now().with_timezone(&Berlin).hour();
        let (from, to) = (hour.to_string(), ((hour + 2) % 24).to_string());
        choose(&carla, &[("quiet_from", &from), ("quiet_to", &to)]).await;
        answers(&mia, &id, "x").await;
        app.run_jobs().await;
        assert!(mails_to(&app, "carla").is_empty());
        assert!(carla.get("/portal").await.expect(200).body.contains("Mia replied to “Lanterns”"));
        app.advance(TimeDelta::minutes(50));
        app.run_jobs().await;
        assert!(mails_to(&app, "carla").is_empty());
        app.advance(TimeDelta::minutes(71));
        app.run_jobs().await;
        assert_eq!(mails_to(&app, "carla").len(), 1);
        // Somewhere else it is another time of the day.
        app.store.sql("UPDATE client_user SET time_zone = 'Pacific/Auckland'").await;
        assert!(text_of(&carla.get(PAGE).await.expect(200).body).contains("Pacific/Auckland"));
    }
}
