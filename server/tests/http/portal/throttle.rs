use std::net::IpAddr;

use chrono::TimeDelta;
use futures_util::future::join_all;
use poem::http::Method;

use crate::support::{Answer, PASSWORD, TestApp, email};

async fn guess(app: &TestApp, person: &str, password: &str, address: &str) -> Answer {
    let ask = app.ask(Method::POST, "/portal/login").header("sec-fetch-site", "same-origin");
    let ask = ask.header("x-forwarded-for", address);
    ask.form(&[("email", &email(person)), ("password", password)]).send().await
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

    async fn asking_for_links_is_slowed(app: TestApp) {
        let mut last = 0;
        for _ in 0..12 {
            last = app.stranger().plain_post("/portal/forgot-password", &[("email", &email("carla"))]).await.status;
        }
        assert_eq!(last, 429);
    }
}
