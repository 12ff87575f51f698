//! What was settled or voided past Stripe's page cannot be paid on it any more; and who pays on it all the same is booked.

use std::time::Duration;

use chrono::TimeDelta;
use portico::entity::words::InvoiceStatus;
use portico::ids::InvoiceId;
use portico_stripe_double::Failure;
use serde_json::{Value, json};

use super::Shop;
use crate::support::TestApp;

const BEYOND: &str = "than was outstanding; the rest is the client's credit";

/// Money by hand.
fn transfer(amount: i64) -> Value {
    json!({ "amount": amount, "method": "bank_transfer" })
}

/// Does something to an invoice as its owner.
async fn ask(shop: &Shop, invoice: InvoiceId, verb: &str, body: Value, status: u16) {
    let olivia = shop.app.as_staff("olivia").await;
    olivia.post(&format!("/invoices/{invoice}/{verb}"), body).await.expect(status);
}

async fn told(shop: &Shop) -> usize {
    let olivia = shop.app.as_staff("olivia").await;
    olivia.get("/notifications?limit=100").await.expect(200).body.matches(BEYOND).count()
}

/// What the client has to its credit for having paid beyond.
async fn kept(shop: &Shop) -> Vec<i64> {
    let credits = shop.app.as_staff("olivia").await.all("/credits", 200).await;
    let beyond = credits.iter().filter(|credit| credit["origin"] == "overpayment");
    beyond.map(|credit| credit["remaining"].as_i64().unwrap()).collect()
}

