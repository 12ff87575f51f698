use poem::http::Method;
use serde_json::{Value, json};

use crate::support::{Staff, TestApp, email};

fn at(app: &TestApp, person: &str) -> String {
    format!("/staff/{}", app.cast.people[person])
}

async fn listens(staff: &Staff) -> crate::support::Stream {
    let ask = staff.ask(Method::GET, "/events").header("accept", "text/event-stream").send().await;
    ask.expect(200).stream.unwrap()
}

both! {
    /// S2.19, S2.22: a role counts from the very next request.
    async fn s2_22_a_role_counts_at_once(app: TestApp) {
        let (adam, mia) = (app.as_staff("adam").await, app.as_staff("mia").await);
        mia.get("/audit").await.expect(403);
        let changed = adam.patch(&at(&app, "mia"), json!({ "role": "admin", "title": " Lead ", "phone": "" })).await.expect(200);
        assert_eq!((changed.json()["title"].as_str(), changed.json()["phone"].as_str()), (Some("Lead"), None));
        mia.get("/audit").await.expect(200);
        mia.patch(&at(&app, "adam"), json!({ "role": "member" })).await.expect(200);
        adam.get("/audit").await.expect(403);
        adam.patch(&at(&app, "mia"), json!({ "role": "member" })).await.expect(403);
        let trail = mia.all("/audit?action=staff.role_changed", 50).await;
        assert_eq!(trail[0]["detail"], json!({ "before": "admin", "after": "member" }));
        for wrong in [json!({ "role": "owner" }), json!({ "phone": "call me" }), json!({ "title": "t".repeat(121) }), json!({ "email": "x@y.test" })] {
            let answer = mia.patch(&at(&app, "adam"), wrong.clone()).await;
            assert!([400, 422].contains(&answer.status), "{wrong}");
        }
    }

    /// Nobody but the owner touches the owner, and not even the owner steps down without a successor.
    async fn the_owner_is_the_owners(app: TestApp) {
        let (adam, olivia, henry) = (app.as_staff("adam").await, app.as_staff("olivia").await, app.as_staff("henry").await);
        for body in [json!({ "role": "member" }), json!({ "title": "Nobody" }), json!({ "phone": "1" })] {
            assert_eq!(adam.patch(&at(&app, "olivia"), body).await.expect(403).code(), "owner_protected");
        }
        assert_eq!(adam.post(&format!("{}/disable", at(&app, "olivia")), json!({})).await.expect(409).code(), "owner_stays");
        assert_eq!(olivia.patch(&at(&app, "olivia"), json!({ "role": "admin" })).await.expect(409).code(), "owner_stays");
        olivia.patch(&at(&app, "olivia"), json!({ "title": "Founder" })).await.expect(200);
        for person in ["olivia", "adam"] {
            let own = app.as_staff(person).await.post(&format!("{}/disable", at(&app, person)), json!({})).await;
            assert_eq!(own.expect(409).code(), "not_yourself");
        }
        henry.patch(&at(&app, "adam"), json!({ "role": "member" })).await.expect(404);
        henry.post(&format!("{}/disable", at(&app, "adam")), json!({})).await.expect(404);
        assert_eq!(adam.get(&at(&app, "olivia")).await.expect(200).json()["role"], "owner");
    }

    /// FreeScout CVE-2026-48810, vaultwarden CVE-2026-95814: who is shut out is out, with every token they have.
    async fn cve_2026_95814_who_is_disabled_is_out_at_once(app: TestApp) {
        app.hear().await;
        let (olivia, mia) = (app.as_staff("olivia").await, app.as_staff("mia").await);
        app.run_jobs().await;
        let (mut ear, mut other) = (listens(&mia).await, listens(&olivia).await);
        let off = olivia.post(&format!("{}/disable", at(&app, "mia")), json!({})).await.expect(200).json();
        assert!(off["disabled_at"].is_string());
        assert!(ear.ends().await, "the stream outlives the person");
        assert_eq!(other.next().await.data["kind"], "people_changed");
        mia.get("/me").await.expect(401);
        let refresh = json!({ "refresh_token": mia.refresh });
        app.ask(Method::POST, "/api/v1/auth/refresh").json(&refresh).send().await.expect(401);
        app.staff_sign_in(&email("mia"), crate::support::PASSWORD).await.expect(401);
        let names = |list: Vec<Value>| list.iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
        assert!(!names(olivia.all("/staff", 50).await).contains(&"Mia".into()));
        assert_eq!(names(olivia.all("/staff?disabled=true", 50).await), ["Mia"]);
        let carla = app.as_client("carla").await;
        assert!(!carla.get("/portal").await.expect(200).body.contains(&email("mia")), "nobody to turn to any more");
        olivia.post(&format!("{}/enable", at(&app, "mia")), json!({})).await.expect(200);
        mia.get("/me").await.expect(401);
        app.staff_sign_in(&email("mia"), crate::support::PASSWORD).await.expect(200);
    }
}
