use std::path::PathBuf;

use chrono::NaiveDate;
use portico_openapi::types::{
    Credit, CreditUse, Invoice, InvoiceFilter, InvoiceKind, InvoiceSort, NewCredit, NewCreditNote, NewPayment,
    NewRefund, Payment, PaymentMethod,
};
use uuid::Uuid;

use super::{
    Deed, Narrowing, Order, What,
    line::again,
    method, selling,
    settings::{party, settings},
};
use crate::{
    form::{Field, Form, Pick},
    money,
    office::Fault,
};

const DAY: &str = "Say a day, such as 2026-03-04.";

const STATUSES: [(InvoiceFilter, &str); 6] = [
    (InvoiceFilter::Draft, "drafts"),
    (InvoiceFilter::Open, "open"),
    (InvoiceFilter::Overdue, "overdue"),
    (InvoiceFilter::PartlyPaid, "partly paid"),
    (InvoiceFilter::Paid, "paid"),
    (InvoiceFilter::Void, "void"),
];

const METHODS: [PaymentMethod; 6] = [
    PaymentMethod::BankTransfer,
    PaymentMethod::Card,
    PaymentMethod::DirectDebit,
    PaymentMethod::Cash,
    PaymentMethod::Cheque,
    PaymentMethod::Other,
];

/// Which invoices to look at, as a form has it.
pub fn narrow_fields(now: &Narrowing, clients: impl Iterator<Item = (Uuid, String)>) -> Vec<Field> {
    let all = std::iter::once(Pick::new("", "every client"));
    let clients = all.chain(clients.map(|(id, name)| Pick::new(id.to_string(), name))).collect();
    let issued = std::iter::once(Pick::new("", "all that are issued"));
    let statuses = issued.chain(STATUSES.iter().map(|(value, label)| Pick::new(value.to_string(), *label)));
    let kinds = [Pick::new("", "both"), Pick::new("invoice", "invoices"), Pick::new("credit_note", "credit notes")];
    let sorts = [Pick::new("newest", "the newest first"), Pick::new("due", "what is due first")];
    let text = |value: Option<String>| value.unwrap_or_default();
    let day = |day: Option<NaiveDate>| text(day.map(|day| day.to_string()));
    vec![
        Field::choice("workspace_id", "Client", clients, &text(now.workspace.map(|id| id.to_string()))),
        Field::choice("status", "Which stand", statuses.collect(), &text(now.status.map(|one| one.to_string()))),
        Field::choice("kind", "Invoices, credit notes", kinds.into(), &text(now.kind.map(|one| one.to_string()))),
        Field::text("number", "Number holds", now.number.as_deref().unwrap_or_default()),
        Field::text("issued_from", "Issued from", &day(now.from)).helped("2026-03-04"),
        Field::text("issued_to", "Issued to", &day(now.to)).helped("2026-03-31"),
        Field::choice("sort", "Order", sorts.into(), &text(now.sort.map(|sort| sort.to_string()))),
    ]
}

/// What is in words looked at.
pub fn status_words(status: InvoiceFilter) -> &'static str {
    STATUSES.iter().find(|(value, _)| *value == status).map_or("", |(_, label)| label)
}

/// Which invoices a form asks for.
pub fn narrowed(form: &Form) -> Result<Narrowing, Fault> {
    Ok(Narrowing {
        workspace: form.text("workspace_id").parse().ok(),
        status: form.text("status").parse::<InvoiceFilter>().ok(),
        kind: form.text("kind").parse::<InvoiceKind>().ok(),
        number: form.given("number"),
        from: day(form, "issued_from")?,
        to: day(form, "issued_to")?,
        sort: form.text("sort").parse::<InvoiceSort>().ok().filter(|sort| *sort != InvoiceSort::Newest),
    })
}

fn day(form: &Form, name: &'static str) -> Result<Option<NaiveDate>, Fault> {
    form.given(name).map(|text| text.parse().map_err(|_| (name, DAY))).transpose()
}

/// Money that has come for an invoice.
pub fn payment_fields(invoice: &Invoice, today: NaiveDate) -> Vec<Field> {
    let picks = METHODS.iter().map(|one| Pick::new(one.to_string(), method(*one))).collect();
    let rest = money::plain(invoice.outstanding, money::decimals(&invoice.currency));
    vec![
        Field::text("amount", "Amount", &rest).helped("beyond the invoice it becomes credit"),
        Field::choice("method", "How it came", picks, ""),
        Field::text("happened_on", "On", &today.to_string()),
        Field::text("reference", "Reference", "").helped("the client reads it; may be empty"),
    ]
}

/// Money that went back.
pub fn refund_fields(payment: &Payment) -> Vec<Field> {
    let all = money::plain(payment.amount, money::decimals(&payment.currency));
    vec![
        Field::text("amount", "Amount", &all).helped("empty: all that is left of it"),
        Field::text("reference", "Reference", "").helped("may be empty"),
    ]
}

/// What credit is to pay an invoice.
pub fn use_fields(credits: &[Credit]) -> Vec<Field> {
    let named = |credit: &Credit| {
        let left = money::shown(credit.remaining, &credit.currency);
        Pick::new(credit.id.to_string(), format!("{left} · {}", credit.note))
    };
    vec![
        Field::choice("credit_id", "Credit", credits.iter().map(named).collect(), ""),
        Field::text("amount", "Amount", "").helped("empty: as much as fits"),
    ]
}