both! {
    async fn what_is_settled_or_void_is_not_paid_at_stripe_any_more(app: TestApp) {
        let shop = Shop::open(&app).await;
        for (verb, body, status, after) in [
            ("payments", transfer(900), 201, InvoiceStatus::Paid),
            ("credit-notes", json!({}), 201, InvoiceStatus::Paid),
            ("void", json!({ "reason": "by mistake" }), 200, InvoiceStatus::Void),
        ] {
            let invoice = shop.invoice(verb, "EUR", 900).await;
            let session = shop.pay(invoice).await;
            ask(&shop, invoice, verb, body, status).await;
            shop.app.run_jobs().await;
            assert!(!shop.double.pay(&session), "its page is closed: {verb}");
            shop.deliver_all().await;
            assert_eq!(shop.read(invoice).await.status, after, "{verb}");
        }
        let invoice = shop.invoice("credit", "EUR", 900).await;
        let session = shop.pay(invoice).await;
        let olivia = shop.app.as_staff("olivia").await;
        let workspace = shop.app.cast.acme.workspace;
        let gift = json!({ "workspace_id": workspace, "currency": "EUR", "amount": 900, "note": "sorry" });
        let credit = olivia.post("/credits", gift).await.expect(201).json()["id"].as_str().unwrap().to_owned();
        let spent = json!({ "invoice_id": invoice.to_string() });
        olivia.post(&format!("/credits/{credit}/applications"), spent).await.expect(201);
        shop.app.run_jobs().await;
        assert!(!shop.double.pay(&session), "its page is closed");
        shop.assert_paid(invoice).await;
        assert_eq!((told(&shop).await, kept(&shop).await), (0, vec![]));
    }

    /// The page would ask for all of it.
    async fn what_is_settled_by_half_is_paid_on_another_page(app: TestApp) {
        let shop = Shop::open(&app).await;
        let (one, two) = (shop.invoice("one", "EUR", 900).await, shop.invoice("two", "EUR", 700).await);
        let carla = shop.app.as_client("carla").await;
        let ids = [one.to_string(), two.to_string()];
        let both = [("invoice", ids[0].as_str()), ("invoice", ids[1].as_str())];
        let session = shop.session(&carla.post("/portal/billing/pay", &both).await.expect(303));
        ask(&shop, one, "payments", transfer(400), 201).await;
        shop.app.run_jobs().await;
        assert!(!shop.double.pay(&session));
        let session = shop.session(&carla.post("/portal/billing/pay", &both).await.expect(303));
        assert!(shop.double.pay(&session));
        shop.deliver_all().await;
        shop.assert_paid(one).await;
        shop.assert_paid(two).await;
        let received: i64 = shop.double.books().iter().map(|book| book.received).sum();
        assert_eq!((received, kept(&shop).await), (500 + 700, vec![]));
    }

    async fn who_pays_in_that_moment_has_a_credit_and_staff_are_told(app: TestApp) {
        let shop = Shop::open(&app).await;
        let (paid, void) = (shop.invoice("one", "EUR", 900).await, shop.invoice("two", "EUR", 700).await);
        let (first, second) = (shop.pay(paid).await, shop.pay(void).await);
        ask(&shop, paid, "payments", transfer(900), 201).await;
        ask(&shop, void, "void", json!({ "reason": "by mistake" }), 200).await;
        assert!(shop.double.pay(&first) && shop.double.pay(&second), "nobody was faster than they");
        let letters = shop.double.letters();
        // The job that would have closed the page books what it finds; webhooks that come then change nothing.
        shop.app.run_jobs().await;
        for _ in 0..2 {
            assert_eq!(told(&shop).await, 2);
            let mut credits = kept(&shop).await;
            credits.sort_unstable();
            assert_eq!(credits, [700, 900]);
            assert_eq!(shop.read(paid).await.paid, 1800);
            assert_eq!((shop.read(void).await.status, shop.read(void).await.outstanding), (InvoiceStatus::Void, 0));
            for letter in &letters {
                shop.deliver(letter).await.expect(200);
            }
            shop.app.run_jobs().await;
        }
    }

    async fn what_is_found_open_for_a_settled_invoice_is_closed_within_the_hour(app: TestApp) {
        let shop = Shop::open(&app).await;
        let invoice = shop.invoice("one", "EUR", 900).await;
        let session = shop.pay(invoice).await;
        ask(&shop, invoice, "payments", transfer(900), 201).await;
        assert_eq!(shop.app.store.sql("DELETE FROM job WHERE kind = 'close_checkout'").await, 1);
        shop.app.run_jobs().await;
        shop.app.advance(TimeDelta::minutes(61));
        shop.app.run_jobs().await;
        assert!(!shop.double.pay(&session));
        assert_eq!(shop.payments(invoice).await.len(), 1);
    }

    async fn a_silent_stripe_is_asked_again_to_close_the_page(app: TestApp) {
        let shop = Shop::open(&app).await;
        let invoice = shop.invoice("one", "EUR", 900).await;
        let session = shop.pay(invoice).await;
        shop.double.fail_always(Some(Failure::Down));
        ask(&shop, invoice, "payments", transfer(900), 201).await;
        shop.app.run_jobs().await;
        shop.double.fail_always(None);
        // Less than the hour after which all is compared.
        shop.app.advance(TimeDelta::minutes(1));
        shop.app.run_jobs().await;
        assert!(!shop.double.pay(&session));
    }

    /// Stripe takes its time to open the page; meanwhile the money comes by hand.
    async fn a_page_that_opens_too_late_is_closed_and_nobody_is_led_to_it(app: TestApp) {
        let shop = Shop::open(&app).await;
        let invoice = shop.invoice("one", "EUR", 900).await;
        let carla = shop.app.as_client("carla").await;
        shop.double.fail(1, [Failure::Slow(Duration::from_secs(3))]);
        let path = format!("/portal/billing/invoices/{invoice}/pay");
        let by_hand = async {
            while shop.double.calls("POST checkout/sessions") == 0 {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
            ask(&shop, invoice, "payments", transfer(900), 201).await;
            shop.app.run_jobs().await;
        };
        let (answer, ()) = tokio::join!(carla.post(&path, &[]), by_hand);
        answer.expect(409);
        let sessions = shop.double.names("checkout.session");
        assert_eq!(sessions.len(), 1, "the page was there");
        assert!(!shop.double.pay(&sessions[0]));
        shop.assert_paid(invoice).await;
    }
}
