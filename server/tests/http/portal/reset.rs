use chrono::TimeDelta;
use futures_util::future::join_all;
use poem::http::Method;

use crate::support::{Browser, PASSWORD, TestApp, email};

const NEW: &str = "nine patient herons";

/// Asks for a link and reads it in the mail.
async fn link(app: &TestApp, person: &str) -> String {
    let before = sent(app).len();
    app.stranger().plain_post("/portal/forgot-password", &[("email", &email(person))]).await.expect(200);
    app.run_jobs().await;
    let sent = sent(app);
    assert_eq!(sent.len(), before + 1);
    let (recipient, path) = &sent[before];
    assert_eq!(recipient, &email(person));
    path.clone()
}

/// To whom links were sent and which, whatever else falls due at the hour of the test and is mailed as well.
fn sent(app: &TestApp) -> Vec<(String, String)> {
    let link = |text: &str| {
        let url = text.split_whitespace().find(|word| word.contains("/portal/reset/"))?;
        Some(url.strip_prefix("http://northwind.localhost").expect("the agency's own address").to_owned())
    };
    app.mails().into_iter().filter_map(|mail| Some((mail.recipient, link(&mail.text)?))).collect()
}

both! {
    async fn a_link_sets_a_password_once(app: TestApp) {
        let carla = app.as_client("carla").await;
        let path = link(&app, "carla").await;
        // Mail scanners look at links; looking uses nothing up.
        for _ in 0..3 {
            let page = app.stranger().get(&path).await.expect(200);
            assert_eq!(page.header("referrer-policy"), "no-referrer");
        }
        let weak = app.stranger().plain_post(&path, &[("password", "short")]).await.expect(422);
        assert!(weak.body.contains("At least 15") || weak.body.contains("at least 15"));
        for own in ["northwindstudio", "carla acmecanary workspace"] {
            let weak = app.stranger().plain_post(&path, &[("password", own)]).await.expect(422);
            assert!(weak.body.contains("Leave out"), "{own}");
        }
        let done = app.stranger().plain_post(&path, &[("password", NEW)]).await.expect(303);
        assert_eq!(done.location(), "/portal/login?reset=done");
        assert_eq!(done.headers.get("set-cookie"), None, "a link is no sign-in");
        carla.get("/portal").await.expect(303);
        app.stranger().sign_in("carla", PASSWORD).await.expect(422);
        app.stranger().sign_in("carla", NEW).await.expect(303);
        app.stranger().get(&path).await.expect(404);
        app.stranger().plain_post(&path, &[("password", "another long password")]).await.expect(404);
        app.stranger().sign_in("carla", NEW).await.expect(303);
    }

    async fn a_link_runs_out(app: TestApp) {
        let path = link(&app, "carla").await;
        app.advance(TimeDelta::minutes(30));
        app.stranger().get(&path).await.expect(404);
        app.stranger().plain_post(&path, &[("password", NEW)]).await.expect(404);
        app.stranger().sign_in("carla", PASSWORD).await.expect(303);
        // What has run out does not stand in the way of a new one.
        for _ in 0..3 {
            link(&app, "carla").await;
        }
    }

    /// Three links stand beside each other; with one used, or the password changed otherwise, none works.
    async fn a_new_password_ends_all_links(app: TestApp) {
        let (first, second) = (link(&app, "carla").await, link(&app, "carla").await);
        let carla = app.as_client("carla").await;
        app.stranger().plain_post(&first, &[("password", NEW)]).await.expect(303);
        app.stranger().get(&second).await.expect(404);
        app.stranger().plain_post(&second, &[("password", "seven quiet lanterns")]).await.expect(404);
        carla.plain_post("/portal/login", &[("email", &email("carla")), ("password", NEW)]).await.expect(303);
        let third = link(&app, "carla").await;
        let fields = [("current", NEW), ("new", "seven quiet lanterns")];
        carla.post("/portal/account/password", &fields).await.expect(303);
        app.stranger().get(&third).await.expect(404);
        app.stranger().plain_post(&third, &[("password", NEW)]).await.expect(404);
        app.stranger().sign_in("carla", "seven quiet lanterns").await.expect(303);
    }

    /// Two links at once set one password: the second waits for the first, and is void then.
    async fn two_links_at_once_set_one_password(app: TestApp) {
        let (first, second) = (link(&app, "carla").await, link(&app, "carla").await);
        let (one, other) = (app.stranger(), app.stranger());
        let (fields, others) = ([("password", NEW)], [("password", "seven quiet lanterns")]);
        let answers = tokio::join!(one.plain_post(&first, &fields), other.plain_post(&second, &others));
        let mut statuses = [answers.0.status, answers.1.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [303, 404]);
    }

    /// Whoever has no account gets the same answer and no mail; neither does staff, nor another agency's client.
    async fn asking_tells_nothing(app: TestApp) {
        let mut answers = Vec::new();
        for address in [email("carla"), "nobody@acme.test".into(), email("mia"), email("hana")] {
            let answer = app.stranger().plain_post("/portal/forgot-password", &[("email", &address)]).await;
            answers.push((answer.status, answer.body));
        }
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:#?}");
        app.run_jobs().await;
        let recipients: Vec<String> = app.mails().into_iter().map(|mail| mail.recipient).collect();
        assert_eq!(recipients, [email("carla")]);
        app.stranger().plain_post("/portal/forgot-password", &[("email", "no address")]).await.expect(422);
    }

    /// CVE-2025-70948: what a request says of its host does not get into the mail.
    async fn cve_2025_70948_no_host_header_gets_into_a_link(app: TestApp) {
        let carla = email("carla");
        let poisoned = |host: &str| {
            let ask = app.ask(Method::POST, "/portal/forgot-password").header("sec-fetch-site", "same-origin");
            ask.header("host", host).header("x-forwarded-host", "evil.test").header("x-host", "evil.test")
                .header("forwarded", "host=evil.test").form(&[("email", &carla)])
        };
        poisoned("northwind.localhost:6666").send().await.expect(200);
        poisoned("evil.test").send().await.expect(421);
        app.run_jobs().await;
        let mails = app.mails();
        assert_eq!(mails.len(), 1);
        let all = format!("{}{}", mails[0].text, mails[0].html);
        assert!(!all.contains("evil") && !all.contains("6666"), "{all}");
        assert!(all.contains("http://northwind.localhost/portal/reset/"), "{all}");
    }

    /// FreeScout CVE-2026-53595, CVE-2026-41902: an empty or malformed token is no token.
    async fn cve_2026_53595_no_malformed_token_works(app: TestApp) {
        link(&app, "carla").await;
        let hash = app.store.value("SELECT token_hash FROM account_token LIMIT 1").await;
        for token in ["", "x", "%00", "null", &"A".repeat(43), &"A".repeat(400), &hash, "..", "%27%20OR%201=1"] {
            for answer in [
                app.stranger().get(&format!("/portal/reset/{token}")).await,
                app.stranger().plain_post(&format!("/portal/reset/{token}"), &[("password", NEW)]).await,
            ] {
                // What has no token at all is no page, and strangers who look are asked to sign in there.
                let refused = if token.is_empty() { &[303, 405][..] } else { &[404, 405] };
                assert!(refused.contains(&answer.status), "{token}: {}", answer.everything());
            }
        }
        app.stranger().sign_in("carla", PASSWORD).await.expect(303);
    }

    async fn a_link_works_at_its_own_agency_alone(app: TestApp) {
        let path = link(&app, "carla").await;
        let elsewhere = Browser::at(&app.served, "harbor.localhost");
        elsewhere.get(&path).await.expect(404);
        elsewhere.plain_post(&path, &[("password", NEW)]).await.expect(404);
        app.stranger().get(&path).await.expect(200);
    }

    /// Sentry GHSA-jv85-mqxj-3f9j: one link, many at once, one password.
    async fn cve_ghsa_jv85_a_link_used_many_times_at_once_works_once(app: TestApp) {
        let path = link(&app, "carla").await;
        let words = |number: usize| format!("patient heron number {number}");
        let tries = (0..20).map(|number| {
            let (app, path) = (&app, path.as_str());
            async move { app.stranger().plain_post(path, &[("password", &words(number))]).await }
        });
        let answers = join_all(tries).await;
        let won: Vec<usize> = (0..20).filter(|number| answers[*number].status == 303).collect();
        // 429: who would wait too long for a hashing thread is sent away.
        let statuses: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
        assert!(statuses.iter().all(|status| [303, 404, 429].contains(status)), "{statuses:?}");
        assert_eq!(won.len(), 1, "{won:?}");
        app.stranger().sign_in("carla", &words(won[0])).await.expect(303);
    }
}
