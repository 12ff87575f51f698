//! The real client against the double, over HTTP.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by panicking")]
use portico_stripe::{Event, Interval, Line, Ordered, Settings, Stripe, Trouble, Wanted, webhook};
use portico_stripe_double::{Chaos, Double, Endpoint, Failure};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use poem::http::StatusCode;
use poem::listener::{Acceptor, Listener, TcpListener};

async fn both() -> (Double, Stripe) {
    let double = Double::start("127.0.0.1:0").await.unwrap();
    let stripe = client(&double, "sk_test_agency", None);
    (double, stripe)
}

fn client(double: &Double, key: &str, account: Option<&str>) -> Stripe {
    Stripe::new(&Settings {
        api_base: Some(double.base().to_owned()),
        account: account.map(str::to_owned),
        timeout: Duration::from_millis(400),
        pause: Duration::from_millis(1),
        ..Settings::new(key)
    })
    .unwrap()
}

async fn customer(stripe: &Stripe) -> String {
    stripe.create_customer("customer-1", "Harbor & Co", HashMap::new()).await.unwrap().id
}

fn wanted(customer: &str, amounts: &[i64]) -> Wanted {
    Wanted {
        customer: customer.to_owned(),
        currency: "EUR".to_owned(),
        lines: amounts.iter().map(|amount| Line { name: format!("2026-{amount}"), amount: *amount }).collect(),
        reference: "checkout-1".to_owned(),
        success_url: "http://portal.test/return".to_owned(),
        cancel_url: "http://portal.test/cancel".to_owned(),
        expires_at: None,
        metadata: HashMap::from([("checkout".to_owned(), "checkout-1".to_owned())]),
    }
}

#[tokio::test]
async fn several_invoices_are_paid_in_one_session() {
    let (double, stripe) = both().await;
    let page = stripe.open_checkout("pay-1", &wanted(&customer(&stripe).await, &[1200, 345])).await.unwrap();
    let id = page.id.unwrap();
    assert!(page.url.unwrap().starts_with(double.base()));
    let open = stripe.checkout(&id).await.unwrap();
    assert_eq!((open.status.as_deref(), open.amount_total), (Some("open"), Some(1545)));
    assert!(open.payment_intent.is_none());
    assert!(double.pay(&id));
    assert!(!double.pay(&id), "a page pays once");
    let paid = stripe.checkout(&id).await.unwrap();
    let intent = paid.payment_intent.unwrap();
    assert_eq!((paid.payment_status.as_str(), intent.status.as_str()), ("paid", "succeeded"));
    assert_eq!(intent.amount_received, Some(1545));
    assert_eq!(intent.latest_charge.unwrap().payment_method_details.unwrap().kind, "card");
    assert_eq!(double.books()[0].received, 1545);
}

#[tokio::test]
async fn a_person_pays_cancels_or_is_declined_on_the_page() {
    let (double, stripe) = both().await;
    let page = stripe.open_checkout("pay-1", &wanted(&customer(&stripe).await, &[1200])).await.unwrap();
    let (id, url) = (page.id.unwrap(), page.url.unwrap());
    let browser = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let shown = browser.get(&url).send().await.unwrap().text().await.unwrap();
    assert!(shown.contains("Simulated Stripe") && shown.contains("no money moves"), "{shown}");
    let press = async |what: &str| {
        let answer = browser.post(&url).form(&[("do", what)]).send().await.unwrap();
        answer.headers().get("location").map(|to| to.to_str().unwrap().to_owned())
    };
    assert_eq!(press("cancel").await.unwrap(), "http://portal.test/cancel");
    assert_eq!(press("decline").await.unwrap(), format!("/pay/{id}"));
    let declined = stripe.checkout(&id).await.unwrap();
    assert_eq!(declined.status.as_deref(), Some("open"));
    assert_eq!(declined.payment_intent.unwrap().last_payment_error.unwrap().code.as_deref(), Some("card_declined"));
    assert_eq!(press("pay").await.unwrap(), "http://portal.test/return");
    assert_eq!(press("pay").await, None);
    assert_eq!(double.books().len(), 1);
}

