use portico_openapi::types::{Invoice, InvoiceKind, InvoiceStatus, Payment, PaymentKind, PaymentState};
use ratatui::text::Line;

use super::{
    heading, line,
    lines::{self, Row, Table},
    style, sum, wrapped,
};
use crate::{
    app::App,
    billing::{Sheet, happened, lateness, number, shape, status},
    foreign,
    message::InvoiceView,
    money,
    office::Subject,
    remote::Phase,
    screens::sheet::Entry,
    when,
    widgets::{rows, sentence},
};

/// The frame's title.
pub fn title(app: &App) -> String {
    match app.current_invoice() {
        Some(invoice) => format!("{} · {}", invoice.number.as_deref().unwrap_or("Draft"), invoice.workspace.name),
        None => "Invoice".into(),
    }
}

/// An invoice, with everything that became of it.
pub fn entries(app: &App, columns: usize) -> Vec<Entry> {
    let view = match app.billing.invoice.data.phase() {
        Phase::Ready(view) => view,
        phase => {
            let words = foreign::line(&rows::absent(&phase, ""));
            return vec![Entry::text(vec![line(&words, app.theme.muted(), columns)])];
        }
    };
    let invoice = &view.invoice;
    let mut entries = vec![Entry::about(Subject::Head, head(app, invoice, columns))];
    entries.extend(table(app, invoice, columns));
    if !invoice.note.is_empty() {
        let mut lines = vec![heading(app, "Note", columns)];
        lines.extend(wrapped(&invoice.note, app.theme.text(), columns));
        lines.push(Line::default());
        entries.push(Entry::about(Subject::Part(1), lines));
    }
    if !view.payments.is_empty() {
        entries.push(Entry::text(vec![heading(app, "Payments and credits", columns)]));
        entries.extend(view.payments.iter().map(|payment| payment_entry(app, payment, columns)));
        entries.push(Entry::text(vec![Line::default()]));
    }
    entries.extend(history(app, view, columns));
    entries
}

fn head(app: &App, invoice: &Invoice, columns: usize) -> Vec<Line<'static>> {
    let buyer = invoice.buyer.as_ref().map(|buyer| buyer.name.clone());
    let buyer = buyer.filter(|name| *name != invoice.workspace.name).map(|name| format!(" · {name}"));
    let stands = format!("{} {}", shape(invoice), status(invoice));
    let due = match (invoice.status, invoice.due_on) {
        (InvoiceStatus::Draft, _) => draft_due(invoice),
        (_, Some(day)) if invoice.kind == InvoiceKind::Invoice => format!("due {}", when::date(day)),
        _ => String::new(),
    };
    let late = lateness(invoice).unwrap_or_default();
    let facts = [stands, due, late].into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" · ");
    let author = invoice.author.as_ref().map(|author| format!(" · drafted by {}", author.name)).unwrap_or_default();
    let issued = match invoice.issued_on {
        Some(day) => format!("issued {}{author}", when::date(day)),
        None => format!("no number yet{author}"),
    };
    let mut lines = vec![
        line(&format!("{}{}", invoice.workspace.name, buyer.unwrap_or_default()), app.theme.strong(), columns),
        line(&facts, style(app, invoice), columns),
        line(&issued, app.theme.muted(), columns),
    ];
    if let Some(reason) = &invoice.void_reason {
        lines.extend(wrapped(&format!("Void: {reason}"), app.theme.danger(), columns));
    }
    lines.push(Line::default());
    lines
}

/// When a draft would be due.
fn draft_due(invoice: &Invoice) -> String {
    super::editor::due(Sheet::of(invoice).due)
}

fn table(app: &App, invoice: &Invoice, columns: usize) -> Vec<Entry> {
    let rows: Vec<_> = invoice.lines.iter().flatten().map(Row::kept).collect();
    let table = Table::of(&rows, &invoice.currency, columns);
    let mut all = vec![Entry::text(vec![table.heading(app)])];
    all.extend(rows.iter().enumerate().map(|(at, row)| {
        let lines = table.row(app, row, &invoice.currency);
        Entry::about(Subject::Line(at), lines)
    }));
    all.push(Entry::text(vec![Line::styled("─".repeat(columns), app.theme.muted())]));
    let sums = lines::Sums {
        subtotal: invoice.subtotal,
        discount: invoice.discount,
        taxes: &invoice.taxes,
        inclusive: invoice.inclusive,
        total: invoice.total,
    };
    let mut lines = lines::sums(app, &sums, &invoice.currency, columns);
    lines.extend(settlement(app, invoice, columns));
    all.push(Entry::about(Subject::Part(0), lines));
    all
}

