use maud::{Markup, Render, html};

use super::words::{self, Terms};
use crate::entity::invoice;
use crate::features::billing::service::client_read::{Overview, Paid, Sum};
use crate::web::components::{
    Button, Heading, Icon, Row, columns, empty_state, form, panel, results, rows, section, slideover, stat, stats,
};
use crate::web::places;

pub const TITLE: &str = "Billing";

/// What the overview shows.
pub struct Shown<'a> {
    pub overview: &'a Overview,
    pub terms: Terms,
    /// Whether invoices can be paid here.
    pub can_pay: bool,
    pub token: &'a str,
}

/// Where the client's account stands: what is to be paid first.
pub fn overview(view: &Shown<'_>) -> Markup {
    let statement = Button::quiet("Statement").icon(Icon::Calendar).link(places::STATEMENT);
    let all = html! { a href=(places::INVOICES) { "All invoices" } };
    html! {
        (Heading::new(TITLE).action(statement.render()))
        (results("billing", "invoices", html! {
            (balance(view))
            (columns(
                section("To pay", Some(all), to_pay(view)),
                html! {
                    (section("Recent payments", None, payments(&view.overview.paid, &view.terms)))
                    @if !view.overview.credits.is_empty() { (section("Your credit", None, credits(view))) }
                },
            ))
        }))
        (slideover())
    }
}

/// What is outstanding in each currency, and what of it is late.
fn balance(view: &Shown<'_>) -> Markup {
    let Overview { open, overdue, .. } = view.overview;
    let late = |currency: &str| overdue.iter().find(|sum| sum.currency == currency);
    html! {
        div class="balances" {
            @for sum in open {
                div class="balance" {
                    (stats(html! {
                        (stat("Outstanding", &view.terms.money(sum.outstanding, &sum.currency), Some(&counted(sum.number, "open invoice"))))
                        @if let Some(late) = late(&sum.currency) {
                            (stat("Overdue", &view.terms.money(late.outstanding, &late.currency), Some(&counted(late.number, "invoice"))))
                        }
                    }))
                    @if view.can_pay && sum.number > 1 { (pay_all(view, sum)) }
                }
            }
        }
    }
}

fn counted(number: i64, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// Pays all of one currency at once.
fn pay_all(view: &Shown<'_>, sum: &Sum) -> Markup {
    let theirs = view.overview.waiting.iter().filter(|row| row.currency == sum.currency);
    let label = format!("Pay all in {}", sum.currency);
    form(
        places::PAY,
        view.token,
        html! {
            @for row in theirs { input type="hidden" name="invoice" value=(row.id); }
            (Button::primary(&label))
        },
    )
}

fn to_pay(view: &Shown<'_>) -> Markup {
    let waiting = &view.overview.waiting;
    if waiting.is_empty() {
        return panel(empty_state(Icon::Check, "Nothing to pay", "Every invoice is settled.", None));
    }
    let hrefs: Vec<String> = waiting.iter().map(|row| places::invoice(row.id)).collect();
    panel(rows("to-pay", waiting.iter().zip(&hrefs).map(|(row, href)| waits(row, href, &view.terms))))
}

fn waits<'a>(row: &'a invoice::Model, href: &'a str, terms: &Terms) -> Row<'a> {
    Row::new(&row.number)
        .href(href)
        .slides()
        .meta(html! { span { "Due " (terms.date(row.due_on)) } (words::aging(row, terms)) })
        .aside(html! {
            @if row.outstanding < row.total || row.processing > 0 { (words::status(row)) }
            strong class="amount" { (terms.money(row.outstanding, &row.currency)) }
        })
}

fn payments(paid: &[Paid], terms: &Terms) -> Markup {
    if paid.is_empty() {
        return html! { p class="muted" { "What you pay stands here." } };
    }
    let hrefs: Vec<String> = paid.iter().map(|row| places::invoice(row.payment.invoice_id)).collect();
    panel(rows(
        "recent-payments",
        paid.iter().zip(&hrefs).map(|(row, href)| {
            Row::new(&row.number)
                .href(href)
                .slides()
                .meta(html! {
                    span { (words::movement(row.payment.kind)) }
                    span { (terms.date(row.payment.happened_on)) }
                    (words::state(row.payment.state))
                })
                .aside(html! { span class="amount" { (terms.money(row.payment.amount, &row.payment.currency)) } })
        }),
    ))
}

fn credits(view: &Shown<'_>) -> Markup {
    html! {
        (stats(html! {
            @for left in &view.overview.credits {
                (stat(&format!("In {}", left.currency), &view.terms.money(left.remaining, &left.currency), None))
            }
        }))
        p class="muted" { "It is taken off one of your next invoices." }
    }
}
