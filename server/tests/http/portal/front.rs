use poem::http::Method;

use crate::support::{Ask, Browser, TestApp};

fn preview(browser: &Browser, token: &str) -> Ask {
    browser.ask(Method::POST, "/portal/preview").form(&[("csrf", token), ("body", "**bold**")])
}

both! {
    /// A page of ours and no other can make a browser change something; all else is `cross_origin`.
    async fn only_our_own_pages_send_forms(app: TestApp) {
        let carla = app.as_client("carla").await;
        let token = carla.token().await;
        preview(&carla, &token).send().await.expect(200);
        for site in ["cross-site", "same-site", "none", "", "SAME-ORIGIN", "same-origin, cross-site"] {
            let refused = preview(&carla, &token).header("sec-fetch-site", site).send().await.expect(403);
            assert!(refused.body.contains("This form was not sent from our own page."), "{}", refused.body);
        }
        let old = || preview(&carla, &token).without("sec-fetch-site");
        old().send().await.expect(200);
        for origin in ["http://evil.test", "null", "http://northwind.localhost.evil.test", "http://harbor.localhost", "", "northwind.localhost"] {
            old().header("origin", origin).send().await.expect(403);
        }
        old().without("origin").send().await.expect(403);
        // A browser that says so of itself is believed before an origin that a page can influence.
        preview(&carla, &token).header("sec-fetch-site", "cross-site").header("origin", "http://northwind.localhost").send().await.expect(403);
        carla.ask(Method::GET, "/portal").header("sec-fetch-site", "cross-site").send().await.expect(200);
    }

    async fn a_form_carries_the_token_of_its_own_session(app: TestApp) {
        let (carla, victor) = (app.as_client("carla").await, app.as_client("victor").await);
        let (own, foreign) = (carla.token().await, victor.token().await);
        assert_ne!(own, foreign);
        for wrong in ["", "x", &foreign, &own[1..], &format!("{own}x"), &"A".repeat(own.len())] {
            preview(&carla, wrong).send().await.expect(403);
        }
        carla.ask(Method::POST, "/portal/preview").form(&[("body", "x")]).send().await.expect(403);
        let by_header = carla.ask(Method::POST, "/portal/preview").header("x-csrf-token", &own).form(&[("body", "x")]);
        by_header.send().await.expect(200);
        let wrong_header = preview(&carla, &own).header("x-csrf-token", &foreign);
        wrong_header.send().await.expect(403);
        // Each page masks it anew, so that compression gives nothing away; all of them count.
        let again = app.as_client("carla").await;
        again.set_cookie("sid", &carla.cookie("sid").unwrap());
        let other = again.token().await;
        assert_ne!(own, other);
        preview(&carla, &other).send().await.expect(200);
    }

    /// No address changes anything by being looked at.
    async fn looking_changes_nothing(app: TestApp) {
        let carla = app.as_client("carla").await;
        let request = app.cast.acme.request;
        let version = "SELECT count(*) FROM client_notification WHERE read_at IS NULL";
        let before = app.store.value(version).await;
        for path in [format!("/portal/requests/{request}"), "/portal/notifications".into(), format!("/portal/requests/{request}/messages")] {
            carla.get(&path).await.expect(200);
        }
        for path in ["close", "reopen", "seen"] {
            let answer = carla.get(&format!("/portal/requests/{request}/{path}")).await;
            assert!([404, 405].contains(&answer.status), "{path}");
        }
        assert!([404, 405].contains(&carla.get("/portal/logout").await.status));
        carla.get("/portal").await.expect(200);
        assert_eq!(app.store.value(version).await, before);
    }

    /// S2.27, S2.29: also where there is no page, whoever does not belong there is sent to where they do.
    async fn s2_29_an_address_that_is_no_page_stands_behind_the_gate(app: TestApp) {
        let (carla, stranger) = (app.as_client("carla").await, app.stranger());
        let bearer = format!("Bearer {}", app.as_staff("mia").await.access);
        for path in ["/portal/nothing", "/portal/requests/nothing/at/all"] {
            carla.get(path).await.expect(404);
            assert!(stranger.get(path).await.expect(303).location().starts_with("/portal/login?next="), "{path}");
            let staff = stranger.ask(Method::GET, path).header("authorization", &bearer).send().await;
            assert_eq!(staff.expect(303).location(), "/dashboard");
        }
        assert_eq!(carla.get("/dashboard/nothing").await.expect(303).location(), "/portal");
        stranger.get("/dashboard/nothing").await.expect(404);
    }

    async fn every_answer_carries_the_headers(app: TestApp) {
        let carla = app.as_client("carla").await;
        for (browser, path) in [(&carla, "/portal"), (&carla, "/portal/nothing"), (&app.stranger(), "/portal/login"), (&app.stranger(), "/healthz")] {
            let answer = browser.get(path).await;
            let policy = answer.header("content-security-policy");
            assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
            assert!(!policy.contains("unsafe") && !policy.contains('*') && policy.contains("base-uri 'none'"), "{policy}");
            for (name, value) in [
                ("x-content-type-options", "nosniff"),
                ("cache-control", "no-store"),
                ("cross-origin-opener-policy", "same-origin"),
                ("cross-origin-resource-policy", "same-origin"),
            ] {
                assert_eq!(answer.header(name), value, "{path}: {name}");
            }
            assert!(!answer.header("x-request-id").is_empty());
            assert_eq!(answer.headers.get("server"), None);
            assert_eq!(answer.headers.get("access-control-allow-origin"), None);
        }
    }

    /// What the policy forbids is not there: no inline script or style, no handler in an attribute.
    async fn pages_need_nothing_that_the_policy_forbids(app: TestApp) {
        let carla = app.as_client("carla").await;
        let (request, project) = (app.cast.acme.request, app.cast.acme.project);
        for path in ["/portal", "/portal/projects", "/portal/requests", "/portal/requests/new", "/portal/account",
            "/portal/notifications", &format!("/portal/requests/{request}"), &format!("/portal/projects/{project}")] {
            let page = carla.get(path).await.expect(200).body;
            for forbidden in [" style=\"", "<style", "<script>", " onclick=", " onload=", " hx-on", "javascript:", "js:{"] {
                assert!(!page.contains(forbidden), "{path} has {forbidden}");
            }
        }
    }

    async fn a_body_is_bounded_and_methods_are_known(app: TestApp) {
        let carla = app.as_client("carla").await;
        let token = carla.token().await;
        let large = carla.ask(Method::POST, "/portal/preview").form(&[("csrf", &token), ("body", &"x".repeat(65 * 1024))]);
        large.send().await.expect(413);
        let at_the_api = app.as_staff("mia").await;
        let large = at_the_api.post("/projects", serde_json::json!({ "name": "x".repeat(70_000) })).await.expect(413);
        assert_eq!(large.code(), "too_large");
        for method in [Method::TRACE, Method::CONNECT] {
            for path in ["/portal", "/api/v1/me", "/nothing"] {
                let answer = carla.ask(method.clone(), path).header("x-secret", "canary").send().await;
                let told = answer.everything();
                assert!([400, 401, 404, 405, 501].contains(&answer.status) && !told.contains("canary"), "{method} {path}: {told}");
            }
        }
        for method in [Method::PUT, Method::DELETE, Method::PATCH] {
            carla.ask(method, "/portal").header("x-csrf-token", &token).send().await.expect(405);
        }
    }
}