#[tokio::test]
async fn a_bank_debit_settles_later_or_never() {
    let (double, stripe) = both().await;
    let customer = customer(&stripe).await;
    for (key, well, ends) in [("a", true, "succeeded"), ("b", false, "requires_payment_method")] {
        let id = stripe.open_checkout(key, &wanted(&customer, &[900])).await.unwrap().id.unwrap();
        assert!(double.pay_later(&id));
        assert_eq!(stripe.checkout(&id).await.unwrap().payment_intent.unwrap().status, "processing");
        double.settle(&id, well);
        let after = stripe.checkout(&id).await.unwrap();
        assert_eq!(after.payment_intent.unwrap().status, ends);
        assert_eq!(after.payment_status == "paid", well);
    }
}

#[tokio::test]
async fn the_same_key_does_it_once_and_another_body_is_refused() {
    let (double, stripe) = both().await;
    let customer = customer(&stripe).await;
    let first = stripe.open_checkout("pay-1", &wanted(&customer, &[1200])).await.unwrap().id;
    assert_eq!(stripe.open_checkout("pay-1", &wanted(&customer, &[1200])).await.unwrap().id, first);
    let other = stripe.open_checkout("pay-1", &wanted(&customer, &[1300])).await.unwrap_err();
    assert!(matches!(other, Trouble::Refused { code, .. } if code == "idempotency_error"));
    double.fail(0, [Failure::Lost]);
    let id = stripe.open_checkout("pay-2", &wanted(&customer, &[1200])).await.unwrap().id.unwrap();
    double.pay(&id);
    assert_eq!(double.books().len(), 1, "the answer that was lost is asked for again, and the session is one");
}

#[tokio::test]
async fn trouble_passes_or_is_told_apart() {
    let (double, stripe) = both().await;
    let passing = [Failure::Limited, Failure::Down, Failure::Malformed, Failure::Slow(Duration::from_millis(900))];
    for failure in passing {
        double.fail(0, [failure, failure]);
        stripe.own_account().await.unwrap_or_else(|trouble| panic!("{failure:?} {trouble}"));
    }
    let lasting = [
        (Failure::Declined, Trouble::Declined("generic_decline".to_owned())),
        (Failure::Limited, Trouble::Limited),
        (Failure::Down, Trouble::Unavailable),
        (Failure::Malformed, Trouble::Malformed),
        (Failure::Forbidden, Trouble::Forbidden),
        (Failure::Missing, Trouble::Missing),
        (Failure::Slow(Duration::from_millis(900)), Trouble::Unavailable),
    ];
    for (failure, trouble) in lasting {
        double.fail_always(Some(failure));
        assert_eq!(stripe.own_account().await.unwrap_err(), trouble);
        double.fail_always(None);
    }
    assert_eq!(client(&double, "nonsense", None).own_account().await.unwrap_err(), Trouble::Unauthorised);
    assert_eq!(Stripe::new(&Settings::new("bad\nkey")).unwrap_err(), Trouble::Misconfigured);
    let nowhere = Stripe::new(&Settings {
        api_base: Some("http://127.0.0.1:1".to_owned()),
        pause: Duration::from_millis(1),
        ..Settings::new("sk_test_secret")
    });
    let trouble = nowhere.as_ref().unwrap().own_account().await.unwrap_err();
    assert_eq!(trouble, Trouble::Unavailable);
    assert!(!format!("{trouble:?} {trouble} {nowhere:?}").contains("sk_test_secret"));
}

#[tokio::test]
async fn an_account_knows_nothing_of_another() {
    let (double, stripe) = both().await;
    let id = stripe.open_checkout("a", &wanted(&customer(&stripe).await, &[900])).await.unwrap().id.unwrap();
    let other = client(&double, "sk_test_other", None);
    assert_eq!(other.checkout(&id).await.unwrap_err(), Trouble::Missing);
    let own = other.open_checkout("a", &wanted(&customer(&other).await, &[800])).await.unwrap().id.unwrap();
    assert_ne!(own, id, "keys of two accounts have nothing to do with each other");
}

