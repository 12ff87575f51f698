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

/// The tabs that fit, in the order of their keys.
fn tabs(app: &App) -> Vec<Tab> {
    let mut x = 1;
    app.keymap
        .within(Context::Everywhere)
        .filter_map(|binding| match binding.action {
            Action::Show(view) => Some((binding, view)),
            _ => None,
        })
        .filter_map(|(binding, view)| {
            let count = count(app, view).map(|count| format!(" {count}")).unwrap_or_default();
            let words = format!("{} {}{count}", binding.names(), binding.label);
            let width = u16::try_from(text::width(&words)).unwrap_or(u16::MAX);
            let fits = x + width <= app.screen.width;
            let tab = Tab { view, words, x };
            x = x.saturating_add(width).saturating_add(2);
            fits.then_some(tab)
        })
        .collect()
}

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
    tabs(app).into_iter().find(|tab| (tab.x..after(tab)).contains(&x)).map(|tab| tab.view)
}

/// The views with their counts; the present one stands out.
pub fn draw(app: &App, f: &mut Frame<'_>, area: Rect) {
    let mut spans = vec![Span::raw(" ")];
    for tab in tabs(app) {
        let style = if tab.view == app.view { app.theme.selected() } else { app.theme.text() };
        spans.push(Span::styled(tab.words, style));
        spans.push(Span::raw("  "));
    }
    f.render_widget(Paragraph::new(Line::from(spans)), area);
}
