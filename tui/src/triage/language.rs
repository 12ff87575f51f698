//! The language of filters, as far as a person is helped to type it. What a filter means, and what is wrong with it, the
//! server alone says.

/// What is wrong with a filter, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What.
    pub message: String,
    /// Where it begins, in characters, and the word that is meant.
    pub place: Option<(usize, String)>,
}

/// Names that values can be.
#[derive(Clone, Debug, Default)]
pub struct Known<'a> {
    /// Who works for the agency.
    pub people: Vec<&'a str>,
    /// Projects.
    pub projects: Vec<&'a str>,
    /// Clients.
    pub clients: Vec<&'a str>,
    /// Tags.
    pub tags: Vec<&'a str>,
}

/// The most names of one kind that are offered.
const MOST: usize = 200;

/// Something that what is typed can become.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What stands there then.
    pub text: String,
    /// What it means.
    pub meaning: &'static str,
    /// How many characters before the cursor it replaces.
    pub instead: usize,
}

type Words = &'static [(&'static str, &'static str)];

/// What a term begins with.
const FIELDS: Words = &[
    ("status:", "where it stands"),
    ("is:", "open, closed or snoozed"),
    ("assignee:", "who has it"),
    ("follower:", "who follows it"),
    ("priority:", "how much it presses; also priority>=high"),
    ("kind:", "new work, or an issue"),
    ("turn:", "whose turn it is"),
    ("waiting>", "for how long, 2d"),
    ("age>", "how long ago it was sent, 1w"),
    ("due:", "when it is due; also due<7d"),
    ("tag:", "a tag"),
    ("project:", "a project"),
    ("workspace:", "a client"),
];

const STATUSES: Words = &[
    ("new", "nobody has answered"),
    ("open", "we work on it"),
    ("waiting_on_client", "the client’s turn"),
    ("waiting_on_agency", "our turn"),
    ("resolved", "done, as we say"),
    ("closed", "done"),
];
const IS: Words = &[("open", "wants something"), ("closed", "resolved or closed"), ("snoozed", "out of sight for now")];
const PRIORITIES: Words = &[("urgent", "▲"), ("high", "△"), ("normal", ""), ("low", "▽")];
const KINDS: Words = &[("job", "new work"), ("support", "an issue")];
const SIDES: Words = &[("agency", "ours"), ("client", "the client’s"), ("nobody", "it is done")];
const SPANS: Words = &[("4h", "hours"), ("2d", "days"), ("1w", "weeks"), ("30m", "minutes")];
const DUE: Words =
    &[("overdue", "the day has passed"), ("today", ""), ("7d", "days from today"), ("none", "no day is set")];
const PERSON: Words = &[("me", "you"), ("none", "nobody")];
const NONE: Words = &[("none", "without one")];

/// What the text before the cursor can become.
pub fn offers(before: &str, known: &Known<'_>) -> Vec<Offer> {
    let term = last_term(before);
    let term = term.strip_prefix('-').unwrap_or(term);
    let Some(at) = term.find([':', '<', '>', '=']).filter(|at| !term[..*at].contains('"')) else {
        return fitting(term, FIELDS, &[]);
    };
    let value = term[at..].trim_start_matches([':', '<', '>', '=']);
    let value = last_value(value);
    match &term[..at] {
        "status" => fitting(value, STATUSES, &[]),
        "is" => fitting(value, IS, &[]),
        "assignee" => fitting(value, PERSON, &known.people),
        "follower" => fitting(value, PERSON, &[]),
        "priority" => fitting(value, PRIORITIES, &[]),
        "kind" => fitting(value, KINDS, &[]),
        "turn" => fitting(value, SIDES, &[]),
        "waiting" | "age" => fitting(value, SPANS, &[]),
        "due" => fitting(value, DUE, &[]),
        "tag" => fitting(value, &[], &known.tags),
        "project" => fitting(value, NONE, &known.projects),
        "workspace" => fitting(value, &[], &known.clients),
        _ => Vec::new(),
    }
}

