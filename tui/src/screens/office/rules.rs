use portico_openapi::types::{RequestRule, StaffMember};
use ratatui::text::Line;

use super::{known, quiet};
use crate::{
    action::Action,
    app::App,
    foreign,
    keymap::Context,
    office::{
        Subject,
        rules::{Shelf, words},
    },
    screens::sheet::Entry,
    text,
    widgets::sentence,
};

/// What is done by itself with requests that come in, in its order.
pub fn entries(app: &App, columns: usize) -> Vec<Entry> {
    let staff = app.directory.get().map(|known| known.staff.as_slice()).unwrap_or_default();
    match known(app, &app.office.rules, columns) {
        Ok(shelf) if shelf.all.is_empty() => {
            let key = app.keymap.key(Context::Rules, Action::New);
            quiet(app, &format!("Nothing is done by itself with requests yet. {key} writes a rule."), columns)
        }
        Ok(shelf) => shelf.all.iter().map(|rule| entry(app, rule, shelf, staff, columns)).collect(),
        Err(why) => why,
    }
}

fn entry(app: &App, rule: &RequestRule, shelf: &Shelf, staff: &[StaffMember], columns: usize) -> Entry {
    let (state, style) = if rule.enabled { ("on", app.theme.positive()) } else { ("off", app.theme.muted()) };
    let name = format!("{}  {}", rule.position, rule.name);
    let mut lines = vec![sentence::ends(&name, app.theme.strong(), state, style, columns)];
    let filter = if rule.filter.is_empty() { "all requests" } else { rule.filter.as_str() };
    for (said, style) in [(filter.to_owned(), app.theme.accent()), (words(rule, shelf, staff), app.theme.text())] {
        let wrapped = text::wrap(&foreign::line(&said), columns.saturating_sub(2)).into_iter();
        lines.extend(wrapped.map(|line| Line::styled(format!("  {line}"), style)));
    }
    lines.push(Line::default());
    Entry::about(Subject::Rule(rule.id), lines)
}
