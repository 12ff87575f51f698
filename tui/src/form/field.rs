use std::borrow::Cow;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui_textarea::{CursorMove, TextArea, WrapMode};

use crate::{foreign, input::Input};

/// One field.
#[derive(Clone, Debug)]
pub struct Field {
    /// As the API calls it.
    pub name: Cow<'static, str>,
    /// As people do.
    pub label: Cow<'static, str>,
    /// What to know about it.
    pub help: &'static str,
    /// What kind it is, and what it holds.
    pub kind: Kind,
    /// What is wrong with it.
    pub error: Option<String>,
}

/// The kinds of fields.
#[derive(Clone, Debug)]
pub enum Kind {
    /// A line.
    Text(Input),
    /// A line shown as dots.
    Secret(Input),
    /// The path of a file here.
    Path(Input),
    /// Several lines.
    Lines(Box<TextArea<'static>>),
    /// On or off.
    Switch(bool),
    /// One of several.
    Choice {
        /// What there is.
        picks: Vec<Pick>,
        /// The one that is chosen.
        at: usize,
    },
}

/// Something to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    /// As the API calls it.
    pub value: String,
    /// As people do.
    pub label: String,
    /// The switches of the form that are on by it; all others are off.
    pub sets: Option<&'static [&'static str]>,
}

impl Pick {
    /// One that sets no switches.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), sets: None }
    }

    /// The same, setting switches.
    pub fn setting(self, names: &'static [&'static str]) -> Self {
        Self { sets: Some(names), ..self }
    }
}

impl Field {
    fn new(name: impl Into<Cow<'static, str>>, label: impl Into<Cow<'static, str>>, kind: Kind) -> Self {
        Self { name: name.into(), label: label.into(), help: "", kind, error: None }
    }

    /// A line.
    pub fn text(name: impl Into<Cow<'static, str>>, label: impl Into<Cow<'static, str>>, text: &str) -> Self {
        Self::new(name, label, Kind::Text(Input::new(text)))
    }

    /// A line shown as dots.
    pub fn secret(name: impl Into<Cow<'static, str>>, label: impl Into<Cow<'static, str>>) -> Self {
        Self::new(name, label, Kind::Secret(Input::default()))
    }

    /// The path of a file here.
    pub fn path(name: impl Into<Cow<'static, str>>, label: impl Into<Cow<'static, str>>, path: &str) -> Self {
        Self::new(name, label, Kind::Path(Input::new(path)))
    }

    /// Several lines.
    pub fn lines(name: impl Into<Cow<'static, str>>, label: impl Into<Cow<'static, str>>, text: &str) -> Self {
        let mut area = TextArea::new(foreign::block(text).split('\n').map(str::to_owned).collect());
        area.set_wrap_mode(WrapMode::WordOrGlyph);
        area.set_cursor_line_style(Default::default());
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self::new(name, label, Kind::Lines(Box::new(area)))
    }

    /// On or off.
    pub fn switch(name: impl Into<Cow<'static, str>>, label: impl Into<Cow<'static, str>>, on: bool) -> Self {
        Self::new(name, label, Kind::Switch(on))
    }

    /// One of several; the first where none has that value.
    pub fn choice(
        name: impl Into<Cow<'static, str>>,
        label: impl Into<Cow<'static, str>>,
        picks: Vec<Pick>,
        value: &str,
    ) -> Self {
        let at = picks.iter().position(|pick| pick.value == value).unwrap_or(0);
        Self::new(name, label, Kind::Choice { picks, at })
    }

    /// The same field with something to know about it.
    pub fn helped(self, help: &'static str) -> Self {
        Self { help, ..self }
    }

    /// What there is to know beside what it holds: an example has done its part once something is typed.
    pub fn shown_help(&self) -> &'static str {
        let first = self.help.split_whitespace().next().unwrap_or_default();
        let is_value = first.starts_with(|c: char| c.is_ascii_digit()) || first.trim_end_matches(':').contains(':');
        let of_nothing =
            self.help.starts_with("such as ") || self.help.starts_with("empty:") || self.help == "may be empty";
        let is_filled = match &self.kind {
            Kind::Text(input) | Kind::Path(input) | Kind::Secret(input) => !input.text().is_empty(),
            Kind::Lines(_) | Kind::Switch(_) | Kind::Choice { .. } => false,
        };
        if is_filled && (is_value || of_nothing) { "" } else { self.help }
    }
}

impl Kind {
    /// What is typed or chosen.
    pub fn text(&self) -> String {
        match self {
            Self::Text(input) | Self::Secret(input) | Self::Path(input) => input.text(),
            Self::Lines(area) => area.lines().join("\n"),
            Self::Switch(_) => String::new(),
            Self::Choice { picks, at } => picks.get(*at).map(|pick| pick.value.clone()).unwrap_or_default(),
        }
    }

    /// Whether it is a switch that is on.
    pub fn is_on(&self) -> bool {
        matches!(self, Self::Switch(true))
    }

    /// Whether it holds the same as another.
    pub fn same(&self, other: &Self) -> bool {
        self.is_on() == other.is_on() && self.text() == other.text()
    }

    /// The switches that what is chosen turns on.
    pub fn sets(&self) -> Option<&'static [&'static str]> {
        match self {
            Self::Choice { picks, at } => picks.get(*at)?.sets,
            _ => None,
        }
    }

    /// Takes a key, and says whether it changed anything.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        let plain = !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        match (self, key.code) {
            (Self::Text(input) | Self::Secret(input) | Self::Path(input), _) => input.key(key),
            (Self::Lines(area), _) => area.input(key),
            (kind, KeyCode::Char(' ') | KeyCode::Right) if plain => kind.turn(1),
            (kind, KeyCode::Left) if plain => kind.turn(-1),
            _ => false,
        }
    }

    /// Takes pasted text.
    pub fn paste(&mut self, text: &str) -> bool {
        match self {
            Self::Text(input) | Self::Secret(input) | Self::Path(input) => {
                input.insert(text.trim_end_matches(['\r', '\n']));
                true
            }
            Self::Lines(area) => area.insert_str(foreign::block(text)),
            Self::Switch(_) | Self::Choice { .. } => false,
        }
    }

    /// Turns a switch over, or takes the next choice.
    pub fn turn(&mut self, by: isize) -> bool {
        match self {
            Self::Switch(on) => *on = !*on,
            Self::Choice { picks, at } if !picks.is_empty() => {
                let count = isize::try_from(picks.len()).unwrap_or(1);
                let next = (isize::try_from(*at).unwrap_or(0) + by).rem_euclid(count);
                *at = usize::try_from(next).unwrap_or(0);
            }
            _ => return false,
        }
        true
    }
}
