use chrono::{DateTime, FixedOffset, Utc};
use portico_openapi::types::{BulkChange, BulkField, BulkItem, BulkOutcome, Request};
use uuid::Uuid;

use super::{away, word};
use crate::effect::Target;

/// What would come of something, or came of it: it is read before it is done, or after.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// What it is about.
    pub title: String,
    /// All of it in a sentence.
    pub words: String,
    /// One thing a line.
    pub lines: Vec<PlanLine>,
    /// The first line that is shown.
    pub top: usize,
    /// What is done when it is agreed to; none where it is only read.
    pub then: Option<Then>,
}

/// What is done when a plan is agreed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Then {
    /// These become parts of the other.
    Merge(Vec<Target>, Target),
    /// Many are changed.
    Apply(Uuid),
}

/// One thing that would be, or is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanLine {
    /// What it is about.
    pub left: String,
    /// What comes of it.
    pub right: String,
    /// How much it matters.
    pub tone: Tone,
}

/// How much a line matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It is or will be so.
    Plain,
    /// It stays as it is.
    Quiet,
    /// It is refused, or somebody was first.
    Refused,
}

fn line(left: impl Into<String>, right: impl Into<String>, tone: Tone) -> PlanLine {
    PlanLine { left: left.into(), right: right.into(), tone }
}

/// What merging would do: what goes where, what comes along, and how the other stands then.
pub fn merging(sources: &[Request], into: &Request, now: DateTime<Utc>, zone: FixedOffset) -> Plan {
    let target = |row: &Request| Target { id: row.id, number: row.number, version: row.version };
    let mut lines = vec![
        line(format!("#{} {}", into.number, into.subject), "stays", Tone::Plain),
        line("", counted(into.message_count, into.note_count), Tone::Quiet),
    ];
    for row in sources {
        lines.push(line(format!("#{} {}", row.number, row.subject), format!("→ #{}", into.number), Tone::Plain));
        lines.push(line(
            "",
            format!("{} · it is closed then", counted(row.message_count, row.note_count)),
            Tone::Quiet,
        ));
    }
    let tags = coming(sources, |row| row.tags.clone(), &into.tags);
    if !tags.is_empty() {
        let tags: Vec<_> = tags.iter().map(|tag| format!("#{tag}")).collect();
        lines.push(line("Tags that come along", tags.join(" "), Tone::Plain));
    }
    let names = |row: &Request| row.followers.iter().map(|person| person.name.clone()).collect::<Vec<_>>();
    let followers = coming(sources, names, &names(into));
    if !followers.is_empty() {
        lines.push(line("Followers who come along", followers.join(", "), Tone::Plain));
    }
    if into.snoozed_until.is_some() || is_done(into) && sources.iter().any(|row| !is_done(row)) {
        lines.push(line(
            format!("#{} is {}", into.number, stands(into, now, zone)),
            "it may be back by that",
            Tone::Plain,
        ));
    }
    let (who, what) = match sources {
        [one] => (format!("#{}", one.number), "its messages, notes and files"),
        many => (format!("{} requests", many.len()), "their messages, notes and files"),
    };
    let words =
        format!("{who} into #{}: {what} stand there, and whatever comes for it. Its people are told.", into.number);
    let then = Some(Then::Merge(sources.iter().map(target).collect(), target(into)));
    Plan { title: format!("Merge into #{}", into.number), words, lines, top: 0, then }
}

fn is_done(row: &Request) -> bool {
    row.closed_at.is_some()
}

fn stands(row: &Request, now: DateTime<Utc>, zone: FixedOffset) -> String {
    row.snoozed_until.map_or_else(|| word(row.status).to_owned(), |until| away(until, now, zone))
}

fn counted(messages: i64, notes: i64) -> String {
    let many = |count: i64, one: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") };
    match notes {
        0 => many(messages, "message"),
        notes => format!("{}, {}", many(messages, "message"), many(notes, "note")),
    }
}

