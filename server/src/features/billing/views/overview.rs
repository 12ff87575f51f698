use chrono_tz::Tz;
use maud::{Markup, html};

use super::words::{self, Terms};
use crate::entity::invoice;
use crate::entity::words::Recurs;
use crate::features::billing::service::client_read::{Open, Overview, Paid};
use crate::features::billing::{Unpayable, asked_online, payable};
use crate::text::counted;
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
    /// Where the agency is.
    pub zone: Tz,
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
                html! {
                    (section("To pay", Some(all), to_pay(view)))
                    @if !view.overview.subscriptions.is_empty() {
                        (section("Active subscriptions", None, subscriptions(view)))
                    }
                },
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
    html! {
        div class="balances" {
            @for sum in &view.overview.open {
                div class="balance" {
                    (stats(html! {
                        (stat("Outstanding", &view.terms.money(sum.outstanding, &sum.currency), Some(&counted(sum.number, "open invoice"))))
                        @if sum.late_number > 0 {
                            (stat("Overdue", &view.terms.money(sum.late, &sum.currency), Some(&counted(sum.late_number, "invoice"))))
                        }
                    }))
                    @if view.can_pay { (pay_all(view, sum)) }
                }
            }
        }
    }
}

/// Pays what is open in a currency: all that is not on its way, the longest overdue first. Where that is too much at once,
/// what can be paid by itself; and where not all can be paid, that.
fn pay_all(view: &Shown<'_>, sum: &Open) -> Markup {
    let open = view.overview.waiting.iter().filter(|row| row.currency == sum.currency);
    let open: Vec<_> = open.filter(|row| asked_online(row) != Err(Unpayable::OnItsWay)).collect();
    let asked = open.iter().copied().filter(|row| asked_online(row).is_ok());
    // What a subscription asks for is paid on a page of its own.
    let (alone, together): (Vec<_>, Vec<_>) = asked.partition(|row| row.at_stripe().is_some());
    let mut theirs = if together.is_empty() && alone.len() == 1 { alone } else { together };
    if !payable(&theirs) {
        theirs.retain(|&row| payable(&[row]));
    }
    if !payable(&theirs) {
        return unpaid(&open);
    }
    let not_all = theirs.len() < open.len();
    let label = match (theirs.len(), view.overview.open.len()) {
        (1, _) if not_all => "Pay one invoice".to_owned(),
        (1, _) => "Pay now".to_owned(),
        (several, _) if several < usize::try_from(sum.number).unwrap_or(several) => format!("Pay {several} invoices"),
        (_, 1) => "Pay all".to_owned(),
        _ => format!("Pay all in {}", sum.currency),
    };
    let body = html! {
        @for row in theirs { input type="hidden" name="invoice" value=(row.id); }
        (Button::primary(&label))
    };
    html! {
        (post_away(places::PAY, view.token, body))
        @if not_all { p class="muted" { "Not all of this can be paid online at once." } }
    }
}

/// Why there is no button for what is open in a currency.
fn unpaid(open: &[&invoice::Model]) -> Markup {
    let says = match open {
        [] => return html! {},
        several if several.iter().any(|&row| payable(&[row])) => {
            "This cannot be paid online at once. Open an invoice to pay it by itself."
        }
        [_] => "This amount cannot be paid online. Ask the team how to pay it otherwise.",
        _ => "These amounts cannot be paid online. Ask the team how to pay them otherwise.",
    };
    html! { p class="muted" { (says) } }
}

fn to_pay(view: &Shown<'_>) -> Markup {
    let waiting = &view.overview.waiting;
    if waiting.is_empty() {
        return panel(empty_state(Icon::Check, "Nothing to pay", "Every invoice is settled.", None));
    }
    let waiting = &waiting[..waiting.len().min(LISTED)];
    let hrefs: Vec<String> = waiting.iter().map(|row| places::invoice(row.id)).collect();
    let open: i64 = view.overview.open.iter().map(|sum| sum.number).sum();
    let cut = usize::try_from(open).is_ok_and(|open| open > waiting.len());
    html! {
        (panel(rows("to-pay", waiting.iter().zip(&hrefs).map(|(row, href)| waits(row, href, &view.terms)))))
        @if cut {
            p class="muted" {
                "The first " (waiting.len()) " of " (open) ". "
                a href={ (places::INVOICES) "?status=open&sort=due" } { "All that are open" }
            }
        }
    }
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

/// What is paid for again and again, for how much, and until when.
fn subscriptions(view: &Shown<'_>) -> Markup {
    let all = &view.overview.subscriptions;
    let names: Vec<String> = all.iter().map(words::subscribed).collect();
    panel(rows(
        "subscriptions",
        all.iter().zip(&names).map(|(row, name)| {
            let amount = row.amount.saturating_mul(row.quantity);
            let per = if row.recurs == Recurs::Year { "per year" } else { "per month" };
            Row::new(name)
                .meta(html! { (words::until(row, &view.terms, view.zone)) (words::subscription(row.state)) })
                .aside(html! {
                    strong class="amount" { (view.terms.money(amount, &row.currency)) }
                    span class="muted" { (per) }
                })
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
