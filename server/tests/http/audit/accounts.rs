//! Sign-ins and what people do to their own accounts: each is in the trail, with who did it and whose it was.

use poem::http::Method;
use serde_json::json;

use super::told;
use crate::portal::enrolled::Authenticator;
use crate::support::{PASSWORD, TestApp, email};

const NEW: &str = "nine patient herons";

/// The path of the link in the latest mail to somebody.
async fn mailed(app: &TestApp, to: &str, place: &str) -> String {
    app.run_jobs().await;
    let mail = app.mails().into_iter().rev().find(|mail| mail.recipient == to).expect("a mail");
    let link = mail.text.split_whitespace().find(|word| word.contains(place)).expect("a link");
    link.strip_prefix("http://northwind.localhost").expect("the agency's own address").to_owned()
}

both! {
    async fn a_clients_sign_ins_are_in_the_trail(app: TestApp) {
        let count = "SELECT count(*) FROM audit_entry WHERE action = 'session.started'";
        let olivia = app.as_staff("olivia").await;
        let before: i64 = app.store.value(count).await.parse().unwrap();
        let (carla, other) = (app.as_client("carla").await, app.as_client("carla").await);
        let own = ("client_user", "Carla");
        told(&olivia, "session.started", "Carla", own).await;
        assert_eq!(app.store.value(count).await, (before + 2).to_string());
        let page = carla.get("/portal/account/security").await.expect(200).body;
        let names = page.split("name=\"session\" value=\"").skip(1).filter_map(|rest| rest.split('"').next());
        for name in names {
            carla.post("/portal/account/sessions/end", &[("session", name)]).await.expect(303);
        }
        other.get("/portal").await.expect(303);
        told(&olivia, "session.ended", "Carla", own).await;
        carla.post("/portal/account/sessions/end-others", &[]).await.expect(303);
        told(&olivia, "sessions.ended", "Carla", own).await;
        let ended = olivia.all("/audit?action=session.ended", 200).await.len();
        carla.post("/portal/logout", &[]).await.expect(303);
        assert_eq!(olivia.all("/audit?action=session.ended", 200).await.len(), ended + 1);
        told(&olivia, "session.ended", "Carla", own).await;
        // Who is refused has not signed in.
        let before = app.store.value(count).await;
        app.stranger().sign_in("carla", "wrong").await.expect(422);
        assert_eq!(app.store.value(count).await, before);
    }

    async fn a_staff_users_sign_ins_are_in_the_trail(app: TestApp) {
        let (olivia, mia) = (app.as_staff("olivia").await, app.as_staff("mia").await);
        let own = ("staff_user", "Mia");
        told(&olivia, "session.started", "Mia", own).await;
        mia.ask(Method::DELETE, "/me/sessions").send().await.expect(204);
        told(&olivia, "sessions.ended", "Mia", own).await;
        let other = app.as_staff("mia").await;
        let sessions = mia.all("/me/sessions", 50).await;
        let there = sessions.iter().find(|session| session["current"] == false).unwrap();
        let path = format!("/me/sessions/{}", there["id"].as_str().unwrap());
        mia.ask(Method::DELETE, &path).send().await.expect(204);
        other.get("/me").await.expect(401);
        told(&olivia, "session.ended", "Mia", own).await;
        let ended = olivia.all("/audit?action=session.ended", 200).await.len();
        mia.post("/auth/revoke", json!({ "refresh_token": mia.refresh })).await.expect(204);
        assert_eq!(olivia.all("/audit?action=session.ended", 200).await.len(), ended + 1);
        told(&olivia, "session.ended", "Mia", own).await;
        let mia = app.as_staff("mia").await;
        let refresh = async |token: &str| {
            let ask = app.ask(Method::POST, "/api/v1/auth/refresh").json(&json!({ "refresh_token": token }));
            ask.send().await
        };
        let next = refresh(&mia.refresh).await.expect(200).json();
        refresh(next["refresh_token"].as_str().unwrap()).await.expect(200);
        refresh(&mia.refresh).await.expect(401);
        told(&olivia, "refresh_token.reused", "Mia", own).await;
    }

    async fn new_passwords_are_in_the_trail(app: TestApp) {
        let (olivia, mia) = (app.as_staff("olivia").await, app.as_staff("mia").await);
        let carla = app.as_client("carla").await;
        carla.post("/portal/account/password", &[("current", PASSWORD), ("new", NEW)]).await.expect(303);
        told(&olivia, "password.changed", "Carla", ("client_user", "Carla")).await;
        mia.post("/me/password", json!({ "current": PASSWORD, "new": NEW })).await.expect(204);
        told(&olivia, "password.changed", "Mia", ("staff_user", "Mia")).await;
        app.stranger().plain_post("/portal/forgot-password", &[("email", &email("carla"))]).await.expect(200);
        let path = mailed(&app, &email("carla"), "/portal/reset/").await;
        app.stranger().plain_post(&path, &[("password", "seven quiet lanterns")]).await.expect(303);
        told(&olivia, "password.reset", "Carla", ("client_user", "Carla")).await;
        let forgot = app.ask(Method::POST, "/api/v1/auth/forgot").json(&json!({ "email": email("mia") }));
        forgot.send().await.expect(204);
        let path = mailed(&app, &email("mia"), "/dashboard/reset/").await;
        app.stranger().plain_post(&path, &[("password", "seven quiet lanterns")]).await.expect(200);
        told(&olivia, "password.reset", "Mia", ("staff_user", "Mia")).await;
    }

    async fn another_address_is_in_the_trail(app: TestApp) {
        let (olivia, carla) = (app.as_staff("olivia").await, app.as_client("carla").await);
        let (own, new) = (("client_user", "Carla"), "carla@elsewhere.test");
        let fields = [("email_password", PASSWORD), ("email", new)];
        carla.post("/portal/account/email", &fields).await.expect(303);
        told(&olivia, "email.change_requested", "Carla", own).await;
        let path = mailed(&app, new, "/portal/email/").await;
        carla.plain_post(&path, &[]).await.expect(200);
        told(&olivia, "email.changed", "Carla", own).await;
        let undo = mailed(&app, &email("carla"), "/portal/email/").await;
        app.stranger().plain_post(&undo, &[]).await.expect(200);
        told(&olivia, "email.change_undone", "Carla", own).await;
    }

    async fn a_second_factor_is_in_the_trail(app: TestApp) {
        let (olivia, carla) = (app.as_staff("olivia").await, app.as_client("carla").await);
        let own = ("client_user", "Carla");
        let phone = Authenticator::of(&app, &carla).await;
        told(&olivia, "second_factor.enabled", "Carla", own).await;
        let fields = [("password", PASSWORD), ("code", &phone.code(&app))];
        carla.post("/portal/account/second-factor/codes", &fields).await.expect(200);
        told(&olivia, "recovery_codes.renewed", "Carla", own).await;
        app.advance(chrono::TimeDelta::seconds(30));
        let fields = [("password", PASSWORD), ("code", &phone.code(&app))];
        carla.post("/portal/account/second-factor/disable", &fields).await.expect(303);
        told(&olivia, "second_factor.disabled", "Carla", own).await;
        // Ten wrong codes after a right password are one entry.
        let phone = Authenticator::of(&app, &carla).await;
        let guesser = app.stranger();
        guesser.sign_in("carla", PASSWORD).await.expect(303);
        for _ in 0..12 {
            guesser.plain_post("/portal/login/code", &[("code", &phone.wrong(&app))]).await;
        }
        told(&olivia, "second_factor.refused", "Carla", own).await;
        assert_eq!(olivia.all("/audit?action=second_factor.refused", 50).await.len(), 1);
    }

    async fn tokens_for_programs_are_in_the_trail(app: TestApp) {
        let (olivia, mia) = (app.as_staff("olivia").await, app.as_staff("mia").await);
        let until = app.app.database.system().now() + chrono::TimeDelta::days(30);
        let new = json!({ "name": "Reports", "scopes": ["read"], "expires_at": until });
        let made = mia.post("/api-tokens", new).await.expect(201).json();
        told(&olivia, "api_token.created", "Mia", ("api_token", "Reports")).await;
        let id = made["api_token"]["id"].as_str().unwrap();
        mia.ask(Method::DELETE, &format!("/api-tokens/{id}")).send().await.expect(204);
        told(&olivia, "api_token.revoked", "Mia", ("api_token", "Reports")).await;
    }
}
