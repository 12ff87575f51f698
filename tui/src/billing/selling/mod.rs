//! What is sold: products at prices, what clients pay for again and again, and invoices that come from elsewhere.

mod fields;
mod words;

use std::path::PathBuf;

use portico_openapi::types::{
    InvoiceImport, NewPrice, NewProduct, NewSubscription, Price, Product, ProductChange, Subscription, SubscriptionEnd,
};
use uuid::Uuid;

pub use fields::{cancel_fields, import_fields, price_fields, product_fields, read, start_fields};
pub use words::{per, state};

use crate::remote::Remote;

/// All that is known of what is sold.
#[derive(Debug, Default)]
pub struct Selling {
    /// Products with their prices.
    pub products: Remote<Vec<Product>>,
    /// What clients pay for again and again.
    pub subscriptions: Remote<Vec<Subscription>>,
}

impl Selling {
    /// A product that is known.
    pub fn product(&self, id: Uuid) -> Option<&Product> {
        self.products.get()?.iter().find(|one| one.id == id)
    }

    /// A price that is known, and its product.
    pub fn price(&self, id: Uuid) -> Option<(&Product, &Price)> {
        let all = self.products.get()?.iter();
        all.flat_map(|one| one.prices.iter().map(move |price| (one, price))).find(|(_, price)| price.id == id)
    }

    /// A subscription that is known.
    pub fn subscription(&self, id: Uuid) -> Option<&Subscription> {
        self.subscriptions.get()?.iter().find(|one| one.id == id)
    }
}

/// What a form about selling is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// A product; one that is, as it was seen.
    Product(Option<(Uuid, i64)>),
    /// Another price of a product.
    Price(Uuid),
    /// A subscription.
    Start,
    /// The end of one.
    Cancel(Uuid),
    /// A file of invoices from elsewhere.
    Import,
}

/// What is done about selling.
#[derive(Clone, Debug, PartialEq)]
pub enum Deed {
    /// Make a product.
    Make(NewProduct),
    /// Change one, as it was seen.
    Change(Uuid, i64, ProductChange),
    /// Sell it no more.
    Archive(Uuid),
    /// Another price of it.
    Price(Uuid, NewPrice),
    /// Ask for a price no more.
    ArchivePrice(Uuid),
    /// Start a subscription.
    Start(NewSubscription),
    /// End one.
    Cancel(Uuid, SubscriptionEnd),
    /// Look what would become of a file of invoices; with true, make drafts of them.
    Import(PathBuf, bool),
}

impl Deed {
    /// What is said when it is done.
    pub fn said(&self, imported: Option<&InvoiceImport>) -> String {
        match (self, imported) {
            (Self::Import(_, true), Some(imported)) => match imported.items.len() {
                1 => "One draft was made. Its client sees nothing of it yet.".into(),
                many => format!("{many} drafts were made. Their clients see nothing of them yet."),
            },
            (Self::Import(..), _) => String::new(),
            (Self::Make(_), _) => "The product is made; p gives it a price.".into(),
            (Self::Change(..), _) => "The product is changed.".into(),
            (Self::Archive(_), _) => "It is not sold any more. What runs goes on.".into(),
            (Self::Price(..), _) => "It has the price.".into(),
            (Self::ArchivePrice(_), _) => "This price is not asked for any more. What runs goes on.".into(),
            (Self::Start(_), _) => "The subscription starts.".into(),
            (Self::Cancel(_, SubscriptionEnd::Now), _) => "It has ended.".into(),
            (Self::Cancel(..), _) => "It ends with its period.".into(),
        }
    }
}
