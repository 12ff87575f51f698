//! What staff write and have not sent: kept for whoever writes it, and for nobody else.

use poem::http::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Answer, Staff, TestApp};

fn path(request: Uuid, kind: &str) -> String {
    format!("/requests/{request}/drafts/{kind}")
}

async fn put(staff: &Staff, path: &str, body: &str, version: &Value) -> Answer {
    staff.ask(Method::PUT, path).json(&json!({ "body": body, "version": version })).send().await
}

async fn keep(staff: &Staff, path: &str, body: &str, version: &Value) -> Value {
    put(staff, path, body, version).await.expect(200).json()["version"].clone()
}

async fn bodies(staff: &Staff) -> Vec<String> {
    let all = staff.all("/request-drafts", 1).await;
    all.iter().map(|draft| draft["body"].as_str().unwrap().to_owned()).collect()
}

both! {
    async fn a_draft_is_gone_on_with_elsewhere(app: TestApp) {
        let (here, there) = (app.as_staff("mia").await, app.as_staff("mia").await);
        let (reply, note) = (path(app.cast.acme.request, "reply"), path(app.cast.acme.request, "note"));
        here.get(&reply).await.expect(404);
        let first = keep(&here, &reply, "Dear Carla, \n", &json!(0)).await;
        keep(&here, &note, "ask Adam", &json!(0)).await;
        keep(&here, &path(app.cast.bluebird.request, "reply"), "Dear Ben", &json!(0)).await;
        assert_eq!(bodies(&there).await, ["Dear Carla, \n", "ask Adam", "Dear Ben"], "as it was typed, blanks and all");
        let taken = there.get(&reply).await.expect(200).json();
        assert_eq!((&taken["version"], &taken["kind"]), (&first, &json!("reply")));
        assert_eq!(taken["request"]["id"], json!(app.cast.acme.request));
        let second = keep(&there, &reply, "Dear Carla, yes", &first).await;
        assert!(second.as_i64() > first.as_i64());
        assert_eq!(bodies(&here).await[0], "Dear Carla, yes");
        for _ in 0..2 {
            there.ask(Method::DELETE, &reply).send().await.expect(204);
        }
        here.get(&reply).await.expect(404);
        assert_eq!(bodies(&here).await, ["ask Adam", "Dear Ben"]);
    }

    /// Two consoles of one person: the second is told what the first has kept, and nothing of either is lost.
    async fn no_text_takes_another_ones_place_unseen(app: TestApp) {
        let (here, there) = (app.as_staff("mia").await, app.as_staff("mia").await);
        let reply = path(app.cast.acme.request, "reply");
        let seen = keep(&here, &reply, "one", &json!(0)).await;
        let kept = keep(&there, &reply, "one, and two", &seen).await;
        for old in [&seen, &json!(0), &json!(7)] {
            let refused = put(&here, &reply, "one, or three", old).await.expect(409).json();
            assert_eq!(refused["code"], "draft_diverged");
            assert_eq!(refused["texts"], json!({ "yours": "one, or three", "theirs": "one, and two", "version": kept }));
        }
        assert_eq!(here.get(&reply).await.expect(200).json()["body"], "one, and two");
        assert_eq!(keep(&here, &reply, "one, and two", &seen).await, kept, "the same text is no other");
        let last = keep(&here, &reply, "one, or three", &kept).await;
        // Thrown away and begun anew: what was seen of the first is not what there is now.
        there.ask(Method::DELETE, &reply).send().await.expect(204);
        let gone = put(&here, &reply, "one, or four", &last).await.expect(409).json();
        assert_eq!((&gone["texts"]["theirs"], &gone["texts"]["version"]), (&json!(""), &json!(0)));
        let anew = keep(&there, &reply, "anew", &json!(0)).await;
        assert_ne!(anew, last);
        put(&here, &reply, "one, or four", &last).await.expect(409);
    }

    /// Who throws a draft away throws away what they have read, and nothing that came after it.
    async fn a_draft_that_was_written_on_is_not_thrown_away_unseen(app: TestApp) {
        let (here, there) = (app.as_staff("mia").await, app.as_staff("mia").await);
        let reply = path(app.cast.acme.request, "reply");
        let forget = async |seen: &str| here.ask(Method::DELETE, &reply).header("if-match", seen).send().await;
        let seen = keep(&here, &reply, "one", &json!(0)).await;
        let kept = keep(&there, &reply, "one, and two", &seen).await;
        for old in [format!("\"{seen}\""), "\"0\"".into()] {
            let refused = forget(&old).await.expect(409).json();
            assert_eq!(refused["code"], "draft_diverged");
            assert_eq!(refused["texts"], json!({ "yours": "", "theirs": "one, and two", "version": kept }));
        }
        assert_eq!(forget("one").await.expect(412).code(), "stale");
        assert_eq!(bodies(&there).await, ["one, and two"]);
        for _ in 0..2 {
            forget(&format!("\"{kept}\"")).await.expect(204);
        }
        here.get(&reply).await.expect(404);
    }

    /// Not a colleague's, an owner's or an admin's business, and a client's least of all.
    async fn a_draft_is_its_authors_alone(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let request = app.cast.acme.request;
        for (kind, body) in [("reply", "xylograph"), ("note", "xylophone")] {
            keep(&mia, &path(request, kind), body, &json!(0)).await;
        }
        for person in ["adam", "olivia", "henry"] {
            let other = app.as_staff(person).await;
            assert_eq!(other.all("/request-drafts", 200).await, Vec::<Value>::new(), "{person}");
            other.get(&path(request, "reply")).await.expect(404);
            let theirs = put(&other, &path(request, "reply"), "mine", &json!(0)).await;
            theirs.expect(if person == "henry" { 404 } else { 200 });
            other.ask(Method::DELETE, &path(request, "reply")).send().await.expect(if person == "henry" { 404 } else { 204 });
            for place in ["/search?q=xylo", "/audit", "/requests?q=xylo", &format!("/requests/{request}/notes")] {
                let answer = other.get(place).await;
                assert!(!answer.body.contains("xylograph") && !answer.body.contains("xylophone"), "{person}: {place}");
            }
        }
        app.run_jobs().await;
        for page in ["/portal".to_owned(), format!("/portal/requests/{request}"), "/portal/search?q=xylo".into()] {
            let body = carla.get(&page).await.expect(200).body;
            assert!(!body.contains("xylograph") && !body.contains("xylophone"), "{page}");
        }
        assert_eq!(bodies(&mia).await, ["xylograph", "xylophone"], "colleagues have drafts of their own there");
    }

    async fn what_is_sent_is_no_draft_any_more(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let request = app.cast.acme.request;
        let (reply, note) = (path(request, "reply"), path(request, "note"));
        keep(&mia, &reply, "On Monday. \n", &json!(0)).await;
        keep(&mia, &note, "On Monday.", &json!(0)).await;
        mia.post(&format!("/requests/{request}/messages"), json!({ "body": "Another word" })).await.expect(201);
        mia.get(&reply).await.expect(200);
        mia.post(&format!("/requests/{request}/messages"), json!({ "body": "On Monday." })).await.expect(201);
        mia.get(&reply).await.expect(404);
        mia.get(&note).await.expect(200);
        mia.post(&format!("/requests/{request}/notes"), json!({ "body": "On Monday." })).await.expect(201);
        mia.get(&note).await.expect(404);
        // What is held is not sent yet: recalled, the draft is there.
        keep(&mia, &reply, "On Tuesday.", &json!(0)).await;
        let held = json!({ "request_reply": { "request_id": request, "body": "On Tuesday." } });
        let held = mia.post("/held", held).await.expect(201).json();
        mia.get(&reply).await.expect(200);
        mia.post(&format!("/held/{}/send", held["id"].as_str().unwrap()), json!({})).await.expect(200);
        mia.get(&reply).await.expect(404);
    }

    async fn a_draft_has_a_messages_measure(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let reply = path(app.cast.acme.request, "reply");
        keep(&mia, &reply, &"ä".repeat(20_000), &json!(0)).await;
        for wrong in [
            json!({ "body": "ä".repeat(20_001), "version": 0 }),
            json!({ "body": "", "version": 0 }),
            json!({ "body": "x", "version": -1 }),
            json!({ "body": "x" }),
            json!({ "body": 7, "version": 0 }),
        ] {
            mia.ask(Method::PUT, &reply).json(&wrong).send().await.expect(422);
        }
        let foreign = json!({ "body": "x", "version": 0, "staff_id": app.cast.people["adam"] });
        mia.ask(Method::PUT, &reply).json(&foreign).send().await.expect(400);
        let note = path(app.cast.acme.request, "note");
        keep(&mia, &note, "a\u{1b}[2J\u{202e}b\r\nc", &json!(0)).await;
        assert_eq!(mia.get(&note).await.expect(200).json()["body"], "a[2Jb\nc");
        mia.get(&path(app.cast.acme.request, "comment")).await.expect(400);
    }
}
