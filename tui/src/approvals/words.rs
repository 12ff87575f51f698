use portico_openapi::types::{
    Approval, ApprovalAnchor, ApprovalAnchorKind, ApprovalEvent, ApprovalStatus, ApprovalStep, ReviewRule, WaitsOn,
};
use serde_json::Value;

/// A status in words.
pub fn status(status: ApprovalStatus) -> &'static str {
    match status {
        ApprovalStatus::Pending => "Pending",
        ApprovalStatus::InReview => "In review",
        ApprovalStatus::Approved => "Approved",
        ApprovalStatus::NeedsChanges => "Needs changes",
    }
}

/// The status of a step, of which nothing may have been sent yet: nobody could have opened that.
pub fn step_status(step: &ApprovalStep) -> &'static str {
    if step.versions.is_empty() { "Not sent yet" } else { status(step.status) }
}

/// Where an approval stands, in words that fit into a column.
pub fn standing(approval: &Approval) -> &'static str {
    if is_unsent(approval) { "Next not sent" } else { status(approval.status) }
}

/// Whether an approval stands at a step of which nothing was sent yet.
pub fn is_unsent(approval: &Approval) -> bool {
    let first = approval.steps.iter().find(|step| step.status != ApprovalStatus::Approved);
    approval.waits_on == WaitsOn::Agency && first.is_some_and(|step| step.versions.is_empty())
}

/// A status as a shape, so that it is told without colours.
pub fn shape(status: ApprovalStatus) -> &'static str {
    match status {
        ApprovalStatus::Pending => "○",
        ApprovalStatus::InReview => "◐",
        ApprovalStatus::Approved => "✓",
        ApprovalStatus::NeedsChanges => "▲",
    }
}

/// Whose turn it is.
pub fn turn(side: WaitsOn) -> &'static str {
    match side {
        WaitsOn::Agency => "us",
        WaitsOn::Client => "client",
        WaitsOn::Nobody => "—",
    }
}

/// How many have to agree.
pub fn kind(rule: ReviewRule, quorum: Option<i32>) -> String {
    match (rule, quorum) {
        (ReviewRule::Any, _) => "one is enough".into(),
        (ReviewRule::All, _) => "all have to agree".into(),
        (ReviewRule::Quorum, Some(many)) => format!("{many} have to agree"),
        (ReviewRule::Quorum, None) => "some have to agree".into(),
    }
}

/// Where on a version something was said, or nothing for the whole of it.
pub fn anchor(anchor: Option<&ApprovalAnchor>) -> String {
    let Some(anchor) = anchor else {
        return String::new();
    };
    let page = anchor.page.map(|page| format!("page {page}"));
    let place = match anchor.kind {
        ApprovalAnchorKind::Point | ApprovalAnchorKind::Box => {
            Some(format!("{} / {}", percent(anchor.x), percent(anchor.y)))
        }
        ApprovalAnchorKind::Time => anchor.seconds.map(clock),
        ApprovalAnchorKind::Passage => anchor.quote.as_ref().map(|quote| format!("“{quote}”")),
        ApprovalAnchorKind::Page => None,
    };
    page.into_iter().chain(place).collect::<Vec<_>>().join(" · ")
}

fn percent(fraction: Option<f64>) -> String {
    format!("{:.0} %", fraction.unwrap_or_default() * 100.0)
}

