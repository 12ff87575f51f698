use chrono::FixedOffset;
use portico_openapi::types::AuditEntry;
use ratatui::text::{Line, Span};

use super::{known, quiet};
use crate::{app::App, foreign, office::Subject, screens::sheet::Entry, text, when};

/// The frame's title, with what is looked at.
pub fn title(app: &App) -> String {
    let filter = &app.office.filter;
    let staff = app.directory.get().map(|all| all.staff.as_slice()).unwrap_or_default();
    let who = filter.actor.map(|id| {
        let name = staff.iter().find(|person| person.id == id).map(|person| person.name.clone());
        name.unwrap_or_else(|| "someone".into())
    });
    let target = filter.target.as_ref().map(|(_, name)| format!("on {name}"));
    let since = filter.since.map(|at| format!("since {}", when::moment(at, app.now, app.zone)));
    let parts: Vec<_> = [who, filter.action.clone(), target, since].into_iter().flatten().collect();
    if parts.is_empty() { "Audit trail".into() } else { format!("Audit trail · {}", parts.join(" · ")) }
}

/// What was done, the latest first, a line each.
pub fn entries(app: &App, columns: usize) -> Vec<Entry> {
    let trail = match known(app, &app.office.trail, columns) {
        Ok(trail) if trail.items.is_empty() => return quiet(app, "Nothing of the kind was done.", columns),
        Ok(trail) => trail,
        Err(why) => return why,
    };
    let mut all: Vec<_> = trail.items.iter().map(|entry| row(app, entry, columns)).collect();
    if trail.next.is_some() {
        all.extend(quiet(app, "Loading more …", columns));
    }
    all
}

fn row(app: &App, entry: &AuditEntry, columns: usize) -> Entry {
    let at = when::moment(entry.created_at, app.now, app.zone);
    let (who, what) = if columns < 70 { (12, 20) } else { (18, 26) };
    let room = columns.saturating_sub(16 + who + what + 2);
    let line = Line::from(vec![
        Span::styled(text::fit(&at, 16), app.theme.muted()),
        Span::raw(text::fit(&foreign::line(&entry.actor_name), who)),
        Span::raw(" "),
        Span::styled(text::fit(&foreign::line(&entry.action), what), app.theme.strong()),
        Span::raw(" "),
        Span::raw(text::fit(&foreign::line(&entry.target_name), room)),
    ]);
    Entry::about(Subject::Entry(entry.id), vec![line])
}

/// All that is known of an entry, as text, with its client's name where that is known.
pub fn told(entry: &AuditEntry, client: Option<&str>, zone: FixedOffset) -> String {
    let at = entry.created_at.with_timezone(&zone).format("%Y-%m-%d %H:%M:%S %:z").to_string();
    let detail = serde_json::to_string_pretty(&entry.detail).unwrap_or_default();
    let some = |value: Option<String>| value.unwrap_or_else(|| "—".into());
    let client = match (client, entry.workspace_id) {
        (Some(name), Some(id)) => Some(format!("{name} ({id})")),
        (_, id) => id.map(|id| id.to_string()),
    };
    let lines = [
        ("when", at),
        ("who", format!("{} ({})", entry.actor_name, entry.actor_kind)),
        ("from", some(entry.address.clone())),
        ("what", entry.action.clone()),
        ("to", format!("{} ({})", entry.target_name, entry.target_kind)),
        ("its id", some(entry.target_id.map(|id| id.to_string()))),
        ("client", some(client)),
        ("proof", entry.hash.clone()),
    ];
    let head: String = lines.iter().map(|(name, value)| format!("{name:8}{value}\n")).collect();
    format!("{head}\n{detail}")
}
