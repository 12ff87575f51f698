use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key as the table names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    pub(super) code: KeyCode,
    pub(super) ctrl: bool,
}

/// Keys with names of several letters. The first name of a key is the one that is told.
const NAMES: [(&str, KeyCode); 19] = [
    ("space", KeyCode::Char(' ')),
    ("↑", KeyCode::Up),
    ("↓", KeyCode::Down),
    ("←", KeyCode::Left),
    ("→", KeyCode::Right),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("enter", KeyCode::Enter),
    ("esc", KeyCode::Esc),
    ("tab", KeyCode::Tab),
    ("shift-tab", KeyCode::BackTab),
    ("pgdn", KeyCode::PageDown),
    ("pgup", KeyCode::PageUp),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("insert", KeyCode::Insert),
    ("delete", KeyCode::Delete),
];

impl Key {
    pub(super) fn of(event: KeyEvent) -> Option<Self> {
        let modifiers = event.modifiers - KeyModifiers::SHIFT;
        let ctrl = modifiers == KeyModifiers::CONTROL;
        (ctrl || modifiers.is_empty()).then_some(Self { code: event.code, ctrl })
    }

    /// A key by its name, or why there is none.
    pub fn read(name: &str) -> Result<Self, String> {
        if let Some((_, code)) = NAMES.iter().find(|(known, _)| *known == name) {
            return Ok(Self { code: *code, ctrl: false });
        }
        if let Some(number) = name.strip_prefix('f').and_then(|number| number.parse::<u8>().ok())
            && (1..=12).contains(&number)
        {
            return Ok(Self { code: KeyCode::F(number), ctrl: false });
        }
        let (letters, ctrl) = name.strip_prefix("ctrl-").map_or((name, false), |letters| (letters, true));
        let mut letters = letters.chars();
        match (letters.next(), letters.next()) {
            (Some(letter @ ('i' | 'm' | 'j' | 'h' | '[')), None) if ctrl => {
                let same = match letter {
                    'i' => "tab",
                    '[' => "esc",
                    'h' => "backspace",
                    _ => "enter",
                };
                Err(format!("“{name}” cannot be told from {same} in a terminal"))
            }
            (Some(letter), None) if ctrl && letter.is_ascii_lowercase() => {
                Ok(Self { code: KeyCode::Char(letter), ctrl })
            }
            (Some(letter), None) if !ctrl && !letter.is_control() && !letter.is_whitespace() => {
                Ok(Self { code: KeyCode::Char(letter), ctrl })
            }
            _ => Err(format!("there is no key “{name}”; keys are a sign, ctrl-a to ctrl-z, f1 to f12, or {}", names())),
        }
    }

    /// The key as people write it.
    pub fn name(self) -> String {
        let name = match (NAMES.iter().find(|(_, code)| *code == self.code), self.code) {
            (Some((name, _)), _) => (*name).into(),
            (None, KeyCode::Char(letter)) => letter.to_string(),
            (None, code) => code.to_string().to_lowercase(),
        };
        if self.ctrl { format!("ctrl-{name}") } else { name }
    }

    /// Whether it is a sign where text is typed.
    pub fn types(self) -> bool {
        !self.ctrl && matches!(self.code, KeyCode::Char(_))
    }
}

fn names() -> String {
    let plain = NAMES.iter().map(|(name, _)| *name).filter(|name| name.is_ascii());
    plain.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_is_told() {
        for name in ["r", "R", "é", "?", "space", "esc", "↑", "shift-tab", "ctrl-s", "f5", "pgdn", "delete"] {
            assert_eq!(Key::read(name).unwrap().name(), name);
        }
        assert_eq!(Key::read("left").unwrap().name(), "←");
    }

    #[test]
    fn what_is_no_key_is_told() {
        for name in ["", "f0", "f13", "ctrl-", "ctrl-S", "ctrl-ab", "alt-x", "rr", " ", "\t", "Enter"] {
            assert!(Key::read(name).unwrap_err().contains("there is no key"), "{name}");
        }
        assert!(Key::read("ctrl-m").unwrap_err().contains("told from enter"));
    }
}
