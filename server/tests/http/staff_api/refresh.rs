use chrono::TimeDelta;
use futures_util::future::join_all;
use poem::http::Method;
use serde_json::{Value, json};

use super::made::with_token;
use crate::support::{Answer, TestApp};

async fn refresh(app: &TestApp, token: &str) -> Answer {
    app.ask(Method::POST, "/api/v1/auth/refresh").json(&json!({ "refresh_token": token })).send().await
}

fn text(answer: &Value, name: &str) -> String {
    answer[name].as_str().unwrap().to_owned()
}

async fn refused(app: &TestApp, token: &str, what: &str) {
    let answer = refresh(app, token).await;
    assert_eq!((answer.status, answer.code().as_str()), (401, "refresh_refused"), "{what}");
}

both! {
    async fn a_refresh_token_works_once_and_brings_the_next(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let mut token = mia.refresh.clone();
        let mut seen = vec![token.clone()];
        for _ in 0..5 {
            app.advance(TimeDelta::minutes(11));
            let pair = refresh(&app, &token).await.expect(200).json();
            with_token(&app, Method::GET, "/api/v1/me", &text(&pair, "access_token")).await.expect(200);
            token = text(&pair, "refresh_token");
            assert!(!seen.contains(&token));
            seen.push(token.clone());
        }
    }

    /// RFC 9700, 4.14.2: whoever comes with a spent token may be a thief, or the one who was stolen from.
    async fn a_refresh_token_used_twice_ends_the_whole_sign_in(app: TestApp) {
        let (mia, elsewhere) = (app.as_staff("mia").await, app.as_staff("mia").await);
        let second = refresh(&app, &mia.refresh).await.expect(200).json();
        let third = refresh(&app, &text(&second, "refresh_token")).await.expect(200).json();
        refused(&app, &mia.refresh, "a spent token").await;
        refused(&app, &text(&third, "refresh_token"), "the newest token of a sign-in that was stolen").await;
        for token in [&mia.access, &text(&second, "access_token"), &text(&third, "access_token")] {
            with_token(&app, Method::GET, "/api/v1/me", token).await.expect(401);
        }
        // It is in the audit trail, once, however often it comes.
        refused(&app, &mia.refresh, "a spent token").await;
        let noted = "SELECT count(*) || ' ' || min(actor_name) FROM audit_entry WHERE action = 'refresh_token.reused'";
        assert_eq!(app.store.value(noted).await, "1 Mia");
        elsewhere.get("/me").await.expect(200);
        refresh(&app, &elsewhere.refresh).await.expect(200);
    }

    /// vaultwarden CVE-2026-43911: what was revoked does not come back.
    async fn cve_2026_43911_a_revoked_sign_in_cannot_be_refreshed(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let second = refresh(&app, &mia.refresh).await.expect(200).json();
        let revoke = json!({ "refresh_token": text(&second, "refresh_token") });
        for _ in 0..2 {
            mia.post("/auth/revoke", revoke.clone()).await.expect(204);
        }
        mia.post("/auth/revoke", json!({ "refresh_token": "A".repeat(43) })).await.expect(204);
        refused(&app, &text(&second, "refresh_token"), "revoked").await;
        refused(&app, &mia.refresh, "its predecessor").await;
        with_token(&app, Method::GET, "/api/v1/me", &text(&second, "access_token")).await.expect(401);
    }

    async fn a_refresh_token_runs_out_when_nobody_uses_it(app: TestApp) {
        let (mia, adam) = (app.as_staff("mia").await, app.as_staff("adam").await);
        app.advance(TimeDelta::days(29));
        let kept = text(&refresh(&app, &mia.refresh).await.expect(200).json(), "refresh_token");
        app.advance(TimeDelta::days(2));
        refused(&app, &adam.refresh, "thirty-one days old").await;
        refresh(&app, &kept).await.expect(200);
    }

    async fn what_is_no_refresh_token_gets_nothing(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let carla = app.as_client("carla").await;
        let kept = app.store.value("SELECT token_hash FROM staff_refresh LIMIT 1").await;
        let cookie = carla.cookie("sid").unwrap();
        for token in ["x", &"A".repeat(43), &"é".repeat(21), &kept, &mia.access[..43], &cookie, "' OR '1'='1"] {
            refused(&app, token, token).await;
        }
        for body in [
            json!({}),
            json!({ "refresh_token": "" }),
            json!({ "refresh_token": null }),
            json!({ "refresh_token": mia.access }),
        ] {
            let answer = app.ask(Method::POST, "/api/v1/auth/refresh").json(&body).send().await;
            assert!([401, 422].contains(&answer.status), "{body}: {}", answer.everything());
        }
        // Another agency's host knows nothing of it: it neither gives a pair nor ends anything.
        for door in ["refresh", "revoke"] {
            let ask = app.ask(Method::POST, &format!("/api/v1/auth/{door}")).header("host", "harbor.localhost");
            let answer = ask.json(&json!({ "refresh_token": mia.refresh })).send().await;
            assert_eq!(answer.status, if door == "refresh" { 401 } else { 204 });
        }
        mia.get("/me").await.expect(200);
        refresh(&app, &mia.refresh).await.expect(200);
    }

    async fn of_many_at_once_with_one_refresh_token_exactly_one_wins(app: TestApp) {
        for _ in 0..5 {
            let mia = app.as_staff("mia").await;
            let body = json!({ "refresh_token": mia.refresh });
            // Each on a thread of its own, so that they meet in the database.
            let tries = (0..20).map(|_| tokio::spawn(app.ask(Method::POST, "/api/v1/auth/refresh").json(&body).send()));
            let answers: Vec<Answer> = join_all(tries).await.into_iter().map(Result::unwrap).collect();
            let won: Vec<&Answer> = answers.iter().filter(|answer| answer.status == 200).collect();
            assert!(answers.iter().all(|answer| [200, 401].contains(&answer.status)), "{:?}", statuses(&answers));
            assert_eq!(won.len(), 1, "{:?}", statuses(&answers));
            // The others were a second use, so that the winner is out as well.
            refused(&app, &text(&won[0].json(), "refresh_token"), "the winner's").await;
            mia.get("/me").await.expect(401);
        }
    }
}

fn statuses(answers: &[Answer]) -> Vec<u16> {
    answers.iter().map(|answer| answer.status).collect()
}
