//! What people write, as it is kept: without blanks around it, and without control characters, which no
//! keyboard makes and no reader sees; those that turn the reading direction of what comes after among them.

use std::borrow::Cow;
use std::fmt::Display;

use crate::error::{Error, Result};
use crate::host;

/// The longest name of anything.
pub const LONGEST_NAME: usize = 120;
/// The longest subject or title.
pub const LONGEST_TITLE: usize = 200;
/// The longest email address (RFC 5321, 4.5.3.1.3, without its brackets).
pub const LONGEST_ADDRESS: usize = 254;
/// The longest telephone number (E.164 has 15 digits; people write blanks and brackets).
pub const LONGEST_PHONE: usize = 40;
/// The longest short name.
const LONGEST_SLUG: usize = 60;
/// The longest text of several lines.
pub const LONGEST_BODY: usize = 20_000;

/// Several lines. Line breaks and tabs stay; other control characters go.
pub fn clean(text: &str) -> String {
    seen(text).trim().to_owned()
}

/// Without what no reader sees.
fn seen(text: &str) -> String {
    let unified = text.replace("\r\n", "\n").replace('\r', "\n");
    unified.chars().filter(|c| matches!(c, '\n' | '\t') || !(c.is_control() || turns(*c))).collect()
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

/// A short name as it stands in addresses and in what staff write.
///
/// # Errors
/// [`Error::Invalid`] at `slug` when it could not.
pub fn slug(text: &str) -> Result<String> {
    if is_slug(text) {
        Ok(text.to_owned())
    } else {
        Err(Error::field("slug", "Use small letters, digits and hyphens."))
    }
}

/// A short name made of a name; where the name has nothing to make one of, of what it is and chance.
pub fn slug_of(what: &str, name: &str) -> String {
    let words = name.to_lowercase();
    let words = words.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let slug: String = words.collect::<Vec<_>>().join("-").chars().take(LONGEST_SLUG).collect();
    let slug = slug.trim_end_matches('-').to_owned();
    if slug.is_empty() { format!("{what}-{}", &uuid::Uuid::new_v4().to_string()[28..]) } else { slug }
}

/// How many of something: "1 file", "2 files". The noun is one whose plural ends in an s.
pub fn counted<N: Copy + PartialEq + From<u8> + Display>(number: N, noun: &str) -> String {
    if number == N::from(1) { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

fn is_slug(text: &str) -> bool {
    let inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (1..=LONGEST_SLUG).contains(&text.len())
        && text.chars().all(inner)
        && !text.starts_with('-')
        && !text.ends_with('-')
}

/// A name or a title: one line that says something.
///
/// # Errors
/// [`Error::Invalid`] at `field` when nothing is left, or more than `longest` characters are.
pub fn line(field: impl Into<Cow<'static, str>>, text: &str, longest: usize) -> Result<String> {
    let field = field.into();
    said(field.clone(), short(field, clean_line(text), longest)?)
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

/// Several lines that somebody still writes: the blanks around them stay.
///
/// # Errors
/// [`Error::Invalid`] at `field` when more than [`LONGEST_BODY`] characters are left.
pub fn unfinished(field: &'static str, text: &str) -> Result<String> {
    short(field, seen(text), LONGEST_BODY)
}

/// An email address as it is kept and compared: small letters, and the domain as the DNS writes it. Whoever
/// signs in may write it differently; it is the same address. PostgreSQL has no place for a NUL, and nobody's
/// address holds one.
pub fn address(text: &str) -> String {
    let small = text.trim().to_lowercase().replace('\0', "\u{fffd}");
    let known = small.rsplit_once('@').and_then(|(local, domain)| Some((local, idna::domain_to_ascii(domain).ok()?)));
    known.map(|(local, domain)| format!("{local}@{domain}")).unwrap_or(small)
}

/// A kept email address as people read it, with its domain in its own script. What is sent to, copied and compared is the
/// kept one.
pub fn address_for_people(address: &str) -> String {
    let parts = address.rsplit_once('@');
    parts.map_or_else(|| address.to_owned(), |(local, domain)| format!("{local}@{}", host::for_people(domain)))
}

/// An email address that somebody is to be known by, in the form in which it is kept.
///
/// # Errors
/// [`Error::Invalid`] at `field` when it is none, or none that mail reaches everywhere: before the `@` stand
/// letters, digits and signs of ASCII (RFC 5321, 4.1.2, without quotes).
pub fn email(field: &'static str, text: &str) -> Result<String> {
    let address = address(text);
    if address.len() > LONGEST_ADDRESS {
        return Err(Error::field(field, format!("An email address has at most {LONGEST_ADDRESS} characters.")));
    }
    if is_address(&address) { Ok(address) } else { Err(Error::field(field, "This is not an email address.")) }
}

fn is_address(address: &str) -> bool {
    let Some((local, domain)) = address.rsplit_once('@') else { return false };
    let sign = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&byte);
    let atom = |part: &str| !part.is_empty() && part.bytes().all(sign);
    let inner = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let label = |part: &str| (1..=63).contains(&part.len()) && part.bytes().all(inner);
    let edges = |part: &str| !part.starts_with('-') && !part.ends_with('-');
    local.len() <= 64
        && local.split('.').all(atom)
        && domain.contains('.')
        && domain.split('.').all(|part| label(part) && edges(part))
}

/// A telephone number, as people write them; none where nothing is left.
///
/// # Errors
/// [`Error::Invalid`] at `field` when it is none.
pub fn phone(field: &'static str, text: &str) -> Result<Option<String>> {
    let number = text.trim();
    let sign = |letter: char| letter.is_ascii_digit() || " +()-./".contains(letter);
    if number.chars().count() > LONGEST_PHONE || !number.chars().all(sign) {
        return Err(Error::field(field, "Use digits, blanks and + ( ) - . /"));
    }
    Ok(Some(number.to_owned()).filter(|number| !number.is_empty()))
}

fn said(field: impl Into<Cow<'static, str>>, text: String) -> Result<String> {
    let field = field.into();
    let wanted = if field == "subject" { "Write a subject." } else { "Write something here." };
    if text.is_empty() { Err(Error::field(field, wanted)) } else { Ok(text) }
}

fn short(field: impl Into<Cow<'static, str>>, text: String, longest: usize) -> Result<String> {
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
    fn an_address_has_one_form() {
        let long = format!("{}@{}.{}.{}.test", "a".repeat(64), "b".repeat(63), "c".repeat(63), "d".repeat(56));
        assert_eq!(long.len(), LONGEST_ADDRESS);
        for (written, kept) in [
            (" Carla@ACME.test\n", "carla@acme.test"),
            ("carla+portal@acme.test", "carla+portal@acme.test"),
            ("c.o'neil_1@mail.acme.test", "c.o'neil_1@mail.acme.test"),
            ("carla@Bücher.test", "carla@xn--bcher-kva.test"),
            ("carla@xn--bcher-kva.test", "carla@xn--bcher-kva.test"),
            // The Kelvin sign is a k.
            ("\u{212a}arla@acme.test", "karla@acme.test"),
            (&long, &long),
        ] {
            assert_eq!(email("email", written).ok().as_deref(), Some(kept), "{written}");
            assert_eq!(address(written), kept);
        }
        assert_eq!(address_for_people("carla@xn--bcher-kva.test"), "carla@bücher.test");
        assert_eq!(address_for_people("carla@acme.test"), "carla@acme.test");
        for wrong in [
            "",
            "@",
            "carla",
            "carla@",
            "@acme.test",
            "carla@acme",
            "carla@acme..test",
            "carla@-acme.test",
            "carla@acme.test.",
            ".carla@acme.test",
            "carla..x@acme.test",
            "carla x@acme.test",
            "carla@acme.test, eve@evil.test",
            "carla@acme.test\r\nbcc: eve@evil.test",
            "Carla <carla@acme.test>",
            "\"carla\"@acme.test",
            "cärla@acme.test",
            "carla\u{200b}@acme.test",
            "carla@[127.0.0.1]",
            "car\0la@acme.test",
            &format!("a{long}"),
            &format!("{}@acme.test", "a".repeat(65)),
            &format!("carla@{}.test", "b".repeat(64)),
        ] {
            assert!(email("email", wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn blanks_alone_say_nothing_and_only_prose_may_be_empty() {
        assert!(body("body", " \n\t ").is_err());
        assert!(line("name", "\u{7}", LONGEST_NAME).is_err());
        assert_eq!(prose("summary", " \n ").ok().as_deref(), Some(""));
    }

    #[test]
    fn one_is_one_and_all_else_is_many() {
        let all: Vec<String> = (0..3).map(|number: usize| counted(number, "file")).collect();
        assert_eq!(all, ["0 files", "1 file", "2 files"]);
        assert_eq!(counted(-1, "day"), "-1 days");
    }

    #[test]
    fn a_slug_fits_in_an_address() {
        assert!(is_slug("franchise-foods-2"));
        for wrong in ["", "-acme", "acme-", "Acme", "acme coffee", "café", &"a".repeat(61)] {
            assert!(!is_slug(wrong), "{wrong:?}");
        }
    }

    #[test]
    fn a_slug_is_made_of_any_name() {
        assert_eq!(slug_of("client", "Acme Coffee & Sons, Ltd."), "acme-coffee-sons-ltd");
        for name in ["ありがとう", "", "--", &"long name ".repeat(20), "Café"] {
            assert!(is_slug(&slug_of("client", name)), "{name}");
        }
    }
}
