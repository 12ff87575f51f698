//! An invoice or credit note on paper: what its rows say and nothing else, so that it can be drawn at any time.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};

use super::views::{Terms, kind, of_line, says_tax, tax_words};
use super::{Buyer, Seller, TaxLine};
use crate::entity::words::{InvoiceKind, InvoiceStatus};
use crate::entity::{invoice, invoice_line};
use crate::features::billing::service::{Account, Statement};
use crate::pdf::{Column, Document, Letterhead, Table, Text};

/// What stands on the paper beside the invoice's own rows.
pub struct Paper {
    pub letterhead: Letterhead,
    pub terms: Terms,
    /// The number of the invoice that this one corrects.
    pub corrects: Option<String>,
}

fn midnight(day: NaiveDate) -> DateTime<Utc> {
    day.and_time(NaiveTime::MIN).and_utc()
}

/// An invoice or credit note.
pub fn document(invoice: &invoice::Model, lines: &[invoice_line::Model], paper: Paper) -> Document {
    let Paper { letterhead, terms, corrects } = paper;
    let (seller, buyer) = (Seller::read(&invoice.seller), Buyer::read(&invoice.buyer));
    let word = kind(invoice.kind);
    let mut document =
        Document::new(letterhead, word, format!("{word} {}", invoice.number), midnight(invoice.issued_on));
    document.language(terms.locale.words());
    let tax_id = seller.tax_id.as_ref().map(|id| format!(" · Tax ID {id}")).unwrap_or_default();
    document.footer(format!("{} · {word} {}{tax_id}", seller.name, invoice.number));
    standing(&mut document, invoice, &terms);
    parties(&mut document, &seller, &buyer);
    let mut facts =
        vec![("Number", Text::strong(invoice.number.clone())), ("Date", terms.date_text(invoice.issued_on).into())];
    if asks(invoice) {
        facts.push(("Due", terms.date_text(invoice.due_on).into()));
    }
    facts.extend(corrects.map(|number| ("Corrects invoice", number.into())));
    beside(&mut document, facts);
    items(&mut document, invoice, lines, &terms);
    document.together(|document| {
        sums(document, invoice, &terms);
        if !invoice.note.is_empty() {
            document.paragraph(invoice.note.clone());
        }
        if asks(invoice) && !seller.payment_note.is_empty() {
            document.heading("How to pay");
            document.paragraph(seller.payment_note);
        }
    });
    document
}

/// Whether it asks for money.
fn asks(invoice: &invoice::Model) -> bool {
    invoice.kind == InvoiceKind::Invoice && invoice.status != InvoiceStatus::Void
}

/// What it comes to, first of all.
fn standing(document: &mut Document, invoice: &invoice::Model, terms: &Terms) {
    let total = terms.money(invoice.total, &invoice.currency);
    match (invoice.status, invoice.kind) {
        (InvoiceStatus::Void, _) => {
            let why = invoice.void_reason.clone().unwrap_or_default();
            document.notice("Void", format!("Nothing is to be paid on this invoice. {why}"))
        }
        (_, InvoiceKind::CreditNote) => document.notice(format!("{total} to your credit"), ""),
        _ => document.notice(format!("{total} due"), format!("Please pay by {}.", terms.date_text(invoice.due_on))),
    };
}

fn parties(document: &mut Document, seller: &Seller, buyer: &Buyer) {
    let party = |name: &str, address: &str, tax_id: Option<&str>| {
        let mut text = Text::strong(name);
        if !address.is_empty() {
            text = text.then(format!("\n{address}"));
        }
        match tax_id {
            Some(id) => text.then(Text::muted(format!("\nTax ID {id}"))),
            None => text,
        }
    };
    let mut table = Table::new([Column::wide("From", 1.0), Column::wide("Billed to", 1.0)]);
    table.row([
        party(&seller.name, &seller.address, seller.tax_id.as_deref()),
        party(&buyer.name, &buyer.address, buyer.tax_id.as_deref()),
    ]);
    document.table(table);
}

/// Facts beside each other, so that a short invoice stays on one page.
fn beside(document: &mut Document, facts: Vec<(&str, Text)>) {
    let mut table = Table::new(facts.iter().map(|(name, _)| Column::wide(*name, 1.0)));
    table.row(facts.into_iter().map(|(_, fact)| fact));
    document.table(table);
}

