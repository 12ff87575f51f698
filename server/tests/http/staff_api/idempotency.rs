use chrono::TimeDelta;
use poem::http::Method;
use serde_json::{Value, json};

use crate::support::{Answer, Staff, TestApp, World};

/// Every operation that makes something, with a body and with the list that shows it.
pub fn makers(world: &World) -> Vec<(String, Value, String)> {
    let (request, project) = (format!("/requests/{}", world.request), format!("/projects/{}", world.project));
    let at = |base: &str, name: &str| format!("{base}/{name}");
    vec![
        (at(&request, "messages"), json!({ "body": "made once" }), at(&request, "messages")),
        (at(&request, "notes"), json!({ "body": "made once" }), at(&request, "notes")),
        (at(&project, "comments"), json!({ "body": "made once" }), at(&project, "comments")),
        (at(&project, "milestones"), json!({ "name": "made once" }), at(&project, "milestones")),
        (at(&project, "tasks"), json!({ "title": "made once" }), at(&project, "tasks")),
        ("/projects".into(), json!({ "name": "made once", "workspace_id": world.workspace }), "/projects".into()),
        (
            "/requests".into(),
            json!({
                "workspace_id": world.workspace, "kind": "job", "category": "design", "subject": "made once",
                "body": "made once"
            }),
            "/requests".into(),
        ),
    ]
}

/// Sends something under a key.
pub async fn under(staff: &Staff, key: &str, path: &str, body: &Value) -> Answer {
    staff.ask(Method::POST, path).header("idempotency-key", key).json(body).send().await
}

async fn count(staff: &Staff, list: &str) -> usize {
    staff.all(list, 200).await.len()
}

both! {
    async fn what_is_sent_again_under_its_key_answers_as_before_and_does_nothing(app: TestApp) {
        let mia = app.as_staff("mia").await;
        for (path, body, list) in makers(&app.cast.acme) {
            let key = format!("key of {path}");
            let before = count(&mia, &list).await;
            let first = under(&mia, &key, &path, &body).await.expect(201);
            app.advance(TimeDelta::minutes(1));
            let again = under(&mia, &key, &path, &body).await.expect(201);
            let told = |answer: &Answer| (answer.json()["id"].clone(), answer.location().to_owned());
            assert_eq!(told(&first), told(&again), "{path}");
            // Where it says that the thing is, the thing is; most are to be had only in their lists.
            if let Some(place) = first.location().strip_prefix("/api/v1") {
                assert_eq!(mia.get(place).await.expect(200).json()["id"], first.json()["id"]);
            }
            assert_eq!(count(&mia, &list).await, before + 1, "{path}");
            // Without a key, or under another, it is another thing.
            assert_ne!(told(&first), told(&mia.post(&path, body.clone()).await.expect(201)), "{path}");
            assert_ne!(told(&first), told(&under(&mia, "another", &path, &body).await.expect(201)), "{path}");
            app.store.sql("DELETE FROM once_key WHERE key = 'another'").await;
            assert_eq!(count(&mia, &list).await, before + 3, "{path}");
        }
    }

    async fn a_key_that_was_used_for_something_else_is_refused(app: TestApp) {
        let mia = app.as_staff("mia").await;
        for (path, body, list) in makers(&app.cast.acme) {
            let before = count(&mia, &list).await;
            let key = format!("key of {path}");
            under(&mia, &key, &path, &body).await.expect(201);
            let mut other = body.clone();
            for value in other.as_object_mut().unwrap().values_mut().filter(|value| *value == "made once") {
                *value = json!("something else");
            }
            let refused = under(&mia, &key, &path, &other).await.expect(409);
            assert_eq!(refused.code(), "idempotency_key_reused", "{path}");
            assert_eq!(count(&mia, &list).await, before + 1, "{path}");
        }
    }

    /// A note must never turn into a reply, nor a reply to one client into one to another.
    async fn a_key_is_of_one_place(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let at = |world: &World, name: &str| format!("/requests/{}/{name}", world.request);
        let body = json!({ "body": "between us" });
        under(&mia, "k", &at(&app.cast.acme, "notes"), &body).await.expect(201);
        for path in
            [at(&app.cast.acme, "messages"), at(&app.cast.bluebird, "notes"), at(&app.cast.bluebird, "messages")]
        {
            assert_eq!(under(&mia, "k", &path, &body).await.expect(409).code(), "idempotency_key_reused", "{path}");
        }
        let carla = app.as_client("carla").await;
        let thread = carla.get(&format!("/portal/requests/{}", app.cast.acme.request)).await.expect(200);
        assert!(!thread.body.contains("between us"));
    }

    /// Two people may think of the same key, and one agency knows nothing of another's.
    async fn a_key_is_of_one_person(app: TestApp) {
        let (mia, adam, henry) = (app.as_staff("mia").await, app.as_staff("adam").await, app.as_staff("henry").await);
        let path = format!("/requests/{}/notes", app.cast.acme.request);
        let theirs = format!("/requests/{}/notes", app.cast.harbor.request);
        let first = under(&mia, "k", &path, &json!({ "body": "of one" })).await.expect(201).json();
        let second = under(&adam, "k", &path, &json!({ "body": "of one" })).await.expect(201).json();
        assert_ne!(first["id"], second["id"]);
        under(&henry, "k", &theirs, &json!({ "body": "of another" })).await.expect(201);
    }

    /// What was refused was not done, so that its key is free.
    async fn a_refusal_uses_no_key_up(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let tasks = format!("/projects/{}/tasks", app.cast.acme.project);
        let wrong = json!({ "title": "so", "milestone_id": app.cast.harbor.milestone });
        under(&mia, "k", &tasks, &wrong).await.expect(422);
        under(&mia, "k", &tasks, &json!({ "title": "so" })).await.expect(201);
        let notes = format!("/requests/{}/notes", app.cast.acme.request);
        for long in ["k".repeat(129), "k".repeat(4000)] {
            let answer = under(&mia, &long, &notes, &json!({ "body": "so" })).await;
            assert_eq!(answer.status, 400, "a key that cannot be kept is not ignored: {}", answer.everything());
        }
        under(&mia, &"k".repeat(128), &notes, &json!({ "body": "so" })).await.expect(201);
    }
}
