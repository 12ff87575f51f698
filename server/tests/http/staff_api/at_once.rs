use futures_util::future::join_all;
use poem::http::Method;
use serde_json::json;

use super::idempotency::under;
use crate::support::{Answer, TestApp};

fn statuses(answers: &[Answer]) -> Vec<u16> {
    answers.iter().map(|answer| answer.status).collect()
}

both! {
    /// One key at once for two different things: one of them is done, the other is refused.
    async fn a_key_for_two_things_at_once_is_for_one_of_them(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let path = format!("/requests/{}/notes", app.cast.acme.request);
        let bodies = [json!({ "body": "heads" }), json!({ "body": "tails" })];
        for round in 0..5 {
            let key = format!("round {round}");
            let before = mia.all(&path, 200).await.len();
            let answers = join_all((0..10).map(|number| under(&mia, &key, &path, &bodies[number % 2]))).await;
            let seen = statuses(&answers);
            assert_eq!(seen.iter().filter(|status| **status == 201).count(), 5, "{seen:?}");
            assert!(
                answers
                    .iter()
                    .filter(|answer| answer.status != 201)
                    .all(|answer| answer.code() == "idempotency_key_reused")
            );
            assert_eq!(mia.all(&path, 200).await.len(), before + 1);
        }
    }

    /// Closing is one happening, and so is reopening, however many do it at once.
    async fn a_request_is_closed_once_however_many_close_it(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        carla.token().await;
        let id = app.cast.acme.request;
        let happened =
            async |kind: &str| app.store.value(&format!("SELECT count(*) FROM activity WHERE kind = '{kind}'")).await;
        let close = format!("/portal/requests/{id}/close");
        let closed = join_all((0..20).map(|_| carla.post(&close, &[]))).await;
        assert!(closed.iter().all(|answer| answer.status == 303), "{:?}", statuses(&closed));
        assert_eq!(happened("request_closed").await, "1");
        let path = format!("/requests/{id}");
        let opened = join_all((0..20).map(|_| mia.patch(&path, json!({ "status": "open" })))).await;
        assert!(opened.iter().all(|answer| answer.status == 200), "{:?}", statuses(&opened));
        assert_eq!(happened("request_reopened").await, "1");
    }

    /// Both sides write at once: every word is kept, counted and found.
    async fn words_of_both_sides_at_once_are_all_kept(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let token = carla.token().await;
        let id = app.cast.acme.request;
        let path = format!("/requests/{id}");
        let before = mia.get(&path).await.expect(200).json()["message_count"].as_u64().unwrap();
        let form = [("csrf", token.as_str()), ("body", "quinces")];
        let tries = (0..20).map(|number| match number % 2 {
            0 => carla.ask(Method::POST, &format!("/portal/requests/{id}/messages")).form(&form),
            _ => mia.ask(Method::POST, &format!("{path}/messages")).json(&json!({ "body": "medlars" })),
        });
        let answers = join_all(tries.map(|ask| tokio::spawn(ask.send()))).await;
        let answers: Vec<Answer> = answers.into_iter().map(Result::unwrap).collect();
        assert!(answers.iter().all(|answer| [201, 303].contains(&answer.status)), "{:?}", statuses(&answers));
        assert_eq!(mia.get(&path).await.json()["message_count"], json!(before + 20));
        let kept = mia.all(&format!("{path}/messages"), 200).await;
        assert_eq!(kept.len() as u64, before + 20);
        for word in ["quinces", "medlars"] {
            let found = mia.all(&format!("/requests?q={word}"), 200).await;
            assert_eq!(found.len(), 1, "{word}");
        }
    }
}
