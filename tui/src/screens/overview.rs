//! Who has how much to do, and how long clients have waited: drawn, not tabled.

use std::collections::BTreeMap;

use portico_openapi::types::{Request, WaitsOn};
use ratatui::{
    style::Style,
    text::{Line, Span},
};

use crate::{
    app::App,
    foreign,
    remote::Phase,
    text,
    widgets::{bar, rows},
};

const NAME: usize = 16;

/// The ages of what waits on the agency, with their shapes from calm to pressing.
const AGES: [(&str, i64, &str); 4] =
    [("under a day", 24, "░"), ("1–3 days", 72, "▒"), ("3–7 days", 168, "▓"), ("older", i64::MAX, "█")];

/// The drawing as lines.
pub fn lines(app: &App, columns: usize) -> Vec<Line<'static>> {
    let (requests, more) = match app.load.phase() {
        Phase::Ready((requests, more)) => (requests.as_slice(), *more),
        phase => {
            let words = text::cut(&foreign::line(&rows::absent(&phase, "")), columns);
            return vec![Line::styled(format!(" {words}"), app.theme.muted())];
        }
    };
    let mut lines = vec![heading(app, "Open requests per person   █ waits on us   ░ on the client")];
    lines.extend(people(app, requests, columns));
    lines.push(Line::default());
    lines.push(heading(app, "How long clients have waited for us"));
    lines.extend(ages(app, requests, columns));
    if more {
        lines.push(Line::default());
        let words = format!("Of the first {} open requests.", requests.len());
        lines.push(Line::styled(words, app.theme.muted()));
    }
    lines
}

fn heading(app: &App, words: &'static str) -> Line<'static> {
    Line::styled(words, app.theme.accent())
}

fn people(app: &App, requests: &[Request], columns: usize) -> Vec<Line<'static>> {
    let mut load: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for request in requests {
        let name = match &request.assignee {
            Some(person) => foreign::line(&person.name),
            None => "Nobody".into(),
        };
        let (ours, theirs) = load.entry(name).or_default();
        *if request.waits_on == WaitsOn::Agency { ours } else { theirs } += 1;
    }
    let mut load: Vec<_> = load.into_iter().collect();
    load.sort_by_key(|(_, (ours, theirs))| std::cmp::Reverse(ours + theirs));
    let most = load.first().map_or(0, |(_, (ours, theirs))| ours + theirs);
    let room = columns.saturating_sub(NAME + 6);
    load.into_iter()
        .map(|(name, (ours, theirs))| {
            let parts = bar::share(&[ours, theirs], bar::full(ours + theirs, most, room));
            let part = |index: usize| parts.get(index).copied().unwrap_or(0);
            Line::from(vec![
                Span::raw(text::fit(&name, NAME)),
                Span::raw(format!("{:>4} ", ours + theirs)),
                Span::styled("█".repeat(part(0)), app.theme.reply()),
                Span::styled("░".repeat(part(1)), app.theme.muted()),
            ])
        })
        .collect()
}

fn ages(app: &App, requests: &[Request], columns: usize) -> Vec<Line<'static>> {
    let mut counts = [0; AGES.len()];
    for request in requests.iter().filter(|request| request.waits_on == WaitsOn::Agency) {
        let hours = (app.now - request.waits_since).num_hours();
        if let Some(index) = AGES.iter().position(|(_, below, _)| hours < *below) {
            counts[index] += 1;
        }
    }
    let styles: [Style; AGES.len()] = [app.theme.positive(), app.theme.text(), app.theme.warning(), app.theme.danger()];
    let bar = bar::share(&counts, columns.saturating_sub(2))
        .into_iter()
        .zip(AGES)
        .zip(styles)
        .map(|((wide, (_, _, shape)), style)| Span::styled(shape.repeat(wide), style));
    let mut lines = vec![Line::from(bar.collect::<Vec<_>>())];
    lines.extend(AGES.iter().zip(counts).zip(styles).map(|(((name, _, shape), count), style)| {
        Line::from(vec![Span::styled(*shape, style), Span::raw(format!(" {count:>4}  {name}"))])
    }));
    lines
}