/// What the sources have and the other has not, each once.
fn coming(sources: &[Request], of: impl Fn(&Request) -> Vec<String>, known: &[String]) -> Vec<String> {
    let mut all: Vec<String> = sources.iter().flat_map(of).filter(|one| !known.contains(one)).collect();
    all.sort();
    all.dedup();
    all
}

/// What a change of many would do, did, or left when it was taken back. What differs stands first.
pub fn bulk(change: &BulkChange) -> Plan {
    let mut items: Vec<&BulkItem> = change.items.iter().collect();
    items.sort_by_key(|item| rank(item.outcome));
    let lines = items.into_iter().map(|item| {
        let left = format!("#{} {}", item.request.number, item.request.subject);
        line(left, outcome(item), tone(item.outcome))
    });
    let lines = lines.collect();
    let planned = count(change, BulkOutcome::Planned);
    let title = if planned > 0 { "What would change" } else { "What became of the change" };
    let then = (planned > 0).then_some(Then::Apply(change.id));
    Plan { title: title.into(), words: summary(change), lines, top: 0, then }
}

/// How many have come to this.
pub fn count(change: &BulkChange, outcome: BulkOutcome) -> usize {
    change.items.iter().filter(|item| item.outcome == outcome).count()
}

/// Whether everything went as it was planned.
pub fn is_whole(change: &BulkChange) -> bool {
    use BulkOutcome::{ChangedMeanwhile, MovedOn, Refused};
    [Refused, ChangedMeanwhile, MovedOn].into_iter().all(|outcome| count(change, outcome) == 0)
}

/// All of it in a sentence.
pub fn summary(change: &BulkChange) -> String {
    use BulkOutcome::{Applied, ChangedMeanwhile, MovedOn, Planned, Refused, Unchanged, Undone};
    let kinds = [
        (Planned, "would change", "would change"),
        (Applied, "is changed", "are changed"),
        (Undone, "is as it was", "are as they were"),
        (Refused, "is refused", "are refused"),
        (
            ChangedMeanwhile,
            "was changed by somebody meanwhile and stays",
            "were changed by somebody meanwhile and stay",
        ),
        (MovedOn, "was changed after that and stays", "were changed after that and stay"),
        (Unchanged, "is so already", "are so already"),
    ];
    let told = kinds.into_iter().filter_map(|(outcome, one, many)| match count(change, outcome) {
        0 => None,
        1 => Some(format!("1 {one}")),
        several => Some(format!("{several} {many}")),
    });
    let all: Vec<_> = told.collect();
    match all.as_slice() {
        [] => "Nothing.".into(),
        all => format!("{}.", all.join(", ")),
    }
}

fn rank(outcome: BulkOutcome) -> u8 {
    use BulkOutcome::{Applied, ChangedMeanwhile, MovedOn, Planned, Refused, Unchanged, Undone};
    match outcome {
        Refused | ChangedMeanwhile | MovedOn => 0,
        Planned | Applied | Undone => 1,
        Unchanged => 2,
    }
}

fn tone(outcome: BulkOutcome) -> Tone {
    match rank(outcome) {
        0 => Tone::Refused,
        1 => Tone::Plain,
        _ => Tone::Quiet,
    }
}

fn outcome(item: &BulkItem) -> String {
    use BulkOutcome::{Applied, ChangedMeanwhile, MovedOn, Planned, Refused, Unchanged, Undone};
    match item.outcome {
        Refused => item.reason.clone().unwrap_or_else(|| "refused".into()),
        ChangedMeanwhile => "changed by somebody meanwhile".into(),
        MovedOn => "changed after that".into(),
        Undone => "as it was".into(),
        Unchanged => "so already".into(),
        Planned | Applied => differences(item),
    }
}

fn differences(item: &BulkItem) -> String {
    let each = item.differences.iter().map(|one| {
        let side = |value: &Option<String>| {
            let value = value.as_deref().filter(|value| !value.is_empty()).unwrap_or("none");
            if one.field == BulkField::Status { value.replace('_', " ") } else { value.to_owned() }
        };
        format!("{} {} → {}", one.field, side(&one.from), side(&one.to))
    });
    each.collect::<Vec<_>>().join(" · ")
}
