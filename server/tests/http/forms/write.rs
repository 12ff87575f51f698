//! What staff write, and what is refused of it.

use serde_json::{Value, json};

use super::{id, published};
use crate::support::TestApp;

const ASKS: &str = "pages: [{ fields: [{ name: a, type: text, label: A }] }]";

both! {
    /// Faults are told with their line and path.
    async fn a_form_with_faults_is_refused_with_their_lines(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let refused = async |field: &str, value: Value| {
            let mut new = json!({ "workspace_id": app.cast.acme.workspace, "title": "Wrong", "schema": ASKS });
            new[field] = value;
            mia.post("/forms", new).await.expect(422).body
        };
        let schema = "pages:\n  - fields:\n      - { name: a, type: text, label: A }\n      - { name: a, type: text, label: B }\n";
        assert!(refused("schema", json!(schema)).await.contains("line 4, pages.0.fields.1.name: There are two fields called a."));
        for wrong in ["", "pages: []", "pages: 3", "[", "a: &a [*a]", "\u{7}"] {
            assert!(refused("schema", json!(wrong)).await.contains("line "), "{wrong}");
        }
        assert!(refused("schema", json!("x".repeat(300_000))).await.contains("bytes"));
        assert!(refused("title", json!(" ")).await.contains("title"));
        assert!(refused("slug", json!("Not so")).await.contains("slug"));
        assert!(refused("workspace_id", json!(app.cast.harbor.workspace)).await.contains("workspace_id"));
    }

    async fn a_short_name_is_taken_once_in_a_workspace(app: TestApp) {
        let mia = app.as_staff("mia").await;
        assert_eq!(published(&app, &mia, "Same name", ASKS).await["slug"], "same-name");
        let again = json!({ "workspace_id": app.cast.acme.workspace, "title": "Same name", "schema": ASKS });
        assert!(mia.post("/forms", again).await.expect(422).body.contains("slug"));
        let there = json!({ "workspace_id": app.cast.bluebird.workspace, "title": "Same name", "schema": ASKS });
        mia.post("/forms", there).await.expect(201);
    }

    /// A change under a version that has passed is refused; the same document is no new version.
    async fn a_form_is_changed_as_it_was_seen(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let form = published(&app, &mia, "Changing", ASKS).await;
        let path = format!("/forms/{}", id(&form));
        let same = mia.patch(&path, json!({ "schema": ASKS, "title": "Changed" })).await.expect(200).json();
        assert_eq!((&same["schema_version"], &same["title"]), (&json!(1), &json!("Changed")));
        let stale = mia.ask(poem::http::Method::PATCH, &path).header("if-match", "\"1\"");
        stale.json(&json!({ "title": "Late" })).send().await.expect(412);
        let list = mia.all(&format!("/forms?workspace_id={}&status=archived", app.cast.acme.workspace), 200).await;
        assert!(list.is_empty());
        mia.patch(&path, json!({ "status": "archived" })).await.expect(200);
        let list = mia.all(&format!("/forms?workspace_id={}&status=archived", app.cast.acme.workspace), 200).await;
        assert_eq!(list.len(), 1);
    }
}
