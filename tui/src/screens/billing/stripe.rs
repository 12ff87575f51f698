//! What Stripe told: what could not be taken first, and then the latest.

use portico_openapi::types::{StripeEvent, StripeEventState};
use ratatui::style::Style;

use crate::{
    app::App,
    foreign,
    office::Subject,
    remote::Phase,
    screens::{office::quiet, sheet::Entry},
    when,
    widgets::{rows, sentence},
};

pub fn entries(app: &App, columns: usize) -> Vec<Entry> {
    let events = match app.billing.stripe.phase() {
        Phase::Ready(events) => events,
        phase => return quiet(app, &rows::absent(&phase, ""), columns),
    };
    let failed = events.iter().filter(|event| event.state == StripeEventState::Failed).count();
    let head = match (events.is_empty(), failed) {
        (true, _) => "Stripe has told nothing yet.".into(),
        (false, 0) => "The latest first. Nothing has failed.".into(),
        (false, 1) => "One has failed and stands first; r tries it again.".into(),
        (false, failed) => format!("{failed} have failed and stand first; r tries one again."),
    };
    let mut entries = quiet(app, &head, columns);
    entries.extend(events.iter().map(|event| {
        let (shape, word, style) = state(app, event.state);
        let tried = if event.attempts > 1 { format!(" · tried {} times", event.attempts) } else { String::new() };
        let left = format!("{shape} {} · {word}{tried}", event.kind);
        let right = when::moment(event.received_at, app.now, app.zone);
        let mut lines = vec![sentence::ends(&left, style, &right, app.theme.muted(), columns)];
        if let Some(error) = event.last_error.as_ref().filter(|_| event.state == StripeEventState::Failed) {
            lines.extend(sentence::edged(error, "    ", app.theme.danger(), columns));
        }
        Entry::about(Subject::StripeEvent(event.id), lines)
    }));
    entries
}

fn state(app: &App, state: StripeEventState) -> (&'static str, &'static str, Style) {
    match state {
        StripeEventState::Received => ("◌", "waits", app.theme.warning()),
        StripeEventState::Applied => ("✓", "taken", app.theme.positive()),
        StripeEventState::Ignored => ("·", "nothing to do", app.theme.muted()),
        StripeEventState::Failed => ("✕", "failed", app.theme.danger()),
    }
}

/// All that is known of one.
pub fn text(app: &App, event: &StripeEvent) -> String {
    let moment = |at| when::moment(at, app.now, app.zone);
    let (shape, word, _) = state(app, event.state);
    let facts = [
        ("At Stripe", Some(event.event.clone())),
        ("Payment", event.payment.clone()),
        ("Happened", Some(moment(event.happened_at))),
        ("Received", Some(moment(event.received_at))),
        ("Settled", event.settled_at.map(moment)),
        ("Tried", Some(event.attempts.to_string())),
        ("Failed last with", event.last_error.clone()),
    ];
    let facts =
        facts.into_iter().filter_map(|(label, words)| words.map(|words| format!("{label}: {}", foreign::line(&words))));
    std::iter::once(format!("{shape} {word}")).chain(facts).collect::<Vec<_>>().join("\n")
}
