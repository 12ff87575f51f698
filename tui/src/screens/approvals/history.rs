use super::detail::line;
use crate::{
    app::App, approvals::happened, message::ApprovalView, office::Subject, screens::sheet::Entry, text, when,
    widgets::sentence,
};

/// Everything that happened, the earliest first, with the beginning of the hash that proves it.
pub fn entries(app: &App, view: &ApprovalView, columns: usize) -> Vec<Entry> {
    let mut entries = vec![Entry::text(vec![line("History", app.theme.accent(), columns)])];
    entries.extend(view.events.iter().map(|event| {
        let step = view.approval.steps.iter().find(|step| Some(step.id) == event.step_id);
        let version = step.and_then(|step| step.versions.iter().find(|one| Some(one.id) == event.version_id));
        let on = match (step, version) {
            (Some(_), Some(version)) if view.approval.steps.len() == 1 => format!(" · v{}", version.number),
            (Some(step), Some(version)) => format!(" · {} v{}", step.title, version.number),
            (Some(step), None) => format!(" · {}", step.title),
            _ => String::new(),
        };
        let at = when::moment(event.created_at, app.now, app.zone);
        let right = format!("{at} {}", text::cut(&event.hash, 9));
        let left = format!("{:>3} {} {}{on}", event.sequence, event.actor_name, happened(event));
        let line = sentence::ends(&left, app.theme.text(), &right, app.theme.muted(), columns);
        Entry::about(Subject::Event(event.id), vec![line])
    }));
    entries
}
