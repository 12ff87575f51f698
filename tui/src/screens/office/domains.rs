use portico_openapi::types::{Domain, DomainState};
use ratatui::text::Line;

use super::{known, quiet};
use crate::{app::App, foreign, office::Subject, screens::sheet::Entry, text, when, widgets::sentence};

/// The agency's own hosts, how each stands, and what to do about it.
pub fn entries(app: &App, columns: usize) -> Vec<Entry> {
    match known(app, &app.office.domains, columns) {
        Ok(domains) if domains.is_empty() => quiet(app, "There is no host of your own yet. n adds one.", columns),
        Ok(domains) => domains.iter().map(|domain| entry(app, domain, columns)).collect(),
        Err(why) => why,
    }
}

fn entry(app: &App, domain: &Domain, columns: usize) -> Entry {
    let (state, style) = match domain.state {
        DomainState::Pending => ("○ waits for its record", app.theme.warning()),
        DomainState::Verified if domain.served => ("✓ verified", app.theme.positive()),
        DomainState::Verified => ("✓ verified, not served", app.theme.warning()),
        DomainState::Failing => ("✕ failing", app.theme.danger()),
    };
    let primary = if domain.primary { " · mails name it" } else { "" };
    let name = format!("{}{primary}", domain.display);
    let mut lines = vec![sentence::ends(&name, app.theme.strong(), state, style, columns)];
    let moment = |at| when::moment(at, app.now, app.zone);
    let facts = [
        domain.by_operator.then(|| "set up by whoever runs the install".to_owned()),
        domain.failing_until.map(|at| format!("goes away {} unless the record comes back", moment(at))),
        domain.last_checked_at.map(|at| format!("looked for {}", moment(at))),
    ];
    let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let told = domain.reason.iter().map(|reason| (reason.clone(), app.theme.text()));
    let facts = Some((facts, app.theme.muted())).filter(|(words, _)| !words.is_empty());
    for (words, style) in told.chain(facts) {
        let wrapped = text::wrap(&foreign::line(&words), columns.saturating_sub(2));
        lines.extend(wrapped.into_iter().map(|line| Line::styled(format!("  {line}"), style)));
    }
    lines.push(Line::default());
    Entry::about(Subject::Domain(domain.id), lines)
}
