use portico_openapi::types::{InvoiceLine, NewInvoiceLine};

use crate::{
    form::{Field, Form},
    money,
    office::Fault,
};

/// Decimals of a quantity, and of a rate in percent.
const QUANTITY: usize = 3;
const RATE: usize = 2;

/// A line of which nothing is said, taxed as the one before it.
pub fn blank(before: Option<&NewInvoiceLine>) -> NewInvoiceLine {
    NewInvoiceLine {
        description: String::new(),
        quantity: 1000,
        unit: before.and_then(|line| line.unit.clone()),
        unit_price: 0,
        discount_bps: None,
        tax_name: before.and_then(|line| line.tax_name.clone()),
        tax_bps: before.and_then(|line| line.tax_bps),
    }
}

/// A line that is kept, as one that is to be.
pub fn again(line: &InvoiceLine) -> NewInvoiceLine {
    NewInvoiceLine {
        description: line.description.clone(),
        quantity: line.quantity,
        unit: Some(line.unit.clone()).filter(|unit| !unit.is_empty()),
        unit_price: line.unit_price,
        discount_bps: Some(line.discount_bps).filter(|bps| *bps != 0),
        tax_name: Some(line.tax_name.clone()).filter(|name| !name.is_empty()),
        tax_bps: Some(line.tax_bps).filter(|bps| *bps != 0),
    }
}

/// The fields of a line.
pub fn line_fields(line: &NewInvoiceLine, currency: &str) -> Vec<Field> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let price = match line.unit_price {
        0 if line.description.is_empty() => String::new(),
        price => money::plain(price, money::decimals(currency)),
    };
    vec![
        Field::text("description", "What", &line.description),
        Field::text("quantity", "How many", &money::short(line.quantity, QUANTITY)).helped("such as 12.5"),
        Field::text("unit", "Counted in", &text(&line.unit)).helped("such as h; may be empty"),
        Field::text("unit_price", "Price of one", &price).helped("such as 95.00"),
        Field::text("discount_bps", "Discount, %", &percent(line.discount_bps)).helped("empty: none"),
        Field::text("tax_name", "Tax", &text(&line.tax_name)).helped("such as VAT"),
        Field::text("tax_bps", "Tax, %", &percent(line.tax_bps)).helped("such as 19; empty: none"),
    ]
}

/// The line that a form describes. What is more than that is the server's to say.
pub fn read_line(form: &Form, currency: &str) -> Result<NewInvoiceLine, Fault> {
    let at = |name: &'static str, text: &str, decimals| money::read(text, decimals).map_err(|why| (name, why));
    Ok(NewInvoiceLine {
        description: form.given("description").ok_or(("description", "Say what it is for."))?,
        quantity: at("quantity", &form.text("quantity"), QUANTITY)?,
        unit: form.given("unit"),
        unit_price: at("unit_price", &form.text("unit_price"), money::decimals(currency))?,
        discount_bps: rate(form, "discount_bps")?,
        tax_name: form.given("tax_name"),
        tax_bps: rate(form, "tax_bps")?,
    })
}

fn percent(bps: Option<i32>) -> String {
    bps.map(|bps| money::short(bps.into(), RATE)).unwrap_or_default()
}

/// A rate in hundredths of a percent, from percent as people write them.
pub(super) fn rate(form: &Form, name: &'static str) -> Result<Option<i32>, Fault> {
    form.given(name).map(|text| bps(&text).map_err(|why| (name, why))).transpose()
}

/// The same of one text.
pub(super) fn bps(text: &str) -> Result<i32, &'static str> {
    let bps = money::read(text.trim().trim_end_matches('%'), RATE)?;
    i32::try_from(bps).ok().filter(|bps| *bps <= 10_000).ok_or("From 0 to 100 percent.")
}
