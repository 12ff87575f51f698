//! What clients owe: the invoices, one of them whole, a draft that is written, and reports.

mod aging;
mod detail;
mod editor;
mod lines;
mod list;
mod revenue;
mod selling;
mod stripe;

use portico_openapi::types::{Invoice, InvoiceKind, InvoiceStatus};
use ratatui::{
    style::Style,
    text::{Line, Span},
};

pub use list::{draw, rows};
pub use selling::text as subscription_text;
pub use stripe::text as event_text;

use super::sheet::Entry;
use crate::{
    app::App,
    billing::{Front, age},
    foreign, text,
};

/// The buckets as shapes, from calm to pressing, so that they are told without colours.
const DEPTHS: [&str; 5] = ["·", "░", "▒", "▓", "█"];

/// The frame's title.
pub fn title(app: &App) -> String {
    match app.billing.front {
        Front::Invoice => detail::title(app),
        Front::Editor => editor::title(app),
        Front::Aging => "How late".into(),
        Front::Revenue => "Month by month".into(),
        Front::Stripe => "What Stripe told".into(),
        Front::Products => "What is sold".into(),
        Front::Subscriptions => "Subscriptions".into(),
    }
}

/// What the pane shows.
pub fn entries(app: &App, columns: usize) -> Vec<Entry> {
    match app.billing.front {
        Front::Invoice => detail::entries(app, columns),
        Front::Editor => editor::entries(app, columns),
        Front::Aging => aging::entries(app, columns),
        Front::Revenue => revenue::entries(app, columns),
        Front::Stripe => stripe::entries(app, columns),
        Front::Products => selling::products(app, columns),
        Front::Subscriptions => selling::subscriptions(app, columns),
    }
}

/// How a depth of lateness looks.
fn depth_style(app: &App, depth: usize) -> Style {
    match depth {
        0 => app.theme.text(),
        1 | 2 => app.theme.warning(),
        _ => app.theme.danger(),
    }
}

/// How an invoice looks, by where it stands.
fn style(app: &App, invoice: &Invoice) -> Style {
    match (invoice.status, invoice.kind) {
        (InvoiceStatus::Void, _) => app.theme.muted(),
        (InvoiceStatus::Draft, _) => app.theme.note(),
        (_, InvoiceKind::CreditNote) => app.theme.reply(),
        (InvoiceStatus::Paid, _) => app.theme.positive(),
        (InvoiceStatus::Open, _) => depth_style(app, depth(app, invoice)),
    }
}

/// How late an invoice is, from 0 for not at all to 4.
fn depth(app: &App, invoice: &Invoice) -> usize {
    let edges = app.billing.aging.get().map(|report| &report.edges);
    age(invoice, edges).map_or(0, |(depth, _)| depth)
}

/// A line of words, cut where there is no room.
fn line(words: &str, style: Style, columns: usize) -> Line<'static> {
    Line::styled(text::cut(&foreign::line(words), columns), style)
}

/// Words in as many lines as they take.
fn wrapped(words: &str, style: Style, columns: usize) -> Vec<Line<'static>> {
    text::wrap(&foreign::block(words), columns).into_iter().map(|line| Line::styled(line, style)).collect()
}

/// As many of the parts as fit whole, and how many do not.
fn fitting(parts: &[String], columns: usize) -> String {
    for count in (1..=parts.len()).rev() {
        let rest = parts.len() - count;
        let more = if rest > 0 { format!(" · and {rest} more") } else { String::new() };
        let words = parts[..count].join(" · ") + &more;
        if text::width(&words) <= columns || count == 1 {
            return words;
        }
    }
    String::new()
}

/// An amount as the length of a bar; what is less than nothing has none.
fn wide(minor: i64) -> usize {
    usize::try_from(minor).unwrap_or(0).min(usize::MAX / 1000)
}

/// A heading of a part.
fn heading(app: &App, words: &str, columns: usize) -> Line<'static> {
    line(words, app.theme.accent(), columns)
}

/// A label and an amount at the right edge.
fn sum(label: &str, amount: &str, styles: (Style, Style), columns: usize) -> Line<'static> {
    const AMOUNT: usize = 18;
    let room = columns.saturating_sub(text::width(amount).max(AMOUNT));
    let gap = columns.saturating_sub(room + text::width(amount));
    Line::from(vec![
        Span::styled(text::fit_right(&foreign::line(label), room), styles.0),
        Span::raw(" ".repeat(gap)),
        Span::styled(amount.to_owned(), styles.1),
    ])
}
