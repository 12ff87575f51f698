//! That a webhook is no way into a network.

use serde_json::json;

use super::{act, deliveries, id, webhook};
use crate::support::TestApp;
use crate::workflows::Target;

both! {
    async fn an_address_inside_is_refused_where_it_is_written(app: TestApp) {
        let app = app.another(|config| config.outgoing_networks = Vec::new()).await;
        let olivia = app.as_staff("olivia").await;
        let fair = json!({ "url": "https://hooks.example.com/", "event_types": ["task.done"] });
        let hook = olivia.post("/webhooks", fair).await.expect(201).json();
        let path = format!("/webhooks/{}", id(&hook));
        for url in [
            "http://127.0.0.1/", "http://127.1:8080/", "http://2130706433/", "http://0x7f.1/", "http://[::1]/",
            "http://[::ffff:10.0.0.1]/", "http://10.0.0.1/", "http://192.168.1.1/", "http://169.254.169.254/latest/",
            "http://[fd00::1]/", "http://0.0.0.0/",
        ] {
            let new = json!({ "url": url, "event_types": ["task.done"] });
            for answer in [olivia.post("/webhooks", new).await, olivia.patch(&path, json!({ "url": url })).await] {
                let answer = answer.expect(422);
                assert!(answer.everything().contains("leads inside a network"), "{url}: {}", answer.everything());
            }
        }
    }

    /// A name says where it leads only when it is asked, and may say something else then.
    async fn a_name_that_leads_inside_is_not_asked(app: TestApp) {
        let app = app.another(|config| config.outgoing_networks = Vec::new()).await;
        let target = Target::answering(|_| (200, String::new(), "inside".into())).await;
        let url = target.url.replace("http://127.0.0.1", "https://localhost");
        let hook = webhook(&app, &url, &["request.replied"]).await;
        act(&app, &hook, "test", json!({})).await.expect(201);
        app.run_jobs().await;
        assert!(target.heard().is_empty(), "{:?}", target.heard());
        let tried = deliveries(&app, &hook).await.remove(0);
        assert_eq!(tried["last_error"], "this address leads inside a network or is not https, and is not asked");
        assert!(tried["last_status"].is_null());
    }

    /// What is told is for nobody on the way: without TLS only what lies in a network of the install's own is told.
    async fn outside_only_who_speaks_tls_is_told(app: TestApp) {
        let closed = app.another(|config| config.outgoing_networks = Vec::new()).await;
        for (app, url) in [(&closed, "http://hooks.example.com/"), (&closed, "http://1.1.1.1/"), (&app, "http://1.1.1.1/")] {
            let new = json!({ "url": url, "event_types": ["task.done"] });
            let refused = app.as_staff("olivia").await.post("/webhooks", new).await.expect(422).json();
            assert_eq!(refused["errors"][0]["field"], "url");
            assert!(refused["errors"][0]["message"].as_str().unwrap().contains("https://"), "{url}: {refused}");
        }
        let hook = webhook(&app, "https://hooks.example.com/", &["task.done"]).await;
        let moved = json!({ "url": "http://1.1.1.1/" });
        app.as_staff("olivia").await.patch(&format!("/webhooks/{}", id(&hook)), moved).await.expect(422);
    }

    /// What was allowed once and is not any more.
    async fn an_address_that_has_come_to_lie_inside_is_not_asked(app: TestApp) {
        let target = Target::answering(|_| (200, String::new(), String::new())).await;
        let hook = webhook(&app, &target.url, &["request.replied"]).await;
        let strict = app.another(|config| config.outgoing_networks = Vec::new()).await;
        act(&app, &hook, "test", json!({})).await.expect(201);
        strict.run_jobs().await;
        assert!(target.heard().is_empty(), "{:?}", target.heard());
        assert!(deliveries(&app, &hook).await[0]["last_error"].as_str().unwrap().contains("inside a network"));
        strict.app.database.close().await;
    }
}
