use chrono::TimeDelta;
use data_encoding::BASE32_NOPAD;
use futures_util::future::join_all;
use poem::http::Method;
use portico::codes;
use portico::config::Demand;
use serde_json::{Value, json};

use crate::support::{Answer, PASSWORD, Staff, TestApp, email};

/// What an authenticator shows.
struct Authenticator(Vec<u8>);

impl Authenticator {
    /// Sets a second factor up and gives its recovery codes, too.
    async fn of(app: &TestApp, staff: &Staff) -> (Self, Vec<String>) {
        let begun = staff.post("/me/second-factor", json!({ "password": PASSWORD })).await.expect(200).json();
        let secret = begun["secret"].as_str().unwrap();
        assert!(begun["otpauth_url"].as_str().unwrap().contains(secret));
        let phone = Self(BASE32_NOPAD.decode(secret.as_bytes()).unwrap());
        let on = staff.post("/me/second-factor/confirm", json!({ "code": phone.code(app) })).await.expect(200).json();
        let recovery: Vec<String> = serde_json::from_value(on["recovery_codes"].clone()).unwrap();
        app.advance(TimeDelta::seconds(30));
        (phone, recovery)
    }

    fn code(&self, app: &TestApp) -> String {
        codes::code_at(&self.0, app.app.database.system().now())
    }
}

/// What signing in with a code answers.
async fn sign_in(app: &TestApp, password: &str, code: Option<&str>) -> Answer {
    let mut body = json!({ "email": email("mia"), "password": password });
    if let Some(code) = code {
        body["totp"] = json!(code);
    }
    app.ask(Method::POST, "/api/v1/auth/token").json(&body).send().await
}

