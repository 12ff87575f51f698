//! Answers as columns, as sentences and as JSON. All that comes from elsewhere is cleaned, but in JSON, which says it as it is.

use chrono::{DateTime, FixedOffset};
use portico_openapi::types::{ProblemPlace, Request};
use serde_json::json;

use super::Shape;
use crate::{
    foreign,
    message::{Conversation, Posted},
    screens::inbox::turn_of,
    text, triage, when,
};

/// Requests, one a line; `now` is on the reader's clock.
pub fn list(shape: Shape, all: &[Request], now: DateTime<FixedOffset>) -> serde_json::Result<String> {
    Ok(match shape {
        Shape::Json => lines_of(serde_json::to_string_pretty(&json!({ "items": all }))?),
        Shape::Plain if all.is_empty() => "No requests.\n".into(),
        Shape::Plain => all.iter().map(|row| lines_of(sentence(row, now))).collect(),
        Shape::Columns => all.iter().map(|row| lines_of(columns(row, now))).collect(),
    })
}

/// One request.
pub fn one(shape: Shape, request: &Request, now: DateTime<FixedOffset>) -> serde_json::Result<String> {
    match shape {
        Shape::Json => Ok(lines_of(serde_json::to_string_pretty(request)?)),
        shape => list(shape, std::slice::from_ref(request), now),
    }
}

/// A request with all that was said about it, the oldest first.
pub fn whole(shape: Shape, whole: &Conversation, now: DateTime<FixedOffset>) -> serde_json::Result<String> {
    let Conversation { request, messages, notes } = whole;
    if shape == Shape::Json {
        let all = json!({ "request": request, "messages": messages, "notes": notes });
        return Ok(lines_of(serde_json::to_string_pretty(&all)?));
    }
    let mut said: Vec<_> = messages
        .iter()
        .map(|one| {
            let by_itself = if one.automatic == Some(true) { ", automatic answer" } else { "" };
            (one.created_at, format!("{} ({}{by_itself})", one.author.name, one.author.kind), &one.body)
        })
        .chain(notes.iter().map(|one| (one.created_at, format!("INTERNAL NOTE by {}", one.author.name), &one.body)))
        .collect();
    said.sort_by_key(|(at, ..)| *at);
    let mut out = lines_of(sentence(request, now));
    for (at, who, body) in said {
        let (who, body) = (foreign::line(&who), foreign::block(body));
        out += &format!("\n{who}, {}:\n{body}\n", at.format("%Y-%m-%d %H:%M UTC"));
    }
    Ok(out)
}

/// What came of writing.
pub fn posted(shape: Shape, number: i64, posted: &Posted) -> serde_json::Result<String> {
    let (state, words) = match posted {
        Posted::Held(held) => {
            (json!({ "number": number, "held": held }), format!("The reply to #{number} is on its way."))
        }
        _ => (json!({ "number": number }), format!("The note is at #{number}; only staff see it.")),
    };
    Ok(lines_of(if shape == Shape::Json { serde_json::to_string_pretty(&state)? } else { words }))
}

/// What is wrong with a filter, with its place underlined.
pub fn pointed(filter: &str, place: &ProblemPlace) -> String {
    let at = usize::try_from(place.offset).unwrap_or(0);
    let before: String = filter.chars().take(at).collect();
    let gap = " ".repeat(text::width(&foreign::line(&before)));
    let mark = "^".repeat(text::width(&foreign::line(&place.word)).max(1));
    format!("{}\n{gap}{mark}\n", foreign::line(filter))
}

fn lines_of(text: String) -> String {
    text + "\n"
}

fn columns(row: &Request, now: DateTime<FixedOffset>) -> String {
    let who = row.assignee.as_ref().map_or("-", |person| &person.name);
    let waits = format!("{} {}", when::span(now.to_utc() - row.waits_since), turn_of(row));
    let away = row.snoozed_until.map(|until| format!(" · {}", triage::away(until, now.to_utc(), *now.offset())));
    let cells = [
        text::fit(&format!("#{}", row.number), 7),
        text::fit(triage::word(row.status), 17),
        text::fit(&row.priority.to_string(), 7),
        text::fit(if turn_of(row) == "—" { "" } else { &waits }, 11),
        text::fit(&foreign::line(who), 14),
        text::fit(&foreign::line(&row.workspace.name), 20),
        foreign::line(&row.subject) + &away.unwrap_or_default(),
    ];
    cells.join(" ").trim_end().to_owned()
}

