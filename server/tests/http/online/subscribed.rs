//! Subscriptions at Stripe: what happens there is in the ledger, once, whatever happens to webhooks.

use chrono::TimeDelta;
use poem::http::Method;
use portico_stripe_double::{Chaos, Failure};
use serde_json::{Value, json};

use super::Shop;
use super::subscriptions::{self, billed, path, price, seen, subscribe};
use crate::support::{Staff, TestApp};

pub const NAME: &str = "Care plan";

/// Acme subscribes to two of something at Stripe.
pub async fn open(app: &TestApp) -> (Shop, Staff, Value) {
    let shop = Shop::open(app).await;
    let olivia = shop.app.as_staff("olivia").await;
    let price = price(&olivia, NAME, "EUR", 4900, "month").await;
    let subscription = subscribe(&shop.app, &olivia, &price, 2).await;
    (shop, olivia, subscription)
}

pub fn name(subscription: &Value) -> &str {
    subscription["stripe_id"].as_str().unwrap()
}

pub fn books(invoice: &Value) -> (&str, i64, i64) {
    let amount = |name: &str| invoice[name].as_i64().unwrap();
    (invoice["status"].as_str().unwrap(), amount("paid"), amount("outstanding"))
}

both! {
    /// S2.89: its invoices are in the ledger with their lines, paid on Stripe's page and nowhere else (`paid_by_itself`).
    async fn s2_89_a_subscription_at_stripe_fills_the_ledger(app: TestApp) {
        let (shop, olivia, subscription) = open(&app).await;
        assert_eq!(subscription["state"], "active");
        shop.deliver_all().await;
        let all = billed(&shop.app, &olivia, NAME).await;
        assert_eq!((all.len(), books(&all[0])), (1, ("open", 0, 9800)));
        let line = &all[0]["lines"][0];
        assert_eq!((&line["quantity"], &line["unit_price"], &line["amount"]), (&json!(2000), &json!(4900), &json!(9800)));
        // Pay now leads to Stripe's own page of it, also the second time; together with others it is not paid.
        let carla = shop.app.as_client("carla").await;
        let id = all[0]["id"].as_str().unwrap();
        let there = shop.double.names("invoice")[0].clone();
        for _ in 0..2 {
            let answer = carla.post(&format!("/portal/billing/invoices/{id}/pay"), &[]).await.expect(303);
            assert_eq!(answer.location(), format!("{}/invoice/{there}", shop.double.base()));
        }
        let other = shop.invoice("other", "EUR", 900).await.to_string();
        let both = carla.post("/portal/billing/pay", &[("invoice", id), ("invoice", &other)]).await.expect(409);
        assert!(both.body.contains("pay it by itself"));
        assert!(shop.double.pay_invoice(&there));
        // Nobody has told us yet, and still nobody pays twice.
        carla.post(&format!("/portal/billing/invoices/{id}/pay"), &[]).await.expect(409);
        shop.deliver_all().await;
        let all = billed(&shop.app, &olivia, NAME).await;
        assert_eq!(books(&all[0]), ("paid", 9800, 0));
        assert_eq!(shop.double.calls("POST checkout/sessions"), 0);
        // Another period: another invoice. What goes back there is booked here.
        shop.double.renew(name(&subscription)).unwrap();
        let payment = shop.double.names("payment_intent")[0].clone();
        shop.double.refund(&payment, 800).unwrap();
        shop.double.dispute(&payment);
        shop.deliver_all().await;
        let all = billed(&shop.app, &olivia, NAME).await;
        assert_eq!(all.len(), 2);
        assert_eq!((books(&all[0]), books(&all[1])), (("open", 0, 9800), ("open", 9800, 800)));
        assert_eq!(all[1]["refunded"], 800);
        assert!(shop.double.win_dispute(&payment));
        shop.deliver_all().await;
        let told = olivia.get("/notifications?limit=100").await.expect(200).body;
        assert!(told.contains("is disputed") && told.contains("the dispute is won"), "{told}");
    }

    /// That it began comes last: nobody is told that what is lost has begun.
    async fn a_dispute_of_a_subscription_that_is_told_backwards_is_told_once(app: TestApp) {
        let (shop, olivia, _) = open(&app).await;
        shop.deliver_all().await;
        assert!(shop.double.pay_invoice(&shop.double.names("invoice")[0]));
        shop.deliver_all().await;
        let payment = shop.double.names("payment_intent")[0].clone();
        shop.double.dispute(&payment);
        assert!(shop.double.lose_dispute(&payment));
        for letter in shop.double.letters().iter().rev() {
            shop.deliver(letter).await.expect(200);
            shop.app.run_jobs().await;
        }
        let told = olivia.all("/notifications", 100).await;
        let count = |words: &str| told.iter().filter(|row| row["title"].as_str().unwrap().contains(words)).count();
        assert_eq!((count("is disputed"), count("the dispute is lost")), (0, 1), "{told:?}");
        assert!(olivia.all("/stripe/events?state=failed", 200).await.is_empty());
    }

    async fn what_comes_twice_shuffled_or_never_is_in_the_ledger_once(app: TestApp) {
        let (shop, _, subscription) = open(&app).await;
        shop.double.set_chaos(Chaos { seed: 5, copies: 4, shuffle: true, lost: 30, forged: 0, late: 0 });
        for period in 0..12 {
            let invoice = shop.double.renew(name(&subscription)).unwrap();
            if period % 3 > 0 {
                shop.double.pay_invoice(&invoice);
            }
            if period == 5 {
                shop.double.void_invoice(&shop.double.renew(name(&subscription)).unwrap());
            }
        }
        for letters in shop.double.letters().chunks(3) {
            let three = letters.iter().map(|letter| shop.deliver(letter));
            for answer in futures_util::future::join_all(three).await {
                answer.expect(200);
            }
            shop.app.run_jobs().await;
        }
        shop.app.advance(TimeDelta::minutes(61));
        shop.app.run_jobs().await;
        let olivia = shop.app.as_staff("olivia").await;
        let all = billed(&shop.app, &olivia, NAME).await;
        let count = |status: &str| all.iter().filter(|row| row["status"] == status).count();
        assert_eq!((all.len() - count("void"), count("paid"), count("open")), (13, 8, 5));
        for row in all.iter().filter(|row| row["status"] == "paid") {
            assert_eq!(books(row), ("paid", 9800, 0));
        }
        let events = olivia.all("/stripe/events?state=failed", 200).await;
        assert!(events.is_empty(), "{events:?}");
    }

    async fn it_stands_as_stripe_says_and_ends_once(app: TestApp) {
        let (shop, olivia, subscription) = open(&app).await;
        shop.double.set_subscription(name(&subscription), &json!({ "status": "past_due" }));
        shop.deliver_all().await;
        assert_eq!(seen(&olivia, &subscription).await["state"], "past_due");
        app.store.sql("UPDATE workspace SET billing_on = TRUE").await;
        let carla = shop.app.as_client("carla").await;
        assert!(carla.get("/portal/billing").await.expect(200).body.contains("Payment overdue"));
        shop.double.set_subscription(name(&subscription), &json!({ "status": "active" }));
        let early = shop.double.letters();
        let ending = olivia.post(&format!("{}/cancel", path(&subscription)), json!({ "at": "period_end" })).await;
        let ending = ending.expect(200).json();
        assert_eq!((&ending["state"], &ending["ends_at"]), (&json!("active"), &ending["renews_at"]));
        shop.double.renew(name(&subscription));
        shop.deliver_all().await;
        assert_eq!(seen(&olivia, &subscription).await["state"], "ended");
        // What was said before comes late.
        for letter in early {
            shop.deliver(&letter).await.expect(200);
        }
        shop.app.run_jobs().await;
        assert_eq!(seen(&olivia, &subscription).await["state"], "ended");
    }

    async fn it_ends_at_once_where_it_is_to(app: TestApp) {
        let (shop, olivia, subscription) = open(&app).await;
        let cancel = format!("{}/cancel", path(&subscription));
        shop.double.fail_always(Some(Failure::Down));
        olivia.post(&cancel, json!({ "at": "now" })).await.expect(503);
        assert_eq!(seen(&olivia, &subscription).await["state"], "active", "nothing is lost");
        shop.double.fail_always(None);
        let ended = olivia.post(&cancel, json!({ "at": "now" })).await.expect(200).json();
        assert_eq!(ended["state"], "ended");
        assert_eq!(shop.double.object(name(&subscription))["status"], "canceled");
    }

    /// Stripe's answer is lost, or it is down: there is one subscription in the end.
    async fn where_stripe_is_silent_it_starts_later_and_once(app: TestApp) {
        let shop = Shop::open(&app).await;
        let olivia = shop.app.as_staff("olivia").await;
        let price = price(&olivia, NAME, "EUR", 4900, "month").await;
        shop.app.run_jobs().await;
        shop.double.fail_always(Some(Failure::Lost));
        let starting = subscribe(&shop.app, &olivia, &price, 1).await;
        assert_eq!(starting["state"], "starting");
        let refused = olivia.post(&format!("{}/cancel", path(&starting)), json!({ "at": "now" })).await.expect(409);
        assert_eq!(refused.code(), "subscription_starting");
        shop.double.fail_always(None);
        shop.app.advance(TimeDelta::minutes(61));
        shop.app.run_jobs().await;
        let olivia = shop.app.as_staff("olivia").await;
        assert_eq!(seen(&olivia, &starting).await["state"], "active");
        assert_eq!(shop.double.names("subscription").len(), 1);
        assert_eq!(billed(&shop.app, &olivia, NAME).await.len(), 1);
        // What Stripe cannot take at all does not start, and says why, under the same key again.
        let fine = subscriptions::price(&olivia, "Fine", "KWD", 1234, "month").await;
        let body = json!({ "workspace_id": app.cast.acme.workspace, "price_id": fine });
        for _ in 0..2 {
            let ask = olivia.ask(Method::POST, "/subscriptions").header("idempotency-key", "fine").json(&body);
            assert_eq!(ask.send().await.expect(409).code(), "amount_not_payable");
        }
        assert!(olivia.all("/subscriptions", 200).await.iter().all(|row| row["name"] != "Fine"));
    }

    /// What is settled here cannot be paid there any more.
    async fn an_invoice_that_is_settled_here_is_closed_there(app: TestApp) {
        let (shop, olivia, subscription) = open(&app).await;
        shop.deliver_all().await;
        let second = shop.double.renew(name(&subscription)).unwrap();
        shop.deliver_all().await;
        let all = billed(&shop.app, &olivia, NAME).await;
        let invoice = |at: usize| format!("/invoices/{}", all[at]["id"].as_str().unwrap());
        let new = json!({ "amount": 9800, "method": "bank_transfer" });
        olivia.post(&format!("{}/payments", invoice(1)), new).await.expect(201);
        olivia.post(&format!("{}/void", invoice(0)), json!({ "reason": "by mistake" })).await.expect(200);
        shop.app.advance(TimeDelta::minutes(61));
        shop.app.run_jobs().await;
        let first = shop.double.names("invoice")[0].clone();
        assert_eq!(shop.double.object(&first)["status"], "paid");
        assert_eq!(shop.double.object(&second)["status"], "void");
        shop.deliver_all().await;
        let olivia = shop.app.as_staff("olivia").await;
        assert_eq!(books(&seen_invoice(&olivia, &invoice(1)).await), ("paid", 9800, 0), "it is paid once");
    }

    async fn what_is_no_currency_or_not_ours_is_kept_and_told(app: TestApp) {
        let (shop, olivia, subscription) = open(&app).await;
        shop.deliver_all().await;
        shop.double.set_subscription(name(&subscription), &json!({ "currency": "xxx" }));
        shop.deliver_all().await;
        let failed = olivia.all("/stripe/events?state=failed", 200).await;
        assert_eq!(failed.len(), 1, "{failed:?}");
        assert_eq!(failed[0]["kind"], "customer.subscription.updated");
        assert_eq!(seen(&olivia, &subscription).await["currency"], "EUR");
    }
}

async fn seen_invoice(staff: &Staff, path: &str) -> Value {
    staff.get(path).await.expect(200).json()
}
