//! S2.6, S2.17: the vendor's name appears nowhere a client looks.

use poem::http::Method;
use portico::app::pages;
use portico::web::Audience;

use crate::support::{Answer, Browser, TestApp, email};

#[track_caller]
fn clean(answer: &Answer, what: &str) {
    let all = answer.everything();
    let found = all.to_lowercase().find("portico");
    assert!(found.is_none(), "{what} names the vendor: …{}…", &all[found.unwrap_or_default().saturating_sub(80)..]);
}

/// Every address that a page leads to or loads.
fn addresses(page: &str) -> Vec<String> {
    let mut all = Vec::new();
    for mark in ["href=\"", "src=\"", "action=\"", "data-events=\""] {
        all.extend(page.split(mark).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned));
    }
    all.retain(|address| address.starts_with('/') && !address.contains('#') && !address.ends_with("/logout"));
    all
}

/// Walks everything that can be reached by links.
async fn crawl(browser: &Browser, from: &[&str]) -> usize {
    let mut seen: Vec<String> = from.iter().map(|path| (*path).to_owned()).collect();
    let mut next = 0;
    while next < seen.len() {
        let path = seen[next].clone();
        next += 1;
        let answer = browser.get(&path).await;
        clean(&answer, &path);
        for address in addresses(&answer.body) {
            if !address.starts_with("/dashboard") && !seen.contains(&address) {
                seen.push(address);
            }
        }
    }
    next
}

both! {
    async fn s2_17_no_page_asset_header_or_cookie_names_the_vendor(app: TestApp) {
        let carla = app.as_client("carla").await;
        assert!(crawl(&carla, &["/portal", "/portal/requests?status=all", "/portal/nothing"]).await > 15);
        assert!(crawl(&app.stranger(), &["/", "/portal/login", "/portal/reset/x", "/nothing"]).await > 6);
        let signed_in = app.stranger().sign_in("carla", crate::support::PASSWORD).await;
        clean(&signed_in, "signing in");
        for page in pages().table().iter().filter(|page| page.audience != Audience::StaffDoor) {
            let path = page.path.split('/').map(|part| if part.starts_with(':') { "x" } else { part }).collect::<Vec<_>>().join("/");
            let refused = carla.ask(page.method.clone(), &path).send().await;
            clean(&refused, page.path);
        }
    }

    async fn s2_17_no_error_names_the_vendor(app: TestApp) {
        let carla = app.as_client("carla").await;
        let form = |path: &str| carla.ask(Method::POST, path).form(&[("body", "x")]);
        for (what, ask, status) in [
            ("no token", form("/portal/preview"), 403),
            ("another site", form("/portal/preview").header("sec-fetch-site", "cross-site"), 403),
            ("a large body", carla.ask(Method::POST, "/portal/preview").form(&[("body", &"x".repeat(70_000))]), 413),
            ("JSON for a form", carla.ask(Method::POST, "/portal/login").json(&serde_json::json!({})), 400),
            ("another method", carla.ask(Method::DELETE, "/portal"), 405),
            ("TRACE", carla.ask(Method::TRACE, "/portal"), 405),
            ("two hosts", carla.ask(Method::GET, "/portal").another("host", "x"), 400),
            ("no host", carla.ask(Method::GET, "/portal").without("host"), 400),
            ("an unknown host", carla.ask(Method::GET, "/").header("host", "nobody.test"), 421),
            ("no such asset", carla.ask(Method::GET, "/static/x/x.css"), 404),
            ("no such brand", carla.ask(Method::GET, "/brand/..%2f.css"), 404),
        ] {
            let answer = ask.send().await;
            assert_eq!(answer.status, status, "{what}: {}", answer.everything());
            clean(&answer, what);
        }
    }

    async fn s2_17_no_mail_names_the_vendor(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let request = app.cast.acme.request;
        mia.post(&format!("/requests/{request}/messages"), serde_json::json!({ "body": "hello" })).await.expect(201);
        app.stranger().plain_post("/portal/forgot-password", &[("email", &email("carla"))]).await.expect(200);
        app.run_jobs().await;
        let mails = app.mails();
        assert!(mails.len() >= 2, "{mails:?}");
        for mail in mails {
            let all = format!("{} {} {} {}", mail.sender, mail.subject, mail.text, mail.html);
            assert!(!all.to_lowercase().contains("portico"), "{all}");
            assert_eq!(mail.sender, "Northwind Studio");
        }
    }
}
