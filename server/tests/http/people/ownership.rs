use chrono::TimeDelta;
use poem::http::Method;
use serde_json::json;

use crate::support::{Staff, TestApp};

async fn offer(app: &TestApp, from: &Staff, to: &str) -> crate::support::Answer {
    from.post("/ownership-transfer", json!({ "staff_id": app.cast.people[to] })).await
}

async fn accept(staff: &Staff) -> crate::support::Answer {
    staff.post("/ownership-transfer/accept", json!({})).await
}

both! {
    async fn an_agency_changes_hands_when_both_say_so(app: TestApp) {
        let (olivia, adam, mia) = (app.as_staff("olivia").await, app.as_staff("adam").await, app.as_staff("mia").await);
        olivia.get("/ownership-transfer").await.expect(404);
        assert_eq!(accept(&mia).await.expect(403).code(), "not_yours");
        for not_owner in [&adam, &mia] {
            assert_eq!(offer(&app, not_owner, "mia").await.expect(403).code(), "owner_only");
        }
        offer(&app, &olivia, "olivia").await.expect(422);
        offer(&app, &olivia, "henry").await.expect(422);
        offer(&app, &olivia, "carla").await.expect(422);
        let offered = offer(&app, &olivia, "mia").await.expect(200).json();
        assert_eq!((offered["owner"]["name"].as_str(), offered["receiver"]["name"].as_str()), (Some("Olivia"), Some("Mia")));
        app.run_jobs().await;
        assert_eq!(app.mails().last().unwrap().recipient, "mia@northwind.test");
        accept(&adam).await.expect(403);
        accept(&olivia).await.expect(403);
        assert_eq!(adam.ask(Method::DELETE, "/ownership-transfer").send().await.expect(403).code(), "not_yours");
        assert_eq!(accept(&mia).await.expect(200).json()["role"], "owner");
        accept(&mia).await.expect(403);
        let roles = olivia.all("/staff", 50).await;
        let role = |name: &str| roles.iter().find(|row| row["name"] == name).unwrap()["role"].clone();
        assert_eq!((role("Olivia"), role("Mia"), role("Adam")), (json!("admin"), json!("owner"), json!("admin")));
        offer(&app, &olivia, "adam").await.expect(403);
        let trail = olivia.all("/audit?action=ownership", 50).await;
        assert_eq!(trail[0]["action"], "ownership.transferred");
        assert_eq!(trail[0]["detail"]["from"], json!(app.cast.people["olivia"]));
    }

    async fn an_offer_ends(app: TestApp) {
        let (olivia, mia, adam) = (app.as_staff("olivia").await, app.as_staff("mia").await, app.as_staff("adam").await);
        // A later offer stands for an earlier one.
        offer(&app, &olivia, "mia").await.expect(200);
        offer(&app, &olivia, "adam").await.expect(200);
        accept(&mia).await.expect(403);
        // The receiver declines, the owner takes back.
        adam.ask(Method::DELETE, "/ownership-transfer").send().await.expect(204);
        accept(&adam).await.expect(403);
        offer(&app, &olivia, "adam").await.expect(200);
        olivia.ask(Method::DELETE, "/ownership-transfer").send().await.expect(204);
        olivia.ask(Method::DELETE, "/ownership-transfer").send().await.expect(404);
        accept(&adam).await.expect(403);
        // Who is shut out has no offer any more, even when they are back.
        offer(&app, &olivia, "mia").await.expect(200);
        let path = format!("/staff/{}", app.cast.people["mia"]);
        adam.post(&format!("{path}/disable"), json!({})).await.expect(200);
        adam.post(&format!("{path}/enable"), json!({})).await.expect(200);
        accept(&app.as_staff("mia").await).await.expect(403);
        offer(&app, &olivia, "mia").await.expect(200);
        app.advance(TimeDelta::days(7));
        accept(&app.as_staff("mia").await).await.expect(403);
        app.as_staff("mia").await.get("/ownership-transfer").await.expect(404);
    }
}
