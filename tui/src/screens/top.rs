use ratatui::{Frame, layout::Rect, style::Style, widgets::Paragraph};

use crate::{
    app::{App, Connection},
    widgets::sentence,
};

/// Attempts after which the server counts as gone rather than as away for a moment.
const PATIENCE: u32 = 3;

/// Who and where at the left, the connection at the right.
pub fn draw(app: &App, f: &mut Frame<'_>, area: Rect) {
    let place = match &app.me {
        Some(me) => format!(" {} ▸ {}", me.agency.name, me.staff.name),
        None => String::new(),
    };
    let (words, style) = connection(app);
    let drafts = match app.unsent() {
        0 => String::new(),
        1 => "1 draft · ".into(),
        many => format!("{many} drafts · "),
    };
    let queue = queued(app);
    let read_only = if app.read_only { "read-only · " } else { "" };
    let right = format!("{read_only}{queue}{drafts}{words} ");
    let line = sentence::ends(&place, app.theme.strong(), &right, style, area.width.into());
    f.render_widget(Paragraph::new(line), area);
}

/// How many messages wait for the server, and how many of them their writer has to look at.
fn queued(app: &App) -> String {
    match (app.queue.len(), app.queue.iter().filter(|queued| queued.is_stopped()).count()) {
        (0, _) => String::new(),
        (all, 0) => format!("{all} queued · "),
        (all, stopped) if all == stopped => format!("{all} not sent · "),
        (all, stopped) => format!("{all} queued, {stopped} of them not sent · "),
    }
}

fn connection(app: &App) -> (String, Style) {
    match app.connection {
        Connection::Opening => ("○ connecting".into(), app.theme.muted()),
        Connection::Live => ("● live".into(), app.theme.positive()),
        Connection::Lost { until, attempts, .. } => {
            let seconds = (until - app.now).num_milliseconds().max(0).saturating_add(999) / 1000;
            let away = attempts <= PATIENCE;
            match (away, seconds) {
                (true, 0) => ("○ reconnecting".into(), app.theme.warning()),
                (true, left) => (format!("○ reconnecting in {left}s"), app.theme.warning()),
                (false, 0) => ("✕ offline · trying".into(), app.theme.danger()),
                (false, left) => (format!("✕ offline · next try in {left}s"), app.theme.danger()),
            }
        }
    }
}
