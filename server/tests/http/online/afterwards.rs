//! What becomes of subscriptions that do not go as usual: clients in the archive, invoices that are settled by halves or
//! late, answers that were lost for good, accounts that are not the agency's any more.

use chrono::TimeDelta;
use portico_stripe_double::Failure;
use serde_json::{Value, json};

use super::Shop;
use super::subscribed::{NAME, books, name, open};
use super::subscriptions::{billed, path, price, seen, subscribe};
use crate::support::{Staff, TestApp};

async fn archive(app: &TestApp, verb: &str) {
    let olivia = app.as_staff("olivia").await;
    olivia.post(&format!("/workspaces/{}/{verb}", app.cast.acme.workspace), json!({})).await.expect(200);
}

async fn transfer(olivia: &Staff, invoice: &Value, amount: i64) {
    let new = json!({ "amount": amount, "method": "bank_transfer" });
    olivia.post(&format!("/invoices/{}/payments", invoice["id"].as_str().unwrap()), new).await.expect(201);
}

both! {
    /// What a client pays after they were put into the archive is in the ledger.
    async fn a_payment_out_of_the_archive_is_booked(app: TestApp) {
        let (shop, olivia, subscription) = open(&app).await;
        shop.deliver_all().await;
        archive(&shop.app, "archive").await;
        assert!(shop.double.pay_invoice(&shop.double.names("invoice")[0]));
        shop.double.renew(name(&subscription)).unwrap();
        shop.deliver_all().await;
        let all = billed(&shop.app, &olivia, NAME).await;
        assert_eq!(all.iter().map(books).collect::<Vec<_>>(), [("open", 0, 9800), ("paid", 9800, 0)]);
        assert!(olivia.all("/stripe/events?state=failed", 200).await.is_empty());
    }

    /// Where we make the invoices, nobody is billed for the time in the archive, nor kept waiting by it.
    async fn nobody_is_billed_in_the_archive(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let price = price(&olivia, NAME, "EUR", 4900, "month").await;
        let started = subscribe(&app, &olivia, &price, 1).await;
        archive(&app, "archive").await;
        app.advance(TimeDelta::days(63));
        app.run_jobs().await;
        archive(&app, "restore").await;
        app.run_jobs().await;
        let olivia = app.as_staff("olivia").await;
        assert_eq!(billed(&app, &olivia, NAME).await.len(), 1);
        app.advance(TimeDelta::days(31));
        app.run_jobs().await;
        let olivia = app.as_staff("olivia").await;
        assert_eq!(billed(&app, &olivia, NAME).await.len(), 2, "it goes on where it is");
        assert_eq!(seen(&olivia, &started).await["state"], "active");
        archive(&app, "archive").await;
        let body = json!({ "workspace_id": app.cast.acme.workspace, "price_id": price });
        assert!(olivia.post("/subscriptions", body).await.expect(422).body.contains("archive"));
    }

    /// `partly_settled`: Stripe's page would ask for all of it.
    async fn what_is_settled_by_half_is_not_paid_whole(app: TestApp) {
        let (shop, olivia, _) = open(&app).await;
        shop.deliver_all().await;
        let invoice = billed(&shop.app, &olivia, NAME).await.remove(0);
        transfer(&olivia, &invoice, 4000).await;
        let pay = format!("/portal/billing/invoices/{}/pay", invoice["id"].as_str().unwrap());
        let carla = shop.app.as_client("carla").await;
        assert!(carla.post(&pay, &[]).await.expect(409).body.contains("settled already"));
        assert_eq!(books(&billed(&shop.app, &olivia, NAME).await[0]), ("open", 4000, 5800));
    }

    /// The last invoice may be settled here long after the end.
    async fn an_invoice_that_outlives_its_subscription_is_closed_there(app: TestApp) {
        let (shop, olivia, subscription) = open(&app).await;
        shop.deliver_all().await;
        olivia.post(&format!("{}/cancel", path(&subscription)), json!({ "at": "now" })).await.expect(200);
        shop.app.advance(TimeDelta::days(30));
        let olivia = shop.app.as_staff("olivia").await;
        transfer(&olivia, &billed(&shop.app, &olivia, NAME).await[0], 9800).await;
        shop.app.run_jobs().await;
        assert_eq!(shop.double.object(&shop.double.names("invoice")[0])["status"], "paid");
    }

    /// We gave it up, and it runs there: it is ours again, and can be ended.
    async fn what_was_given_up_and_started_after_all_can_be_ended(app: TestApp) {
        let shop = Shop::open(&app).await;
        let olivia = shop.app.as_staff("olivia").await;
        let price = price(&olivia, NAME, "EUR", 4900, "month").await;
        shop.app.run_jobs().await;
        // Stripe knows the client and the price.
        subscribe(&shop.app, &olivia, &price, 1).await;
        shop.double.fail_always(Some(Failure::Lost));
        let starting = subscribe(&shop.app, &olivia, &price, 2).await;
        shop.app.advance(TimeDelta::hours(25));
        shop.app.run_jobs().await;
        shop.double.fail_always(None);
        let olivia = shop.app.as_staff("olivia").await;
        let given_up = seen(&olivia, &starting).await;
        assert_eq!((&given_up["state"], given_up["problem"].is_string()), (&json!("ended"), true));
        // What was sent a day ago is too old to be believed; the next word is not.
        drop(shop.double.letters());
        shop.double.set_subscription(&shop.double.names("subscription")[1], &json!({ "status": "active" }));
        shop.deliver_all().await;
        let found = seen(&olivia, &starting).await;
        assert_eq!((&found["state"], found.get("problem")), (&json!("active"), None));
        let ended = olivia.post(&format!("{}/cancel", path(&starting)), json!({ "at": "now" })).await.expect(200).json();
        assert_eq!(ended["state"], "ended");
        assert_eq!(shop.double.object(found["stripe_id"].as_str().unwrap())["status"], "canceled");
    }

    /// Of an account that the agency has no more, we hear nothing.
    async fn a_subscription_of_another_account_ends_here_at_once_or_not(app: TestApp) {
        let (shop, olivia, subscription) = open(&app).await;
        app.store.sql("UPDATE subscription SET account_id = 'acct_former'").await;
        let cancel = format!("{}/cancel", path(&subscription));
        assert_eq!(olivia.post(&cancel, json!({ "at": "period_end" })).await.expect(409).code(), "stripe_unusable");
        assert_eq!(olivia.post(&cancel, json!({ "at": "now" })).await.expect(200).json()["state"], "ended");
        assert_eq!(shop.double.object(name(&subscription))["status"], "active", "there somebody has to end it");
    }

    /// One that was cancelled there before we heard of it never was.
    async fn what_was_cancelled_before_we_heard_of_it_is_nobodys_to_pay(app: TestApp) {
        let (shop, olivia, subscription) = open(&app).await;
        shop.deliver_all().await;
        shop.double.void_invoice(&shop.double.renew(name(&subscription)).unwrap());
        shop.deliver_all().await;
        assert_eq!(billed(&shop.app, &olivia, NAME).await.len(), 1);
        assert!(olivia.all("/stripe/events?state=failed", 200).await.is_empty());
    }
}
