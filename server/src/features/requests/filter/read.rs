//! A text as terms, each with the place where it stands.

use super::{Compare, Fault, LONGEST, MOST_TERMS, MOST_VALUES};

/// A term as it was written.
#[derive(Debug, PartialEq, Eq)]
pub struct Term {
    pub denied: bool,
    pub said: Said,
}

/// What a term says.
#[derive(Debug, PartialEq, Eq)]
pub enum Said {
    Word(Word),
    Field { name: Word, compare: Option<Compare>, values: Vec<Word> },
}

/// A word, and how many characters come before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub at: usize,
    pub text: String,
    pub quoted: bool,
}

struct Reader {
    text: Vec<char>,
    at: usize,
}

/// The terms of a text.
pub fn read(text: &str) -> Result<Vec<Term>, Fault> {
    let text: Vec<char> = text.chars().take(LONGEST + 1).collect();
    if text.len() > LONGEST {
        return Err(Fault::at(LONGEST, "", format!("A filter has at most {LONGEST} characters.")));
    }
    let mut reader = Reader { text, at: 0 };
    let mut terms = Vec::new();
    while let Some(next) = reader.peek() {
        if next.is_whitespace() {
            reader.at += 1;
            continue;
        }
        if terms.len() == MOST_TERMS {
            let word = reader.rest_of_word();
            return Err(Fault::at(reader.at, &word, format!("A filter has at most {MOST_TERMS} terms.")));
        }
        terms.push(reader.term()?);
    }
    Ok(terms)
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.text.get(self.at).copied()
    }

    fn until(&mut self, ends: impl Fn(char) -> bool) -> String {
        let from = self.at;
        while self.peek().is_some_and(|next| !ends(next)) {
            self.at += 1;
        }
        self.text[from..self.at].iter().collect()
    }

    /// What stands from here to the next blank, to show it.
    fn rest_of_word(&self) -> String {
        self.text[self.at..].iter().take_while(|next| !next.is_whitespace()).take(40).collect()
    }

    fn term(&mut self) -> Result<Term, Fault> {
        let begin = self.at;
        let denied = self.peek() == Some('-');
        self.at += usize::from(denied);
        if self.peek().is_none_or(char::is_whitespace) {
            return Err(Fault::at(begin, "-", "Say what is denied, right after the “-”."));
        }
        if self.peek() == Some('"') {
            return Ok(Term { denied, said: Said::Word(self.quoted()?) });
        }
        let at = self.at;
        let name = self.until(|next| !(next.is_alphanumeric() || next == '_'));
        match self.compare() {
            Some(compare) if !name.is_empty() => {
                let values = self.values(&name)?;
                let name = Word { at, text: name.to_lowercase(), quoted: false };
                Ok(Term { denied, said: Said::Field { name, compare, values } })
            }
            _ => {
                self.at = at;
                let text = self.until(|next| next.is_whitespace() || next == '"');
                Ok(Term { denied, said: Said::Word(Word { at, text, quoted: false }) })
            }
        }
    }

    /// `:`, `=`, or how something is compared. The outer is `None` where nothing of it stands here.
    fn compare(&mut self) -> Option<Option<Compare>> {
        let first = self.peek()?;
        let equal = self.text.get(self.at + 1) == Some(&'=');
        let (compare, length) = match (first, equal) {
            (':', _) => (None, 1),
            ('=', _) => (Some(Compare::Equal), 1),
            ('<', true) => (Some(Compare::AtMost), 2),
            ('>', true) => (Some(Compare::AtLeast), 2),
            ('<', false) => (Some(Compare::Less), 1),
            ('>', false) => (Some(Compare::More), 1),
            _ => return None,
        };
        self.at += length;
        Some(compare)
    }

    fn values(&mut self, name: &str) -> Result<Vec<Word>, Fault> {
        let mut values = Vec::new();
        loop {
            let at = self.at;
            if values.len() == MOST_VALUES {
                return Err(Fault::at(at, &self.rest_of_word(), format!("At most {MOST_VALUES} values.")));
            }
            let word = if self.peek() == Some('"') {
                self.quoted()?
            } else {
                let text = self.until(|next| next.is_whitespace() || next == ',' || next == '"');
                Word { at, text, quoted: false }
            };
            if word.text.trim().is_empty() {
                return Err(Fault::at(at, "", format!("Say what “{name}” is to be.")));
            }
            values.push(word);
            if self.peek() != Some(',') {
                return Ok(values);
            }
            self.at += 1;
        }
    }

    fn quoted(&mut self) -> Result<Word, Fault> {
        let at = self.at;
        self.at += 1;
        let text = self.until(|next| next == '"');
        if self.peek().is_none() {
            return Err(Fault::at(at, "\"", "This quotation has no end."));
        }
        self.at += 1;
        Ok(Word { at, text, quoted: true })
    }
}
