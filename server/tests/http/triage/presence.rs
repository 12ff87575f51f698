//! Who looks at a request, and two who answer at once.

use chrono::TimeDelta;
use poem::http::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Answer, Staff, Stream, TestApp};

async fn attend(staff: &Staff, request: Uuid, doing: &str) -> Value {
    let path = format!("/requests/{request}/presence");
    let there = staff.ask(Method::PUT, &path).json(&json!({ "doing": doing })).send().await.expect(200).json();
    told(&there)
}

/// Who is there, each with what they do.
fn told(there: &Value) -> Value {
    let items = there["items"].as_array().unwrap();
    items.iter().map(|one| json!([one["person"]["name"], one["doing"]])).collect()
}

async fn there(staff: &Staff, request: Uuid) -> Value {
    told(&staff.get(&format!("/requests/{request}/presence")).await.expect(200).json())
}

async fn console(staff: &Staff) -> Stream {
    let asked = staff.ask(Method::GET, "/events").header("accept", "text/event-stream").send().await;
    asked.expect(200).stream.expect("an event stream")
}

/// The last message of a request.
async fn last(staff: &Staff, request: Uuid) -> Value {
    let messages = staff.get(&format!("/requests/{request}/messages?order=desc&limit=1")).await.expect(200).json();
    messages["items"][0]["id"].clone()
}

async fn say(staff: &Staff, request: Uuid, body: &str, seen: &Value) -> Answer {
    let message = json!({ "body": body, "seen_message_id": seen });
    staff.post(&format!("/requests/{request}/messages"), message).await
}

async fn hold(staff: &Staff, request: Uuid, body: &str, seen: &Value) -> Answer {
    let reply = json!({ "request_id": request, "body": body, "seen_message_id": seen });
    staff.post("/held", json!({ "request_reply": reply })).await
}

