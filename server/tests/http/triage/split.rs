use poem::http::Method;
use serde_json::{Value, json};

use super::seen;
use crate::files::{text, upload};
use crate::staff_api::made::request;
use crate::support::{Answer, Staff, TestApp, canaries};

async fn split(staff: &Staff, id: &str, message: &Value, subject: &str) -> Answer {
    staff.post(&format!("/requests/{id}/split"), json!({ "message_id": message, "subject": subject })).await
}

async fn messages(staff: &Staff, id: &str) -> Vec<Value> {
    staff.all(&format!("/requests/{id}/messages"), 100).await
}

both! {
    /// The message keeps its author, its time and its files, and both sides see where it went.
    async fn a_message_becomes_a_request_of_its_own(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let id = request(&carla, "job", "Amber lamp").await;
        let change = json!({ "tags": ["light"], "priority": "high", "assignee_id": app.cast.people["adam"] });
        mia.patch(&format!("/requests/{id}"), change).await.expect(200);
        carla.post(&format!("/portal/requests/{id}/messages"), &[("body", "and the gate squeaks")]).await.expect(303);
        app.advance(chrono::TimeDelta::hours(2));
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let message = messages(&mia, &id).await.remove(1);
        let made = split(&mia, &id, &message["id"], "Squeaking gate").await.expect(201);
        let new = made.json();
        let new_id = text(&new["id"]).to_owned();
        assert_eq!(made.header("location"), format!("/api/v1/requests/{new_id}"));
        assert_eq!((&new["status"], &new["priority"], &new["tags"]), (&json!("new"), &json!("high"), &json!(["light"])));
        assert_eq!((text(&new["author"]["name"]), &new["message_count"]), ("Carla", &json!(1)));
        assert_eq!(new["assignee"]["id"], json!(app.cast.people["adam"]));
        assert_eq!(new["split_from"]["id"], json!(id));
        let moved = messages(&mia, &new_id).await.remove(0);
        for field in ["id", "author", "body", "created_at"] {
            assert_eq!(moved[field], message[field], "{field}");
        }
        let old = seen(&mia, &id).await;
        assert_eq!((&old["split_into"][0]["id"], &old["message_count"]), (&json!(new_id), &json!(1)));
        let page = carla.get(&format!("/portal/requests/{id}")).await.expect(200).body;
        assert!(page.contains("Squeaking gate") && page.contains(&new_id) && !page.contains("squeaks"), "{page}");
        let page = carla.get(&format!("/portal/requests/{new_id}")).await.expect(200).body;
        assert!(page.contains("squeaks") && page.contains("Amber lamp") && page.contains(&id));
        app.run_jobs().await;
        let told = carla.get("/portal/notifications").await.expect(200).body;
        assert!(told.contains("made “Squeaking gate” a request of its own"));
        let found = mia.get("/search?q=squeaks").await.expect(200).json();
        assert_eq!(found["items"][0]["request"]["id"], json!(new_id));
        // Merging it back undoes it.
        mia.post(&format!("/requests/{new_id}/merge"), json!({ "into_id": id })).await.expect(200);
        assert_eq!(messages(&mia, &id).await[1]["id"], message["id"]);
        let page = carla.get(&format!("/portal/requests/{id}")).await.expect(200).body;
        assert!(page.contains("was put together with this request") && !page.contains(&new_id), "{page}");
    }

    /// Each of those that were put together keeps a message, so that none is empty once they come apart.
    async fn the_only_message_of_what_was_merged_stays(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let (id, other) = (request(&carla, "job", "Amber lamp").await, request(&carla, "job", "Brass lamp").await);
        mia.post(&format!("/requests/{other}/messages"), json!({ "body": "two" })).await.expect(201);
        mia.post(&format!("/requests/{other}/merge"), json!({ "into_id": id })).await.expect(200);
        let all = messages(&mia, &id).await;
        let of = |from: &Value| all.iter().filter(|row| row["merged_from_id"] == *from).collect::<Vec<_>>();
        let (own, theirs) = (of(&Value::Null), of(&json!(other)));
        assert_eq!((own.len(), theirs.len()), (1, 2));
        split(&mia, &id, &own[0]["id"], "x").await.expect(422);
        split(&mia, &id, &theirs[0]["id"], "x").await.expect(201);
        let refused = split(&mia, &id, &theirs[1]["id"], "x").await.expect(422).json();
        assert!(text(&refused["errors"][0]["message"]).contains("only message of a request that was merged"));
        mia.ask(Method::DELETE, &format!("/requests/{other}/merge")).send().await.expect(200);
        assert_eq!((messages(&mia, &id).await.len(), messages(&mia, &other).await.len()), (1, 1));
    }

    async fn a_message_of_staff_with_its_files_waits_for_the_client(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let id = request(&carla, "job", "Amber lamp").await;
        let stored = upload(&mia, "plan.txt", "inside").await.expect(201).json();
        let with = json!({ "body": "look", "files": [stored["id"]] });
        let message = mia.post(&format!("/requests/{id}/messages"), with).await.expect(201).json();
        let new = split(&mia, &id, &message["id"], "The plan").await.expect(201).json();
        assert_eq!((text(&new["status"]), text(&new["author"]["name"])), ("waiting_on_client", "Carla"));
        let moved = messages(&mia, text(&new["id"])).await.remove(0);
        assert_eq!((text(&moved["author"]["name"]), text(&moved["files"][0]["name"])), ("Mia", "plan.txt"));
        let page = carla.get(&format!("/portal/requests/{}", text(&new["id"]))).await.expect(200).body;
        assert!(page.contains("plan.txt"));
    }

    /// S1.98: a note stays internal, and what is no message of this request or its only one stays where it is.
    async fn s1_98_what_cannot_be_split_off_is_refused(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let (id, other) = (request(&carla, "job", "Amber lamp").await, request(&carla, "job", "Brass lamp").await);
        let only = messages(&mia, &id).await.remove(0)["id"].clone();
        let refused = async |message: &Value| {
            let answer = split(&mia, &id, message, "x").await.expect(422).json();
            assert_eq!(answer["errors"][0]["field"], "message_id");
            text(&answer["errors"][0]["message"]).to_owned()
        };
        assert!(refused(&only).await.contains("only message"));
        mia.post(&format!("/requests/{id}/messages"), json!({ "body": "two" })).await.expect(201);
        let note = json!({ "body": canaries::NOTE });
        let note = mia.post(&format!("/requests/{id}/notes"), note).await.expect(201).json();
        assert!(refused(&note["id"]).await.contains("internal note"));
        let foreign = messages(&mia, &other).await.remove(0)["id"].clone();
        for message in [foreign, json!(app.cast.harbor.message), json!(uuid::Uuid::now_v7())] {
            assert!(refused(&message).await.contains("no such message"));
        }
        for subject in [" ", &"x".repeat(201)] {
            let status = split(&mia, &id, &only, subject).await.status;
            assert!([400, 422].contains(&status), "{status}");
        }
        let path = format!("/requests/{id}/split");
        let stale = json!({ "message_id": only, "subject": "x" });
        let stale = mia.ask(Method::POST, &path).header("if-match", "\"99\"").json(&stale).send().await;
        assert_eq!(stale.expect(412).code(), "stale");
        let theirs = app.cast.harbor.request.to_string();
        split(&mia, &theirs, &json!(app.cast.harbor.message), "x").await.expect(404);
        mia.post(&format!("/requests/{other}/merge"), json!({ "into_id": id })).await.expect(200);
        assert_eq!(split(&mia, &other, &only, "x").await.expect(409).code(), "merged");
        assert_eq!(messages(&mia, &id).await.len(), 3);
        assert_eq!(app.store.value("SELECT count(*) FROM request_split").await, "0");
    }
}
