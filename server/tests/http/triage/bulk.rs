use chrono::TimeDelta;
use serde_json::{Value, json};

use super::seen;
use crate::staff_api::made::request;
use crate::support::{Staff, TestApp};
use crate::told::{mails_to, patient, settled};

async fn preview(staff: &Staff, ids: &[String], change: Value) -> Value {
    staff.post("/bulk-changes", json!({ "request_ids": ids, "change": change })).await.expect(201).json()
}

fn path(bulk: &Value, what: &str) -> String {
    format!("/bulk-changes/{}{what}", bulk["id"].as_str().unwrap())
}

/// What became of these requests.
fn outcomes(bulk: &Value, ids: &[String]) -> Vec<String> {
    let items = bulk["items"].as_array().unwrap();
    let of = |id: &String| items.iter().find(|item| item["request"]["id"] == json!(id)).unwrap()["outcome"].clone();
    ids.iter().map(|id| of(id).as_str().unwrap().to_owned()).collect()
}

async fn many(app: &TestApp, number: usize) -> Vec<String> {
    let carla = app.as_client("carla").await;
    let mut made = Vec::new();
    for index in 0..number {
        made.push(request(&carla, "job", &format!("lamp {index}")).await);
    }
    made
}

both! {
    /// Looked at, done, taken back: each time what is said is what is so.
    async fn many_requests_are_changed_and_restored(app: TestApp) {
        let (mia, me, project) = (app.as_staff("mia").await, app.cast.people["mia"], app.cast.acme.project);
        let mut made = many(&app, 2).await;
        made.push(app.cast.bluebird.request.to_string());
        mia.patch(&format!("/requests/{}", made[0]), json!({ "tags": ["old", "kept"], "priority": "low" })).await.expect(200);
        let before = [seen(&mia, &made[0]).await, seen(&mia, &made[1]).await, seen(&mia, &made[2]).await];
        let change = json!({
            "status": "resolved", "priority": "low", "assignee_id": me, "project_id": project,
            "add_tags": ["Autumn"], "remove_tags": ["old"]
        });
        let bulk = preview(&mia, &made, change).await;
        assert_eq!((&bulk["state"], outcomes(&bulk, &made)), (&json!("previewed"), vec!["planned".into(), "planned".into(), "refused".into()]));
        let first = bulk["items"].as_array().unwrap().iter().find(|item| item["request"]["id"] == json!(made[0])).unwrap();
        let differs = first["differences"].as_array().unwrap();
        let fields: Vec<&str> = differs.iter().map(|one| one["field"].as_str().unwrap()).collect();
        assert_eq!(fields, ["status", "assignee", "project", "tags"], "its priority is low already");
        assert_eq!((&differs[0]["from"], &differs[0]["to"]), (&json!("new"), &json!("resolved")));
        assert_eq!((differs[1].get("from"), &differs[1]["to"]), (None, &json!("Mia")));
        assert_eq!((&differs[3]["from"], &differs[3]["to"]), (&json!("kept, old"), &json!("autumn, kept")));
        let refused = bulk["items"].as_array().unwrap().iter().find(|item| item["request"]["id"] == json!(made[2])).unwrap();
        assert!(refused["reason"].as_str().unwrap().contains("no such project"));
        for (id, was) in made.iter().zip(&before) {
            assert_eq!(seen(&mia, id).await["version"], was["version"], "looking changes nothing");
        }
        let done = mia.post(&path(&bulk, "/apply"), json!({})).await.expect(200).json();
        assert_eq!(outcomes(&done, &made), ["applied", "applied", "refused"]);
        let now = seen(&mia, &made[0]).await;
        assert_eq!((&now["status"], &now["tags"], &now["assignee"]["id"]), (&json!("resolved"), &json!(["autumn", "kept"]), &json!(me)));
        assert_eq!(seen(&mia, &made[2]).await["version"], before[2]["version"]);
        let again = mia.post(&path(&bulk, "/apply"), json!({})).await.expect(200).json();
        assert_eq!((outcomes(&again, &made), seen(&mia, &made[0]).await["version"].clone()), (outcomes(&done, &made), now["version"].clone()));
        let back = mia.post(&path(&bulk, "/undo"), json!({})).await.expect(200).json();
        assert_eq!((&back["state"], outcomes(&back, &made)), (&json!("undone"), vec!["undone".into(), "undone".into(), "refused".into()]));
        for (id, was) in made.iter().zip(&before) {
            let now = seen(&mia, id).await;
            for field in ["status", "priority", "tags", "assignee", "project", "closed_at", "waits_on"] {
                assert_eq!(now.get(field), was.get(field), "{field}");
            }
        }
        mia.post(&path(&bulk, "/undo"), json!({})).await.expect(200);
        assert_eq!(mia.post(&path(&bulk, "/apply"), json!({})).await.expect(409).code(), "already_undone");
    }

    /// Whose turn it is goes on as if nothing had been done: it waits since when it did.
    async fn taking_back_gives_back_how_long_it_waited(app: TestApp) {
        let made = many(&app, 1).await;
        app.advance(TimeDelta::days(3));
        let mia = app.as_staff("mia").await;
        let before = seen(&mia, &made[0]).await;
        for status in ["closed", "waiting_on_client"] {
            let bulk = preview(&mia, &made, json!({ "status": status })).await;
            mia.post(&path(&bulk, "/apply"), json!({})).await.expect(200);
            app.advance(TimeDelta::minutes(2));
            assert_ne!(seen(&mia, &made[0]).await["waits_since"], before["waits_since"]);
            mia.post(&path(&bulk, "/undo"), json!({})).await.expect(200);
        }
        let now = seen(&mia, &made[0]).await;
        assert_eq!((&now["status"], &now["waits_since"]), (&before["status"], &before["waits_since"]));
        let agency = |request: &Value| request["agency_seconds"].as_i64().unwrap();
        assert!(agency(&now) >= agency(&before) + 240, "it was the agency's turn all the time");
        assert_eq!(now["client_seconds"], 0);
        let spans = "SELECT count(*) FROM request_span WHERE request_id = (SELECT id FROM request WHERE subject = 'lamp 0')";
        assert_eq!(app.store.value(spans).await, "0");
    }

    /// What somebody changed meanwhile stays as they left it, when it is done and when it is taken back.
    async fn what_was_changed_meanwhile_is_left_alone(app: TestApp) {
        let (mia, adam) = (app.as_staff("mia").await, app.as_staff("adam").await);
        let carla = app.as_client("carla").await;
        let made = many(&app, 4).await;
        let bulk = preview(&mia, &made, json!({ "priority": "urgent" })).await;
        adam.patch(&format!("/requests/{}", made[0]), json!({ "priority": "low" })).await.expect(200);
        carla.post(&format!("/portal/requests/{}/messages", made[1]), &[("body", "wait")]).await.expect(303);
        let done = mia.post(&path(&bulk, "/apply"), json!({})).await.expect(200).json();
        assert_eq!(outcomes(&done, &made), ["changed_meanwhile", "changed_meanwhile", "applied", "applied"]);
        assert_eq!(seen(&mia, &made[0]).await["priority"], "low");
        adam.patch(&format!("/requests/{}", made[2]), json!({ "tags": ["mine"] })).await.expect(200);
        let back = mia.post(&path(&bulk, "/undo"), json!({})).await.expect(200).json();
        assert_eq!(outcomes(&back, &made), ["changed_meanwhile", "changed_meanwhile", "moved_on", "undone"]);
        let now = seen(&mia, &made[2]).await;
        assert_eq!((&now["priority"], &now["tags"]), (&json!("urgent"), &json!(["mine"])));
        assert_eq!(seen(&mia, &made[3]).await["priority"], "normal");
    }

    /// A filter says which; too many, none, nothing to do and what cannot be are refused before anything is kept.
    async fn what_cannot_be_done_to_many_is_refused(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let made = many(&app, 3).await;
        let ask = async |body: Value| mia.post("/bulk-changes", body).await;
        let low = json!({ "priority": "low" });
        let by_filter = ask(json!({ "filter": "lamp kind:job", "change": low })).await.expect(201).json();
        assert_eq!(outcomes(&by_filter, &made), ["planned", "planned", "planned"]);
        let too_many: Vec<_> = (0..201).map(|_| uuid::Uuid::now_v7()).collect();
        for (body, field) in [
            (json!({ "request_ids": too_many, "change": low }), "request_ids"),
            (json!({ "request_ids": [], "change": low }), "request_ids"),
            (json!({ "change": low }), "request_ids"),
            (json!({ "request_ids": made, "filter": "lamp", "change": low }), "request_ids"),
            (json!({ "request_ids": [app.cast.harbor.request], "change": low }), "request_ids"),
            (json!({ "filter": "nothingislikethis", "change": low }), "filter"),
            (json!({ "filter": "status:nowhere", "change": low }), "filter"),
            (json!({ "request_ids": made, "change": {} }), "change"),
            (json!({ "request_ids": made, "change": { "assignee_id": app.cast.people["henry"] } }), "assignee_id"),
            (json!({ "request_ids": made, "change": { "assignee_id": app.cast.people["mia"], "clear": ["assignee"] } }), "clear"),
            (json!({ "request_ids": made, "change": { "add_tags": ["x"], "remove_tags": ["X"] } }), "remove_tags"),
            (json!({ "request_ids": made, "change": { "add_tags": [" "] } }), "add_tags"),
        ] {
            let refused = ask(body.clone()).await.expect(422).json();
            assert_eq!(refused["errors"][0]["field"], field, "{body}");
        }
        assert_eq!(app.store.value("SELECT count(*) FROM bulk_change").await, "1");
        mia.patch(&format!("/requests/{}", made[0]), json!({ "status": "open" })).await.expect(200);
        let new = preview(&mia, &made, json!({ "status": "new" })).await;
        assert_eq!(outcomes(&new, &made), ["refused", "unchanged", "unchanged"]);
    }

    /// It is one's own, and good for a while.
    async fn a_bulk_change_is_ones_own_and_runs_out(app: TestApp) {
        let (mia, adam, henry) = (app.as_staff("mia").await, app.as_staff("adam").await, app.as_staff("henry").await);
        let made = many(&app, 2).await;
        let bulk = preview(&mia, &made, json!({ "priority": "low" })).await;
        for staff in [&adam, &henry] {
            staff.get(&path(&bulk, "")).await.expect(404);
            staff.post(&path(&bulk, "/apply"), json!({})).await.expect(404);
            staff.post(&path(&bulk, "/undo"), json!({})).await.expect(404);
        }
        mia.get(&path(&bulk, "")).await.expect(200);
        assert_eq!(mia.post(&path(&bulk, "/undo"), json!({})).await.expect(409).code(), "not_applied");
        let other = preview(&mia, &made, json!({ "priority": "high" })).await;
        mia.post(&path(&other, "/apply"), json!({})).await.expect(200);
        app.advance(TimeDelta::minutes(61));
        let mia = app.as_staff("mia").await;
        assert_eq!(mia.post(&path(&bulk, "/apply"), json!({})).await.expect(409).code(), "preview_old");
        assert_eq!(mia.post(&path(&other, "/undo"), json!({})).await.expect(409).code(), "too_late");
    }

    /// Forty requests that are closed at once are forty lines in the portal and one mail.
    async fn closing_many_sends_one_mail(app: TestApp) {
        let app = patient(&app).await;
        let mia = app.as_staff("mia").await;
        let made = many(&app, 40).await;
        settled(&app).await;
        let before = mails_to(&app, "carla").len();
        let bulk = preview(&mia, &made, json!({ "status": "closed" })).await;
        mia.post(&path(&bulk, "/apply"), json!({})).await.expect(200);
        app.run_jobs().await;
        app.advance(TimeDelta::minutes(6));
        app.run_jobs().await;
        let mails = mails_to(&app, "carla");
        assert_eq!(mails.len(), before + 1);
        let text = &mails.last().unwrap().text;
        assert!(text.contains("lamp 0”") && text.contains("lamp 39”"), "{text}");
        assert_eq!(app.store.value("SELECT count(*) FROM activity WHERE kind = 'request_closed'").await, "40");
    }
}
