use chrono::TimeDelta;
use poem::http::Method;

use crate::support::{PASSWORD, TestApp};

both! {
    async fn a_session_lives_a_day_without_a_visit(app: TestApp) {
        let carla = app.as_client("carla").await;
        for _ in 0..3 {
            app.advance(TimeDelta::hours(23));
            carla.get("/portal").await.expect(200);
        }
        app.advance(TimeDelta::hours(24));
        assert_eq!(carla.get("/portal").await.expect(303).location(), "/portal/login");
    }

    async fn a_session_lives_thirty_days_at_most(app: TestApp) {
        let carla = app.as_client("carla").await;
        for _ in 0..35 {
            app.advance(TimeDelta::hours(20));
            carla.get("/portal").await.expect(200);
        }
        app.advance(TimeDelta::hours(20));
        carla.get("/portal").await.expect(303);
    }

    /// `signed_out`: what a page asks for behind one's back says so in its place, and leaves what was typed there alone.
    async fn a_part_of_a_page_says_that_one_is_signed_out(app: TestApp) {
        let carla = app.as_client("carla").await;
        let path = format!("/portal/requests/{}/messages", app.cast.acme.request);
        let said = async || app.store.value("SELECT count(*) FROM request_message").await;
        let (token, before) = (carla.token().await, said().await);
        app.store.sql("DELETE FROM client_session").await;
        let reply = carla.ask(Method::POST, &path).form(&[("csrf", token.as_str()), ("body", "Written for an hour")]);
        for ask in [reply, carla.ask(Method::GET, &path)] {
            let answer = ask.header("hx-request", "true").header("hx-request-type", "partial").send().await.expect(401);
            assert!(answer.body.contains("You have been signed out; sign in again in another tab."), "{}", answer.body);
            assert!(!answer.body.contains("<html") && !answer.body.contains(app.cast.acme.canary), "{}", answer.body);
        }
        assert_eq!(said().await, before);
    }

    /// S1.7: a session is of the host on which it was made, and of nobody at any other.
    async fn a_session_counts_on_its_own_host_alone(app: TestApp) {
        let hana = app.as_client("hana").await;
        hana.get("/portal").await.expect(200);
        hana.moved_to("northwind.localhost").get("/portal").await.expect(303);
        let carla = app.as_client("carla").await;
        carla.moved_to("harbor.localhost").get("/portal").await.expect(303);
        let page = carla.moved_to("harbor.localhost").get("/").await.expect(200);
        assert!(page.body.contains("Harbor") && !page.body.contains("Northwind"));
    }

    async fn what_is_no_session_opens_nothing(app: TestApp) {
        for cookie in ["", "x", &"A".repeat(43), &"A".repeat(5000), "' OR '1'='1", "%00", &"é".repeat(21)] {
            let browser = app.stranger();
            browser.set_cookie("sid", cookie);
            browser.get("/portal").await.expect(303);
        }
        // What the database keeps of a session opens none.
        app.as_client("carla").await;
        let kept = app.store.value("SELECT token_hash FROM client_session LIMIT 1").await;
        let browser = app.stranger();
        browser.set_cookie("sid", &kept);
        browser.get("/portal").await.expect(303);
    }

    /// S1.21 beside it: who is disabled is out at the next request.
    async fn a_disabled_person_is_out_at_once(app: TestApp) {
        let carla = app.as_client("carla").await;
        assert_eq!(app.store.sql("UPDATE client_user SET disabled_at = created_at WHERE email = 'carla@acme.test'").await, 1);
        carla.get("/portal").await.expect(303);
        app.stranger().sign_in("carla", PASSWORD).await.expect(422);
    }

    async fn a_new_password_ends_every_other_session(app: TestApp) {
        let (here, there) = (app.as_client("carla").await, app.as_client("carla").await);
        let victor = app.as_client("victor").await;
        let new = "seven quiet lanterns";
        let form = [("current", PASSWORD), ("new", new)];
        let answer = here.post("/portal/account/password", &form).await.expect(303);
        assert_eq!(answer.location(), "/portal/account/security?saved=password");
        here.get("/portal").await.expect(200);
        there.get("/portal").await.expect(303);
        victor.get("/portal").await.expect(200);
        app.stranger().sign_in("carla", PASSWORD).await.expect(422);
        app.stranger().sign_in("carla", new).await.expect(303);
    }
}
