use chrono::TimeDelta;
use poem::http::Method;
use serde_json::json;

use super::made::with_token;
use crate::support::{PASSWORD, TestApp, email};

const ME: &str = "/api/v1/me";

both! {
    async fn an_access_token_lives_ten_minutes(app: TestApp) {
        let answer = app.staff_sign_in(&email("mia"), PASSWORD).await.expect(200).json();
        assert_eq!((&answer["token_type"], &answer["expires_in"]), (&json!("Bearer"), &json!(600)));
        let token = answer["access_token"].as_str().unwrap();
        app.advance(TimeDelta::seconds(540));
        with_token(&app, Method::GET, ME, token).await.expect(200);
        app.advance(TimeDelta::seconds(60));
        let late = with_token(&app, Method::GET, ME, token).await.expect(401);
        assert_eq!(late.code(), "token_invalid");
    }

    async fn a_sign_in_that_ends_takes_its_access_tokens_with_it_at_once(app: TestApp) {
        let (here, there) = (app.as_staff("mia").await, app.as_staff("mia").await);
        here.post("/auth/revoke", json!({ "refresh_token": here.refresh })).await.expect(204);
        assert_eq!(here.get("/me").await.expect(401).code(), "token_invalid");
        there.get("/me").await.expect(200);
    }

    async fn a_disabled_colleague_is_out_at_once(app: TestApp) {
        let (mia, adam) = (app.as_staff("mia").await, app.as_staff("adam").await);
        mia.get("/requests").await.expect(200);
        let disabled = "UPDATE staff_user SET disabled_at = created_at WHERE email = 'mia@northwind.test'";
        assert_eq!(app.store.sql(disabled).await, 1);
        assert_eq!(mia.get("/requests").await.expect(401).code(), "token_invalid");
        let again = mia.post("/auth/refresh", json!({ "refresh_token": mia.refresh })).await.expect(401);
        assert_eq!(again.code(), "refresh_refused");
        let door = app.staff_sign_in(&email("mia"), PASSWORD).await.expect(401);
        assert_eq!(door.code(), "sign_in_refused");
        adam.get("/requests").await.expect(200);
    }

    /// S2.19, S2.22: the role is the database's of this very request, not the token's.
    async fn s2_22_a_role_counts_from_the_next_request_on(app: TestApp) {
        let (mia, adam) = (app.as_staff("mia").await, app.as_staff("adam").await);
        let path = format!("/workspaces/{}", app.cast.acme.workspace);
        let rename = json!({ "name": "Renamed" });
        adam.patch(&path, rename.clone()).await.expect(200);
        mia.patch(&path, rename.clone()).await.expect(403);
        let swap = "UPDATE staff_user SET role = CASE email WHEN 'adam@northwind.test' THEN 'member' ELSE 'admin' END \
                    WHERE email IN ('adam@northwind.test', 'mia@northwind.test')";
        assert_eq!(app.store.sql(swap).await, 2);
        adam.patch(&path, rename.clone()).await.expect(403);
        mia.patch(&path, rename).await.expect(200);
        assert_eq!(adam.get("/me").await.expect(200).json()["staff"]["role"], "member");
    }

    /// A token is of its own agency, and taken at that agency's hosts alone.
    async fn a_token_works_at_the_hosts_of_its_agency_alone(app: TestApp) {
        let (mia, henry) = (app.as_staff("mia").await, app.as_staff("henry").await);
        for (token, host) in [(&mia, "harbor.localhost"), (&henry, "northwind.localhost")] {
            let there = token.moved_to(host);
            for path in ["/me", "/requests?status=all", &format!("/requests/{}", app.cast.harbor.request)] {
                assert_eq!(there.get(path).await.expect(401).code(), "token_invalid", "{host} {path}");
            }
            let events = there.ask(Method::GET, "/events").header("accept", "text/event-stream").send().await;
            assert_eq!(events.expect(401).code(), "token_invalid");
            assert_eq!(token.moved_to("evil.test").get("/me").await.expect(421).code(), "no_agency_here");
            token.get("/me").await.expect(200);
        }
        mia.moved_to("NORTHWIND.localhost:8443").get("/me").await.expect(200);
        let door = app.ask(Method::POST, "/api/v1/auth/token").header("host", "harbor.localhost");
        let door = door.json(&json!({ "email": email("mia"), "password": PASSWORD })).send().await;
        assert_eq!(door.expect(401).code(), "sign_in_refused");
        let nowhere = app.ask(Method::POST, "/api/v1/auth/token").header("host", "evil.test");
        let nowhere = nowhere.json(&json!({ "email": email("mia"), "password": PASSWORD })).send().await;
        assert!([401, 421].contains(&nowhere.status), "{}", nowhere.everything());
    }
}