/// What became of the total.
fn settlement(app: &App, invoice: &Invoice, columns: usize) -> Vec<Line<'static>> {
    let quiet = (app.theme.muted(), app.theme.text());
    let amount = |minor| money::amount(minor, &invoice.currency);
    let settled = invoice.paid.saturating_sub(invoice.refunded).saturating_add(invoice.credited);
    let beyond = settled.saturating_sub(invoice.total).max(0);
    let parts = [
        ("Paid", -invoice.paid),
        ("Paid back", invoice.refunded),
        ("Credited", -invoice.credited),
        ("Became the client’s credit", beyond),
    ];
    let mut lines: Vec<_> = parts
        .into_iter()
        .filter(|(_, minor)| *minor != 0)
        .map(|(label, minor)| sum(label, &amount(minor), quiet, columns))
        .collect();
    if invoice.status == InvoiceStatus::Open || (invoice.status == InvoiceStatus::Paid && !lines.is_empty()) {
        let own = style(app, invoice).patch(app.theme.strong());
        lines.push(sum("Outstanding", &money::shown(invoice.outstanding, &invoice.currency), (own, own), columns));
    }
    if invoice.processing != 0 {
        lines.push(sum("On its way", &amount(invoice.processing), quiet, columns));
    }
    lines.push(Line::default());
    lines
}

fn payment_entry(app: &App, payment: &Payment, columns: usize) -> Entry {
    let reference = if payment.reference.is_empty() { String::new() } else { format!(" · {}", payment.reference) };
    let (mark, style) = match (payment.kind, payment.state) {
        (_, PaymentState::Failed) => ("✕", app.theme.danger()),
        (_, PaymentState::Processing) => ("◌", app.theme.warning()),
        (PaymentKind::Refund, _) => ("↩", app.theme.warning()),
        (PaymentKind::Credit, _) => ("✓", app.theme.reply()),
        (PaymentKind::Payment, _) => ("✓", app.theme.positive()),
    };
    let left = format!("{mark} {} {}{reference}", when::date(payment.happened_on), happened(payment));
    let amount = money::amount(payment.amount, &payment.currency);
    let mut lines = vec![sentence::ends(&left, style, &amount, app.theme.text(), columns)];
    if let Some(problem) = &payment.problem {
        lines.extend(sentence::edged(problem, "    ", app.theme.danger(), columns));
    }
    Entry::about(Subject::Payment(payment.id), lines)
}

/// What happened, the earliest first.
fn history(app: &App, view: &InvoiceView, columns: usize) -> Vec<Entry> {
    let invoice = &view.invoice;
    let by = |name: Option<&str>| name.map(|name| format!(" · {name}")).unwrap_or_default();
    let moment = |at| when::moment(at, app.now, app.zone);
    let drafted = format!("drafted{}", by(invoice.author.as_ref().map(|author| author.name.as_str())));
    let mut all = vec![(drafted, moment(invoice.created_at))];
    if let Some(day) = invoice.issued_on {
        all.push((format!("issued as {}", number(invoice)), when::date(day)));
    }
    all.extend(view.payments.iter().map(|payment| {
        let author = by(payment.author.as_ref().map(|author| author.name.as_str()));
        (format!("{}{author}", happened(payment)), moment(payment.created_at))
    }));
    all.extend(invoice.paid_at.map(|at| ("with that, it is paid".to_owned(), moment(at))));
    all.extend(invoice.voided_at.map(|at| ("made void".to_owned(), moment(at))));
    let mut entries = vec![Entry::text(vec![heading(app, "History", columns)])];
    entries.extend(all.iter().enumerate().map(|(at, (said, when))| {
        let line = sentence::ends(said, app.theme.text(), when, app.theme.muted(), columns);
        Entry::about(Subject::Part(2 + at), vec![line])
    }));
    let left = view.credits.iter().fold(0_i64, |left, credit| left.saturating_add(credit.remaining));
    if left > 0 && invoice.status == InvoiceStatus::Open {
        let words = format!("The client has {} to its credit; a pays with it.", money::shown(left, &invoice.currency));
        let lines = wrapped(&words, app.theme.reply(), columns);
        entries.extend([Entry::text(vec![Line::default()]), Entry::about(Subject::Part(2 + all.len()), lines)]);
    }
    entries
}