#[tokio::test]
async fn refunds_and_disputes_are_found_by_their_payment() {
    let (double, stripe) = both().await;
    let id = stripe.open_checkout("a", &wanted(&customer(&stripe).await, &[900])).await.unwrap().id.unwrap();
    double.pay(&id);
    let payment = double.books()[0].payment.clone();
    stripe.refund("r-1", &payment, 300).await.unwrap();
    stripe.refund("r-1", &payment, 300).await.unwrap();
    assert!(matches!(stripe.refund("r-2", &payment, 700).await.unwrap_err(), Trouble::Refused { .. }));
    double.refund(&payment, 100).unwrap();
    let amounts: Vec<i64> = stripe.refunds(&payment).await.unwrap().iter().map(|refund| refund.amount).collect();
    assert_eq!(amounts, [100, 300]);
    assert!(!double.lose_dispute(&payment), "nothing is disputed");
    double.dispute(&payment);
    assert_eq!(stripe.disputes(&payment).await.unwrap()[0].status, "needs_response");
    assert!(double.lose_dispute(&payment) && !double.lose_dispute(&payment), "it is lost once");
    assert_eq!(stripe.disputes(&payment).await.unwrap()[0].status, "lost");
    let charge = stripe.payment(&payment).await.unwrap().latest_charge.unwrap();
    assert_eq!((charge.amount_refunded, charge.disputed), (400, Some(true)));
}

/// What a bank does days later can be pressed by whoever tries the demo.
#[tokio::test]
async fn debits_arrive_or_fail_and_payments_are_disputed_at_the_press_of_a_button() {
    let (double, stripe) = both().await;
    let customer = customer(&stripe).await;
    let browser = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let overview = format!("{}/payments", double.base());
    let shown = async || browser.get(&overview).send().await.unwrap().text().await.unwrap();
    assert!(shown().await.contains("Nobody has paid yet"));
    let press = async |payment: &str, what: &str| {
        let answer = browser.post(format!("{overview}/{payment}")).form(&[("do", what)]).send().await.unwrap();
        assert_eq!(answer.headers()["location"], "/payments");
    };
    for (key, button, ends) in [("a", "arrive", "succeeded"), ("b", "fail", "requires_payment_method")] {
        let id = stripe.open_checkout(key, &wanted(&customer, &[900])).await.unwrap().id.unwrap();
        double.pay_later(&id);
        let page = shown().await;
        assert!(page.contains("Let the debit arrive") && page.contains("9.00"), "{page}");
        let payment = stripe.checkout(&id).await.unwrap().payment_intent.unwrap().id;
        press(&payment, button).await;
        assert_eq!(stripe.payment(&payment).await.unwrap().status, ends);
    }
    let payment = double.books().into_iter().find(|book| book.received > 0).unwrap().payment;
    assert!(shown().await.contains("Dispute this payment"));
    press(&payment, "dispute").await;
    assert!(shown().await.contains("Let the dispute be lost"));
    press(&payment, "win").await;
    press(&payment, "lose").await;
    assert_eq!(stripe.disputes(&payment).await.unwrap()[0].status, "won", "it ends once");
}

#[tokio::test]
async fn a_card_is_added_on_the_portals_page() {
    let (_double, stripe) = both().await;
    let customer = customer(&stripe).await;
    assert!(stripe.payment_methods(&customer).await.unwrap().is_empty());
    let page = stripe.payment_method_page("p-1", &customer, "http://portal.test/methods").await.unwrap();
    let browser = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let answer = browser.post(page.url.unwrap()).form(&[("do", "visa")]).send().await.unwrap();
    assert_eq!(answer.headers()["location"], "http://portal.test/methods");
    let methods = stripe.payment_methods(&customer).await.unwrap();
    assert_eq!((methods[0].kind.as_str(), methods[0].last_four()), ("card", Some("4242")));
    assert_eq!(methods[0].card.as_ref().unwrap().brand, "visa");
}

/// As Stripe refuses it; and without a flow there is no page here on which a way to pay could be added.
#[tokio::test]
async fn a_page_of_the_portal_needs_a_whole_flow() {
    let (double, stripe) = both().await;
    let customer = customer(&stripe).await;
    let flow = ("flow_data[type]", "payment_method_update");
    let after = ("flow_data[after_completion][type]", "redirect");
    let to = ("flow_data[after_completion][redirect][return_url]", "http://portal.test/done");
    let cases = [
        (vec![], 400),
        (vec![after, to], 400),
        (vec![flow, to], 400),
        (vec![flow, after], 400),
        (vec![flow], 200),
        (vec![flow, after, to], 200),
    ];
    for (fields, status) in cases {
        let form = [vec![("customer", customer.as_str()), ("return_url", "http://portal.test/back")], fields].concat();
        let ask = reqwest::Client::new().post(format!("{}/v1/billing_portal/sessions", double.base()));
        let answer = ask.header("authorization", "Bearer sk_test_agency").form(&form).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), status, "{form:?}");
    }
}