both! {
    async fn colleagues_see_who_reads_and_who_answers(app: TestApp) {
        app.hear().await;
        let (mia, adam, olivia) = (app.as_staff("mia").await, app.as_staff("adam").await, app.as_staff("olivia").await);
        let request = app.cast.acme.request;
        let mut ear = console(&olivia).await;
        assert_eq!(attend(&mia, request, "reading").await, json!([]), "not oneself");
        assert_eq!(attend(&adam, request, "reading").await, json!([["Mia", "reading"]]));
        attend(&mia, request, "reading").await;
        attend(&mia, request, "answering").await;
        assert_eq!(there(&adam, request).await, json!([["Mia", "answering"]]));
        assert_eq!(there(&olivia, request).await, json!([["Mia", "answering"], ["Adam", "reading"]]));
        assert_eq!(there(&olivia, app.cast.bluebird.request).await, json!([]));
        // What is said again is no news.
        for who in ["mia", "adam", "mia"] {
            let event = ear.next().await.data;
            assert_eq!((&event["kind"], &event["actor_id"]), (&json!("presence_changed"), &json!(app.cast.people[who])));
            assert_eq!(event["request_id"], json!(request));
        }
        for _ in 0..2 {
            mia.ask(Method::DELETE, &format!("/requests/{request}/presence")).send().await.expect(204);
        }
        assert_eq!(ear.next().await.data["actor_id"], json!(app.cast.people["mia"]));
        assert_eq!(there(&olivia, request).await, json!([["Adam", "reading"]]));
    }

    /// A console that is gone is soon forgotten, and one of two that somebody has does not take the other away.
    async fn who_says_nothing_any_more_is_gone_in_half_a_minute(app: TestApp) {
        let (mia, elsewhere, adam) = (app.as_staff("mia").await, app.as_staff("mia").await, app.as_staff("adam").await);
        let request = app.cast.acme.request;
        attend(&mia, request, "answering").await;
        attend(&elsewhere, request, "reading").await;
        assert_eq!(there(&adam, request).await, json!([["Mia", "answering"]]), "once, by what counts more");
        app.advance(TimeDelta::seconds(29));
        attend(&elsewhere, request, "reading").await;
        assert_eq!(there(&adam, request).await, json!([["Mia", "answering"]]));
        app.advance(TimeDelta::seconds(2));
        assert_eq!(there(&adam, request).await, json!([["Mia", "reading"]]));
        app.advance(TimeDelta::seconds(30));
        assert_eq!(there(&adam, request).await, json!([]));
        attend(&adam, request, "reading").await;
        assert_eq!(app.store.value("SELECT count(*) FROM request_presence").await, "1", "what is over is no row");
    }

    async fn no_client_hears_who_looks_at_their_request(app: TestApp) {
        app.hear().await;
        let (carla, mia, henry) = (app.as_client("carla").await, app.as_staff("mia").await, app.as_staff("henry").await);
        let request = app.cast.acme.request;
        let mut ear = carla.get("/portal/events").await.expect(200).stream.unwrap();
        attend(&mia, request, "answering").await;
        attend(&mia, request, "reading").await;
        let page = carla.get(&format!("/portal/requests/{request}")).await.expect(200).body;
        assert!(!page.contains("answering"));
        mia.post(&format!("/requests/{request}/messages"), json!({ "body": "for you" })).await.expect(201);
        assert_eq!(ear.next().await.data["topic"], format!("request:{request}"), "the first that she hears");
        let path = format!("/requests/{request}/presence");
        henry.get(&path).await.expect(404);
        henry.ask(Method::PUT, &path).json(&json!({ "doing": "reading" })).send().await.expect(404);
        henry.ask(Method::DELETE, &path).send().await.expect(404);
        for (wrong, status) in [(json!({ "doing": "sleeping" }), 422), (json!({}), 422), (json!({ "doing": "reading", "staff_id": request }), 400)] {
            mia.ask(Method::PUT, &path).json(&wrong).send().await.expect(status);
        }
    }

    /// An answer to what is not the last any more is refused with what came between, and taken once that is known.
    async fn whoever_answers_second_is_told_what_the_first_said(app: TestApp) {
        let (carla, mia, adam) = (app.as_client("carla").await, app.as_staff("mia").await, app.as_staff("adam").await);
        let request = app.cast.acme.request;
        let seen = last(&mia, request).await;
        say(&mia, request, "One moment", &seen).await.expect(201);
        say(&mia, request, "Here it is", &seen).await.expect(201);
        let refused = say(&adam, request, "Shall I?", &seen).await.expect(409);
        assert_eq!(refused.code(), "answered_meanwhile");
        assert_eq!(refused.json()["detail"], "Mia wrote meanwhile: “Here it is”");
        assert_eq!(hold(&adam, request, "Shall I?", &seen).await.expect(409).code(), "answered_meanwhile");
        let seen = last(&adam, request).await;
        hold(&adam, request, "Shall I?", &seen).await.expect(201);
        // The client's word counts as well, and is shown in one line.
        let long = format!("no\n{}", "x".repeat(200));
        carla.post(&format!("/portal/requests/{request}/messages"), &[("body", &long)]).await.expect(303);
        let detail = say(&mia, request, "Well", &seen).await.expect(409).json()["detail"].as_str().unwrap().to_owned();
        assert!(detail.contains("“no xxx") && detail.ends_with("x…”") && detail.len() < 160, "{detail}");
        let free = json!({ "body": "All the same" });
        mia.post(&format!("/requests/{request}/messages"), free).await.expect(201);
    }

    /// What waits to be sent is said as good as now: a colleague hears of it, its author does not.
    async fn an_answer_that_waits_is_an_answer(app: TestApp) {
        let (mia, adam) = (app.as_staff("mia").await, app.as_staff("adam").await);
        let request = app.cast.acme.request;
        let seen = last(&mia, request).await;
        let waiting = hold(&mia, request, "On Monday", &seen).await.expect(201).json();
        hold(&mia, request, "Or Tuesday", &seen).await.expect(201);
        let refused = hold(&adam, request, "On Friday", &seen).await.expect(409).json();
        assert_eq!(refused["detail"], "Mia is about to answer: “On Monday”");
        hold(&adam, app.cast.bluebird.request, "Hello", &Value::Null).await.expect(201);
        let all = mia.get("/held?state=waiting").await.expect(200).json();
        for one in all["items"].as_array().unwrap() {
            mia.ask(Method::DELETE, &format!("/held/{}", one["id"].as_str().unwrap())).send().await.expect(200);
        }
        hold(&adam, request, "On Friday", &seen).await.expect(201);
        assert_eq!(waiting["action"]["request_reply"]["seen_message_id"], seen);
    }

    /// The same for a colleague who would answer at once; but not for who does it knowing.
    async fn nobody_answers_at_once_into_an_answer_that_waits(app: TestApp) {
        let (mia, adam) = (app.as_staff("mia").await, app.as_staff("adam").await);
        let request = app.cast.acme.request;
        let seen = last(&mia, request).await;
        hold(&mia, request, "On Monday", &seen).await.expect(201);
        let refused = say(&adam, request, "On Friday", &seen).await.expect(409).json();
        assert_eq!((&refused["code"], &refused["detail"]), (&json!("answered_meanwhile"), &json!("Mia is about to answer: “On Monday”")));
        assert_eq!(last(&adam, request).await, seen, "nothing was said");
        say(&adam, app.cast.bluebird.request, "Hello", &last(&adam, app.cast.bluebird.request).await).await.expect(201);
        say(&mia, request, "Or Tuesday", &seen).await.expect(201);
        adam.post(&format!("/requests/{request}/messages"), json!({ "body": "All the same" })).await.expect(201);
        // What waits was asked when it was put there, and is sent in its time.
        app.advance(TimeDelta::seconds(11));
        app.run_jobs().await;
        let messages = mia.get(&format!("/requests/{request}/messages?order=desc&limit=1")).await.expect(200).json();
        assert_eq!(messages["items"][0]["body"], "On Monday");
    }

    async fn of_two_who_answer_in_the_same_moment_one_is_asked(app: TestApp) {
        let (mia, adam) = (app.as_staff("mia").await, app.as_staff("adam").await);
        let request = app.cast.acme.request;
        for _ in 0..5 {
            let seen = last(&mia, request).await;
            let (one, other) = tokio::join!(say(&mia, request, "mine", &seen), say(&adam, request, "mine", &seen));
            let mut statuses = [one.status, other.status];
            statuses.sort_unstable();
            assert_eq!(statuses, [201, 409]);
        }
        let seen = last(&mia, request).await;
        let (one, other) = tokio::join!(hold(&mia, request, "mine", &seen), hold(&adam, request, "mine", &seen));
        let mut statuses = [one.status, other.status];
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409]);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nodes_share_who_is_there_postgres() {
    TestApp::run(crate::support::Kind::Postgres, async |one| {
        let two = one.another(|_| {}).await;
        one.hear().await;
        two.hear().await;
        let (mia, adam) = (one.as_staff("mia").await, two.as_staff("adam").await);
        let mut ear = console(&adam).await;
        attend(&mia, one.cast.acme.request, "answering").await;
        assert_eq!(ear.next().await.data["kind"], "presence_changed");
        assert_eq!(there(&adam, one.cast.acme.request).await, json!([["Mia", "answering"]]));
        two.app.database.close().await;
    })
    .await;
}
