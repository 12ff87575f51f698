use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
    widgets::Paragraph,
};

use crate::{
    action::{Action, View},
    app::App,
    keymap::Context,
    text,
};

/// One tab: where it leads, its words, and the column it begins at.
struct Tab {
    view: View,
    words: String,
    x: u16,
}

/// The tabs that are shown, and whether there are others before and after them.
struct Row {
    tabs: Vec<Tab>,
    before: bool,
    after: bool,
}

/// The tabs that fit, in the order of their keys; the present one is always among them.
fn row(app: &App) -> Row {
    let all: Vec<(View, String)> = app
        .keymap
        .within(Context::Everywhere)
        .filter_map(|binding| match binding.action {
            Action::Show(view) => Some((binding, view)),
            _ => None,
        })
        .map(|(binding, view)| {
            let count = count(app, view).map(|count| format!(" {count}")).unwrap_or_default();
            (view, format!("{} {}{count}", binding.names(), binding.label))
        })
        .collect();
    let here = all.iter().position(|(view, _)| *view == app.view).unwrap_or(0);
    let fits = |from: usize, to: usize| {
        let words: usize = all.iter().take(to + 1).skip(from).map(|(_, words)| text::width(words) + GAP).sum();
        let marks = [from > 0, to + 1 < all.len()].into_iter().filter(|is_there| *is_there).count() * GAP;
        words + marks < usize::from(app.screen.width) + GAP
    };
    let first = (0..=here).find(|from| fits(*from, here)).unwrap_or(here);
    let last = (here..all.len()).rev().find(|to| fits(first, *to)).unwrap_or(here);
    let (before, after) = (first > 0, last + 1 < all.len());
    let mut x = if before { 1 + GAP } else { 1 };
    let shown = all.into_iter().take(last + 1).skip(first).map(|(view, words)| {
        let tab = Tab { view, x: u16::try_from(x).unwrap_or(u16::MAX), words };
        x += text::width(&tab.words) + GAP;
        tab
    });
    Row { tabs: shown.collect(), before, after }
}

/// Between two tabs, and what a mark takes with its own.
const GAP: usize = 2;

fn count(app: &App, view: View) -> Option<i64> {
    let counts = app.counts.get();
    match view {
        View::Mine => counts.map(|counts| counts.mine),
        View::Unassigned => counts.map(|counts| counts.unassigned),
        View::Waiting => counts.map(|counts| counts.waiting_on_agency),
        View::Open => counts.map(|counts| counts.open),
        View::Closed => counts.map(|counts| counts.closed),
        View::Notifications => i64::try_from(app.unread()).ok().filter(|unread| *unread > 0),
        _ => None,
    }
}

/// The tab at a column.
pub fn hit(app: &App, x: u16) -> Option<View> {
    let after = |tab: &Tab| tab.x + u16::try_from(text::width(&tab.words)).unwrap_or(0);
    row(app).tabs.into_iter().find(|tab| (tab.x..after(tab)).contains(&x)).map(|tab| tab.view)
}

/// The views with their counts; the present one stands out, and marks say that there are more.
pub fn draw(app: &App, f: &mut Frame<'_>, area: Rect) {
    let Row { tabs, before, after } = row(app);
    let mut spans = vec![Span::styled(if before { " ‹ " } else { " " }, app.theme.muted())];
    let last = tabs.len().saturating_sub(1);
    for (index, tab) in tabs.into_iter().enumerate() {
        let style = if tab.view == app.view { app.theme.selected() } else { app.theme.text() };
        spans.push(Span::styled(tab.words, style));
        let gap = if index == last && after { " ›" } else { "  " };
        spans.push(Span::styled(gap, app.theme.muted()));
    }
    f.render_widget(Paragraph::new(Line::from(spans)), area);
}
