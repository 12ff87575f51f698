use chrono::TimeDelta;
use futures_util::future::join_all;
use poem::http::Method;
use serde_json::json;

use super::{Install, path};
use crate::support::{PASSWORD, TestApp};

const HOST: &str = "portal.shared.test";

both! {
    /// Two agencies may say that a host is theirs. Saying so holds nobody up, tells nobody of the other, and DNS
    /// decides.
    async fn whoever_says_so_first_does_not_have_it(app: TestApp) {
        let install = Install::new(&app).await;
        let (olivia, henry) = (install.staff("olivia").await, install.staff("henry").await);
        let squatter = install.add(&henry, HOST).await;
        let domain = install.add(&olivia, HOST).await;
        assert_ne!(squatter["records"][0]["value"], domain["records"][0]["value"]);
        install.set(&domain);
        // The true owner's record is no proof for the other.
        let refused = install.check(&henry, &squatter).await;
        assert_eq!((&refused["state"], &refused["problem"]), (&json!("pending"), &json!("record_differs")));
        assert_eq!(install.check(&olivia, &domain).await["state"], "verified");
        assert!(install.at(HOST).get("/portal/login").await.expect(200).body.contains("Northwind Studio"));
        install.end().await;
    }

    /// A host shows one agency. Another that proves it too waits, without being told whose it is, and gets it
    /// when the first one has lost it; nobody's session comes along.
    async fn a_verified_host_is_one_agencys(app: TestApp) {
        let install = Install::new(&app).await;
        let (olivia, henry) = (install.staff("olivia").await, install.staff("henry").await);
        let domain = install.verified(&olivia, HOST).await;
        let carla = install.at(HOST);
        carla.sign_in("carla", PASSWORD).await.expect(303);
        let second = install.add(&henry, HOST).await;
        install.prove(&second);
        let waits = install.check(&henry, &second).await;
        assert_eq!((&waits["state"], &waits["problem"], &waits["served"]), (&json!("pending"), &json!("unavailable"), &json!(false)));
        assert!(!waits.to_string().contains("Northwind") && !waits.to_string().contains(&app.cast.acme.agency.to_string()));
        assert_eq!(henry.post(&path(&second, "/primary"), json!({})).await.expect(409).code(), "domain_unverified");
        assert!(install.at(HOST).get("/portal/login").await.expect(200).body.contains("Northwind Studio"));
        assert_eq!(install.check(&olivia, &domain).await["state"], "failing");
        for _ in 0..5 {
            install.wait(TimeDelta::hours(20)).await;
        }
        let (olivia, henry) = (install.staff("olivia").await, install.staff("henry").await);
        assert_eq!(install.view(&olivia, &domain).await["state"], "pending");
        assert_eq!(install.check(&henry, &second).await["state"], "verified");
        let page = install.at(HOST).get("/portal/login").await.expect(200);
        assert!(page.body.contains("Harbor") && !page.body.contains("Northwind"));
        carla.get("/portal").await.expect(303);
        install.end().await;
    }

    /// A session counts only while its host shows its agency, whatever rows are left.
    async fn a_session_is_worth_nothing_where_its_agency_is_not(app: TestApp) {
        let install = Install::new(&app).await;
        let olivia = install.staff("olivia").await;
        install.verified(&olivia, HOST).await;
        let carla = install.at(HOST);
        carla.sign_in("carla", PASSWORD).await.expect(303);
        carla.get("/portal").await.expect(200);
        let harbor = app.cast.harbor.agency.simple().to_string();
        let id = if app.store.kind == crate::support::Kind::Sqlite { format!("x'{harbor}'") } else { format!("'{harbor}'") };
        assert_eq!(app.store.sql(&format!("UPDATE agency_host SET agency_id = {id} WHERE host = '{HOST}'")).await, 1);
        carla.get("/portal").await.expect(303);
        app.store.sql(&format!("DELETE FROM agency_host WHERE host = '{HOST}'")).await;
        carla.get("/portal").await.expect(421);
        install.end().await;
    }

    /// Checked from many sides at once, a host is served once and the trail says so once.
    async fn a_host_checked_many_times_at_once_is_verified_once(app: TestApp) {
        let install = Install::new(&app).await;
        let (olivia, henry) = (install.staff("olivia").await, install.staff("henry").await);
        let (one, two) = (install.add(&olivia, HOST).await, install.add(&henry, HOST).await);
        let values = [&one, &two].map(|domain| domain["records"][0]["value"].as_str().unwrap().to_owned());
        install.zone.texts("_portal-verify.portal.shared.test", &[&values[0], &values[1]]);
        install.zone.alias(HOST, "portals.install.test");
        let tries = (0..10).map(|number| {
            let (staff, domain) = if number % 2 == 0 { (&olivia, &one) } else { (&henry, &two) };
            async move { staff.post(&path(domain, "/check"), json!({})).await }
        });
        let answers = join_all(tries.collect::<Vec<_>>()).await;
        assert!(answers.iter().all(|answer| answer.status == 200), "{:?}", answers.iter().map(|a| a.status).collect::<Vec<_>>());
        let states = [install.view(&olivia, &one).await["state"].clone(), install.view(&henry, &two).await["state"].clone()];
        assert!(states.contains(&json!("verified")) && states.contains(&json!("pending")), "{states:?}");
        assert_eq!(app.store.value("SELECT count(*) FROM audit_entry WHERE action = 'domain.verified'").await, "1");
        install.end().await;
    }

    /// For owners and admins, of their own agency.
    async fn only_owners_and_admins_have_to_do_with_hosts(app: TestApp) {
        let install = Install::new(&app).await;
        let (adam, mia, henry) = (install.staff("adam").await, install.staff("mia").await, install.staff("henry").await);
        let domain = install.add(&adam, HOST).await;
        for (staff, status) in [(&mia, 403), (&henry, 404)] {
            staff.get(&path(&domain, "")).await.expect(status);
            staff.post(&path(&domain, "/check"), json!({})).await.expect(status);
            staff.post(&path(&domain, "/primary"), json!({})).await.expect(status);
            staff.ask(Method::DELETE, &path(&domain, "")).send().await.expect(status);
        }
        mia.get("/domains").await.expect(403);
        mia.post("/domains", json!({ "host": "mine.test" })).await.expect(403);
        assert!(henry.all("/domains", 200).await.iter().all(|own| own["id"] != domain["id"]));
        assert_eq!(install.view(&adam, &domain).await["state"], "pending");
        install.end().await;
    }
}