/// A credit for a client.
pub fn credit_fields(clients: impl Iterator<Item = (Uuid, String)>, here: Option<Uuid>, currency: &str) -> Vec<Field> {
    let picks = clients.map(|(id, name)| Pick::new(id.to_string(), name)).collect();
    vec![
        Field::choice("workspace_id", "Client", picks, &here.map(|id| id.to_string()).unwrap_or_default()),
        Field::text("currency", "Currency", currency).helped("such as EUR"),
        Field::text("amount", "Amount", "").helped("such as 50.00"),
        Field::text("note", "Why", "").helped("the client reads it"),
    ]
}

/// What of an invoice is taken back.
pub fn note_fields(invoice: &Invoice, here: Option<usize>) -> Vec<Field> {
    let all = std::iter::once(Pick::new("", "all of it"));
    let lines = invoice.lines.iter().flatten().enumerate();
    let lines = lines.map(|(at, line)| Pick::new(at.to_string(), format!("{} · {}", at + 1, line.description)));
    vec![
        Field::choice("line", "What", all.chain(lines).collect(), &here.map(|at| at.to_string()).unwrap_or_default()),
        Field::text("quantity", "How many of it", "").helped("of one line; empty: all of the line"),
        Field::text("note", "Why", "").helped("the client reads it"),
    ]
}

/// What is exported, and where to.
pub fn export_fields(today: NaiveDate) -> Vec<Field> {
    let picks = vec![
        Pick::new("invoices", "invoices and credit notes"),
        Pick::new("payments", "payments, refunds and credits"),
    ];
    vec![
        Field::choice("what", "What", picks, ""),
        Field::text("from", "From", "").helped("2026-01-01; empty: from the beginning"),
        Field::text("to", "To", "").helped("2026-12-31; empty: to the end"),
        Field::path("path", "File", &format!("~/billing-{today}.csv")).helped("tab completes"),
    ]
}

/// What a form about an invoice or a setting comes to. Amounts are in a currency.
pub fn filled(order: &Order, form: &Form, currency: &str, invoice: Option<&Invoice>) -> Result<Deed, Fault> {
    let decimals = money::decimals(currency);
    let amount = || money::read(&form.text("amount"), decimals).map_err(|why| ("amount", why));
    let some_amount = || form.given("amount").map(|_| amount()).transpose();
    Ok(match order {
        Order::Void(id) => Deed::Void(*id, form.given("reason").ok_or(("reason", "Say why; the client reads it."))?),
        Order::CreditNote(id) => Deed::CreditNote(*id, credit_note(form, invoice)?),
        Order::Document(id) => Deed::Document(*id, form.given("path").ok_or(("path", "Say where to put it."))?.into()),
        Order::Payment(id) => Deed::Pay(
            *id,
            NewPayment {
                amount: amount()?,
                happened_on: day(form, "happened_on")?,
                method: form.text("method").parse().map_err(|_| ("method", "Say how it came."))?,
                reference: form.given("reference"),
            },
        ),
        Order::Refund(id) => {
            Deed::Refund(*id, NewRefund { amount: some_amount()?, reference: form.given("reference") })
        }
        Order::Use(invoice_id) => {
            let credit = form.text("credit_id").parse().map_err(|_| ("credit_id", "Choose a credit."))?;
            Deed::Use(credit, CreditUse { amount: some_amount()?, invoice_id: *invoice_id })
        }
        Order::Credit => Deed::Credit(credit(form)?),
        Order::Settings(version) => Deed::Settings(*version, Box::new(settings(form)?)),
        Order::Party(id, version) => Deed::Party(*id, *version, Box::new(party(form))),
        Order::Sell(order) => Deed::Sell(selling::read(order, form)?),
        Order::Export => {
            let what = if form.text("what") == "payments" { What::Payments } else { What::Invoices };
            let path = form.given("path").ok_or(("path", "Say where to put it."))?;
            Deed::Export(what, day(form, "from")?, day(form, "to")?, PathBuf::from(path))
        }
    })
}

fn credit_note(form: &Form, invoice: Option<&Invoice>) -> Result<NewCreditNote, Fault> {
    let note = form.given("note");
    let chosen = form.text("line").parse::<usize>().ok();
    let line = chosen.and_then(|at| invoice?.lines.as_ref()?.get(at));
    let quantity = form.given("quantity").map(|text| money::read(&text, 3).map_err(|why| ("quantity", why)));
    let lines = match (line, quantity.transpose()?) {
        (None, Some(_)) => return Err(("quantity", "Choose the line that this is about.")),
        (None, None) => None,
        (Some(line), quantity) => {
            let mut line = again(line);
            line.quantity = quantity.unwrap_or(line.quantity);
            Some(vec![line])
        }
    };
    Ok(NewCreditNote { lines, note })
}

fn credit(form: &Form) -> Result<NewCredit, Fault> {
    let currency = form.given("currency").unwrap_or_default().to_uppercase();
    let decimals = money::decimals_of(&currency).ok_or(("currency", "This is not a currency’s code (ISO 4217)."))?;
    Ok(NewCredit {
        workspace_id: form.text("workspace_id").parse().map_err(|_| ("workspace_id", "Choose a client."))?,
        amount: money::read(&form.text("amount"), decimals).map_err(|why| ("amount", why))?,
        note: form.given("note").ok_or(("note", "Say why; the client reads it."))?,
        currency,
    })
}
