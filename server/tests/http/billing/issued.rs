use chrono::Datelike;
use futures_util::future::join_all;
use poem::http::Method;
use serde_json::{Value, json};

use super::{books, credits, draft, id, issued, line, pay, seen};
use crate::support::TestApp;

/// What an invoice says, without how it is settled.
fn said(invoice: &Value) -> Value {
    let mut said = invoice.clone();
    for settled in [
        "status",
        "paid",
        "refunded",
        "credited",
        "processing",
        "outstanding",
        "aging",
        "paid_at",
        "voided_at",
        "void_reason",
        "version",
        "updated_at",
    ] {
        said.as_object_mut().unwrap().remove(settled);
    }
    said
}

both! {
    /// Numbers have no gaps and no twins, however many are issued at once and however many of those fail.
    async fn numbers_have_no_gaps_however_many_are_issued_at_once(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let mut drafts = Vec::new();
        for number in 0..30 {
            let made = draft(&app, &olivia, json!([line(1, 100, 0)])).await;
            if number % 5 == 0 {
                olivia.patch(&format!("/invoices/{}", id(&made)), json!({ "discount_bps": 10_000 })).await.expect(200);
            }
            drafts.push(made);
        }
        let paths: Vec<_> = drafts.iter().map(|draft| format!("/invoices/{}/issue", id(draft))).collect();
        let answers = join_all(paths.iter().map(|path| olivia.post(path, json!({})))).await;
        let statuses: Vec<_> = answers.iter().map(|answer| answer.status).collect();
        assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 24, "{statuses:?}");
        assert_eq!(statuses.iter().filter(|status| **status == 422).count(), 6, "{statuses:?}");
        let all = olivia.all("/invoices", 200).await;
        let mut numbers: Vec<_> = all.iter().map(|invoice| invoice["number"].as_str().unwrap().to_owned()).collect();
        numbers.sort();
        let year = all[0]["issued_on"].as_str().unwrap().split('-').next().unwrap();
        let expected: Vec<_> = (1..=28).map(|number| format!("{year}-{number:04}")).collect();
        assert_eq!(numbers, expected);
    }

    async fn a_new_year_begins_with_one_where_the_agency_is(app: TestApp) {
        let now = app.app.database.system().now();
        let eve = chrono::NaiveDate::from_ymd_opt(now.year(), 12, 31).unwrap().and_hms_opt(22, 30, 0).unwrap().and_utc();
        app.advance(eve - now);
        let olivia = app.as_staff("olivia").await;
        assert!(issued(&app, &olivia, 1).await["number"].as_str().unwrap().starts_with(&now.year().to_string()));
        // Half past eleven in Berlin; an hour later it is another year there, and in London it is not.
        app.advance(chrono::TimeDelta::hours(1));
        let olivia = app.as_staff("olivia").await;
        assert_eq!(issued(&app, &olivia, 1).await["number"], format!("{}-0001", now.year() + 1));
    }

    /// Product conflict 7: what an issued invoice says never changes, whatever happens to it and around it.
    async fn what_is_issued_never_changes(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let invoice = issued(&app, &olivia, 1000).await;
        let path = format!("/invoices/{}", id(&invoice));
        let row = format!(
            "SELECT number || currency || note || seller || buyer || look || taxes || cast(total AS text) \
             || cast(issued_on AS text) || cast(due_on AS text) FROM invoice WHERE number = '{}'",
            invoice["number"].as_str().unwrap()
        );
        let kept = app.store.value(&row).await;
        let party = format!("/workspaces/{}/billing", app.cast.acme.workspace);
        olivia.patch(&party, json!({ "name": "Other Ltd", "address": "Elsewhere 1" })).await.expect(200);
        let change = json!({ "legal_name": "Other GmbH", "number_prefix": "X-", "due_days": 3 });
        olivia.patch("/billing/settings", change).await.expect(200);
        olivia.patch("/agency", json!({ "name": "Renamed" })).await.expect(200);
        olivia.patch(&path, json!({ "note": "other", "lines": [line(1, 1, 0)] })).await.expect(409);
        let first = pay(&olivia, &invoice, 400).await;
        olivia.post(&format!("/payments/{}/refunds", id(&first)), json!({ "amount": 100 })).await.expect(201);
        olivia.post(&format!("{path}/credit-notes"), json!({ "lines": [line(1, 200, 0)] })).await.expect(201);
        pay(&olivia, &invoice, 900).await;
        olivia.post(&format!("{path}/void"), json!({ "reason": "no" })).await.expect(409);
        olivia.ask(Method::DELETE, &path).send().await.expect(409);
        assert_eq!(said(&seen(&olivia, &invoice).await), said(&invoice));
        assert_eq!(app.store.value(&row).await, kept);
        let next = issued(&app, &olivia, 1).await;
        assert!(next["number"].as_str().unwrap().starts_with("X-"));
        assert_eq!((&next["buyer"]["name"], &next["seller"]["name"]), (&json!("Other Ltd"), &json!("Other GmbH")));
    }

    /// S2.92: a void invoice keeps its number and is not asked for any more.
    async fn s2_92_a_void_invoice_keeps_its_number(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let invoice = issued(&app, &olivia, 100).await;
        let path = format!("/invoices/{}", id(&invoice));
        olivia.post(&format!("{path}/void"), json!({ "reason": "  " })).await.expect(422);
        let void = olivia.post(&format!("{path}/void"), json!({ "reason": "Twice" })).await.expect(200).json();
        assert_eq!(books(&void), (0, 0, 0, 0, "void"));
        assert_eq!((&void["number"], &void["void_reason"]), (&invoice["number"], &json!("Twice")));
        for (path, body) in [
            (format!("{path}/void"), json!({ "reason": "again" })),
            (format!("{path}/payments"), json!({ "amount": 1, "method": "cash" })),
            (format!("{path}/credit-notes"), json!({})),
        ] {
            assert_eq!(olivia.post(&path, body).await.expect(409).code(), "invoice_void", "{path}");
        }
        let paid = issued(&app, &olivia, 100).await;
        pay(&olivia, &paid, 1).await;
        let refused = olivia.post(&format!("/invoices/{}/void", id(&paid)), json!({ "reason": "no" })).await.expect(409);
        assert_eq!(refused.code(), "invoice_has_payments");
    }

    async fn a_credit_note_takes_back_a_part_and_the_rest_stays_a_credit(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let invoice = issued(&app, &olivia, 1000).await;
        let notes = format!("/invoices/{}/credit-notes", id(&invoice));
        pay(&olivia, &invoice, 700).await;
        olivia.post(&notes, json!({ "lines": [line(1, 1001, 0)] })).await.expect(422);
        let note = olivia.post(&notes, json!({ "lines": [line(1, 400, 0)], "note": "Less" })).await.expect(201).json();
        assert_eq!((&note["kind"], &note["corrects_id"]), (&json!("credit_note"), &invoice["id"]));
        assert!(note["number"].as_str().unwrap().starts_with("CN-"));
        assert_eq!(books(&seen(&olivia, &invoice).await), (700, 0, 300, 0, "paid"));
        let left = credits(&app, &olivia, "credit_note").await;
        assert_eq!((left[0]["amount"].as_i64(), left[0]["remaining"].as_i64()), (Some(400), Some(100)));
        assert_eq!(olivia.post(&notes, json!({})).await.expect(409).code(), "credited_in_part");
        olivia.post(&notes, json!({ "lines": [line(1, 601, 0)] })).await.expect(422);
        let other = issued(&app, &olivia, 250).await;
        let apply = json!({ "invoice_id": id(&other) });
        olivia.post(&format!("/credits/{}/applications", id(&left[0])), apply).await.expect(201);
        assert_eq!(books(&seen(&olivia, &other).await), (0, 0, 100, 150, "open"));
        let on_note = format!("/invoices/{}/payments", id(&note));
        let refused = olivia.post(&on_note, json!({ "amount": 1, "method": "cash" })).await.expect(409);
        assert_eq!(refused.code(), "not_an_invoice");
    }

    async fn a_whole_invoice_is_taken_back_to_the_minor_unit(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let made = draft(&app, &olivia, json!([line(3, 3333, 1900), line(1, 777, 700)])).await;
        let path = format!("/invoices/{}", id(&made));
        olivia.patch(&path, json!({ "discount_amount": 101 })).await.expect(200);
        let invoice = olivia.post(&format!("{path}/issue"), json!({})).await.expect(200).json();
        let note = olivia.post(&format!("{path}/credit-notes"), json!({})).await.expect(201).json();
        for figure in ["subtotal", "discount", "tax", "total", "taxes"] {
            assert_eq!(note[figure], invoice[figure], "{figure}");
        }
        let total = invoice["total"].as_i64().unwrap();
        assert_eq!(books(&seen(&olivia, &invoice).await), (0, 0, total, 0, "paid"));
    }

    /// Who may see invoices is told of a new one, by the agency's name; the others are not.
    async fn clients_who_see_invoices_are_told_of_a_new_one(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let told = "SELECT count(*) FROM client_notification WHERE kind = 'invoice_issued'";
        let workspace = format!("/workspaces/{}", app.cast.acme.workspace);
        let modules = |billing: bool| json!({ "modules": { "work": true, "automation": false, "billing": billing } });
        olivia.patch(&workspace, modules(false)).await.expect(200);
        issued(&app, &olivia, 100).await;
        app.run_jobs().await;
        assert_eq!(app.store.value(told).await, "0", "the module is off");
        olivia.patch(&workspace, modules(true)).await.expect(200);
        let invoice = issued(&app, &olivia, 100).await;
        app.run_jobs().await;
        // Carla may see invoices and Victor may not.
        let title = "SELECT title FROM client_notification WHERE kind = 'invoice_issued'";
        assert_eq!(app.store.value(told).await, "1");
        let number = invoice["number"].as_str().unwrap();
        assert_eq!(app.store.value(title).await, format!("New invoice {number} from Northwind Studio"));
    }
}
