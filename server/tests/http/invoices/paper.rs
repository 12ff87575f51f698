use portico::features::billing;
use portico::secrets;

use super::{again, bill, content, item, office, plain};
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
}
