use poem::http::Method;
use serde_json::json;

use super::{draft, id, line, seen};
use crate::support::TestApp;

both! {
    /// S1.106 to S1.110, S1.117 to S1.119: what stands in the lines, and what they add up to.
    async fn s1_106_an_invoice_has_its_lines_and_what_they_add_up_to(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let new = json!({
            "workspace_id": app.cast.acme.workspace, "project_id": app.cast.acme.project, "currency": "USD",
            "lines": [line(2, 50_000, 1900), line(3, 10_000, 700)], "discount_bps": 1000, "note": "Thanks", "due_days": 7
        });
        let draft = mia.post("/invoices", new.clone()).await.expect(201).json();
        assert_eq!(draft["status"], "draft");
        assert!(draft.get("number").is_none() && draft["author"]["name"] == "Mia");
        let lines: Vec<_> = draft["lines"].as_array().unwrap().iter().map(|line| line["amount"].as_i64()).collect();
        assert_eq!(lines, [Some(100_000), Some(30_000)]);
        let sums = ["subtotal", "discount", "tax", "total"].map(|name| draft[name].as_i64().unwrap());
        assert_eq!(sums, [130_000, 13_000, 17_100 + 1_890, 117_000 + 18_990]);
        let preview = json!({ "lines": new["lines"], "discount_bps": 1000 });
        let preview = mia.post("/invoices/preview", preview).await.expect(200).json();
        assert_eq!((&preview["total"], &preview["taxes"]), (&draft["total"], &draft["taxes"]));
    }

    async fn a_draft_changes_only_for_who_has_seen_its_last_state(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let made = draft(&app, &mia, json!([line(1, 100, 0)])).await;
        let path = format!("/invoices/{}", id(&made));
        let change = |tag: &'static str| mia.ask(Method::PATCH, &path).header("if-match", tag);
        let body = json!({ "discount_amount": 30, "due_on": "2031-02-03", "currency": "JPY" });
        let changed = change("\"1\"").json(&body).send().await.expect(200);
        assert_eq!(changed.header("etag"), "\"2\"");
        assert_eq!((changed.json()["total"].as_i64(), changed.json()["due_on"].as_str()), (Some(70), Some("2031-02-03")));
        change("\"1\"").json(&json!({ "note": "late" })).send().await.expect(412);
        let cleared = change("\"2\"").json(&json!({ "clear": ["discount", "due"] })).send().await.expect(200).json();
        assert_eq!(cleared["total"], 100);
        assert!(cleared.get("due_on").is_none());
        mia.ask(Method::DELETE, &path).header("if-match", "\"1\"").send().await.expect(412);
        mia.ask(Method::DELETE, &path).send().await.expect(204);
        mia.get(&path).await.expect(404);
    }

    async fn a_draft_is_made_once_under_one_key(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let new = json!({ "workspace_id": app.cast.acme.workspace, "lines": [line(1, 100, 0)] });
        let under = || mia.ask(Method::POST, "/invoices").header("idempotency-key", "one").json(&new);
        let (first, again) = (under().send().await.expect(201).json(), under().send().await.expect(201).json());
        assert_eq!(id(&first), id(&again));
        assert_eq!(mia.all("/invoices?status=draft", 200).await.len(), 1);
    }

    /// S2.99: staff bill their clients. S2.92: what is issued is open.
    async fn s2_99_a_draft_becomes_an_open_invoice_under_the_same_id(app: TestApp) {
        let (mia, olivia) = (app.as_staff("mia").await, app.as_staff("olivia").await);
        let made = draft(&app, &mia, json!([line(1, 100, 0)])).await;
        let issue = format!("/invoices/{}/issue", id(&made));
        mia.post(&issue, json!({})).await.expect(403);
        let with = |tag: &'static str| olivia.ask(Method::POST, &issue).header("if-match", tag).header("idempotency-key", "i");
        with("\"9\"").send().await.expect(412);
        let invoice = with("\"1\"").send().await.expect(200).json();
        assert_eq!((id(&invoice), invoice["status"].as_str()), (id(&made), Some("open")));
        assert_eq!(with("\"1\"").send().await.expect(200).json(), invoice, "the same key answers the same");
        assert_eq!(olivia.post(&issue, json!({})).await.expect(409).code(), "invoice_issued");
        assert!(mia.all("/invoices?status=draft", 200).await.is_empty());
        assert_eq!(seen(&mia, &made).await["number"], invoice["number"]);
        // A draft's verbs say what became of it, and only to its agency.
        let path = format!("/invoices/{}", id(&made));
        assert_eq!(mia.patch(&path, json!({ "note": "other" })).await.expect(409).code(), "invoice_issued");
        assert_eq!(mia.ask(Method::DELETE, &path).send().await.expect(409).code(), "invoice_issued");
        let henry = app.as_staff("henry").await;
        henry.patch(&path, json!({ "note": "other" })).await.expect(404);
        henry.ask(Method::DELETE, &path).send().await.expect(404);
        assert_eq!(seen(&mia, &made).await["note"], invoice["note"]);
    }
}
