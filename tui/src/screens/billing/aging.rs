//! What is outstanding, by how late it is: a bar for each bucket and a row for each client, currency by currency.

use std::collections::BTreeMap;

use portico_openapi::types::{AgingReport, AgingReportRow};
use ratatui::text::{Line, Span};

use super::{DEPTHS, depth_style, heading, wide};
use crate::{
    app::App,
    billing::edges,
    foreign, money,
    remote::Phase,
    screens::{office::quiet, sheet::Entry},
    text, when,
    widgets::{bar, rows},
};

/// A client's name stands in so many columns, and no fewer.
const NAME: usize = 12;

pub fn entries(app: &App, columns: usize) -> Vec<Entry> {
    let report = match app.billing.aging.phase() {
        Phase::Ready(report) => report,
        phase => return quiet(app, &rows::absent(&phase, ""), columns),
    };
    let mut by_currency: BTreeMap<&str, Vec<&AgingReportRow>> = BTreeMap::new();
    for row in &report.items {
        by_currency.entry(&row.currency).or_default().push(row);
    }
    let as_of = format!("As of {}, where the agency is.", when::date(report.as_of));
    let mut entries = quiet(app, &as_of, columns);
    if by_currency.is_empty() {
        entries.extend(quiet(app, "Nothing is outstanding.", columns));
    }
    for (code, rows) in by_currency {
        let mut lines = vec![Line::default()];
        lines.extend(chart(app, report, code, &rows, columns));
        lines.push(Line::default());
        lines.extend(table(app, report, code, &rows, columns));
        entries.push(Entry::text(lines));
    }
    entries
}

fn buckets(row: &AgingReportRow) -> [i64; 5] {
    [row.current, row.overdue, row.first, row.second, row.third]
}

fn sum<'a>(rows: impl IntoIterator<Item = &'a AgingReportRow>) -> [i64; 5] {
    rows.into_iter().fold([0; 5], |mut sums, row| {
        for (sum, part) in sums.iter_mut().zip(buckets(row)) {
            *sum = i64::saturating_add(*sum, part);
        }
        sums
    })
}

/// A bar for each bucket.
fn chart(app: &App, report: &AgingReport, code: &str, all: &[&AgingReportRow], columns: usize) -> Vec<Line<'static>> {
    let sums = sum(all.iter().copied());
    let total = sums.iter().fold(0, |total: i64, part| total.saturating_add(*part));
    let count: i64 = all.iter().map(|row| row.invoices).sum();
    let invoices = if count == 1 { "1 invoice".into() } else { format!("{count} invoices") };
    let mut lines = vec![heading(app, &format!("{} outstanding · {invoices}", money::shown(total, code)), columns)];
    let names = edges(&report.edges);
    let label = names.iter().map(|name| text::width(name)).max().unwrap_or(0);
    let amounts = sums.map(|minor| if minor == 0 { "·".into() } else { money::amount(minor, code) });
    let amount = amounts.iter().map(|amount| text::width(amount)).max().unwrap_or(0);
    let room = columns.saturating_sub(label + amount + 10);
    let most = sums.iter().copied().max().unwrap_or(0);
    for (depth, ((name, amount_of), minor)) in names.iter().zip(&amounts).zip(sums).enumerate() {
        let share = match i128::from(minor) * 100 / i128::from(total.max(1)) {
            _ if minor == 0 => "    ".into(),
            0 => " <1%".into(),
            share => format!("{share:>3}%"),
        };
        lines.push(Line::from(vec![
            Span::raw(format!(" {} ", text::fit(name, label))),
            Span::raw(text::fit_right(amount_of, amount)),
            Span::styled(format!(" {share} "), app.theme.muted()),
            Span::styled(shape(depth).repeat(bar::full(wide(minor), wide(most), room)), depth_style(app, depth)),
        ]));
    }
    lines
}

/// What a bar is made of; what is not late is calm, too.
fn shape(depth: usize) -> &'static str {
    if depth == 0 { "░" } else { DEPTHS[depth] }
}

/// A row for each client, the one that owes the most late first. Amounts are never cut: where there is no room for all
/// buckets, what is late stands in one column.
fn table(app: &App, report: &AgingReport, code: &str, all: &[&AgingReportRow], columns: usize) -> Vec<Line<'static>> {
    let late = |row: &AgingReportRow| row.outstanding.saturating_sub(row.current);
    let mut all = all.to_vec();
    all.sort_by_key(|row| (std::cmp::Reverse(late(row)), std::cmp::Reverse(row.outstanding)));
    let whole = sum(all.iter().copied());
    let outstanding = |parts: [i64; 5]| parts.iter().fold(0, |total: i64, part| total.saturating_add(*part));
    let names = edges(&report.edges);
    let cells = |parts: [i64; 5]| parts.into_iter().chain([outstanding(parts)]).collect::<Vec<_>>();
    let few = |parts: [i64; 5]| vec![parts[0], outstanding(parts) - parts[0], outstanding(parts)];
    let width = text::width(&money::amount(outstanding(whole), code)).max(8) + 2;
    let fits = NAME + width * 6 <= columns;
    let heads: Vec<&str> = match fits {
        true => names.iter().map(String::as_str).chain(["together"]).collect(),
        false => vec!["not late", "late", "together"],
    };
    let name = columns.saturating_sub(width * heads.len()).clamp(NAME, 40);
    let mut head = text::fit(" Client", name);
    head.extend(heads.iter().map(|head| text::fit_right(head, width)));
    let mut lines = vec![Line::styled(head, app.theme.muted())];
    let row = |client: &str, parts: [i64; 5], style| {
        let amounts = if fits { cells(parts) } else { few(parts) };
        let mut spans = vec![Span::styled(text::fit(&format!(" {}", foreign::line(client)), name), style)];
        let last = amounts.len() - 1;
        spans.extend(amounts.into_iter().enumerate().map(|(at, minor)| {
            let words = if minor == 0 { "·".into() } else { money::amount(minor, code) };
            let depth = if at == last || minor == 0 { 0 } else { at };
            Span::styled(text::fit_right(&words, width), depth_style(app, depth).patch(style))
        }));
        Line::from(spans)
    };
    lines.extend(all.iter().map(|one| row(&one.workspace.name, buckets(one), app.theme.text())));
    if all.len() > 1 {
        lines.push(row("All", whole, app.theme.strong()));
    }
    lines
}
