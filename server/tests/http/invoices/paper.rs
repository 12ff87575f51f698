use chrono::TimeDelta;
use poem::http::Method;
use portico::entity::invoice;
use portico::features::billing::{self, NewCreditNote, PartyChange, SettingsChange};
use portico::ids::UploadId;
use portico::secrets;
use portico::storage::{Part, Storage};
use serde_json::json;

use super::{again, bill, content, flat, item, office, on_paper, plain};
use crate::support::TestApp;

both! {
    /// S1.130, S1.129: it is downloaded under its number, as it was issued, whatever happens to it.
    async fn s1_130_an_invoice_is_downloaded_and_its_bytes_never_change(app: TestApp) {
        let acme = &app.cast.acme;
        let invoice = plain(&app, acme, 10_000).await;
        app.run_jobs().await;
        let kept = again(&app, acme, &invoice).await;
        assert!(kept.pdf_key.is_some() && kept.pdf_size.is_some_and(|size| size > 1000), "{kept:?}");
        let carla = app.as_client("carla").await;
        let path = format!("/portal/billing/invoices/{}/pdf", invoice.id);
        let first = carla.get(&path).await.expect(200);
        assert!(first.bytes.starts_with(b"%PDF-") && first.header("content-type") == "application/pdf");
        let name = format!("attachment; filename=\"invoice-{}.pdf\"", invoice.number.to_lowercase());
        assert_eq!(first.header("content-disposition"), name);
        assert_eq!(Some(secrets::hash_bytes(&first.bytes)), kept.pdf_sha256);
        billing::void(&office(&app, acme), invoice.id, "Sent twice").await.unwrap();
        app.store.sql("UPDATE agency SET name = 'Another Name', accent = '#ff0000'").await;
        app.run_jobs().await;
        assert_eq!(carla.get(&path).await.expect(200).bytes, first.bytes);
        let page = carla.get(&format!("/portal/billing/invoices/{}", invoice.id)).await.expect(200).body;
        assert!(page.contains("This invoice is void") && page.contains("Sent twice"), "{page}");
    }

    /// S1.130, S2.99: staff have the very paper that their client has, of credit notes too; of a draft there is none, and
    /// another agency's is not there.
    async fn s1_130_staff_have_the_paper_that_their_client_has(app: TestApp) {
        let acme = &app.cast.acme;
        let (mia, carla) = (app.as_staff("mia").await, app.as_client("carla").await);
        let invoice = plain(&app, acme, 10_000).await;
        let all = NewCreditNote { items: None, note: "Sent twice".into() };
        let note = billing::credit_note(&office(&app, acme), invoice.id, all).await.unwrap();
        let number = |row: &invoice::Model| row.number.to_lowercase();
        for (row, name) in [(&invoice, format!("invoice-{}.pdf", number(&invoice))), (&note, format!("credit-note-{}.pdf", number(&note)))] {
            let paper = mia.get(&format!("/invoices/{}/document", row.id)).await.expect(200);
            assert!(paper.bytes.starts_with(b"%PDF-"), "{}", paper.everything());
            assert_eq!(paper.header("content-disposition"), format!("attachment; filename=\"{name}\""));
            let theirs = carla.get(&format!("/portal/billing/invoices/{}/pdf", row.id)).await.expect(200);
            assert!(theirs.bytes == paper.bytes, "{name} is another one for its client");
            // It is compressed within; to do that again would only cost time.
            let (staff, client) = (format!("/invoices/{}/document", row.id), format!("/portal/billing/invoices/{}/pdf", row.id));
            for ask in [mia.ask(Method::GET, &staff), carla.ask(Method::GET, &client)] {
                let sent = ask.header("accept-encoding", "gzip").send().await.expect(200);
                assert!(sent.header("content-encoding").is_empty() && sent.bytes == paper.bytes, "{name} is packed twice");
            }
        }
        let lines = json!([{ "description": "Work", "quantity": 1000, "unit_price": 1000 }]);
        let draft = mia.post("/invoices", json!({ "workspace_id": acme.workspace, "lines": lines })).await.expect(201).json();
        let missing = mia.get(&format!("/invoices/{}/document", draft["id"].as_str().unwrap())).await.expect(404);
        assert_eq!(missing.code(), "not_found");
        let foreign = app.as_staff("henry").await.get(&format!("/invoices/{}/document", invoice.id)).await.expect(404);
        assert_eq!(foreign.code(), "not_found");
    }

    /// A token that opens no billing opens no paper either.
    async fn s1_130_a_token_without_billing_has_no_paper(app: TestApp) {
        let mia = app.as_staff("mia").await;
        let until = app.app.database.system().now() + TimeDelta::days(1);
        for (scope, status) in [("requests:read", 403), ("billing:write", 403), ("billing:read", 200)] {
            let new = json!({ "name": scope, "scopes": [scope], "expires_at": until });
            let token = mia.post("/api-tokens", new).await.expect(201).json()["token"].clone();
            let exchanged = app.ask(Method::POST, "/api/v1/auth/token").json(&json!({ "api_token": token })).send().await;
            let access = exchanged.expect(200).json()["access_token"].as_str().unwrap().to_owned();
            let ask = app.ask(Method::GET, &format!("/api/v1/invoices/{}/document", app.cast.acme.invoice));
            ask.header("authorization", &format!("Bearer {access}")).send().await.expect(status);
        }
    }

    /// Whoever asks before the job has run gets it all the same, and those who ask at once get the same.
    async fn an_invoice_is_drawn_when_it_is_first_asked_for(app: TestApp) {
        let acme = &app.cast.acme;
        let lines = (0..60).map(|number| item(&format!("Zeile {number}: 日本語, Ελληνικά, עברית"), 1000, 1000, 1900));
        let invoice = bill(&app, acme, "KWD", content(lines.collect())).await;
        let carla = app.as_client("carla").await;
        let path = format!("/portal/billing/invoices/{}/pdf", invoice.id);
        let (one, two) = tokio::join!(carla.get(&path), carla.get(&path));
        assert!(one.status == 200 && one.bytes == two.bytes);
        app.run_jobs().await;
        assert_eq!(carla.get(&path).await.bytes, one.bytes);
    }

    /// Whom it is made out to is written as they write it, and as it was when the invoice was issued.
    async fn a_name_in_another_script_is_on_the_paper(app: TestApp) {
        let acme = &app.cast.acme;
        let named = async |name: &str, address: &str| {
            let change = PartyChange { name: Some(name.into()), address: Some(address.into()), ..PartyChange::default() };
            billing::change_party(&office(&app, acme), acme.workspace.into(), None, change).await.unwrap();
        };
        let (name, address) = ("株式会社アクメ καφές", "渋谷区 1-2-3\n東京");
        named(name, address).await;
        let invoice = plain(&app, acme, 10_000).await;
        named("Acme Ltd", "1 High Street").await;
        let carla = app.as_client("carla").await;
        let path = format!("/portal/billing/invoices/{}", invoice.id);
        let paper = on_paper(&carla.get(&format!("{path}/pdf")).await.expect(200).bytes);
        assert!(paper.contains(&flat(name)) && paper.contains("渋谷区1-2-3") && paper.contains("東京"), "{paper}");
        assert!(!paper.contains("AcmeLtd"), "{paper}");
    }

    /// How to pay is read beside what is to be paid: no page has it alone.
    async fn how_to_pay_stands_on_the_page_of_the_total(app: TestApp) {
        let acme = &app.cast.acme;
        let note = Some("By transfer to\nDE02 1203 0000 0000 2020 51\nwithin two weeks".to_owned());
        let change = SettingsChange { payment_note: note, ..SettingsChange::default() };
        billing::change_settings(&office(&app, acme), None, change).await.unwrap();
        let carla = app.as_client("carla").await;
        let mut turned = 0;
        for lines in 4..15 {
            let lines = (0..lines).map(|number| item(&format!("Part {number}"), 1000, 1000, 1900)).collect();
            let invoice = bill(&app, acme, "EUR", content(lines)).await;
            let path = format!("/portal/billing/invoices/{}/pdf", invoice.id);
            let paper = on_paper(&carla.get(&path).await.expect(200).bytes);
            assert!(paper.contains("Howtopay") && paper.contains("withintwoweeks"), "{paper}");
            // What stands at the foot of a page is drawn before what is on it.
            let last = paper.rfind("2/2").map(|at| &paper[at..]);
            if let Some(last) = last.filter(|page| page.contains("withintwoweeks")) {
                assert!(last.contains("Howtopay") && last.contains("Total€"), "{last}");
                turned += 1;
            }
        }
        assert!(turned > 0, "all was on the first page");
    }

    /// Letters that change places, join and carry marks are drawn as they are written, and read as they were typed.
    async fn names_of_india_and_south_east_asia_are_on_the_paper(app: TestApp) {
        let acme = &app.cast.acme;
        let (name, address) = ("บริษัท น้ำใส จำกัด", "ក្រុមហ៊ុន\nភ្នំពេញ");
        let change = PartyChange { name: Some(name.into()), address: Some(address.into()), ..PartyChange::default() };
        billing::change_party(&office(&app, acme), acme.workspace.into(), None, change).await.unwrap();
        let work = ["हिन्दी कि", "கொழும்பு", "ශ්\u{200d}රී ලංකා", "မြန်မာ", "ພາສາລາວ", "ქართული", "Հայերեն", "አማርኛ"];
        let invoice = bill(&app, acme, "EUR", content(work.map(|text| item(text, 1000, 1000, 1900)).into())).await;
        let carla = app.as_client("carla").await;
        let path = format!("/portal/billing/invoices/{}/pdf", invoice.id);
        let paper = on_paper(&carla.get(&path).await.expect(200).bytes);
        for text in work.into_iter().chain([name]).chain(address.lines()) {
            assert!(paper.contains(&flat(text)), "{text} is not in {paper}");
        }
        assert!(!paper.contains('\u{fffd}'), "{paper}");
    }

    /// A server that dies between drawing a paper and saying where it is leaves bytes of which no row knows: they go within
    /// a day. What a row speaks for stays, however old, and so does what is being drawn.
    async fn a_paper_that_no_invoice_has_is_swept_and_no_other(app: TestApp) {
        let folder = tempfile::tempdir().unwrap();
        let storage = Storage::open(&format!("file://{}", folder.path().display()), None).unwrap();
        let node = app.another_storing(storage.clone()).await;
        let acme = &app.cast.acme;
        let key = async |invoice: &invoice::Model| {
            again(&app, acme, invoice).await.pdf_key.unwrap().parse::<UploadId>().unwrap()
        };
        let there = async |key: UploadId| storage.read(acme.agency.into(), key, Part::Original, None).await.is_ok();
        let carla = node.as_client("carla").await;
        let (one, other) = (plain(&node, acme, 10_000).await, plain(&node, acme, 20_000).await);
        let path = |invoice: &invoice::Model| format!("/portal/billing/invoices/{}/pdf", invoice.id);
        let first = carla.get(&path(&one)).await.expect(200).bytes;
        carla.get(&path(&other)).await.expect(200);
        let (kept, lost) = (key(&one).await, key(&other).await);
        app.store.sql(&format!("UPDATE invoice SET pdf_key = NULL WHERE number = '{}'", other.number)).await;
        let redrawn = carla.get(&path(&other)).await.expect(200).bytes;
        let second = key(&other).await;
        assert_ne!(lost, second);
        node.advance(TimeDelta::hours(20));
        node.run_jobs().await;
        assert!(there(kept).await && there(lost).await && there(second).await, "it may still be drawn");
        let late = plain(&node, acme, 30_000).await;
        let carla = node.as_client("carla").await;
        carla.get(&path(&late)).await.expect(200);
        let fresh = key(&late).await;
        for _ in 0..2 {
            node.advance(TimeDelta::hours(6));
            node.run_jobs().await;
            assert_eq!((there(kept).await, there(lost).await, there(second).await), (true, false, true));
            assert!(there(fresh).await);
        }
        let carla = node.as_client("carla").await;
        assert_eq!(carla.get(&path(&one)).await.expect(200).bytes, first);
        assert_eq!(carla.get(&path(&other)).await.expect(200).bytes, redrawn);
    }
}
