use maud::{Markup, html};

use super::words::{self, Terms};
use crate::entity::invoice;
use crate::features::billing::service::client_read::{Overview, Paid, Sum};
use crate::web::components::{
    Button, Heading, Icon, Row, columns, empty_state, panel, post_away, results, rows, section, slideover, stat, stats,
};
use crate::web::places;

pub const TITLE: &str = "Billing";
/// How many invoices stand here; the others are in the list.
const LISTED: usize = 12;

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
        (Heading::new(TITLE).action(html! {
            @if view.can_pay { (Button::quiet("Payment methods").icon(Icon::Lock).link(places::PAYMENT_METHODS)) }
            (statement)
        }))
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
                    @if view.can_pay { (pay_all(view, sum)) }
                }
            }
        }
    }
}

fn counted(number: i64, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

/// Pays what is open in a currency: all that is not on its way, the longest overdue first.
fn pay_all(view: &Shown<'_>, sum: &Sum) -> Markup {
    let theirs = view.overview.waiting.iter().filter(|row| row.currency == sum.currency && words::payable(row));
    let theirs: Vec<_> = theirs.collect();
    let label = match (theirs.len(), view.overview.open.len()) {
        (0, _) => return html! {},
        (1, _) => "Pay now".to_owned(),
        (several, _) if several < usize::try_from(sum.number).unwrap_or(several) => format!("Pay {several} invoices"),
        (_, 1) => "Pay all".to_owned(),
        _ => format!("Pay all in {}", sum.currency),
    };
    let body = html! {
        @for row in theirs { input type="hidden" name="invoice" value=(row.id); }
        (Button::primary(&label))
    };
    post_away(places::PAY, view.token, body)
}

fn to_pay(view: &Shown<'_>) -> Markup {
    let waiting = &view.overview.waiting;
    if waiting.is_empty() {
        return panel(empty_state(Icon::Check, "Nothing to pay", "Every invoice is settled.", None));
    }
    let waiting = &waiting[..waiting.len().min(LISTED)];
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
