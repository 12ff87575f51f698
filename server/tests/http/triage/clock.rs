use chrono::TimeDelta;
use serde_json::{Value, json};

use super::seen;
use crate::staff_api::made::{patch_if, request};
use crate::support::TestApp;

/// Every hour of every day, so that the test may run at any time; and what is promised.
fn always() -> Value {
    json!({ "targets": [
        { "priority": "normal", "first_response_minutes": 60, "resolution_minutes": 240 },
        { "priority": "urgent", "first_response_minutes": 5 },
    ] })
}

both! {
    /// S1.80: what is promised, and how the agency does with it, without the client's time.
    async fn s1_80_a_promise_tells_how_it_does(app: TestApp) {
        app.as_staff("adam").await.patch("/service-hours", always()).await.expect(200);
        let carla = app.as_client("carla").await;
        let id = request(&carla, "job", "a kite").await;
        let states = async || {
            let now = seen(&app.as_staff("mia").await, &id).await;
            let state = |name: &str| now[name]["state"].as_str().unwrap_or("none").to_owned();
            (state("first_response"), state("resolution"))
        };
        let are = |first: &str, whole: &str| (first.to_owned(), whole.to_owned());
        assert_eq!(states().await, are("on_track", "on_track"));
        app.advance(TimeDelta::minutes(50));
        assert_eq!(states().await, are("at_risk", "on_track"));
        let mia = app.as_staff("mia").await;
        mia.post(&format!("/requests/{id}/messages"), json!({ "body": "which colour?" })).await.expect(201);
        assert_eq!(states().await, are("met", "paused"));
        app.advance(TimeDelta::days(2));
        assert_eq!(states().await, are("met", "paused"));
        let carla = app.as_client("carla").await;
        carla.post(&format!("/portal/requests/{id}/messages"), &[("body", "red")]).await.expect(303);
        app.advance(TimeDelta::minutes(140));
        assert_eq!(states().await, are("met", "at_risk"));
        app.advance(TimeDelta::minutes(60));
        assert_eq!(states().await, are("met", "breached"));
        let mia = app.as_staff("mia").await;
        let listed = mia.get("/requests?filter=kite").await.expect(200).json();
        let row = &listed["items"][0];
        assert_eq!((&row["resolution"]["state"], &row["resolution"]["target_seconds"]), (&json!("breached"), &json!(14_400)));
        let used = row["agency_business_seconds"].as_i64().unwrap();
        assert!((0..120).contains(&(used - 250 * 60)), "{used}");
        let urgent = mia.patch(&format!("/requests/{id}"), json!({ "priority": "urgent" })).await.expect(200).json();
        assert_eq!((&urgent["first_response"]["state"], urgent.get("resolution")), (&json!("breached"), None));
        let low = mia.patch(&format!("/requests/{id}"), json!({ "priority": "low" })).await.expect(200).json();
        assert_eq!((low.get("first_response"), low.get("resolution")), (None, None), "nothing is promised");
    }

    /// Hours and holidays count at once, for what was before as well.
    async fn hours_count_at_once_and_backwards(app: TestApp) {
        let carla = app.as_client("carla").await;
        let id = request(&carla, "job", "a kite").await;
        app.advance(TimeDelta::days(7));
        let used = async || seen(&app.as_staff("mia").await, &id).await["agency_business_seconds"].as_i64().unwrap();
        assert!(used().await >= 7 * 86_400);
        let hours: Vec<Value> = ["monday", "wednesday"]
            .iter()
            .map(|day| json!({ "weekday": day, "from": "09:00", "to": "17:30" }))
            .collect();
        app.as_staff("adam").await.patch("/service-hours", json!({ "hours": hours })).await.expect(200);
        assert!((used().await - 2 * 8 * 3600 - 3600).abs() <= 120, "{}", used().await);
    }

    async fn only_admins_say_when_the_agency_works(app: TestApp) {
        let (mia, adam) = (app.as_staff("mia").await, app.as_staff("adam").await);
        let empty = mia.get("/service-hours").await.expect(200).json();
        assert_eq!(empty, json!({ "hours": [], "holidays": [], "targets": [], "version": 0 }));
        assert_eq!(mia.patch("/service-hours", always()).await.expect(403).code(), "admin_only");
        let hours = json!([{ "weekday": "friday", "from": "13:00", "to": "24:00" }, { "weekday": "friday", "from": "08:00", "to": "12:00" }]);
        let holidays = json!([{ "date": "2026-12-25", "name": "Christmas" }]);
        let set = adam.patch("/service-hours", json!({ "hours": hours, "holidays": holidays })).await.expect(200).json();
        assert_eq!((&set["hours"][0]["from"], &set["hours"][1]["to"], &set["version"]), (&json!("08:00"), &json!("24:00"), &json!(1)));
        let kept = adam.patch("/service-hours", always()).await.expect(200).json();
        assert_eq!((&kept["hours"], kept["targets"].as_array().unwrap().len()), (&set["hours"], 2), "what is left out stays");
        assert_eq!(patch_if(&adam, "/service-hours", "\"1\"", &always()).await.expect(412).code(), "stale");
        for (field, wrong) in [
            ("hours", json!({ "hours": [{ "weekday": "monday", "from": "17:00", "to": "09:00" }] })),
            ("hours", json!({ "hours": [{ "weekday": "monday", "from": "9", "to": "10:00" }] })),
            ("hours", json!({ "hours": [{ "weekday": "monday", "from": "09:00", "to": "11:00" }, { "weekday": "monday", "from": "10:00", "to": "12:00" }] })),
            ("holidays", json!({ "holidays": [{ "date": "2026-12-25", "name": "a" }, { "date": "2026-12-25", "name": "b" }] })),
            ("targets", json!({ "targets": [{ "priority": "low" }, { "priority": "low" }] })),
        ] {
            let answer = adam.patch("/service-hours", wrong.clone()).await.expect(422).json();
            assert_eq!(answer["errors"][0]["field"], field, "{wrong}");
        }
        for wrong in [
            json!({ "hours": [{ "weekday": "someday", "from": "09:00", "to": "11:00" }] }),
            json!({ "targets": [{ "priority": "low", "resolution_minutes": 0 }] }),
            json!({ "holidays": [{ "date": "2026-02-30", "name": "a" }] }),
        ] {
            adam.patch("/service-hours", wrong).await.expect(422);
        }
        adam.patch("/service-hours", json!({ "zone": "UTC" })).await.expect(400);
        let henry = app.as_staff("henry").await;
        assert_eq!(henry.get("/service-hours").await.expect(200).json(), empty, "another agency's are its own");
    }
}
