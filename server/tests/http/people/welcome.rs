use super::made::{invite, path, register, sign_in};
use crate::support::{Browser, TestApp, attribute_after};

async fn newcomer(app: &TestApp) -> Browser {
    let adam = app.as_staff("adam").await;
    let nora = app.stranger();
    register(&nora, &path(&invite(&adam, &app.cast.acme, "nora@acme.test").await)).await.expect(303);
    nora
}

/// Sends a step of the welcome as its page asks for it.
async fn answer(browser: &Browser, fields: &[(&str, &str)]) -> crate::support::Answer {
    let page = browser.get("/portal/welcome").await.expect(200).body;
    let value = |name: &str| attribute_after(&page, &format!("name=\"{name}\""), "value").unwrap().to_owned();
    let (token, step) = (value("csrf"), value("step"));
    let mut all = vec![("csrf", token.as_str()), ("step", step.as_str())];
    all.extend(fields);
    browser.plain_post("/portal/welcome", &all).await
}

both! {
    /// S2.133, S2.134: a short welcome, then the portal.
    async fn s2_133_a_newcomer_is_welcomed_and_lands_on_the_portal(app: TestApp) {
        let nora = newcomer(&app).await;
        let first = nora.get("/portal/welcome").await.expect(200).body;
        assert!(first.contains("Welcome to Northwind Studio") && first.contains("value=\"Nora New\""));
        answer(&nora, &[("name", ""), ("phone", "call me"), ("go", "on")]).await.expect(422);
        assert_eq!(answer(&nora, &[("name", "Nora N."), ("phone", "+49 30 1"), ("go", "on")]).await.expect(303).location(), "/portal/welcome");
        let second = nora.get("/portal/welcome").await.expect(200).body;
        assert!(attribute_after(&second, "value=\"Europe/Berlin\"", "selected").is_some() || second.contains("value=\"Europe/Berlin\" selected"));
        assert!(second.contains("value=\"Asia/Kolkata\"") && !second.contains("value=\"Asia/Calcutta\"") && !second.contains("US/"));
        answer(&nora, &[("time_zone", "Mars/Olympus"), ("go", "on")]).await.expect(422);
        answer(&nora, &[("time_zone", "America/New_York"), ("go", "on")]).await.expect(303);
        let third = nora.get("/portal/welcome").await.expect(200).body;
        assert!(third.contains("Step 3 of 3") && third.contains("Once a day"), "{third}");
        let refused = answer(&nora, &[("answers", "hourly"), ("projects", "off"), ("go", "on")]).await.expect(422).body;
        assert!(refused.contains("Choose one of the three.") && attribute_after(&refused, "name=\"projects\" value=\"off\"", "checked").is_some() || refused.contains("value=\"off\" checked"));
        answer(&nora, &[("answers", "digest"), ("projects", "off"), ("go", "on")]).await.expect(303);
        assert_eq!(nora.get("/portal/welcome").await.expect(303).location(), "/portal");
        nora.get("/portal").await.expect(200);
        let kept = "SELECT choices FROM client_preference WHERE client_user_id = (SELECT id FROM client_user WHERE email = 'nora@acme.test')";
        let kept = app.store.value(kept).await;
        assert!(kept.contains("\"answers\":\"digest\"") && kept.contains("\"projects\":\"off\""), "{kept}");
        let kept = "SELECT name || ' ' || phone || ' ' || time_zone FROM client_user WHERE email = 'nora@acme.test'";
        assert_eq!(app.store.value(kept).await, "Nora N. +49 30 1 America/New_York");
    }

    async fn the_welcome_goes_on_where_it_was_left_and_can_be_skipped(app: TestApp) {
        let nora = newcomer(&app).await;
        answer(&nora, &[("name", ""), ("go", "skip")]).await.expect(303);
        // In another browser, days later.
        let nora = sign_in(&app, "nora@acme.test").await;
        assert_eq!(nora.get("/portal").await.expect(303).location(), "/portal/welcome");
        nora.get("/portal/projects").await.expect(200);
        assert!(nora.get("/portal/welcome").await.expect(200).body.contains("Step 2 of 3"));
        // A form of a step that is past changes nothing.
        nora.post("/portal/welcome", &[("step", "you"), ("name", "Eve"), ("go", "on")]).await.expect(303);
        answer(&nora, &[("go", "skip")]).await.expect(303);
        assert!(nora.get("/portal/welcome").await.expect(200).body.contains("What you get by mail"));
        answer(&nora, &[("answers", "off"), ("go", "skip")]).await.expect(303);
        assert_eq!(app.store.value("SELECT count(*) FROM client_preference").await, "0");
        assert_eq!(nora.get("/portal/welcome").await.expect(303).location(), "/portal");
        nora.get("/portal").await.expect(200);
        assert_eq!(app.store.value("SELECT name FROM client_user WHERE email = 'nora@acme.test'").await, "Nora New");
    }

    async fn who_was_here_before_is_not_welcomed(app: TestApp) {
        let carla = app.as_client("carla").await;
        carla.get("/portal").await.expect(200);
        assert_eq!(carla.get("/portal/welcome").await.expect(303).location(), "/portal");
    }
}
