//! What is sold, to whom, and by which account: each is in the trail, with who decided it.

use poem::http::Method;
use portico_stripe_double::Failure;
use serde_json::json;

use super::told;
use crate::approvals::text;
use crate::billing::id;
use crate::online::Shop;
use crate::support::TestApp;

both! {
    async fn what_is_sold_is_in_the_trail(app: TestApp) {
        let (olivia, adam) = (app.as_staff("olivia").await, app.as_staff("adam").await);
        let product = adam.post("/products", json!({ "name": "Care plan" })).await.expect(201).json();
        told(&olivia, "product.created", "Adam", ("product", "Care plan")).await;
        let path = format!("/products/{}", id(&product));
        adam.patch(&path, json!({ "name": "Care" })).await.expect(200);
        told(&olivia, "product.changed", "Adam", ("product", "Care")).await;
        let new = json!({ "currency": "EUR", "amount": 4900, "recurs": "month" });
        let price = adam.post(&format!("{path}/prices"), new).await.expect(201).json();
        told(&olivia, "price.created", "Adam", ("product", "Care")).await;
        let new = json!({ "workspace_id": app.cast.acme.workspace, "price_id": id(&price), "quantity": 2 });
        let subscription = adam.post("/subscriptions", new).await.expect(201).json();
        told(&olivia, "subscription.started", "Adam", ("subscription", "Care")).await;
        let cancel = format!("/subscriptions/{}/cancel", id(&subscription));
        adam.post(&cancel, json!({ "at": "now" })).await.expect(200);
        told(&olivia, "subscription.cancelled", "Adam", ("subscription", "Care")).await;
        adam.post(&format!("/prices/{}/archive", id(&price)), json!({})).await.expect(200);
        told(&olivia, "price.archived", "Adam", ("product", "Care")).await;
        adam.post(&format!("{path}/archive"), json!({})).await.expect(200);
        told(&olivia, "product.archived", "Adam", ("product", "Care")).await;
    }

    async fn by_which_account_one_is_paid_is_in_the_trail(app: TestApp) {
        let shop = Shop::open(&app).await;
        let (olivia, adam) = (shop.app.as_staff("olivia").await, shop.app.as_staff("adam").await);
        told(&olivia, "stripe.connected", "Olivia", ("stripe", "")).await;
        let invoice = shop.invoice("one", "EUR", 900).await;
        shop.double.pay(&shop.pay(invoice).await);
        shop.double.fail_always(Some(Failure::Missing));
        shop.deliver_all().await;
        shop.double.fail_always(None);
        let failed = olivia.all("/stripe/events?state=failed", 50).await;
        let retry = format!("/stripe/events/{}/retry", id(&failed[0]));
        adam.post(&retry, json!({})).await.expect(200);
        told(&olivia, "stripe.event_retried", "Adam", ("stripe_event", text(&failed[0], "kind"))).await;
        adam.ask(Method::DELETE, "/stripe").send().await.expect(204);
        told(&olivia, "stripe.removed", "Adam", ("stripe", "")).await;
    }

    /// An account that is made there, as a part of the install's, is a decision like a key.
    async fn an_account_that_is_made_at_stripe_is_in_the_trail(app: TestApp) {
        let shop = Shop::without_keys(&app, Some("sk_test_install")).await;
        let (olivia, adam) = (shop.app.as_staff("olivia").await, shop.app.as_staff("adam").await);
        adam.post("/stripe/connect", json!({})).await.expect(200);
        told(&olivia, "stripe.connected", "Adam", ("stripe", "")).await;
    }
}
