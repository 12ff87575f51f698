use poem::http::Method;
use serde_json::json;

use super::Install;
use crate::support::TestApp;

both! {
    async fn what_is_no_host_of_somebodys_is_refused(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let (label, name) = ("a".repeat(64), ["a".repeat(60).as_str(); 4].join("."));
        for host in [
            "https://portal.agency.test/", "portal.agency.test/portal", "me@portal.agency.test", "portal.agency.test:443",
            "portal.agency.test:443@evil.test", "*.agency.test", "127.0.0.1", "[::1]", "::1", "2130706433", "0x7f.1", "localhost",
            "portal", "under_score.agency.test", "-portal.agency.test", "portal..test", ".test", "a b.test", "portal.agency.test\n",
            "portal\0.agency.test", "\u{202e}portal.test", "xn--zzzzzzzzz.test", &format!("{label}.test"), &name, "<script>.test", "portal.agency.test,evil.test",
        ] {
            // A line break at the end is a slip of the hand.
            let wanted = if host == "portal.agency.test\n" { 201 } else { 422 };
            let answer = olivia.post("/domains", json!({ "host": host })).await.expect(wanted);
            if wanted == 422 {
                assert_eq!(answer.json()["errors"][0]["field"], "host", "{host}");
            }
        }
        olivia.post("/domains", json!({ "host": "" })).await.expect(422);
        olivia.post("/domains", json!({ "host": "x".repeat(400) })).await.expect(422);
        olivia.post("/domains", json!({ "host": 7 })).await.expect(422);
        olivia.post("/domains", json!({ "host": "a.test", "state": "verified" })).await.expect(400);
    }

    async fn a_host_is_added_once_under_its_key(app: TestApp) {
        let install = Install::new(&app).await;
        let olivia = install.staff("olivia").await;
        let add = async |host: &str| olivia.ask(Method::POST, "/domains").header("idempotency-key", "k").json(&json!({ "host": host })).send().await;
        let first = add("portal.agency.test").await.expect(201);
        let again = add("portal.agency.test").await.expect(201);
        assert_eq!((first.json()["id"].clone(), first.location()), (again.json()["id"].clone(), again.location()));
        add("other.agency.test").await.expect(409);
        assert_eq!(olivia.post("/domains", json!({ "host": "portal.agency.test" })).await.expect(409).code(), "domain_there");
        for number in 0..47 {
            install.add(&olivia, &format!("h{number}.agency.test")).await;
        }
        assert_eq!(olivia.post("/domains", json!({ "host": "one-more.agency.test" })).await.expect(409).code(), "too_many_domains");
        assert_eq!(olivia.all("/domains", 7).await.len(), 50);
        install.end().await;
    }
}
