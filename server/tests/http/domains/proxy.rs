use poem::Endpoint;
use poem::http::{Method, Uri};
use serde_json::json;

use super::Install;
use crate::support::TestApp;

both! {
    /// A proxy gets certificates for hosts that are somebody's, and for no other.
    async fn a_proxy_gets_certificates_for_verified_hosts_alone(app: TestApp) {
        let install = Install::new(&app).await;
        let olivia = install.staff("olivia").await;
        let verified = install.verified(&olivia, "portal.northwind.test").await;
        install.add(&olivia, "waiting.northwind.test").await;
        let inside = install.node.app.inside();
        let ask = async |query: &str| {
            let uri: Uri = format!("/tls/ask{query}").parse().unwrap();
            let request = poem::Request::builder().method(Method::GET).uri(uri).finish();
            inside.get_response(request).await.status().as_u16()
        };
        for known in ["portal.northwind.test", "PORTAL.northwind.test.", "harbor.localhost", "northwind.localhost"] {
            assert_eq!(ask(&format!("?domain={known}")).await, 200, "{known}");
        }
        for other in ["waiting.northwind.test", "evil.test", "127.0.0.1", "x.portal.northwind.test", "", "portal.northwind.test:443", "portal.northwind.test%00", "%2A.northwind.test"] {
            assert_eq!(ask(&format!("?domain={other}")).await, 404, "{other}");
        }
        assert_eq!(ask("").await, 400);
        // It is served until it is taken away.
        install.zone.forget("_portal-verify.portal.northwind.test");
        assert_eq!(install.check(&olivia, &verified).await["state"], json!("failing"));
        assert_eq!(ask("?domain=portal.northwind.test").await, 200);
        // From outside there is no such thing.
        install.at("northwind.localhost").get("/tls/ask?domain=harbor.localhost").await.expect(404);
        install.end().await;
    }

    /// HSTS where it came by TLS, as a proxy of ours says, and for the very host: below an agency's domain there
    /// may be others.
    async fn only_what_came_by_tls_demands_it_for_next_time(app: TestApp) {
        let ask = |scheme: &'static str| app.ask(Method::GET, "/portal/login").header("x-forwarded-proto", scheme);
        assert_eq!(ask("https").send().await.expect(200).header("strict-transport-security"), "max-age=31536000");
        assert_eq!(ask("http").send().await.expect(200).headers.get("strict-transport-security"), None);
        let plain = app.ask(Method::GET, "/portal/login").send().await.expect(200);
        assert_eq!(plain.headers.get("strict-transport-security"), None);
        let far = app.another(|config| config.trusted_proxies = Vec::new()).await;
        let untrusted = far.ask(Method::GET, "/portal/login").header("x-forwarded-proto", "https").send().await.expect(200);
        assert_eq!(untrusted.headers.get("strict-transport-security"), None);
        far.app.database.close().await;
    }
}
