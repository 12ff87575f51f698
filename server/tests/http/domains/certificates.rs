use chrono::TimeDelta;
use portico::features::host_certificates::begin;
use serde_json::Value;

use super::Install;
use crate::support::{Browser, TestApp};

const HOST: &str = "portal.shared.test";

/// A node that speaks TLS and asks an authority that is not there.
async fn secure(app: &TestApp) -> TestApp {
    app.another(|config| {
        config.tls_bind = Some(([127, 0, 0, 1], 443).into());
        config.acme_email = Some("ops@northwind.test".into());
        // The port of "discard" (RFC 863), where nobody answers.
        config.acme_directory = "https://127.0.0.1:9/directory".into();
    })
    .await
}

both! {
    /// An authority that does not answer is asked again, less and less often, and staff see why there is nothing.
    async fn a_refusal_is_shown_and_asked_about_again_later(app: TestApp) {
        let install = Install::new(&app).await;
        let olivia = install.staff("olivia").await;
        let domain = install.verified(&olivia, HOST).await;
        assert_eq!(domain["certificate"], Value::Null);
        let secure = secure(&app).await;
        let tries = async || app.store.value(&format!("SELECT attempts FROM certificate WHERE host = '{HOST}'")).await;
        for (minutes, expected) in [(0, "1"), (4, "1"), (2, "2"), (6, "2"), (6, "3")] {
            secure.advance(TimeDelta::minutes(minutes));
            secure.run_jobs().await;
            assert_eq!(tries().await, expected, "{minutes}");
        }
        let certificate = &install.view(&olivia, &domain).await["certificate"];
        assert!(certificate["problem"].as_str().is_some_and(|why| !why.is_empty()), "{certificate}");
        assert_eq!(certificate["expires_at"], Value::Null);
        secure.app.database.close().await;
        install.end().await;
    }

    /// A node that begins to speak TLS asks at once, however lately the schedule came round; once each time it starts.
    async fn a_start_does_not_wait_for_the_schedule(app: TestApp) {
        let install = Install::new(&app).await;
        let olivia = install.staff("olivia").await;
        install.verified(&olivia, HOST).await;
        // Without an authority there is nobody to ask, and the schedule is a minute ahead.
        install.node.run_jobs().await;
        let secure = secure(&app).await;
        let tried = async || {
            secure.run_jobs().await;
            app.store.value(&format!("SELECT COUNT(*) FROM certificate WHERE host = '{HOST}' AND attempts = 1")).await
        };
        assert_eq!(tried().await, "0");
        begin(&secure.app.database.system(), "https://portal.install.test").await.unwrap();
        assert_eq!(tried().await, "1");
        // Who has just refused is not asked again for that.
        begin(&secure.app.database.system(), "https://portal.install.test").await.unwrap();
        assert_eq!(tried().await, "1");
        secure.app.database.close().await;
        install.end().await;
    }

    /// By plain HTTP there is nothing but the way to TLS, and what machines ask.
    async fn plain_http_leads_to_tls(app: TestApp) {
        let secure = secure(&app).await;
        let carla = Browser::at(&secure.served, "localhost");
        let sent_on = carla.get("/portal/login?next=%2Fportal").await.expect(308);
        assert_eq!(sent_on.header("location"), "https://localhost/portal/login?next=%2Fportal");
        assert!(!sent_on.body.contains("Northwind") && sent_on.header("set-cookie").is_empty());
        for (path, status) in [("/healthz", 200), ("/readyz", 200), ("/.well-known/acme-challenge/none", 404)] {
            carla.get(path).await.expect(status);
        }
        // Nor is a host that shows nobody told from others here: by TLS there is no answer for it.
        let stranger = Browser::at(&secure.served, "evil.test");
        let sent_on = stranger.get("/portal").await.expect(308);
        assert_eq!((sent_on.header("location"), sent_on.body.as_str()), ("https://evil.test/portal", ""));
        assert!(sent_on.header("set-cookie").is_empty());
        stranger.get("/readyz").await.expect(200);
        for path in ["/portal", "/api/v1/me", "/static/x/y.css", "/.well-known/other"] {
            carla.get(path).await.expect(308);
        }
        secure.app.database.close().await;
    }
}

#[test]
fn tls_without_somebody_to_write_to_is_refused() {
    let mut config = portico::config::Config { tls_bind: Some(([127, 0, 0, 1], 443).into()), ..Default::default() };
    for email in [None, Some(""), Some("nobody")] {
        config.acme_email = email.map(str::to_owned);
        assert!(config.issuer().is_err_and(|error| error.to_string().contains("PORTICO_ACME_EMAIL")), "{email:?}");
    }
    config.acme_email = Some("ops@northwind.test".into());
    assert!(config.issuer().is_ok_and(|issuer| issuer.is_some()));
}
