//! What attackers found in systems like this one, where no other file has it.

use poem::http::Method;
use serde_json::json;

use crate::support::{PASSWORD, Staff, TestApp, canaries, email};

both! {
    /// GitLab's feeds and counts: what a number says of things that one cannot see.
    async fn cve_gitlab_counts_say_nothing_of_others(app: TestApp) {
        let (carla, ben, mia) = (app.as_client("carla").await, app.as_client("ben").await, app.as_staff("mia").await);
        let numbers = async || {
            let page = crate::support::text_of(&carla.get("/portal/requests?status=all").await.expect(200).body);
            let from = page.find("Open ").unwrap();
            page[from..from + 24].to_owned()
        };
        let before = numbers().await;
        for _ in 0..3 {
            let id = ben.request("Mine", "x").await;
            mia.post(&format!("/requests/{id}/notes"), json!({ "body": "x" })).await.expect(201);
        }
        assert_eq!(numbers().await, before);
    }

    /// Zammad and Znuny: the machine's channel has the walls of the people's.
    async fn cve_2025_26846_a_client_has_no_way_into_the_api(app: TestApp) {
        let carla = app.as_client("carla").await;
        let cookie = carla.cookie("sid").unwrap();
        Staff::try_in(&app.served, "northwind.localhost", &email("carla"), PASSWORD).await.expect(401);
        for value in [format!("Bearer {cookie}"), format!("Basic {cookie}"), "Bearer ".into(), "Bearer null".into()] {
            let answer = app.ask(Method::GET, "/api/v1/requests").header("authorization", &value).send().await.expect(401);
            assert!(!answer.body.contains(canaries::ACME));
        }
        for header in ["x-forwarded-user", "x-remote-user", "x-original-url", "x-rewrite-url", "x-http-method-override"] {
            let ask = app.ask(Method::GET, "/api/v1/requests").header(header, "/api/v1/openapi.json");
            ask.send().await.expect(401);
        }
        let token = app.as_staff("mia").await.access;
        let by_query = app.ask(Method::GET, &format!("/api/v1/requests?access_token={token}")).send().await;
        by_query.expect(401);
        let by_cookie = app.ask(Method::GET, "/api/v1/me").header("cookie", &format!("access_token={token}; sid={token}"));
        by_cookie.send().await.expect(401);
    }

    /// Another spelling of a path is another path, or the same one behind the same gate.
    async fn no_spelling_of_a_path_goes_round_the_gate(app: TestApp) {
        let request = app.cast.acme.request;
        for path in [
            format!("/portal//requests/{request}"), format!("/portal/./requests/{request}"), format!("//portal/requests/{request}"),
            format!("/portal/requests/{request}/"), format!("/portal/%72equests/{request}"), format!("/PORTAL/requests/{request}"),
            format!("/static/../portal/requests/{request}"), format!("/portal/requests/{request}%2f"), format!("/portal/requests/{request};a=b"),
            format!("/api/v1/../../portal/requests/{request}"), format!("/portal/login/../requests/{request}"), format!("/portal/requests/{request}%00"),
        ] {
            for browser in [app.stranger(), app.as_client("ben").await] {
                let answer = browser.get(&path).await;
                assert!(!answer.everything().contains(canaries::ACME), "{path}: {}", answer.everything());
                assert!(answer.status < 500, "{path}");
            }
        }
    }

    /// n8n GHSA-vrv8-j27g-g7cr: no secret in what is kept of failures and mails, nor in what is shown of errors.
    async fn cve_ghsa_vrv8_no_secret_is_kept_where_it_can_be_read(app: TestApp) {
        let carla = app.as_client("carla").await;
        let cookie = carla.cookie("sid").unwrap();
        let staff = app.as_staff("mia").await;
        app.stranger().plain_post("/portal/forgot-password", &[("email", &email("carla"))]).await.expect(200);
        app.run_jobs().await;
        for secret in [&cookie, &staff.refresh, &staff.access, &PASSWORD.to_owned()] {
            for (table, column) in [("client_session", "token_hash"), ("staff_refresh", "token_hash"), ("client_credential", "password_hash"),
                ("staff_credential", "password_hash"), ("job", "payload"), ("activity", "title")] {
                let found = app.store.value(&format!("SELECT count(*) FROM {table} WHERE {column} LIKE '%{secret}%'")).await;
                assert_eq!(found, "0", "{table}.{column}");
            }
        }
    }
}
