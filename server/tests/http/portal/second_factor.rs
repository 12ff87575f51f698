use chrono::TimeDelta;
use futures_util::future::join_all;

use super::enrolled::{Authenticator, recovery_codes};
use crate::support::{Answer, Browser, PASSWORD, TestApp};

const CODE: &str = "/portal/login/code";

/// A browser whose password was right and that is asked for a code.
async fn waiting(app: &TestApp) -> Browser {
    let browser = app.stranger();
    let answer = browser.sign_in("carla", PASSWORD).await.expect(303);
    assert_eq!(answer.location(), CODE);
    browser
}

async fn try_code(browser: &Browser, code: &str) -> Answer {
    browser.plain_post(CODE, &[("code", code)]).await
}

both! {
    async fn a_password_alone_opens_nothing_once_there_is_a_second_factor(app: TestApp) {
        let carla = app.as_client("carla").await;
        let phone = Authenticator::of(&app, &carla).await;
        let browser = waiting(&app).await;
        assert_eq!(browser.cookie("sid"), None, "a session before the code");
        assert_eq!(browser.get("/portal").await.expect(303).location(), "/portal/login");
        // What waits for a code is no session.
        browser.set_cookie("sid", &browser.cookie("pending").unwrap());
        browser.get("/portal").await.expect(303);
        browser.set_cookie("sid", "");
        let page = browser.get(CODE).await.expect(200);
        assert!(page.body.contains("one-time-code"));
        browser.plain_post(CODE, &[("code", &phone.wrong(&app))]).await.expect(422);
        browser.plain_post(CODE, &[("code", "")]).await.expect(422);
        let answer = browser.plain_post(CODE, &[("code", &phone.code(&app))]).await.expect(303);
        assert_eq!(answer.location(), "/portal");
        browser.get("/portal").await.expect(200);
        assert_eq!(browser.cookie("pending"), None);
    }

    async fn the_way_on_survives_the_second_step(app: TestApp) {
        let phone = Authenticator::of(&app, &app.as_client("carla").await).await;
        let browser = app.stranger();
        let fields = [("email", "carla@acme.test"), ("password", PASSWORD), ("next", "/portal/requests?q=a b")];
        let to = browser.plain_post("/portal/login", &fields).await.expect(303).location().to_owned();
        assert_eq!(to, "/portal/login/code");
        let fields = [("email", "carla@acme.test"), ("password", PASSWORD), ("next", "/portal/projects")];
        let to = browser.plain_post("/portal/login", &fields).await.expect(303).location().to_owned();
        let page = browser.get(&to).await.expect(200).body;
        assert!(page.contains("value=\"/portal/projects\""), "{page}");
        let fields = [("code", phone.code(&app)), ("next", "/portal/projects".to_owned())];
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        assert_eq!(browser.plain_post(CODE, &fields).await.expect(303).location(), "/portal/projects");
        for evil in ["https://evil.test", "//evil.test"] {
            app.advance(TimeDelta::seconds(60));
            let browser = waiting(&app).await;
            let fields = [("code", phone.code(&app)), ("next", evil.to_owned())];
            let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
            assert_eq!(browser.plain_post(CODE, &fields).await.expect(303).location(), "/portal");
        }
    }

    async fn each_code_counts_once_also_when_it_comes_many_times_at_once(app: TestApp) {
        let phone = Authenticator::of(&app, &app.as_client("carla").await).await;
        let code = phone.code(&app);
        let browsers = join_all((0..8).map(|_| waiting(&app))).await;
        let answers = join_all(browsers.iter().map(|browser| try_code(browser, &code))).await;
        let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
        assert_eq!(statuses.iter().filter(|status| **status == 303).count(), 1, "{statuses:?}");
        assert!(statuses.iter().all(|status| [303, 422, 429].contains(status)), "{statuses:?}");
        // An earlier code is none any more, though its time is not over.
        app.advance(TimeDelta::minutes(16));
        let now = phone.code(&app);
        waiting(&app).await.plain_post(CODE, &[("code", &now)]).await.expect(303);
        waiting(&app).await.plain_post(CODE, &[("code", &now)]).await.expect(422);
    }

    async fn a_recovery_code_stands_in_once(app: TestApp) {
        let carla = app.as_client("carla").await;
        let phone = Authenticator::of(&app, &carla).await;
        let typed = phone.recovery[3].to_uppercase().replace('-', " ");
        waiting(&app).await.plain_post(CODE, &[("code", &typed)]).await.expect(303);
        waiting(&app).await.plain_post(CODE, &[("code", &phone.recovery[3])]).await.expect(422);
        assert!(carla.get("/portal/account/security").await.expect(200).body.contains("9 recovery codes are left"));
        // Nobody sees them again, not even in the database.
        for code in &phone.recovery {
            assert_eq!(app.store.value(&format!("SELECT count(*) FROM client_recovery_code WHERE code_hash LIKE '%{code}%'")).await, "0");
        }
        let fields = [("password", PASSWORD), ("code", &phone.code(&app))];
        let page = carla.post("/portal/account/second-factor/codes", &fields).await.expect(200).body;
        let fresh = recovery_codes(&page);
        assert!(fresh.len() == 10 && fresh.iter().all(|code| !phone.recovery.contains(code)));
        waiting(&app).await.plain_post(CODE, &[("code", &phone.recovery[0])]).await.expect(422);
        waiting(&app).await.plain_post(CODE, &[("code", &fresh[0])]).await.expect(303);
    }

    async fn a_sign_in_waits_ten_minutes_on_its_own_host_for_one_code(app: TestApp) {
        let phone = Authenticator::of(&app, &app.as_client("carla").await).await;
        let browser = waiting(&app).await;
        let elsewhere = browser.moved_to("harbor.localhost");
        elsewhere.get(CODE).await.expect(404);
        elsewhere.plain_post(CODE, &[("code", &phone.code(&app))]).await.expect(404);
        let copy = browser.moved_to("northwind.localhost");
        browser.plain_post(CODE, &[("code", &phone.code(&app))]).await.expect(303);
        app.advance(TimeDelta::seconds(30));
        copy.plain_post(CODE, &[("code", &phone.code(&app))]).await.expect(404);
        let late = waiting(&app).await;
        app.advance(TimeDelta::minutes(10));
        late.get(CODE).await.expect(404);
        late.plain_post(CODE, &[("code", &phone.code(&app))]).await.expect(404);
        for token in ["", "x", &"A".repeat(43), &"A".repeat(4000)] {
            let forged = app.stranger();
            forged.set_cookie("pending", token);
            forged.plain_post(CODE, &[("code", &phone.code(&app))]).await.expect(404);
        }
    }

    /// Guessing is slowed and never ends in a locked account; signing in anew gives no new tries.
    async fn cve_2022_35490_guessing_codes_is_slowed_also_at_once(app: TestApp) {
        let phone = Authenticator::of(&app, &app.as_client("carla").await).await;
        let wrong = phone.wrong(&app);
        let browsers = join_all((0..9).map(|_| waiting(&app))).await;
        let guesses = browsers.iter().flat_map(|browser| (0..3).map(move |_| browser));
        let answers = join_all(guesses.map(|browser| try_code(browser, &wrong))).await;
        let taken = answers.iter().filter(|answer| answer.status == 422).count();
        assert!(taken <= 10 && answers.iter().all(|answer| [422, 429].contains(&answer.status)), "{taken}");
        waiting(&app).await.plain_post(CODE, &[("code", &phone.code(&app))]).await.expect(429);
        // The trail says so once, not for each guess.
        let noted = "SELECT count(*) || ' ' || min(target_name) FROM audit_entry WHERE action = 'second_factor.refused'";
        assert_eq!(app.store.value(noted).await, "1 Carla");
        app.advance(TimeDelta::minutes(16));
        waiting(&app).await.plain_post(CODE, &[("code", &phone.code(&app))]).await.expect(303);
    }

    async fn a_reset_by_mail_goes_not_around_the_second_factor(app: TestApp) {
        let phone = Authenticator::of(&app, &app.as_client("carla").await).await;
        let pending = waiting(&app).await;
        app.stranger().plain_post("/portal/forgot-password", &[("email", "carla@acme.test")]).await.expect(200);
        app.run_jobs().await;
        let mail = app.mails().pop().unwrap();
        let url = mail.text.split_whitespace().find(|word| word.contains("/portal/reset/")).unwrap();
        let path = url.strip_prefix("http://northwind.localhost").unwrap();
        // Beside a second factor, twelve characters do.
        app.stranger().plain_post(path, &[("password", "quiet heron")]).await.expect(422);
        app.stranger().plain_post(path, &[("password", "quiet herons")]).await.expect(303);
        pending.plain_post(CODE, &[("code", &phone.code(&app))]).await.expect(404);
        let browser = app.stranger();
        assert_eq!(browser.sign_in("carla", "quiet herons").await.expect(303).location(), CODE);
        browser.get("/portal").await.expect(303);
        browser.plain_post(CODE, &[("code", &phone.code(&app))]).await.expect(303);
        // Which is too short to stand alone.
        let off = [("password", "quiet herons"), ("code", &phone.recovery[0])];
        let refused = browser.post("/portal/account/second-factor/disable", &off).await.expect(422);
        assert!(refused.body.contains("Change it first"));
    }

    async fn it_is_set_up_and_taken_away_by_who_knows_the_password_and_has_the_phone(app: TestApp) {
        let (carla, other) = (app.as_client("carla").await, app.as_client("carla").await);
        let begun = Authenticator::begin(&carla).await;
        let confirm = async |password: &str, code: &str| {
            carla.post("/portal/account/second-factor/confirm", &[("password", password), ("code", code)]).await.status
        };
        assert_eq!(confirm("wrong", &begun.code(&app)).await, 422);
        assert_eq!(confirm(PASSWORD, &begun.wrong(&app)).await, 422);
        // What was only begun asks nobody for a code.
        app.stranger().sign_in("carla", PASSWORD).await.expect(303);
        other.get("/portal").await.expect(200);
        let phone = Authenticator::of(&app, &carla).await;
        other.get("/portal").await.expect(303);
        carla.get("/portal").await.expect(200);
        assert_eq!(confirm(PASSWORD, &begun.code(&app)).await, 303, "there is nothing to confirm any more");
        let disable = async |password: &str, code: &str| {
            carla.post("/portal/account/second-factor/disable", &[("password", password), ("code", code)]).await.status
        };
        assert_eq!(disable("wrong", &phone.code(&app)).await, 422);
        assert_eq!(disable(PASSWORD, &phone.wrong(&app)).await, 422);
        let browser = waiting(&app).await;
        assert_eq!(disable(PASSWORD, &phone.code(&app)).await, 303);
        browser.get(CODE).await.expect(404);
        assert_eq!(app.stranger().sign_in("carla", PASSWORD).await.expect(303).location(), "/portal");
        assert_eq!(app.store.value("SELECT count(*) FROM client_recovery_code").await, "0");
    }

    async fn the_secret_is_sealed_and_bound_to_its_owner(app: TestApp) {
        let phone = Authenticator::of(&app, &app.as_client("carla").await).await;
        Authenticator::of(&app, &app.as_client("ben").await).await;
        let kept = app.store.value("SELECT secret FROM client_second_factor WHERE client_user_id = (SELECT id FROM client_user WHERE name = 'Carla')").await;
        assert!(kept.starts_with("1.") && kept.len() > 60, "{kept}");
        // Carla's secret in Ben's row opens nothing.
        let moved = format!("UPDATE client_second_factor SET secret = '{kept}'");
        assert_eq!(app.store.sql(&moved).await, 2);
        let ben = app.stranger();
        ben.sign_in("ben", PASSWORD).await.expect(303);
        ben.plain_post(CODE, &[("code", &phone.code(&app))]).await.expect(500);
    }
}
