//! Places in a text, `{{client_name}}`, and what is put there. Rules without I/O.

use crate::error::Place;

/// What can stand in a text, and what it is.
pub const KNOWN: [(&str, &str); 8] = [
    ("client_name", "who sent the request"),
    ("client_first_name", "the first word of it"),
    ("workspace_name", "whose client they are"),
    ("request_number", "the request's number"),
    ("request_subject", "its subject"),
    ("project_name", "the project it is about; nothing where there is none"),
    ("staff_name", "who answers"),
    ("agency_name", "the agency"),
];

/// What is put at each of the places, in the order of `KNOWN`.
pub type Values = [String; KNOWN.len()];

/// A text as its parts: what stands there, and the numbers of the places.
enum Part<'t> {
    Text(&'t str),
    Place(usize),
}

/// Whether a text names only places that there are.
///
/// # Errors
/// The first that is none, and where it stands.
pub fn check(text: &str) -> Result<(), Place> {
    parts(text).map(drop)
}

/// The text with what belongs into its places.
///
/// # Errors
/// As for `check`.
pub fn filled(text: &str, values: &Values) -> Result<String, Place> {
    let put = |part: &Part<'_>| match part {
        Part::Text(text) => (*text).to_owned(),
        Part::Place(index) => values.get(*index).map(|value| plain(value)).unwrap_or_default(),
    };
    Ok(parts(text)?.iter().map(put).collect())
}

fn parts(text: &str) -> Result<Vec<Part<'_>>, Place> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find("{{") {
        let inner = &rest[open + 2..];
        let place = |word: &str| {
            let before = text.len() - rest.len() + open;
            Place { at: text[..before].chars().count(), word: word.chars().take(40).collect() }
        };
        let close = inner.find("}}").ok_or_else(|| place("{{"))?;
        let name = inner[..close].trim();
        let index = KNOWN.iter().position(|(known, _)| *known == name).ok_or_else(|| place(name))?;
        parts.push(Part::Text(&rest[..open]));
        parts.push(Part::Place(index));
        rest = &inner[close + 2..];
    }
    parts.push(Part::Text(rest));
    Ok(parts)
}

/// A value as Markdown that reads as nothing but the value: one line, with every sign that could mean something
/// escaped, and no address that makes itself a link.
fn plain(value: &str) -> String {
    let mut plain = String::with_capacity(value.len());
    for letter in value.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        if letter.is_ascii_punctuation() {
            plain.push('\\');
        }
        plain.push(letter);
    }
    plain
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::web::markdown;

    fn values(name: &str) -> Values {
        std::array::from_fn(|_| name.to_owned())
    }

    #[test]
    fn places_are_filled_and_nothing_else() {
        assert_eq!(
            filled("Hello {{client_name}}, { {{ staff_name }} }", &values("Ana")).unwrap(),
            "Hello Ana, { Ana }"
        );
        for (text, at, word) in [
            ("größe {{nobody}}", 6, "nobody"),
            ("{{client_name", 0, "{{"),
            ("{{}}", 0, ""),
            ("a {{client_name.x}}", 2, "client_name.x"),
        ] {
            assert_eq!(check(text), Err(Place { at, word: word.into() }), "{text}");
        }
    }

    #[test]
    fn a_value_is_no_place_and_no_markup() {
        for hostile in [
            "{{staff_name}}",
            "[x](https://evil.test)",
            "<b>x</b>",
            "# x",
            "**x**",
            "`x`",
            "1. x",
            "- x",
            "![x](y)",
            "a\n\n# b",
            "|a|\n|-|",
            "> x",
            "&amp;",
            "http://evil.test/",
        ] {
            let drawn = markdown::html(&filled("Hello {{client_name}}", &values(hostile)).unwrap()).into_string();
            for tag in ["<a", "<b>", "<h1", "<strong", "<code", "<li", "<img", "<table", "<blockquote"] {
                assert!(!drawn.contains(tag), "{hostile}: {drawn}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_text_breaks_it(text in "\\PC{0,60}", name in "\\PC{0,30}") {
            if let Err(place) = check(&text) {
                prop_assert!(place.at <= text.chars().count());
            }
            let drawn = markdown::html(&filled("x {{client_name}}", &values(&name)).unwrap()).into_string();
            prop_assert!(!drawn.contains("<a") && drawn.matches('<').count() == 2, "{}", drawn);
        }
    }
}
