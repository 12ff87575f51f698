//! Products, and subscriptions of which Stripe knows and of which it does not.

use chrono::TimeDelta;
use portico_stripe_double::Failure;
use serde_json::{Value, json};

use super::Shop;
use crate::support::{Staff, TestApp};

/// A product with a price; the price's id.
pub async fn price(staff: &Staff, name: &str, currency: &str, amount: i64, recurs: &str) -> String {
    let product = staff.post("/products", json!({ "name": name })).await.expect(201).json();
    let path = format!("/products/{}/prices", product["id"].as_str().unwrap());
    let new = json!({ "currency": currency, "amount": amount, "recurs": recurs });
    staff.post(&path, new).await.expect(201).json()["id"].as_str().unwrap().to_owned()
}

/// Acme subscribes to so many.
pub async fn subscribe(app: &TestApp, staff: &Staff, price: &str, quantity: i64) -> Value {
    let new = json!({ "workspace_id": app.cast.acme.workspace, "price_id": price, "quantity": quantity });
    staff.post("/subscriptions", new).await.expect(201).json()
}

pub async fn seen(staff: &Staff, subscription: &Value) -> Value {
    staff.get(&path(subscription)).await.expect(200).json()
}

pub fn path(subscription: &Value) -> String {
    format!("/subscriptions/{}", subscription["id"].as_str().unwrap())
}

/// What the ledger has of Acme by subscriptions to this.
pub async fn billed(app: &TestApp, staff: &Staff, name: &str) -> Vec<Value> {
    let all = staff.all(&format!("/invoices?workspace_id={}", app.cast.acme.workspace), 200).await;
    let mut found = Vec::new();
    for row in all {
        let invoice = staff.get(&format!("/invoices/{}", row["id"].as_str().unwrap())).await.expect(200).json();
        let said = invoice["lines"][0]["description"].as_str().unwrap_or_default();
        if said.starts_with(name) {
            found.push(invoice);
        }
    }
    found
}

