use poem::http::Method;
use portico::commands::doctor::brand;
use portico::mail::Sender;
use serde_json::json;

use crate::approvals::{decide, sent, simple};
use crate::invoices::{bill, content, item};
use crate::support::{TestApp, png};

async fn found(app: &TestApp) -> Vec<String> {
    sent_by(app, "portal@house.test").await
}

async fn sent_by(app: &TestApp, address: &str) -> Vec<String> {
    let sender = Sender { address: address.into(), domains: Vec::new() };
    let report = brand::examine(&app.app, &sender).await.unwrap();
    assert_eq!(report.looked.len(), 2);
    let enough = |looked: &brand::Looked| looked.answers > 30 && looked.mails >= 30 && looked.papers >= 2;
    assert!(report.looked.iter().all(enough), "{:?}", report.looked);
    let line = |finding: brand::Finding| format!("{}: {}: {}", finding.agency, finding.place, finding.what);
    report.findings.into_iter().map(line).collect()
}

both! {
    /// S2.127, S2.2, S2.3, S2.38: on every page that a client of each workspace reaches by its links, none of which
    /// leads nowhere.
    async fn s2_127_the_doctor_finds_nobody_but_the_agencies(app: TestApp) {
        let put = app.as_staff("adam").await.ask(Method::PUT, "/agency/images/logo_light");
        put.body("application/octet-stream", png(90, 30)).send().await.expect(200);
        let sessions = app.store.value("SELECT count(*) FROM client_session").await;
        assert_eq!(found(&app).await, Vec::<String>::new());
        assert_eq!(app.store.value("SELECT count(*) FROM client_session").await, sessions, "it leaves no session behind");
    }

    /// S2.127 on paper and in the post: an invoice, the statement and a certificate, whose text and whose title name
    /// somebody; and the sender of all mails.
    async fn s2_127_the_doctor_reads_papers_and_the_headers_of_mails(app: TestApp) {
        let (carla, mia) = (app.as_client("carla").await, app.as_staff("mia").await);
        assert_eq!(sent_by(&app, "portal@house.test").await, Vec::<String>::new());
        let named = sent_by(&app, "portico@house.test").await;
        assert!(!named.is_empty() && named.iter().all(|line| line.contains("the headers of the mail “")), "{named:?}");

        let approval = sent(&mia, simple(&app, "Portico in spring")).await;
        decide(&carla, &approval, 0, "approved", "").await.expect(303);
        let item = Item { description: "Portico, a month of it".into(), ..item("Work", 1000, 900, 0) };
        let invoice = bill(&app, &app.cast.acme, "EUR", content(vec![item])).await;
        // What the pages say of it is found, too; here it is about the papers.
        let words = found(&app).await;
        let at = |path: String| words.iter().any(|line| line.contains(&format!("{path}: names portico")));
        assert!(at(format!("/portal/billing/invoices/{}/pdf", invoice.id)), "{words:#?}");
        let certificate = format!("/portal/approvals/{}/certificate/", approval["id"].as_str().unwrap());
        assert!(words.iter().any(|line| line.contains(&certificate) && line.contains("names portico")), "{words:#?}");
        app.store.sql("UPDATE workspace SET name = 'Portico Coffee' WHERE slug = 'acme'").await;
        let words = found(&app).await;
        assert!(words.iter().any(|line| line.contains("/statement?") && line.contains("format=pdf: names portico")), "{words:#?}");
    }

    async fn the_doctor_sees_what_is_planted(app: TestApp) {
        let adam = app.as_staff("adam").await;
        adam.patch("/agency", json!({ "welcome": "Powered by Portico" })).await.expect(200);
        let words = found(&app).await;
        assert!(words.iter().any(|line| line.starts_with("Northwind Studio: /portal/login: names portico")), "{words:?}");
        assert!(words.iter().all(|line| line.starts_with("Northwind")), "{words:?}");
        adam.patch("/agency", json!({ "clear": ["welcome"] })).await.expect(200);

        let put = adam.ask(Method::PUT, "/agency/images/logo_light").body("application/octet-stream", png(90, 30));
        put.send().await.expect(200);
        app.store.sql("DELETE FROM brand_image").await;
        let broken = found(&app).await;
        assert!(broken.iter().any(|line| line.contains("/brand/") && line.contains("a broken asset: 404")), "{broken:?}");
        assert!(broken.iter().any(|line| line.contains("the mail") && line.contains("a broken asset")), "{broken:?}");
        adam.ask(Method::DELETE, "/agency/images/logo_light").send().await.expect(204);

        let brand = app.store.value("SELECT brand FROM agency WHERE slug = 'harbor'").await;
        let mut brand: serde_json::Value = serde_json::from_str(&brand).unwrap();
        brand["palette"] = json!("_".repeat(72));
        app.store.sql(&format!("UPDATE agency SET brand = '{brand}' WHERE slug = 'harbor'")).await;
        let pale = found(&app).await;
        assert!(pale.contains(&"Harbor & Pine: light.text: text on background has 1.00:1; 4.5:1 is needed".to_owned()), "{pale:?}");
    }
}
