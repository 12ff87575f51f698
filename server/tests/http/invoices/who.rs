use super::plain;
use crate::support::{TestApp, canaries};

both! {
    /// S2.123, S1.128, S1.129: another client's invoice is not there, nor its paper, nor anything of it in a statement.
    async fn s2_123_another_clients_invoices_are_not_there(app: TestApp) {
        let fiona = app.as_client("fiona").await;
        fiona.post("/portal/workspace", &[("workspace_id", &app.cast.east.workspace.to_string())]).await.expect(303);
        let nothing = fiona.get(&format!("/portal/billing/invoices/{}", uuid::Uuid::now_v7())).await.expect(404).body;
        for other in [&app.cast.acme, &app.cast.west, &app.cast.harbor] {
            for path in ["", "/pdf"] {
                let answer = fiona.get(&format!("/portal/billing/invoices/{}{path}", other.invoice)).await.expect(404);
                assert!(!answer.body.contains(other.canary));
                if path.is_empty() {
                    assert_eq!(answer.body.len(), nothing.len(), "it is told apart from nothing");
                }
            }
        }
        for path in ["/portal/billing", "/portal/billing/invoices", "/portal/billing/statement", "/portal/billing/statement?format=csv"] {
            let page = fiona.get(path).await.expect(200).body;
            for canary in canaries::ALL.iter().filter(|canary| **canary != canaries::EAST) {
                assert!(!page.contains(canary), "{path} has {canary}");
            }
        }
    }

    /// S1.128, S1.126: without the permission there is nothing of billing anywhere.
    async fn s1_128_without_the_permission_there_is_no_billing(app: TestApp) {
        let acme = &app.cast.acme;
        let invoice = plain(&app, acme, 10_000).await;
        app.run_jobs().await;
        let victor = app.as_client("victor").await;
        for path in ["", "/invoices", "/statement", "/statement?format=pdf", &format!("/invoices/{}", acme.invoice), &format!("/invoices/{}/pdf", acme.invoice)] {
            victor.get(&format!("/portal/billing{path}")).await.expect(404);
        }
        for path in ["/portal", "/portal/notifications", "/portal/account"] {
            let page = victor.get(path).await.expect(200).body;
            assert!(!page.contains("/portal/billing") && !page.contains(&invoice.number), "{path}");
        }
        // From the next request on, also for somebody who had it; what was told before leads nowhere.
        let carla = app.as_client("carla").await;
        assert!(carla.get("/portal/notifications").await.expect(200).body.contains(&invoice.number));
        app.store.sql("UPDATE membership SET can_view_invoices = FALSE").await;
        carla.get("/portal/billing").await.expect(404);
        assert!(!carla.get("/portal/notifications").await.expect(200).body.contains(&invoice.number));
    }
}
