use poem::http::Method;

use super::enrolled::{Authenticator, between};
use crate::support::{Browser, Kind, PASSWORD, TestApp};

/// All of everybody's accounts but Carla's, and what an agency is.
async fn everybody_else(app: &TestApp) -> Vec<String> {
    let mut rows = Vec::new();
    for (table, columns, order) in [
        ("client_user", "email || name || coalesce(phone, '') || coalesce(time_zone, '') || shortcuts", "email"),
        ("staff_user", "email || name || role || coalesce(title, '') || coalesce(phone, '')", "email"),
        ("agency", "name || slug || time_zone || locale || coalesce(accent, '')", "slug"),
        ("workspace", "name || slug || version || show_team_members || requires_second_factor", "slug"),
        ("client_credential", "password_hash || changed_at", "client_user_id"),
        ("staff_credential", "password_hash || changed_at", "staff_user_id"),
        ("membership", "can_view_invoices || can_approve_work || can_comment || version", "id"),
        ("client_session", "token_hash", "token_hash"),
        ("staff_session", "user_agent || coalesce(ended_at, created_at)", "id"),
    ] {
        let carlas = match table {
            "client_user" => "email NOT LIKE 'carla%'",
            "client_credential" | "client_session" => {
                "client_user_id NOT IN (SELECT id FROM client_user WHERE email LIKE 'carla%')"
            }
            _ => "1 = 1",
        };
        let all = match app.store.kind {
            Kind::Sqlite => {
                format!(
                    "SELECT group_concat(x, char(10)) FROM (SELECT {columns} AS x FROM {table} WHERE {carlas} ORDER BY {order})"
                )
            }
            Kind::Postgres => {
                let columns =
                    columns.split(" || ").map(|part| format!("CAST({part} AS text)")).collect::<Vec<_>>().join(" || ");
                format!("SELECT string_agg({columns}, chr(10) ORDER BY {order}) FROM {table} WHERE {carlas}")
            }
        };
        rows.push(format!("{table}: {}", app.store.value(&all).await));
    }
    rows
}

/// The session names that the page offers to end.
async fn sessions(browser: &Browser) -> Vec<String> {
    let page = browser.get("/portal/account/security").await.expect(200).body;
    let names = page.split("name=\"session\" value=\"").skip(1).filter_map(|rest| rest.split('"').next());
    names.map(str::to_owned).collect()
}

