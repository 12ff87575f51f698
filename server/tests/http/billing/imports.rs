//! Invoices out of a file: all of them as drafts, or none and every bad row by its line.

use poem::http::Method;
use serde_json::json;

use crate::support::{Answer, Staff, TestApp};

const HEAD: &str = "number,client,description,quantity,unit_price,currency,due_days,tax_name,tax_percent\n";

async fn import(staff: &Staff, query: &str, file: impl Into<Vec<u8>>) -> Answer {
    staff.ask(Method::POST, &format!("/invoices/import{query}")).body("text/csv", file).send().await
}

async fn drafts(staff: &Staff) -> usize {
    staff.all("/invoices?status=draft", 200).await.len()
}

both! {
    async fn a_file_becomes_drafts_after_a_dry_run_and_only_once(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let client = app.cast.acme.workspace;
        let file = format!(
            "\u{feff}{HEAD}OLD-1,{client},\"Design, first\",1.5,100,EUR,14,VAT,19\r\nOLD-1,,More,1,0.50,,,VAT,19\r\nOLD-2,{client},Yen,2,7,JPY,,,\r\n"
        );
        let before = drafts(&olivia).await;
        let dry = import(&olivia, "?dry_run=true", file.clone()).await.expect(200).json();
        assert_eq!((&dry["dry_run"], dry["items"].as_array().unwrap().len()), (&json!(true), 2));
        assert_eq!(dry["items"][0]["total"], 17_910);
        assert!(dry["items"][0].get("invoice_id").is_none());
        assert_eq!(drafts(&olivia).await, before, "a dry run keeps nothing");
        let made = import(&olivia, "", file.clone()).await.expect(200).json();
        assert_eq!(drafts(&olivia).await, before + 2);
        let first = &made["items"][0];
        assert_eq!((&first["external_number"], &first["line"]), (&json!("OLD-1"), &json!(2)));
        let path = format!("/invoices/{}", first["invoice_id"].as_str().unwrap());
        let draft = olivia.get(&path).await.expect(200).json();
        assert_eq!(draft["status"], "draft");
        assert_eq!(draft["lines"][0]["description"], "Design, first");
        // The same file again: every invoice of it was imported, and nothing is made.
        let again = import(&olivia, "", file.clone()).await.expect(422);
        for line in ["line.2.number", "line.4.number"] {
            assert!(again.body.contains(line), "{}", again.body);
        }
        assert_eq!(drafts(&olivia).await, before + 2);
        // Thrown away, it may come again; issued, it gets a number of ours.
        olivia.ask(Method::DELETE, &path).send().await.expect(204);
        let one: String = file.lines().take(3).map(|line| format!("{line}\n")).collect();
        let anew = import(&olivia, "", one).await.expect(200).json();
        let path = format!("/invoices/{}/issue", anew["items"][0]["invoice_id"].as_str().unwrap());
        olivia.post(&path, json!({})).await.expect(200);
    }

    async fn one_key_imports_once(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let before = drafts(&olivia).await;
        let file = format!("{HEAD}K-1,{},Work,1,5,EUR,,,\n", app.cast.acme.workspace);
        let mut ids = Vec::new();
        for _ in 0..2 {
            let ask = olivia.ask(Method::POST, "/invoices/import").header("idempotency-key", "one");
            let made = ask.body("text/csv", file.clone()).send().await.expect(200).json();
            ids.push(made["items"][0]["invoice_id"].clone());
        }
        assert_eq!((ids[0] == ids[1], drafts(&olivia).await), (true, before + 1));
    }

    async fn one_bad_row_and_nothing_is_imported(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let client = app.cast.acme.workspace;
        let before = drafts(&olivia).await;
        let foreign = app.cast.harbor.workspace;
        let rows = format!(
            "A,{client},fine,1,5,,,,\nB,{foreign},x,1,5,,,,\nC,{client},=HYPERLINK(1),1,5,,,,\nD,{client},x,0,5,,,,\n\
             E,{client},x,1,-5,,,,\nF,{client},x,1,99999999999999999999,,,,\nG,{client},x,1,0,,,,\n"
        );
        // What the file is refused for as a file hides nothing that is wrong with its invoices.
        let strange = [rows.as_bytes(), b"H,x,Entw\xfcrfe,1,5,,,,\nI,", client.to_string().as_bytes(), b",x,1,5,,,,,more\n"].concat();
        for query in ["", "?dry_run=true"] {
            let said = import(&olivia, query, [HEAD.as_bytes(), strange.as_slice()].concat()).await.expect(422).json();
            let fields = said["errors"].as_array().unwrap().iter().map(|fault| fault["field"].as_str().unwrap());
            let wanted = [
                "line.3.client", "line.4.description", "line.5.quantity", "line.6.unit_price", "line.7.unit_price",
                "line.8.unit_price", "line.9", "line.9.client", "line.10",
            ];
            assert_eq!(fields.collect::<Vec<_>>(), wanted);
        }
        let latin = [HEAD.as_bytes(), b"A,x,Entw\xfcrfe,1,5,,,,\n"].concat();
        assert!(import(&olivia, "", latin).await.expect(422).body.contains("line.2"));
        let wide: Vec<u8> = HEAD.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(import(&olivia, "", [b"\xff\xfe".to_vec(), wide].concat()).await.expect(422).body.contains("UTF-16"));
        for nothing in ["", HEAD, "a,b\n1,2\n"] {
            import(&olivia, "", nothing).await.expect(422);
        }
        import(&olivia, "", "x".repeat(1024 * 1024 + 1)).await.expect(413);
        assert_eq!(drafts(&olivia).await, before);
        assert_eq!(import(&app.as_staff("mia").await, "", format!("{HEAD}Z,{client},x,1,5,,,,\n")).await.status, 403);
    }
}
