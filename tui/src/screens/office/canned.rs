use portico_openapi::types::CannedReply;
use ratatui::text::Line;

use super::{known, quiet};
use crate::{app::App, office::Subject, screens::sheet::Entry, when, widgets::sentence};

/// How many lines of an answer are shown.
const MOST: usize = 4;

/// The answers that staff have ready, each with how it begins.
pub fn entries(app: &App, columns: usize) -> Vec<Entry> {
    match known(app, &app.office.canned, columns) {
        Ok(all) if all.is_empty() => {
            let key = app.keymap.key(crate::keymap::Context::Answers, crate::action::Action::New);
            quiet(app, &format!("No answers are ready yet. {key} writes one."), columns)
        }
        Ok(all) => all.iter().map(|reply| entry(app, reply, columns)).collect(),
        Err(why) => why,
    }
}

fn entry(app: &App, reply: &CannedReply, columns: usize) -> Entry {
    let at = when::moment(reply.updated_at, app.now, app.zone);
    let mut lines = vec![sentence::ends(&reply.name, app.theme.strong(), &at, app.theme.muted(), columns)];
    let body = sentence::edged(&reply.body, "  ", app.theme.text(), columns);
    let more = body.len() > MOST;
    lines.extend(body.into_iter().take(MOST));
    if more {
        lines.push(Line::styled("  …", app.theme.muted()));
    }
    lines.push(Line::default());
    Entry::about(Subject::Canned(reply.id), lines)
}
