use serde_json::{Value, json};

use super::{asked, canned, for_all, rule};
use crate::support::TestApp;

both! {
    /// What rules would have done is told by the rules themselves, and nothing of it is so afterwards.
    async fn a_dry_run_tells_what_would_have_been_and_changes_nothing(app: TestApp) {
        let (olivia, mia) = (app.as_staff("olivia").await, app.as_staff("mia").await);
        for subject in ["poster one", "a lamp", "poster two"] {
            let made = asked(&app, subject).await;
            let done = json!({ "assignee_id": app.cast.people["olivia"], "tags": ["old"], "status": "closed", "priority": "low" });
            mia.patch(&format!("/requests/{}", made["id"].as_str().unwrap()), done).await.expect(200);
        }
        let people = [app.cast.people["adam"], app.cast.people["mia"]];
        let thanks = canned(&olivia, "Thanks").await;
        let actions = json!({ "assignee_ids": people, "priority": "high", "canned_reply_id": thanks });
        let off = json!({ "name": "Posters", "filter": "status:new assignee:none poster", "actions": actions, "enabled": false });
        let off = rule(&olivia, off).await;
        for_all(&olivia, 1, json!({ "add_tags": ["old"], "assignee_ids": [app.cast.people["olivia"]] })).await;
        let everything = async || {
            let requests = mia.all("/requests?status=all", 200).await;
            let counts = "SELECT (SELECT count(*) FROM held_action) * 1000000 + (SELECT count(*) FROM activity) * 1000 + \
                (SELECT count(*) FROM audit_entry) + (SELECT sum(turn) FROM request_rule)";
            let ids: Vec<Value> = requests.iter().map(|one| json!([one["id"], one["version"], one["assignee"], one["tags"]])).collect();
            (ids, app.store.value(counts).await)
        };
        let before = everything().await;
        let alone = olivia.post("/request-rules/dry-run", json!({ "requests": 3 })).await.expect(200).json();
        assert_eq!((&alone["looked_at"], alone["rules"].as_array().unwrap().len()), (&json!(3), 1), "what is off is not followed");
        let run = olivia.post("/request-rules/dry-run", json!({ "requests": 3, "request_rule_id": off })).await.expect(200).json();
        assert_eq!(before, everything().await);
        let (posters, all) = (&run["rules"][0], &run["rules"][1]);
        assert_eq!(posters["rule"]["name"], "Posters");
        let told: Vec<Value> = posters["matches"].as_array().unwrap().iter()
            .map(|one| json!([one["request"]["subject"], one["steps"][0]["detail"], one["steps"][2]["kind"]])).collect();
        assert_eq!(told, [json!(["poster one", "Adam", "reply"]), json!(["poster two", "Mia", "reply"])], "as they came in");
        assert_eq!(all["matches"].as_array().unwrap().len(), 3);
        let late = &all["matches"][0]["steps"][0];
        assert_eq!((&late["kind"], &late["done"]), (&json!("assign"), &json!(false)), "the rule before it has given it");
        let nobodys = json!({ "request_rule_id": uuid::Uuid::now_v7() });
        olivia.post("/request-rules/dry-run", nobodys).await.expect(404);
        for (wrong, status) in [(json!({ "requests": 0 }), 422), (json!({ "requests": 101 }), 422), (json!({ "since": "1d" }), 400)] {
            olivia.post("/request-rules/dry-run", wrong).await.expect(status);
        }
        assert_eq!(mia.post("/request-rules/dry-run", json!({})).await.expect(403).code(), "admin_only");
    }
}
