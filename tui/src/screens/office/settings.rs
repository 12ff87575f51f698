use portico_openapi::types::AgencySettings;
use ratatui::text::{Line, Span};

use super::known;
use crate::{app::App, foreign, screens::sheet::Entry, text};

/// What the agency says of itself.
pub fn entries(app: &App, columns: usize) -> Vec<Entry> {
    let now = match known(app, &app.office.settings, columns) {
        Ok(settings) => settings,
        Err(why) => return why,
    };
    let some = |value: &Option<String>, none: &str| value.clone().unwrap_or_else(|| none.into());
    let facts = [
        ("Name", now.name.clone()),
        ("Mails are from", some(&now.sender_name, &now.name)),
        ("Answers go to", some(&now.sender_address, "the install’s own address")),
        ("Dates", now.locale.to_string()),
        ("Time zone", now.time_zone.clone()),
        ("Currency", now.currency.clone()),
        ("Held back", held_back(now.hold_seconds)),
        ("Reminders", reminders(now)),
        ("Kept of runs", kept(now.keep_runs_days)),
        ("Welcome", some(&now.welcome, "none")),
    ];
    facts.iter().map(|(label, value)| Entry::text(fact(app, label, value, columns))).collect()
}

/// How long what clients will see can be taken back.
fn held_back(seconds: i32) -> String {
    match seconds {
        0 => "nothing; what clients will see is sent at once".into(),
        1 => "what clients will see waits one second".into(),
        many => format!("what clients will see waits {many} seconds"),
    }
}

/// How long what went through runs of workflows is kept after they ended.
fn kept(days: i32) -> String {
    match days {
        1 => "what went through them, for one day".into(),
        many => format!("what went through them, for {many} days"),
    }
}

/// When those are reminded who have not decided on an approval.
fn reminders(now: &AgencySettings) -> String {
    let before = match now.remind_before_hours {
        0 => "not before the deadline".to_owned(),
        hours => format!("{hours} h before the deadline"),
    };
    match (now.remind_every_hours, now.remind_at_most) {
        (0, _) | (_, 0) => before,
        (hours, most) => format!("{before}, then every {hours} h, at most {most} times"),
    }
}

/// A label, and what stands beside it.
pub fn fact(app: &App, label: &str, value: &str, columns: usize) -> Vec<Line<'static>> {
    const LABEL: usize = 18;
    let wrapped = text::wrap(&foreign::block(value), columns.saturating_sub(LABEL).max(8));
    let lines = wrapped.into_iter().enumerate().map(|(index, line)| {
        let label = if index == 0 { label } else { "" };
        Line::from(vec![Span::styled(text::fit(label, LABEL), app.theme.muted()), Span::raw(line)])
    });
    lines.collect()
}
