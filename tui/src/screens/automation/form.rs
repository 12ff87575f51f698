use portico_openapi::types::{Form, FormStatus, FormSubmission, FormSubmissionDetail};

use super::{fact, heading, line, numbered, value_text};
use crate::{
    app::App, approvals::size, automation::laid_out, foreign, office::Subject, screens::sheet::Entry, when,
    widgets::sentence,
};

/// Where the lines of the document begin among what is only read.
const LINES: usize = 1000;

/// What a client fills in, and what was sent of it.
pub fn entries(app: &App, form: &Form, sent: &[FormSubmission], columns: usize) -> Vec<Entry> {
    let moment = |at| when::moment(at, app.now, app.zone);
    let (stands, style) = match form.status {
        FormStatus::Published => ("● Published", app.theme.positive()),
        FormStatus::Archived => ("▫ In the archive: nobody can fill it in", app.theme.muted()),
    };
    let mut lines = vec![line(stands, style, columns)];
    lines.extend(fact(app, "Short name", &form.slug, columns));
    lines.extend(fact(app, "Version", &form.schema_version.to_string(), columns));
    let mut entries = vec![Entry::about(Subject::Head, lines), heading(app, "What was sent", columns)];
    if sent.is_empty() {
        entries.push(Entry::text(vec![line("Nothing yet.", app.theme.muted(), columns)]));
    }
    entries.extend(sent.iter().map(|one| {
        let left = format!("{} · {}", one.author.name, answers(one));
        let right = moment(one.created_at);
        let line = sentence::ends(&left, app.theme.text(), &right, app.theme.muted(), columns);
        Entry::about(Subject::Submission(one.id), vec![line])
    }));
    entries.push(heading(app, "What it asks", columns));
    entries.extend(numbered(app, &laid_out(&form.schema), LINES, columns));
    entries
}

/// The answers in one line.
fn answers(one: &FormSubmission) -> String {
    let all = one.answers.as_object().into_iter().flatten();
    let words = all.map(|(_, value)| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
    words.collect::<Vec<_>>().join(", ")
}

/// All that was sent once, with what was asked then.
pub fn text(app: &App, sent: &FormSubmissionDetail) -> String {
    let when = when::moment(sent.submission.created_at, app.now, app.zone);
    let mut parts = vec![format!("{} · {when}", foreign::line(&sent.submission.author.name))];
    parts.extend(sent.answers.iter().map(|answer| {
        let value = foreign::block(&answer_text(&answer.value));
        format!("{}\n  {}", foreign::line(&answer.label), value.replace('\n', "\n  "))
    }));
    parts.extend(sent.files.iter().map(|file| {
        let bytes = u64::try_from(file.size).unwrap_or_default();
        format!("▤ {} · {}", foreign::line(&file.name), size(bytes))
    }));
    parts.join("\n\n")
}

fn answer_text(value: &serde_json::Value) -> String {
    match value {
        serde_json::Value::Bool(true) => "yes".into(),
        serde_json::Value::Bool(false) => "no".into(),
        serde_json::Value::Null => "—".into(),
        serde_json::Value::Array(all) => all.iter().map(answer_text).collect::<Vec<_>>().join(", "),
        value => value_text(value),
    }
}
