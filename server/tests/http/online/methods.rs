use portico_stripe_double::Failure;

use super::Shop;
use crate::support::TestApp;

const PAGE: &str = "/portal/billing/payment-methods";

both! {
    /// S2.95: a card is added on Stripe's page, and shown by what may be shown of it.
    async fn s2_95_a_card_is_added_at_stripe_and_shown(app: TestApp) {
        let shop = Shop::open(&app).await;
        let carla = shop.app.as_client("carla").await;
        assert!(carla.get(PAGE).await.expect(200).body.contains("No card yet"));
        assert_eq!(shop.double.calls("POST customers"), 0, "looking changes nothing");
        let to = carla.post(PAGE, &[]).await.expect(303).location().to_owned();
        let browser = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let back = browser.post(&to).body("do=visa").send().await.unwrap();
        assert_eq!(back.headers()["location"].to_str().unwrap(), format!("http://northwind.localhost{PAGE}"));
        let page = carla.get(PAGE).await.expect(200).body;
        assert!(page.contains("Visa ending in 4242") && page.contains("Expires 08/"), "{page}");
        let ben = shop.app.as_client("ben").await;
        assert!(!ben.get(PAGE).await.expect(200).body.contains("4242"), "another client's");
        assert_eq!(shop.app.as_client("victor").await.get(PAGE).await.status, 404);
    }

    async fn a_silent_stripe_is_said(app: TestApp) {
        let shop = Shop::open(&app).await;
        let carla = shop.app.as_client("carla").await;
        carla.post(PAGE, &[]).await.expect(303);
        for failure in [Failure::Down, Failure::Limited, Failure::Malformed] {
            shop.double.fail_always(Some(failure));
            let page = carla.get(PAGE).await.expect(200).body;
            assert!(page.contains("does not answer right now"), "{failure:?}");
            assert!([409, 503].contains(&carla.post(PAGE, &[]).await.status), "{failure:?}");
            shop.double.fail_always(None);
        }
    }
}
