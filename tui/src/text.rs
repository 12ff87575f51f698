//! Measuring, cutting and wrapping by what a terminal shows, not by bytes.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The columns a text takes.
pub fn width(text: &str) -> usize {
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// At most so many columns; what is cut ends in an ellipsis.
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        used += grapheme.width();
        if used + 1 > columns {
            break;
        }
        out.push_str(grapheme);
    }
    if columns > 0 {
        out.push('…');
    }
    out
}

/// Exactly so many columns, cut or filled on the right.
pub fn fit(text: &str, columns: usize) -> String {
    let mut out = cut(text, columns);
    out.extend(std::iter::repeat_n(' ', columns.saturating_sub(width(&out))));
    out
}

/// Exactly so many columns, cut or filled on the left.
pub fn fit_right(text: &str, columns: usize) -> String {
    let cut = cut(text, columns);
    let fill = columns.saturating_sub(width(&cut));
    " ".repeat(fill) + &cut
}

/// An email address as people read it, with its domain in its own letters where all of them are Latin; as DNS writes it
/// otherwise. Which other letters pose as these, and may not stand together, the server knows, and a second list of them
/// would be a weaker one.
pub fn address(kept: &str) -> String {
    let latin = |letter: char| letter.is_alphabetic() && ('\u{c0}'..='\u{17f}').contains(&letter);
    let shown = kept.rsplit_once('@').and_then(|(local, domain)| {
        let (shown, outcome) = idna::domain_to_unicode(domain);
        (outcome.is_ok() && shown.chars().all(|letter| letter.is_ascii() || latin(letter)))
            .then(|| format!("{local}@{shown}"))
    });
    shown.unwrap_or_else(|| kept.to_owned())
}

/// Breaks text into lines of at most so many columns, at spaces where there are any.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    text.split('\n').flat_map(|line| wrap_line(line, columns.max(1))).collect()
}

fn wrap_line(line: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut current = String::new();
    let mut used = 0;
    for word in words(line) {
        let wide = width(word);
        if used + wide > columns && !current.is_empty() {
            lines.push(std::mem::take(&mut current).trim_end().to_owned());
            used = 0;
            if word.trim().is_empty() {
                continue;
            }
        }
        for grapheme in word.graphemes(true) {
            let wide = grapheme.width();
            if used + wide > columns && used > 0 {
                lines.push(std::mem::take(&mut current));
                used = 0;
            }
            current.push_str(grapheme);
            used += wide;
        }
    }
    lines.push(current.trim_end().to_owned());
    lines
}

/// Words and the spaces between them; what ends or begins a word, such as a full stop, stays with it.
fn words(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let mut end = 0;
        for part in rest.split_word_bounds() {
            let (so_far, space) = (&rest[..end], part.trim().is_empty());
            let joins = |text: &str| !text.trim().is_empty() && !text.ends_with(char::is_alphanumeric);
            if end > 0 && (space || so_far.trim().is_empty() || !(joins(part) || joins(so_far))) {
                break;
            }
            end += part.len();
        }
        let word = rest.get(..end).filter(|word| !word.is_empty())?;
        rest = &rest[end..];
        Some(word)
    })
}

/// The same words as a sentence begins.
pub fn begun(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The same words as a whole sentence.
pub fn sentence(words: &str) -> String {
    let words = begun(words.trim_end());
    let ended = words.is_empty() || words.ends_with(['.', '!', '?', '…']);
    if ended { words } else { words + "." }
}

/// A name from elsewhere as a file may be called here: no folders, nothing hidden, no control characters.
pub fn file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean = crate::foreign::line(last).trim().trim_start_matches(['.', '~', '-']).to_owned();
    if clean.is_empty() { "file".into() } else { clean }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_a_sentence_once() {
        let told = ["", "some fields need another look", "übrig (2)", "Already one.", "Why?"].map(sentence);
        assert_eq!(told, ["", "Some fields need another look.", "Übrig (2).", "Already one.", "Why?"]);
    }

    #[test]
    fn a_name_from_elsewhere_stays_in_its_folder() {
        let names =
            ["poster.pdf", "../../etc/passwd", ".bashrc", "a\u{1b}[2Jb.png", "..", "日本 語.png"].map(file_name);
        assert_eq!(names, ["poster.pdf", "passwd", "bashrc", "a[2Jb.png", "file", "日本 語.png"]);
    }

    #[test]
    fn an_address_is_read_in_its_own_letters_unless_they_could_pose_as_others() {
        assert_eq!(address("carla@xn--bcher-kva.test"), "carla@bücher.test");
        // One letter is Cyrillic; Cyrillic ones with a script g between; all are Japanese, and none poses as anything.
        let posing = ["carla@xn--pple-43d.test", "carla@xn--0naa81l8aa58f.test", "carla@xn--r8jz45g.xn--zckzah"];
        for kept in ["carla@acme.test", "carla@xn--zzzzzzzzz.test", "nobody"].into_iter().chain(posing) {
            assert_eq!(address(kept), kept);
        }
    }

    #[test]
    fn wide_characters_and_emoji_are_measured() {
        assert_eq!(width("日本"), 4);
        assert_eq!(width("👩‍👩‍👧"), 2);
        assert_eq!(cut("日本語", 5), "日本…");
        assert_eq!(fit("日本語", 4), "日… ");
        assert_eq!(fit_right("ab", 4), "  ab");
        assert_eq!(cut("abc", 0), "");
    }

    #[test]
    fn lines_break_at_spaces_and_only_then_in_words() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("one two.", 7), ["one", "two."]);
        assert_eq!(wrap("say “no” ok", 7), ["say", "“no” ok"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("a\n\nb", 9), ["a", "", "b"]);
        assert_eq!(wrap("日本語", 3), ["日", "本", "語"]);
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        let text = "The hero image 👩‍👩‍👧 takes 日本語 seconds-on-my-very-long-word phone …";
        for columns in 2..30 {
            assert!(wrap(text, columns).iter().all(|line| width(line) <= columns), "{columns}");
        }
    }
}
