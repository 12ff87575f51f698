use portico_openapi::types::EngineKind;
use ratatui::text::Line;

use super::{fact, heading, line, wrapped};
use crate::{
    app::App,
    automation::{EngineView, engine_kind},
    office::Subject,
    screens::sheet::Entry,
    when,
    widgets::sentence,
};

/// Another engine, and what it has.
pub fn entries(app: &App, view: &EngineView, columns: usize) -> Vec<Entry> {
    let one = &view.engine;
    let key = if one.has_api_key { "sealed; nobody reads it" } else { "none" };
    let facts = [
        ("What it is", engine_kind(one.kind).to_owned()),
        ("Where", one.url.clone()),
        ("API key", if one.kind == EngineKind::N8n { key.into() } else { String::new() }),
        ("Set up", when::moment(one.created_at, app.now, app.zone)),
    ];
    let facts = facts.iter().filter(|(_, words)| !words.is_empty());
    let mut lines: Vec<Line<'static>> = facts.flat_map(|(label, words)| fact(app, label, words, columns)).collect();
    lines.extend(wrapped(signed(one.kind), app.theme.muted(), columns));
    let mut entries = vec![Entry::about(Subject::Head, lines)];
    if one.kind == EngineKind::Http {
        let words = "It is not asked what it has. i has it run a workflow: you say which address starts it.";
        entries.push(Entry::text(wrapped(&format!("\n{words}"), app.theme.muted(), columns)));
        return entries;
    }
    entries.push(heading(app, "What it has", columns));
    let offers = match &view.offers {
        Ok(offers) if offers.is_empty() => {
            entries.push(Entry::text(vec![line("No workflow.", app.theme.muted(), columns)]));
            return entries;
        }
        Ok(offers) => offers,
        Err(reason) => {
            entries.push(Entry::text(wrapped(&format!("✕ {reason}"), app.theme.danger(), columns)));
            return entries;
        }
    };
    entries.extend(offers.iter().enumerate().map(|(at, offer)| {
        let (shape, style) = if offer.active { ("●", app.theme.positive()) } else { ("○", app.theme.muted()) };
        let starts = if offer.can_start { "" } else { "not started from here" };
        let off = if offer.active { "" } else { "off there" };
        let right = [off, starts].into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>().join(" · ");
        let left = format!("{shape} {}", offer.name);
        Entry::about(Subject::Offered(at), vec![sentence::ends(&left, style, &right, app.theme.muted(), columns)])
    }));
    entries
}

/// What the secret of both sides is for.
fn signed(kind: EngineKind) -> &'static str {
    match kind {
        EngineKind::N8n => "What starts a run there is signed.",
        EngineKind::Http => "What is asked of it is signed, and so is what it says.",
    }
}
