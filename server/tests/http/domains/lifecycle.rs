use chrono::TimeDelta;
use serde_json::json;

use super::{Install, path};
use crate::support::{PASSWORD, TestApp, email};

/// Where a forgotten password's link leads.
async fn link(install: &Install, host: &str) -> String {
    let before = install.node.mails().len();
    install.at(host).plain_post("/portal/forgot-password", &[("email", &email("carla"))]).await.expect(200);
    install.node.run_jobs().await;
    let mails = install.node.mails();
    let mail = mails[before..].iter().find(|mail| mail.recipient == email("carla")).unwrap();
    mail.text.split_whitespace().find(|word| word.contains("/portal/reset/")).unwrap().to_owned()
}

both! {
    /// S2.4, S2.18, S2.117, S2.126, S2.140: an agency adds a host of its own, sets two records, and the portal is
    /// there: with its brand at the sign-in (S2.137), for a client who comes back (S2.135), and in mails.
    async fn s2_140_an_agency_sets_up_a_host_of_its_own(app: TestApp) {
        let install = Install::new(&app).await;
        let olivia = install.staff("olivia").await;
        let domain = install.add(&olivia, " Portal.Northwind.Test. ").await;
        assert_eq!((&domain["host"], &domain["state"], &domain["served"]), (&json!("portal.northwind.test"), &json!("pending"), &json!(false)));
        let (proof, alias) = (&domain["records"][0], &domain["records"][1]);
        assert_eq!(proof["name"], "_portal-verify.portal.northwind.test");
        assert!(proof["value"].as_str().unwrap().strip_prefix("portal-verify=").unwrap().len() >= 43, "{proof}");
        assert_eq!(*alias, json!({ "kind": "CNAME", "name": "portal.northwind.test", "value": "portals.install.test", "instead_of_cname": false }));
        assert!(!domain.to_string().to_lowercase().contains("portico"), "{domain}");
        install.at("portal.northwind.test").get("/portal/login").await.expect(421);

        // It is looked for by itself.
        install.set(&domain);
        install.wait(TimeDelta::minutes(2)).await;
        let now = install.view(&olivia, &domain).await;
        assert_eq!((&now["state"], &now["points_here"], &now["served"], &now["problem"]), (&json!("verified"), &json!(true), &json!(true), &json!(null)));
        let page = install.at("portal.northwind.test").get("/portal/login").await.expect(200);
        assert!(page.body.contains("Northwind Studio"));
        let carla = install.at("portal.northwind.test");
        carla.sign_in("carla", PASSWORD).await.expect(303);
        carla.get("/portal").await.expect(200);

        // Mails name it when they are told to, wherever the request came in.
        assert!(link(&install, "portal.northwind.test").await.starts_with("http://northwind.localhost/"));
        let primary = olivia.post(&path(&domain, "/primary"), json!({})).await.expect(200).json();
        assert_eq!(primary["primary"], true);
        assert!(link(&install, "northwind.localhost").await.starts_with("http://portal.northwind.test/portal/reset/"));
        let primaries: Vec<_> = olivia.all("/domains", 1).await.into_iter().filter(|domain| domain["primary"] == true).collect();
        assert_eq!(primaries.len(), 1);
        install.end().await;
    }

    /// A verified host whose record goes has 72 hours, in which those who can mend it know; then it is nobody's.
    async fn a_host_that_loses_its_proof_has_three_days(app: TestApp) {
        let install = Install::new(&app).await;
        let olivia = install.staff("olivia").await;
        let host = "portal.northwind.test";
        let domain = install.verified(&olivia, host).await;
        olivia.post(&path(&domain, "/primary"), json!({})).await.expect(200);
        install.zone.forget(&format!("_portal-verify.{host}"));
        // What is verified is looked for once a day.
        install.wait(TimeDelta::hours(23)).await;
        let olivia = install.staff("olivia").await;
        assert_eq!(install.view(&olivia, &domain).await["state"], "verified");
        install.wait(TimeDelta::hours(2)).await;
        let olivia = install.staff("olivia").await;
        let failing = install.view(&olivia, &domain).await;
        assert_eq!((&failing["state"], &failing["problem"], &failing["served"]), (&json!("failing"), &json!("record_missing"), &json!(true)));
        assert!(failing["failing_until"].is_string());
        let mut told: Vec<String> = install.node.mails().into_iter().filter(|mail| mail.subject.contains(host)).map(|mail| mail.recipient).collect();
        told.sort();
        assert_eq!(told, [email("adam"), email("olivia")]);
        let carla = install.at(host);
        carla.sign_in("carla", PASSWORD).await.expect(303);
        for _ in 0..3 {
            install.wait(TimeDelta::hours(23)).await;
            carla.get("/portal").await.expect(200);
        }
        install.wait(TimeDelta::hours(4)).await;
        let olivia = install.staff("olivia").await;
        let gone = install.view(&olivia, &domain).await;
        assert_eq!((&gone["state"], &gone["served"], &gone["primary"]), (&json!("pending"), &json!(false), &json!(false)));
        carla.get("/portal").await.expect(421);
        assert_eq!(install.node.store.value(&format!("SELECT count(*) FROM client_session WHERE host = '{host}'")).await, "0");
        assert!(link(&install, "northwind.localhost").await.starts_with("http://northwind.localhost/"));
        let told = install.node.mails().into_iter().filter(|mail| mail.subject.contains(host)).count();
        assert_eq!(told, 4, "two people, twice");

        // Once the record is back, so is the host; who was signed in is not.
        install.set(&domain);
        install.wait(TimeDelta::minutes(2)).await;
        assert_eq!(install.view(&olivia, &domain).await["state"], "verified");
        carla.get("/portal").await.expect(303);
        let trail = olivia.get("/audit?action=domain.&limit=200").await.expect(200).json();
        let actions: Vec<&str> = trail["items"].as_array().unwrap().iter().rev().map(|entry| entry["action"].as_str().unwrap()).collect();
        assert_eq!(actions, ["domain.added", "domain.verified", "domain.made_primary", "domain.failed", "domain.withdrawn", "domain.verified"]);
        install.end().await;
    }

    /// A host whose record comes back in time is as before, and nobody notices.
    async fn a_proof_that_comes_back_in_time_mends_it(app: TestApp) {
        let install = Install::new(&app).await;
        let olivia = install.staff("olivia").await;
        let domain = install.verified(&olivia, "portal.northwind.test").await;
        let carla = install.at("portal.northwind.test");
        carla.sign_in("carla", PASSWORD).await.expect(303);
        install.zone.forget("_portal-verify.portal.northwind.test");
        assert_eq!(install.check(&olivia, &domain).await["state"], "failing");
        install.set(&domain);
        let mended = install.check(&olivia, &domain).await;
        assert_eq!((&mended["state"], &mended["failing_until"], &mended["problem"]), (&json!("verified"), &json!(null), &json!(null)));
        carla.get("/portal").await.expect(200);
        install.end().await;
    }

    /// Giving a host up ends what was opened there, and nothing else.
    async fn removing_a_host_ends_its_sessions(app: TestApp) {
        let install = Install::new(&app).await;
        let olivia = install.staff("olivia").await;
        let domain = install.verified(&olivia, "portal.northwind.test").await;
        olivia.post(&path(&domain, "/primary"), json!({})).await.expect(200);
        let (there, elsewhere) = (install.at("portal.northwind.test"), install.node.as_client("carla").await);
        there.sign_in("carla", PASSWORD).await.expect(303);
        olivia.ask(poem::http::Method::DELETE, &path(&domain, "")).send().await.expect(204);
        there.get("/portal").await.expect(421);
        elsewhere.get("/portal").await.expect(200);
        assert_eq!(install.node.store.value("SELECT count(*) FROM client_session WHERE host = 'portal.northwind.test'").await, "0");
        olivia.get(&path(&domain, "")).await.expect(404);
        assert!(link(&install, "northwind.localhost").await.starts_with("http://northwind.localhost/"));
        // The record still stands in DNS, and proves nothing any more: a new one is asked for.
        let again = install.add(&olivia, "portal.northwind.test").await;
        assert_ne!(again["records"][0]["value"], domain["records"][0]["value"]);
        assert_eq!(install.check(&olivia, &again).await["problem"], "record_differs");
        install.at("portal.northwind.test").get("/portal/login").await.expect(421);
        install.end().await;
    }

    /// With other agencies on the install, one that gave up its last host would be met nowhere.
    async fn the_last_host_stays(app: TestApp) {
        let install = Install::new(&app).await;
        let olivia = install.staff("olivia").await;
        // Where the portal stays: at a host that is given up, her token works no more.
        let there = olivia.moved_to("second.northwind.localhost");
        let delete = async |domain: &serde_json::Value| there.ask(poem::http::Method::DELETE, &path(domain, "")).send().await;
        let all = olivia.all("/domains", 10).await;
        assert_eq!(all.len(), 2);
        assert!(all.iter().all(|domain| domain["by_operator"] == true && domain["state"] == "verified"));
        assert!(all.iter().all(|domain| domain["records"].as_array().unwrap().is_empty()), "nothing is to be set: {all:?}");
        delete(&all[0]).await.expect(204);
        assert_eq!(there.get("/domains").await.json()["items"][0]["primary"], true);
        assert_eq!(olivia.get("/domains").await.expect(421).code(), "no_agency_here");
        assert_eq!(delete(&all[1]).await.expect(409).code(), "domain_last");
        // Alone on the install, every host is its own.
        app.alone().await;
        delete(&all[1]).await.expect(204);
        install.at("anything.test").get("/portal/login").await.expect(200);
        install.end().await;
    }
}
