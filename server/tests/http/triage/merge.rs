use chrono::TimeDelta;
use poem::http::Method;
use serde_json::{Value, json};

use super::seen;
use crate::files::{text, upload};
use crate::staff_api::made::{ids, request};
use crate::support::{Answer, Staff, TestApp, canaries};
use crate::told::post::{Post, answering};
use crate::told::{answers, mails_to, settled};

pub async fn merge(staff: &Staff, id: &str, into: impl serde::Serialize) -> Answer {
    staff.post(&format!("/requests/{id}/merge"), json!({ "into_id": into })).await
}

pub async fn unmerge(staff: &Staff, id: &str) -> Answer {
    staff.ask(Method::DELETE, &format!("/requests/{id}/merge")).send().await
}

pub async fn said(staff: &Staff, id: &str) -> Vec<String> {
    let all = staff.all(&format!("/requests/{id}/messages"), 100).await;
    all.iter().map(|message| message["body"].as_str().unwrap().to_owned()).collect()
}

pub async fn say(staff: &Staff, id: &str, body: &str) {
    staff.post(&format!("/requests/{id}/messages"), json!({ "body": body })).await.expect(201);
}

both! {
    /// S1.76, S1.98: all of it stands at the other in its order, the trace leads there, and no client sees a note.
    async fn a_merged_request_is_read_where_it_went(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let (a, b) = (request(&carla, "job", "Amber lamp").await, request(&carla, "job", "Brass lamp").await);
        let adam = app.cast.people["adam"];
        mia.patch(&format!("/requests/{a}"), json!({ "tags": ["first", "both"], "follower_ids": [adam] })).await.expect(200);
        mia.patch(&format!("/requests/{b}"), json!({ "tags": ["both"] })).await.expect(200);
        say(&mia, &a, "one").await;
        say(&mia, &b, "two").await;
        let stored = upload(&mia, "plan.txt", "inside").await.expect(201).json();
        let with = json!({ "body": "three", "files": [stored["id"]] });
        mia.post(&format!("/requests/{a}/messages"), with).await.expect(201);
        let noted = upload(&mia, "secret.txt", "inside").await.expect(201).json();
        let note = json!({ "body": format!("{} of the first", canaries::NOTE), "files": [noted["id"]] });
        mia.post(&format!("/requests/{a}/notes"), note).await.expect(201);

        let whole = merge(&mia, &a, &b).await.expect(200).json();
        assert_eq!((&whole["id"], &whole["message_count"], &whole["note_count"]), (&json!(b), &json!(5), &json!(1)));
        assert_eq!(whole["tags"], json!(["both", "first"]));
        assert_eq!((&whole["followers"][0]["id"], &whole["merged_from"][0]["id"]), (&json!(adam), &json!(a)));
        assert_eq!(said(&mia, &b).await, ["in a few words", "in a few words", "one", "two", "three"]);
        let messages = mia.all(&format!("/requests/{b}/messages"), 100).await;
        let from: Vec<bool> = messages.iter().map(|message| message["merged_from_id"] == json!(a)).collect();
        assert_eq!(from, [true, false, true, false, true]);
        assert_eq!(messages[4]["files"][0]["name"], "plan.txt");
        let notes = mia.all(&format!("/requests/{b}/notes"), 100).await;
        assert_eq!((notes.len(), text(&notes[0]["files"][0]["name"])), (1, "secret.txt"));
        let trace = seen(&mia, &a).await;
        assert_eq!((&trace["status"], &trace["merged_into"]["id"], &trace["message_count"]), (&json!("closed"), &json!(b), &json!(0)));

        let page = format!("/portal/requests/{b}");
        assert_eq!(carla.get(&format!("/portal/requests/{a}")).await.expect(303).location(), page);
        let shown = carla.get(&page).await.expect(200).body;
        assert!(shown.contains("Amber lamp") && shown.contains("three") && shown.contains("plan.txt"), "{shown}");
        assert!(!shown.contains(canaries::NOTE) && !shown.contains("secret.txt"));
        assert!(carla.get("/portal/requests?status=closed").await.expect(200).body.contains("Merged"));
    }

    /// What is still sent to the one arrives at the other: from an old page, by mail, and by staff.
    async fn what_comes_for_a_merged_request_arrives_where_it_went(app: TestApp) {
        let app = answering(&app).await;
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let (a, b) = (carla.request("Amber lamp", "x").await, carla.request("Brass lamp", "x").await);
        settled(&app).await;
        answers(&mia, &a, "Which?").await;
        app.run_jobs().await;
        let address = mails_to(&app, "carla").pop().unwrap().reply_to.unwrap();
        merge(&mia, &a, &b).await.expect(200);
        Post::new("carla", &address, "by mail").arrive(&app).await;
        let form = carla.post(&format!("/portal/requests/{a}/messages"), &[("body", "from an old page")]).await.expect(303);
        assert!(form.location().starts_with(&format!("/portal/requests/{b}#message-")), "{}", form.location());
        carla.post(&format!("/portal/requests/{a}/close"), &[]).await.expect(303);
        say(&mia, &a, "by staff").await;
        let stored = upload(&mia, "late.txt", "inside").await.expect(201).json();
        let late = json!({ "body": "a late note", "files": [stored["id"]] });
        let late = mia.post(&format!("/requests/{a}/notes"), late).await.expect(201).json();
        assert_eq!((&late["request_id"], text(&late["files"][0]["name"])), (&json!(b), "late.txt"));
        let all = said(&mia, &b).await;
        assert_eq!(&all[all.len() - 3..], ["by mail", "from an old page", "by staff"]);
        assert_eq!(mia.all(&format!("/requests/{b}/notes"), 10).await.len(), 1);
        assert!(said(&mia, &a).await.is_empty());
        assert_eq!(seen(&mia, &b).await["status"], "waiting_on_client", "closing the old one closes nothing");
        let news = carla.get(&format!("/portal/requests/{a}/messages")).await.expect(200).body;
        assert!(news.contains("by staff"), "an old page goes on where it went");
    }

    /// It is found once, by the words and the number of either.
    async fn what_was_merged_is_found_once(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let (a, b) = (request(&carla, "job", "Zeppelin amber").await, request(&carla, "job", "Zeppelin brass").await);
        say(&mia, &a, "quinces").await;
        merge(&mia, &a, &b).await.expect(200);
        let found = async |words: &str| -> Vec<Value> {
            let all = mia.get(&format!("/search?q={words}")).await.expect(200).json();
            all["items"].as_array().unwrap().iter().map(|hit| hit["request"]["id"].clone()).collect()
        };
        for words in ["zeppelin", "amber", "quinces"] {
            assert_eq!(found(words).await, [json!(b)], "{words}");
        }
        for filter in ["zeppelin", "amber", "quinces"] {
            let listed = ids(&mia.all(&format!("/requests?status=all&filter={filter}"), 50).await);
            assert_eq!(listed, std::slice::from_ref(&b), "{filter}");
        }
        let page = carla.get("/portal/search?q=quinces").await.expect(200).body;
        assert!(page.contains(&b) && !page.contains(&a));
        unmerge(&mia, &a).await.expect(200);
        for words in ["amber", "quinces"] {
            assert_eq!(found(words).await, [json!(a)], "{words}");
        }
    }

    /// What cannot be: itself, another client's, another agency's, what is merged, circles, and changing what is merged.
    async fn what_cannot_be_merged_is_refused(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let mut made = Vec::new();
        for name in ["a", "b", "c"] {
            made.push(request(&carla, "job", name).await);
        }
        let [a, b, c] = [&made[0], &made[1], &made[2]];
        let before = seen(&mia, a).await;
        for into in [a.clone(), app.cast.bluebird.request.to_string(), app.cast.harbor.request.to_string()] {
            let refused = merge(&mia, a, &into).await.expect(422).json();
            assert_eq!(refused["errors"][0]["field"], "into_id", "{into}");
        }
        merge(&mia, &app.cast.harbor.request.to_string(), a).await.expect(404);
        assert_eq!(unmerge(&mia, a).await.expect(409).code(), "not_merged");
        unmerge(&mia, &app.cast.harbor.request.to_string()).await.expect(404);
        let path = format!("/requests/{a}/merge");
        let stale = mia.ask(Method::POST, &path).header("if-match", "\"99\"").json(&json!({ "into_id": b }));
        assert_eq!(stale.send().await.expect(412).code(), "stale");
        assert_eq!(seen(&mia, a).await["version"], before["version"]);
        merge(&mia, a, b).await.expect(200);
        assert_eq!(merge(&mia, a, c).await.expect(409).code(), "already_merged");
        assert_eq!(merge(&mia, b, a).await.expect(409).code(), "target_merged", "a circle of two");
        merge(&mia, b, c).await.expect(200);
        assert_eq!(merge(&mia, c, a).await.expect(409).code(), "target_merged", "a circle of three");
        let change = mia.patch(&format!("/requests/{a}"), json!({ "priority": "low" })).await;
        assert_eq!(change.expect(409).code(), "merged");
        let until = json!({ "until": app.app.database.system().now() + TimeDelta::hours(5) });
        let snoozed = mia.ask(Method::PUT, &format!("/requests/{a}/snooze")).json(&until).send().await;
        assert_eq!(snoozed.expect(409).code(), "merged");
    }

    /// Two who merge crosswise at once make no circle, and one of them is told so.
    async fn merging_crosswise_at_once_makes_no_circle(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        for round in 0..3 {
            let a = request(&carla, "job", &format!("a {round}")).await;
            let b = request(&carla, "job", &format!("b {round}")).await;
            let (one, other) = tokio::join!(merge(&mia, &a, &b), merge(&mia, &b, &a));
            let mut statuses = [one.status, other.status];
            statuses.sort_unstable();
            assert_eq!(statuses, [200, 409]);
        }
    }

    /// What was put together, also through others, comes apart as it was; what was written since stays.
    async fn merging_is_undone(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let mut made = Vec::new();
        for name in ["a", "b", "c"] {
            let id = request(&carla, "job", name).await;
            say(&mia, &id, name).await;
            made.push(id);
        }
        let [a, b, c] = [&made[0], &made[1], &made[2]];
        mia.patch(&format!("/requests/{a}"), json!({ "status": "open" })).await.expect(200);
        let whole = merge(&mia, a, b).await.expect(200).json();
        assert_eq!(whole["status"], "waiting_on_agency", "what was wanted there is wanted here");
        merge(&mia, b, c).await.expect(200);
        assert_eq!(seen(&mia, a).await["merged_into"]["id"], json!(c));
        assert_eq!(carla.get(&format!("/portal/requests/{a}")).await.expect(303).location(), format!("/portal/requests/{c}"));
        say(&mia, c, "since").await;
        let back = unmerge(&mia, b).await.expect(200).json();
        assert_eq!((&back["status"], back.get("merged_into"), &back["message_count"]), (&json!("waiting_on_agency"), None, &json!(4)));
        assert_eq!(said(&mia, b).await.last().unwrap(), "b");
        assert_eq!(said(&mia, c).await, ["in a few words", "c", "since"]);
        assert_eq!(seen(&mia, a).await["merged_into"]["id"], json!(b));
        let back = unmerge(&mia, a).await.expect(200).json();
        assert_eq!(back["status"], "open");
        assert_eq!(said(&mia, a).await, ["in a few words", "a"]);
        assert_eq!(said(&mia, b).await, ["in a few words", "b"]);
        assert!(mia.all(&format!("/requests/{a}/messages"), 10).await.iter().all(|row| row.get("merged_from_id").is_none()));
        carla.get(&format!("/portal/requests/{a}")).await.expect(200);
        assert_eq!(app.store.value("SELECT count(*) FROM request_merge").await, "0");
    }

    /// Whose turn it was goes on at both as if nothing had been merged, and where the client wrote since, it is left.
    async fn undoing_gives_back_whose_turn_it_was(app: TestApp) {
        let (carla, adam) = (app.as_client("carla").await, app.as_staff("adam").await);
        let (a, b) = (request(&carla, "job", "Amber lamp").await, request(&carla, "job", "Brass lamp").await);
        say(&adam, &b, "Which?").await;
        app.advance(TimeDelta::hours(2));
        let mia = app.as_staff("mia").await;
        let before = [seen(&mia, &a).await, seen(&mia, &b).await];
        assert_eq!((&before[0]["status"], &before[1]["status"]), (&json!("new"), &json!("waiting_on_client")));
        let spans = app.store.value("SELECT count(*) FROM request_span").await;
        for _ in 0..2 {
            assert_eq!(merge(&mia, &a, &b).await.expect(200).json()["waits_on"], "agency");
            app.advance(TimeDelta::minutes(2));
            unmerge(&mia, &a).await.expect(200);
            for was in &before {
                let now = seen(&mia, text(&was["id"])).await;
                for field in ["status", "waits_on", "waits_since"] {
                    assert_eq!(now[field], was[field], "{field} of {}", was["subject"]);
                }
            }
        }
        assert_eq!(app.store.value("SELECT count(*) FROM request_span").await, spans);
        let seconds = |request: &Value, side: &str| request[side].as_i64().unwrap();
        let (one, other) = (seen(&mia, &a).await, seen(&mia, &b).await);
        assert!(seconds(&one, "agency_seconds") >= seconds(&before[0], "agency_seconds") + 240, "it waited all the time");
        assert!(seconds(&other, "client_seconds") >= seconds(&before[1], "client_seconds") + 240);

        merge(&mia, &a, &b).await.expect(200);
        let carla = app.as_client("carla").await;
        carla.post(&format!("/portal/requests/{b}/messages"), &[("body", "The red one.")]).await.expect(303);
        unmerge(&mia, &a).await.expect(200);
        let (one, other) = (seen(&mia, &a).await, seen(&mia, &b).await);
        assert_eq!((&one["waits_since"], &other["status"]), (&before[0]["waits_since"], &json!("waiting_on_agency")));
    }

    /// What asks for the agency and is still part of it keeps the turn here.
    async fn undoing_one_of_two_leaves_the_turn_to_the_other(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let mut made = Vec::new();
        for name in ["a", "b", "c"] {
            made.push(request(&carla, "job", name).await);
        }
        let [a, b, c] = [&made[0], &made[1], &made[2]];
        say(&mia, c, "Which?").await;
        merge(&mia, a, c).await.expect(200);
        merge(&mia, b, c).await.expect(200);
        unmerge(&mia, a).await.expect(200);
        assert_eq!(seen(&mia, c).await["status"], "waiting_on_agency", "the other still asks");
    }

    /// Who sent what was merged is told, and goes on being told where it went.
    async fn who_sent_what_was_merged_goes_on_being_told(app: TestApp) {
        app.store.sql("UPDATE membership SET can_submit_requests = TRUE").await;
        let (carla, victor, mia) = (app.as_client("carla").await, app.as_client("victor").await, app.as_staff("mia").await);
        let (a, b) = (request(&victor, "job", "Amber lamp").await, request(&carla, "job", "Brass lamp").await);
        merge(&mia, &a, &b).await.expect(200);
        app.run_jobs().await;
        let told = async || victor.get("/portal/notifications").await.expect(200).body;
        assert!(told().await.contains("put “Amber lamp” together with another request"));
        say(&mia, &b, "news").await;
        app.run_jobs().await;
        assert!(told().await.contains("replied to “Brass lamp”"));
        assert!(carla.get("/portal/notifications").await.expect(200).body.contains("replied to “Brass lamp”"));
    }

    async fn merging_under_one_key_is_done_once(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let (a, b) = (request(&carla, "job", "a").await, request(&carla, "job", "b").await);
        let ask = || mia.ask(Method::POST, &format!("/requests/{a}/merge")).header("idempotency-key", "once");
        for _ in 0..2 {
            ask().json(&json!({ "into_id": b })).send().await.expect(200);
        }
        assert_eq!(said(&mia, &b).await.len(), 2);
    }
}
