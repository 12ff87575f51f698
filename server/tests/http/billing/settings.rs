use poem::http::Method;
use serde_json::json;

use super::{draft, id, line};
use crate::support::TestApp;

both! {
    async fn how_an_agency_bills_is_changed_by_who_has_seen_it(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let usual = olivia.get("/billing/settings").await.expect(200);
        assert_eq!(usual.header("etag"), "\"0\"");
        assert_eq!(usual.json()["reminders"], json!([-3, 0, 7, 30, 60]));
        let change = |tag: &'static str| olivia.ask(Method::PATCH, "/billing/settings").header("if-match", tag);
        let body = json!({ "legal_name": "Northwind GmbH", "tax_id": "DE1", "reminders": [30, 1, 30] });
        let changed = change("\"0\"").json(&body).send().await.expect(200);
        assert_eq!((changed.header("etag"), &changed.json()["reminders"]), ("\"1\"", &json!([1, 30])));
        change("\"0\"").json(&json!({ "due_days": 1 })).send().await.expect(412);
        let cleared = change("\"1\"").json(&json!({ "legal_name": "", "tax_id": " " })).send().await.expect(200).json();
        assert!(cleared.get("legal_name").is_none() && cleared.get("tax_id").is_none());
        for (body, field) in [
            (json!({ "number_prefix": "A B" }), "number_prefix"),
            (json!({ "number_prefix": "X-CN-" }), "number_prefix"),
            (json!({ "number_prefix": "thirteen-long" }), "number_prefix"),
            (json!({ "due_days": -1 }), "due_days"),
            (json!({ "aging": { "first": 30, "second": 30, "third": 90 } }), "aging"),
            (json!({ "aging": { "first": 0, "second": 1, "third": 2 } }), "aging"),
            (json!({ "reminders": [400] }), "reminders"),
            (json!({ "address": "a".repeat(1001) }), "address"),
        ] {
            let refused = olivia.patch("/billing/settings", body.clone()).await.expect(422).json();
            assert_eq!(refused["errors"][0]["field"], field, "{body}");
        }
    }

    async fn a_clients_currency_is_the_one_of_its_invoices(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let path = format!("/workspaces/{}/billing", app.cast.acme.workspace);
        assert_eq!(olivia.get(&path).await.expect(200).header("etag"), "\"0\"");
        olivia.patch(&path, json!({ "currency": "eur" })).await.expect(422);
        olivia.patch(&path, json!({ "name": " " })).await.expect(422);
        let party = olivia.patch(&path, json!({ "currency": "KWD", "address": "One\nTwo" })).await.expect(200).json();
        assert_eq!((&party["currency"], &party["address"]), (&json!("KWD"), &json!("One\nTwo")));
        assert_eq!(draft(&app, &olivia, json!([line(1, 5, 0)])).await["currency"], "KWD");
        olivia.ask(Method::PATCH, &path).header("if-match", "\"0\"").json(&json!({})).send().await.expect(412);
        olivia.patch(&path, json!({ "currency": "" })).await.expect(200);
        let made = draft(&app, &olivia, json!([line(1, 5, 0)])).await;
        assert_eq!(made["currency"], "EUR");
        assert!(!id(&made).is_empty());
    }
}
