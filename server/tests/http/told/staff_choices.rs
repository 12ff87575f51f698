use chrono::TimeDelta;
use poem::http::Method;
use serde_json::{Value, json};

use super::{mails_to, settled};
use crate::support::{Staff, TestApp};

const PATH: &str = "/me/notification-preferences";

async fn put(staff: &Staff, body: Value, version: Option<&str>) -> crate::support::Answer {
    let ask = staff.ask(Method::PUT, PATH).json(&body);
    match version {
        Some(version) => ask.header("if-match", version).send().await,
        None => ask.send().await,
    }
}

fn mail_of(preferences: &Value, group: &str) -> String {
    let all = preferences["choices"].as_array().unwrap();
    all.iter().find(|choice| choice["group"] == group).unwrap()["mail"].as_str().unwrap().to_owned()
}

both! {
    async fn staff_choose_for_themselves_what_comes_by_mail(app: TestApp) {
        let (mia, adam) = (app.as_staff("mia").await, app.as_staff("adam").await);
        let answer = mia.get(PATH).await.expect(200);
        assert_eq!(answer.header("etag"), "\"0\"");
        let before = answer.json();
        assert_eq!((mail_of(&before, "requests"), mail_of(&before, "notes")), ("now".into(), "off".into()));
        assert_eq!((&before["digest_hour"], &before["quiet_from"], &before["time_zone"]), (&json!(8), &Value::Null, &json!("Europe/Berlin")));
        let wanted = json!({ "choices": [{ "group": "requests", "mail": "off" }], "digest_hour": 7, "quiet_from": 20, "quiet_to": 7 });
        let answer = put(&mia, wanted.clone(), Some("\"0\"")).await.expect(200);
        assert_eq!(answer.header("etag"), "\"1\"");
        assert_eq!(answer.json(), mia.get(PATH).await.expect(200).json());
        assert_eq!(mail_of(&answer.json(), "requests"), "off");
        assert_eq!(put(&mia, wanted, Some("\"0\"")).await.expect(412).code(), "stale");
        assert_eq!(mail_of(&adam.get(PATH).await.expect(200).json(), "requests"), "now");
    }

    async fn choices_of_staff_that_make_no_sense_are_refused(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let right = json!({ "choices": [], "digest_hour": 8 });
        for (change, status) in [
            (json!({ "digest_hour": 24 }), 422),
            (json!({ "quiet_from": 8 }), 422),
            (json!({ "quiet_to": 8 }), 422),
            (json!({ "quiet_from": 8, "quiet_to": 8 }), 422),
            (json!({ "choices": [{ "group": "weather", "mail": "now" }] }), 422),
            (json!({ "choices": [{ "group": "notes", "mail": "daily" }] }), 422),
            (json!({ "mails": true }), 400),
        ] {
            let mut body = right.clone();
            body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
            put(&mia, body, None).await.expect(status);
        }
        assert_eq!(app.store.value("SELECT count(*) FROM staff_preference").await, "0");
    }

    /// What a client does comes to those in charge; notes come to nobody who did not ask for them, and never say what
    /// stands in them.
    async fn staff_get_mail_about_what_is_theirs(app: TestApp) {
        let (carla, mia, adam) = (app.as_client("carla").await, app.as_staff("mia").await, app.as_staff("adam").await);
        settled(&app).await;
        let id = carla.request("Lanterns", "secret words").await;
        app.run_jobs().await;
        for person in ["mia", "adam", "olivia"] {
            let mails = mails_to(&app, person);
            assert_eq!(mails.len(), 1, "{person}");
            assert!(mails[0].text.contains("Carla sent “Lanterns”") && !mails[0].text.contains("secret words"));
        }
        adam.post(&format!("/requests/{id}/notes"), json!({ "body": "secret words" })).await.expect(201);
        app.run_jobs().await;
        assert_eq!(mails_to(&app, "mia").len(), 1);
        put(&mia, json!({ "choices": [{ "group": "notes", "mail": "now" }], "digest_hour": 8 }), None).await.expect(200);
        adam.post(&format!("/requests/{id}/notes"), json!({ "body": "secret words" })).await.expect(201);
        app.run_jobs().await;
        let mails = mails_to(&app, "mia");
        assert_eq!(mails.len(), 2);
        assert!(mails[1].text.contains("Adam left a note on “Lanterns”") && !mails[1].text.contains("secret words"));
        assert!(mails_to(&app, "carla").is_empty());
    }

    /// Hours are those of the reader's own day: at noon in Berlin it is night in Auckland.
    async fn quiet_hours_of_staff_are_those_of_their_own_zone(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        settled(&app).await;
        let now = app.app.database.system().now();
        let hour = |zone: chrono_tz::Tz| chrono::Timelike::hour(&now.with_timezone(&zone));
        let (there, here) = (hour(chrono_tz::Pacific::Auckland), hour(chrono_tz::Europe::Berlin));
        assert_ne!(there, here);
        let quiet = json!({ "choices": [], "digest_hour": 8, "quiet_from": there, "quiet_to": (there + 1) % 24 });
        put(&mia, quiet, None).await.expect(200);
        carla.request("By day", "x").await;
        app.run_jobs().await;
        assert_eq!(mails_to(&app, "mia").len(), 1, "quiet in another zone");
        mia.patch("/me", json!({ "time_zone": "Pacific/Auckland" })).await.expect(200);
        assert_eq!(mia.get(PATH).await.expect(200).json()["time_zone"], "Pacific/Auckland");
        carla.request("By night", "x").await;
        app.run_jobs().await;
        assert_eq!(mails_to(&app, "mia").len(), 1, "a mail by night");
        app.advance(TimeDelta::minutes(61));
        app.run_jobs().await;
        assert_eq!(mails_to(&app, "mia").len(), 2);
    }
}
