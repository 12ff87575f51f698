//! What staff are about to say: it waits, can be taken back, and is said once, by whoever still may.

use chrono::TimeDelta;
use poem::http::Method;
use serde_json::{Value, json};

use crate::files::upload;
use crate::support::{Kind, Staff, TestApp};

fn reply(app: &TestApp, text: &str) -> Value {
    json!({ "request_reply": { "request_id": app.cast.acme.request, "body": text } })
}

async fn hold(staff: &Staff, action: Value) -> String {
    let held = staff.post("/held", action).await.expect(201).json();
    assert_eq!(held["state"], "waiting");
    held["id"].as_str().unwrap().to_owned()
}

async fn recall(staff: &Staff, id: &str) -> crate::support::Answer {
    staff.ask(Method::DELETE, &format!("/held/{id}")).send().await
}

async fn state(staff: &Staff, id: &str) -> String {
    staff.get(&format!("/held/{id}")).await.expect(200).json()["state"].as_str().unwrap().to_owned()
}

async fn said(app: &TestApp, text: &str) -> String {
    app.store.value(&format!("SELECT count(*) FROM request_message WHERE body = '{text}'")).await
}

both! {
    async fn what_is_held_is_seen_by_no_client_until_it_is_due_and_then_by_all(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let page = format!("/portal/requests/{}", app.cast.acme.request);
        let held = mia.post("/held", reply(&app, "heldcanary")).await.expect(201).json();
        let due: chrono::DateTime<chrono::Utc> = held["due_at"].as_str().unwrap().parse().unwrap();
        let made: chrono::DateTime<chrono::Utc> = held["created_at"].as_str().unwrap().parse().unwrap();
        assert_eq!(due - made, TimeDelta::seconds(10));
        app.run_jobs().await;
        // What the test itself takes counts, too.
        app.advance(TimeDelta::seconds(3));
        app.run_jobs().await;
        for page in [page.as_str(), "/portal", "/portal/requests?status=all&q=heldcanary", "/portal/notifications"] {
            let seen = carla.get(page).await.expect(200).everything();
            assert!(!seen.replace("q=heldcanary", "").replace("value=\"heldcanary\"", "").contains("heldcanary") , "{page}");
        }
        app.advance(TimeDelta::seconds(8));
        app.run_jobs().await;
        assert!(carla.get(&page).await.expect(200).body.contains("heldcanary"));
        let seen = mia.get(&format!("/held/{}", held["id"].as_str().unwrap())).await.expect(200).json();
        assert_eq!((&seen["state"], &seen["author"]["name"]), (&json!("done"), &json!("Mia")));
        let by_mia = "SELECT count(*) FROM request_message WHERE author_name = 'Mia' AND body = 'heldcanary'";
        assert_eq!(app.store.value(by_mia).await, "1");
        assert!(seen["result_id"].is_string());
        app.advance(TimeDelta::minutes(1));
        app.run_jobs().await;
        assert_eq!(said(&app, "heldcanary").await, "1");
    }

    async fn what_is_recalled_is_never_said_and_what_was_said_is_not_recalled(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let id = hold(&mia, reply(&app, "taken back")).await;
        let recalled = recall(&mia, &id).await.expect(200).json();
        assert_eq!((&recalled["state"], &recalled["action"]["request_reply"]["body"]), (&json!("recalled"), &json!("taken back")));
        recall(&mia, &id).await.expect(200);
        app.advance(TimeDelta::minutes(1));
        app.run_jobs().await;
        assert_eq!(said(&app, "taken back").await, "0");
        assert_eq!(mia.post(&format!("/held/{id}/send"), json!({})).await.expect(409).code(), "recalled");
        let id = hold(&mia, reply(&app, "said at once")).await;
        assert_eq!(mia.post(&format!("/held/{id}/send"), json!({})).await.expect(200).json()["state"], "done");
        mia.post(&format!("/held/{id}/send"), json!({})).await.expect(200);
        assert_eq!(recall(&mia, &id).await.expect(409).code(), "already_sent");
        app.advance(TimeDelta::minutes(1));
        app.run_jobs().await;
        assert_eq!(said(&app, "said at once").await, "1");
    }

    /// Files go to a client's gallery like everything else: after a while in which they can be taken back.
    async fn files_are_delivered_through_the_hold(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let file = upload(&mia, "heldposter.txt", "x").await.expect(201).json();
        let delivery = |workspace: uuid::Uuid, upload: &Value| json!({ "file_delivery": {
            "workspace_id": workspace, "project_id": app.cast.acme.project, "upload_ids": [upload],
        } });
        let seen = async || carla.get("/portal/files?view=list").await.expect(200).body.contains("heldposter");
        let id = hold(&mia, delivery(app.cast.acme.workspace, &file["id"])).await;
        let wire = mia.get(&format!("/held/{id}")).await.expect(200).json();
        assert_eq!((&wire["workspace"]["id"], &wire["action"]["file_delivery"]["upload_ids"][0]), (&json!(app.cast.acme.workspace), &file["id"]));
        recall(&mia, &id).await.expect(200);
        app.advance(TimeDelta::minutes(1));
        app.run_jobs().await;
        assert!(!seen().await, "nobody saw it");
        let id = hold(&mia, delivery(app.cast.acme.workspace, &file["id"])).await;
        app.run_jobs().await;
        assert!(!seen().await, "not yet");
        app.advance(TimeDelta::seconds(11));
        app.run_jobs().await;
        assert!(seen().await);
        let done = mia.get(&format!("/held/{id}")).await.expect(200).json();
        let delivered = mia.get(&format!("/files/{}", done["result_id"].as_str().unwrap())).await.expect(200).json();
        assert_eq!(delivered["name"], "heldposter.txt");
        assert!(carla.get("/portal/notifications").await.body.contains("New in your files: heldposter.txt"));
        // What cannot be is refused at once: another agency's client, another client's project, no upload.
        mia.post("/held", delivery(app.cast.harbor.workspace, &file["id"])).await.expect(404);
        mia.post("/held", delivery(app.cast.bluebird.workspace, &file["id"])).await.expect(422);
        mia.post("/held", delivery(app.cast.acme.workspace, &json!(uuid::Uuid::now_v7()))).await.expect(422);
        mia.post("/held", json!({ "file_delivery": { "workspace_id": app.cast.acme.workspace, "upload_ids": [] } })).await.expect(422);
    }

    async fn requests_are_closed_and_projects_commented_on_through_the_hold(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let (request, project) = (app.cast.acme.request, app.cast.acme.project);
        hold(&mia, json!({ "request_close": { "request_id": request } })).await;
        hold(&mia, json!({ "project_comment": { "project_id": project, "body": "soon" } })).await;
        app.advance(TimeDelta::seconds(11));
        app.run_jobs().await;
        assert_eq!(mia.get(&format!("/requests/{request}")).await.expect(200).json()["status"], "closed");
        let comments = mia.all(&format!("/projects/{project}/comments"), 200).await;
        assert_eq!(comments.iter().filter(|comment| comment["body"] == "soon").count(), 1);
    }

    async fn versions_comments_and_reminders_of_approvals_are_held_too(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let step = json!({ "title": "Words", "version": { "body": "first" } });
        let new = json!({ "workspace_id": app.cast.acme.workspace, "title": "Held", "steps": [step] });
        let approval = mia.post("/approvals", new).await.expect(201).json();
        let (id, step) = (&approval["id"], &approval["steps"][0]);
        hold(&mia, json!({ "approval_reminder": { "approval_id": id } })).await;
        let comment = json!({ "approval_id": id, "version_id": step["versions"][0]["id"], "body": "look here" });
        hold(&mia, json!({ "approval_comment": comment })).await;
        hold(&mia, json!({ "approval_version": { "approval_id": id, "step_id": step["id"], "body": "second" } })).await;
        let empty = json!({ "approval_version": { "approval_id": id, "step_id": step["id"] } });
        mia.post("/held", empty).await.expect(422);
        let path = format!("/approvals/{}", id.as_str().unwrap());
        assert_eq!(mia.get(&path).await.expect(200).json()["steps"][0]["versions"].as_array().unwrap().len(), 1);
        app.advance(TimeDelta::seconds(11));
        app.run_jobs().await;
        let versions = mia.get(&path).await.expect(200).json()["steps"][0]["versions"].clone();
        assert_eq!((versions.as_array().unwrap().len(), &versions[1]["body"]), (2, &json!("second")));
        assert_eq!(mia.all(&format!("{path}/comments"), 10).await.len(), 1);
        assert!(mia.all("/held?state=failed", 10).await.is_empty());
    }

    /// Whoever asks for what cannot be hears of it at once, as from the direct operation, and nothing is kept.
    async fn what_cannot_be_done_is_refused_now(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let (project, foreign) = (app.cast.acme.project, app.cast.harbor.request);
        for (action, status) in [
            (json!({ "request_reply": { "request_id": foreign, "body": "x" } }), 404),
            (json!({ "request_reply": { "request_id": project, "body": "x" } }), 404),
            (json!({ "request_reply": { "request_id": app.cast.acme.request, "body": " " } }), 422),
            (json!({}), 422),
            (json!({ "request_close": { "request_id": app.cast.acme.request }, "project_comment": { "project_id": project, "body": "x" } }), 422),
        ] {
            mia.post("/held", action).await.expect(status);
        }
        assert_eq!(app.store.value("SELECT count(*) FROM held_action").await, "0");
        assert_eq!(said(&app, "x").await, "0", "the rehearsal was no rehearsal");
    }

    async fn the_agency_decides_how_long_it_waits(app: TestApp) {
        let (mia, olivia) = (app.as_staff("mia").await, app.as_staff("olivia").await);
        for wrong in [-1, 601] {
            assert!(olivia.patch("/agency", json!({ "hold_seconds": wrong })).await.status >= 400);
        }
        assert_eq!(olivia.patch("/agency", json!({ "hold_seconds": 0 })).await.expect(200).json()["hold_seconds"], 0);
        let done = mia.post("/held", reply(&app, "no waiting")).await.expect(201).json();
        assert_eq!(done["state"], "done");
        assert_eq!(said(&app, "no waiting").await, "1");
        olivia.patch("/agency", json!({ "hold_seconds": 600 })).await.expect(200);
        let id = hold(&mia, reply(&app, "long waiting")).await;
        app.advance(TimeDelta::seconds(500));
        app.run_jobs().await;
        let mia = app.as_staff("mia").await;
        assert_eq!(state(&mia, &id).await, "waiting");
    }

    async fn whoever_was_disabled_meanwhile_says_nothing_and_everybody_can_see_it(app: TestApp) {
        let (mia, adam) = (app.as_staff("mia").await, app.as_staff("adam").await);
        let id = hold(&mia, reply(&app, "too late")).await;
        adam.post(&format!("/staff/{}/disable", app.cast.people["mia"]), json!({})).await;
        app.advance(TimeDelta::seconds(11));
        app.run_jobs().await;
        assert_eq!(said(&app, "too late").await, "0");
        let all = adam.all("/held?whose=all&state=failed", 10).await;
        assert_eq!(all[0]["id"], json!(id));
        assert_eq!(all[0]["problem"], "Mia no longer works here");
        assert!(adam.all("/held", 10).await.is_empty(), "one's own list shows a colleague's");
        // An admin puts it away.
        assert_eq!(recall(&adam, &id).await.expect(200).json()["state"], "recalled");
    }

    async fn what_it_was_about_may_be_gone(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let request = carla.request("Soon gone", "x").await;
        let id = hold(&mia, json!({ "request_reply": { "request_id": request, "body": "gone" } })).await;
        for table in ["activity WHERE request_id", "client_notification WHERE request_id", "staff_notification WHERE request_id", "request WHERE id"] {
            app.store.try_sql(&format!("DELETE FROM {table} = {}", literal(&app, &request))).await;
        }
        app.advance(TimeDelta::seconds(11));
        app.run_jobs().await;
        let seen = mia.get(&format!("/held/{id}")).await.expect(200).json();
        assert_eq!((&seen["state"], &seen["problem"]), (&json!("failed"), &json!("what this is about is no longer there")));
    }

    async fn a_colleague_neither_recalls_nor_sends_it_and_another_agency_never_hears_of_it(app: TestApp) {
        let (mia, olivia, henry) = (app.as_staff("mia").await, app.as_staff("olivia").await, app.as_staff("henry").await);
        let id = hold(&olivia, reply(&app, "hers")).await;
        assert_eq!(recall(&mia, &id).await.expect(403).code(), "not_yours");
        assert_eq!(mia.post(&format!("/held/{id}/send"), json!({})).await.expect(403).code(), "not_yours");
        recall(&henry, &id).await.expect(404);
        henry.get(&format!("/held/{id}")).await.expect(404);
        henry.post(&format!("/held/{id}/send"), json!({})).await.expect(404);
        assert!(henry.all("/held?whose=all", 10).await.is_empty());
        assert_eq!(state(&mia, &id).await, "waiting");
    }

    async fn held_under_one_key_is_held_once(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let ask = || mia.ask(Method::POST, "/held").header("idempotency-key", "the same").json(&reply(&app, "once")).send();
        let first = ask().await.expect(201).json();
        let again = ask().await.expect(201).json();
        assert_eq!(first["id"], again["id"]);
        app.advance(TimeDelta::seconds(11));
        app.run_jobs().await;
        assert_eq!(ask().await.expect(201).json()["id"], first["id"]);
        assert_eq!(said(&app, "once").await, "1");
    }

    /// Recalling, sending at once and becoming due race: exactly one outcome, and everybody is told the same.
    async fn recalled_and_sent_at_the_same_time_is_one_of_both(app: TestApp) {
        let mia = app.as_staff("mia").await;
        for round in 0..12 {
            let text = format!("race {round}");
            let id = hold(&mia, reply(&app, &text)).await;
            app.advance(TimeDelta::seconds(11));
            let send = mia.ask(Method::POST, &format!("/held/{id}/send")).json(&json!({})).send();
            let (_, recalled, sent) = tokio::join!(app.run_jobs(), recall(&mia, &id), send);
            let (state, said) = (state(&mia, &id).await, said(&app, &text).await);
            match recalled.status {
                200 => assert_eq!((state.as_str(), said.as_str(), sent.status), ("recalled", "0", 409), "round {round}"),
                409 => assert_eq!((state.as_str(), said.as_str(), sent.status), ("done", "1", 200), "round {round}"),
                other => panic!("recalling answers {other}"),
            }
        }
    }

    /// Saying it and noting that it was said are one: where the note cannot be written, nothing was said.
    async fn what_breaks_between_saying_and_noting_was_not_said(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let id = hold(&mia, reply(&app, "broken off")).await;
        app.advance(TimeDelta::seconds(11));
        app.store.sql(refusing_notes(&app)).await;
        app.app.runner().drain().await.ok();
        assert_eq!((said(&app, "broken off").await.as_str(), state(&mia, &id).await.as_str()), ("0", "waiting"));
        app.store.sql("DROP TRIGGER refused ON held_action".trim_end_matches(if app.store.kind == Kind::Sqlite { " ON held_action" } else { "" })).await;
        app.advance(TimeDelta::minutes(1));
        app.run_jobs().await;
        assert_eq!((said(&app, "broken off").await.as_str(), state(&mia, &id).await.as_str()), ("1", "done"));
    }

    /// An API token that does not open requests does not open them through the hold.
    async fn a_token_holds_only_what_it_may_do(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let soon = chrono::DateTime::<chrono::Utc>::from(std::time::SystemTime::now()) + TimeDelta::days(1);
        let wanted = json!({ "name": "narrow", "scopes": ["held:write", "projects:write"], "expires_at": soon });
        let token = mia.post("/api-tokens", wanted).await.expect(201).json()["token"].as_str().unwrap().to_owned();
        let access = app.ask(Method::POST, "/api/v1/auth/token").json(&json!({ "api_token": token })).send().await;
        let token = access.expect(200).json()["access_token"].as_str().unwrap().to_owned();
        let narrow = |action: Value| {
            let ask = app.ask(Method::POST, "/api/v1/held").header("authorization", &format!("Bearer {token}"));
            ask.json(&action).send()
        };
        assert_eq!(narrow(reply(&app, "x")).await.expect(403).code(), "scope_missing");
        narrow(json!({ "project_comment": { "project_id": app.cast.acme.project, "body": "x" } })).await.expect(201);
    }

    /// A console sees it come and go.
    async fn the_staffs_stream_tells_of_it(app: TestApp) {
        app.hear().await;
        let mia = app.as_staff("mia").await;
        app.run_jobs().await;
        let ask = mia.ask(Method::GET, "/events").header("accept", "text/event-stream");
        let mut ear = ask.send().await.expect(200).stream.unwrap();
        let id = hold(&mia, reply(&app, "heard")).await;
        assert_eq!(ear.next().await.data["kind"], "held_changed");
        recall(&mia, &id).await.expect(200);
        let heard = ear.next().await.data;
        assert_eq!((&heard["kind"], &heard["workspace_id"]), (&json!("held_changed"), &json!(app.cast.acme.workspace)));
    }
}

