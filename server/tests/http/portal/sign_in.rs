use poem::http::Method;

use crate::support::{Browser, PASSWORD, TestApp, email};

both! {
    /// S1.9, S1.20, S2.8: who cannot sign in learns nothing about why.
    async fn every_refusal_is_the_same(app: TestApp) {
        assert!(app.store.sql("UPDATE client_user SET disabled_at = created_at WHERE email = 'ben@bluebird.test'").await == 1);
        let mut answers = Vec::new();
        for (address, password) in [
            (email("carla"), "wrong"),
            ("nobody@acme.test".to_owned(), PASSWORD),
            (email("mia"), PASSWORD),
            (email("hana"), PASSWORD),
            (email("ben"), PASSWORD),
            (email("carla"), ""),
            (email("carla"), &PASSWORD.repeat(100)),
            (format!("{} ' OR 1=1 --", email("carla")), PASSWORD),
        ] {
            let answer = app.stranger().plain_post("/portal/login", &[("email", &address), ("password", password)]).await;
            assert_eq!(answer.status, 422, "{address}");
            assert_eq!(answer.headers.get("set-cookie"), None);
            let begun = answer.body.split("<input").find(|input| input.contains(" autofocus"));
            assert!(begun.is_some_and(|input| input.contains("id=\"password\"")), "{}", answer.body);
            let shown = maud::html! { (address) }.into_string();
            let body = answer.body.replace(&shown, "-");
            answers.push(body);
        }
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:#?}");
    }

    /// S1.19, S1.35, S2.1, S2.39: and who can, lands on the dashboard, however the address is written.
    async fn s1_35_signing_in_leads_to_the_dashboard(app: TestApp) {
        let browser = app.stranger();
        let form = [("email", " CARLA@Acme.Test "), ("password", PASSWORD)];
        let answer = browser.plain_post("/portal/login", &form).await.expect(303);
        assert_eq!(answer.location(), "/portal");
        assert!(browser.get("/portal").await.expect(200).body.contains("Hello Carla"));
        for page in ["/", "/portal/login"] {
            assert_eq!(browser.get(page).await.expect(303).location(), "/portal", "{page}");
        }
    }

    /// S1.8, S1.22–S1.24.
    async fn s1_22_no_script_reads_the_session(app: TestApp) {
        let browser = app.stranger();
        let form = [("email", email("carla")), ("password", PASSWORD.to_owned())];
        let form = form.each_ref().map(|(name, value)| (*name, value.as_str()));
        let plain = browser.ask(Method::POST, "/portal/login").form(&form).send().await.expect(303);
        let cookie = plain.header("set-cookie");
        for flag in ["sid=", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=2592000"] {
            assert!(cookie.contains(flag), "{cookie}");
        }
        let secure = browser.ask(Method::POST, "/portal/login").header("x-forwarded-proto", "https");
        let secure = secure.form(&form).send().await.expect(303);
        let cookie = secure.header("set-cookie");
        assert!(cookie.starts_with("__Host-sid=") && cookie.contains("Secure") && !cookie.contains("Domain"), "{cookie}");
        let secret = cookie.split(['=', ';']).nth(1).unwrap();
        assert!(secret.len() >= 43, "{cookie}");
        let page = browser.ask(Method::GET, "/portal").header("x-forwarded-proto", "https");
        let page = page.header("cookie", &format!("__Host-sid={secret}")).send().await.expect(200);
        assert!(!page.everything().contains(secret), "the session's secret stands in a page");
        assert!(page.header("strict-transport-security").contains("max-age="));
        // The name without the prefix does not count there: a sibling's server could have set it.
        let unbound = browser.ask(Method::GET, "/portal").header("x-forwarded-proto", "https");
        unbound.header("cookie", &format!("sid={secret}")).send().await.expect(303);
    }

    async fn signing_in_leads_nowhere_else(app: TestApp) {
        for next in [
            "https://evil.test", "//evil.test", "/\\evil.test", "/portal//evil.test", "/portal/../dashboard\r\nX: y",
            "javascript:alert(1)", "/portal\t//evil.test", "/dashboard", "/portal/logout", "http:evil.test", "/portalevil",
        ] {
            let browser = app.stranger();
            let carla = email("carla");
            let form = [("email", carla.as_str()), ("password", PASSWORD), ("next", next)];
            let answer = browser.plain_post("/portal/login", &form).await.expect(303);
            let to = answer.location();
            assert!(to == "/portal" || to == "/portalevil", "{next:?} leads to {to}");
        }
        let asked = app.stranger().get("/portal/requests?q=a&status=all").await.expect(303);
        assert_eq!(asked.location(), "/portal/login?next=%2Fportal%2Frequests%3Fq%3Da%26status%3Dall");
        let browser = app.stranger();
        let carla = email("carla");
        let form = [("email", carla.as_str()), ("password", PASSWORD), ("next", "/portal/requests?q=a")];
        assert_eq!(browser.plain_post("/portal/login", &form).await.expect(303).location(), "/portal/requests?q=a");
    }

    /// A session known before is not the one that is signed in (fixation), and does not outlive it.
    async fn signing_in_begins_a_new_session(app: TestApp) {
        let browser = app.as_client("carla").await;
        let before = browser.cookie("sid").unwrap();
        browser.sign_in("carla", PASSWORD).await.expect(303);
        assert_ne!(browser.cookie("sid").unwrap(), before);
        let old = Browser::at(&app.served, "northwind.localhost");
        old.set_cookie("sid", &before);
        old.get("/portal").await.expect(303);
        let chosen = Browser::at(&app.served, "northwind.localhost");
        chosen.set_cookie("sid", &"x".repeat(43));
        chosen.sign_in("carla", PASSWORD).await.expect(303);
        assert_ne!(chosen.cookie("sid").unwrap(), "x".repeat(43));
    }

    async fn signing_out_ends_the_session_everywhere(app: TestApp) {
        let browser = app.as_client("carla").await;
        let copy = browser.moved_to("northwind.localhost");
        let answer = browser.post("/portal/logout", &[]).await.expect(303);
        assert_eq!(answer.location(), "/portal/login");
        assert!(answer.header("clear-site-data").contains("storage"));
        assert_eq!(browser.cookie("sid"), None);
        assert_eq!(copy.get("/portal").await.expect(303).location(), "/portal/login");
    }
}
