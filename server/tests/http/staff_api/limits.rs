use chrono::TimeDelta;
use poem::http::Method;
use serde_json::json;

use super::made::with_token;
use crate::support::{Answer, PASSWORD, TestApp, email};

const ME: &str = "/api/v1/me";

#[track_caller]
fn is_limited(answer: &Answer) {
    assert_eq!((answer.status, answer.code().as_str()), (429, "too_many_requests"), "{}", answer.everything());
    let wait: u64 = answer.header("retry-after").parse().unwrap();
    assert!((1..=3600).contains(&wait), "{wait}");
}

async fn from(app: &TestApp, address: &str) -> Answer {
    app.ask(Method::GET, ME).header("x-forwarded-for", address).send().await
}

async fn sign_in(app: &TestApp, address: &str, person: &str, password: &str) -> Answer {
    let body = json!({ "email": email(person), "password": password });
    app.ask(Method::POST, "/api/v1/auth/token").header("x-forwarded-for", address).json(&body).send().await
}

both! {
    async fn each_token_has_an_allowance_of_its_own(app: TestApp) {
        let (mia, adam) = (app.as_staff("mia").await, app.as_staff("adam").await);
        let node = app.another(|config| config.api_rate = 4).await;
        for left in ["1", "0"] {
            let answer = with_token(&node, Method::GET, ME, &mia.access).await.expect(200);
            assert_eq!((answer.header("ratelimit-limit"), answer.header("ratelimit-remaining")), ("2", left));
        }
        for path in [ME, "/api/v1/requests", "/api/v1/events", "/api/v1/nothing"] {
            let refused = with_token(&node, Method::GET, path, &mia.access).await;
            is_limited(&refused);
            assert_eq!((refused.header("ratelimit-limit"), refused.header("ratelimit-remaining")), ("2", "0"));
        }
        with_token(&node, Method::GET, ME, &adam.access).await.expect(200);
        node.as_client("carla").await.get("/portal").await.expect(200);
    }

    async fn whoever_has_no_token_is_counted_by_address(app: TestApp) {
        let node = app.another(|config| config.api_rate = 4).await;
        for _ in 0..2 {
            from(&node, "203.0.113.7").await.expect(401);
        }
        is_limited(&from(&node, "203.0.113.7").await);
        from(&node, "203.0.113.8").await.expect(401);
        from(&node, "2001:db8::1").await.expect(401);
        // What others say of where they are is not believed: the last address is the one our own proxy saw.
        is_limited(&from(&node, "198.51.100.1, 203.0.113.7").await);
    }

    /// Whoever makes up a token a request is still one address.
    async fn made_up_tokens_do_not_stretch_an_allowance(app: TestApp) {
        let node = app.another(|config| config.api_rate = 4).await;
        let made_up = async |number: usize, address: &str| {
            let ask = node.ask(Method::GET, ME).header("authorization", &format!("Bearer {number}"));
            ask.header("x-forwarded-for", address).send().await
        };
        let mut refused = 0;
        for number in 0..100 {
            let answer = made_up(number, "203.0.113.7").await;
            assert!([401, 429].contains(&answer.status), "{}", answer.everything());
            refused += usize::from(answer.status == 429);
        }
        assert!(refused >= 60, "{refused} of a hundred were refused");
        made_up(0, "203.0.113.8").await.expect(401);
    }

    /// Guessing at one account rests for a quarter of an hour, wherever it comes from, and never for good.
    async fn guessing_at_a_colleague_s_password_rests(app: TestApp) {
        for number in 1..10 {
            let answer = sign_in(&app, &format!("203.0.113.{number}"), "mia", "a wrong password").await;
            assert_eq!(answer.status, 401, "try {number}: {}", answer.everything());
        }
        for number in 20..23 {
            is_limited(&sign_in(&app, &format!("203.0.113.{number}"), "mia", "a wrong password").await);
            is_limited(&sign_in(&app, &format!("203.0.113.{number}"), "mia", PASSWORD).await);
        }
        sign_in(&app, "203.0.113.7", "adam", PASSWORD).await.expect(200);
        sign_in(&app, "198.51.100.7", "mia", PASSWORD).await.expect(200);
        app.advance(TimeDelta::minutes(16));
        sign_in(&app, "203.0.113.7", "mia", PASSWORD).await.expect(200);
    }

    /// An address is tried at many accounts, known or not, and rests as well.
    async fn guessing_from_one_address_rests(app: TestApp) {
        let mut refused = 0;
        for number in 0..120 {
            let body = json!({ "email": format!("nobody{number}@northwind.test"), "password": "guess" });
            let ask = app.ask(Method::POST, "/api/v1/auth/token").header("x-forwarded-for", "203.0.113.7");
            let answer = ask.json(&body).send().await;
            assert!([401, 429].contains(&answer.status), "{}", answer.everything());
            refused += usize::from(answer.status == 429);
        }
        assert!((20..=40).contains(&refused), "{refused}");
        is_limited(&sign_in(&app, "203.0.113.200", "mia", PASSWORD).await);
        sign_in(&app, "198.51.100.7", "mia", PASSWORD).await.expect(200);
    }
}
