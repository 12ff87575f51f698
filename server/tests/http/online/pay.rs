use std::time::{Duration, Instant};

use chrono::TimeDelta;
use portico::entity::checkout;
use portico::entity::words::{InvoiceStatus, PaymentMethod, PaymentState};
use portico::ids::InvoiceId;
use portico_stripe_double::Failure;

use super::Shop;
use crate::support::{TestApp, text_of};

both! {
    /// S2.94, S2.97: Pay now leads to Stripe's page for what is outstanding, and the ledger says paid once Stripe does;
    /// then there is `nothing_to_pay`.
    async fn s2_94_pay_now_leads_to_stripes_page_and_back_to_paid(app: TestApp) {
        let shop = Shop::open(&app).await;
        let invoice = shop.invoice("one", "EUR", 12_50).await;
        let session = shop.pay(invoice).await;
        assert_eq!(shop.read(invoice).await.status, InvoiceStatus::Open);
        assert!(shop.double.pay(&session));
        shop.deliver_all().await;
        shop.assert_paid(invoice).await;
        let payments = shop.payments(invoice).await;
        assert_eq!(payments.len(), 1);
        assert_eq!((payments[0].amount, payments[0].method), (12_50, PaymentMethod::Card));
        let carla = shop.app.as_client("carla").await;
        let again = carla.post(&format!("/portal/billing/invoices/{invoice}/pay"), &[]).await;
        assert_eq!(again.status, 409, "a paid invoice cannot be paid again");
        assert!(again.body.contains("nothing to pay"), "{}", again.body);
    }

    /// However often and in however many tabs: one page, one charge.
    async fn a_second_click_and_a_second_tab_lead_to_the_same_page(app: TestApp) {
        let shop = Shop::open(&app).await;
        let invoice = shop.invoice("one", "EUR", 900).await;
        let carla = shop.app.as_client("carla").await;
        let path = format!("/portal/billing/invoices/{invoice}/pay");
        let (one, two) = tokio::join!(carla.post(&path, &[]), carla.post(&path, &[]));
        let three = carla.post(&path, &[]).await;
        assert_eq!((one.status, two.status, three.status), (303, 303, 303), "{} {}", one.body, two.body);
        assert_eq!(one.location(), two.location());
        assert_eq!(one.location(), three.location());
        assert!(shop.double.pay(&shop.session(&one)));
        assert_eq!(shop.double.books().len(), 1);
    }

    async fn an_answer_of_stripes_that_is_lost_is_asked_for_again_and_charges_once(app: TestApp) {
        let shop = Shop::open(&app).await;
        let invoice = shop.invoice("one", "EUR", 900).await;
        let carla = shop.app.as_client("carla").await;
        let path = format!("/portal/billing/invoices/{invoice}/pay");
        // The customer is made, and then three times the page's answer is lost.
        shop.double.fail(1, [Failure::Lost, Failure::Lost, Failure::Lost]);
        let answer = carla.post(&path, &[]).await;
        assert_eq!(answer.status, 503);
        assert!(answer.body.contains("Nothing was paid"), "{}", answer.body);
        let session = shop.pay(invoice).await;
        assert!(session.ends_with("02") || !session.is_empty());
        assert!(shop.double.pay(&session));
        assert_eq!(shop.double.books().len(), 1);
        shop.deliver_all().await;
        shop.assert_paid(invoice).await;
    }

    async fn stripe_in_trouble_is_said_and_nothing_is_lost(app: TestApp) {
        let shop = Shop::open(&app).await;
        let invoice = shop.invoice("one", "EUR", 900).await;
        let carla = shop.app.as_client("carla").await;
        let path = format!("/portal/billing/invoices/{invoice}/pay");
        let cases = [
            (Failure::Down, 503), (Failure::Limited, 503), (Failure::Malformed, 503),
            (Failure::Declined, 409), (Failure::Missing, 409), (Failure::Refused, 409),
        ];
        for (failure, status) in cases {
            shop.double.fail_always(Some(failure));
            let answer = carla.post(&path, &[]).await;
            assert_eq!(answer.status, status, "{failure:?}");
            assert!(answer.body.contains("Nothing was paid"), "{failure:?} {}", answer.body);
            assert!(!answer.body.contains("sk_test"));
            shop.double.fail_always(None);
        }
        assert_eq!(shop.read(invoice).await.outstanding, 900);
        assert!(shop.double.pay(&shop.pay(invoice).await));
        shop.deliver_all().await;
        shop.assert_paid(invoice).await;
    }

    /// It is asked for as long as a person waits; then the page says so, and what comes too late charges nobody.
    async fn a_slow_stripe_is_waited_for_and_then_said(app: TestApp) {
        let shop = Shop::open(&app).await;
        let invoice = shop.invoice("one", "EUR", 900).await;
        let carla = shop.app.as_client("carla").await;
        shop.double.fail_always(Some(Failure::Slow(Duration::from_secs(20))));
        let began = Instant::now();
        let silent = carla.post(&format!("/portal/billing/invoices/{invoice}/pay"), &[]).await.expect(503);
        assert!(silent.body.contains("does not answer right now. Nothing was paid"), "{}", silent.body);
        assert!(began.elapsed() < Duration::from_secs(29), "{:?}", began.elapsed());
        shop.double.fail_always(None);
        assert!(shop.double.pay(&shop.pay(invoice).await));
        shop.deliver_all().await;
        shop.assert_paid(invoice).await;
        assert_eq!(shop.double.books().len(), 1);
    }

    async fn several_invoices_of_one_currency_are_paid_at_once(app: TestApp) {
        let shop = Shop::open(&app).await;
        let (one, two) = (shop.invoice("one", "EUR", 900).await, shop.invoice("two", "EUR", 700).await);
        let dollars = shop.invoice("three", "USD", 700).await;
        let carla = shop.app.as_client("carla").await;
        let ids = [one, two, dollars].map(|id| id.to_string());
        let mixed = carla.post("/portal/billing/pay", &[("invoice", &ids[0]), ("invoice", &ids[2])]).await;
        assert!(mixed.expect(422).body.contains("Invoices of one currency"), "currencies are not mixed");
        assert_eq!(carla.post("/portal/billing/pay", &[]).await.status, 422);
        let both = [("invoice", ids[0].as_str()), ("invoice", ids[1].as_str())];
        let answer = carla.post("/portal/billing/pay", &both).await.expect(303);
        let together = shop.session(&answer);
        // Whoever then pays one of them alone ends the page for both.
        let alone = shop.pay(one).await;
        assert_ne!(together, alone);
        assert!(!shop.double.pay(&together), "no invoice can be paid on two pages");
        let answer = carla.post("/portal/billing/pay", &both).await.expect(303);
        assert!(!shop.double.pay(&alone));
        assert!(shop.double.pay(&shop.session(&answer)));
        shop.deliver_all().await;
        shop.assert_paid(one).await;
        shop.assert_paid(two).await;
        assert_eq!(shop.double.books().iter().map(|book| book.received).sum::<i64>(), 1600);
    }

    /// Meanwhile it is `payment_processing`.
    async fn a_bank_debit_is_on_its_way_until_it_settles_or_fails(app: TestApp) {
        let shop = Shop::open(&app).await;
        for (name, well) in [("one", true), ("two", false)] {
            let invoice = shop.invoice(name, "EUR", 900).await;
            let session = shop.pay(invoice).await;
            assert!(shop.double.pay_later(&session));
            shop.deliver_all().await;
            let on_its_way = shop.read(invoice).await;
            assert_eq!((on_its_way.processing, on_its_way.outstanding), (900, 900));
            let carla = shop.app.as_client("carla").await;
            let again = carla.post(&format!("/portal/billing/invoices/{invoice}/pay"), &[]).await;
            assert!(again.expect(409).body.contains("is on its way"), "what is on its way is not paid twice");
            shop.double.settle(&session, well);
            shop.deliver_all().await;
            let after = shop.read(invoice).await;
            assert_eq!((after.outstanding, after.processing), (if well { 0 } else { 900 }, 0));
            let payment = shop.payments(invoice).await.remove(0);
            let state = if well { PaymentState::Succeeded } else { PaymentState::Failed };
            assert_eq!((payment.state, payment.method), (state, PaymentMethod::DirectDebit));
            // Nobody waits for money that does not come: the client is told, too.
            let told = shop.app.mails().iter().any(|mail| mail.subject.contains("did not go through"));
            assert_eq!(told, !well);
        }
    }

    /// The address that a browser comes back to proves nothing.
    async fn coming_back_shows_the_truth(app: TestApp) {
        let shop = Shop::open(&app).await;
        let invoice = shop.invoice("one", "EUR", 900).await;
        let session = shop.pay(invoice).await;
        let carla = shop.app.as_client("carla").await;
        let agency = shop.app.app.database.system().agency(shop.app.cast.acme.agency.into());
        let id = agency.find::<checkout::Entity>().one().await.unwrap().id;
        let back = |how: &str| format!("/portal/billing/checkouts/{id}/{how}");
        let early = carla.get(&back("return")).await.expect(200);
        assert!(early.body.contains("is not paid"), "{}", early.body);
        // The invoice's own row, with what is asked for it and how it stands.
        let row = |page: &str| page.split("id=\"paid-for\"").nth(1).map(text_of).unwrap_or_default();
        let asked = row(&early.body);
        assert!(asked.contains("Open €9.00"), "{asked}");
        shop.double.decline(&session);
        assert!(carla.get(&back("cancel")).await.expect(200).body.contains("bank refused"));
        shop.double.pay(&session);
        // Without any webhook.
        let paid = carla.get(&back("return")).await.expect(200).body;
        assert!(paid.contains("is paid. Thank you"), "{paid}");
        let paid = row(&paid);
        assert!(paid.contains("Paid €9.00"), "{paid}");
        shop.assert_paid(invoice).await;
        for (person, status) in [("ben", 404), ("hana", 404), ("victor", 404)] {
            assert_eq!(shop.app.as_client(person).await.get(&back("return")).await.status, status, "{person}");
        }
    }

    async fn what_is_not_ones_own_or_not_allowed_is_not_there(app: TestApp) {
        let shop = Shop::open(&app).await;
        let invoice = shop.invoice("one", "EUR", 900).await;
        let path = format!("/portal/billing/invoices/{invoice}/pay");
        for person in ["ben", "hana", "victor"] {
            let client = shop.app.as_client(person).await;
            assert_eq!(client.post(&path, &[]).await.status, 404, "{person}");
            assert_eq!(client.post("/portal/billing/pay", &[("invoice", &invoice.to_string())]).await.status, 404);
        }
        let carla = shop.app.as_client("carla").await;
        assert_eq!(carla.post("/portal/billing/invoices/nonsense/pay", &[]).await.status, 404);
        shop.app.store.sql("UPDATE workspace SET billing_on = FALSE").await;
        assert_eq!(carla.post(&path, &[]).await.status, 404, "the module is off");
        assert_eq!(shop.double.books().len(), 0);
    }

    async fn without_stripe_there_is_no_paying_online(app: TestApp) {
        let shop = Shop::without_keys(&app, None).await;
        let invoice = shop.invoice("one", "EUR", 900).await;
        let carla = shop.app.as_client("carla").await;
        assert_eq!(carla.post(&format!("/portal/billing/invoices/{invoice}/pay"), &[]).await.status, 404);
        assert_eq!(carla.get("/portal/billing/payment-methods").await.status, 404);
    }

    async fn money_of_every_kind_reaches_stripe_as_stripe_writes_it(app: TestApp) {
        let shop = Shop::open(&app).await;
        for (currency, ours, theirs) in [("JPY", 500, 500), ("KWD", 12_340, 12_340), ("ISK", 700, 70_000)] {
            let invoice = shop.invoice(currency, currency, ours).await;
            let session = shop.pay(invoice).await;
            shop.double.pay(&session);
            shop.deliver_all().await;
            shop.assert_paid(invoice).await;
            let book = shop.double.books().into_iter().find(|book| book.session == session).unwrap();
            assert_eq!((book.received, book.currency), (theirs, currency.to_lowercase()));
        }
        let carla = shop.app.as_client("carla").await;
        let most = 999_999_999_999_999;
        let asked = shop.double.calls("POST checkout/sessions");
        for (currency, amount) in [("KWD", 12_345), ("EUR", 10), ("EUR", 1_000_000_000_000), ("EUR", most), ("ISK", most)] {
            let invoice = shop.invoice(&format!("{currency}{amount}"), currency, amount).await;
            let shown = carla.get(&format!("/portal/billing/invoices/{invoice}")).await.expect(200).body;
            assert!(!shown.contains("Pay now"), "a button that can do nothing is not there: {currency} {amount}");
            assert!(shown.contains("This amount cannot be paid online. Ask the team"), "{currency} {amount}: {shown}");
            let answer = carla.post(&format!("/portal/billing/invoices/{invoice}/pay"), &[]).await.expect(409);
            assert!(answer.body.contains("This amount cannot be paid online."), "{currency} {amount}: {}", answer.body);
            assert_eq!(shop.read(invoice).await.outstanding, amount);
        }
        assert_eq!(shop.double.calls("POST checkout/sessions"), asked, "Stripe need not say so");
    }

    /// What is too little alone is enough together, and what can be paid one by one may be too much together.
    async fn all_is_offered_where_stripe_takes_all_of_it(app: TestApp) {
        let shop = Shop::open(&app).await;
        let carla = shop.app.as_client("carla").await;
        let offered = async || {
            let page = carla.get("/portal/billing").await.expect(200).body;
            page.contains("Pay all in SEK") || page.contains("Pay 2 invoices")
        };
        let (one, two) = (shop.invoice("one", "SEK", 200).await, shop.invoice("two", "SEK", 200).await);
        assert!(offered().await);
        let (first, second) = (one.to_string(), two.to_string());
        let both = [("invoice", first.as_str()), ("invoice", second.as_str())];
        assert!(shop.double.pay(&shop.session(&carla.post("/portal/billing/pay", &both).await.expect(303))));
        shop.deliver_all().await;
        shop.assert_paid(one).await;
        shop.invoice("three", "SEK", 600_000_000_000).await;
        let four = shop.invoice("four", "SEK", 600_000_000_000).await;
        assert!(!offered().await, "Stripe takes at most twelve digits at once");
        let page = carla.get("/portal/billing").await.expect(200).body;
        assert!(page.contains("This cannot be paid online at once. Open an invoice to pay it by itself."), "{page}");
        shop.pay(four).await;
    }

    /// One amount that Stripe does not take leaves the others to be paid, and where none is left, that is said.
    async fn an_amount_that_stripe_does_not_take_is_said_and_hinders_no_other(app: TestApp) {
        let shop = Shop::open(&app).await;
        let carla = shop.app.as_client("carla").await;
        let overview = async || carla.get("/portal/billing").await.expect(200).body;
        let refused = "This amount cannot be paid online. Ask the team how to pay it otherwise.";
        let small = shop.invoice("one", "CHF", 900).await;
        let page = overview().await;
        assert!(page.contains("Pay all in CHF") || page.contains("Pay now"), "{page}");
        assert!(!page.contains("Not all of this") && !page.contains(refused), "{page}");
        let huge = shop.invoice("two", "CHF", 1_000_000_000_000).await;
        let page = overview().await;
        assert!(page.contains("Pay one invoice") && page.contains("Not all of this can be paid online at once."), "{page}");
        let offered = |id: InvoiceId| page.contains(&format!("name=\"invoice\" value=\"{id}\""));
        assert!(offered(small) && !offered(huge), "{page}");
        shop.invoice("three", "KWD", 146_759).await;
        let page = overview().await;
        assert_eq!(page.matches(refused).count(), 1, "{page}");
    }

    async fn a_page_whose_time_is_over_gives_way_to_another(app: TestApp) {
        let shop = Shop::open(&app).await;
        let invoice = shop.invoice("one", "EUR", 900).await;
        let old = shop.pay(invoice).await;
        shop.app.advance(TimeDelta::minutes(90));
        let new = shop.pay(invoice).await;
        assert_ne!(old, new);
        assert!(!shop.double.pay(&old));
        assert!(shop.double.pay(&new));
        shop.deliver_all().await;
        shop.assert_paid(invoice).await;
    }
}