/// A trigger by which the database refuses to note that something was done.
fn refusing_notes(app: &TestApp) -> &'static str {
    match app.store.kind {
        Kind::Sqlite => {
            "CREATE TRIGGER refused BEFORE UPDATE ON held_action WHEN NEW.state = 'done' BEGIN SELECT RAISE(ABORT, 'no'); END"
        }
        Kind::Postgres => {
            "CREATE FUNCTION refused() RETURNS trigger AS $$ BEGIN RAISE EXCEPTION 'no'; END $$ LANGUAGE plpgsql; \
             CREATE TRIGGER refused BEFORE UPDATE ON held_action FOR EACH ROW WHEN (NEW.state = 'done') EXECUTE FUNCTION refused()"
        }
    }
}

fn literal(app: &TestApp, id: &str) -> String {
    match app.store.kind {
        Kind::Postgres => format!("'{id}'"),
        Kind::Sqlite => format!("x'{}'", id.replace('-', "")),
    }
}

/// Two nodes find the same things due at the same moment.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_nodes_say_each_thing_once_postgres() {
    TestApp::run(Kind::Postgres, async |one| {
        let two = one.another(|_| {}).await;
        let mia = one.as_staff("mia").await;
        for number in 0..20 {
            hold(&mia, reply(&one, &format!("shared {number}"))).await;
        }
        one.advance(TimeDelta::seconds(11));
        two.advance(TimeDelta::seconds(11));
        tokio::join!(one.run_jobs(), two.run_jobs());
        let counted = "SELECT count(*) || ' ' || count(DISTINCT body) FROM request_message WHERE body LIKE 'shared %'";
        assert_eq!(one.store.value(counted).await, "20 20");
        assert_eq!(one.store.value("SELECT count(*) FROM held_action WHERE state = 'done'").await, "20");
        two.app.database.close().await;
    })
    .await;
}
