//! What a list costs: statements that do not grow with its rows, and indexes that the database uses.

use serde_json::json;

use super::coded;
use crate::staff_api::made::request;
use crate::support::{Kind, TestApp};

both! {
    async fn a_list_asks_the_database_no_more_for_more_rows(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        let paths = [
            format!("/requests?filter={}", coded("is:open priority>=low \"acmecanary subject\" canary -tag:x due:none")),
            "/requests".to_owned(),
            "/search?q=canary".into(),
            "/saved-views".into(),
            "/canned-replies".into(),
        ];
        let cost = async |path: &str| {
            let before = app.app.database.statements();
            mia.get(path).await.expect(200);
            app.app.database.statements() - before
        };
        let mut few = Vec::new();
        for path in &paths {
            few.push(cost(path).await);
        }
        assert!(few.iter().all(|cost| *cost <= 6), "{few:?}");
        for number in 0..30 {
            let id = request(&carla, "job", &format!("canary {number}")).await;
            mia.post(&format!("/requests/{id}/messages"), json!({ "body": "canary" })).await.expect(201);
            mia.patch(&format!("/requests/{id}"), json!({ "tags": ["a"], "follower_ids": [app.cast.people["mia"]] })).await.expect(200);
            mia.post("/saved-views", json!({ "name": "x", "filter": "" })).await.expect(201);
            mia.post("/canned-replies", json!({ "name": "x", "body": "x" })).await.expect(201);
        }
        for (path, few) in paths.iter().zip(few) {
            assert_eq!(cost(path).await, few, "{path}");
        }
    }

    /// Whatever is asked, an index that begins with the owner answers; words are asked of the index of words.
    async fn every_question_has_its_index(app: TestApp) {
        let agency = app.cast.acme.agency;
        let owner = match app.store.kind {
            Kind::Sqlite => format!("X'{}'", agency.simple()),
            Kind::Postgres => format!("'{agency}'::uuid"),
        };
        let of = |rest: &str| format!("SELECT id FROM request WHERE agency_id = {owner} AND {rest} LIMIT 50");
        let found = match app.store.kind {
            Kind::Sqlite => "SELECT e.id FROM search_words JOIN search_entry e ON e.id = search_words.rowid WHERE search_words MATCH 'canary'".to_owned(),
            Kind::Postgres => "SELECT e.id FROM search_entry e WHERE e.words @@ to_tsquery('simple', 'canary:*AB')".to_owned(),
        };
        for sql in [
            of("status = 'open' AND stage IN ('new') ORDER BY id DESC"),
            of("status = 'open' AND due_on IS NOT NULL AND due_on < '2026-12-01' ORDER BY id DESC"),
            of("status = 'open' AND waits_on <> 'nobody' AND waits_since < '2026-12-01' ORDER BY id DESC"),
            of(&format!("id IN (SELECT request_id FROM request_tag WHERE agency_id = {owner} AND tag IN ('x')) AND status = 'open' ORDER BY id DESC")),
            of(&format!("id IN (SELECT request_id FROM request_follower WHERE agency_id = {owner} AND staff_user_id = {owner}) AND status = 'open'")),
            format!("SELECT id FROM request_span WHERE agency_id = {owner} AND request_id IN ({owner}) ORDER BY began_at"),
            format!("SELECT id FROM saved_view WHERE agency_id = {owner}"),
            format!("SELECT id FROM canned_reply WHERE agency_id = {owner} ORDER BY name, id"),
            found,
        ] {
            let plan = app.store.plan(&sql).await;
            let whole = match app.store.kind {
                Kind::Sqlite => plan.contains("SCAN request") || plan.contains("SCAN e\n"),
                Kind::Postgres => plan.contains("Seq Scan on request ") || plan.contains("Seq Scan on search"),
            };
            assert!(!whole, "{sql}\n{plan}");
        }
    }

    /// A page of an order costs its own rows: nothing is sorted that an index has in its order already.
    async fn every_order_of_requests_has_its_index(app: TestApp) {
        let agency = app.cast.acme.agency;
        let owner = match app.store.kind {
            Kind::Sqlite => format!("X'{}'", agency.simple()),
            Kind::Postgres => format!("'{agency}'::uuid"),
        };
        let priority = "CASE priority WHEN 'urgent' THEN 3 WHEN 'high' THEN 2 WHEN 'normal' THEN 1 ELSE 0 END";
        let stage = "CASE stage WHEN 'new' THEN 0 WHEN 'open' THEN 1 WHEN 'waiting_on_client' THEN 2 \
            WHEN 'waiting_on_agency' THEN 3 WHEN 'resolved' THEN 4 ELSE 5 END";
        let (due, due_desc) = ("coalesce(due_on, '9999-12-31')", "coalesce(due_on, '0001-01-01')");
        let both = ["ASC", "DESC"];
        for (by, ways) in [
            ("waits_since", &both[..]),
            (priority, &both[..]),
            ("number", &both[..]),
            ("lower(subject)", &both[..]),
            (stage, &both[..]),
            (due, &both[..1]),
            (due_desc, &both[1..]),
            ("updated_at", &both[..]),
        ] {
            for way in ways {
                let sql = format!(
                    "SELECT author_name FROM request WHERE agency_id = {owner} AND status = 'open' \
                    ORDER BY {by} {way}, id {way} LIMIT 50"
                );
                let plan = app.store.plan(&sql).await;
                let sorted = match app.store.kind {
                    Kind::Sqlite => plan.contains("TEMP B-TREE"),
                    Kind::Postgres => plan.contains("Sort"),
                };
                assert!(!sorted, "{sql}\n{plan}");
            }
        }
    }
}