#[tokio::test]
async fn a_subscription_has_invoices_with_lines_and_ends() {
    let (double, stripe) = both().await;
    let customer = customer(&stripe).await;
    let product = stripe.create_product("prod-1", "Care plan").await.unwrap().id;
    let once = stripe.create_price("price-0", &product, "eur", 5000, Interval::Once).await.unwrap().id;
    let ordered = |price: &str| Ordered {
        customer: customer.clone(),
        price: price.to_owned(),
        quantity: 2,
        days: 14,
        metadata: HashMap::from([("subscription".to_owned(), "ours".to_owned())]),
    };
    assert!(stripe.subscribe("sub-0", &ordered(&once)).await.is_err());
    let price = stripe.create_price("price-1", &product, "eur", 5000, Interval::Month).await.unwrap().id;
    let subscription = stripe.subscribe("sub-1", &ordered(&price)).await.unwrap();
    assert!(subscription.renews_at().is_some());
    assert_eq!(subscription.metadata.subscription.as_deref(), Some("ours"));
    let invoices = stripe.invoices(&subscription.id).await.unwrap();
    let invoice = stripe.invoice(&invoices[0].id).await.unwrap();
    assert_eq!((invoice.total, invoice.lines.data[0].description.as_deref()), (10_000, Some("Care plan")));
    assert_eq!(invoice.subscription(), Some(subscription.id.as_str()));
    assert!(double.pay_invoice(&invoice.id) && !double.pay_invoice(&invoice.id), "it is paid once");
    let invoice = stripe.invoice(&invoice.id).await.unwrap();
    assert_eq!((invoice.status.as_deref(), invoice.intents().len()), (Some("paid"), 1));
    let later = double.renew(&subscription.id).unwrap();
    let elsewhere = stripe.paid_elsewhere("else-1", &later).await.unwrap();
    assert_eq!((elsewhere.status.as_deref(), elsewhere.intents().len()), (Some("paid"), 0));
    stripe.retire_price("retire-1", &price).await.unwrap();
    assert!(stripe.subscribe("sub-2", &ordered(&price)).await.is_err(), "it is sold no more");
    assert_eq!(stripe.cancel_later("later-1", &subscription.id).await.unwrap().cancel_at_period_end, Some(true));
    assert_eq!(stripe.cancel_subscription("end-1", &subscription.id).await.unwrap().status, "canceled");
    assert_eq!(stripe.subscription(&subscription.id).await.unwrap().status, "canceled");
}

#[tokio::test]
async fn a_connected_account_is_set_up_and_acted_for() {
    let (double, platform) = both().await;
    let account = platform.create_account("acct-1").await.unwrap();
    assert_eq!(account.charges_enabled, Some(false));
    let page = platform.onboarding_page("link-1", &account.id, "http://a.test/back", "http://a.test/again").await;
    let browser = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let answer = browser.post(page.unwrap().url.unwrap()).form(&[("do", "finish")]).send().await.unwrap();
    assert_eq!(answer.headers()["location"], "http://a.test/back");
    assert_eq!(platform.account(&account.id).await.unwrap().charges_enabled, Some(true));
    let connected = client(&double, "sk_test_agency", Some(&account.id));
    let customer = customer(&connected).await;
    assert!(connected.payment_methods(&customer).await.is_ok());
    assert_eq!(platform.payment_methods(&customer).await.unwrap_err(), Trouble::Missing);
    let strange = client(&double, "sk_test_agency", Some("acct_strange"));
    assert_eq!(strange.payment_methods(&customer).await.unwrap_err(), Trouble::Unauthorised);
}

