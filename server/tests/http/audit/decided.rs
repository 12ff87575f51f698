//! Decisions and money: each is in the trail, with who decided, paid or took the lists away.

use serde_json::json;

use super::told;
use crate::approvals::{allow, decide, page, sent, simple, text};
use crate::billing::{id, issued, pay};
use crate::online::Shop;
use crate::support::TestApp;

both! {
    async fn decisions_are_in_the_trail(app: TestApp) {
        let (olivia, mia) = (app.as_staff("olivia").await, app.as_staff("mia").await);
        let carla = app.as_client("carla").await;
        let approval = sent(&mia, simple(&app, "Autumn story")).await;
        let target = ("approval", "Autumn story");
        decide(&carla, &approval, 0, "approved", "").await.expect(303);
        told(&olivia, "approval.approved", "Carla", target).await;
        let step = text(&approval["steps"][0], "id");
        carla.post(&format!("{}/withdrawal", page(&approval)), &[("step", step)]).await.expect(303);
        told(&olivia, "approval.decision_withdrawn", "Carla", target).await;
        decide(&carla, &approval, 0, "changes_requested", "Say where we roast.").await.expect(303);
        told(&olivia, "approval.changes_requested", "Carla", target).await;
    }

    /// A decision that was refused is there, and one that came about by who is left.
    async fn what_becomes_of_decisions_is_in_the_trail(app: TestApp) {
        let (olivia, mia) = (app.as_staff("olivia").await, app.as_staff("mia").await);
        let victor = app.as_client("victor").await;
        let approval = sent(&mia, simple(&app, "Autumn story")).await;
        decide(&victor, &approval, 0, "approved", "").await.expect(403);
        told(&olivia, "approval.decision_refused", "Victor", ("approval", "Autumn story")).await;
        allow(&app, "victor", "can_approve_work", true).await;
        let step = json!({ "title": "Copy", "rule": "all", "version": { "body": "So." } });
        let new = json!({ "workspace_id": app.cast.acme.workspace, "title": "Winter story", "steps": [step] });
        let approval = sent(&mia, new).await;
        decide(&app.as_client("carla").await, &approval, 0, "approved", "").await.expect(303);
        let disable = format!("/clients/{}/disable", app.cast.people["victor"]);
        olivia.post(&disable, json!({})).await.expect(200);
        app.run_jobs().await;
        told(&olivia, "approval.settled", "System", ("approval", "Winter story")).await;
    }

    async fn payments_by_hand_are_in_the_trail(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let invoice = issued(&app, &olivia, 1000).await;
        let target = ("invoice", text(&invoice, "number"));
        told(&olivia, "invoice.issued", "Olivia", target).await;
        let paid = pay(&olivia, &invoice, 400).await;
        told(&olivia, "payment.recorded", "Olivia", target).await;
        olivia.post(&format!("/payments/{}/refunds", id(&paid)), json!({ "amount": 250 })).await.expect(201);
        told(&olivia, "payment.refunded", "Olivia", target).await;
        let void = issued(&app, &olivia, 1000).await;
        let reason = json!({ "reason": "by mistake" });
        olivia.post(&format!("/invoices/{}/void", id(&void)), reason).await.expect(200);
        told(&olivia, "invoice.voided", "Olivia", ("invoice", text(&void, "number"))).await;
    }

    /// What a payment provider says is nobody's deed here, and is in the trail as that.
    async fn payments_online_are_in_the_trail(app: TestApp) {
        let shop = Shop::open(&app).await;
        let invoice = shop.invoice("one", "EUR", 1250).await;
        let session = shop.pay(invoice).await;
        assert!(shop.double.pay(&session));
        shop.deliver_all().await;
        let olivia = shop.app.as_staff("olivia").await;
        let number = shop.read(invoice).await.number;
        told(&olivia, "payment.received", "System", ("invoice", &number)).await;
        let payment = shop.double.books()[0].payment.clone();
        let refund = shop.double.refund(&payment, 300).unwrap();
        shop.deliver_all().await;
        told(&olivia, "payment.refunded", "System", ("invoice", &number)).await;
        shop.double.fail_refund(&refund);
        shop.deliver_all().await;
        told(&olivia, "payment.refund_failed", "System", ("invoice", &number)).await;
    }

    async fn lists_that_are_taken_away_are_in_the_trail(app: TestApp) {
        let (olivia, adam) = (app.as_staff("olivia").await, app.as_staff("adam").await);
        adam.get("/billing/exports/payments").await.expect(200);
        told(&olivia, "billing.exported", "Adam", ("billing", "")).await;
        adam.post("/audit/exports", json!({})).await.expect(200);
        told(&olivia, "audit.exported", "Adam", ("audit", "")).await;
    }
}
