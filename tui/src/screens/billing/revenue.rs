//! What was asked for and what came, month by month, currency by currency.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};
use portico_openapi::types::{RevenueMonth, RevenueReport};
use ratatui::text::{Line, Span};

use super::{heading, wide};
use crate::{
    app::App,
    money,
    remote::Phase,
    screens::{office::quiet, sheet::Entry},
    text, when,
    widgets::{bar, rows},
};

/// A month in one currency: asked for, less what was taken back; and paid, less what went back.
#[derive(Clone, Copy, Default)]
struct Month {
    asked: i64,
    paid: i64,
}

pub fn entries(app: &App, columns: usize) -> Vec<Entry> {
    let report = match app.billing.revenue.phase() {
        Phase::Ready(report) => report,
        phase => return quiet(app, &rows::absent(&phase, ""), columns),
    };
    let first = report.items.iter().map(|row| row.month.as_str()).min().unwrap_or_default();
    let months: Vec<_> = months(report).into_iter().filter(|month| month.as_str() >= first).collect();
    let mut by_currency: BTreeMap<&str, BTreeMap<&str, &RevenueMonth>> = BTreeMap::new();
    for row in &report.items {
        by_currency.entry(&row.currency).or_default().insert(&row.month, row);
    }
    let span = format!("{} to {}, refunds and credit notes taken off.", when::date(report.from), when::date(report.to));
    let mut entries = quiet(app, &span, columns);
    entries.extend(quiet(app, "█ paid   ░ asked for beyond that", columns));
    if by_currency.is_empty() {
        entries.extend(quiet(app, "Nothing was issued and nothing came.", columns));
    }
    for (code, rows) in by_currency {
        let net = |row: &RevenueMonth| Month { asked: row.issued - row.credited, paid: row.paid - row.refunded };
        let of = |month: &String| rows.get(month.as_str()).map(|row| net(row)).unwrap_or_default();
        let values: Vec<_> = months.iter().map(|month| (month.as_str(), of(month))).collect();
        let mut lines = vec![Line::default()];
        lines.extend(chart(app, code, &values, columns));
        entries.push(Entry::text(lines));
    }
    entries
}

/// The months of a report as it names them, also those in which nothing happened.
fn months(report: &RevenueReport) -> Vec<String> {
    let first = |day: NaiveDate| day.with_day(1).unwrap_or(day);
    let mut month = first(report.from);
    let mut all = Vec::new();
    while month <= report.to && all.len() < 130 {
        all.push(month.format("%Y-%m").to_string());
        month = match month.checked_add_months(Months::new(1)) {
            Some(next) => next,
            None => break,
        };
    }
    all
}

fn chart(app: &App, code: &str, months: &[(&str, Month)], columns: usize) -> Vec<Line<'static>> {
    let total = |of: fn(&Month) -> i64| months.iter().fold(0, |sum: i64, (_, month)| sum.saturating_add(of(month)));
    let (asked, paid) = (total(|month| month.asked), total(|month| month.paid));
    let most_paid = months.iter().map(|(_, month)| month.paid).max().unwrap_or(0);
    let spark: String = months.iter().map(|(_, month)| bar::spark(wide(month.paid), wide(most_paid))).collect();
    let words = format!("{} paid · {} asked for", money::shown(paid, code), money::amount(asked, code));
    let head = heading(app, &words, columns);
    let mut lines = vec![head];
    lines.extend((most_paid > 0).then(|| Line::styled(format!(" {spark}"), app.theme.positive())));
    let width = months
        .iter()
        .flat_map(|(_, month)| [month.asked, month.paid])
        .map(|minor| text::width(&money::amount(minor, code)))
        .max()
        .unwrap_or(0)
        .max(9)
        + 1;
    let head =
        format!(" {}{}{}", text::fit("Month", 9), text::fit_right("asked for", width), text::fit_right("paid", width));
    lines.push(Line::styled(head, app.theme.muted()));
    let room = columns.saturating_sub(12 + 2 * width);
    let most = months.iter().map(|(_, month)| month.asked.max(month.paid)).max().unwrap_or(0);
    for (name, month) in months {
        let paid = bar::full(wide(month.paid), wide(most), room);
        let asked = bar::full(wide(month.asked), wide(most), room);
        let amount = |minor: i64| if minor == 0 { "·".into() } else { money::amount(minor, code) };
        lines.push(Line::from(vec![
            Span::raw(format!(" {}", text::fit(name, 9))),
            Span::raw(text::fit_right(&amount(month.asked), width)),
            Span::raw(text::fit_right(&amount(month.paid), width)),
            Span::raw(" "),
            Span::styled("█".repeat(paid), app.theme.positive()),
            Span::styled("░".repeat(asked.saturating_sub(paid)), app.theme.muted()),
        ]));
    }
    lines
}
