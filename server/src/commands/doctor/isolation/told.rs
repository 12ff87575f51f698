use std::collections::BTreeSet;

use uuid::Uuid;

use crate::commands::doctor::crawl::Seen;
use crate::secrets::TOKEN_LENGTH;

/// How an id is written.
const LENGTH: usize = 36;
/// Each answer's own.
const NUMBER: &str = "x-request-id";

/// What an answer tells its reader, without what differs from one request to the next: its own number, ids, which are looked
/// at apart, and the tokens that forms carry.
pub fn told(seen: &Seen) -> String {
    let headers = seen.headers.iter().filter(|(name, _)| *name != NUMBER);
    let mut headers: Vec<String> = headers.map(|(name, value)| format!("{name}: {value:?}")).collect();
    headers.sort();
    let mut text = format!("{}\n{}\n{}", seen.status, headers.join("\n"), String::from_utf8_lossy(seen.body()));
    let number = seen.headers.get(NUMBER).and_then(|number| number.to_str().ok()).unwrap_or_default();
    if !number.is_empty() {
        text = text.replace(number, "-");
    }
    for id in ids(&text) {
        text = text.replace(&id.to_string(), "-");
    }
    without_tokens(&text)
}

/// The text with a dash for everything that is as long as a token and made of the same letters.
fn without_tokens(text: &str) -> String {
    let letter = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let (word, after) = rest.split_at(rest.find(|c: char| !letter(c)).unwrap_or(rest.len()));
        plain.push_str(if word.len() >= TOKEN_LENGTH { "-" } else { word });
        let (between, next) = after.split_at(after.find(letter).unwrap_or(after.len()));
        plain.push_str(between);
        rest = next;
    }
    plain
}

/// The ids that stand in a text.
pub fn ids(text: &str) -> BTreeSet<Uuid> {
    let bytes = text.as_bytes();
    let dashed = |at: &usize| bytes[at + 8] == b'-' && bytes[at + 13] == b'-';
    let places = (0..(bytes.len() + 1).saturating_sub(LENGTH)).filter(dashed);
    places.filter_map(|at| Uuid::try_parse_ascii(&bytes[at..at + LENGTH]).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_found_wherever_they_stand() {
        let (one, two) = (Uuid::now_v7(), Uuid::now_v7());
        let text = format!("<a href=\"/portal/requests/{one}\">ö{two}</a> 01234567-89ab-no");
        assert_eq!(ids(&text), BTreeSet::from([one, two]));
        assert_eq!(ids("short"), BTreeSet::new());
        assert_eq!(ids(&one.to_string()), BTreeSet::from([one]));
    }

    #[test]
    fn tokens_are_told_from_words() {
        let text = format!("<input value=\"{}\"> a-word_of one's own", "aZ3_-x".repeat(8));
        assert_eq!(without_tokens(&text), "<input value=\"-\"> a-word_of one's own");
        assert_eq!(without_tokens("ö"), "ö");
    }
}
