use chrono::TimeDelta;
use serde_json::{Value, json};

use super::made::request;
use crate::support::{Staff, TestApp};

const HOUR: i64 = 3600;

/// Fails unless a duration is so many hours, but for the time that the test itself takes.
#[track_caller]
fn hours(request: &Value, name: &str, hours: i64) {
    let seconds = request[name].as_i64().unwrap();
    assert!((0..120).contains(&(seconds - hours * HOUR)), "{name}: {seconds} s, not {hours} h");
}

async fn view(staff: &Staff, path: &str) -> Value {
    staff.get(path).await.expect(200).json()
}

both! {
    /// S1.80: how long a request took, and whose time it was.
    async fn s1_80_a_request_tells_how_long_it_took_and_who_was_waited_for(app: TestApp) {
        let carla = app.as_client("carla").await;
        let id = request(&carla, "job", "a long story").await;
        let path = format!("/requests/{id}");
        app.advance(TimeDelta::hours(2));
        let mia = app.as_staff("mia").await;
        let waiting = view(&mia, &path).await;
        assert_eq!(
            (&waiting["waits_on"], waiting.get("first_reply_seconds"), waiting.get("resolution_seconds")),
            (&json!("agency"), None, None)
        );
        hours(&waiting, "agency_seconds", 2);
        mia.post(&format!("{path}/messages"), json!({ "body": "which colour?" })).await.expect(201);
        app.advance(TimeDelta::hours(5));
        // A second word of the same side changes no turn, and a note is no answer.
        let mia = app.as_staff("mia").await;
        mia.post(&format!("{path}/messages"), json!({ "body": "red?" })).await.expect(201);
        mia.post(&format!("{path}/notes"), json!({ "body": "slow" })).await.expect(201);
        let asked = view(&mia, &path).await;
        assert_eq!(asked["waits_on"], "client");
        hours(&asked, "first_reply_seconds", 2);
        hours(&asked, "client_seconds", 5);
        carla.post(&format!("/portal/requests/{id}/messages"), &[("body", "red")]).await.expect(303);
        app.advance(TimeDelta::hours(3));
        let mia = app.as_staff("mia").await;
        let closed = mia.patch(&path, json!({ "status": "closed" })).await.expect(200).json();
        let told = |request: &Value| {
            hours(request, "first_reply_seconds", 2);
            hours(request, "resolution_seconds", 10);
            hours(request, "agency_seconds", 5);
            hours(request, "client_seconds", 5);
            assert_eq!((&request["waits_on"], &request["status"]), (&json!("nobody"), &json!("closed")));
        };
        told(&closed);
        // What is done takes no longer because time goes by.
        app.advance(TimeDelta::hours(20));
        let mia = app.as_staff("mia").await;
        told(&view(&mia, &path).await);
        let reopened = mia.patch(&path, json!({ "status": "open" })).await.expect(200).json();
        assert_eq!((reopened.get("resolution_seconds"), reopened.get("closed_at")), (None, None));
        assert_eq!(reopened["waits_on"], "agency");
        hours(&reopened, "agency_seconds", 5);
    }

    /// Closing twice is closing once; a client's closing counts like the agency's.
    async fn closing_again_changes_no_time(app: TestApp) {
        let carla = app.as_client("carla").await;
        let id = request(&carla, "support", "never mind").await;
        app.advance(TimeDelta::hours(1));
        carla.post(&format!("/portal/requests/{id}/close"), &[]).await.expect(303);
        app.advance(TimeDelta::hours(4));
        let mia = app.as_staff("mia").await;
        let path = format!("/requests/{id}");
        let closed = mia.patch(&path, json!({ "status": "closed" })).await.expect(200).json();
        carla.post(&format!("/portal/requests/{id}/close"), &[]).await.expect(303);
        hours(&closed, "resolution_seconds", 1);
        hours(&view(&mia, &path).await, "resolution_seconds", 1);
    }
}
