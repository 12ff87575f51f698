use std::collections::BTreeSet;

use poem::http::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::made::patch_if;
use crate::support::{Answer, TestApp, png};

/// Fails unless an answer is a whole problem document that fits its head and tells nothing of our insides.
#[track_caller]
fn is_problem(answer: &Answer, status: u16, code: &str) {
    let all = answer.everything();
    assert_eq!((answer.status, answer.code().as_str()), (status, code), "{all}");
    let problem = answer.json();
    let number = problem["request_id"].as_str().unwrap();
    assert!(!number.is_empty() && number == answer.header("x-request-id"), "{all}");
    assert_eq!(problem["status"], json!(status), "{all}");
    assert_eq!(problem["type"], "about:blank", "{all}");
    for field in ["title", "detail"] {
        assert!(problem[field].as_str().is_some_and(|text| !text.is_empty()), "{field}: {all}");
    }
    assert!(problem["errors"].is_array(), "{all}");
    assert_eq!(answer.header("cache-control"), "no-store", "{all}");
    let told = answer.body.to_lowercase();
    for inner in ["param0", "sea_orm", "sqlx", "sqlite", "postgres", "poem", "src/", ".rs", "portico", "panicked"] {
        assert!(!told.contains(inner), "{inner}: {all}");
    }
}

