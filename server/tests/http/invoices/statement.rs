use portico::entity::{credit, invoice};
use portico::features::billing::{self, NewCreditNote};
use sea_orm::ColumnTrait;
use serde_json::json;

use super::{bill, content, item, office, pay, plain};
use crate::support::TestApp;

fn csv(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    text.trim_start_matches('\u{feff}').lines().map(str::to_owned).collect()
}

both! {
    /// What a statement closes with is what the ledger says is owed.
    async fn a_statement_says_what_was_billed_and_paid_and_closes_with_what_is_owed(app: TestApp) {
        let acme = &app.cast.acme;
        let office = office(&app, acme);
        let paid = plain(&app, acme, 20_000).await;
        pay(&app, acme, &paid, 25_000).await;
        let corrected = plain(&app, acme, 50_000).await;
        let note = NewCreditNote { items: Some(vec![item("Work", 1000, 8_000, 0)]), note: "Too much".into() };
        let note = billing::credit_note(&office, corrected.id, note).await.unwrap();
        let void = plain(&app, acme, 30_000).await;
        billing::void(&office, void.id, "Sent twice").await.unwrap();
        bill(&app, acme, "JPY", content(vec![item("Translation", 1000, 45_000, 0)])).await;
        billing::goodwill(&office, acme.workspace.into(), "EUR", 700, "For the wait").await.unwrap();

        let carla = app.as_client("carla").await;
        let answer = carla.get("/portal/billing/statement?format=csv").await.expect(200);
        assert!(answer.header("content-type").starts_with("text/csv"));
        let rows = csv(&answer.bytes);
        let closing = rows.iter().find(|row| row.contains("EUR,Closing balance")).unwrap();
        let mine = |row: &invoice::Model| row.currency == "EUR";
        let owed = office.find::<invoice::Entity>().filter(invoice::Column::WorkspaceId.eq(acme.workspace));
        let owed: i64 = owed.all().await.unwrap().iter().filter(|row| mine(row)).map(|row| row.outstanding).sum();
        let left = office.find::<credit::Entity>().filter(credit::Column::WorkspaceId.eq(acme.workspace));
        let left: i64 = left.all().await.unwrap().iter().map(|row| row.remaining).sum();
        let cents = owed - left;
        assert!(closing.ends_with(&format!("{}.{:02}", cents / 100, cents % 100)), "{closing} is not {cents}: {rows:#?}");
        assert!(rows.iter().any(|row| row.contains(&format!("Credit note {},{},-80.00", note.number, note.number))), "{rows:#?}");
        assert!(rows.iter().any(|row| row.contains("JPY,Closing balance") && row.ends_with(",45000")), "{rows:#?}");

        let page = carla.get("/portal/billing/statement").await.expect(200).body;
        assert!(page.contains("Opening balance") && page.contains(&format!("Invoice {}", void.number)), "{page}");
        let pdf = carla.get("/portal/billing/statement?format=pdf").await.expect(200);
        assert!(pdf.bytes.starts_with(b"%PDF-") && pdf.header("content-disposition").contains("statement-"));
    }

    /// Staff read over the API what the client reads; a client in the archive has one, too.
    async fn staff_read_the_statement_that_the_client_has(app: TestApp) {
        let acme = &app.cast.acme;
        let paid = plain(&app, acme, 20_000).await;
        pay(&app, acme, &paid, 5_000).await;
        let carla = app.as_client("carla").await;
        let rows = csv(&carla.get("/portal/billing/statement?format=csv").await.expect(200).bytes);
        let mia = app.as_staff("mia").await;
        let path = format!("/workspaces/{}/statement", acme.workspace);
        let said = mia.get(&path).await.expect(200).json();
        let account = said["accounts"].as_array().unwrap().iter().find(|it| it["currency"] == "EUR").unwrap();
        let closing = account["closing"].as_i64().unwrap();
        let shown = format!("{}.{:02}", closing / 100, closing % 100);
        assert!(rows.iter().any(|row| row.contains("EUR,Closing balance") && row.ends_with(&shown)), "{rows:#?} {said}");
        let lines = account["lines"].as_array().unwrap();
        let mine = |kind: &str| lines.iter().find(|line| line["kind"] == kind && line["number"] == paid.number).unwrap();
        assert_eq!((&mine("invoice")["amount"], &mine("payment")["amount"]), (&json!(20_000), &json!(-5_000)));
        let before = mia.get(&format!("{path}?from=2019-01-01&to=2019-12-31")).await.expect(200).json();
        assert_eq!((&before["accounts"], &before["from"]), (&json!([]), &json!("2019-01-01")));
        for (wrong, field) in [("from=2026-02-02&to=2026-02-01", "from"), ("from=0001-01-01", "from"), ("to=%2B12000-01-01", "to")] {
            let refused = mia.get(&format!("{path}?{wrong}")).await;
            assert!([400, 422].contains(&refused.status) && refused.body.contains(field), "{wrong}: {}", refused.body);
        }
        app.as_staff("olivia").await.post(&format!("/workspaces/{}/archive", acme.workspace), json!({})).await.expect(200);
        assert_eq!(mia.get(&path).await.expect(200).json()["accounts"], said["accounts"]);
        app.as_staff("henry").await.get(&path).await.expect(404);
    }

    async fn a_period_begins_with_what_was_owed_before_it(app: TestApp) {
        let acme = &app.cast.acme;
        app.store.behind("invoice", "UPDATE invoice SET issued_on = '2020-01-10'").await;
        plain(&app, acme, 5_000).await;
        let carla = app.as_client("carla").await;
        let rows = csv(&carla.get("/portal/billing/statement?from=2020-02-01&format=csv").await.expect(200).bytes);
        assert!(rows[1].contains("Opening balance") && rows[1].ends_with(",238.00"), "{rows:#?}");
        assert_eq!(rows.len(), 6, "{rows:#?}");
        let nothing = csv(&carla.get("/portal/billing/statement?from=2019-01-01&to=2019-12-31&format=csv").await.bytes);
        assert_eq!(nothing.len(), 1, "{nothing:#?}");
        for wrong in ["from=yesterday", "to=2026-02-30", "from=2026-02-02&to=2026-02-01"] {
            for format in ["", "&format=csv", "&format=pdf"] {
                let page = carla.get(&format!("/portal/billing/statement?{wrong}{format}")).await.expect(422).body;
                assert!(page.contains("aria-invalid=\"true\""), "{wrong}: {page}");
            }
        }
    }

    /// A number that somebody made up is a text in a spreadsheet, too.
    async fn nothing_in_the_table_is_a_formula(app: TestApp) {
        app.store.behind("invoice", "UPDATE invoice SET number = '=HYPERLINK(\"' || number || '\")'").await;
        let carla = app.as_client("carla").await;
        let rows = csv(&carla.get("/portal/billing/statement?format=csv").await.expect(200).bytes);
        assert!(rows.iter().any(|row| row.contains("\"'=HYPERLINK(\"\"")), "{rows:#?}");
        let cells = rows.iter().flat_map(|row| row.split(','));
        assert!(!cells.clone().any(|cell| cell.trim_matches('"').starts_with('=')), "{rows:#?}");
    }
}
