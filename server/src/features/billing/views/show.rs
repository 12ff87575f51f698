use maud::{Markup, Render, html};

use super::words::{self, Terms};
use crate::entity::words::{InvoiceKind, InvoiceStatus, PaymentKind};
use crate::entity::{invoice, invoice_line, payment};
use crate::features::billing::service::client_read::Opened;
use crate::features::billing::{Buyer, Seller, TaxLine};
use crate::web::components::{Button, Heading, Icon, Table, Tone, banner, panel, post_away, results, section};
use crate::web::places;

/// What an invoice's page shows.
pub struct Shown<'a> {
    pub opened: &'a Opened,
    pub terms: Terms,
    /// Whether it can be paid here and now.
    pub can_pay: bool,
    /// Whether it could be, were it over another amount.
    pub beyond: bool,
    pub token: &'a str,
}

/// An invoice as a page of its own.
pub fn page(view: &Shown<'_>) -> Markup {
    let row = &view.opened.invoice;
    let heading = Heading::new(&row.number).above(html! { (words::kind(row.kind)) });
    html! {
        (heading.below(standing(view)).action(deeds(view)))
        (body(view))
    }
}

/// The same within a slideover, which has its own head.
pub fn fragment(view: &Shown<'_>) -> Markup {
    let row = &view.opened.invoice;
    html! {
        header class="heading" {
            div class="heading-words" {
                p class="heading-above" { (words::kind(row.kind)) }
                h2 id="slideover-title" { (row.number) }
                div class="heading-below" { (standing(view)) }
            }
            div class="heading-action" { (deeds(view)) }
        }
        (body(view))
    }
}

fn standing(view: &Shown<'_>) -> Markup {
    let row = &view.opened.invoice;
    html! {
        (words::status(row))
        (words::aging(row, &view.terms))
        @if row.status == InvoiceStatus::Open { span { "Due " (view.terms.date(row.due_on)) } }
    }
}

fn deeds(view: &Shown<'_>) -> Markup {
    let row = &view.opened.invoice;
    html! {
        a class="button button-quiet" href=(places::invoice_pdf(row.id)) download hx-boost="false" {
            (Icon::Files) "Download PDF"
        }
        @if view.can_pay {
            (post_away(&places::pay_invoice(row.id), view.token, Button::primary("Pay now").render()))
        }
    }
}

fn body(view: &Shown<'_>) -> Markup {
    let Opened { invoice, lines, payments, .. } = view.opened;
    results(
        "invoice",
        &format!("invoice:{}", invoice.id),
        html! {
            (said(view))
            div class="invoice" {
                (panel(html! {
                    (parties(invoice, &view.terms))
                    (lines_table(invoice, lines, &view.terms))
                    (totals(invoice, &view.terms))
                }))
                @if !payments.is_empty() {
                    (section("Payments", None, panel(movements(payments, &view.terms))))
                }
                @if !invoice.note.is_empty() { (section("Note", None, html! { p class="lines-kept" { (invoice.note) } })) }
                (how_to_pay(invoice))
            }
        },
    )
}

/// What is special about it.
fn said(view: &Shown<'_>) -> Markup {
    let Opened { invoice, related, .. } = view.opened;
    html! {
        @if invoice.status == InvoiceStatus::Void {
            (banner(Tone::Neutral, "This invoice is void", html! {
                p { "Nothing is to be paid on it. It keeps its number." @if let Some(why) = &invoice.void_reason { " " (why) } }
            }))
        }
        @if invoice.processing > 0 && invoice.status == InvoiceStatus::Open {
            (banner(Tone::Accent, "A payment is being processed", html! {
                p { (view.terms.money(invoice.processing, &invoice.currency)) " is on its way. This can take a few days." }
            }))
        }
        @if view.beyond { p class="muted" { "This amount cannot be paid online. Ask the team how to pay it otherwise." } }
        @for other in related {
            @let corrects = Some(other.id) == invoice.corrects_id;
            p class="muted" {
                @if corrects { "This corrects invoice " } @else { "Corrected by " (words::kind(other.kind).to_lowercase()) " " }
                a href=(places::invoice(other.id)) { (other.number) }
                @if !corrects { " over " (view.terms.money(other.total, &invoice.currency)) }
                "."
            }
        }
    }
}

fn parties(invoice: &invoice::Model, terms: &Terms) -> Markup {
    let (seller, buyer) = (Seller::read(&invoice.seller), Buyer::read(&invoice.buyer));
    let party = |name: &str, address: &str, tax_id: Option<&str>| {
        html! {
            dd {
                strong { (name) }
                @if !address.is_empty() { span class="lines-kept" { (address) } }
                @if let Some(id) = tax_id { span class="muted" { "Tax ID " (id) } }
            }
        }
    };
    html! {
        dl class="parties" {
            div { dt { "From" } (party(&seller.name, &seller.address, seller.tax_id.as_deref())) }
            div { dt { "Billed to" } (party(&buyer.name, &buyer.address, buyer.tax_id.as_deref())) }
            div {
                dt { "Date" } dd { (terms.date(invoice.issued_on)) }
                @if invoice.kind == InvoiceKind::Invoice { dt { "Due" } dd { (terms.date(invoice.due_on)) } }
            }
        }
    }
}