#[tokio::test]
async fn webhooks_are_signed_copied_shuffled_lost_and_forged() {
    let (double, stripe) = both().await;
    let url = "http://portal.test/webhooks/stripe/harbor".to_owned();
    double.listen(Endpoint { url, secret: "whsec_a".to_owned(), account: Some("acct_agency".to_owned()) });
    double.set_chaos(Chaos { seed: 7, copies: 5, shuffle: true, lost: 20, forged: 20, late: 0 });
    let customer = customer(&stripe).await;
    for number in 0..20 {
        let id = stripe.open_checkout(&format!("k{number}"), &wanted(&customer, &[900])).await.unwrap().id.unwrap();
        double.pay(&id);
    }
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() as i64;
    let letters = double.letters();
    let read = |letter: &portico_stripe_double::Letter| {
        webhook::event(letter.body.as_bytes(), &letter.signature, &["whsec_a"], now)
    };
    let good: Vec<Event> = letters.iter().filter_map(|letter| read(letter).ok()).collect();
    let ids: HashSet<&str> = good.iter().map(|event| event.id.as_str()).collect();
    assert!(good.len() < letters.len(), "some are forged");
    assert!(ids.len() < good.len(), "some come twice");
    assert!(good.windows(2).any(|two| two[0].id > two[1].id), "some come too early");
    let mut all = HashSet::new();
    let mut before: Option<String> = None;
    loop {
        let (events, more) = stripe.events(0, before.as_deref()).await.unwrap();
        all.extend(events.iter().map(|event| event.id.clone()));
        before = events.last().map(|event| event.id.clone());
        if !more {
            break;
        }
    }
    assert!(ids.len() < all.len(), "some never come, but the list has them");
    assert!(ids.iter().all(|id| all.contains(*id)));
    assert!(good.iter().any(|event| event.session().is_some()) && good.iter().any(|event| event.payment().is_some()));
}

#[tokio::test]
async fn webhooks_that_are_late_come_in_their_time_and_signed_anew() {
    let (double, _stripe) = both().await;
    let clock = Arc::new(AtomicUsize::new(1_000_000));
    let seconds = Arc::clone(&clock);
    double.set_clock(move || seconds.load(Ordering::SeqCst) as i64);
    let url = "http://portal.test/webhooks/stripe/harbor".to_owned();
    double.listen(Endpoint { url, secret: "whsec_a".to_owned(), account: Some("acct_agency".to_owned()) });
    double.set_chaos(Chaos { late: 600, ..Chaos::default() });
    for number in 0..20 {
        double.tell_unknown("acct_agency", &format!("thing.{number}"));
    }
    let mut waves = Vec::new();
    for _ in 0..=10 {
        let now = clock.load(Ordering::SeqCst) as i64;
        let letters = double.letters();
        for letter in &letters {
            webhook::event(letter.body.as_bytes(), &letter.signature, &["whsec_a"], now).unwrap();
        }
        waves.push(letters.len());
        clock.fetch_add(60, Ordering::SeqCst);
    }
    assert_eq!(waves.iter().sum::<usize>(), 20, "none is lost: {waves:?}");
    assert!(waves.iter().filter(|many| **many > 0).count() > 3, "{waves:?}");
}

/// Also where the receiver answers, and says that it could not take it.
#[tokio::test]
async fn a_webhook_that_is_not_taken_is_sent_again() {
    let (double, _stripe) = both().await;
    let heard = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&heard);
    let receiver = poem::endpoint::make_sync(move |_| match count.fetch_add(1, Ordering::SeqCst) {
        0 => StatusCode::INTERNAL_SERVER_ERROR,
        1 => StatusCode::BAD_REQUEST,
        _ => StatusCode::OK,
    });
    let acceptor = TcpListener::bind("127.0.0.1:0").into_acceptor().await.unwrap();
    let address = acceptor.local_addr()[0].as_socket_addr().copied().unwrap();
    tokio::spawn(async move { poem::Server::new_with_acceptor(acceptor).run(receiver).await });
    let url = format!("http://{address}/webhooks");
    double.listen(Endpoint { url, secret: "whsec_a".to_owned(), account: Some("acct_agency".to_owned()) });
    double.push();
    double.tell_unknown("acct_agency", "thing.happened");
    let came = tokio::time::timeout(Duration::from_secs(30), async {
        while heard.load(Ordering::SeqCst) < 3 {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    });
    came.await.unwrap();
}
