//! The agency's own affairs, and who looks through its clients' eyes: each is in the trail, with who decided it.

use chrono::TimeDelta;
use poem::http::Method;
use serde_json::json;

use super::told;
use crate::domains::{Install, path};
use crate::support::{TestApp, png};

both! {
    async fn how_an_agency_looks_and_works_is_in_the_trail(app: TestApp) {
        let (olivia, adam) = (app.as_staff("olivia").await, app.as_staff("adam").await);
        let house = ("agency", "Northwind Studio");
        adam.patch("/agency", json!({ "welcome": "Come in." })).await.expect(200);
        told(&olivia, "agency.changed", "Adam", house).await;
        let targets = json!([{ "priority": "normal", "first_response_minutes": 60, "resolution_minutes": 240 }]);
        adam.patch("/service-hours", json!({ "targets": targets })).await.expect(200);
        told(&olivia, "service_hours.changed", "Adam", house).await;
        let palette = json!({ "palette": { "light": { "accent": "#1f5f4c" } } });
        let draft = async |method: Method| adam.ask(method, "/agency/brand/draft").json(&palette).send().await;
        draft(Method::PUT).await.expect(200);
        told(&olivia, "brand.drafted", "Adam", house).await;
        adam.ask(Method::DELETE, "/agency/brand/draft").send().await.expect(204);
        told(&olivia, "brand.draft_discarded", "Adam", house).await;
        draft(Method::PUT).await.expect(200);
        adam.post("/agency/brand/publish", json!({})).await.expect(200);
        told(&olivia, "brand.published", "Adam", house).await;
        let icon = adam.ask(Method::PUT, "/agency/images/icon").body("application/octet-stream", png(64, 64));
        icon.send().await.expect(200);
        told(&olivia, "brand.image_put", "Adam", house).await;
        adam.ask(Method::DELETE, "/agency/images/icon").send().await.expect(204);
        told(&olivia, "brand.image_removed", "Adam", house).await;
    }

    /// What DNS shows is nobody's deed, unless somebody has asked for a look.
    async fn hosts_are_in_the_trail(app: TestApp) {
        let install = Install::new(&app).await;
        let (olivia, adam) = (install.staff("olivia").await, install.staff("adam").await);
        let (host, proof) = ("portal.northwind.test", "_portal-verify.portal.northwind.test");
        let domain = install.verified(&adam, host).await;
        told(&olivia, "domain.added", "Adam", ("domain", host)).await;
        told(&olivia, "domain.verified", "Adam", ("domain", host)).await;
        adam.post(&path(&domain, "/primary"), json!({})).await.expect(200);
        told(&olivia, "domain.made_primary", "Adam", ("domain", host)).await;
        install.zone.forget(proof);
        install.check(&adam, &domain).await;
        told(&olivia, "domain.failed", "Adam", ("domain", host)).await;
        for _ in 0..4 {
            install.wait(TimeDelta::hours(20)).await;
        }
        let olivia = install.staff("olivia").await;
        told(&olivia, "domain.withdrawn", "System", ("domain", host)).await;
        install.set(&domain);
        install.check(&olivia, &domain).await;
        told(&olivia, "domain.verified", "Olivia", ("domain", host)).await;
        install.zone.forget(proof);
        install.wait(TimeDelta::hours(25)).await;
        let olivia = install.staff("olivia").await;
        told(&olivia, "domain.failed", "System", ("domain", host)).await;
        olivia.ask(Method::DELETE, &path(&domain, "")).send().await.expect(204);
        told(&olivia, "domain.removed", "Olivia", ("domain", host)).await;
        install.end().await;
    }

    async fn who_looks_with_a_clients_eyes_is_in_the_trail(app: TestApp) {
        let (olivia, mia) = (app.as_staff("olivia").await, app.as_staff("mia").await);
        let (carla, acme) = (app.cast.people["carla"], app.cast.acme.workspace);
        mia.get(&format!("/clients/{carla}/mirror?workspace_id={acme}")).await.expect(200);
        told(&olivia, "client.mirrored", "Mia", ("client", "Carla")).await;
    }
}
