//! What is refused where money goes through Stripe: each by its word, and nothing is lost by it.

use poem::http::Method;
use portico_stripe_double::Failure;
use serde_json::json;

use super::subscribed::{NAME, books, open};
use super::subscriptions::{billed, price};
use super::{SECRET, Shop};
use crate::support::TestApp;

both! {
    /// What Stripe says of the order itself ends it, and anything else does not.
    async fn what_stripe_has_against_a_subscription_is_told(app: TestApp) {
        let shop = Shop::open(&app).await;
        let olivia = shop.app.as_staff("olivia").await;
        let price = price(&olivia, NAME, "EUR", 4900, "month").await;
        shop.app.run_jobs().await;
        let new = json!({ "workspace_id": app.cast.acme.workspace, "price_id": price });
        for (failure, code, state) in [
            (Failure::Refused, "stripe_refused", "ended"), (Failure::Declined, "payment_declined", "ended"),
            (Failure::Missing, "stripe_missing", "starting"),
        ] {
            shop.double.fail_always(Some(failure));
            let ask = || olivia.ask(Method::POST, "/subscriptions").header("idempotency-key", code).json(&new);
            let refused = ask().send().await.expect(409);
            assert_eq!(refused.code(), code);
            assert_eq!(ask().send().await.expect(409).code(), code, "and says so again");
            assert!(!refused.body.contains("sk_test"), "{}", refused.body);
            let latest = olivia.all("/subscriptions", 200).await.remove(0);
            assert_eq!((latest["state"].as_str(), latest["problem"].is_string()), (Some(state), state == "ended"));
        }
        shop.double.fail_always(None);
        assert!(shop.double.names("subscription").is_empty());
        olivia.post("/subscriptions", new).await.expect(201);
    }

    /// An invoice of a subscription of which Stripe knows nothing is told so, and can be paid once it does.
    async fn what_stripe_does_not_know_is_not_paid_there(app: TestApp) {
        let (shop, olivia, _) = open(&app).await;
        shop.deliver_all().await;
        let invoice = billed(&shop.app, &olivia, NAME).await.remove(0);
        let pay = format!("/portal/billing/invoices/{}/pay", invoice["id"].as_str().unwrap());
        let carla = shop.app.as_client("carla").await;
        shop.double.fail_always(Some(Failure::Missing));
        let refused = carla.post(&pay, &[]).await.expect(409).body;
        assert!(refused.contains("cannot be paid online right now") && refused.contains("Nothing was paid"), "{refused}");
        shop.double.fail_always(None);
        carla.post(&pay, &[]).await.expect(303);
        assert_eq!(books(&billed(&shop.app, &olivia, NAME).await[0]), ("open", 0, 9800));
    }

    /// It was paid with another, and nobody told us yet: we look, and nobody pays twice (`payment_under_way`).
    async fn what_was_just_paid_together_is_not_paid_again_alone(app: TestApp) {
        let shop = Shop::open(&app).await;
        let (one, two) = (shop.invoice("one", "EUR", 900).await, shop.invoice("two", "EUR", 700).await);
        let carla = shop.app.as_client("carla").await;
        let (first, second) = (one.to_string(), two.to_string());
        let answer = carla.post("/portal/billing/pay", &[("invoice", &first), ("invoice", &second)]).await.expect(303);
        assert!(shop.double.pay(&shop.session(&answer)));
        let alone = carla.post(&format!("/portal/billing/invoices/{one}/pay"), &[]).await.expect(409);
        assert!(alone.body.contains("A payment of this is under way"), "{}", alone.body);
        shop.assert_paid(one).await;
        shop.assert_paid(two).await;
        assert_eq!(shop.double.books().len(), 1);
    }

    async fn what_was_paid_online_goes_back_there(app: TestApp) {
        let shop = Shop::open(&app).await;
        let invoice = shop.invoice("one", "EUR", 900).await;
        shop.double.pay(&shop.pay(invoice).await);
        shop.deliver_all().await;
        let payment = shop.payments(invoice).await[0].id;
        let olivia = shop.app.as_staff("olivia").await;
        let refused = olivia.post(&format!("/payments/{payment}/refunds"), json!({})).await.expect(409);
        assert_eq!(refused.code(), "refund_at_provider");
        shop.assert_paid(invoice).await;
    }

    async fn an_account_is_connected_where_there_is_one_to_connect_it_to(app: TestApp) {
        let shop = Shop::without_keys(&app, None).await;
        let olivia = shop.app.as_staff("olivia").await;
        assert_eq!(olivia.post("/stripe/connect", json!({})).await.expect(409).code(), "stripe_not_installed");
        let shop = Shop::without_keys(&app, Some("sk_test_install")).await;
        shop.put_keys(&json!({ "secret_key": "sk_test_northwind", "webhook_secrets": [SECRET] })).await.expect(200);
        let olivia = shop.app.as_staff("olivia").await;
        assert_eq!(olivia.post("/stripe/connect", json!({})).await.expect(409).code(), "stripe_has_keys");
        assert_eq!(olivia.get("/stripe").await.expect(200).json()["mode"], "keys");
    }
}