/// A request as somebody would say it.
fn sentence(row: &Request, now: DateTime<FixedOffset>) -> String {
    let who = row.assignee.as_ref().map_or("Nobody has it".to_owned(), |person| format!("{} has it", person.name));
    let waits = match turn_of(row) {
        "—" => String::new(),
        turn => {
            let whom = if turn == "us" { "us" } else { "the client" };
            format!(" It has waited for {whom} for {}.", when::measure((now.to_utc() - row.waits_since).num_seconds()))
        }
    };
    let due = row.due_on.map(|day| format!(" It is due on {day}.")).unwrap_or_default();
    let away = row.snoozed_until.map(|until| format!(" It is {}.", triage::away(until, now.to_utc(), *now.offset())));
    let whole = row.merged_into.as_ref().map(|whole| format!(" It is part of request {}.", whole.number));
    let promised =
        triage::pressing(row).map(|promise| format!(" What was promised is {}.", triage::state(promise.state).1));
    let opened = row.opened_by.as_ref().map(|staff| format!(" {} opened it for {}.", staff.name, row.author.name));
    let words = format!(
        "Request {}, {}, of {}: {}. Priority {}. {who}.{waits}{due}{}{}{}{}",
        row.number,
        triage::word(row.status),
        row.workspace.name,
        row.subject,
        row.priority,
        promised.unwrap_or_default(),
        away.unwrap_or_default(),
        whole.unwrap_or_default(),
        opened.unwrap_or_default()
    );
    foreign::line(&words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::*;

    /// Where the reader is an hour ahead.
    fn here() -> DateTime<FixedOffset> {
        now().with_timezone(&FixedOffset::east_opt(3600).unwrap())
    }

    #[test]
    fn the_same_is_told_in_columns_as_sentences_and_as_json() {
        let all = promised();
        let columns = list(Shape::Columns, &all, here()).unwrap();
        assert!(
            columns.starts_with("#1042   open              urgent  1h us       Mia Chen       Acme Coffee"),
            "{columns}"
        );
        let plain = list(Shape::Plain, &all, here()).unwrap();
        assert!(plain.starts_with(
            "Request 1042, open, of Acme Coffee: Homepage hero feels heavy. Priority urgent. Mia Chen has it. \
             It has waited for us for 1h 30m. It is due on 2026-03-05. What was promised is at risk.\n"
        ));
        assert!(plain.is_ascii() || !plain.contains('■'), "no shapes");
        let json: serde_json::Value = serde_json::from_str(&list(Shape::Json, &all, here()).unwrap()).unwrap();
        assert_eq!(json["items"][0]["number"], 1042);
        assert_eq!(list(Shape::Plain, &[], here()).unwrap(), "No requests.\n");
    }

    #[test]
    fn what_is_out_of_sight_or_part_of_another_is_told() {
        let told = list(Shape::Plain, &[made_of_two(), part()], here()).unwrap();
        assert!(told.contains("It is out of sight until 5 Mar 09:00."), "{told}");
        assert!(told.contains("It is part of request 1042."), "{told}");
        let told = list(Shape::Columns, &[made_of_two()], here()).unwrap();
        assert!(told.ends_with(" · out of sight until 5 Mar 09:00\n"), "{told}");
    }

    #[test]
    fn notes_are_told_apart_and_nothing_foreign_gets_through() {
        let mut all = conversation();
        all.messages[0].body = "\u{1b}]0;owned\u{7}Hello".into();
        let told = whole(Shape::Columns, &all, here()).unwrap();
        assert!(told.contains("INTERNAL NOTE by Mia Chen") && told.contains("Carla Ortiz (client)"));
        assert!(!told.contains('\u{1b}') && !told.contains('\u{7}'));
        assert!(!told.contains("automatic answer"));
        all.messages[0].automatic = Some(true);
        assert!(whole(Shape::Plain, &all, here()).unwrap().contains("(client, automatic answer)"));
    }

    #[test]
    fn a_fault_is_pointed_at() {
        let place = ProblemPlace { offset: 13, word: "opened".into() };
        assert_eq!(pointed("tag:x status:opened", &place), "tag:x status:opened\n             ^^^^^^\n");
    }
}
