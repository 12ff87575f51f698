use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use unicode_segmentation::UnicodeSegmentation;

use crate::{foreign, text};

/// One line that is being typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Input {
    before: String,
    after: String,
}

impl Input {
    /// A line to go on with.
    pub fn new(text: &str) -> Self {
        Self { before: foreign::line(text), after: String::new() }
    }

    /// All that is typed.
    pub fn text(&self) -> String {
        format!("{}{}", self.before, self.after)
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.before.is_empty() && self.after.is_empty()
    }

    /// What stands before the cursor.
    pub fn before(&self) -> &str {
        &self.before
    }

    /// Puts text in place of so many characters before the cursor.
    pub fn replace(&mut self, characters: usize, text: &str) {
        let kept = self.before.chars().count().saturating_sub(characters);
        self.before = self.before.chars().take(kept).collect();
        self.insert(text);
    }

    /// Adds text at the cursor, as one line.
    pub fn insert(&mut self, text: &str) {
        self.before.push_str(&foreign::line(text));
    }

    /// Takes a key, and says whether the text changed.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        let before = self.text();
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char('a') if ctrl => self.home(),
            KeyCode::Char('e') if ctrl => self.end(),
            KeyCode::Char('u') if ctrl => self.before.clear(),
            KeyCode::Char('k') if ctrl => self.after.clear(),
            KeyCode::Char('w') if ctrl => {
                let kept = self.before.trim_end().rfind(' ').map_or(0, |at| at + 1);
                self.before.truncate(kept);
            }
            KeyCode::Char(letter) if !ctrl && !key.modifiers.contains(KeyModifiers::ALT) => {
                self.insert(letter.encode_utf8(&mut [0; 4]));
            }
            KeyCode::Backspace => {
                self.before.truncate(last(&self.before));
            }
            KeyCode::Delete => drop(self.after.drain(..first(&self.after))),
            KeyCode::Left => {
                let moved = self.before.split_off(last(&self.before));
                self.after.insert_str(0, &moved);
            }
            KeyCode::Right => self.before.extend(self.after.drain(..first(&self.after))),
            KeyCode::Home => self.home(),
            KeyCode::End => self.end(),
            _ => {}
        }
        self.text() != before
    }

    fn home(&mut self) {
        self.after.insert_str(0, &std::mem::take(&mut self.before));
    }

    fn end(&mut self) {
        self.before.push_str(&std::mem::take(&mut self.after));
    }

    /// The part that fits into so many columns, and the column of the cursor in it.
    pub fn shown(&self, columns: usize, mask: bool) -> (String, usize) {
        let hide = |part: &str| match mask {
            true => "•".repeat(part.graphemes(true).count()),
            false => part.to_owned(),
        };
        let (before, after) = (hide(&self.before), hide(&self.after));
        let mut shown = before.as_str();
        while text::width(shown) + 1 > columns && !shown.is_empty() {
            shown = &shown[first(shown)..];
        }
        (format!("{shown}{after}"), text::width(shown))
    }
}

fn last(text: &str) -> usize {
    text.grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
}

fn first(text: &str) -> usize {
    text.graphemes(true).next().map_or(0, str::len)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(input: &mut Input, code: KeyCode) -> bool {
        input.key(KeyEvent::new(code, KeyModifiers::NONE))
    }

    #[test]
    fn whole_characters_are_moved_over_and_taken_away() {
        let mut input = Input::new("a👩‍👩‍👧b");
        press(&mut input, KeyCode::Left);
        press(&mut input, KeyCode::Backspace);
        assert_eq!(input.text(), "ab");
        press(&mut input, KeyCode::Home);
        press(&mut input, KeyCode::Delete);
        assert_eq!(input.text(), "b");
        assert!(!press(&mut input, KeyCode::Home));
    }

    #[test]
    fn a_long_line_shows_its_end_and_a_masked_one_nothing() {
        let input = Input::new("abcdef");
        assert_eq!(input.shown(4, false), ("def".into(), 3));
        assert_eq!(input.shown(9, true), ("••••••".into(), 6));
    }

    #[test]
    fn what_is_pasted_stays_one_clean_line() {
        let mut input = Input::default();
        input.insert("a\nb\u{1b}[0m");
        assert_eq!(input.text(), "a b[0m");
    }
}