fn items(document: &mut Document, invoice: &invoice::Model, lines: &[invoice_line::Model], terms: &Terms) {
    let taxed = lines.iter().any(says_tax);
    let mut columns =
        vec![Column::wide("Description", 1.0), Column::figures("Quantity"), Column::figures("Unit price")];
    if taxed {
        columns.push(Column::figures("Tax"));
    }
    columns.push(Column::figures("Amount"));
    let mut table = Table::new(columns);
    for line in lines {
        let discount = match line.discount_bps {
            0 => String::new(),
            bps => format!("\n{} discount", terms.percent(bps)),
        };
        let unit = if line.unit.is_empty() { String::new() } else { format!(" {}", line.unit) };
        let mut cells = vec![
            Text::plain(line.description.clone()).then(Text::muted(discount)),
            format!("{}{unit}", terms.quantity(line.quantity)).into(),
            terms.money(line.unit_price, &invoice.currency).into(),
        ];
        if taxed {
            cells.push(Text::muted(if says_tax(line) { terms.percent(line.tax_bps) } else { String::new() }));
        }
        cells.push(terms.money(line.amount, &invoice.currency).into());
        table.row(cells);
    }
    document.table(table);
}

fn sums(document: &mut Document, invoice: &invoice::Model, terms: &Terms) {
    let money = |minor: i64| terms.money(minor, &invoice.currency);
    let taxes: Vec<TaxLine> = serde_json::from_str(&invoice.taxes).unwrap_or_default();
    let mut table = Table::sums();
    table.row(["Subtotal".to_owned(), money(invoice.subtotal)]);
    if invoice.discount > 0 {
        let rate = invoice.discount_bps.map(|bps| format!(" ({})", terms.percent(bps))).unwrap_or_default();
        table.row([format!("Discount{rate}"), money(-invoice.discount)]);
    }
    for tax in &taxes {
        let (within, name, rest) = tax_words(tax, invoice.inclusive, terms, &invoice.currency);
        table.row([Text::plain(within).then(Text::apart(name)).then(rest), money(tax.tax).into()]);
    }
    let total = if invoice.kind == InvoiceKind::CreditNote { "Total credited" } else { "Total" };
    table.foot([total.to_owned(), money(invoice.total)]);
    document.table(table);
}

/// Who owes whom how much in a currency.
fn balance(account: &Account, terms: &Terms) -> String {
    let money = terms.money(account.closing.saturating_abs(), &account.currency);
    if account.closing < 0 { format!("{money} to your credit") } else { format!("{money} owed") }
}

/// A statement of account between these two.
pub fn statement(
    statement: &Statement,
    (seller, buyer): (&Seller, &Buyer),
    letterhead: Letterhead,
    terms: &Terms,
) -> Document {
    let (from, to) = (statement.period.from, statement.period.to);
    let date = |day| terms.date_text(day);
    let mut document = Document::new(letterhead, "Statement", "Statement of account", midnight(to));
    document.language(terms.locale.words());
    document.footer(format!("{} · Statement from {} to {}", seller.name, date(from), date(to)));
    let balances: Vec<String> = statement.accounts.iter().map(|account| balance(account, terms)).collect();
    if !balances.is_empty() {
        document.notice(balances.join("\n"), format!("Balance on {}.", date(to)));
    }
    parties(&mut document, seller, buyer);
    document.facts([("Period", format!("{} to {}", date(from), date(to)))]);
    if statement.accounts.is_empty() {
        document.paragraph("Nothing was billed up to this day.");
    }
    for account in &statement.accounts {
        let money = |minor: i64| terms.money(minor, &account.currency);
        document.heading(format!("In {}", account.currency));
        let columns =
            [Column::new("Date"), Column::wide("What", 1.0), Column::figures("Amount"), Column::figures("Balance")];
        let mut table = Table::new(columns);
        table.row([date(from), "Opening balance".into(), String::new(), money(account.opening)]);
        for line in &account.lines {
            table.row([date(line.day), of_line(line), money(line.amount), money(line.balance)]);
        }
        table.foot([date(to), "Closing balance".into(), String::new(), money(account.closing)]);
        document.table(table);
    }
    document
}
