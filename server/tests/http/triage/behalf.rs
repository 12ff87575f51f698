use poem::http::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::seen;
use crate::files::{text, upload};
use crate::staff_api::idempotency::under;
use crate::staff_api::made::ids;
use crate::support::{Staff, TestApp};
use crate::told::{mails_to, settled};

/// What staff send to open a request at Acme, and what is otherwise.
fn asked(app: &TestApp, otherwise: Value) -> Value {
    let mut body = json!({
        "workspace_id": app.cast.acme.workspace, "client_id": app.cast.people["carla"], "kind": "support",
        "category": "bugs", "subject": "Broken lamp", "body": "You rang: the lamp *flickers*."
    });
    if let (Some(body), Value::Object(otherwise)) = (body.as_object_mut(), otherwise) {
        body.extend(otherwise);
    }
    body
}

async fn opened(app: &TestApp, staff: &Staff, otherwise: Value) -> Value {
    staff.post("/requests", asked(app, otherwise)).await.expect(201).json()
}

/// The field at which something is refused, and why; whatever it was, nothing is there afterwards.
async fn refused(app: &TestApp, staff: &Staff, otherwise: Value) -> (String, String) {
    let answer = staff.post("/requests", asked(app, otherwise)).await.expect(422).json();
    assert_eq!(app.store.value("SELECT count(*) FROM request WHERE opened_by_id IS NOT NULL").await, "0", "{answer}");
    let fault = &answer["errors"][0];
    (text(&fault["field"]).to_owned(), text(&fault["message"]).to_owned())
}

