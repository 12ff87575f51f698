use poem::http::Method;
use portico::commands::doctor::stripe;
use portico_stripe_double::{Endpoint, Failure};
use serde_json::json;

use super::subscribed::open;
use super::subscriptions::{path, price};
use super::{SECRET, Shop};
use crate::support::{Holder, Kind, TestApp};

/// What `portico doctor stripe` says of the agency, and whether that is a fault. Of the other there is never one.
async fn doctor(app: &TestApp) -> (String, bool) {
    let found = stripe::examine(app.app.cashier(), &app.app.database.system()).await.unwrap();
    let (ours, others): (Vec<_>, Vec<_>) = found.into_iter().partition(|it| it.line.starts_with("Northwind Studio: "));
    assert!(others.iter().all(|it| !it.fault) && ours.len() == 1, "{ours:?} {others:?}");
    (ours[0].line.trim_start_matches("Northwind Studio: ").to_owned(), ours[0].fault)
}

/// A shop whose agency is alone on the install and is paid by the install's account.
async fn by_install(app: &TestApp) -> Shop {
    app.alone().await;
    let shop = Shop::without_keys(app, Some("sk_test_install")).await;
    let url = format!("/webhooks/stripe/{}", app.cast.acme.agency);
    shop.double.listen(Endpoint { url, secret: "whsec_install".into(), account: Some("acct_install".into()) });
    shop
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

    /// Money that comes by a page of a forgotten account would be heard of by nobody.
    async fn nobody_pays_on_a_page_of_an_account_that_is_removed(app: TestApp) {
        let shop = Shop::open(&app).await;
        let invoice = shop.invoice("one", "EUR", 900).await;
        let session = shop.pay(invoice).await;
        let olivia = shop.app.as_staff("olivia").await;
        assert_eq!(olivia.ask(Method::DELETE, "/stripe").send().await.status, 204);
        assert!(!shop.double.pay(&session), "the page is closed");
        assert_eq!(shop.read(invoice).await.outstanding, 900);
    }

    /// What is on its way or runs there would never be heard of again (`stripe_in_use`).
    async fn an_account_by_which_somebody_pays_is_not_removed(app: TestApp) {
        let (shop, olivia, subscription) = open(&app).await;
        let session = shop.pay(shop.invoice("one", "EUR", 900).await).await;
        assert!(shop.double.pay_later(&session));
        shop.deliver_all().await;
        let remove = async || olivia.ask(Method::DELETE, "/stripe").send().await;
        let refused = remove().await.expect(409);
        assert_eq!(refused.code(), "stripe_in_use");
        for said in ["1 payment is on its way", "1 subscription runs there", "1 invoice of a subscription is open there"] {
            assert!(refused.body.contains(said), "{}", refused.body);
        }
        shop.double.settle(&session, true);
        olivia.post(&format!("{}/cancel", path(&subscription)), json!({ "at": "now" })).await.expect(200);
        assert!(shop.double.pay_invoice(&shop.double.names("invoice")[0]));
        // Nobody has told us of the money yet.
        assert_eq!(remove().await.expect(409).code(), "stripe_in_use");
        shop.deliver_all().await;
        remove().await.expect(204);
    }

    /// Pages, debits and subscriptions of the one before would be lost (`stripe_other_account`).
    async fn another_accounts_key_is_taken_once_the_first_is_removed(app: TestApp) {
        let shop = Shop::open(&app).await;
        let session = shop.pay(shop.invoice("one", "EUR", 900).await).await;
        let keys = |key: &str| json!({ "secret_key": key, "webhook_secrets": [SECRET] });
        let refused = shop.put_keys(&keys("sk_test_other")).await.expect(409);
        assert_eq!(refused.code(), "stripe_other_account");
        assert!(refused.body.contains("remove that account first"), "{}", refused.body);
        let olivia = shop.app.as_staff("olivia").await;
        assert_eq!(olivia.get("/stripe").await.expect(200).json()["account"], "acct_northwind");
        shop.put_keys(&keys("sk_test_northwind")).await.expect(200);
        olivia.ask(Method::DELETE, "/stripe").send().await.expect(204);
        assert!(!shop.double.pay(&session), "the page is closed");
        assert_eq!(shop.put_keys(&keys("sk_test_other")).await.expect(200).json()["account"], "acct_other");
    }

    /// Nobody could pay anew, and who is on a page still could.
    async fn pages_of_an_account_that_may_not_charge_are_closed_too(app: TestApp) {
        let shop = Shop::open(&app).await;
        let session = shop.pay(shop.invoice("one", "EUR", 900).await).await;
        shop.app.store.sql("UPDATE stripe_account SET charges_enabled = FALSE").await;
        let olivia = shop.app.as_staff("olivia").await;
        olivia.ask(Method::DELETE, "/stripe").send().await.expect(204);
        assert!(!shop.double.pay(&session), "the page is closed");
    }

    /// A key that may not do this is not one that Stripe does not know: what it cannot close stays open.
    async fn an_account_is_kept_while_its_key_may_not_close_a_page(app: TestApp) {
        let shop = Shop::open(&app).await;
        let session = shop.pay(shop.invoice("one", "EUR", 900).await).await;
        let olivia = shop.app.as_staff("olivia").await;
        shop.double.fail_always(Some(Failure::Forbidden));
        assert_eq!(olivia.ask(Method::DELETE, "/stripe").send().await.expect(409).code(), "stripe_unusable");
        assert_eq!(olivia.get("/stripe").await.expect(200).json()["ready"], true);
        // One that may not look at the account, and may close pages, is enough.
        shop.double.fail_always(None);
        shop.double.fail(0, [Failure::Forbidden]);
        olivia.ask(Method::DELETE, "/stripe").send().await.expect(204);
        assert!(!shop.double.pay(&session), "the page is closed");
    }

    /// While Stripe does not answer, a page may still be paid on; a key that it does not take opens nothing anyway.
    async fn an_account_is_kept_while_a_page_cannot_be_closed(app: TestApp) {
        let shop = Shop::open(&app).await;
        let session = shop.pay(shop.invoice("one", "EUR", 900).await).await;
        let olivia = shop.app.as_staff("olivia").await;
        shop.double.fail(1, [Failure::Down, Failure::Down, Failure::Down]);
        olivia.ask(Method::DELETE, "/stripe").send().await.expect(503);
        assert_eq!(olivia.get("/stripe").await.expect(200).json()["ready"], true);
        shop.double.fail_always(Some(Failure::Unauthorised));
        olivia.ask(Method::DELETE, "/stripe").send().await.expect(204);
        shop.double.fail_always(None);
        assert!(shop.double.pay(&session), "there somebody has to look after it");
    }

    /// Nobody removes the install's account: what is open there is looked after when another takes its place.
    async fn an_account_takes_the_installs_place_where_nobody_pays_by_that_any_more(app: TestApp) {
        let shop = by_install(&app).await;
        let olivia = shop.app.as_staff("olivia").await;
        let mode = async || olivia.get("/stripe").await.expect(200).json()["mode"].clone();
        let session = shop.pay(shop.invoice("one", "EUR", 900).await).await;
        assert!(shop.double.pay_later(&session));
        shop.deliver_all().await;
        let keys = json!({ "secret_key": "sk_test_northwind", "webhook_secrets": [SECRET] });
        for refused in [shop.put_keys(&keys).await, olivia.post("/stripe/connect", json!({})).await] {
            let refused = refused.expect(409);
            assert_eq!(refused.code(), "stripe_in_use");
            assert!(refused.body.contains("1 payment is on its way"), "{}", refused.body);
        }
        shop.double.settle(&session, true);
        shop.deliver_all().await;
        let invoice = shop.invoice("two", "EUR", 700).await;
        let session = shop.pay(invoice).await;
        // Both accounts are asked, and then Stripe is silent about the page.
        shop.double.fail(2, [Failure::Down, Failure::Down, Failure::Down]);
        shop.put_keys(&keys).await.expect(503);
        assert_eq!(mode().await, "install");
        shop.put_keys(&keys).await.expect(200);
        assert_eq!(mode().await, "keys");
        assert!(!shop.double.pay(&session), "the page is closed");
        assert_eq!(shop.read(invoice).await.outstanding, 700);
        assert!(shop.double.pay(&shop.pay(invoice).await), "it is paid by the own one");
    }

    /// The same where the account is connected: pages of the install's own are closed.
    async fn nobody_pays_on_the_installs_page_once_an_account_is_connected(app: TestApp) {
        let shop = by_install(&app).await;
        let session = shop.pay(shop.invoice("one", "EUR", 900).await).await;
        let olivia = shop.app.as_staff("olivia").await;
        olivia.post("/stripe/connect", json!({})).await.expect(200);
        assert!(!shop.double.pay(&session), "the page is closed");
        assert_eq!(olivia.get("/stripe").await.expect(200).json()["mode"], "connect");
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

/// The account goes while somebody is about to begin something by it: either comes to nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_begins_anything_by_an_account_that_is_being_removed_postgres() {
    TestApp::run(Kind::Postgres, async |app| {
        let shop = Shop::open(&app).await;
        let invoice = shop.invoice("one", "EUR", 900).await;
        let (olivia, carla) = (shop.app.as_staff("olivia").await, shop.app.as_client("carla").await);
        let price = price(&olivia, "Care plan", "EUR", 4900, "month").await;
        shop.app.run_jobs().await;
        let keys = json!({ "secret_key": "sk_test_northwind", "webhook_secrets": [SECRET] });
        let removing = async || Holder::of(&shop.app.store, "DELETE FROM stripe_account").await;
        let pay = format!("/portal/billing/invoices/{invoice}/pay");
        removing().await.let_go_for(carla.post(&pay, &[])).await.expect(409);
        shop.put_keys(&keys).await.expect(200);
        let new = json!({ "workspace_id": app.cast.acme.workspace, "price_id": price });
        let refused = removing().await.let_go_for(olivia.post("/subscriptions", new)).await.expect(409);
        assert_eq!(refused.code(), "stripe_unusable");
        assert!(shop.double.names("checkout.session").is_empty() && shop.double.names("subscription").is_empty());
        assert_eq!(shop.app.store.value("SELECT count(*) FROM checkout").await, "0");
        // And the other way round: who removes it waits for who is about to pay, and sees it.
        shop.put_keys(&keys).await.expect(200);
        shop.double.expire(&shop.pay(invoice).await);
        shop.deliver_all().await;
        let about = "SELECT agency_id FROM stripe_account FOR UPDATE; UPDATE checkout SET state = 'processing'";
        let paying = Holder::of(&shop.app.store, about).await;
        let removed = async { olivia.ask(Method::DELETE, "/stripe").send().await };
        assert_eq!(paying.let_go_for(removed).await.expect(409).code(), "stripe_in_use");
    })
    .await;
}

/// Who sets an account and who is about to pay by the install's wait for each other.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_pays_by_the_installs_account_while_another_takes_its_place_postgres() {
    TestApp::run(Kind::Postgres, async |app| {
        let shop = by_install(&app).await;
        let invoice = shop.invoice("one", "EUR", 900).await;
        let keys = json!({ "secret_key": "sk_test_northwind", "webhook_secrets": [SECRET] });
        shop.double.expire(&shop.pay(invoice).await);
        shop.deliver_all().await;
        let about = "SELECT id FROM agency FOR NO KEY UPDATE; UPDATE checkout SET state = 'processing'";
        let paying = Holder::of(&shop.app.store, about).await;
        assert_eq!(paying.let_go_for(shop.put_keys(&keys)).await.expect(409).code(), "stripe_in_use");
        shop.app.store.sql("UPDATE checkout SET state = 'expired'").await;
        let carla = shop.app.as_client("carla").await;
        let about = "SELECT id FROM agency FOR NO KEY UPDATE; INSERT INTO stripe_account (agency_id, mode, account_id, \
                     charges_enabled, details_submitted, checked_at, created_at, updated_at) \
                     SELECT id, 'connect', 'acct_new', TRUE, TRUE, now(), now(), now() FROM agency";
        let setting = Holder::of(&shop.app.store, about).await;
        let pay = format!("/portal/billing/invoices/{invoice}/pay");
        setting.let_go_for(carla.post(&pay, &[])).await.expect(409);
        assert_eq!(shop.app.store.value("SELECT count(*) FROM checkout").await, "1");
    })
    .await;
}
