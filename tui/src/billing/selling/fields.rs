use std::path::PathBuf;

use portico_openapi::types::{NewPrice, NewProduct, NewSubscription, Product, ProductChange, Recurs, SubscriptionEnd};
use uuid::Uuid;

use super::{Deed, Order, per};
use crate::{
    form::{Field, Form, Pick},
    money,
    office::Fault,
};

/// A product.
pub fn product_fields(now: Option<&Product>) -> Vec<Field> {
    vec![
        Field::text("name", "Name", now.map_or("", |one| &one.name)).helped("it stands on invoices"),
        Field::lines("description", "Description", now.map_or("", |one| &one.description)),
    ]
}

/// A price.
pub fn price_fields(currency: &str) -> Vec<Field> {
    let spans = [("month", "by month"), ("year", "by year"), ("once", "once")];
    vec![
        Field::text("amount", "Amount", "").helped("49.00; it never changes: another amount is another price"),
        Field::text("currency", "Currency", currency).helped("such as EUR"),
        Field::choice("recurs", "Asked for", spans.map(|(value, label)| Pick::new(value, label)).to_vec(), ""),
    ]
}

/// A subscription: for whom, at what price.
pub fn start_fields(
    clients: impl Iterator<Item = (Uuid, String)>,
    products: &[Product],
    price: Option<Uuid>,
) -> Vec<Field> {
    let clients = clients.map(|(id, name)| Pick::new(id.to_string(), name)).collect();
    let prices = products.iter().flat_map(|product| {
        let running = product.prices.iter().filter(|price| price.archived_at.is_none() && price.recurs != Recurs::Once);
        running.map(move |price| {
            let amount = per(price.amount, &price.currency, price.recurs);
            Pick::new(price.id.to_string(), format!("{} · {amount}", product.name))
        })
    });
    let price = price.map(|id| id.to_string()).unwrap_or_default();
    vec![
        Field::choice("workspace_id", "Client", clients, ""),
        Field::choice("price_id", "What", prices.collect(), &price),
        Field::text("quantity", "How many", "1"),
        Field::text("due_days", "Days to pay", "").helped("of each invoice; empty: as usual"),
    ]
}

/// When a subscription ends.
pub fn cancel_fields() -> Vec<Field> {
    let picks = vec![Pick::new("period_end", "with the period that is paid for"), Pick::new("now", "now")];
    vec![Field::choice("at", "It ends", picks, "")]
}

/// A file of invoices from elsewhere.
pub fn import_fields() -> Vec<Field> {
    vec![Field::path("path", "CSV file", "~/").helped("tab completes; it is only looked at first")]
}

/// What a form about selling comes to.
pub fn read(order: &Order, form: &Form) -> Result<Deed, Fault> {
    Ok(match order {
        Order::Product(kept) => {
            let name = form.given("name").ok_or(("name", "Say what it is called."))?;
            let description = Some(form.text("description"));
            match kept {
                None => Deed::Make(NewProduct { name, description }),
                Some((id, version)) => Deed::Change(*id, *version, ProductChange { name: Some(name), description }),
            }
        }
        Order::Price(product) => {
            let currency = form.given("currency").unwrap_or_default().to_uppercase();
            let decimals =
                money::decimals_of(&currency).ok_or(("currency", "This is not a currency’s code (ISO 4217)."))?;
            let amount = money::read(&form.text("amount"), decimals).map_err(|why| ("amount", why))?;
            let recurs = form.text("recurs").parse().map_err(|_| ("recurs", "Say how often."))?;
            Deed::Price(*product, NewPrice { currency, amount, recurs })
        }
        Order::Start => Deed::Start(NewSubscription {
            workspace_id: form.text("workspace_id").parse().map_err(|_| ("workspace_id", "Choose a client."))?,
            price_id: form
                .text("price_id")
                .parse()
                .map_err(|_| ("price_id", "Choose a price; a product gets one among the products."))?,
            quantity: whole(form, "quantity")?,
            due_days: whole(form, "due_days")?,
        }),
        Order::Cancel(id) => {
            let now = form.text("at") == "now";
            Deed::Cancel(*id, if now { SubscriptionEnd::Now } else { SubscriptionEnd::PeriodEnd })
        }
        Order::Import => {
            let path = form.given("path").ok_or(("path", "Say which file."))?;
            Deed::Import(PathBuf::from(path), false)
        }
    })
}

/// A whole number, where one is given.
fn whole<T: std::str::FromStr>(form: &Form, name: &'static str) -> Result<Option<T>, Fault> {
    form.given(name).map(|text| text.parse().map_err(|_| (name, "Say a whole number."))).transpose()
}
