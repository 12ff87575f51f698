use std::net::IpAddr;

use chrono::TimeDelta;
use futures_util::future::join_all;
use poem::http::Method;
use serde_json::json;

use crate::support::{Answer, Browser, PASSWORD, TestApp, email};

const NEW: &str = "nine patient herons";

async fn guess(app: &TestApp, person: &str, password: &str, address: &str) -> Answer {
    let ask = app.ask(Method::POST, "/portal/login").header("sec-fetch-site", "same-origin");
    let ask = ask.header("x-forwarded-for", address);
    ask.form(&[("email", &email(person)), ("password", password)]).send().await
}

/// Asks for a link at the portal, from an address.
async fn wish(app: &TestApp, email: &str, address: &str) -> Answer {
    let ask = app.ask(Method::POST, "/portal/forgot-password").header("sec-fetch-site", "same-origin");
    ask.header("x-forwarded-for", address).form(&[("email", email)]).send().await
}

/// Asks for a link over the API, from an address.
async fn forgot(app: &TestApp, email: &str, address: &str) -> Answer {
    let ask = app.ask(Method::POST, "/api/v1/auth/forgot").header("x-forwarded-for", address);
    ask.json(&json!({ "email": email })).send().await
}

both! {
    /// Ten tries at an account from one network in a quarter of an hour; then even the right password waits there. Its
    /// owner, elsewhere, is not locked out by a stranger.
    async fn guessing_at_an_account_is_slowed_where_it_comes_from(app: TestApp) {
        for _ in 0..9 {
            guess(&app, "carla", "wrong", "192.0.2.1").await.expect(422);
        }
        let refused = guess(&app, "carla", PASSWORD, "192.0.2.200").await.expect(429);
        let wait: u64 = refused.header("retry-after").parse().unwrap();
        assert!((1..=900).contains(&wait), "{wait}");
        guess(&app, "carla", PASSWORD, "192.0.2.1").await.expect(429);
        guess(&app, "victor", PASSWORD, "192.0.2.1").await.expect(303);
        guess(&app, "carla", PASSWORD, "198.51.100.7").await.expect(303);
        app.advance(TimeDelta::seconds(901));
        guess(&app, "carla", PASSWORD, "192.0.2.1").await.expect(303);
    }

    /// Guesses from many networks together close the door as well; not to where its owner came in before.
    async fn guessing_from_many_networks_locks_out_strangers_alone(app: TestApp) {
        guess(&app, "carla", PASSWORD, "198.51.100.7").await.expect(303);
        for network in 0..7 {
            for _ in 0..7 {
                guess(&app, "carla", "wrong", &format!("203.0.{network}.1")).await.expect(422);
            }
        }
        guess(&app, "carla", "wrong", "203.0.7.1").await.expect(429);
        guess(&app, "carla", PASSWORD, "203.0.8.1").await.expect(429);
        guess(&app, "carla", PASSWORD, "198.51.100.9").await.expect(303);
        guess(&app, "victor", PASSWORD, "203.0.8.1").await.expect(303);
        app.advance(TimeDelta::seconds(901));
        guess(&app, "carla", PASSWORD, "203.0.8.1").await.expect(303);
    }

    /// Zammad CVE-2022-35490: many at once count as many.
    async fn cve_2022_35490_guesses_at_once_are_counted_one_by_one(app: TestApp) {
        let answers = join_all((0..40).map(|_| guess(&app, "carla", "wrong", "192.0.2.1"))).await;
        let mut checked = 0;
        for answer in answers {
            assert!([422, 429].contains(&answer.status), "{}", answer.everything());
            checked += usize::from(answer.status == 422);
        }
        assert!(checked <= 9, "{checked} guesses were checked");
        guess(&app, "carla", PASSWORD, "192.0.2.1").await.expect(429);
    }

    /// One network may not try all accounts.
    async fn a_network_that_guesses_is_slowed(app: TestApp) {
        let address: IpAddr = "192.0.2.1".parse().unwrap();
        for number in 0..99 {
            let account = format!("somebody-{number}");
            portico::throttle::count(&app.app.database.system(), "client", &account, address).await.unwrap();
        }
        guess(&app, "carla", PASSWORD, "192.0.2.200").await.expect(429);
        guess(&app, "carla", PASSWORD, "192.0.3.1").await.expect(303);
    }

    /// The staff's door has the same lock, of its own.
    async fn guessing_at_staff_is_slowed(app: TestApp) {
        for _ in 0..9 {
            assert_eq!(app.staff_sign_in(&email("mia"), "wrong").await.expect(401).code(), "sign_in_refused");
        }
        let refused = app.staff_sign_in(&email("mia"), PASSWORD).await.expect(429);
        assert_eq!(refused.code(), "too_many_requests");
        assert!(!refused.header("retry-after").is_empty());
        app.staff_sign_in(&email("adam"), PASSWORD).await.expect(200);
        app.advance(TimeDelta::seconds(901));
        app.staff_sign_in(&email("mia"), PASSWORD).await.expect(200);
    }

    /// Ten wishes from one network, however the address is written, and it waits. The owner, elsewhere, does not.
    async fn asking_for_links_is_slowed(app: TestApp) {
        let spelled = ["carla@acme.test", "CARLA@acme.test", "cArla@Acme.Test", " carla@ACME.TEST "];
        for round in 0..9 {
            wish(&app, spelled[round % spelled.len()], "192.0.2.1").await.expect(200);
        }
        for address in spelled {
            let refused = wish(&app, address, "192.0.2.200").await.expect(429);
            assert!(!refused.header("retry-after").is_empty());
        }
        wish(&app, &email("victor"), "192.0.2.1").await.expect(200);
        wish(&app, &email("carla"), "198.51.100.7").await.expect(200);
        app.advance(TimeDelta::seconds(901));
        wish(&app, &email("carla"), "192.0.2.1").await.expect(200);
    }

    /// Whoever asks in Carla's name, from however many networks, neither refuses her, nor ends her link, nor fills her
    /// mailbox; and what they are answered tells them nothing.
    async fn strangers_neither_block_nor_end_a_forgotten_passwords_link(app: TestApp) {
        let known = wish(&app, &email("carla"), "198.51.100.7").await.expect(200).body;
        app.run_jobs().await;
        let mails = app.mails();
        let url = mails[0].text.split_whitespace().find(|word| word.contains("/portal/reset/")).unwrap();
        let own = url.strip_prefix("http://northwind.localhost").unwrap();
        for network in 0..60 {
            let answer = wish(&app, &email("carla"), &format!("203.0.{network}.1")).await.expect(200);
            assert_eq!(answer.body, known);
        }
        app.run_jobs().await;
        assert_eq!(app.mails().len(), 3, "three links stand beside each other");
        assert_eq!(wish(&app, &email("carla"), "198.51.100.7").await.expect(200).body, known);
        app.stranger().get(own).await.expect(200);
        app.stranger().plain_post(own, &[("password", NEW)]).await.expect(303);
        app.stranger().sign_in("carla", NEW).await.expect(303);
    }

    /// While strangers everywhere have used up what an account takes, where its owner signed in before is served.
    async fn an_owner_is_sent_a_link_where_they_signed_in_before(app: TestApp) {
        guess(&app, "carla", PASSWORD, "198.51.100.7").await.expect(303);
        for network in 0..55 {
            wish(&app, &email("carla"), &format!("203.0.{network}.1")).await.expect(200);
        }
        app.run_jobs().await;
        app.advance(TimeDelta::minutes(14));
        // The password is changed, so that none of these links stands in the way of a new one.
        app.as_client("carla").await
            .post("/portal/account/password", &[("current", PASSWORD), ("new", NEW)]).await.expect(303);
        let before = app.mails().len();
        wish(&app, &email("carla"), "203.0.99.1").await.expect(200);
        app.run_jobs().await;
        assert_eq!(app.mails().len(), before, "a stranger has a mail sent past the bound");
        wish(&app, &email("carla"), "198.51.100.9").await.expect(200);
        app.run_jobs().await;
        assert_eq!(app.mails().len(), before + 1);
    }

    /// The same of staff.
    async fn strangers_neither_block_nor_end_a_staff_users_link(app: TestApp) {
        forgot(&app, &email("mia"), "198.51.100.7").await.expect(204);
        app.run_jobs().await;
        let mails = app.mails();
        let url = mails[0].text.split_whitespace().find(|word| word.contains("/dashboard/reset/")).unwrap();
        let own = url.strip_prefix("http://northwind.localhost").unwrap();
        for _ in 0..9 {
            forgot(&app, "MIA@Northwind.test", "192.0.2.1").await.expect(204);
        }
        forgot(&app, &email("mia"), "192.0.2.1").await.expect(429);
        for network in 0..60 {
            forgot(&app, &email("mia"), &format!("203.0.{network}.1")).await.expect(204);
        }
        app.run_jobs().await;
        assert_eq!(app.mails().len(), 3, "three links stand beside each other");
        forgot(&app, &email("mia"), "198.51.100.7").await.expect(204);
        app.stranger().plain_post(own, &[("password", NEW)]).await.expect(200);
        app.staff_sign_in(&email("mia"), NEW).await.expect(200);
    }

    /// Who is signed in has no letters sent to whomever they like without end.
    async fn letters_to_new_addresses_are_few(app: TestApp) {
        let (carla, victor) = (app.as_client("carla").await, app.as_client("victor").await);
        let ask = async |browser: &Browser, address: &str| {
            browser.post("/portal/account/email", &[("email_password", PASSWORD), ("email", address)]).await
        };
        for number in 0..5 {
            ask(&carla, &format!("c{number}@elsewhere.test")).await.expect(303);
        }
        for _ in 0..2 {
            let refused = ask(&carla, "c5@elsewhere.test").await.expect(422);
            assert!(refused.body.contains("At most 5 links are sent in a row"), "{}", refused.body);
        }
        // One address is not written to by many accounts either, however it is spelled.
        for address in ["v@elsewhere.test", "V@elsewhere.test", "v@Elsewhere.test", "V@ELSEWHERE.TEST"] {
            ask(&victor, address).await.expect(303);
        }
        ask(&app.as_client("ben").await, "v@elsewhere.test").await.expect(303);
        ask(&app.as_client("fiona").await, "v@elsewhere.test").await.expect(422);
        app.run_jobs().await;
        assert_eq!(app.mails().len(), 10);
        app.advance(TimeDelta::seconds(901));
        ask(&carla, "c5@elsewhere.test").await.expect(303);
        app.run_jobs().await;
        assert_eq!(app.mails().len(), 11);
    }
}
