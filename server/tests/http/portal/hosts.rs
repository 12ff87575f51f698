use poem::http::Method;

use crate::support::{Browser, TestApp};

both! {
    async fn a_request_names_one_host(app: TestApp) {
        let ask = || app.ask(Method::GET, "/portal/login");
        for host in ["northwind.localhost", "NORTHWIND.localhost", "northwind.localhost:8443", "northwind.localhost."] {
            let page = ask().header("host", host).send().await.expect(200);
            assert!(page.body.contains("Northwind Studio"), "{host}");
        }
        ask().without("host").send().await.expect(400);
        ask().another("host", "northwind.localhost").send().await.expect(400);
        ask().another("host", "evil.test").send().await.expect(400);
        for host in ["", "northwind.localhost/x", "a b", "northwind.localhost@evil.test", "<script>", "ü.test", &"a".repeat(300)] {
            let answer = ask().header("host", host).send().await;
            assert!([400, 421].contains(&answer.status), "{host}: {}", answer.status);
            assert!(!answer.body.contains("<script>"));
        }
        // In the request's line, too.
        let absolute = app.ask(Method::GET, "http://evil.test/portal/login").send().await;
        assert_eq!(absolute.status, 400);
    }

    /// S2.4, S2.18: with several agencies on an install, a host that is nobody's shows nobody.
    async fn a_host_of_nobody_shows_nobody(app: TestApp) {
        let carla = app.as_client("carla").await;
        for host in ["127.0.0.1", "localhost", "evil.test", "northwind.localhost.evil.test", "xn--nrthwind.localhost"] {
            for path in ["/", "/portal/login", "/portal/forgot-password", "/dashboard", "/dashboard/api"] {
                let answer = Browser::at(&app.served, host).get(path).await.expect(421);
                assert_eq!(answer.headers.get("set-cookie"), None);
                assert!(!answer.body.contains("Northwind") && !answer.body.contains("Harbor"));
            }
            let answer = carla.moved_to(host).get("/portal").await;
            assert!([303, 421].contains(&answer.status), "{host}: {}", answer.status);
            let form = [("email", "carla@acme.test"), ("password", crate::support::PASSWORD)];
            Browser::at(&app.served, host).plain_post("/portal/login", &form).await.expect(421);
            let token = crate::support::Staff::try_in(&app.served, host, "mia@northwind.test", crate::support::PASSWORD).await;
            assert!([401, 421].contains(&token.status), "{host}: {}", token.status);
        }
    }

    /// With one agency, every host is its own.
    async fn a_single_agency_is_met_at_every_host(app: TestApp) {
        app.store.sql("DELETE FROM request_note").await;
        assert_eq!(app.store.sql("DELETE FROM agency WHERE slug = 'harbor'").await, 1);
        let page = Browser::at(&app.served, "192.0.2.80:8080").get("/portal/login").await.expect(200);
        assert!(page.body.contains("Northwind Studio"));
    }
}
