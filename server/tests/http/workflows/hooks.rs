//! What starts workflows by itself: their time, and somebody else's server.

use chrono::TimeDelta;
use data_encoding::{BASE64, HEXLOWER};
use poem::http::Method;
use ring::hmac;
use serde_json::json;
use uuid::Uuid;

use super::{id_of, published, seen};
use crate::support::{Ask, Staff, TestApp};

const KEEPS: &str = "steps:\n  - { id: one, set: { got: '{{ input.body }}' } }\n";

/// A webhook whose senders sign.
struct Signed<'a> {
    app: &'a TestApp,
    place: String,
    key: hmac::Key,
}

impl<'a> Signed<'a> {
    async fn of(app: &'a TestApp, staff: &Staff, workflow: Uuid) -> Self {
        let path = format!("/workflows/{workflow}/triggers");
        let made = staff.post(&path, json!({ "kind": "webhook", "signed": true })).await.expect(201).json();
        let place = made["url"].as_str().unwrap().strip_prefix("http://northwind.localhost").unwrap().to_owned();
        let secret = made["signing_secret"].as_str().unwrap().strip_prefix("whsec_").unwrap();
        let key = hmac::Key::new(hmac::HMAC_SHA256, &BASE64.decode(secret.as_bytes()).unwrap());
        Self { app, place, key }
    }

    /// What a library of Standard Webhooks sends, so many seconds from now.
    fn message(&self, id: &str, after: i64, body: &'static str) -> Ask {
        let time = self.app.app.database.system().now().timestamp() + after;
        let proof = hmac::sign(&self.key, format!("{id}.{time}.{body}").as_bytes());
        let ask = self.app.ask(Method::POST, &self.place).header("webhook-id", id);
        let ask = ask.header("webhook-timestamp", &time.to_string());
        let ask = ask.header("webhook-signature", &format!("v1,{}", BASE64.encode(proof.as_ref())));
        ask.body("application/json", body)
    }
}

