use chrono::TimeDelta;
use poem::http::Method;
use portico::entity::words::{InvoiceStatus, PaymentKind, PaymentState};
use portico_stripe::webhook::header;
use portico_stripe_double::{Chaos, Failure, Letter};
use serde_json::json;

use super::{SECRET, Shop};
use crate::support::TestApp;

async fn events(shop: &Shop, query: &str) -> Vec<serde_json::Value> {
    let olivia = shop.app.as_staff("olivia").await;
    let listed = olivia.get(&format!("/stripe/events{query}")).await.expect(200).json();
    listed["items"].as_array().unwrap().clone()
}

both! {
    async fn a_forged_old_foreign_or_broken_webhook_is_refused_and_leaves_nothing(app: TestApp) {
        let shop = Shop::open(&app).await;
        let now = shop.app.app.database.system().now().timestamp();
        let agency = shop.app.cast.acme.agency;
        let own = format!("/webhooks/stripe/{agency}");
        let event = json!({ "id": "evt_1", "type": "thing.done", "created": now,
            "data": { "object": { "id": "x", "object": "thing" } } }).to_string();
        let foreign = json!({ "id": "evt_2", "type": "thing.done", "created": now, "account": "acct_other",
            "data": { "object": { "id": "x", "object": "thing" } } }).to_string();
        let letter = |url: &str, body: &str, signature: String| {
            Letter { url: url.to_owned(), body: body.to_owned(), signature }
        };
        let good = |body: &str| header(body.as_bytes(), SECRET, now);
        let cases = [
            (letter(&own, &event, String::new()), 400),
            (letter(&own, &event, header(event.as_bytes(), "whsec_other", now)), 400),
            (letter(&own, &event.replace("evt_1", "evt_9"), good(&event)), 400),
            (letter(&own, &event, header(event.as_bytes(), SECRET, now - 301)), 400),
            (letter(&own, &event, header(event.as_bytes(), SECRET, now + 400)), 400),
            (letter(&own, "{}", good("{}")), 400),
            (letter(&own, &foreign, good(&foreign)), 400),
            (letter(&format!("/webhooks/stripe/{}", shop.app.cast.harbor.agency), &event, good(&event)), 400),
            (letter("/webhooks/stripe/nobody", &event, good(&event)), 404),
            (letter("/webhooks/stripe", &event, good(&event)), 400),
        ];
        for (letter, status) in cases {
            assert_eq!(shop.deliver(&letter).await.status, status, "{letter:?}");
        }
        let large = "x".repeat(2 * 1024 * 1024);
        let refused = shop.deliver(&letter(&own, &large, good(&large))).await.expect(413);
        assert!(refused.header("content-type").starts_with("application/problem+json"), "a program reads it");
        assert_eq!(shop.app.ask(Method::GET, &own).send().await.status, 405);
        assert!(events(&shop, "").await.is_empty());
        let large = event.replace("thing.done", &"k".repeat(500_000));
        assert_eq!(shop.deliver(&letter(&own, &large, good(&large))).await.status, 200, "half a MiB is taken");
    }

    async fn an_event_comes_twice_and_counts_once(app: TestApp) {
        let shop = Shop::open(&app).await;
        let invoice = shop.invoice("one", "EUR", 900).await;
        shop.double.pay(&shop.pay(invoice).await);
        let letters = shop.double.letters();
        for letter in letters.iter().rev().chain(&letters) {
            shop.deliver(letter).await.expect(200);
        }
        shop.app.run_jobs().await;
        // Days later again, as replays come.
        for letter in &letters {
            shop.deliver(letter).await.expect(200);
        }
        shop.app.run_jobs().await;
        shop.assert_paid(invoice).await;
        assert_eq!(shop.payments(invoice).await.len(), 1);
        assert_eq!(events(&shop, "").await.len(), letters.len());
    }

    async fn what_is_about_nothing_of_ours_is_kept_and_ignored(app: TestApp) {
        let shop = Shop::open(&app).await;
        shop.double.tell_unknown("acct_northwind", "thing.happened");
        shop.deliver_all().await;
        let kept = events(&shop, "?state=ignored").await;
        assert_eq!((kept.len(), kept[0]["kind"].as_str()), (1, Some("thing.happened")));
    }

    /// A handler that fails is tried again and is seen by staff, who can have it tried at once.
    async fn a_failing_handler_is_seen_and_tried_again(app: TestApp) {
        let shop = Shop::open(&app).await;
        let invoice = shop.invoice("one", "EUR", 900).await;
        shop.double.pay(&shop.pay(invoice).await);
        shop.double.fail_always(Some(Failure::Missing));
        shop.deliver_all().await;
        assert_eq!(shop.read(invoice).await.status, InvoiceStatus::Open);
        let failed = events(&shop, "?state=failed").await;
        assert!(!failed.is_empty() && failed[0]["last_error"].is_string(), "{failed:?}");
        shop.double.fail_always(None);
        let olivia = shop.app.as_staff("olivia").await;
        let id = failed[0]["id"].as_str().unwrap();
        olivia.post(&format!("/stripe/events/{id}/retry"), json!({})).await.expect(200);
        shop.app.run_jobs().await;
        shop.assert_paid(invoice).await;
        let again = olivia.post(&format!("/stripe/events/{id}/retry"), json!({})).await;
        assert_eq!(again.code(), "event_not_failed");
        shop.app.advance(TimeDelta::hours(3));
        shop.app.run_jobs().await;
        assert!(events(&shop, "?state=failed").await.is_empty(), "the others came back by themselves");
        assert_eq!(shop.payments(invoice).await.len(), 1);
    }

    async fn refunds_and_disputes_are_recorded_and_told(app: TestApp) {
        let shop = Shop::open(&app).await;
        let (one, two) = (shop.invoice("one", "EUR", 900).await, shop.invoice("two", "EUR", 700).await);
        let carla = shop.app.as_client("carla").await;
        let (first, second) = (one.to_string(), two.to_string());
        let answer = carla.post("/portal/billing/pay", &[("invoice", &first), ("invoice", &second)]).await.expect(303);
        shop.double.pay(&shop.session(&answer));
        shop.deliver_all().await;
        let payment = shop.double.books()[0].payment.clone();
        let small = shop.double.refund(&payment, 300).unwrap();
        shop.deliver_all().await;
        assert_eq!((shop.read(one).await.outstanding, shop.read(two).await.outstanding), (300, 0));
        shop.double.refund(&payment, 800).unwrap();
        shop.deliver_all().await;
        assert_eq!((shop.read(one).await.outstanding, shop.read(two).await.outstanding), (900, 200));
        shop.double.fail_refund(&small);
        shop.deliver_all().await;
        assert_eq!((shop.read(one).await.outstanding, shop.read(two).await.outstanding), (600, 200));
        shop.double.dispute(&payment);
        shop.deliver_all().await;
        let told = shop.app.as_staff("olivia").await.get("/notifications?limit=100").await.expect(200).body;
        for what in ["went back", "is disputed", "is paid"] {
            assert!(told.contains(what), "{what}: {told}");
        }
        assert!(!told.contains("the dispute is won"), "{told}");
        shop.double.win_dispute(&payment);
        shop.deliver_all().await;
        let told = shop.app.as_staff("olivia").await.get("/notifications?limit=100").await.expect(200).body;
        assert!(told.contains("the dispute is won"), "{told}");
    }

    /// Until then it changes nothing; then the money is gone, of each invoice its part, and once.
    async fn a_dispute_that_is_lost_is_money_that_went_back(app: TestApp) {
        let shop = Shop::open(&app).await;
        let (one, two) = (shop.invoice("one", "EUR", 900).await, shop.invoice("two", "EUR", 700).await);
        let carla = shop.app.as_client("carla").await;
        let (first, second) = (one.to_string(), two.to_string());
        let answer = carla.post("/portal/billing/pay", &[("invoice", &first), ("invoice", &second)]).await.expect(303);
        shop.double.pay(&shop.session(&answer));
        shop.deliver_all().await;
        let payment = shop.double.books()[0].payment.clone();
        shop.double.dispute(&payment);
        shop.deliver_all().await;
        shop.assert_paid(one).await;
        shop.assert_paid(two).await;
        // It is not kept for the daily summary: its time runs. That an invoice is paid is.
        let mailed = |words: &str| {
            let to_staff = shop.app.mails().into_iter().filter(|mail| mail.recipient.ends_with("@northwind.test"));
            to_staff.filter(|mail| mail.subject.contains(words)).count()
        };
        assert!(mailed("is disputed") > 0 && mailed("is paid") == 0);
        assert!(shop.double.lose_dispute(&payment));
        let letters = shop.double.letters();
        assert!(!letters.is_empty());
        // It comes once, again, and is then compared with Stripe.
        for round in 0..3 {
            if round == 2 {
                shop.app.advance(TimeDelta::minutes(61));
            } else {
                for letter in &letters {
                    shop.deliver(letter).await.expect(200);
                }
            }
            shop.app.run_jobs().await;
            for (invoice, amount) in [(one, 900), (two, 700)] {
                let read = shop.read(invoice).await;
                assert_eq!((read.status, read.outstanding, read.refunded), (InvoiceStatus::Open, amount, amount));
                let rows = shop.payments(invoice).await;
                let back: Vec<_> = rows.iter().filter(|row| row.kind == PaymentKind::Refund).collect();
                assert_eq!(back.len(), 1, "{back:?}");
                assert_eq!((back[0].amount, back[0].state), (amount, PaymentState::Succeeded));
            }
        }
        let told = shop.app.as_staff("olivia").await.all("/notifications", 100).await;
        let count = |words: &str| told.iter().filter(|row| row["title"].as_str().unwrap().contains(words)).count();
        // Of each invoice: that it began, and how it ended.
        assert_eq!((count("is disputed"), count("the dispute is lost")), (2, 2), "{told:?}");
        assert!(count("went back") > 0, "{told:?}");
        assert!(events(&shop, "?state=failed").await.is_empty());
    }

    async fn webhooks_that_come_late_change_nothing_about_the_outcome(app: TestApp) {
        let shop = Shop::open(&app).await;
        shop.double.set_chaos(Chaos { seed: 11, copies: 2, late: 1800, ..Chaos::default() });
        let (paid, debit) = (shop.invoice("one", "EUR", 900).await, shop.invoice("two", "EUR", 700).await);
        shop.double.pay(&shop.pay(paid).await);
        let payment = shop.double.books()[0].payment.clone();
        shop.double.refund(&payment, 300).unwrap();
        let session = shop.pay(debit).await;
        shop.double.pay_later(&session);
        shop.double.settle(&session, true);
        let mut waves = 0;
        // Less than the hour after which all is compared with Stripe.
        for _ in 0..=3 {
            let letters = shop.double.letters();
            waves += usize::from(!letters.is_empty());
            for letter in letters {
                shop.deliver(&letter).await.expect(200);
            }
            shop.app.run_jobs().await;
            shop.app.advance(TimeDelta::minutes(10));
        }
        assert!(waves > 1, "they come one after the other");
        assert!(shop.double.letters().is_empty(), "and all of them have come");
        assert_eq!((shop.read(paid).await.paid, shop.read(paid).await.outstanding), (900, 300));
        shop.assert_paid(debit).await;
        assert_eq!((shop.payments(paid).await.len(), shop.payments(debit).await.len()), (2, 1));
        assert!(events(&shop, "?state=failed").await.is_empty());
    }

    async fn what_webhooks_missed_is_mended_within_the_hour(app: TestApp) {
        let shop = Shop::open(&app).await;
        let (paid, gone) = (shop.invoice("one", "EUR", 900).await, shop.invoice("two", "EUR", 700).await);
        shop.double.pay(&shop.pay(paid).await);
        let over = shop.pay(gone).await;
        shop.double.expire(&over);
        drop(shop.double.letters());
        shop.app.run_jobs().await;
        assert_eq!(shop.read(paid).await.status, InvoiceStatus::Open);
        shop.app.advance(TimeDelta::minutes(61));
        shop.app.run_jobs().await;
        shop.assert_paid(paid).await;
        let payment = shop.double.books()[0].payment.clone();
        shop.double.refund(&payment, 900).unwrap();
        drop(shop.double.letters());
        shop.app.advance(TimeDelta::minutes(61));
        shop.app.run_jobs().await;
        assert_eq!(shop.read(paid).await.outstanding, 900);
    }

    async fn secrets_of_two_generations_are_good_while_they_change(app: TestApp) {
        let shop = Shop::open(&app).await;
        let keys = json!({ "secret_key": "sk_test_northwind", "webhook_secrets": ["whsec_new", SECRET] });
        shop.put_keys(&keys).await.expect(200);
        shop.double.tell_unknown("acct_northwind", "thing.happened");
        shop.deliver_all().await;
        assert_eq!(events(&shop, "").await.len(), 1);
    }
}
