use ratatui::{
    style::Style,
    text::{Line, Span},
};

use super::{fact, heading, line, numbered, workflow_style, wrapped};
use crate::{
    app::App,
    automation::{Instance, Reach, RollOut, TemplateView, laid_out, workflow_shape, workflow_status},
    foreign,
    office::Subject,
    screens::sheet::Entry,
    text, when,
    widgets::sentence,
};

/// Where the lines of the definition begin among what is only read.
const LINES: usize = 1000;

/// A template, and who has a workflow of it.
pub fn entries(app: &App, view: &TemplateView, columns: usize) -> Vec<Entry> {
    let one = &view.template;
    let mut lines = wrapped(&one.purpose, app.theme.text(), columns);
    let written = format!("{} by {}", one.number, one.author);
    lines.extend(fact(app, "Version", &written, columns));
    lines.extend(fact(app, "Changed", &when::moment(one.updated_at, app.now, app.zone), columns));
    let behind = view.behind().filter(|instance| !instance.rests()).count();
    if behind > 0 {
        let words = format!("✎ {} behind: P rolls version {} out", workflows(behind), one.number);
        lines.push(line(&words, app.theme.note(), columns));
    }
    let mut entries = vec![Entry::about(Subject::Head, lines), heading(app, "Clients that have it", columns)];
    if view.instances.is_empty() {
        let words = "None yet. a gives each that you choose a workflow of its own.";
        entries.push(Entry::text(wrapped(words, app.theme.muted(), columns)));
    }
    entries.extend(view.instances.iter().map(|instance| {
        let is_behind = instance.number < one.number;
        let right = if is_behind { format!("version {}", instance.number) } else { "as the template".into() };
        let end = if is_behind { app.theme.note() } else { app.theme.muted() };
        let (left, style) = named(app, instance);
        let line = sentence::ends(&left, style, &right, end, columns);
        Entry::about(Subject::Instance(instance.workflow), vec![line])
    }));
    entries.push(heading(app, &format!("What version {} does", one.number), columns));
    entries.extend(numbered(app, &laid_out(&one.definition), LINES, columns));
    entries
}

fn workflows(count: usize) -> String {
    if count == 1 { "1 workflow is".into() } else { format!("{count} workflows are") }
}

/// Whose it is and where it stands.
fn named(app: &App, one: &Instance) -> (String, Style) {
    let words = format!(
        "{} {} · {}",
        workflow_shape(one.status),
        foreign::line(&one.client.name),
        workflow_status(one.status).to_lowercase()
    );
    (words, workflow_style(app, one.status))
}

/// What would come of bringing its workflows up to date.
pub fn roll_entries(app: &App, roll: &RollOut, columns: usize) -> Vec<Entry> {
    let number = roll.template.number;
    let words = format!(
        "What is ticked gets version {number} of the template as its next version, in place of whatever it does now. \
         Nothing is done before ctrl-s and another key."
    );
    let mut entries =
        vec![Entry::text(wrapped(&words, app.theme.text(), columns)), heading(app, "Workflows behind it", columns)];
    entries.extend(
        roll.lines
            .iter()
            .enumerate()
            .map(|(at, line)| Entry::about(Subject::Reach(at), reach(app, roll, line, columns))),
    );
    entries
}

fn reach(app: &App, roll: &RollOut, line: &Reach, columns: usize) -> Vec<Line<'static>> {
    let one = &line.instance;
    let tick = match (one.rests(), line.is_ticked) {
        (true, _) => "   ",
        (false, true) => "[✓]",
        (false, false) => "[ ]",
    };
    let (name, style) = named(app, one);
    let left = format!("{tick} {name}");
    let right = format!("{} → {}", one.number, roll.template.number);
    let right = if one.rests() { "is left alone".to_owned() } else { right };
    let head = sentence::ends(&left, style, &right, app.theme.muted(), columns);
    let Some((come, gone)) = roll.counted(line) else {
        return vec![head];
    };
    let what = match (come, gone) {
        (0, 0) => "says the same already".to_owned(),
        _ => format!("{} new, {gone} gone", counted(come)),
    };
    let below = Span::styled(text::cut(&format!("      {what}"), columns), app.theme.muted());
    vec![head, Line::from(below)]
}

fn counted(count: usize) -> String {
    if count == 1 { "1 line".into() } else { format!("{count} lines") }
}
