use portico_openapi::types::{ApprovalComment, ApprovalVersion, AuthorKind};
use ratatui::{style::Style, text::Line};

use crate::{
    app::App, approvals::anchor, message::ApprovalView, office::Subject, screens::sheet::Entry, when, widgets::sentence,
};

/// What was said on a version, as threads: each with its number and its place, and its answers below it.
pub fn entries(app: &App, view: &ApprovalView, version: &ApprovalVersion, columns: usize) -> Vec<Entry> {
    let on_it: Vec<_> = view.comments.iter().filter(|comment| comment.version_id == version.id).collect();
    let threads = on_it.iter().filter(|comment| comment.parent_id.is_none());
    threads
        .map(|comment| {
            let mut lines = thread(app, version, comment, columns);
            let answers = on_it.iter().filter(|answer| answer.parent_id == Some(comment.id));
            lines.extend(answers.flat_map(|answer| said(app, "    ↳ ", answer, "      ", columns)));
            Entry::about(Subject::Remark(comment.id), lines)
        })
        .collect()
}

fn thread(app: &App, version: &ApprovalVersion, comment: &ApprovalComment, columns: usize) -> Vec<Line<'static>> {
    let shape = if comment.resolved_at.is_some() { "✓" } else { "●" };
    let number = comment.number.map(|number| format!("{number} ")).unwrap_or_default();
    let mut lines = said(app, &format!("  {shape} {number}"), comment, "    │ ", columns);
    let file = comment.anchor.as_ref().and_then(|anchor| anchor.file);
    let file = version.files.iter().flatten().find(|one| Some(one.id) == file).map(|one| one.name.clone());
    let place = anchor(comment.anchor.as_ref());
    let place = file.into_iter().chain(Some(place).filter(|place| !place.is_empty())).collect::<Vec<_>>().join(" · ");
    if !place.is_empty() {
        let styled = sentence::ends(&format!("    ⌖ {place}"), app.theme.accent(), "", app.theme.muted(), columns);
        lines.insert(1, styled);
    }
    if let Some(who) = comment.resolved_at.and(comment.resolved_by.as_ref()) {
        let words = format!("    resolved by {who}");
        lines.push(sentence::ends(&words, app.theme.muted(), "", app.theme.muted(), columns));
    }
    lines
}

fn said(app: &App, mark: &str, comment: &ApprovalComment, edge: &'static str, columns: usize) -> Vec<Line<'static>> {
    let style: Style = match (comment.resolved_at, comment.author.kind) {
        (Some(_), _) => app.theme.muted(),
        (None, AuthorKind::Client) => app.theme.client(),
        (None, AuthorKind::Staff) => app.theme.reply(),
    };
    let at = when::moment(comment.created_at, app.now, app.zone);
    let left = format!("{mark}{}", comment.author.name);
    let mut lines = vec![sentence::ends(&left, style, &at, app.theme.muted(), columns)];
    lines.extend(sentence::edged(&comment.body, edge, style, columns));
    lines
}
