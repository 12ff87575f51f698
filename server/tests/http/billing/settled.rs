use futures_util::future::join_all;
use poem::http::Method;
use serde_json::json;

use super::{books, credits, id, issued, pay, seen};
use crate::support::TestApp;

both! {
    /// S1.120, S1.121: payments, and what is outstanding after each.
    async fn s1_121_what_is_outstanding_follows_what_was_paid(app: TestApp) {
        let (olivia, mia) = (app.as_staff("olivia").await, app.as_staff("mia").await);
        let invoice = issued(&app, &olivia, 1000).await;
        pay(&olivia, &invoice, 400).await;
        assert_eq!(books(&seen(&mia, &invoice).await), (400, 0, 0, 600, "open"));
        let second = pay(&olivia, &invoice, 600).await;
        let paid = seen(&mia, &invoice).await;
        assert_eq!(books(&paid), (1000, 0, 0, 0, "paid"));
        assert!(paid["paid_at"].is_string() && paid.get("aging").is_none());
        olivia.post(&format!("/payments/{}/refunds", id(&second)), json!({ "amount": 250 })).await.expect(201);
        let open = seen(&mia, &invoice).await;
        assert_eq!(books(&open), (1000, 250, 0, 250, "open"));
        assert!(open.get("paid_at").is_none());
        let rows = mia.all(&format!("/invoices/{}/payments", id(&invoice)), 1).await;
        let kinds: Vec<_> = rows.iter().map(|row| row["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["payment", "payment", "refund"]);
        app.run_jobs().await;
        let told = "SELECT count(*) FROM staff_notification WHERE kind = 'invoice_paid'";
        assert_eq!(app.store.value(told).await, "2", "Mia and Adam; Olivia did it herself");
    }

    async fn what_is_paid_beyond_becomes_a_credit_and_goes_with_its_refund(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let invoice = issued(&app, &olivia, 100).await;
        let paid = pay(&olivia, &invoice, 150).await;
        assert_eq!(books(&seen(&olivia, &invoice).await), (150, 0, 0, 0, "paid"));
        let credit = credits(&app, &olivia, "overpayment").await.remove(0);
        assert_eq!(credit["remaining"], 50);
        let other = issued(&app, &olivia, 30).await;
        let apply = json!({ "invoice_id": id(&other) });
        olivia.post(&format!("/credits/{}/applications", id(&credit)), apply).await.expect(201);
        assert_eq!(books(&seen(&olivia, &other).await), (0, 0, 30, 0, "paid"));
        // All goes back: what was spent elsewhere meanwhile is owed here again.
        olivia.post(&format!("/payments/{}/refunds", id(&paid)), json!({})).await.expect(201);
        assert_eq!(books(&seen(&olivia, &invoice).await), (150, 150, 0, 130, "open"));
        let credit = credits(&app, &olivia, "overpayment").await.remove(0);
        assert_eq!((credit["amount"].as_i64(), credit["remaining"].as_i64()), (Some(30), Some(0)));
    }

    async fn payments_at_once_all_count_once(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let invoice = issued(&app, &olivia, 1000).await;
        let path = format!("/invoices/{}/payments", id(&invoice));
        let new = json!({ "amount": 60, "method": "cash" });
        let answers = join_all((0..20).map(|_| olivia.post(&path, new.clone()))).await;
        assert!(answers.iter().all(|answer| answer.status == 201));
        assert_eq!(books(&seen(&olivia, &invoice).await), (1200, 0, 0, 0, "paid"));
        assert_eq!(credits(&app, &olivia, "overpayment").await[0]["remaining"], 200);
    }

    async fn a_credit_at_once_pays_no_more_than_it_has(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let new = json!({ "workspace_id": app.cast.acme.workspace, "currency": "EUR", "amount": 100, "note": "Sorry" });
        let credit = olivia.post("/credits", new).await.expect(201).json();
        let (one, other) = (issued(&app, &olivia, 1000).await, issued(&app, &olivia, 1000).await);
        let path = format!("/credits/{}/applications", id(&credit));
        let tries = (0..10).map(|number| {
            let invoice = if number % 2 == 0 { &one } else { &other };
            olivia.post(&path, json!({ "invoice_id": id(invoice), "amount": 30 }))
        });
        let taken = join_all(tries).await.iter().filter(|answer| answer.status == 201).count();
        assert_eq!(taken, 3);
        let credited = [seen(&olivia, &one).await, seen(&olivia, &other).await].map(|row| books(&row).2);
        assert_eq!(credited.iter().sum::<i64>(), 90);
    }

    async fn a_payment_counts_once_under_one_key(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let invoice = issued(&app, &olivia, 1000).await;
        let path = format!("/invoices/{}/payments", id(&invoice));
        let new = json!({ "amount": 60, "method": "cash" });
        let under = || olivia.ask(Method::POST, &path).header("idempotency-key", "p").json(&new);
        let (first, again) = (under().send().await.expect(201).json(), under().send().await.expect(201).json());
        assert_eq!(first, again);
        assert_eq!(books(&seen(&olivia, &invoice).await).0, 60);
    }
}
