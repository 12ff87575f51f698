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

    /// A token is of its own agency at whatever host it is shown.
    async fn a_token_reaches_its_own_agency_whatever_the_host_says(app: TestApp) {
        let mut mia = app.as_staff("mia").await;
        mia.host = "harbor.localhost".into();
        let there = mia.get("/requests?status=all").await;
        assert!(!there.everything().contains(app.cast.harbor.canary), "{}", there.everything());
        assert!(mia.get(&format!("/requests/{}", app.cast.harbor.request)).await.status >= 400);
        let door = app.ask(Method::POST, "/api/v1/auth/token").header("host", "harbor.localhost");
        let door = door.json(&json!({ "email": email("mia"), "password": PASSWORD })).send().await;
        assert_eq!(door.expect(401).code(), "sign_in_refused");
        let nowhere = app.ask(Method::POST, "/api/v1/auth/token").header("host", "evil.test");
        let nowhere = nowhere.json(&json!({ "email": email("mia"), "password": PASSWORD })).send().await;
        assert!([401, 421].contains(&nowhere.status), "{}", nowhere.everything());
    }
}