both! {
    /// S2.89, where the agency has no account: products are kept, and we make the invoices.
    async fn s2_89_without_stripe_we_make_the_invoices_once_a_period(app: TestApp) {
        let olivia = app.as_staff("olivia").await;
        let price = price(&olivia, "Care plan", "EUR", 4900, "month").await;
        let started = subscribe(&app, &olivia, &price, 2).await;
        assert_eq!((&started["state"], &started["name"], &started["quantity"]), (&json!("active"), &json!("Care plan"), &json!(2)));
        assert!(started.get("stripe_id").is_none());
        let first = billed(&app, &olivia, "Care plan").await;
        assert_eq!((first.len(), &first[0]["total"], &first[0]["lines"][0]["quantity"]), (1, &json!(9800), &json!(2000)));
        app.run_jobs().await;
        assert_eq!(billed(&app, &olivia, "Care plan").await.len(), 1, "the period is not over");
        // Two periods pass while the node is down.
        app.advance(TimeDelta::days(63));
        app.run_jobs().await;
        app.run_jobs().await;
        let olivia = app.as_staff("olivia").await;
        assert_eq!(billed(&app, &olivia, "Care plan").await.len(), 3);
        let ending = olivia.post(&format!("{}/cancel", path(&started)), json!({ "at": "period_end" })).await.expect(200).json();
        assert_eq!((&ending["state"], &ending["ends_at"]), (&json!("active"), &ending["renews_at"]));
        let again = olivia.post(&format!("{}/cancel", path(&started)), json!({ "at": "period_end" })).await.expect(409);
        assert_eq!(again.code(), "subscription_ending");
        app.advance(TimeDelta::days(70));
        app.run_jobs().await;
        let olivia = app.as_staff("olivia").await;
        assert_eq!(seen(&olivia, &started).await["state"], "ended");
        assert_eq!(billed(&app, &olivia, "Care plan").await.len(), 3, "what has ended asks for nothing");
        let over = olivia.post(&format!("{}/cancel", path(&started)), json!({ "at": "now" })).await.expect(409);
        assert_eq!(over.code(), "subscription_ended");
    }

    /// S2.89: what runs, for how much, and until when; nothing where nothing runs, and nothing for who may see no invoices.
    async fn s2_89_the_overview_shows_what_runs_and_until_when(app: TestApp) {
        let (olivia, carla) = (app.as_staff("olivia").await, app.as_client("carla").await);
        app.store.sql("UPDATE workspace SET billing_on = TRUE").await;
        app.store.sql("UPDATE subscription SET state = 'ended'").await;
        let page = carla.get("/portal/billing").await.expect(200).body;
        assert!(!page.contains("Active subscriptions"), "nothing runs");
        let monthly = price(&olivia, "Care plan", "EUR", 4900, "month").await;
        let yearly = price(&olivia, "Domain", "CHF", 2000, "year").await;
        let care = subscribe(&app, &olivia, &monthly, 2).await;
        subscribe(&app, &olivia, &yearly, 1).await;
        let page = carla.get("/portal/billing").await.expect(200).body;
        for said in ["Active subscriptions", "2 × Care plan", "98.00", "per month", "Domain", "20.00", "per year", "Renews on"] {
            assert!(page.contains(said), "{said}");
        }
        assert!(!page.contains("Ends on"));
        // What is ours to know alone stands nowhere.
        let said = async |what: &str| app.store.sql(&format!("UPDATE subscription SET {what} WHERE name = 'Care plan'")).await;
        assert_eq!(said("problem = 'ourproblem', stripe_id = 'sub_ours', account_id = 'acct_ours'").await, 1);
        let page = carla.get("/portal/billing").await.expect(200).body;
        assert!(page.contains("Care plan") && !["ourproblem", "sub_ours", "acct_ours"].iter().any(|it| page.contains(it)));
        said("problem = NULL, stripe_id = NULL, account_id = NULL").await;
        olivia.post(&format!("{}/cancel", path(&care)), json!({ "at": "period_end" })).await.expect(200);
        assert!(carla.get("/portal/billing").await.expect(200).body.contains("Ends on"));
        olivia.post(&format!("{}/cancel", path(&care)), json!({ "at": "now" })).await.expect(200);
        assert!(!carla.get("/portal/billing").await.expect(200).body.contains("Care plan"), "it has ended");
        assert_eq!(app.as_client("victor").await.get("/portal/billing").await.status, 404);
        // A day that has passed says nothing of what is to come.
        app.store.sql("UPDATE subscription SET renews_at = started_at, ends_at = NULL").await;
        app.advance(TimeDelta::days(2));
        let page = app.as_client("carla").await.get("/portal/billing").await.expect(200).body;
        assert!(page.contains("Domain") && !page.contains("Renews on"), "{page}");
    }

    async fn what_cannot_be_sold_or_subscribed_to_is_refused(app: TestApp) {
        let (olivia, mia, henry) = (app.as_staff("olivia").await, app.as_staff("mia").await, app.as_staff("henry").await);
        let product = olivia.post("/products", json!({ "name": "Plan" })).await.expect(201).json();
        let prices = format!("/products/{}/prices", product["id"].as_str().unwrap());
        for (price, field) in [
            (json!({ "currency": "EURO", "amount": 1, "recurs": "month" }), "currency"),
            (json!({ "currency": "eur", "amount": 1, "recurs": "month" }), "currency"),
            (json!({ "currency": "EUR", "amount": 0, "recurs": "month" }), "amount"),
            (json!({ "currency": "EUR", "amount": -5, "recurs": "month" }), "amount"),
            (json!({ "currency": "EUR", "amount": i64::MAX, "recurs": "month" }), "amount"),
        ] {
            assert!(olivia.post(&prices, price).await.expect(422).body.contains(&format!("\"{field}\"")));
        }
        assert_eq!(henry.post(&prices, json!({ "currency": "EUR", "amount": 1, "recurs": "month" })).await.status, 404);
        let monthly = price(&olivia, "Care plan", "JPY", 999_999_999_999_999, "month").await;
        let once = price(&olivia, "Logo", "EUR", 100, "once").await;
        let theirs = price(&henry, "Theirs", "USD", 100, "month").await;
        let workspace = app.cast.acme.workspace;
        for (body, field) in [
            (json!({ "workspace_id": app.cast.harbor.workspace, "price_id": monthly }), "workspace_id"),
            (json!({ "workspace_id": workspace, "price_id": theirs }), "price_id"),
            (json!({ "workspace_id": workspace, "price_id": once }), "price_id"),
            (json!({ "workspace_id": workspace, "price_id": monthly, "quantity": 0 }), "quantity"),
            (json!({ "workspace_id": workspace, "price_id": monthly, "quantity": 2 }), "quantity"),
            (json!({ "workspace_id": workspace, "price_id": monthly, "quantity": 10_001 }), "quantity"),
            (json!({ "workspace_id": workspace, "price_id": monthly, "due_days": -1 }), "due_days"),
        ] {
            assert!(olivia.post("/subscriptions", body).await.expect(422).body.contains(&format!("\"{field}\"")), "{field}");
        }
        assert_eq!(mia.post("/products", json!({ "name": "No" })).await.status, 403);
        olivia.post(&format!("/prices/{monthly}/archive"), json!({})).await.expect(200);
        assert_eq!(olivia.post(&format!("/prices/{monthly}/archive"), json!({})).await.expect(409).code(), "price_archived");
        let body = json!({ "workspace_id": workspace, "price_id": monthly });
        assert!(olivia.post("/subscriptions", body).await.expect(422).body.contains("archive"));
        let archive = format!("/products/{}/archive", product["id"].as_str().unwrap());
        olivia.post(&archive, json!({})).await.expect(200);
        let late = olivia.post(&prices, json!({ "currency": "EUR", "amount": 1, "recurs": "month" })).await.expect(409);
        assert_eq!(late.code(), "product_archived");
        assert!(!olivia.all("/products", 1).await.iter().any(|row| row["id"] == product["id"]));
        assert!(olivia.all("/products?archived=true", 1).await.iter().any(|row| row["id"] == product["id"]));
    }

    async fn products_and_prices_are_mirrored_to_stripe(app: TestApp) {
        let shop = Shop::open(&app).await;
        let olivia = shop.app.as_staff("olivia").await;
        shop.double.fail(0, [Failure::Lost]);
        let price = price(&olivia, "Care plan", "KWD", 1230, "year").await;
        shop.app.run_jobs().await;
        let products = olivia.all("/products", 200).await;
        let product = products.iter().find(|row| row["name"] == "Care plan").unwrap();
        let path = format!("/products/{}", product["id"].as_str().unwrap());
        let there = |id: &Value| shop.double.object(id.as_str().unwrap());
        assert_eq!(there(&product["stripe_id"])["name"], "Care plan");
        let known = there(&product["prices"][0]["stripe_id"]);
        assert_eq!((&known["unit_amount"], &known["currency"]), (&json!(1230), &json!("kwd")));
        assert_eq!(known["recurring"]["interval"], "year");
        let made = shop.double.names("product").iter().filter(|id| shop.double.object(id)["name"] == "Care plan").count();
        assert_eq!(made, 1, "an answer that was lost makes no second one");
        olivia.patch(&path, json!({ "name": "Care" })).await.expect(200);
        olivia.post(&format!("/prices/{price}/archive"), json!({})).await.expect(200);
        shop.app.run_jobs().await;
        assert_eq!(there(&product["stripe_id"])["name"], "Care");
        assert_eq!(there(&product["prices"][0]["stripe_id"])["active"], false);
        olivia.post(&format!("{path}/archive"), json!({})).await.expect(200);
        shop.app.run_jobs().await;
        assert_eq!(there(&product["stripe_id"])["active"], false);
    }
}
