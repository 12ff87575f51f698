use chrono::TimeDelta;
use serde_json::{Value, json};

use super::{draft, id, issued, line, pay, seen};
use crate::support::{Kind, TestApp};

fn row<'a>(report: &'a Value, app: &TestApp, currency: &str) -> &'a Value {
    let workspace = json!(app.cast.acme.workspace);
    let rows = report["items"].as_array().unwrap();
    rows.iter().find(|row| row["workspace"]["id"] == workspace && row["currency"] == currency).unwrap()
}

both! {
    /// S1.111, S1.113 to S1.115: the exact days, and the buckets at their edges.
    async fn s1_113_an_invoice_ages_by_days_where_the_agency_is(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let made = draft(&app, &olivia, json!([line(1, 700, 0)])).await;
        olivia.patch(&format!("/invoices/{}", id(&made)), json!({ "currency": "USD", "due_days": 0 })).await.expect(200);
        let invoice = olivia.post(&format!("/invoices/{}/issue", id(&made)), json!({})).await.expect(200).json();
        let mut passed = 0;
        for (days, bucket, column) in [
            (0, "current", "current"), (1, "overdue", "overdue"), (29, "overdue", "overdue"), (30, "30d", "first"),
            (59, "30d", "first"), (60, "60d", "second"), (89, "60d", "second"), (90, "90+", "third"),
        ] {
            app.advance(TimeDelta::days(days - passed));
            passed = days;
            let olivia = app.as_staff("olivia").await;
            let now = seen(&olivia, &invoice).await;
            assert_eq!(now["aging"], json!({ "days_overdue": days, "bucket": bucket }));
            let report = olivia.get("/billing/reports/aging").await.expect(200).json();
            let mine = row(&report, &app, "USD");
            assert_eq!((&mine[column], &mine["outstanding"], &mine["invoices"]), (&json!(700), &json!(700), &json!(1)));
            let overdue = olivia.all("/invoices?status=overdue", 200).await;
            assert_eq!(overdue.iter().any(|row| row["id"] == invoice["id"]), days > 0, "{days}");
        }
        let olivia = app.as_staff("olivia").await;
        olivia.patch("/billing/settings", json!({ "aging": { "first": 7, "second": 14, "third": 120 } })).await.expect(200);
        assert_eq!(seen(&olivia, &invoice).await["aging"]["bucket"], "14d");
        let report = olivia.get("/billing/reports/aging").await.expect(200).json();
        assert_eq!(row(&report, &app, "USD")["second"], 700);
    }

    async fn lists_are_filtered_and_pages_lose_nothing(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let partly = issued(&app, &olivia, 100).await;
        pay(&olivia, &partly, 1).await;
        let paid = issued(&app, &olivia, 100).await;
        pay(&olivia, &paid, 100).await;
        let void = issued(&app, &olivia, 100).await;
        olivia.post(&format!("/invoices/{}/void", id(&void)), json!({ "reason": "no" })).await.expect(200);
        let mine = format!("workspace_id={}", app.cast.acme.workspace);
        let found = async |filter: &str| {
            let all = olivia.all(&format!("/invoices?{mine}&{filter}"), 1).await;
            all.iter().map(|row| row["id"].clone()).collect::<Vec<_>>()
        };
        let (acme, id_of) = (json!(app.cast.acme.invoice), |row: &Value| row["id"].clone());
        assert_eq!(found("status=open").await, [id_of(&partly), acme.clone()]);
        assert_eq!(found("status=partly_paid").await, [id_of(&partly), acme.clone()]);
        assert_eq!(found("status=paid").await, [id_of(&paid)]);
        assert_eq!(found("status=void").await, [id_of(&void)]);
        let number = paid["number"].as_str().unwrap();
        assert_eq!(found(&format!("number={number}")).await, [id_of(&paid)]);
        assert_eq!(found("number=%25").await, Vec::<Value>::new());
        assert_eq!(found("sort=due").await.len(), 4);
        assert_eq!(found("kind=credit_note").await.len(), 0);
        olivia.get("/invoices?status=late").await.expect(400);
    }

    async fn the_newest_is_what_was_issued_last_and_not_what_was_drafted_last(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let early = draft(&app, &olivia, json!([line(1, 100, 0)])).await;
        let first = issued(&app, &olivia, 200).await;
        app.advance(TimeDelta::days(1));
        let olivia = app.as_staff("olivia").await;
        olivia.post(&format!("/invoices/{}/issue", id(&early)), json!({})).await.expect(200);
        // In pages of one, too.
        for limit in [50, 1] {
            let all = olivia.all("/invoices", limit).await;
            assert_eq!([id(&all[0]), id(&all[1])], [id(&early), id(&first)]);
        }
    }

    /// Also of one day, for staff and for clients: the later number first.
    async fn of_two_of_one_day_the_later_number_is_the_newer(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let mut drafts = Vec::new();
        for total in [100, 200, 300] {
            drafts.push(draft(&app, &olivia, json!([line(1, total, 0)])).await);
        }
        let mut numbers = Vec::new();
        for at in [1, 2, 0] {
            app.advance(TimeDelta::milliseconds(10));
            let path = format!("/invoices/{}/issue", id(&drafts[at]));
            let issued = olivia.post(&path, json!({})).await.expect(200).json();
            numbers.insert(0, issued["number"].as_str().unwrap().to_owned());
        }
        for limit in [50, 1] {
            let all = olivia.all("/invoices", limit).await;
            assert_eq!(all.iter().take(3).map(|row| row["number"].as_str().unwrap()).collect::<Vec<_>>(), numbers);
        }
        let carla = app.as_client("carla").await;
        for (sort, later_first) in [("newest", true), ("oldest", false)] {
            let page = carla.get(&format!("/portal/billing/invoices?sort={sort}")).await.expect(200).body;
            let at: Vec<_> = numbers.iter().map(|number| page.find(number).expect("it is there")).collect();
            assert_eq!(at.is_sorted(), later_first, "{sort}: {at:?}");
        }
        let agency = app.cast.acme.agency;
        let (owner, sorting) = match app.store.kind {
            Kind::Sqlite => (format!("X'{}'", agency.simple()), "TEMP B-TREE"),
            Kind::Postgres => (format!("'{agency}'::uuid"), "Sort"),
        };
        let newest = format!("SELECT number FROM invoice WHERE agency_id = {owner} ORDER BY created_at DESC, id DESC LIMIT 50");
        let plan = app.store.plan(&newest).await;
        assert!(!plan.contains(sorting), "{plan}");
    }

    async fn revenue_is_what_was_asked_for_and_what_came(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let invoice = issued(&app, &olivia, 1000).await;
        let paid = pay(&olivia, &invoice, 600).await;
        olivia.post(&format!("/payments/{}/refunds", id(&paid)), json!({ "amount": 100 })).await.expect(201);
        olivia.post(&format!("/invoices/{}/credit-notes", id(&invoice)), json!({ "lines": [line(1, 50, 0)] })).await.expect(201);
        let void = issued(&app, &olivia, 7777).await;
        olivia.post(&format!("/invoices/{}/void", id(&void)), json!({ "reason": "no" })).await.expect(200);
        let report = olivia.get("/billing/reports/revenue").await.expect(200).json();
        // The four worlds of the agency have an invoice of 238.00 each, on which 50.00 were paid.
        let sums = &report["items"][0];
        let figures = ["issued", "credited", "paid", "refunded"].map(|name| sums[name].as_i64().unwrap());
        assert_eq!(figures, [4 * 23_800 + 1000, 50, 4 * 5000 + 600, 100]);
        assert_eq!(report["items"].as_array().unwrap().len(), 1);
        olivia.get("/billing/reports/revenue?from=2026-02-01&to=2026-01-01").await.expect(422);
        olivia.get("/billing/reports/revenue?from=1900-01-01").await.expect(422);
    }

    async fn an_export_runs_nothing_in_a_spreadsheet(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let invoice = issued(&app, &olivia, 123_456).await;
        let new = json!({ "amount": 56, "method": "cash", "reference": "=HYPERLINK(\"http://x\",\"y\")" });
        olivia.post(&format!("/invoices/{}/payments", id(&invoice)), new).await.expect(201);
        let file = olivia.get("/billing/exports/invoices").await.expect(200);
        assert!(file.header("content-disposition").contains("attachment; filename=\"invoices.csv\""));
        assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
        let number = invoice["number"].as_str().unwrap();
        let line = file.body.lines().find(|line| line.starts_with(number)).unwrap();
        assert!(line.contains(",EUR,1234.56,0.00,0.00,1234.56,0.56,0.00,0.00,1234.00"), "{line}");
        assert_eq!(file.body.lines().count(), 1 + 5);
        let lines = json!({ "lines": [super::line(1, 5000, 0)] });
        olivia.post(&format!("/invoices/{}/credit-notes", id(&invoice)), lines).await.expect(201);
        let file = olivia.get("/billing/exports/invoices").await.expect(200);
        let note = file.body.lines().find(|line| line.contains("credit_note")).unwrap();
        assert!(note.contains(",EUR,-50.00,0.00,0.00,-50.00,"), "{note}");
        let file = olivia.get("/billing/exports/payments").await.expect(200);
        assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
        assert!(file.body.contains("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\""), "{}", file.body);
        let paid = pay(&olivia, &invoice, 90).await;
        olivia.post(&format!("/payments/{}/refunds", id(&paid)), json!({ "amount": 30 })).await.expect(201);
        let rows = olivia.get("/billing/exports/payments").await.expect(200).body;
        let amounts = ["payment,bank_transfer", "refund,bank_transfer"].map(|kind| {
            let row = rows.lines().find(|row| row.contains(kind) && row.contains(number)).unwrap();
            row.split(',').nth(7).unwrap().to_owned()
        });
        assert_eq!(amounts, ["0.90", "-0.30"], "{rows}");
        assert_eq!(olivia.get("/billing/exports/invoices?from=2999-01-01").await.expect(200).body.lines().count(), 1);
        let trail = olivia.get("/audit?action=billing.exported").await.expect(200).json();
        let taken = trail["items"].as_array().unwrap().iter().map(|entry| entry["detail"]["what"].as_str().unwrap());
        assert_eq!(taken.collect::<Vec<_>>(), ["invoices", "payments", "payments", "invoices", "invoices"]);
    }
}