both! {
    async fn a_sign_in_takes_a_code_once_there_is_a_second_factor(app: TestApp) {
        let (mia, other) = (app.as_staff("mia").await, app.as_staff("mia").await);
        // What was only begun asks for nothing.
        mia.post("/me/second-factor", json!({ "password": "wrong" })).await.expect(422);
        assert_eq!(mia.post("/me/second-factor/confirm", json!({ "code": "123456" })).await.expect(409).code(), "second_factor_not_begun");
        mia.post("/me/second-factor", json!({ "password": PASSWORD })).await.expect(200);
        sign_in(&app, PASSWORD, None).await.expect(200);
        let (phone, recovery) = Authenticator::of(&app, &mia).await;
        assert_eq!(recovery.len(), 10);
        assert_eq!(other.get("/me").await.expect(401).code(), "token_invalid", "a sign-in made without");
        assert_eq!(mia.get("/me").await.expect(200).json()["second_factor"], true);
        assert_eq!(mia.post("/me/second-factor", json!({ "password": PASSWORD })).await.expect(409).code(), "second_factor_on");
        assert_eq!(sign_in(&app, PASSWORD, None).await.expect(401).code(), "second_factor_required");
        assert_eq!(sign_in(&app, PASSWORD, Some("")).await.expect(401).code(), "second_factor_required");
        // A wrong password says nothing of the second factor, with a code and without.
        for code in [None, Some("123456"), Some(phone.code(&app).as_str())] {
            assert_eq!(sign_in(&app, "wrong", code).await.expect(401).code(), "sign_in_refused");
        }
        let code = phone.code(&app);
        sign_in(&app, PASSWORD, Some(&code)).await.expect(200);
        assert_eq!(sign_in(&app, PASSWORD, Some(&code)).await.expect(401).code(), "second_factor_refused");
        sign_in(&app, PASSWORD, Some(&recovery[0])).await.expect(200);
        assert_eq!(sign_in(&app, PASSWORD, Some(&recovery[0])).await.expect(401).code(), "second_factor_refused");
        app.advance(TimeDelta::seconds(30));
        let proof = json!({ "password": PASSWORD, "code": phone.code(&app) });
        let fresh: Value = mia.post("/me/second-factor/recovery-codes", proof.clone()).await.expect(200).json();
        assert_eq!(sign_in(&app, PASSWORD, Some(&recovery[1])).await.expect(401).code(), "second_factor_refused");
        sign_in(&app, PASSWORD, fresh["recovery_codes"][0].as_str()).await.expect(200);
        mia.post("/me/second-factor/disable", proof).await.expect(422);
        app.advance(TimeDelta::seconds(30));
        let proof = json!({ "password": PASSWORD, "code": phone.code(&app) });
        mia.post("/me/second-factor/disable", json!({ "password": "wrong", "code": phone.code(&app) })).await.expect(422);
        mia.post("/me/second-factor/disable", proof).await.expect(204);
        sign_in(&app, PASSWORD, None).await.expect(200);
    }

    /// Zammad CVE-2022-35490: a hundred guesses at once are a hundred guesses.
    async fn cve_2022_35490_guessing_codes_is_slowed_also_at_once(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let (phone, _) = Authenticator::of(&app, &mia).await;
        let answers = join_all((0..40).map(|number| {
            let app = &app;
            async move { sign_in(app, PASSWORD, Some(&format!("{number:06}"))).await }
        }))
        .await;
        let refused = answers.iter().filter(|answer| answer.status == 401).count();
        assert!(refused <= 10 && answers.iter().all(|answer| [401, 429].contains(&answer.status)), "{refused}");
        sign_in(&app, PASSWORD, Some(&phone.code(&app))).await.expect(429);
        // The trail says so once, not for each guess.
        let noted = "SELECT count(*) || ' ' || min(target_name) FROM audit_entry WHERE action = 'second_factor.refused'";
        assert_eq!(app.store.value(noted).await, "1 Mia");
        app.advance(TimeDelta::minutes(16));
        sign_in(&app, PASSWORD, Some(&phone.code(&app))).await.expect(200);
    }

    /// Where staff need one, a token of somebody without opens the set-up and nothing else.
    async fn where_it_is_required_nothing_else_is_open_without(app: TestApp) {
        let strict = app.another(|config| config.staff_second_factor = Demand::Required).await;
        let mia = strict.as_staff("mia").await;
        assert_eq!(mia.get("/me").await.expect(200).json()["second_factor_required"], true);
        for (method, path) in [
            (Method::GET, "/requests"),
            (Method::GET, "/staff"),
            (Method::GET, "/me/sessions"),
            (Method::GET, "/api-tokens"),
            (Method::GET, "/events"),
            (Method::GET, "/notifications"),
        ] {
            let answer = mia.ask(method, path).header("accept", "text/event-stream, application/json").send().await;
            assert_eq!(answer.expect(403).code(), "second_factor_setup_required", "{path}");
        }
        let note = format!("/requests/{}/notes", app.cast.acme.request);
        assert_eq!(mia.post(&note, json!({ "body": "x" })).await.expect(403).code(), "second_factor_setup_required");
        let (phone, _) = Authenticator::of(&strict, &mia).await;
        mia.get("/requests").await.expect(200);
        let body = json!({ "email": email("mia"), "password": PASSWORD, "totp": phone.code(&strict) });
        strict.ask(Method::POST, "/api/v1/auth/token").json(&body).send().await.expect(200);
        // An API token is no way around: its owner's set-up counts.
        let olivia = app.as_staff("olivia").await;
        let soon = app.app.database.system().now() + TimeDelta::days(1);
        let new = json!({ "name": "x", "scopes": ["read"], "expires_at": soon });
        let token = olivia.post("/api-tokens", new).await.expect(201).json()["token"].clone();
        let access = strict.ask(Method::POST, "/api/v1/auth/token").json(&json!({ "api_token": token })).send().await;
        let access = access.expect(200).json()["access_token"].as_str().unwrap().to_owned();
        let ask = strict.ask(Method::GET, "/api/v1/requests").header("authorization", &format!("Bearer {access}"));
        assert_eq!(ask.send().await.expect(403).code(), "second_factor_setup_required");
    }
}