both! {
    /// Both are named wherever it is seen, and the client is told and answers as always.
    async fn staff_open_a_request_for_somebody(app: TestApp) {
        let (carla, mia, olivia) = (app.as_client("carla").await, app.as_staff("mia").await, app.as_staff("olivia").await);
        settled(&app).await;
        let before = mails_to(&app, "carla").len();
        let stored = upload(&mia, "plan.txt", "inside").await.expect(201).json();
        let more = json!({
            "project_id": app.cast.acme.project, "priority": "high", "assignee_id": app.cast.people["adam"],
            "files": [stored["id"]]
        });
        let made = mia.post("/requests", asked(&app, more)).await.expect(201);
        let new = made.json();
        let id = text(&new["id"]);
        assert_eq!(made.header("location"), format!("/api/v1/requests/{id}"));
        assert_eq!((text(&new["author"]["name"]), text(&new["opened_by"]["name"])), ("Carla", "Mia"));
        assert_eq!((text(&new["status"]), text(&new["waits_on"])), ("waiting_on_client", "client"));
        assert_eq!((&new["for_workspace"], text(&new["priority"])), (&json!(false), "high"));
        assert_eq!(new["assignee"]["id"], json!(app.cast.people["adam"]));
        assert_eq!(new["first_reply_seconds"], json!(0), "what opens it answers it");
        let thread = mia.all(&format!("/requests/{id}/messages"), 100).await;
        assert_eq!((thread.len(), text(&thread[0]["author"]["name"])), (1, "Mia"));
        assert_eq!((text(&thread[0]["author"]["kind"]), text(&thread[0]["files"][0]["name"])), ("staff", "plan.txt"));
        app.run_jobs().await;
        let page = carla.get(&format!("/portal/requests/{id}")).await.expect(200).body;
        for words in ["Mia for Carla", "<em>flickers</em>", "plan.txt", "Waiting for you"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        for list in ["/portal/requests", "/portal/requests?mine=true"] {
            assert!(carla.get(list).await.expect(200).body.contains("Mia for Carla"), "{list}");
        }
        let told = carla.get("/portal/notifications").await.expect(200).body;
        assert!(told.contains("Mia opened “Broken lamp” for you"), "{told}");
        assert_eq!(mails_to(&app, "carla").len(), before + 1);
        let adam = app.as_staff("adam").await.get("/notifications").await.expect(200).body;
        assert!(adam.contains("Mia gave you “Broken lamp”"));
        let trail = olivia.all("/audit?action=request.opened", 50).await;
        assert_eq!((text(&trail[0]["actor_name"]), text(&trail[0]["target_name"])), ("Mia", "Broken lamp"));
        assert_eq!((text(&trail[0]["detail"]["for"]), trail.len()), ("Carla", 1));
        let happened = format!(
            "SELECT count(*) FROM activity WHERE kind = 'request_opened' AND actor_name = 'Mia' \
             AND subject_client_ids LIKE '%{}%'",
            app.cast.people["carla"]
        );
        assert_eq!(app.store.value(&happened).await, "1");
        carla.post(&format!("/portal/requests/{id}/messages"), &[("body", "in the hall")]).await.expect(303);
        assert_eq!(text(&seen(&mia, id).await["status"]), "waiting_on_agency");
    }

    /// What a colleague may not see, and another client's people never do, is not opened to them by this.
    async fn who_may_not_see_requests_sees_none_of_these(app: TestApp) {
        let (victor, ben, mia) = (app.as_client("victor").await, app.as_client("ben").await, app.as_staff("mia").await);
        let new = opened(&app, &mia, json!({ "client_id": Value::Null })).await;
        app.run_jobs().await;
        let path = format!("/portal/requests/{}", text(&new["id"]));
        for person in [&victor, &ben] {
            for page in [path.as_str(), "/portal/notifications", "/portal"] {
                let answer = person.get(page).await;
                assert!(!answer.everything().contains("Broken lamp"), "{page}: {}", answer.everything());
            }
            assert_ne!(person.get(&path).await.status, 200);
        }
    }

    /// Without a person it is the whole client's: all who may send requests are told, and it is nobody's own.
    async fn a_request_can_be_for_the_whole_client(app: TestApp) {
        app.store.sql("UPDATE membership SET can_submit_requests = TRUE").await;
        let (carla, victor, mia) = (app.as_client("carla").await, app.as_client("victor").await, app.as_staff("mia").await);
        let new = opened(&app, &mia, json!({ "client_id": Value::Null })).await;
        let (id, client) = (text(&new["id"]), text(&new["workspace"]["name"]));
        assert_eq!((&new["for_workspace"], text(&new["author"]["name"])), (&json!(true), client));
        let ready = json!({ "name": "hello", "body": "Dear {{client_first_name}}" });
        let ready = mia.post("/canned-replies", ready).await.expect(201).json();
        let filled = mia.get(&format!("/requests/{id}/canned-replies/{}", text(&ready["id"]))).await.expect(200).json();
        assert_eq!(text(&filled["body"]), format!("Dear {client}"), "all of its name");
        mia.post(&format!("/requests/{id}/messages"), json!({ "body": "and the switch" })).await.expect(201);
        app.run_jobs().await;
        for person in [&carla, &victor] {
            let page = person.get(&format!("/portal/requests/{id}")).await.expect(200).body;
            assert!(page.contains(&format!("Mia for {client}")), "{page}");
            let told = person.get("/portal/notifications").await.expect(200).body;
            assert!(told.contains("Mia opened “Broken lamp” for you") && told.contains("Mia replied to “Broken lamp”"));
            assert!(!person.get("/portal/requests?mine=true").await.expect(200).body.contains("Broken lamp"));
        }
        let ben = app.as_client("ben").await.get("/portal/notifications").await.expect(200).body;
        assert!(!ben.contains("Broken lamp"));
    }

    /// A person of another client is answered like one who is nobody.
    async fn whom_it_cannot_be_for_is_refused(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let people = &app.cast.people;
        let nobody = refused(&app, &mia, json!({ "client_id": Uuid::now_v7() })).await;
        assert_eq!(nobody.0, "client_id");
        // Victor is there and may not send requests.
        for person in ["ben", "hana", "victor", "mia", "henry"] {
            assert_eq!(refused(&app, &mia, json!({ "client_id": people[person] })).await, nobody, "{person}");
        }
        let missing = refused(&app, &mia, json!({ "workspace_id": Uuid::now_v7() })).await;
        assert_eq!(missing.0, "workspace_id");
        let foreign = json!({ "workspace_id": app.cast.harbor.workspace, "client_id": people["hana"] });
        assert_eq!(refused(&app, &mia, foreign).await, missing);
        app.store.sql("UPDATE workspace SET archived_at = created_at WHERE slug = 'bluebird'").await;
        let archived = json!({ "workspace_id": app.cast.bluebird.workspace, "client_id": people["ben"] });
        assert_eq!(refused(&app, &mia, archived).await, missing);
        app.store.sql("UPDATE client_user SET disabled_at = created_at WHERE email LIKE 'carla@%'").await;
        let nobody = ("workspace_id".to_owned(), "nobody of this client may send requests".to_owned());
        assert_eq!(refused(&app, &mia, json!({})).await, nobody, "who is shut out");
        assert_eq!(refused(&app, &mia, json!({ "client_id": Value::Null })).await, nobody, "the only one is shut out");
        app.store.sql("UPDATE membership SET can_submit_requests = FALSE").await;
        assert_eq!(refused(&app, &mia, json!({ "client_id": Value::Null })).await, nobody);
        app.store.sql("UPDATE workspace SET work_on = FALSE").await;
        let off = refused(&app, &mia, json!({})).await;
        assert_eq!((off.0.as_str(), off.1.contains("is off")), ("workspace_id", true), "{off:?}");
    }

    async fn what_it_cannot_say_is_refused(app: TestApp) {
        let mia = app.as_staff("mia").await;
        for (field, value) in [
            ("subject", json!(" ")),
            ("body", json!("\n ")),
            ("category", json!("design")),
            ("status", json!("new")),
            ("project_id", json!(app.cast.bluebird.project)),
            ("project_id", json!(app.cast.harbor.project)),
            ("assignee_id", json!(app.cast.people["henry"])),
            ("assignee_id", json!(app.cast.people["carla"])),
            ("files", json!([app.cast.harbor.upload])),
        ] {
            assert_eq!(refused(&app, &mia, json!({ field: value })).await.0, field);
        }
        for (field, value) in [
            ("subject", json!("")),
            ("subject", json!("x".repeat(201))),
            ("body", json!("x".repeat(20_001))),
            ("kind", json!("wish")),
        ] {
            assert_eq!(refused(&app, &mia, json!({ field: value })).await.0, field);
        }
        mia.post("/requests", asked(&app, json!({ "opened_by": app.cast.people["adam"] }))).await.expect(400);
        assert_eq!(app.store.value("SELECT count(*) FROM activity WHERE kind = 'request_opened'").await, "0");
        let by_client = app.as_client("carla").await.ask(Method::POST, "/api/v1/requests").json(&asked(&app, json!({})));
        assert_eq!(by_client.send().await.status, 401);
    }

    /// It stands where it is put: what was settled on the telephone is there, and is done.
    async fn it_stands_where_it_is_put(app: TestApp) {
        let mia = app.as_staff("mia").await;
        for (status, turn, done) in
            [("open", "agency", false), ("waiting_on_agency", "agency", false), ("resolved", "nobody", true), ("closed", "nobody", true)]
        {
            let new = opened(&app, &mia, json!({ "status": status })).await;
            assert_eq!((text(&new["status"]), text(&new["waits_on"])), (status, turn));
            assert_eq!(new["closed_at"].is_string(), done, "{new}");
            let listed = ids(&mia.all("/requests", 200).await).contains(&text(&new["id"]).to_owned());
            assert_eq!(listed, !done, "{status}");
        }
    }

    async fn sent_again_under_its_key_it_is_one_request(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let body = asked(&app, json!({}));
        let first = under(&mia, "k", "/requests", &body).await.expect(201).json();
        let again = under(&mia, "k", "/requests", &body).await.expect(201).json();
        assert_eq!((&first["id"], &first["number"]), (&again["id"], &again["number"]));
        let other = asked(&app, json!({ "client_id": Value::Null }));
        assert_eq!(under(&mia, "k", "/requests", &other).await.expect(409).code(), "idempotency_key_reused");
        for what in ["request WHERE subject = 'Broken lamp'", "activity WHERE kind = 'request_opened'"] {
            assert_eq!(app.store.value(&format!("SELECT count(*) FROM {what}")).await, "1", "{what}");
        }
    }

    /// What is split off it is for the same: the person, or the whole client.
    async fn a_message_split_off_stays_for_the_same(app: TestApp) {
        let mia = app.as_staff("mia").await;
        for (client, whose) in [(json!(app.cast.people["carla"]), "Carla".to_owned()), (Value::Null, String::new())] {
            let new = opened(&app, &mia, json!({ "client_id": client })).await;
            let whose = if client.is_null() { text(&new["workspace"]["name"]).to_owned() } else { whose };
            let path = format!("/requests/{}", text(&new["id"]));
            let second = mia.post(&format!("{path}/messages"), json!({ "body": "the gate" })).await.expect(201).json();
            let split = json!({ "message_id": second["id"], "subject": "Gate" });
            let split = mia.post(&format!("{path}/split"), split).await.expect(201).json();
            assert_eq!((text(&split["author"]["name"]), &split["for_workspace"]), (whose.as_str(), &json!(client.is_null())));
        }
    }
}
