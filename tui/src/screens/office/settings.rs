use ratatui::text::{Line, Span};

use super::known;
use crate::{app::App, foreign, screens::sheet::Entry, text};

/// What the agency says of itself.
pub fn entries(app: &App, columns: usize) -> Vec<Entry> {
    let now = match known(app, &app.office.settings, columns) {
        Ok(settings) => settings,
        Err(why) => return why,
    };
    let some = |value: &Option<String>, none: &str| value.clone().unwrap_or_else(|| none.into());
    let facts = [
        ("Name", now.name.clone()),
        ("Mails are from", some(&now.sender_name, &now.name)),
        ("Answers go to", some(&now.sender_address, "the install’s own address")),
        ("Dates", now.locale.to_string()),
        ("Time zone", now.time_zone.clone()),
        ("Currency", now.currency.clone()),
        ("Welcome", some(&now.welcome, "none")),
    ];
    facts.iter().map(|(label, value)| Entry::text(fact(app, label, value, columns))).collect()
}

/// A label, and what stands beside it.
pub fn fact(app: &App, label: &str, value: &str, columns: usize) -> Vec<Line<'static>> {
    const LABEL: usize = 18;
    let wrapped = text::wrap(&foreign::block(value), columns.saturating_sub(LABEL).max(8));
    let lines = wrapped.into_iter().enumerate().map(|(index, line)| {
        let label = if index == 0 { label } else { "" };
        Line::from(vec![Span::styled(text::fit(label, LABEL), app.theme.muted()), Span::raw(line)])
    });
    lines.collect()
}