both! {
    /// S2.105, S2.106, S2.107.
    async fn s2_105_changing_an_account_touches_nobody_elses_row(app: TestApp) {
        let (carla, _other) = (app.as_client("carla").await, app.as_client("carla").await);
        app.as_client("ben").await;
        app.as_staff("mia").await;
        let before = everybody_else(&app).await;
        assert!(before.iter().all(|rows| rows.len() > 40), "{before:#?}");
        let about = [("name", "Carla O."), ("phone", "+49 30 1"), ("time_zone", "America/Lima")];
        carla.post("/portal/account", &about).await.expect(303);
        carla.post("/portal/account/shortcuts", &[]).await.expect(303);
        let phone = Authenticator::of(&app, &carla).await;
        let fields = [("current", PASSWORD), ("new", "quiet herons here")];
        carla.post("/portal/account/password", &fields).await.expect(303);
        let fields = [("email_password", "quiet herons here"), ("email", "carla@new.test")];
        carla.post("/portal/account/email", &fields).await.expect(303);
        app.run_jobs().await;
        let mail = app.mails().pop().unwrap();
        let url = mail.text.split_whitespace().find(|word| word.contains("/portal/email/")).unwrap();
        carla.plain_post(url.strip_prefix("http://northwind.localhost").unwrap(), &[]).await.expect(200);
        carla.post("/portal/account/sessions/end-others", &[]).await.expect(303);
        let off = [("password", "quiet herons here"), ("code", &phone.code(&app))];
        carla.post("/portal/account/second-factor/disable", &off).await.expect(303);
        assert_eq!(app.store.value("SELECT email FROM client_user WHERE name = 'Carla O.'").await, "carla@new.test");
        assert_eq!(before, everybody_else(&app).await);
    }

    /// S2.100, S2.101.
    async fn s2_100_the_account_shows_times_in_the_persons_own_zone(app: TestApp) {
        let carla = app.as_client("carla").await;
        let request = format!("/portal/requests/{}", app.cast.acme.request);
        let zone = async |zone: &str| {
            let about = [("name", "Carla"), ("phone", ""), ("time_zone", zone)];
            carla.post("/portal/account", &about).await.status
        };
        assert_eq!(zone("Pacific/Kiritimati").await, 303);
        let there = carla.get(&request).await.expect(200).body;
        assert_eq!(zone("Pacific/Niue").await, 303);
        let here = carla.get(&request).await.expect(200).body;
        let title = |page: &str| between(page, "<time", ">").to_owned();
        assert_ne!(title(&there), title(&here), "25 hours lie between the two");
        assert!(carla.get("/portal/account").await.expect(200).body.contains("<option value=\"Pacific/Niue\" selected"));
        for wrong in ["Mars/Olympus", "'; DROP TABLE x", "\u{0}"] {
            assert_eq!(zone(wrong).await, 422, "{wrong}");
        }
    }

    /// WCAG 2.1.4: single keys can be switched off.
    async fn single_keys_can_be_switched_off(app: TestApp) {
        let carla = app.as_client("carla").await;
        let body = async || between(&carla.get("/portal").await.expect(200).body, "<body", ">").to_owned();
        assert!(body().await.contains("data-shortcuts"));
        carla.post("/portal/account/shortcuts", &[]).await.expect(303);
        assert!(!body().await.contains("data-shortcuts"));
        let ben = app.as_client("ben").await;
        assert!(ben.get("/portal").await.expect(200).body.contains("data-shortcuts"));
        carla.post("/portal/account/shortcuts", &[("shortcuts", "true")]).await.expect(303);
        assert!(body().await.contains("data-shortcuts"));
    }

    async fn a_person_sees_where_they_are_signed_in_and_signs_out_there(app: TestApp) {
        let here = app.as_client("carla").await;
        let there = app.stranger();
        let form = [("email", "carla@acme.test"), ("password", PASSWORD)];
        let ask = there.ask(Method::POST, "/portal/login").header("x-forwarded-for", "203.0.113.77");
        let ask = ask.header("user-agent", "Mozilla/5.0 (Windows NT 10.0; rv:145.0) Gecko/20100101 Firefox/145.0");
        let cookie = ask.form(&form).send().await.expect(303).header("set-cookie").to_owned();
        there.set_cookie("sid", between(&cookie, "sid=", ";"));
        there.get("/portal").await.expect(200);
        let page = here.get("/portal/account/security").await.expect(200).body;
        assert!(page.contains("Firefox on Windows") && page.contains("203.0.113.0/24") && page.contains("This one"));
        assert!(!page.contains("203.0.113.77"));
        let hashes = app.store.value("SELECT min(token_hash) || max(token_hash) FROM client_session").await;
        let names = sessions(&here).await;
        assert!(names.len() > 1 && names.iter().all(|name| !hashes.contains(name.as_str())), "{names:?}");
        // Of somebody else's sessions none can be ended, nor one that is unknown.
        let ben = app.as_client("ben").await;
        for name in names.iter().map(String::as_str).chain(["", "x", &hashes[..64]]) {
            ben.post("/portal/account/sessions/end", &[("session", name)]).await.expect(404);
        }
        there.get("/portal").await.expect(200);
        for name in &names {
            here.post("/portal/account/sessions/end", &[("session", name)]).await.expect(303);
        }
        there.get("/portal").await.expect(303);
        here.get("/portal").await.expect(200);
        ben.get("/portal").await.expect(200);
        let again = app.as_client("carla").await;
        here.post("/portal/account/sessions/end-others", &[]).await.expect(303);
        again.get("/portal").await.expect(303);
        assert!(sessions(&here).await.is_empty());
    }

    /// The account is the person's own also where no workspace is left to them.
    async fn who_is_removed_everywhere_still_has_their_account(app: TestApp) {
        let carla = app.as_client("carla").await;
        app.store.sql("DELETE FROM membership WHERE client_user_id = (SELECT id FROM client_user WHERE name = 'Carla')").await;
        assert_eq!(carla.get("/portal").await.expect(303).location(), "/");
        let page = carla.get("/portal/account").await.expect(200).body;
        assert!(!page.contains(app.cast.acme.canary));
        carla.post("/portal/account", &[("name", "Carla"), ("phone", "1")]).await.expect(303);
    }

    /// A hash that was made at another cost is made anew by the sign-in.
    async fn a_password_is_hashed_anew_when_its_cost_has_changed(app: TestApp) {
        use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version};
        let other = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(16, 2, 1, None).unwrap());
        let old = other.hash_password(PASSWORD.as_bytes()).unwrap().to_string();
        assert!(old.contains("m=16,t=2"));
        for table in ["client_credential", "staff_credential"] {
            assert!(app.store.sql(&format!("UPDATE {table} SET password_hash = '{old}'")).await > 2);
        }
        app.as_client("carla").await;
        app.stranger().sign_in("victor", "a wrong password").await.expect(422);
        app.as_staff("mia").await;
        for table in ["client_credential", "staff_credential"] {
            let anew = format!("SELECT count(*) FROM {table} WHERE password_hash LIKE '%m=8,t=1%'");
            assert_eq!(app.store.value(&anew).await, "1", "{table}");
        }
        app.as_client("carla").await;
        app.as_staff("mia").await;
    }
}
