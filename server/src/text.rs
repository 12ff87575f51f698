//! What people write, as it is kept: without blanks around it, and without control characters, which no
//! keyboard makes and no reader sees; those that turn the reading direction of what comes after among them.

use crate::error::{Error, Result};

/// The longest name of anything.
pub const LONGEST_NAME: usize = 120;
/// The longest subject or title.
pub const LONGEST_TITLE: usize = 200;
/// The longest text of several lines.
pub const LONGEST_BODY: usize = 20_000;

/// Several lines. Line breaks and tabs stay; other control characters go.
pub fn clean(text: &str) -> String {
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = unified.chars().filter(|c| matches!(c, '\n' | '\t') || !(c.is_control() || turns(*c))).collect();
    kept.trim().to_owned()
}

/// Embeddings, overrides and isolates (Unicode UAX 9): right-to-left scripts read right without them, and a
/// name that holds one can pass for another.
fn turns(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// One line: whatever breaks it becomes a blank.
pub fn clean_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A name or a title: one line that says something.
///
/// # Errors
/// [`Error::Invalid`] at `field` when nothing is left, or more than `longest` characters are.
pub fn line(field: &'static str, text: &str, longest: usize) -> Result<String> {
    said(field, short(field, clean_line(text), longest)?)
}

/// A message: several lines that say something.
///
/// # Errors
/// [`Error::Invalid`] at `field` when nothing is left, or more than [`LONGEST_BODY`] characters are.
pub fn body(field: &'static str, text: &str) -> Result<String> {
    said(field, prose(field, text)?)
}

/// Several lines that may be none.
///
/// # Errors
/// [`Error::Invalid`] at `field` when more than [`LONGEST_BODY`] characters are left.
pub fn prose(field: &'static str, text: &str) -> Result<String> {
    short(field, clean(text), LONGEST_BODY)
}

/// An email address as it is kept and compared. PostgreSQL has no place for a NUL, and nobody's address holds one.
pub fn address(text: &str) -> String {
    text.trim().to_lowercase().replace('\0', "\u{fffd}")
}

/// Whether this is an email address, as far as that can be told without writing to it.
pub fn is_address(text: &str) -> bool {
    let plain = text.chars().count() <= 320
        && !text.chars().any(|c| c.is_whitespace() || c.is_control() || ",;<>\"()".contains(c));
    plain
        && text.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty()
                && !host.contains('@')
                && host.split('.').count() > 1
                && host.split('.').all(|part| !part.is_empty())
        })
}

fn said(field: &'static str, text: String) -> Result<String> {
    if text.is_empty() { Err(Error::field(field, "Write something here.")) } else { Ok(text) }
}

fn short(field: &'static str, text: String, longest: usize) -> Result<String> {
    let length = text.chars().count();
    if length > longest {
        return Err(Error::field(field, format!("This is {length} characters long; at most {longest} fit.")));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_go_and_every_script_stays() {
        assert_eq!(clean(" a\u{0}\u{1b}[31mb\r\nc\td \u{7}"), "a[31mb\nc\td");
        assert_eq!(clean("invoice \u{202e}fdp.exe\u{2066}"), "invoice fdp.exe");
        assert_eq!(clean("شكرا 👩‍👩‍👧 ありがとう"), "شكرا 👩‍👩‍👧 ありがとう");
        assert_eq!(clean_line("two\n lines\t here"), "two lines here");
    }

    #[test]
    fn length_is_counted_in_characters_after_cleaning() {
        assert!(body("body", &"ß".repeat(LONGEST_BODY)).is_ok());
        assert!(body("body", &"ß".repeat(LONGEST_BODY + 1)).is_err());
        assert!(line("name", &format!("  {}\n", "n".repeat(LONGEST_NAME)), LONGEST_NAME).is_ok());
    }

    #[test]
    fn an_address_has_a_name_and_a_host() {
        for address in ["carla@acme.test", "c.o+portal@mail.acme.test", "käthe@bücher.test"] {
            assert!(is_address(address), "{address}");
        }
        for wrong in [
            "",
            "carla",
            "@acme.test",
            "carla@",
            "carla@acme",
            "a@b@c.test",
            "a b@c.test",
            "a@c..test",
            "<a@c.test>",
            "a@c.test,b@c.test",
        ] {
            assert!(!is_address(wrong), "{wrong}");
        }
    }

    #[test]
    fn blanks_alone_say_nothing_and_only_prose_may_be_empty() {
        assert!(body("body", " \n\t ").is_err());
        assert!(line("name", "\u{7}", LONGEST_NAME).is_err());
        assert_eq!(prose("summary", " \n ").ok().as_deref(), Some(""));
    }
}
