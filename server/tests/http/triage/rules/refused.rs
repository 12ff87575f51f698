use poem::http::Method;
use serde_json::json;

use super::for_all;
use crate::staff_api::made::patch_if;
use crate::support::TestApp;

both! {
    async fn a_rule_with_a_fault_is_not_kept(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let tags = json!({ "add_tags": ["x"] });
        let filter = json!({ "name": "x", "filter": "is:open status:opened", "actions": tags });
        let problem = olivia.post("/request-rules", filter).await.expect(422).json();
        assert_eq!((&problem["errors"][0]["field"], &problem["place"]["offset"]), (&json!("filter"), &json!(15)));
        let foreign = olivia.post("/canned-replies", json!({ "name": "x", "body": "x" })).await.expect(201).json()["id"].clone();
        for (rule, field) in [
            (json!({ "name": "x", "filter": "-assignee:me", "actions": tags }), "filter"),
            (json!({ "name": "x", "filter": "poster\0", "actions": tags }), "filter"),
            (json!({ "name": "\u{7}", "filter": "", "actions": tags }), "name"),
            (json!({ "name": "x", "filter": "", "actions": {} }), "actions"),
            (json!({ "name": "x", "filter": "", "actions": { "add_tags": [" "] } }), "add_tags"),
            (json!({ "name": "x", "filter": "", "actions": { "project_name": " " } }), "project_name"),
            (json!({ "name": "x", "filter": "", "actions": { "assignee_ids": [app.cast.people["henry"]] } }), "assignee_ids"),
            (json!({ "name": "x", "filter": "", "actions": { "assignee_ids": [app.cast.people["carla"]] } }), "assignee_ids"),
            (json!({ "name": "x", "filter": "", "actions": { "canned_reply_id": uuid::Uuid::now_v7() } }), "canned_reply_id"),
        ] {
            let refused = olivia.post("/request-rules", rule.clone()).await.expect(422).json();
            assert_eq!(refused["errors"][0]["field"], field, "{rule}");
        }
        let theirs = json!({ "name": "x", "filter": "", "actions": { "canned_reply_id": foreign } });
        let refused = app.as_staff("henry").await.post("/request-rules", theirs).await.expect(422).json();
        assert_eq!(refused["errors"][0]["field"], "canned_reply_id");
        let rule = json!({ "name": "once", "filter": "", "actions": tags });
        let send = async || olivia.ask(Method::POST, "/request-rules").header("idempotency-key", "k1").json(&rule).send().await;
        assert_eq!(send().await.expect(201).json()["id"], send().await.expect(201).json()["id"]);
        let kept = olivia.all("/request-rules", 200).await;
        assert_eq!(kept.len(), 1);
        let path = format!("/request-rules/{}", kept[0]["id"].as_str().unwrap());
        olivia.patch(&path, json!({ "filter": "\"no end" })).await.expect(422);
        assert_eq!(patch_if(&olivia, &path, "\"7\"", &json!({ "name": "y" })).await.expect(412).code(), "stale");
        assert_eq!(olivia.patch(&path, json!({ "name": "y" })).await.expect(200).json()["actions"], tags, "what is left out stays");
    }

    async fn an_agency_keeps_at_most_fifty_rules(app: TestApp) {
        let (olivia, henry) = (app.as_staff("olivia").await, app.as_staff("henry").await);
        for position in 0..50 {
            for_all(&olivia, position, json!({ "add_tags": ["x"] })).await;
        }
        let one_more = json!({ "name": "One more", "filter": "", "actions": { "add_tags": ["x"] } });
        assert_eq!(olivia.post("/request-rules", one_more.clone()).await.expect(409).code(), "too_many_rules");
        henry.post("/request-rules", one_more).await.expect(201);
        let order: Vec<i64> = olivia.all("/request-rules", 7).await.iter().map(|rule| rule["position"].as_i64().unwrap()).collect();
        assert_eq!(order, (0..50).collect::<Vec<_>>());
    }
}
