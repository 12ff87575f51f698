use portico_openapi::types::{AgingEdges, BillingParty, BillingPartyChange, BillingSettings, BillingSettingsChange};

use crate::{
    form::{Field, Form},
    office::Fault,
};

/// How the agency bills, as a form has it.
pub fn settings_fields(now: &BillingSettings) -> Vec<Field> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let reminders: Vec<_> = now.reminders.iter().map(ToString::to_string).collect();
    vec![
        Field::text("legal_name", "Legal name", &text(&now.legal_name)).helped("empty: the agency’s name"),
        Field::text("tax_id", "Tax number", &text(&now.tax_id)),
        Field::text("number_prefix", "Numbers begin with", &now.number_prefix).helped("may be empty"),
        Field::text("due_days", "Due after", &now.due_days.to_string()).helped("days"),
        Field::text("first", "Late from", &now.aging.first.to_string()).helped("days: the first bucket begins"),
        Field::text("second", "  then from", &now.aging.second.to_string()).helped("days"),
        Field::text("third", "  and from", &now.aging.third.to_string()).helped("days: the last one begins"),
        Field::text("reminders", "Reminders", &reminders.join(", ")).helped("days after; before: -3"),
        Field::lines("address", "Address", &now.address),
        Field::lines("payment_note", "How to pay, on every invoice", &now.payment_note),
    ]
}

/// Whom a client's invoices are made out to, as a form has it.
pub fn party_fields(now: &BillingParty) -> Vec<Field> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    vec![
        Field::text("name", "Name", &now.name),
        Field::text("tax_id", "Tax number", &text(&now.tax_id)),
        Field::text("currency", "Currency", &text(&now.currency)).helped("empty: the agency’s"),
        Field::lines("address", "Address", &now.address),
    ]
}

/// Whom a form makes a client's invoices out to.
pub(super) fn party(form: &Form) -> BillingPartyChange {
    let text = |name: &str| Some(form.text(name).trim().to_owned());
    BillingPartyChange {
        name: text("name"),
        address: text("address"),
        tax_id: text("tax_id"),
        currency: Some(form.text("currency").trim().to_uppercase()),
    }
}

/// How a form has the agency bill.
pub(super) fn settings(form: &Form) -> Result<BillingSettingsChange, Fault> {
    let text = |name: &str| Some(form.text(name).trim().to_owned());
    let number = |name: &'static str| form.text(name).trim().parse().map_err(|_| (name, "Say a whole number of days."));
    let reminders = form.text("reminders");
    let reminders = reminders.split([',', ' ']).filter(|word| !word.is_empty());
    let days = |word: &str| word.replace('−', "-").parse::<i32>();
    Ok(BillingSettingsChange {
        legal_name: text("legal_name"),
        address: text("address"),
        tax_id: text("tax_id"),
        payment_note: text("payment_note"),
        number_prefix: text("number_prefix"),
        due_days: Some(number("due_days")?),
        aging: Some(AgingEdges { first: number("first")?, second: number("second")?, third: number("third")? }),
        reminders: Some(
            reminders
                .map(days)
                .collect::<Result<_, _>>()
                .map_err(|_| ("reminders", "Say days, such as -3, 0, 7, 30."))?,
        ),
    })
}
