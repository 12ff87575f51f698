//! The agency's own affairs: sections at the left, what each shows beside or below.

mod account;
pub mod audit;
mod billing;
pub mod brand;
mod canned;
mod domains;
mod hours;
pub mod members;
pub mod mirror;
mod rules;
mod settings;
mod team;
pub mod webhooks;

use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
};

use super::sheet::Entry;
use crate::{
    app::App,
    foreign,
    office::Section,
    remote::Remote,
    text,
    widgets::{frame, rows},
};

/// The sections as rows.
pub fn draw(app: &App, f: &mut Frame<'_>, area: Rect) {
    let inside = frame::draw(app, f, area, "Agency", !app.in_pane);
    let sections = app.sections();
    let width = usize::from(inside.width);
    rows::draw(app, f, inside, &sections, app.office.cursor, |section| {
        let name = text::fit(section.name(), width.min(20));
        let room = width.saturating_sub(text::width(&name));
        Line::from(vec![Span::raw(name), Span::styled(text::fit(section.meaning(), room), app.theme.muted())])
    });
}

/// The frame's title.
pub fn title(app: &App) -> String {
    match app.section() {
        Some(Section::Audit) => audit::title(app),
        Some(section) => section.name().into(),
        None => "Agency".into(),
    }
}

/// What the section shows.
pub fn entries(app: &App, columns: usize) -> Vec<Entry> {
    match app.section() {
        Some(Section::Team) => team::entries(app, columns),
        Some(Section::Settings) => settings::entries(app, columns),
        Some(Section::Brand) => brand::entries(app, columns),
        Some(Section::Domains) => domains::entries(app, columns),
        Some(Section::Billing) => billing::entries(app, columns),
        Some(Section::Hours) => hours::entries(app, columns),
        Some(Section::Canned) => canned::entries(app, columns),
        Some(Section::Rules) => rules::entries(app, columns),
        Some(Section::Account) => account::entries(app, columns),
        Some(Section::Audit) => audit::entries(app, columns),
        Some(Section::Webhooks) => webhooks::entries(app, columns),
        None => Vec::new(),
    }
}

/// A quiet line where there is nothing else.
pub fn quiet(app: &App, words: &str, columns: usize) -> Vec<Entry> {
    let lines = text::wrap(&foreign::line(words), columns.saturating_sub(2));
    let lines = lines.into_iter().map(|line| Line::styled(format!(" {line}"), app.theme.muted()));
    vec![Entry::text(lines.collect())]
}

/// What is known; or, in a quiet line, why nothing is.
pub fn known<'a, T>(app: &App, remote: &'a Remote<T>, columns: usize) -> Result<&'a T, Vec<Entry>> {
    remote.get().ok_or_else(|| quiet(app, &rows::absent(&remote.phase(), ""), columns))
}
