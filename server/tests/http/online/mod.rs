//! Being paid online, against Stripe's double over HTTP.

mod account;
mod afterwards;
mod chaos;
mod methods;
mod pay;
mod refused;
mod settled;
mod subscribed;
mod subscriptions;
mod webhooks;

use portico::entity::words::InvoiceStatus;
use portico::entity::{invoice, payment};
use portico::features::billing::{self, Content, Item, NewDraft};
use portico::ids::InvoiceId;
use portico_stripe_double::{Double, Endpoint, Letter};
use sea_orm::ColumnTrait;
use serde_json::json;

use crate::support::{Answer, TestApp};

/// A node whose Stripe is the double, and whose agency has keys there.
pub struct Shop {
    pub app: TestApp,
    pub double: Double,
}

pub const SECRET: &str = "whsec_northwind";

impl Shop {
    pub async fn open(app: &TestApp) -> Self {
        let shop = Self::without_keys(app, None).await;
        let keys = json!({ "secret_key": "sk_test_northwind", "webhook_secrets": [SECRET] });
        shop.put_keys(&keys).await.expect(200);
        let url = format!("/webhooks/stripe/{}", shop.app.cast.acme.agency);
        let account = Some("acct_northwind".to_owned());
        shop.double.listen(Endpoint { url, secret: SECRET.to_owned(), account });
        shop
    }

    pub async fn without_keys(app: &TestApp, install_key: Option<&str>) -> Self {
        let double = Double::start("127.0.0.1:0").await.unwrap();
        let key = install_key.map(str::to_owned);
        let app = app
            .another(|config| {
                config.stripe_api_base = Some(double.base().to_owned());
                config.stripe_webhook_secret = key.as_ref().map(|_| "whsec_install".to_owned());
                config.stripe_secret_key = key;
            })
            .await;
        app.store.sql("UPDATE workspace SET billing_on = TRUE").await;
        let system = app.app.database.system();
        double.set_clock(move || system.now().timestamp());
        Self { app, double }
    }

    pub async fn put_keys(&self, keys: &serde_json::Value) -> Answer {
        let olivia = self.app.as_staff("olivia").await;
        olivia.ask(poem::http::Method::PUT, "/stripe/keys").json(keys).send().await
    }

    /// An open invoice of Acme's over so many minor units.
    pub async fn invoice(&self, name: &str, currency: &str, amount: i64) -> InvoiceId {
        let agency = self.app.app.database.system().agency(self.app.cast.acme.agency.into());
        let item = Item {
            description: "Work".into(),
            quantity: 1000,
            unit: String::new(),
            unit_price: amount,
            discount_bps: 0,
            tax_name: String::new(),
            tax_bps: 0,
        };
        let draft = NewDraft {
            workspace: self.app.cast.acme.workspace.into(),
            project: None,
            currency: Some(currency.into()),
            content: Content { items: vec![item], ..Content::default() },
        };
        billing::issue_provided(&agency, draft, name).await.unwrap().id
    }

    pub async fn read(&self, id: InvoiceId) -> invoice::Model {
        let agency = self.app.app.database.system().agency(self.app.cast.acme.agency.into());
        agency.find::<invoice::Entity>().filter(invoice::Column::Id.eq(id)).one().await.unwrap()
    }

    pub async fn payments(&self, id: InvoiceId) -> Vec<payment::Model> {
        let agency = self.app.app.database.system().agency(self.app.cast.acme.agency.into());
        let all = agency.find::<payment::Entity>().filter(payment::Column::InvoiceId.eq(id));
        all.asc(payment::Column::Id).all().await.unwrap()
    }

    /// Presses Pay now as Carla; the session that she is led to.
    pub async fn pay(&self, id: InvoiceId) -> String {
        let carla = self.app.as_client("carla").await;
        let answer = carla.post(&format!("/portal/billing/invoices/{id}/pay"), &[]).await.expect(303);
        self.session(&answer)
    }

    pub fn session(&self, answer: &Answer) -> String {
        let path = answer.location().strip_prefix(self.double.base()).expect("a page of the double's");
        path.trim_start_matches("/pay/").to_owned()
    }

    pub async fn deliver(&self, letter: &Letter) -> Answer {
        let ask = self.app.ask(poem::http::Method::POST, &letter.url);
        let ask = ask.header("stripe-signature", &letter.signature);
        ask.body("application/json", letter.body.clone()).send().await
    }

    /// Brings all that is on its way, and does what follows.
    pub async fn deliver_all(&self) {
        for letter in self.double.letters() {
            self.deliver(&letter).await.expect(200);
        }
        self.app.run_jobs().await;
    }

    pub async fn assert_paid(&self, id: InvoiceId) {
        let invoice = self.read(id).await;
        assert_eq!((invoice.status, invoice.outstanding), (InvoiceStatus::Paid, 0), "{invoice:?}");
    }
}
