use ratatui::{
    Frame,
    layout::Rect,
    text::{Line, Span},
    widgets::Paragraph,
};
use uuid::Uuid;

use super::columns::{columns, line};
use crate::{
    action::View,
    app::App,
    foreign, layout, text, triage,
    widgets::{frame, rows as table},
};

/// How many requests are on a screen of the list.
pub fn rows(app: &App, area: Rect) -> usize {
    usize::from(body(app, layout::inside(area)).height).saturating_sub(1)
}

/// Where the rows and their heading go: below the views that are kept, where there are any and room for them.
fn body(app: &App, inside: Rect) -> Rect {
    let views = u16::from(!app.triage.all().is_empty() && inside.height >= ROOM);
    Rect { y: inside.y + views, height: inside.height - views, ..inside }
}

/// The least height of a list that has a line for views.
const ROOM: u16 = 8;

/// Draws the inbox with its frame.
pub fn draw(app: &App, f: &mut Frame<'_>, area: Rect) {
    let inside = frame::draw(app, f, area, &title(app), !app.in_pane);
    let below = body(app, inside);
    if below.y > inside.y {
        f.render_widget(Paragraph::new(views(app, inside.width.into())), Rect { height: 1, ..inside });
    }
    let all = app.inbox.rows();
    let columns = columns(app, inside.width.into());
    let sorted = triage::sorted_column(app.list_order());
    let body = table::sorted_heading(app, f, below, &columns, Some(sorted));
    if all.is_empty() {
        let nothing = nothing(app);
        return table::say(app, f, body, &table::absent(&app.inbox.remote.phase(), nothing));
    }
    table::draw(app, f, body, all, app.inbox.cursor, |row| line(app, row, &columns));
}

/// What is kept stands as tabs.
struct Tab {
    id: Uuid,
    words: String,
    x: usize,
}

/// The tabs that fit, from where the present one is seen.
fn tabs(app: &App, columns: usize) -> Vec<Tab> {
    let all = app.triage.all();
    let here = app.triage.at.filter(|_| app.view == View::Saved);
    let at = here.and_then(|id| all.iter().position(|view| view.id == id)).unwrap_or(0);
    for from in 0..=at {
        let mut x = 1;
        let tabs: Vec<_> = all[from..]
            .iter()
            .map(|view| {
                let shared = if view.shared { "⚑ " } else { "" };
                let words = text::cut(&format!("{shared}{}", foreign::line(&view.name)), columns.saturating_sub(2));
                let tab = Tab { id: view.id, x, words };
                x += text::width(&tab.words) + 2;
                tab
            })
            .take_while(|tab| tab.x + text::width(&tab.words) <= columns)
            .collect();
        if from + tabs.len() > at || from == at {
            return tabs;
        }
    }
    Vec::new()
}

fn views(app: &App, columns: usize) -> Line<'static> {
    let here = app.triage.at.filter(|_| app.view == View::Saved);
    let mut spans = vec![Span::raw(" ")];
    for tab in tabs(app, columns) {
        let style = if here == Some(tab.id) { app.theme.selected() } else { app.theme.accent() };
        spans.extend([Span::styled(tab.words, style), Span::raw("  ")]);
    }
    Line::from(spans)
}

/// What of the list is at a place.
pub enum Hit {
    /// A view that is kept.
    View(Uuid),
    /// The heading of a column.
    Heading(&'static str),
    /// A row, counted from the first on the screen.
    Row(usize),
}

/// What of the list is at a place.
pub fn hit(app: &App, area: Rect, x: u16, y: u16) -> Option<Hit> {
    let inside = layout::inside(area);
    let below = body(app, inside);
    if !inside.contains((x, y).into()) {
        return None;
    }
    if y < below.y {
        let x = usize::from(x - inside.x);
        let tab = tabs(app, inside.width.into())
            .into_iter()
            .find(|tab| (tab.x..tab.x + text::width(&tab.words)).contains(&x));
        return tab.map(|tab| Hit::View(tab.id));
    }
    match usize::from(y - below.y).checked_sub(1) {
        Some(line) => Some(Hit::Row(line)),
        None => heading(&columns(app, inside.width.into()), usize::from(x - inside.x)).map(Hit::Heading),
    }
}

/// The heading at a place; what is between two belongs to neither.
fn heading(columns: &[table::Column], x: usize) -> Option<&'static str> {
    let mut from = 0;
    for (name, width) in columns {
        if (from..from + width).contains(&x) {
            return Some(*name);
        }
        from += width + 1;
    }
    None
}

fn title(app: &App) -> String {
    let name = match app.view {
        View::Mine => "Mine",
        View::Unassigned => "Unassigned",
        View::Waiting => "Waiting on us",
        View::Closed => "Closed",
        View::Snoozed => "Snoozed",
        View::Saved => app.triage.view().map_or("View", |view| &view.name),
        _ => "All open",
    };
    let sort = triage::sort_words(app.list_order());
    let filter = match app.inbox.filter.text().trim() {
        "" => String::new(),
        words if app.triage.fault.is_some() => format!(" · ✕ {words}"),
        words => format!(" · {words}"),
    };
    format!("{name} · {sort}{filter}")
}

fn nothing(app: &App) -> &'static str {
    if !app.inbox.filter.is_empty() {
        return "No request matches. esc takes the filter away.";
    }
    match app.view {
        View::Mine => "Nothing is yours to do. 2 shows what nobody has taken yet.",
        View::Unassigned => "Everything has someone who looks after it.",
        View::Waiting => "No client waits for you.",
        View::Closed => "Nothing has been closed yet.",
        View::Snoozed => "Nothing is snoozed. z on a request puts it out of sight for a while.",
        View::Saved => "Nothing is as this view asks.",
        _ => "No open requests.",
    }
}