both! {
    async fn a_schedule_starts_one_run_however_many_were_missed(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let workflow = published(&mia, &app.cast.acme, "steps:\n  - { id: one, set: { at: '{{ input.scheduled_at }}' } }\n").await;
        let path = format!("/workflows/{workflow}/triggers");
        let daily = json!({ "kind": "schedule", "cron": "0 9 * * *", "time_zone": "Europe/Berlin" });
        let trigger = mia.post(&path, daily).await.expect(201).json();
        assert!(trigger["next_at"].is_string());
        for (cron, zone) in [("* * * * *", "UTC"), ("x", "UTC"), ("0 9 * * *", "Mars/Olympus")] {
            mia.post(&path, json!({ "kind": "schedule", "cron": cron, "time_zone": zone })).await.expect(422);
        }
        app.run_jobs().await;
        let runs = async || app.as_staff("mia").await.all(&format!("/runs?workflow_id={workflow}"), 50).await;
        assert_eq!(runs().await.len(), 0);
        app.advance(TimeDelta::days(4));
        app.run_jobs().await;
        let known = runs().await;
        assert_eq!((known.len(), &known[0]["started_by"]), (1, &json!("schedule")));
        app.advance(TimeDelta::days(1));
        app.run_jobs().await;
        assert_eq!(runs().await.len(), 2);
        let mia = app.as_staff("mia").await;
        mia.post(&format!("/workflows/{workflow}/pause"), json!({})).await.expect(200);
        app.advance(TimeDelta::days(1));
        app.run_jobs().await;
        assert_eq!(runs().await.len(), 2, "what is paused was started");
    }

    async fn a_secret_address_starts_a_run(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let workflow = published(&mia, &app.cast.acme, KEEPS).await;
        let path = format!("/workflows/{workflow}/triggers");
        let made = mia.post(&path, json!({ "kind": "webhook" })).await.expect(201).json();
        let url = made["url"].as_str().unwrap().to_owned();
        let place = url.strip_prefix("http://northwind.localhost").unwrap().to_owned();
        let listed = mia.get(&path).await.expect(200);
        let secret = place.rsplit('/').next().unwrap().to_owned();
        assert!(!listed.body.contains(&secret), "the address is shown again");
        assert_eq!(app.store.value(&format!("SELECT count(*) FROM workflow_trigger WHERE token_hash = '{secret}'")).await, "0");
        let answer = app.ask(Method::POST, &place).json(&json!({ "n": 1, "token": "leaked" })).send().await.expect(202);
        let run = answer.json()["run_id"].as_str().unwrap().parse().unwrap();
        app.run_jobs().await;
        let shown = seen(&mia, run).await;
        assert_eq!(shown["vars"]["got"]["n"], 1);
        assert!(!shown.to_string().contains("leaked"));
        // A form, a text, and what is no address.
        app.ask(Method::POST, &place).body("application/x-www-form-urlencoded", "a=1").send().await.expect(202);
        app.ask(Method::POST, &place).body("text/plain", "so").send().await.expect(202);
        app.ask(Method::GET, &place).send().await.expect(405);
        for wrong in ["/hooks/x".to_owned(), format!("/hooks/{}", "A".repeat(43)), format!("{place}A")] {
            app.ask(Method::POST, &wrong).json(&json!({})).send().await.expect(404);
        }
        let huge = "x".repeat(1024 * 1024 + 1);
        app.ask(Method::POST, &place).body("text/plain", huge).send().await.expect(413);
        mia.post(&format!("/workflows/{workflow}/pause"), json!({})).await.expect(200);
        app.ask(Method::POST, &place).json(&json!({})).send().await.expect(409);
        mia.ask(Method::DELETE, &format!("{path}/{}", id_of(&made))).send().await.expect(204);
        app.ask(Method::POST, &place).json(&json!({})).send().await.expect(404);
    }

    /// `signature`: a wrong one, another's and none are refused alike.
    async fn where_senders_sign_nothing_else_starts_a_run(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let workflow = published(&mia, &app.cast.acme, KEEPS).await;
        let made = mia.post(&format!("/workflows/{workflow}/triggers"), json!({ "kind": "webhook", "signed": true })).await;
        let made = made.expect(201).json();
        let place = made["url"].as_str().unwrap().strip_prefix("http://northwind.localhost").unwrap().to_owned();
        let key = hmac::Key::new(hmac::HMAC_SHA256, made["signing_secret"].as_str().unwrap().as_bytes());
        let sign = |body: &str| format!("sha256={}", HEXLOWER.encode(hmac::sign(&key, body.as_bytes()).as_ref()));
        let send = |body: &'static str, proof: String| {
            app.ask(Method::POST, &place).header("x-signature-256", &proof).body("application/json", body).send()
        };
        send("{}", sign("{}")).await.expect(202);
        send(r#"{"a":1}"#, sign("{}")).await.expect(403);
        let unsigned = send("{}", String::new()).await.expect(403);
        assert_eq!(unsigned.body, "the signature is not good\n");
        send("{}", "sha256=00".into()).await.expect(403);
        app.ask(Method::POST, &place).body("application/json", "{}").send().await.expect(403);
        assert_eq!(mia.all(&format!("/runs?workflow_id={workflow}"), 50).await.len(), 1);
    }

    /// A repeat is told of the run of the first time, whoever repeats it; what is sent anew under the same name, too.
    async fn a_message_that_comes_again_starts_nothing_more(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let workflow = published(&mia, &app.cast.acme, KEEPS).await;
        let (hook, other) = (Signed::of(&app, &mia, workflow).await, Signed::of(&app, &mia, workflow).await);
        let run = async |ask: Ask| ask.send().await.expect(202).json()["run_id"].clone();
        let first = run(hook.message("msg_1", 0, "{}")).await;
        app.run_jobs().await;
        assert_eq!(run(hook.message("msg_1", 0, "{}")).await, first);
        app.advance(TimeDelta::minutes(2));
        assert_eq!(run(hook.message("msg_1", -120, "{}")).await, first, "as it was signed");
        assert_eq!(run(hook.message("msg_1", 0, "{}")).await, first, "and as its sender tries again");
        let changed = hook.message("msg_1", 0, r#"{"n":2}"#).send().await.expect(409);
        assert_eq!(changed.body, "this key was used for something else\n");
        mia.post(&format!("/workflows/{workflow}/pause"), json!({})).await.expect(200);
        assert_eq!(run(hook.message("msg_1", 0, "{}")).await, first, "it has begun before");
        hook.message("msg_2", 0, "{}").send().await.expect(409);
        mia.post(&format!("/workflows/{workflow}/resume"), json!({})).await.expect(200);
        let second = run(hook.message("msg_2", 0, "{}")).await;
        let elsewhere = run(other.message("msg_1", 0, "{}")).await;
        assert!(second != first && elsewhere != first, "what was refused, and what another sends, is new");
        assert_eq!(mia.all(&format!("/runs?workflow_id={workflow}"), 50).await.len(), 3);
    }

    /// `signature`, `signature_time`: what is forged is not told how old it is.
    async fn a_message_counts_for_five_minutes_and_only_as_it_was_signed(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let workflow = published(&mia, &app.cast.acme, KEEPS).await;
        let (hook, other) = (Signed::of(&app, &mia, workflow).await, Signed::of(&app, &mia, workflow).await);
        for (id, after) in [("late", -330), ("early", 330), ("ancient", -86_400)] {
            let answer = hook.message(id, after, "{}").send().await.expect(403);
            assert!(answer.body.contains("five minutes"), "{}", answer.body);
        }
        let now = app.app.database.system().now().timestamp().to_string();
        let forged = [
            hook.message("a", 0, "{}").body("application/json", r#"{"n":2}"#),
            hook.message("a", 0, "{}").header("webhook-id", "b"),
            hook.message("a", -600, "{}").header("webhook-timestamp", &now),
            hook.message("a", 0, "{}").header("webhook-signature", ""),
            hook.message("a", 0, "{}").header("webhook-signature", "v1,AAAA"),
            hook.message("", 0, "{}"),
            Signed { key: other.key.clone(), place: hook.place.clone(), app: &app }.message("a", 0, "{}"),
            Signed { key: other.key.clone(), place: hook.place.clone(), app: &app }.message("a", -600, "{}"),
        ];
        for ask in forged {
            assert_eq!(ask.send().await.expect(403).body, "the signature is not good\n");
        }
        assert_eq!(mia.all(&format!("/runs?workflow_id={workflow}"), 50).await.len(), 0);
        let rightly = [("late", -270), ("early", 270), ("a", 0)].map(|(id, after)| hook.message(id, after, "{}"));
        for ask in rightly {
            ask.send().await.expect(202);
        }
        assert_eq!(mia.all(&format!("/runs?workflow_id={workflow}"), 50).await.len(), 3, "no refusal took its name");
    }

    /// `too_many_triggers`: one that is taken away makes room for another.
    async fn a_workflow_has_only_so_many_triggers(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let workflow = published(&mia, &app.cast.acme, KEEPS).await;
        let path = format!("/workflows/{workflow}/triggers");
        let hook = json!({ "kind": "webhook" });
        let first = mia.post(&path, hook.clone()).await.expect(201).json();
        for _ in 1..20 {
            mia.post(&path, hook.clone()).await.expect(201);
        }
        assert_eq!(mia.post(&path, hook.clone()).await.expect(409).code(), "too_many_triggers");
        assert_eq!(mia.get(&path).await.expect(200).json()["items"].as_array().unwrap().len(), 20);
        mia.ask(Method::DELETE, &format!("{path}/{}", id_of(&first))).send().await.expect(204);
        mia.post(&path, hook).await.expect(201);
    }
}
