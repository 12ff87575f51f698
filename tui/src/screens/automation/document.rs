use ratatui::text::{Line, Span};

use super::{line, wrapped};
use crate::{app::App, automation::Document, foreign, remote::Phase, screens::sheet::Entry, text};

/// The frame's title.
pub fn title(app: &App) -> String {
    match &app.automation.document {
        Some(document) => {
            let saving = if document.saving.is_some() { "saving …" } else { "not saved" };
            format!("{} · {saving}", document.name)
        }
        None => "A document".into(),
    }
}

/// A document that is written: what is wrong with it, and its lines.
pub fn entries(app: &App, columns: usize) -> Vec<Entry> {
    let Some(document) = &app.automation.document else {
        return Vec::new();
    };
    let mut lines = faults(app, document, columns);
    lines.push(Line::default());
    let width = document.text.lines().count().to_string().len().max(2);
    let wrong = |number: usize| match document.faults.get() {
        Some(all) => all.iter().any(|spot| spot.line == Some(number)),
        None => false,
    };
    for (at, words) in document.text.lines().enumerate() {
        let is_wrong = wrong(at + 1);
        let style = if is_wrong { app.theme.danger() } else { app.theme.text() };
        let edge = if is_wrong { "✕" } else { "│" };
        let pieces = text::wrap(&foreign::line(&words.replace('\t', "    ")), columns.saturating_sub(width + 3));
        for (piece, words) in pieces.into_iter().enumerate() {
            let number = if piece == 0 { (at + 1).to_string() } else { String::new() };
            let head = format!("{} {edge} ", text::fit_right(&number, width));
            lines.push(Line::from(vec![Span::styled(head, app.theme.muted()), Span::styled(words, style)]));
        }
    }
    vec![Entry::text(lines)]
}

fn faults(app: &App, document: &Document, columns: usize) -> Vec<Line<'static>> {
    match (document.faults.phase(), &document.target) {
        (Phase::Ready(all), target) if all.is_empty() => {
            wrapped(&format!("✓ Nothing is wrong with it. {}", target.kept_as()), app.theme.positive(), columns)
        }
        (Phase::Ready(all), _) => {
            let words = |spot: &crate::automation::Spot| {
                let at = spot.line.map(|line| format!("line {line}")).unwrap_or_default();
                let place = [at, spot.path.clone()].into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>();
                format!("✕ {}: {}", place.join(", "), spot.message)
            };
            all.iter().flat_map(|spot| wrapped(&foreign::line(&words(spot)), app.theme.danger(), columns)).collect()
        }
        (Phase::Failed(error), _) => wrapped(&error.message, app.theme.danger(), columns),
        (Phase::Loading, _) => vec![line("Being looked at …", app.theme.muted(), columns)],
        (Phase::Idle, target) if target.is_workflow() => Vec::new(),
        (Phase::Idle, _) => wrapped("What is wrong with it is told when it is saved.", app.theme.muted(), columns),
    }
}
