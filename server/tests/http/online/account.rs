use poem::http::Method;
use portico::commands::doctor::stripe;
use portico_stripe_double::Endpoint;
use serde_json::json;

use super::{SECRET, Shop};
use crate::support::TestApp;

/// What `portico doctor stripe` says of the agency, and whether that is a fault. Of the other there is never one.
async fn doctor(app: &TestApp) -> (String, bool) {
    let found = stripe::examine(app.app.cashier(), &app.app.database.system()).await.unwrap();
    let (ours, others): (Vec<_>, Vec<_>) = found.into_iter().partition(|it| it.line.starts_with("Northwind Studio: "));
    assert!(others.iter().all(|it| !it.fault) && ours.len() == 1, "{ours:?} {others:?}");
    (ours[0].line.trim_start_matches("Northwind Studio: ").to_owned(), ours[0].fault)
}

both! {
    async fn the_doctor_says_who_can_be_paid_and_who_is_half_set_up(app: TestApp) {
        let shop = Shop::without_keys(&app, Some("sk_test_install")).await;
        shop.double.listen(Endpoint {
            url: "/webhooks/stripe".into(), secret: "whsec_install".into(), account: None,
        });
        assert_eq!(doctor(&shop.app).await, ("no account; payments are recorded by hand".to_owned(), false));
        let olivia = shop.app.as_staff("olivia").await;
        let url = olivia.post("/stripe/connect", json!({})).await.expect(200).json()["url"].clone();
        let (said, fault) = doctor(&shop.app).await;
        assert!(fault && said.contains("open the onboarding page again"), "{said}");
        let browser = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        browser.post(url.as_str().unwrap()).body("do=finish").send().await.unwrap();
        shop.deliver_all().await;
        assert_eq!(doctor(&shop.app).await, ("clients can pay online".to_owned(), false));
        // The same install without the secret of its webhooks.
        let deaf = shop.app.another(|config| {
            config.stripe_secret_key = Some("sk_test_install".into());
            config.stripe_webhook_secret = None;
        }).await;
        let (said, fault) = doctor(&deaf).await;
        assert!(fault && said.contains("There is no webhook secret"), "{said}");
        let found = stripe::examine(deaf.app.cashier(), &deaf.app.database.system()).await.unwrap();
        assert!(found.iter().any(|it| it.line.contains("no PORTICO_STRIPE_WEBHOOK_SECRET")), "{found:?}");
    }

    async fn a_key_is_set_seen_by_its_end_and_removed(app: TestApp) {
        let shop = Shop::without_keys(&app, None).await;
        let olivia = shop.app.as_staff("olivia").await;
        let before = olivia.get("/stripe").await.expect(200).json();
        assert_eq!((before["ready"].as_bool(), before["can_connect"].as_bool()), (Some(false), Some(false)));
        for (key, secret, field) in [
            ("pk_test_1", SECRET, "secret_key"), ("sk_test_1 2", SECRET, "secret_key"), ("sk_live_1", SECRET, "secret_key"),
            ("sk_test_1", "secret", "webhook_secrets"), ("sk_test_1", "", "webhook_secrets"),
        ] {
            let answer = shop.put_keys(&json!({ "secret_key": key, "webhook_secrets": [secret] })).await;
            assert_eq!(answer.status, 422, "{key} {secret}");
            assert!(answer.body.contains(field), "{}", answer.body);
        }
        let keys = json!({ "secret_key": "sk_test_northwind", "webhook_secrets": [SECRET] });
        let set = shop.put_keys(&keys).await.expect(200);
        let standing = set.json();
        assert_eq!((standing["ready"].as_bool(), standing["key_hint"].as_str()), (Some(true), Some("…wind")));
        let seen = olivia.get("/stripe").await.expect(200);
        let kept = shop.app.store.value("SELECT secret_key || webhook_secrets FROM stripe_account").await;
        for text in [&set.everything(), &seen.everything(), &kept] {
            assert!(!text.contains("sk_test_northwind") && !text.contains(SECRET), "{text}");
        }
        assert_eq!(olivia.ask(Method::DELETE, "/stripe").send().await.status, 204);
        assert_eq!(olivia.ask(Method::DELETE, "/stripe").send().await.status, 404);
        let carla = shop.app.as_client("carla").await;
        assert_eq!(carla.get("/portal/billing/payment-methods").await.status, 404);
    }

    /// S2.139: an account is connected to the install's, and is charged on.
    async fn s2_139_an_account_is_connected_and_clients_pay_to_it(app: TestApp) {
        let shop = Shop::without_keys(&app, Some("sk_test_install")).await;
        shop.double.listen(Endpoint {
            url: "/webhooks/stripe".into(), secret: "whsec_install".into(), account: None,
        });
        let olivia = shop.app.as_staff("olivia").await;
        let url = olivia.post("/stripe/connect", json!({})).await.expect(200).json()["url"].clone();
        let standing = olivia.get("/stripe").await.expect(200).json();
        assert_eq!((standing["mode"].as_str(), standing["ready"].as_bool()), (Some("connect"), Some(false)));
        let account = standing["account"].as_str().unwrap().to_owned();
        let invoice = shop.invoice("one", "EUR", 900).await;
        let carla = shop.app.as_client("carla").await;
        let pay = format!("/portal/billing/invoices/{invoice}/pay");
        assert_eq!(carla.post(&pay, &[]).await.status, 404, "it cannot be charged yet");
        let browser = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        browser.post(url.as_str().unwrap()).body("do=finish").send().await.unwrap();
        shop.deliver_all().await;
        assert_eq!(olivia.get("/stripe").await.json()["ready"].as_bool(), Some(true));
        shop.double.pay(&shop.pay(invoice).await);
        shop.deliver_all().await;
        shop.assert_paid(invoice).await;
        let again = olivia.post("/stripe/connect", json!({})).await.expect(200);
        assert!(again.body.contains(&account), "the same account is gone on with");
    }

    async fn the_way_out_is_named_to_the_browser(app: TestApp) {
        let shop = Shop::open(&app).await;
        let page = shop.app.as_client("carla").await.get("/portal").await;
        let policy = page.header("content-security-policy").to_owned();
        assert!(policy.contains(&format!("form-action 'self' https://checkout.stripe.com https://billing.stripe.com https://invoice.stripe.com {}", shop.double.base())), "{policy}");
    }
}
