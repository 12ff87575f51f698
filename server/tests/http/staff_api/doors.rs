use poem::http::Method;
use serde_json::json;

use crate::support::{Answer, PASSWORD, TestApp, email};

/// A refusal without the number that is its own.
fn told(answer: &Answer) -> String {
    answer.body.replace(answer.header("x-request-id"), "ID")
}

both! {
    /// S1.11, S1.18, S1.20: staff's way in is not the portal's.
    async fn s1_20_staff_credentials_open_no_portal(app: TestApp) {
        let unknown = app.stranger().sign_in("carla", "a wrong password").await.expect(422);
        for person in ["olivia", "adam", "mia"] {
            let browser = app.stranger();
            let answer = browser.sign_in(person, PASSWORD).await.expect(422);
            assert_eq!(browser.cookie("sid"), None);
            let alike = answer.body.replace(&email(person), "") == unknown.body.replace(&email("carla"), "");
            assert!(alike, "the answer tells {person} from somebody unknown");
            browser.get("/portal").await.expect(303);
        }
        let mia = app.as_staff("mia").await;
        for token in [&mia.access, &mia.refresh] {
            let browser = app.stranger();
            browser.set_cookie("sid", token);
            assert_eq!(browser.get("/portal").await.expect(303).location(), "/portal/login");
        }
    }

    /// S1.11, S1.18, S1.21: a client's way in is not the API's.
    async fn s1_21_client_credentials_open_no_api(app: TestApp) {
        let unknown = told(&app.staff_sign_in("nobody@northwind.test", PASSWORD).await.expect(401));
        assert!(unknown.contains("sign_in_refused"), "{unknown}");
        for person in ["carla", "victor", "ben", "fiona", "hana", "henry"] {
            let answer = app.staff_sign_in(&email(person), PASSWORD).await.expect(401);
            assert_eq!(told(&answer), unknown, "{person}");
        }
        assert_eq!(told(&app.staff_sign_in(&email("mia"), "a wrong password").await.expect(401)), unknown);
        let cookie = app.as_client("carla").await.cookie("sid").unwrap();
        let answer =
            app.ask(Method::GET, "/api/v1/me").header("authorization", &format!("Bearer {cookie}")).send().await;
        assert_eq!(answer.expect(401).code(), "token_invalid");
    }

    /// S1.11, S1.18: a portal session is told that it does not count, and counts for nothing beside a token either.
    async fn s1_11_a_portal_session_does_not_count_at_the_api(app: TestApp) {
        let cookie = format!("sid={}", app.as_client("carla").await.cookie("sid").unwrap());
        for (method, path) in [
            (Method::GET, "/api/v1/me"),
            (Method::GET, "/api/v1/requests"),
            (Method::GET, "/api/v1/events"),
            (Method::POST, "/api/v1/projects"),
            (Method::GET, "/api/v1/no/such/thing"),
        ] {
            let answer = app.ask(method, path).header("cookie", &cookie).send().await.expect(401);
            assert_eq!(answer.code(), "client_session", "{path}");
            assert_eq!(answer.headers.get("set-cookie"), None);
        }
        let mia = app.as_staff("mia").await;
        mia.ask(Method::GET, "/me").header("cookie", &cookie).send().await.expect(200);
        let victor = format!("sid={}", "A".repeat(43));
        let made_up = app.ask(Method::GET, "/api/v1/me").header("cookie", &victor).send().await.expect(401);
        assert_eq!(made_up.code(), "client_session", "whether a session is real is not told");
    }

    /// S2.7, S2.24, S2.28: a teammate who comes to the portal is sent to the agency's own page.
    async fn s2_28_staff_at_the_portal_are_sent_to_the_dashboard(app: TestApp) {
        let mia = app.as_staff("mia").await;
        for path in ["/portal", "/portal/requests", "/portal/login", "/portal/account", "/portal/projects"] {
            let ask = app.ask(Method::GET, path).header("authorization", &format!("Bearer {}", mia.access));
            assert_eq!(ask.send().await.expect(303).location(), "/dashboard", "{path}");
        }
        let page = app.ask(Method::GET, "/dashboard").header("authorization", &format!("Bearer {}", mia.access));
        page.send().await.expect(200);
        // With a client's session it is that client who comes.
        let carla = app.as_client("carla").await;
        let both = carla.ask(Method::GET, "/portal").header("authorization", &format!("Bearer {}", mia.access));
        both.send().await.expect(200);
    }

    /// S2.23, S2.29: a client at the agency's page is sent back to the portal.
    async fn s2_29_clients_at_the_dashboard_are_sent_to_the_portal(app: TestApp) {
        let carla = app.as_client("carla").await;
        for path in ["/dashboard", "/dashboard/api"] {
            assert_eq!(carla.get(path).await.expect(303).location(), "/portal", "{path}");
        }
        carla.post("/portal/logout", &[]).await.expect(303);
        let page = carla.get("/dashboard").await.expect(200);
        assert!(!page.body.contains("<form"), "there is no sign-in for staff in the browser");
    }

    /// Signing in takes the words as they were meant, and nothing else as one.
    async fn signing_in_forgives_blanks_and_case_of_an_address_alone(app: TestApp) {
        app.staff_sign_in(" Mia@NORTHWIND.test ", PASSWORD).await.expect(200);
        for password in [PASSWORD.to_uppercase(), format!(" {PASSWORD}"), format!("{PASSWORD}\0")] {
            app.staff_sign_in(&email("mia"), &password).await.expect(401);
        }
        for address in ["mia@northwind.test\0", "mia%", "%@northwind.test", "' OR 1=1 --"] {
            let answer = app.staff_sign_in(address, PASSWORD).await;
            assert_eq!(answer.status, 401, "{address:?}: {}", answer.everything());
        }
        let totp = json!({ "email": email("mia"), "password": PASSWORD, "totp": "000000" });
        app.ask(Method::POST, "/api/v1/auth/token").json(&totp).send().await.expect(200);
    }
}