fn lines_table(invoice: &invoice::Model, lines: &[invoice_line::Model], terms: &Terms) -> Markup {
    let table = Table::new("invoice-lines", "Lines").column("Description").number("Quantity");
    let table = table.number("Unit price").number("Amount");
    lines.iter().fold(table, |table, line| table.row(line_cells(line, &invoice.currency, terms))).render()
}

fn line_cells(line: &invoice_line::Model, currency: &str, terms: &Terms) -> [Markup; 4] {
    let tax = if line.tax_name.is_empty() { "tax" } else { &line.tax_name };
    let quantity = terms.quantity(line.quantity);
    [
        html! {
            span class="line-words" {
                (line.description)
                @if line.discount_bps > 0 || says_tax(line) {
                    span class="muted line-more" {
                        @if line.discount_bps > 0 { (terms.percent(line.discount_bps)) " discount" }
                        @if line.discount_bps > 0 && says_tax(line) { " · " }
                        @if says_tax(line) { (terms.percent(line.tax_bps)) " " bdi { (tax) } }
                    }
                }
            }
        },
        html! { (quantity) @if !line.unit.is_empty() { " " (line.unit) } },
        html! { (terms.money(line.unit_price, currency)) },
        html! { (terms.money(line.amount, currency)) },
    ]
}

fn totals(invoice: &invoice::Model, terms: &Terms) -> Markup {
    let money = |minor: i64| terms.money(minor, &invoice.currency);
    let taxes: Vec<TaxLine> = serde_json::from_str(&invoice.taxes).unwrap_or_default();
    let entry = |name: String, amount: String| html! { div { dt { (name) } dd { (amount) } } };
    let taxed = |tax: &TaxLine| {
        let (within, name, rest) = tax_words(tax, invoice.inclusive, terms, &invoice.currency);
        html! { div { dt { (within) bdi { (name) } (rest) } dd { (money(tax.tax)) } } }
    };
    let discount = match invoice.discount_bps {
        Some(bps) => format!("Discount ({})", terms.percent(bps)),
        None => "Discount".to_owned(),
    };
    html! {
        dl class="totals" {
            (entry("Subtotal".into(), money(invoice.subtotal)))
            @if invoice.discount > 0 { (entry(discount, money(-invoice.discount))) }
            @for tax in &taxes { (taxed(tax)) }
            @if taxes.is_empty() { (entry("Tax".into(), money(invoice.tax))) }
            div class="totals-total" { dt { "Total" } dd { (money(invoice.total)) } }
            @if invoice.kind == InvoiceKind::Invoice {
                @if invoice.paid > 0 { (entry("Payments".into(), money(-invoice.paid))) }
                @if invoice.refunded > 0 { (entry("Refunds".into(), money(invoice.refunded))) }
                @if invoice.credited > 0 { (entry("Credits".into(), money(-invoice.credited))) }
                div class="totals-outstanding" { dt { "Outstanding" } dd { (money(invoice.outstanding)) } }
            }
        }
    }
}

/// Whether a line says its tax: also that there is none, where that has a name.
pub fn says_tax(line: &invoice_line::Model) -> bool {
    line.tax_bps > 0 || !line.tax_name.is_empty()
}

/// A tax's name, which may go another way than the sentence around it; before it, that it stands in the prices already,
/// where it does, and behind it what it is of.
pub fn tax_words<'t>(
    tax: &'t TaxLine,
    inclusive: bool,
    terms: &Terms,
    currency: &str,
) -> (&'static str, &'t str, String) {
    let name = if tax.name.is_empty() { "Tax" } else { tax.name.as_str() };
    let within = if inclusive && tax.bps > 0 { "Includes " } else { "" };
    (within, name, format!(" {} of {}", terms.percent(tax.bps), terms.money(tax.net, currency)))
}

fn movements(payments: &[payment::Model], terms: &Terms) -> Markup {
    let table = Table::new("invoice-payments", "Payments").column("Date").column("What").column("Reference");
    payments.iter().fold(table.number("Amount"), |table, row| table.row(movement(row, terms))).render()
}

fn movement(row: &payment::Model, terms: &Terms) -> [Markup; 4] {
    // What a provider paid back refers to its own name of the payment, which says nothing to people.
    let names_payment = row.kind == PaymentKind::Refund && row.provider_id.is_some();
    [
        terms.date(row.happened_on),
        html! {
            span class="badges" {
                (words::movement(row.kind))
                @if row.kind != PaymentKind::Credit { ", " (words::method(row.method).to_lowercase()) }
                (words::state(row.state))
            }
        },
        html! { @if row.reference.is_empty() || names_payment { span class="muted" { "–" } } @else { (row.reference) } },
        html! { (terms.money(row.amount, &row.currency)) },
    ]
}

fn how_to_pay(invoice: &invoice::Model) -> Markup {
    let seller = Seller::read(&invoice.seller);
    html! {
        @if invoice.outstanding > 0 && !seller.payment_note.is_empty() {
            (section("How to pay", None, html! { p class="lines-kept" { (seller.payment_note) } }))
        }
    }
}
