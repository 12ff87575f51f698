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
        answer(&nora, &[("time_zone", "Mars/Olympus"), ("go", "on")]).await.expect(422);
        answer(&nora, &[("time_zone", "America/New_York"), ("go", "on")]).await.expect(303);
        assert_eq!(nora.get("/portal/welcome").await.expect(303).location(), "/portal");
        nora.get("/portal").await.expect(200);
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
        assert!(nora.get("/portal/welcome").await.expect(200).body.contains("Step 2 of 2"));
        // A form of a step that is past changes nothing.
        nora.post("/portal/welcome", &[("step", "you"), ("name", "Eve"), ("go", "on")]).await.expect(303);
        answer(&nora, &[("go", "skip")]).await.expect(303);
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
