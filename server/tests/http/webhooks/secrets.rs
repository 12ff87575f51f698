//! What webhooks are signed with: shown once, sealed, and changed without a gap.

use chrono::TimeDelta;
use poem::http::Method;
use serde_json::json;

use super::{act, deliveries, header, id, reply, seen, signature, webhook};
use crate::support::TestApp;
use crate::workflows::Target;

both! {
    async fn a_secret_is_shown_once_and_kept_sealed(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let new = json!({ "url": "https://hooks.example.com/", "event_types": ["task.done"] });
        let create = async || {
            olivia.ask(Method::POST, "/webhooks").header("idempotency-key", "once").json(&new).send().await.expect(201).json()
        };
        let (hook, again) = (create().await, create().await);
        assert_eq!((id(&hook), &hook["secret"]), (id(&again), &again["secret"]), "the same was made twice");
        let secret = hook["secret"].as_str().unwrap();
        assert!(secret.starts_with("whsec_") && secret.len() >= 38, "{secret}");
        let told = olivia.get("/webhooks").await.expect(200).body + &seen(&app, &hook).await.to_string();
        assert!(!told.contains("whsec_") && !told.contains("secret"), "{told}");
        let kept = app.store.value("SELECT secret FROM webhook").await;
        assert!(!kept.contains("whsec_") && !kept.contains(&secret[6..]), "{kept}");
        let trail = olivia.all("/audit?action=webhook", 50).await;
        assert!(trail.iter().all(|entry| !entry.to_string().contains("whsec_")), "{trail:?}");
    }

    /// Moved to another row, what is sealed does not open.
    async fn a_secret_belongs_to_its_webhook(app: TestApp) {
        let target = Target::answering(|_| (200, String::new(), String::new())).await;
        let one = webhook(&app, &target.url, &["task.done"]).await;
        let two = webhook(&app, "https://hooks.example.com/", &["task.done"]).await;
        let moved = format!(
            "UPDATE webhook SET secret = (SELECT secret FROM webhook WHERE url LIKE 'https:%') WHERE id <> {}",
            match app.store.kind {
                crate::support::Kind::Sqlite => format!("x'{}'", id(&two).replace('-', "")),
                crate::support::Kind::Postgres => format!("'{}'", id(&two)),
            }
        );
        assert_eq!(app.store.sql(&moved).await, 1);
        act(&app, &one, "test", json!({})).await.expect(201);
        app.run_jobs().await;
        assert!(target.heard().is_empty(), "{:?}", target.heard());
        let tried = deliveries(&app, &one).await.remove(0);
        assert!(tried["last_error"].as_str().unwrap().contains("cannot be opened"), "{tried}");
        // With another secret it goes on.
        let rotated = act(&app, &one, "rotate-secret", json!({})).await.expect(200).json();
        act(&app, &one, &format!("deliveries/{}/replay", id(&tried)), json!({})).await.expect(200);
        app.run_jobs().await;
        let heard = target.heard().remove(0);
        assert_eq!(header(&heard, "webhook-signature").unwrap(), signature(&rotated["secret"], &heard));
    }

    async fn for_a_day_the_old_secret_signs_beside_the_new(app: TestApp) {
        let target = Target::answering(|_| (200, String::new(), String::new())).await;
        let hook = webhook(&app, &target.url, &["request.replied"]).await;
        let rotated = act(&app, &hook, "rotate-secret", json!({})).await.expect(200).json();
        assert_ne!(rotated["secret"], hook["secret"]);
        assert!(rotated["old_secret_until"].is_string(), "{rotated}");
        assert!(seen(&app, &hook).await["secret"].is_null());
        let said = |heard: &str| header(heard, "webhook-signature").unwrap();
        reply(&app, "one").await;
        app.run_jobs().await;
        let heard = target.heard().remove(0);
        assert_eq!(said(&heard), format!("{} {}", signature(&rotated["secret"], &heard), signature(&hook["secret"], &heard)));
        app.advance(TimeDelta::hours(23));
        reply(&app, "two").await;
        app.run_jobs().await;
        let heard = target.heard().remove(1);
        assert!(said(&heard).contains(&signature(&hook["secret"], &heard)));
        app.advance(TimeDelta::hours(2));
        reply(&app, "three").await;
        app.run_jobs().await;
        let heard = target.heard().remove(2);
        assert_eq!(said(&heard), signature(&rotated["secret"], &heard));
        assert_eq!(app.store.value("SELECT count(*) FROM webhook WHERE old_secret IS NOT NULL").await, "0");
    }
}
