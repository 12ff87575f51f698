use poem::http::Method;
use serde_json::json;

use crate::support::{TestApp, text_of};

both! {
    async fn an_admin_changes_what_the_agency_says_of_itself(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let seen = adam.get("/agency").await.expect(200);
        assert_eq!(seen.json()["currency"], "EUR");
        let change = json!({
            "name": "Northwind & Sons", "welcome": "Good to see you.\nCome in.", "locale": "en-US",
            "time_zone": "America/New_York", "currency": "USD", "sender_name": "The Northwind team",
            "sender_address": "hello@northwind.test"
        });
        let tag = seen.header("etag").to_owned();
        let changed = adam.ask(Method::PATCH, "/agency").header("if-match", &tag).json(&change).send().await.expect(200);
        for (field, value) in change.as_object().unwrap() {
            assert_eq!(changed.json()[field], *value, "{field}");
        }
        assert_ne!(changed.header("etag"), tag);
        let stale = adam.ask(Method::PATCH, "/agency").header("if-match", &tag).json(&change).send().await.expect(412);
        assert_eq!(stale.code(), "stale");

        let door = app.stranger().get("/portal/login").await.expect(200);
        assert!(door.body.contains("Northwind &amp; Sons") && door.body.contains("Good to see you.\nCome in."));
        let carla = app.as_client("carla").await;
        let request = carla.get(&format!("/portal/requests/{}", app.cast.acme.request)).await.expect(200);
        let clock = [" AM\"", " PM\""].iter().any(|half| request.body.contains(half));
        assert!(clock && request.body.contains("lang=\"en-US\""), "{}", text_of(&request.body));
        let mails = carla.get("/portal/account/notifications").await.expect(200);
        assert!(mails.body.contains(">5:00 PM</option>") && !mails.body.contains(">17:00</option>"));
        let audit = adam.get("/audit?action=agency.changed").await.expect(200).json();
        assert_eq!(audit["items"][0]["detail"]["currency"], "USD", "{audit}");

        let cleared = adam.patch("/agency", json!({ "clear": ["welcome", "sender_name", "sender_address"] })).await;
        let cleared = cleared.expect(200).json();
        assert!(cleared.get("welcome").is_none() && cleared.get("sender_address").is_none(), "{cleared}");
    }

    async fn what_cannot_be_is_refused_at_its_field(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let wrong = [
            ("time_zone", "Berlin"),
            ("time_zone", "../etc/passwd"),
            ("currency", "eur"),
            ("currency", "XXX"),
            ("sender_address", "nobody"),
            ("sender_address", "a@b\r\nBcc: victim@acme.test"),
            ("sender_address", "a@b.test, c@d.test"),
            ("sender_name", " \n "),
            ("name", "\u{202e}"),
        ];
        for (field, value) in wrong {
            let refused = adam.patch("/agency", json!({ field: value })).await.expect(422).json();
            assert_eq!(refused["errors"][0]["field"], field, "{value}: {refused}");
        }
        for (field, value, message) in [
            ("locale", "tlh", "Use one of these: en, en-GB, en-US, de, fr, es, nl, it, pt."),
            ("time_zone", "Berlin", "This is not a time zone's name."),
            ("currency", "XXX", "This is not a currency's code (ISO 4217)."),
            ("sender_address", "nobody", "This is not an email address."),
            ("currency", "EURO", "This is 4 characters long; at most 3 fit."),
            ("welcome", &"w".repeat(601), "This is 601 characters long; at most 600 fit."),
            ("name", "", "This must not be empty."),
            ("name", &"n".repeat(300), "This is 300 characters long; at most 120 fit."),
        ] {
            let refused = adam.patch("/agency", json!({ field: value })).await.expect(422).json();
            assert_eq!(refused["errors"], json!([{ "field": field, "message": message }]), "{refused}");
            assert_eq!(refused["code"], "invalid");
        }
        assert_eq!(adam.patch("/agency", json!({ "slug": "new" })).await.expect(400).code(), "malformed");
        let both = adam.patch("/agency", json!({ "time_zone": "x", "currency": "ABC" })).await.expect(422).json();
        assert_eq!(both["errors"].as_array().unwrap().len(), 2, "all faults at once");
        assert_eq!(adam.get("/agency").await.json()["version"], 1, "nothing has changed");
    }

    /// S2.116: the settings are the agency's; clients have no way to them, and members may not.
    async fn s2_116_clients_and_members_have_no_way_to_the_settings(app: TestApp) {
        let mia = app.as_staff("mia").await;
        for (method, path) in [
            (Method::GET, "/agency"),
            (Method::PATCH, "/agency"),
            (Method::GET, "/agency/brand"),
            (Method::PUT, "/agency/brand/draft"),
            (Method::POST, "/agency/brand/publish"),
            (Method::DELETE, "/agency/images/icon"),
        ] {
            let answer = mia.ask(method.clone(), path).json(&json!({})).send().await.expect(403);
            assert_eq!(answer.code(), "admin_only", "{method} {path}");
        }
        let carla = app.as_client("carla").await;
        for path in ["/portal/brand", "/portal/settings", "/portal/agency"] {
            carla.get(path).await.expect(404);
        }
        let page = carla.get("/portal/account").await.expect(200);
        assert!(!page.body.contains("/agency") && !text_of(&page.body).to_lowercase().contains("brand"));
    }

    async fn a_mail_is_from_the_agencys_sender_and_answered_to_its_address(app: TestApp) {
        let adam = app.as_staff("adam").await;
        let change = json!({ "sender_name": "The Northwind team", "sender_address": "hello@northwind.test" });
        adam.patch("/agency", change).await.expect(200);
        app.stranger().plain_post("/portal/forgot-password", &[("email", "carla@acme.test")]).await.expect(200);
        app.run_jobs().await;
        let sent = app.outgoing().pop().unwrap();
        assert_eq!(sent.mail.sender, "The Northwind team");
        assert_eq!(sent.reply_to.as_deref(), Some("hello@northwind.test"));
    }
}
