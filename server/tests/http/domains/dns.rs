use chrono::TimeDelta;
use serde_json::json;

use super::Install;
use crate::support::TestApp;

const HOST: &str = "portal.northwind.test";
const PROOF: &str = "_portal-verify.portal.northwind.test";

both! {
    /// What is wrong is said, with what was found.
    async fn what_dns_says_instead_is_told(app: TestApp) {
        let install = Install::new(&app).await;
        let olivia = install.staff("olivia").await;
        let domain = install.add(&olivia, HOST).await;
        let value = domain["records"][0]["value"].as_str().unwrap().to_owned();
        let now = async |problem: &str, words: &str| {
            let now = install.check(&olivia, &domain).await;
            assert_eq!((&now["state"], &now["problem"]), (&json!("pending"), &json!(problem)), "{now}");
            assert!(now["reason"].as_str().unwrap().contains(words), "{now}");
            assert!(now["last_checked_at"].is_string() && now["next_check_at"].is_string());
            install.at(HOST).get("/portal/login").await.expect(421);
        };
        now("name_missing", "NXDOMAIN").await;
        install.zone.alias(HOST, "portals.install.test");
        install.zone.addresses("portals.install.test", &["192.0.2.10"]);
        now("record_missing", PROOF).await;
        install.zone.texts(PROOF, &["v=spf1 -all", "google-site-verification=x"]);
        now("record_missing", "no TXT record").await;
        for wrong in ["portal-verify=somebody-elses", "portal-verify=", &value[..value.len() - 1], &format!("{value}x"), &value.to_uppercase().replacen("PORTAL-VERIFY", "portal-verify", 1)] {
            install.zone.texts(PROOF, &[wrong]);
            now("record_differs", "another value").await;
        }
        // The value at the host itself, and the record of another host, prove nothing.
        install.zone.forget(PROOF);
        install.zone.texts("_portal-verify.northwind.test", &[&value]);
        now("record_missing", PROOF).await;
        install.zone.texts(PROOF, &["v=spf1 -all", &value]);
        assert_eq!(install.check(&olivia, &domain).await["state"], "verified");
        install.end().await;
    }

    /// Whose it is and where it leads are two things: a host that is proved and leads elsewhere is its agency's.
    async fn a_host_that_leads_elsewhere_is_verified_and_says_so(app: TestApp) {
        let install = Install::new(&app).await;
        let olivia = install.staff("olivia").await;
        let domain = install.add(&olivia, HOST).await;
        install.prove(&domain);
        install.zone.addresses("portals.install.test", &["192.0.2.10", "2001:db8::10"]);
        let now = async |points_here: bool, problem: serde_json::Value, words: &str| {
            let now = install.check(&olivia, &domain).await;
            assert_eq!((&now["state"], &now["points_here"], &now["problem"]), (&json!("verified"), &json!(points_here), &problem), "{now}");
            assert!(now["reason"].as_str().unwrap_or_default().contains(words), "{now}");
        };
        now(false, json!("points_nowhere"), "nowhere").await;
        install.zone.alias(HOST, "other.hoster.test");
        now(false, json!("points_elsewhere"), "other.hoster.test").await;
        install.zone.addresses("other.hoster.test", &["198.51.100.7"]);
        now(false, json!("points_elsewhere"), "other.hoster.test").await;
        install.zone.addresses(HOST, &["198.51.100.7"]);
        now(false, json!("points_elsewhere"), "198.51.100.7").await;
        // By the addresses of the target, as the top of a zone has it, and by way of another alias.
        for address in ["192.0.2.10", "2001:db8::10"] {
            install.zone.addresses(HOST, &[address]);
            now(true, json!(null), "").await;
        }
        install.zone.alias("other.hoster.test", "portals.install.test");
        install.zone.alias(HOST, "other.hoster.test");
        now(true, json!(null), "").await;
        install.end().await;
    }

    /// A name server that says nothing, or fails, changes no state: it proves nothing for or against.
    async fn silence_changes_nothing(app: TestApp) {
        let install = Install::new(&app).await;
        let olivia = install.staff("olivia").await;
        let (waiting, there) = (install.add(&olivia, "waiting.northwind.test").await, install.verified(&olivia, HOST).await);
        let states = async || [install.check(&olivia, &waiting).await, install.check(&olivia, &there).await];
        install.zone.broken(true);
        for (domain, state) in states().await.iter().zip(["pending", "verified"]) {
            assert_eq!((&domain["state"], &domain["problem"]), (&json!(state), &json!("no_answer")), "{domain}");
        }
        install.zone.silent(true);
        install.wait(TimeDelta::hours(2)).await;
        let domain = &install.view(&install.staff("olivia").await, &there).await;
        assert_eq!((&domain["state"], &domain["problem"], &domain["points_here"]), (&json!("verified"), &json!("no_answer"), &json!(true)));
        assert!(domain["reason"].as_str().unwrap().contains("no answer"));
        install.at(HOST).get("/portal/login").await.expect(200);
        install.end().await;
    }

    /// A host in any script is one host in all its spellings, and served at the one that browsers send.
    async fn a_host_in_another_script_is_served_as_browsers_ask_for_it(app: TestApp) {
        let install = Install::new(&app).await;
        let olivia = install.staff("olivia").await;
        let domain = install.verified(&olivia, "Portal.Bücher.Test").await;
        assert_eq!((&domain["host"], &domain["display"]), (&json!("portal.xn--bcher-kva.test"), &json!("portal.bücher.test")));
        for host in ["portal.xn--bcher-kva.test", "PORTAL.XN--BCHER-KVA.TEST:443", "portal.xn--bcher-kva.test."] {
            let page = install.at(host).get("/portal/login").await.expect(200);
            assert!(page.body.contains("Northwind Studio"));
        }
        for same in ["portal.bücher.test", "portal.xn--bcher-kva.test", "PORTAL.BÜCHER.TEST."] {
            assert_eq!(olivia.post("/domains", json!({ "host": same })).await.expect(409).code(), "domain_there");
        }
        install.end().await;
    }

    /// What nobody sets is looked for less and less, and after a week no more, until somebody asks.
    async fn a_host_that_nobody_sets_is_left_alone_after_a_week(app: TestApp) {
        let install = Install::new(&app).await;
        let olivia = install.staff("olivia").await;
        let domain = install.add(&olivia, HOST).await;
        for _ in 0..8 {
            install.wait(TimeDelta::hours(22)).await;
        }
        let olivia = install.staff("olivia").await;
        let left = install.view(&olivia, &domain).await;
        assert_eq!((&left["state"], &left["next_check_at"]), (&json!("pending"), &json!(null)));
        install.set(&domain);
        install.wait(TimeDelta::minutes(5)).await;
        assert_eq!(install.view(&olivia, &domain).await["state"], "pending");
        install.zone.forget(PROOF);
        assert!(install.check(&olivia, &domain).await["next_check_at"].is_string());
        install.set(&domain);
        install.wait(TimeDelta::minutes(2)).await;
        assert_eq!(install.view(&olivia, &domain).await["state"], "verified");
        install.end().await;
    }
}
