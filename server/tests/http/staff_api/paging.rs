use std::collections::BTreeSet;

use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};

use super::made::{ids, request};
use crate::support::{Staff, TestApp};

const SORTS: [&str; 4] = ["newest", "oldest", "waiting", "priority"];

/// Every list of the API, filled with more than one page of the smallest size.
async fn lists(app: &TestApp, staff: &Staff) -> Vec<String> {
    let carla = app.as_client("carla").await;
    let (project, request_id) = (app.cast.acme.project, app.cast.acme.request);
    for number in 0..7 {
        let id = request(&carla, "job", &format!("number {number}")).await;
        let urgent = if number % 2 == 0 { "urgent" } else { "low" };
        staff.patch(&format!("/requests/{id}"), json!({ "priority": urgent })).await.expect(200);
        let words = format!("number {number}");
        let body = json!({ "body": words });
        for name in ["messages", "notes"] {
            staff.post(&format!("/requests/{request_id}/{name}"), body.clone()).await.expect(201);
        }
        staff.post(&format!("/projects/{project}/comments"), body).await.expect(201);
        staff.post(&format!("/projects/{project}/milestones"), json!({ "name": words })).await.expect(201);
        staff.post(&format!("/projects/{project}/tasks"), json!({ "title": words })).await.expect(201);
        let new = json!({ "workspace_id": app.cast.acme.workspace, "name": words });
        staff.post("/projects", new).await.expect(201);
    }
    app.run_jobs().await;
    let mut lists: Vec<String> = SORTS.iter().map(|sort| format!("/requests?status=all&sort={sort}")).collect();
    for name in ["messages", "messages?order=desc", "notes"] {
        lists.push(format!("/requests/{request_id}/{name}"));
    }
    for name in ["milestones", "tasks", "comments"] {
        lists.push(format!("/projects/{project}/{name}"));
    }
    lists.push(format!("/workspaces/{}/members", app.cast.acme.workspace));
    lists.extend(
        ["/projects", "/workspaces", "/staff", "/clients", "/invitations", "/notifications"].map(str::to_owned),
    );
    lists
}

both! {
    async fn every_list_is_the_same_in_pages_of_any_size(app: TestApp) {
        let mia = app.as_staff("mia").await;
        for list in lists(&app, &mia).await {
            let whole = mia.all(&list, 200).await;
            assert!(whole.len() >= 2, "{list} has {}", whole.len());
            let distinct: BTreeSet<String> = ids(&whole).into_iter().collect();
            assert_eq!(distinct.len(), whole.len(), "{list} holds something twice");
            for limit in [1, 2, 3] {
                assert_eq!(ids(&mia.all(&list, limit).await), ids(&whole), "{list} in pages of {limit}");
            }
            let glue = if list.contains('?') { '&' } else { '?' };
            let exact = mia.get(&format!("{list}{glue}limit={}", whole.len().min(200))).await.expect(200).json();
            assert_eq!(exact["next_cursor"], Value::Null, "{list} offers a page with nothing on it");
        }
    }

    /// Rows with the same sorting key are told apart by their ids.
    async fn ties_do_not_lose_or_repeat_anything(app: TestApp) {
        let mia = app.as_staff("mia").await;
        lists(&app, &mia).await;
        assert!(app.store.sql("UPDATE request SET waits_since = created_at, priority = 'normal'").await > 7);
        let one = "UPDATE request SET waits_since = (SELECT max(r.waits_since) FROM request r)";
        assert!(app.store.sql(one).await > 7);
        for sort in SORTS {
            let list = format!("/requests?status=all&sort={sort}");
            let whole = ids(&mia.all(&list, 200).await);
            assert_eq!(ids(&mia.all(&list, 2).await), whole, "{sort}");
        }
    }

    /// What comes while somebody pages shows neither twice nor in place of something else.
    async fn something_new_does_not_disturb_who_is_paging(app: TestApp) {
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        for number in 0..5 {
            request(&carla, "job", &format!("before {number}")).await;
        }
        let before = ids(&mia.all("/requests?status=all", 200).await);
        let mut seen = Vec::new();
        let mut cursor = String::new();
        loop {
            let page = mia.get(&format!("/requests?status=all&limit=2{cursor}")).await.expect(200).json();
            seen.extend(ids(page["items"].as_array().unwrap()));
            request(&carla, "support", "in between").await;
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(seen, before);
    }

    async fn a_cursor_that_no_page_gave_is_refused(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let lists = lists(&app, &mia).await;
        let packed = |value: Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
        let id = app.cast.acme.request;
        let wrong = [
            "x".to_owned(),
            "%00".into(),
            "e30".into(),
            "-".repeat(500),
            packed(json!({ "k": "n" })),
            packed(json!([])),
            packed(json!({ "k": "n", "i": "x" })),
            packed(json!({ "k": { "t": "x" }, "i": id })),
            packed(json!({ "k": { "r": 1e40 }, "i": id })),
            packed(json!({ "k": "'; DROP TABLE request", "i": id })),
        ];
        for list in &lists {
            let glue = if list.contains('?') { '&' } else { '?' };
            for cursor in &wrong {
                let answer = mia.get(&format!("{list}{glue}cursor={cursor}")).await;
                assert_eq!((answer.status, answer.code().as_str()), (422, "invalid"), "{list} {cursor}");
                assert_eq!(answer.json()["errors"][0]["field"], "cursor");
            }
        }
        for (of, at) in
            [("newest", "waiting"), ("waiting", "priority"), ("priority", "newest"), ("priority", "waiting")]
        {
            let page = mia.get(&format!("/requests?status=all&limit=1&sort={of}")).await.expect(200).json();
            let cursor = page["next_cursor"].as_str().unwrap();
            let answer = mia.get(&format!("/requests?status=all&sort={at}&cursor={cursor}")).await.expect(422);
            assert_eq!(answer.code(), "invalid", "a cursor of {of} at {at}");
        }
    }

    /// A cursor says where a page ended and not whose it was: it opens nothing of another agency.
    async fn a_cursor_of_another_agency_shows_nothing_of_it(app: TestApp) {
        let (mia, henry) = (app.as_staff("mia").await, app.as_staff("henry").await);
        lists(&app, &mia).await;
        for sort in SORTS {
            let page = mia.get(&format!("/requests?status=all&limit=1&sort={sort}")).await.expect(200).json();
            let cursor = page["next_cursor"].as_str().unwrap();
            let theirs = henry.get(&format!("/requests?status=all&sort={sort}&cursor={cursor}")).await.expect(200);
            for item in theirs.json()["items"].as_array().unwrap() {
                assert_eq!(item["workspace"]["id"], json!(app.cast.harbor.workspace));
            }
        }
    }

    async fn a_page_has_one_to_two_hundred_items(app: TestApp) {
        let mia = app.as_staff("mia").await;
        for list in ["/requests", "/projects", "/workspaces", "/staff", "/notifications"] {
            for limit in ["0", "201", "-1", "x", "1.5", "99999999999999999999", ""] {
                let answer = mia.get(&format!("{list}?limit={limit}")).await;
                assert_eq!((answer.status, answer.code().as_str()), (400, "malformed"), "{list} {limit}");
            }
            for limit in [1, 200] {
                let page = mia.get(&format!("{list}?limit={limit}")).await.expect(200).json();
                assert!(page["items"].as_array().unwrap().len() <= limit);
            }
        }
    }
}
