//! How the ledger is kept, what is taken back, given and brought in: each is in the trail, with who did it.

use poem::http::Method;
use serde_json::json;

use super::told;
use crate::approvals::text;
use crate::billing::{id, issued, line};
use crate::support::TestApp;

both! {
    async fn credits_and_credit_notes_are_in_the_trail(app: TestApp) {
        let (olivia, adam) = (app.as_staff("olivia").await, app.as_staff("adam").await);
        let invoice = issued(&app, &olivia, 1000).await;
        let path = format!("/invoices/{}/credit-notes", id(&invoice));
        let note = adam.post(&path, json!({ "lines": [line(1, 200, 0)] })).await.expect(201).json();
        told(&olivia, "credit_note.issued", "Adam", ("invoice", text(&note, "number"))).await;
        let workspace = app.cast.acme.workspace;
        let new = json!({ "workspace_id": workspace, "currency": "EUR", "amount": 300, "note": "Sorry" });
        let credit = adam.post("/credits", new).await.expect(201).json();
        told(&olivia, "credit.given", "Adam", ("credit", "Sorry")).await;
        let apply = json!({ "invoice_id": id(&invoice) });
        adam.post(&format!("/credits/{}/applications", id(&credit)), apply).await.expect(201);
        told(&olivia, "credit.applied", "Adam", ("invoice", text(&invoice, "number"))).await;
    }

    async fn how_the_ledger_is_kept_is_in_the_trail(app: TestApp) {
        let (olivia, adam) = (app.as_staff("olivia").await, app.as_staff("adam").await);
        let client = app.cast.acme.workspace;
        adam.patch("/billing/settings", json!({ "payment_note": "Thank you" })).await.expect(200);
        told(&olivia, "billing.changed", "Adam", ("agency", "Northwind Studio")).await;
        let party = json!({ "address": "One\nTwo" });
        adam.patch(&format!("/workspaces/{client}/billing"), party).await.expect(200);
        told(&olivia, "billing_party.changed", "Adam", ("workspace", "acmecanary workspace")).await;
        let file = format!("number,client,description,quantity,unit_price\nOLD-1,{client},Work,1,5\n");
        adam.ask(Method::POST, "/invoices/import").body("text/csv", file).send().await.expect(200);
        told(&olivia, "invoices.imported", "Adam", ("invoices", "")).await;
    }

    async fn times_that_no_database_knows_are_refused(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        for field in ["since", "until"] {
            olivia.get(&format!("/audit?{field}=-5000-01-01T00:00:00Z")).await.expect(422);
            olivia.post("/audit/exports", json!({ field: "-5000-01-01T00:00:00Z" })).await.expect(422);
        }
    }
}
