use maud::{Markup, Render, html};

use super::service::{Methods, Returned};
use crate::entity::words::CheckoutState;
use crate::features::billing;
use crate::locale::Locale;
use crate::money::{Currency, show};
use crate::web::components::{Button, Heading, Icon, Row, Tone, banner, empty_state, panel, post_away, rows};
use crate::web::places;

pub const BILLING: &str = "Billing";
pub const METHODS: &str = "Payment methods";
pub const NOT_PAID: &str = "Nothing was paid";
pub const SILENT: &str = "The payment service does not answer right now. Nothing was paid. Try again in a few minutes.";
pub const UNUSABLE: &str = "This cannot be paid online right now. Nothing was paid. Ask us how else to pay.";
pub const DECLINED: &str = "The payment was declined. Nothing was paid. Try another way to pay, or ask your bank.";

/// A message as a sentence of its own.
pub fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

/// Why nobody was led to a page to pay on.
pub fn not_paid(why: &str) -> Markup {
    html! {
        (Heading::new(NOT_PAID))
        (banner(Tone::Warning, why, html! {}))
        (back())
    }
}

/// The title for somebody who comes back.
pub fn title(returned: &Returned) -> &'static str {
    match returned.state {
        CheckoutState::Paid => "Paid",
        CheckoutState::Processing => "On its way",
        CheckoutState::Open | CheckoutState::Failed | CheckoutState::Expired => "Not paid",
    }
}

/// Where an attempt stands.
pub fn returned(returned: &Returned, locale: Locale, csrf: &str) -> Markup {
    let currency = Currency::of(&returned.currency);
    let money = |minor: i64| currency.map(|currency| show(minor, currency, locale)).unwrap_or_default();
    let amount = money(returned.amount);
    let what = match returned.invoices.as_slice() {
        [(invoice, _)] => format!("invoice {}", invoice.number),
        all => format!("{} invoices", all.len()),
    };
    let (tone, said, more) = match returned.state {
        CheckoutState::Paid => (Tone::Positive, format!("{amount} for {what} is paid. Thank you."), ""),
        CheckoutState::Processing => (
            Tone::Neutral,
            format!("{amount} for {what} is on its way."),
            "Your bank takes a few days. You need not do anything; the invoice says so when it has arrived.",
        ),
        CheckoutState::Failed => {
            (Tone::Negative, format!("{amount} for {what} was not paid."), "Your bank refused it. Try another way.")
        }
        CheckoutState::Expired => {
            (Tone::Warning, format!("{amount} for {what} is not paid."), "The page's time is over. Begin again.")
        }
        CheckoutState::Open if returned.silent => (
            Tone::Warning,
            "We do not know yet whether this was paid.".to_owned(),
            "If you have paid, it shows here soon.",
        ),
        CheckoutState::Open if returned.declined => {
            (Tone::Warning, format!("{amount} for {what} is not paid."), "Your bank refused it. Try another way.")
        }
        CheckoutState::Open => (Tone::Neutral, format!("{amount} for {what} is not paid."), "Nothing was taken."),
    };
    let hrefs: Vec<String> = returned.invoices.iter().map(|(invoice, _)| places::invoice(invoice.id)).collect();
    let again = matches!(returned.state, CheckoutState::Open | CheckoutState::Failed | CheckoutState::Expired);
    html! {
        (Heading::new(title(returned)))
        (banner(tone, &said, html! { @if !more.is_empty() { p { (more) } } }))
        @if again && !returned.silent {
            (post_away(places::PAY, csrf, html! {
                @for (invoice, _) in &returned.invoices { input type="hidden" name="invoice" value=(invoice.id); }
                (Button::primary("Pay now"))
            }))
        }
        (panel(rows("paid-for", returned.invoices.iter().zip(&hrefs).map(|((invoice, part), href)| {
            Row::new(&invoice.number).lead(html! { (Icon::Billing) }).href(href).aside(html! {
                (billing::status(invoice))
                strong class="amount" { (money(*part)) }
            })
        }))))
        (back())
    }
}

fn back() -> Markup {
    html! { p { a href=(places::BILLING) { "Back to billing" } } }
}

/// How the workspace can pay.
pub fn methods(methods: &Methods, csrf: &str) -> Markup {
    let known: &[_] = match methods {
        Methods::Known(known) => known,
        Methods::Silent => {
            return html! {
                (Heading::new(METHODS))
                (banner(Tone::Warning, "The payment service does not answer right now.", html! {
                    p { "Your cards are safe there. Try again in a few minutes." }
                }))
            };
        }
    };
    let button = if known.is_empty() { "Add a card" } else { "Change or add" };
    let form = html! {
        (post_away(places::PAYMENT_METHODS, csrf, Button::primary(button).icon(Icon::ArrowRight).render()))
    };
    html! {
        (Heading::new(METHODS).below(html! { "Kept by Stripe, on Stripe’s pages. We see no card number." })
            .action(if known.is_empty() { html! {} } else { form.clone() }))
        @if known.is_empty() {
            (panel(empty_state(Icon::Billing, "No card yet", "Add one, and paying takes a single step.", Some(form))))
        } @else {
            @let named: Vec<_> = known.iter().map(|method| (name(method), expiry(method))).collect();
            (panel(rows("payment-methods", named.iter().map(|(name, expiry)| {
                Row::new(name).lead(html! { (Icon::Billing) }).meta(html! { (expiry) })
            }))))
        }
    }
}

fn name(method: &portico_stripe::Method) -> String {
    let brand = match &method.card {
        Some(card) => brand(&card.brand),
        None => brand(&method.kind.replace('_', " ")),
    };
    match method.last_four() {
        Some(last) => format!("{brand} ending in {last}"),
        None => brand,
    }
}

fn brand(word: &str) -> String {
    match word {
        "visa" => "Visa".to_owned(),
        "mastercard" => "Mastercard".to_owned(),
        "amex" => "American Express".to_owned(),
        "sepa debit" => "SEPA direct debit".to_owned(),
        "us bank account" => "US bank account".to_owned(),
        other => sentence(other).trim_end_matches('.').to_owned(),
    }
}

fn expiry(method: &portico_stripe::Method) -> String {
    let card = method.card.as_ref();
    card.map(|card| format!("Expires {:02}/{}", card.exp_month, card.exp_year)).unwrap_or_default()
}
