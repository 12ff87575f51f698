//! The part of a text that holds what was looked for, as data: what is drawn of it escapes it. Rules without I/O.

/// How many characters are shown before the first word that was found.
const BEFORE: usize = 40;
/// How many in all.
const LENGTH: usize = 180;

/// A part of a text, and whether it is what was looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub text: String,
    pub hit: bool,
}

/// The part of a text around the first word that begins as one of those looked for.
pub fn snippet(text: &str, looked_for: &str) -> Vec<Part> {
    let beginnings: Vec<String> = words(looked_for).map(|(_, word)| word.to_lowercase()).collect();
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let hits: Vec<(usize, usize)> = words(&flat)
        .filter(|(_, word)| beginnings.iter().any(|beginning| word.to_lowercase().starts_with(beginning)))
        .map(|(at, word)| (at, at + word.len()))
        .collect();
    let first = hits.first().map_or(0, |(at, _)| *at);
    let from = flat[..first].char_indices().rev().nth(BEFORE).map_or(0, |(at, _)| {
        // From the beginning of a word.
        flat[at..first].find(' ').map_or(at, |blank| at + blank + 1)
    });
    let to = flat[from..].char_indices().nth(LENGTH).map_or(flat.len(), |(at, _)| from + at);
    let mut parts = Parts::default();
    parts.add(if from > 0 { "…" } else { "" }, false);
    let mut at = from;
    for (begin, end) in hits.into_iter().filter(|(begin, end)| *begin >= from && *end <= to) {
        parts.add(&flat[at..begin], false);
        parts.add(&flat[begin..end], true);
        at = end;
    }
    parts.add(&flat[at..to], false);
    parts.add(if to < flat.len() { "…" } else { "" }, false);
    parts.0
}

#[derive(Default)]
struct Parts(Vec<Part>);

impl Parts {
    fn add(&mut self, text: &str, hit: bool) {
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.hit == hit => last.text.push_str(text),
            _ => self.0.push(Part { text: text.to_owned(), hit }),
        }
    }
}

/// The words of a text, each with the byte at which it begins.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str, looked_for: &str) -> String {
        let marked = |part: &Part| if part.hit { format!("[{}]", part.text) } else { part.text.clone() };
        snippet(text, looked_for).iter().map(marked).collect()
    }

    #[test]
    fn the_words_that_were_found_are_marked_where_they_stand() {
        assert_eq!(shown("A poster for the Garden\n\nparty", "gard PARTY"), "A poster for the [Garden] [party]");
        assert_eq!(shown("<b>Garden</b>", "garden"), "<b>[Garden]</b>", "as it is: whoever draws it escapes it");
        assert_eq!(shown("nothing here", "garden"), "nothing here");
        assert_eq!(shown("", "x"), "");
        let long = format!("{} übergrößen {}", "so ".repeat(100), "und ".repeat(100));
        let shown = shown(&long, "ÜBER");
        assert!(shown.starts_with("…so ") && shown.ends_with('…') && shown.contains("[übergrößen]"), "{shown}");
        assert!(shown.chars().count() < LENGTH + 6);
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "\\PC{0,400}", looked_for in "\\PC{0,20}") {
            let parts = snippet(&text, &looked_for);
            prop_assert!(parts.iter().all(|part| !part.text.is_empty()));
            prop_assert!(parts.iter().map(|part| part.text.chars().count()).sum::<usize>() <= LENGTH + 2);
        }
    }
}
