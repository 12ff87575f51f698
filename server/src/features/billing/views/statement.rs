use maud::{Markup, Render, html};

use super::words::Terms;
use crate::error::FieldErrors;
use crate::features::billing::service::{Account, Line, Period, Statement, What};
use crate::web::components::{Button, Field, Heading, Icon, Table, empty_state, panel, section};
use crate::web::places;

pub const TITLE: &str = "Statement of account";

/// What was asked for, as it was typed.
pub struct Asked<'a> {
    pub from: &'a str,
    pub to: &'a str,
    pub errors: &'a FieldErrors,
}

/// A statement and the days it is of; only the days where these cannot be.
pub fn statement(asked: &Asked<'_>, statement: Option<&Statement>, terms: &Terms) -> Markup {
    html! {
        (Heading::new(TITLE).action(html! { @if let Some(statement) = statement { (downloads(statement.period)) } }))
        (days(asked))
        @if let Some(statement) = statement {
            @if statement.accounts.is_empty() {
                (panel(empty_state(Icon::Billing, "Nothing was billed", "There is nothing up to this day.", None)))
            }
            @for account in &statement.accounts {
                (section(&format!("In {}", account.currency), None, panel(table(account, statement.period, terms))))
            }
        }
    }
}

fn days(asked: &Asked<'_>) -> Markup {
    html! {
        form class="filters statement-days" method="get" action=(places::STATEMENT) {
            (Field::date("from", "From").value(asked.from).error(asked.errors.at("from")))
            (Field::date("to", "To").value(asked.to).error(asked.errors.at("to")))
            (Button::quiet("Show"))
        }
    }
}

fn downloads(period: Period) -> Markup {
    html! {
        @for (format, label) in [("pdf", "Download PDF"), ("csv", "Download CSV")] {
            a class="button button-quiet" download hx-boost="false"
                href={ (places::STATEMENT) "?from=" (period.from) "&to=" (period.to) "&format=" (format) } { (label) }
        }
    }
}

fn table(account: &Account, period: Period, terms: &Terms) -> Markup {
    let id = format!("account-{}", account.currency);
    let money = |amount: i64| terms.money(amount, &account.currency);
    let balance = |day, words: &str, amount: i64| {
        [terms.date(day), html! { strong { (words) } }, html! {}, html! { strong { (money(amount)) } }]
    };
    let table = Table::new(&id, "Statement").column("Date").column("What").number("Amount").number("Balance");
    let table = table.row(balance(period.from, "Opening balance", account.opening));
    let table = account.lines.iter().fold(table, |table, line| table.row(cells(line, terms, &money)));
    table.row(balance(period.to, "Closing balance", account.closing)).render()
}

fn cells(line: &Line, terms: &Terms, money: &impl Fn(i64) -> String) -> [Markup; 4] {
    [terms.date(line.day), html! { (words(line)) }, html! { (money(line.amount)) }, html! { (money(line.balance)) }]
}

/// What a line is of.
pub fn words(line: &Line) -> String {
    let number = &line.number;
    match line.what {
        What::Invoice => format!("Invoice {number}"),
        What::CreditNote => format!("Credit note {number}"),
        What::Void => format!("{number} made void"),
        What::Goodwill => "Credit".to_owned(),
        What::Payment => format!("Payment of {number}"),
        What::Refund => format!("Refund of {number}"),
    }
}