/// What of these begins like that, and is more than that.
fn fitting(typed: &str, words: Words, names: &[&str]) -> Vec<Offer> {
    let begun = typed.trim_start_matches('"').to_lowercase();
    let instead = typed.chars().count();
    let fits = |text: &str| text.to_lowercase().starts_with(&begun) && text.to_lowercase() != begun;
    let words = words.iter().filter(|(text, _)| fits(text));
    let words = words.map(|(text, meaning)| Offer { text: (*text).to_owned(), meaning, instead });
    let names = names.iter().filter(|name| fits(name)).take(MOST);
    let names = names.map(|name| Offer { text: spoken(name), meaning: "", instead });
    words.chain(names).collect()
}

/// A name as the language takes it: in quotes where it has blanks.
fn spoken(name: &str) -> String {
    let plain = name.replace('"', "");
    let simple = plain.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '@'));
    if simple && !plain.is_empty() { plain } else { format!("\"{plain}\"") }
}

/// The term that is being typed.
fn last_term(before: &str) -> &str {
    &before[last_break(before, char::is_whitespace)..]
}

/// The value that is being typed, of several with commas between.
fn last_value(values: &str) -> &str {
    &values[last_break(values, |c| c == ',')..]
}

/// What stands behind the last break that is not in quotes.
fn last_break(text: &str, is_break: fn(char) -> bool) -> usize {
    let (mut quoted, mut start) = (false, 0);
    for (at, letter) in text.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            letter if !quoted && is_break(letter) => start = at + letter.len_utf8(),
            _ => {}
        }
    }
    start
}

/// What is typed, and then what the view asks, so that places in what is typed stay what they are.
pub fn joined(typed: &str, view: &str) -> String {
    match (typed.trim().is_empty(), view.trim().is_empty()) {
        (true, _) => view.trim().to_owned(),
        (false, true) => typed.trim_end().to_owned(),
        (false, false) => format!("{} {}", typed.trim_end(), view.trim()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(before: &str) -> Vec<String> {
        let known = Known {
            people: vec!["Mia Chen", "Adam"],
            projects: vec!["Site refresh"],
            clients: vec!["Acme Coffee"],
            tags: vec!["hero"],
        };
        offers(before, &known).into_iter().map(|offer| offer.text).collect()
    }

    #[test]
    fn names_of_fields_and_their_values_are_completed() {
        assert_eq!(texts("sta"), ["status:"]);
        assert_eq!(texts("status:wait"), ["waiting_on_client", "waiting_on_agency"]);
        assert_eq!(texts("status:new,clo"), ["closed"]);
        assert_eq!(texts("status:new -assignee:m"), ["me", "\"Mia Chen\""]);
        assert_eq!(texts("priority>=h"), ["high"]);
        assert_eq!(texts("project:\"site"), ["\"Site refresh\""]);
        assert_eq!(texts("is:open"), Vec::<String>::new(), "what is whole needs nothing");
        assert_eq!(texts("moon:x"), Vec::<String>::new());
        assert_eq!(texts("").len(), FIELDS.len());
    }

    #[test]
    fn a_name_is_offered_however_many_stand_before_it() {
        let all: Vec<String> = (0..300).map(|number| format!("client-{number:03}")).collect();
        let known = Known { clients: all.iter().map(String::as_str).collect(), ..Known::default() };
        assert_eq!(offers("workspace:client-29", &known).len(), 10);
        assert_eq!(offers("workspace:c", &known).len(), MOST);
    }

    #[test]
    fn what_is_typed_of_a_value_is_replaced_and_nothing_else() {
        let known = Known::default();
        assert_eq!(offers("tag:x status:ne", &known)[0].instead, 2);
        assert_eq!(offers("\"a status\" pri", &known)[0].text, "priority:");
        assert!(offers("\"status:", &known).is_empty(), "words in quotes are words");
    }

    #[test]
    fn what_is_typed_comes_first() {
        assert_eq!(joined(" tag:x ", "is:open"), " tag:x is:open");
        assert_eq!((joined("", " is:open "), joined("a ", "")), ("is:open".into(), "a".into()));
    }
}