/// A moment of a recording: `0:43`, `1:02:03`.
fn clock(seconds: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a recording's length, cut to seconds")]
    let whole = seconds.max(0.0) as u64;
    match (whole / 3600, whole / 60 % 60, whole % 60) {
        (0, minutes, seconds) => format!("{minutes}:{seconds:02}"),
        (hours, minutes, seconds) => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

/// What an entry of the history says.
pub fn happened(event: &ApprovalEvent) -> String {
    let said = match event.kind.as_str() {
        "created" => "sent it for approval",
        "changed" => "changed it",
        "version_sent" => "sent a version",
        "opened" => "opened it",
        "commented" => "commented",
        "resolved" => "resolved a comment",
        "unresolved" => "opened a comment again",
        "approved" => "approved",
        "changes_requested" => "asked for changes",
        "withdrawn" => "took a decision back",
        "step_approved" => "with that, the step is approved",
        "unreachable" => "nobody is left who could decide",
        "reachable" => "somebody can decide again",
        "reminded" => "reminded those who have not decided",
        "archived" => "put it into the archive",
        "restored" => "took it out of the archive",
        other => return other.replace('_', " "),
    };
    said.into()
}

/// What an entry of the history holds besides, a line each, without the marks that are for programs.
pub fn details(detail: &str) -> String {
    let Ok(value) = serde_json::from_str::<Value>(detail) else {
        return detail.to_owned();
    };
    let mut lines = Vec::new();
    list(&value, "", &mut lines);
    lines.join("\n")
}

fn list(value: &Value, before: &str, lines: &mut Vec<String>) {
    let deeper = format!("{before}  ");
    for (name, value) in value.as_object().into_iter().flatten() {
        let name = format!("{before}{}", name.replace('_', " "));
        match value {
            Value::Null => {}
            Value::Object(_) => {
                lines.push(name);
                list(value, &deeper, lines);
            }
            Value::Array(items) if items.iter().any(Value::is_object) => {
                for (index, item) in items.iter().enumerate() {
                    lines.push(format!("{name} {}", index + 1));
                    list(item, &deeper, lines);
                }
            }
            Value::Array(items) => {
                lines.push(format!("{name}: {}", items.iter().map(plain).collect::<Vec<_>>().join(", ")));
            }
            value => lines.push(format!("{name}: {}", plain(value))),
        }
    }
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A size as people say it.
pub fn size(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["KiB", "MiB", "GiB", "TiB"];
    if bytes < 1024 {
        return format!("{bytes} B");
    }
    let (mut whole, mut rest, mut unit) = (bytes / 1024, bytes % 1024, 0);
    while whole >= 1024 && unit + 1 < UNITS.len() {
        (whole, rest, unit) = (whole / 1024, whole % 1024, unit + 1);
    }
    match whole {
        0..100 => format!("{whole}.{} {}", rest * 10 / 1024, UNITS[unit]),
        _ => format!("{whole} {}", UNITS[unit]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(kind: ApprovalAnchorKind) -> ApprovalAnchor {
        ApprovalAnchor {
            kind,
            file: None,
            h: None,
            page: None,
            prefix: None,
            quote: None,
            seconds: None,
            start: None,
            suffix: None,
            w: None,
            x: None,
            y: None,
        }
    }

    #[test]
    fn places_are_told_as_people_say_them() {
        let point = ApprovalAnchor { page: Some(2), x: Some(0.31), y: Some(0.4), ..at(ApprovalAnchorKind::Point) };
        assert_eq!(anchor(Some(&point)), "page 2 · 31 % / 40 %");
        let time = ApprovalAnchor { seconds: Some(43.9), ..at(ApprovalAnchorKind::Time) };
        assert_eq!(anchor(Some(&time)), "0:43");
        let long = ApprovalAnchor { seconds: Some(3723.0), ..time };
        assert_eq!(anchor(Some(&long)), "1:02:03");
        let passage = ApprovalAnchor { quote: Some("calm".into()), ..at(ApprovalAnchorKind::Passage) };
        assert_eq!(anchor(Some(&passage)), "“calm”");
        let page = ApprovalAnchor { page: Some(7), ..at(ApprovalAnchorKind::Page) };
        assert_eq!((anchor(Some(&page)).as_str(), anchor(None).as_str()), ("page 7", ""));
    }

    #[test]
    fn nothing_is_pending_that_was_not_sent() {
        let mut approval = crate::fixture::approval_view().approval;
        assert_eq!((standing(&approval), step_status(&approval.steps[1])), ("Needs changes", "Not sent yet"));
        approval.status = ApprovalStatus::Pending;
        approval.steps[0].status = ApprovalStatus::Pending;
        assert_eq!(
            (standing(&approval), is_unsent(&approval)),
            ("Pending", false),
            "nobody can decide on what was sent"
        );
        approval.steps[0].status = ApprovalStatus::Approved;
        assert_eq!((standing(&approval), is_unsent(&approval)), ("Next not sent", true));
    }

    #[test]
    fn what_an_entry_holds_is_read_without_marks() {
        let detail = r#"{"feedback":"","quorum":null,"number":2,"people":["Carla","Victor"],
            "shown":{"files":[{"name":"a.png","size":3}],"text_sha256":"8e0c"}}"#;
        let mut said: Vec<String> = details(detail).lines().map(str::to_owned).collect();
        said.sort();
        let told = [
            "    name: a.png",
            "    size: 3",
            "  files 1",
            "  text sha256: 8e0c",
            "feedback: ",
            "number: 2",
            "people: Carla, Victor",
            "shown",
        ];
        assert_eq!(said, told);
        assert_eq!((details("{}").as_str(), details("broken").as_str()), ("", "broken"));
    }

    #[test]
    fn sizes_have_one_place_where_that_matters() {
        let words: Vec<_> = [0, 1023, 1024, 3_355_443, 1_073_741_824, 150 * 1024 * 1024].map(size).into();
        assert_eq!(words, ["0 B", "1023 B", "1.0 KiB", "3.1 MiB", "1.0 GiB", "150 MiB"]);
    }
}