both! {
    async fn every_kind_of_refusal_is_a_problem_with_a_code(app: TestApp) {
        let (mia, adam) = (app.as_staff("mia").await, app.as_staff("adam").await);
        let (world, missing) = (&app.cast.acme, Uuid::now_v7());
        let request = format!("/requests/{}", world.request);
        let workspace = format!("/workspaces/{}", world.workspace);
        let bare = |method, path: &str| app.ask(method, &format!("/api/v1{path}")).send();
        let notes = mia.ask(Method::POST, &format!("{request}/notes")).header("idempotency-key", "k");
        let again = mia.ask(Method::POST, &format!("{request}/notes")).header("idempotency-key", "k");
        notes.json(&json!({ "body": "once" })).send().await.expect(201);
        mia.patch(&request, json!({ "priority": "high" })).await.expect(200);
        let refusals = [
            (bare(Method::GET, "/me").await, 401, "token_missing"),
            (app.ask(Method::GET, "/api/v1/me").header("authorization", "Bearer x").send().await, 401, "token_invalid"),
            (app.staff_sign_in("mia@northwind.test", "wrong").await, 401, "sign_in_refused"),
            (mia.patch(&workspace, json!({ "name": "x" })).await, 403, "admin_only"),
            (mia.get(&format!("/requests/{missing}")).await, 404, "not_found"),
            (mia.get("/requests/not-an-id/messages").await, 404, "not_found"),
            (mia.get("/nothing/here").await, 404, "not_found"),
            (bare(Method::GET, "").await, 404, "not_found"),
            (mia.ask(Method::DELETE, &request).send().await, 405, "method_not_allowed"),
            (mia.ask(Method::TRACE, &request).send().await, 405, "method_not_allowed"),
            (mia.get("/events").await, 406, "not_acceptable"),
            (again.json(&json!({ "body": "something else" })).send().await, 409, "idempotency_key_reused"),
            (patch_if(&adam, &request, "\"1\"", &json!({ "priority": "low" })).await, 412, "stale"),
            (mia.patch(&request, json!({ "priority": "whatever" })).await, 422, "invalid"),
            (mia.patch(&request, json!({ "number": 7 })).await, 400, "malformed"),
            (mia.get("/requests?limit=0").await, 400, "malformed"),
            (mia.get("/requests?cursor=x").await, 422, "invalid"),
            (mia.patch(&request, json!({ "assignee_id": missing })).await, 422, "invalid"),
            (mia.ask(Method::GET, "/me").header("host", "evil test").send().await, 400, "malformed"),
            (mia.ask(Method::GET, "/me").another("host", "evil.test").send().await, 400, "malformed"),
        ];
        let mut codes = BTreeSet::new();
        for (answer, status, code) in &refusals {
            is_problem(answer, *status, code);
            codes.insert(*status);
        }
        assert!(codes.len() >= 9, "{codes:?}");
    }

    /// A failure of ours is `internal`, and says what to ask for and nothing of how it came about.
    async fn a_failure_of_ours_tells_nothing_of_our_insides(app: TestApp) {
        let mia = app.as_staff("mia").await;
        app.store.sql("ALTER TABLE project RENAME TO project_gone").await;
        let failed = mia.get("/projects").await;
        app.store.sql("ALTER TABLE project_gone RENAME TO project").await;
        is_problem(&failed, 500, "internal");
        assert!(!failed.body.contains("project"), "{}", failed.body);
        mia.get("/projects").await.expect(200);
    }

    async fn a_field_s_fault_stands_at_the_field(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let path = format!("/requests/{}", app.cast.acme.request);
        let stranger = Uuid::now_v7();
        let body = json!({ "assignee_id": stranger, "project_id": stranger, "tags": [" "] });
        let answer = mia.patch(&path, body).await.expect(422).json();
        let fields: Vec<&str> =
            answer["errors"].as_array().unwrap().iter().map(|fault| fault["field"].as_str().unwrap()).collect();
        assert_eq!(fields, ["assignee_id", "project_id", "tags"]);
        let empty = mia.post(&format!("{path}/messages"), json!({ "body": " \n\t" })).await.expect(422).json();
        assert_eq!(empty["errors"][0]["field"], "body");
    }

    /// A parameter stands under its own name, also the second of a path, with what it can be.
    async fn a_parameter_s_fault_says_what_it_can_be(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let image = adam.ask(Method::PUT, "/agency/images/nope").body("application/octet-stream", png(9, 9));
        let draft = format!("/requests/{}/drafts/nope", app.cast.acme.request);
        for (answer, field, word) in [
            (image.send().await, "kind", "logo_light"),
            (adam.get(&draft).await, "draft_kind", "reply, note"),
            (adam.get("/requests?sort=nope").await, "sort", "newest, oldest"),
        ] {
            is_problem(&answer, 400, "malformed");
            let problem = answer.json();
            assert_eq!(problem["errors"][0]["field"], field, "{problem}");
            assert!(problem["errors"][0]["message"].as_str().unwrap().contains(word), "{problem}");
            assert!(problem["detail"].as_str().unwrap().contains(&format!("`{field}`")), "{problem}");
        }
    }

    /// What is no id is in a path what an id is that nothing has, at every place; elsewhere it is a fault of the asker's.
    async fn what_is_no_id_is_answered_in_a_path_like_an_unknown_id(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let (request, missing) = (app.cast.acme.request, Uuid::now_v7());
        let whole = |answer: &Answer| {
            let mut problem = answer.json();
            problem["request_id"] = Value::Null;
            problem
        };
        let second = format!("/requests/{request}/canned-replies/ID");
        for path in ["/requests/ID", "/approvals/ID/events", &second] {
            let unknown = mia.get(&path.replace("ID", &missing.to_string())).await;
            let wrong = mia.get(&path.replace("ID", "xyz")).await;
            is_problem(&unknown, 404, "not_found");
            is_problem(&wrong, 404, "not_found");
            assert_eq!(whole(&wrong), whole(&unknown), "{path}");
        }
        is_problem(&mia.get("/requests?workspace_id=xyz").await, 400, "malformed");
    }

    async fn a_request_s_number_is_its_own_and_nobody_else_s_choice(app: TestApp) {
        let mut seen = BTreeSet::new();
        for _ in 0..5 {
            let ask = app.ask(Method::GET, "/api/v1/me").header("x-request-id", "chosen");
            let answer = ask.send().await.expect(401);
            assert!(seen.insert(answer.json()["request_id"].as_str().unwrap().to_owned()));
        }
        assert!(!seen.contains("chosen"));
    }

    /// What the document says of refusals is what comes: every code stands under a documented status.
    async fn the_document_names_every_status_that_comes(app: TestApp) {
        let document = app.ask(Method::GET, "/api/v1/openapi.json").send().await.expect(200).json();
        let responses =
            |operation: &Value| operation["responses"].as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
        for (path, operations) in document["paths"].as_object().unwrap() {
            for (method, operation) in operations.as_object().unwrap() {
                let named = responses(operation);
                for status in ["400", "401", "404", "405", "413", "415", "422", "429"] {
                    assert!(named.contains(status), "{method} {path} does not name {status}: {named:?}");
                }
            }
        }
    }
}
