use chrono::TimeDelta;
use serde_json::{Value, json};

use super::{draft, id, issued, line, pay};
use crate::support::TestApp;

both! {
    /// Whatever cannot be is said at its field, and nothing is kept.
    async fn bad_amounts_are_said_at_their_lines(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let with = |field: &str, value: Value| {
            let mut new = json!({ "workspace_id": app.cast.acme.workspace, "lines": [line(1, 100, 0), line(1, 5, 0)] });
            match field.strip_prefix("lines.1.") {
                Some(inner) => new["lines"][1][inner] = value,
                None => new[field] = value,
            }
            new
        };
        let (largest, smallest) = (json!(i64::MAX), json!(i64::MIN));
        for (field, value) in [
            ("lines.1.quantity", json!(0)),
            ("lines.1.quantity", json!(-1)),
            ("lines.1.quantity", largest.clone()),
            ("lines.1.unit_price", json!(-1)),
            ("lines.1.unit_price", largest.clone()),
            ("lines.1.unit_price", smallest.clone()),
            ("lines.1.discount_bps", json!(10_001)),
            ("lines.1.discount_bps", json!(-1)),
            ("lines.1.tax_bps", json!(10_001)),
            ("lines.1.tax_bps", json!(i32::MIN)),
            ("lines.1.description", json!(" \u{7}")),
            ("lines.1.unit", json!("x".repeat(41))),
            ("discount_bps", json!(10_001)),
            ("discount_amount", json!(-1)),
            ("discount_amount", json!(106)),
            ("discount_amount", smallest),
            ("lines", json!([])),
            ("lines", json!(vec![line(1, 1, 0); 1001])),
            ("lines", json!([line(1, 999_999_999_999_999, 0), line(1, 1, 0)])),
            ("currency", json!("EURO")),
            ("currency", json!("eur")),
            ("currency", json!("XXX")),
            ("due_days", json!(-1)),
            ("due_days", json!(i32::MAX)),
            ("note", json!("n".repeat(20_001))),
            ("workspace_id", json!(app.cast.harbor.workspace)),
            ("project_id", json!(app.cast.bluebird.project)),
        ] {
            let refused = mia.post("/invoices", with(field, value.clone())).await.expect(422).json();
            assert_eq!(refused["errors"][0]["field"], field, "{value}: {refused}");
            let said = refused["errors"][0]["message"].as_str().unwrap();
            assert!(field != "lines.1.quantity" || said.contains("at most 15 digits"), "{value}: {refused}");
        }
        // What fits no number of ours is not read at all.
        mia.post("/invoices", with("lines.1.unit_price", json!(9_223_372_036_854_775_808_u64))).await.expect(422);
        mia.post("/invoices", with("lines.1.unit_price", json!(1.5))).await.expect(422);
        mia.post("/invoices", with("lines", json!(vec![line(1, 1, 0); 10_000]))).await.expect(422);
        assert!(mia.all("/invoices?status=draft", 200).await.is_empty());
        mia.post("/invoices", with("lines", json!(vec![line(1, 1, 0); 1000]))).await.expect(201);
    }

    async fn an_invoice_over_nothing_or_due_in_the_past_or_in_years_is_not_issued(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let before = olivia.all("/invoices", 200).await.len();
        let due = |days: i64| json!({ "due_on": (app.app.database.system().now() + TimeDelta::days(days)).date_naive() });
        for (change, field) in [
            (json!({ "discount_bps": 10_000 }), "lines"),
            (due(-2), "due_on"),
            (due(368), "due_on"),
            (json!({ "due_on": "9999-12-31" }), "due_on"),
        ] {
            let made = draft(&app, &olivia, json!([line(1, 100, 0)])).await;
            olivia.patch(&format!("/invoices/{}", id(&made)), change).await.expect(200);
            let refused = olivia.post(&format!("/invoices/{}/issue", id(&made)), json!({})).await.expect(422).json();
            assert_eq!(refused["errors"][0]["field"], field);
        }
        assert_eq!(olivia.all("/invoices", 200).await.len(), before);
        let made = draft(&app, &olivia, json!([line(1, 100, 0)])).await;
        olivia.patch(&format!("/invoices/{}", id(&made)), due(365)).await.expect(200);
        olivia.post(&format!("/invoices/{}/issue", id(&made)), json!({})).await.expect(200);
    }

    async fn a_payment_says_what_is_wrong_with_it(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let invoice = issued(&app, &olivia, 100).await;
        let path = format!("/invoices/{}/payments", id(&invoice));
        let day = |ago: i64| (app.app.database.system().now() - TimeDelta::days(ago)).date_naive();
        for (new, field) in [
            (json!({ "amount": 0, "method": "cash" }), "amount"),
            (json!({ "amount": -5, "method": "cash" }), "amount"),
            (json!({ "amount": i64::MAX, "method": "cash" }), "amount"),
            (json!({ "amount": i64::MIN, "method": "cash" }), "amount"),
            (json!({ "amount": 5, "method": "credit" }), "method"),
            (json!({ "amount": 5, "method": "cash", "happened_on": "2999-01-01" }), "happened_on"),
            (json!({ "amount": 5, "method": "cash", "happened_on": day(367) }), "happened_on"),
            (json!({ "amount": 5, "method": "cash", "reference": "r".repeat(201) }), "reference"),
        ] {
            let refused = olivia.post(&path, new.clone()).await.expect(422).json();
            assert_eq!(refused["errors"][0]["field"], field, "{new}: {refused}");
        }
        let paid = pay(&olivia, &invoice, 60).await;
        let refunds = format!("/payments/{}/refunds", id(&paid));
        for amount in [0, -1, 61, i64::MAX] {
            olivia.post(&refunds, json!({ "amount": amount })).await.expect(422);
        }
        let back = olivia.post(&refunds, json!({})).await.expect(201).json();
        assert_eq!(back["amount"], 60);
        // What has nothing left says so, with an amount and without.
        for body in [json!({}), json!({ "amount": 1 })] {
            let spent = olivia.post(&refunds, body).await.expect(422).json();
            assert_eq!(spent["errors"][0]["message"], "Nothing is left of this payment.", "{spent}");
        }
        // What is paid in advance is older than its invoice.
        let early = json!({ "amount": 5, "method": "cash", "happened_on": day(360) });
        olivia.post(&path, early).await.expect(201);
        let again = olivia.post(&format!("/payments/{}/refunds", id(&back)), json!({})).await.expect(409);
        assert_eq!(again.code(), "not_refundable");
    }

    async fn a_credit_pays_in_its_currency_and_no_more_than_it_has(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let invoice = issued(&app, &olivia, 100).await;
        let give = |currency: &str, amount: i64| {
            json!({ "workspace_id": app.cast.acme.workspace, "currency": currency, "amount": amount, "note": "Sorry" })
        };
        for wrong in [give("EUR", 0), give("EUR", -1), give("EUR", i64::MAX), give("XXX", 1)] {
            olivia.post("/credits", wrong).await.expect(422);
        }
        let dollars = olivia.post("/credits", give("USD", 50)).await.expect(201).json();
        let euros = olivia.post("/credits", give("EUR", 50)).await.expect(201).json();
        let apply = async |credit: &Value, amount: i64, status: u16| {
            let body = json!({ "invoice_id": id(&invoice), "amount": amount });
            olivia.post(&format!("/credits/{}/applications", id(credit)), body).await.expect(status)
        };
        apply(&dollars, 10, 422).await;
        for amount in [0, -1, 51] {
            apply(&euros, amount, 422).await;
        }
        apply(&euros, 50, 201).await;
        // What has nothing left says so, with an amount and without.
        for body in [json!({ "invoice_id": id(&invoice), "amount": 1 }), json!({ "invoice_id": id(&invoice) })] {
            let spent = olivia.post(&format!("/credits/{}/applications", id(&euros)), body).await.expect(422).json();
            assert_eq!(spent["errors"][0]["message"], "Nothing is left of this credit.", "{spent}");
        }
        let more = olivia.post("/credits", give("EUR", 90)).await.expect(201).json();
        let all = json!({ "invoice_id": id(&invoice) });
        olivia.post(&format!("/credits/{}/applications", id(&more)), all.clone()).await.expect(201);
        let settled = olivia.post(&format!("/credits/{}/applications", id(&more)), all).await.expect(422).json();
        assert_eq!(settled["errors"][0]["field"], "invoice_id", "{settled}");
    }
}
