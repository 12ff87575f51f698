use std::process::Command;
use std::sync::Arc;

use poem::http::Method;
use portico::features::agencies;

use crate::support::{Answer, Browser, Store, TestApp};

/// A page of nobody names no place that a form could lead to.
#[track_caller]
fn leads_nowhere(answer: &Answer) {
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("form-action 'none'"), "{policy}");
    assert!(!policy.contains("http") && policy.contains("frame-ancestors 'none'"), "{policy}");
}

both! {
    async fn a_request_names_one_host(app: TestApp) {
        let ask = || app.ask(Method::GET, "/portal/login");
        for host in ["northwind.localhost", "NORTHWIND.localhost", "northwind.localhost:8443", "northwind.localhost."] {
            let page = ask().header("host", host).send().await.expect(200);
            assert!(page.body.contains("Northwind Studio"), "{host}");
        }
        leads_nowhere(&ask().without("host").send().await.expect(400));
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
                leads_nowhere(&answer);
            }
            // Nor does a page for people who are signed in send anybody to a sign-in there.
            for browser in [carla.moved_to(host), Browser::at(&app.served, host)] {
                for path in ["/portal", "/portal/requests", "/portal/events", "/portal/nothing", "/nothing"] {
                    let answer = browser.get(path).await.expect(421);
                    assert_eq!((answer.headers.get("set-cookie"), answer.location()), (None, ""));
                    assert!(!answer.body.contains("Northwind") && !answer.body.contains("Harbor"));
                }
                browser.plain_post("/portal/logout", &[]).await.expect(421);
            }
            let form = [("email", "carla@acme.test"), ("password", crate::support::PASSWORD)];
            Browser::at(&app.served, host).plain_post("/portal/login", &form).await.expect(421);
            let token = crate::support::Staff::try_in(&app.served, host, "mia@northwind.test", crate::support::PASSWORD).await;
            assert!([401, 421].contains(&token.status), "{host}: {}", token.status);
        }
    }

    /// Figure 14, the Host matrix: whatever a request says of its host, by whatever header, it is one of ours, or
    /// it is refused without a word of anybody and without a cookie.
    async fn cve_2025_70948_no_spelling_of_a_host_gets_anywhere(app: TestApp) {
        let carla = app.as_client("carla").await;
        let (own, unknown, malformed) = (200, 421, 400);
        for (host, status) in [
            ("northwind.localhost", own), ("Northwind.LOCALHOST", own), ("northwind.localhost.", own),
            ("northwind.localhost:80", own), ("northwind.localhost:65535", own), ("northwind.localhost:", own),
            ("evil.test", unknown), ("northwind.localhost.evil.test", unknown), ("evil.northwind.localhost", unknown),
            ("northwind-localhost", unknown), ("localhost", unknown), ("127.0.0.1", unknown), ("[::1]:8080", unknown),
            ("xn--nrthwind-11a.localhost", unknown), ("under_score.test", unknown),
            ("northwind.localhost:443@evil.test", malformed), ("evil.test@northwind.localhost", malformed),
            ("northwind.localhost:65536", malformed), ("northwind.localhost:0", malformed), ("northwind.localhost:80:80", malformed),
            ("northwind.localhost:8o", malformed), ("northwind.localhost..", malformed), ("..northwind.localhost", malformed),
            ("northwind.localhost/evil.test", malformed), ("northwind.localhost#evil.test", malformed),
            ("northwind.localhost?evil.test", malformed), ("northwind.localhost\\evil.test", malformed),
            ("northwind.localhost, evil.test", malformed), ("northwind.localhost evil.test", malformed),
            ("northwind%2elocalhost", malformed), ("*.localhost", malformed), ("http://northwind.localhost", malformed),
            ("127.1", malformed), ("2130706433", malformed), ("0x7f000001", malformed), ("[::1", malformed), ("::1", malformed),
            ("nörthwind.localhost", malformed), ("\u{feff}northwind.localhost", malformed), (".", malformed), ("", malformed),
        ] {
            for path in ["/portal/login", "/portal"] {
                let ask = carla.ask(Method::GET, path).header("host", host);
                // At its own host, other spellings of it included, the session counts.
                let status = if status == own && path == "/portal/login" { 303 } else { status };
                let answer = ask.send().await;
                assert_eq!(answer.status, status, "{host:?} {path}: {}", answer.everything());
                if status >= 400 {
                    assert_eq!((answer.headers.get("set-cookie"), answer.location()), (None, ""), "{host:?}");
                    assert!(!answer.body.contains("Northwind") && !answer.body.contains("evil"), "{host:?}: {}", answer.body);
                }
            }
        }
        // What proxies say of the host is nobody's word for it, not even a trusted proxy's.
        for header in ["x-forwarded-host", "x-host", "x-original-host", "x-forwarded-server", "x-http-host-override", "x-original-url", "x-rewrite-url"] {
            let page = app.ask(Method::GET, "/portal/login").header(header, "harbor.localhost").send().await.expect(200);
            assert!(page.body.contains("Northwind Studio") && !page.body.contains("harbor.localhost"), "{header}");
            app.ask(Method::GET, "/portal/login").header("host", "evil.test").header(header, "northwind.localhost").send().await.expect(421);
        }
        let page = app.ask(Method::GET, "/portal/login").header("forwarded", "host=harbor.localhost;proto=https").send().await;
        assert!(page.expect(200).body.contains("Northwind Studio"));
        // In the request's line: the same host is the same host, any other is a contradiction.
        for (line, status) in [
            ("http://northwind.localhost/portal/login", own), ("http://NORTHWIND.localhost:80/portal/login", own),
            ("http://harbor.localhost/portal/login", malformed), ("http://northwind.localhost:8080/portal/login", malformed),
            ("http://a@northwind.localhost/portal/login", malformed),
        ] {
            assert_eq!(app.ask(Method::GET, line).send().await.status, status, "{line}");
        }
        app.ask(Method::GET, "http://evil.test/portal/login").without("host").send().await.expect(421);
        // No host makes another agency's, or a malformed one, of the same page.
        assert!(Browser::at(&app.served, "HARBOR.localhost.:8080").get("/portal/login").await.expect(200).body.contains("Harbor"));
    }

    /// With one agency, a portal is met at every host, and mails still name only what somebody vouches for: its own
    /// host, or the install's address.
    async fn cve_2025_70948_a_single_agencys_mails_name_no_host_of_a_request(app: TestApp) {
        app.alone().await;
        let node = app.another(|config| config.base_url = Some("https://Portals.Install.Test:8443/".into())).await;
        let link = async || {
            let mails = node.mails().len();
            let form = [("email", "carla@acme.test")];
            Browser::at(&node.served, "evil.test:6666").plain_post("/portal/forgot-password", &form).await.expect(200);
            node.run_jobs().await;
            let mail = node.mails().remove(mails);
            assert!(!format!("{}{}", mail.text, mail.html).contains("evil"), "{}", mail.text);
            mail.text.split_whitespace().find(|word| word.contains("/portal/reset/")).unwrap().to_owned()
        };
        assert!(link().await.starts_with("https://northwind.localhost:8443/portal/reset/"));
        app.store.sql("DELETE FROM agency_host").await;
        assert!(link().await.starts_with("https://portals.install.test:8443/portal/reset/"));
        node.app.database.close().await;
    }

    /// `host_taken`: an operator who gives a new agency a host that shows another makes nothing at all.
    async fn a_host_shows_one_agency_whoever_else_is_given_it(app: TestApp) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_portico"));
        command.args(["agency", "create", "--name", "Late Studio", "--slug", "late", "--owner-name", "Lena"]);
        command.args(["--owner-email", "lena@late.test", "--host", "late.localhost", "--host", "Northwind.localhost"]);
        command.env("PORTICO_DATABASE_URL", &app.store.url).env("PORTICO_SECRET_KEY", "A".repeat(43));
        command.env("PORTICO_DATA_DIR", app.store.folder.path()).env("PORTICO_OWNER_PASSWORD", "nine patient herons wait");
        let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(!output.status.success() && said.contains("the host northwind.localhost shows another agency"), "{said}");
        for made in ["agency WHERE slug = 'late'", "staff_user WHERE name = 'Lena'", "agency_host WHERE host = 'late.localhost'"] {
            assert_eq!(app.store.value(&format!("SELECT count(*) FROM {made}")).await, "0", "{made}");
        }
        let page = app.stranger().get("/portal/login").await.expect(200);
        assert!(page.body.contains("Northwind Studio"));
    }

    /// With one agency, every host is its own.
    async fn a_single_agency_is_met_at_every_host(app: TestApp) {
        let store = Arc::new(Store::migrated(app.store.kind).await);
        let node = TestApp::over(store.clone(), app.cast.clone(), |_| {}).await;
        let alone = agencies::NewAgency {
            name: "Alone Studio",
            slug: "alone",
            time_zone: "Etc/UTC",
            accent: None,
            hosts: &["alone.localhost"],
        };
        agencies::create(&node.app.database.system(), alone).await.unwrap();
        let page = Browser::at(&node.served, "192.0.2.80:8080").get("/portal/login").await.expect(200);
        assert!(page.body.contains("Alone Studio"));
        node.app.database.close().await;
        drop(node);
        Arc::into_inner(store).unwrap().remove().await;
    }
}
