use chrono::{DateTime, Utc};
use chrono_tz::Tz;

use super::record::{Decision, Record, Step};
use crate::pdf::{Column, Document, Letterhead, Table, Text};

/// How it is written.
pub struct Style {
    /// The agency's place in time.
    pub zone: Tz,
    pub key: String,
}

impl Style {
    fn moment(&self, at: DateTime<Utc>) -> String {
        at.with_timezone(&self.zone).format("%-d %B %Y, %H:%M:%S %Z").to_string()
    }

    fn short(&self, at: DateTime<Utc>) -> String {
        at.with_timezone(&self.zone).format("%Y-%m-%d %H:%M:%S").to_string()
    }
}

/// The record as people read it.
pub fn document(record: &Record, letterhead: Letterhead, style: &Style) -> Document {
    let Record { approval, step, version, workspace, .. } = record;
    let mut document = Document::new(letterhead, "Certificate of approval", approval.title.clone(), record.approved_at);
    document.footer(format!("{} · Approval {} · Step {}", record.agency.name, approval.number, step.position));
    document.notice(
        format!("Approved by {}", workspace.name),
        format!("Version {} of “{}”, on {}.", version.number, step.title, style.moment(record.approved_at)),
    );
    document.facts([
        ("Client", Text::plain(workspace.name.clone())),
        ("Approval", Text::plain(format!("No. {}: {}", approval.number, approval.title))),
        ("Step", Text::plain(format!("{}: {}", step.position, step.title))),
        ("Version", Text::plain(format!("{}, sent on {}", version.number, style.moment(version.sent_at)))),
        ("Rule", Text::plain(rule(step))),
        ("Approved on", Text::strong(style.moment(record.approved_at))),
    ]);
    what(&mut document, record);
    who(&mut document, &record.decisions, style);
    history(&mut document, record, style);
    check(&mut document, record, style);
    document
}

fn rule(step: &Step) -> String {
    match (step.rule.as_str(), step.quorum) {
        ("all", _) => "Everybody who was asked approves".into(),
        ("quorum", Some(quorum)) => format!("{quorum} of those who were asked approve"),
        _ => "One of those who were asked approves".into(),
    }
}

fn what(document: &mut Document, record: &Record) {
    document.heading("What was approved");
    let mut table = Table::new([Column::wide("File", 1.0), Column::figures("Size"), Column::new("SHA-256")]);
    for file in &record.version.files {
        table.row([Text::plain(file.name.clone()), size(file.size).into(), hash(&file.sha256)]);
    }
    if let Some(text) = &record.version.text_sha256 {
        table.row([Text::plain("The text of this version"), "".into(), hash(text)]);
    }
    document.table(table);
}

/// In halves, one above the other.
fn hash(text: &str) -> Text {
    let (first, second) = text.split_at_checked(32).unwrap_or((text, ""));
    Text::mono(format!("{first}\n{second}"))
}

fn size(bytes: i64) -> String {
    let digits = bytes.to_string();
    let groups: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|part| std::str::from_utf8(part).ok()).collect();
    format!("{} bytes", groups.join(","))
}

fn who(document: &mut Document, decisions: &[Decision], style: &Style) {
    document.heading("Who decided");
    let mut table = Table::new([Column::wide("Person", 1.0), Column::wide("Decision", 1.2), Column::new("When")]);
    for decision in decisions {
        let verdict = match decision.verdict.as_str() {
            "approved" => Text::positive("Approved"),
            "changes_requested" => Text::strong("Asked for changes"),
            _ => Text::plain("Took the decision back"),
        };
        let said =
            if decision.feedback.is_empty() { verdict } else { verdict.then(format!("\n{}", decision.feedback)) };
        table.row([Text::strong(decision.name.clone()), said, style.short(decision.at).into()]);
    }
    document.table(table);
}

fn history(document: &mut Document, record: &Record, style: &Style) {
    document.heading("How it came about");
    let columns = [
        Column::figures("No."),
        Column::wide("What happened", 1.2),
        Column::wide("Who", 1.0),
        Column::new("When"),
        Column::new("Hash"),
    ];
    let mut table = Table::new(columns);
    for event in &record.events {
        let short: String = event.hash.chars().take(12).collect();
        table.row([
            Text::plain(event.sequence.to_string()),
            happened(&event.kind).into(),
            event.actor_name.clone().into(),
            style.short(event.created_at).into(),
            Text::mono(format!("{short}…")),
        ]);
    }
    document.table(table);
    document.paragraph(Text::muted(format!(
        "Times are those of {}. Each hash covers its entry and the hash before it; all of them stand in full in the \
         attachment.",
        style.zone
    )));
}

fn happened(kind: &str) -> String {
    match kind {
        "step_approved" => "The step was approved".into(),
        "approved" => "Approved".into(),
        "changes_requested" => "Changes were asked for".into(),
        "withdrawn" => "A decision was taken back".into(),
        other => {
            let words = other.replace('_', " ");
            let mut letters = words.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
        }
    }
}

fn check(document: &mut Document, record: &Record, style: &Style) {
    document.heading("How to check it");
    document.paragraph(format!(
        "Keep this PDF as it is, with the files. Its attachment certificate.json holds the whole record, signed by {} \
         with the key below, and every byte of this PDF is signed with it too. A file is the one that was approved if \
         its SHA-256 is the one above. {} names the program that checks all of this, and publishes the key.",
        record.agency.name, record.agency.name
    ));
    document.facts([
        ("Key (Ed25519)", Text::mono(style.key.clone())),
        ("Last hash", Text::mono(record.events.last().map(|event| event.hash.clone()).unwrap_or_default())),
    ]);
}
