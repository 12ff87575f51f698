use ratatui::style::{Color, Modifier, Style};

/// Styles by meaning. The built-in ones use a terminal's own sixteen colours and no backgrounds, so that its palette
/// holds; a config file may choose other inks. Without colours the meaning stays in shapes, words, weight and frames.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme([Option<Color>; 7]);

/// What a colour says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// The present place.
    Accent,
    /// What a client said.
    Client,
    /// What staff said to a client.
    Reply,
    /// What never leaves the agency.
    Note,
    /// Urgent, failed.
    Danger,
    /// High, waiting long.
    Warning,
    /// Live, done.
    Positive,
}

impl Ink {
    /// All of them, with the names that a config file has for them.
    pub const ALL: [(Self, &'static str); 7] = [
        (Self::Accent, "accent"),
        (Self::Client, "client"),
        (Self::Reply, "reply"),
        (Self::Note, "note"),
        (Self::Danger, "danger"),
        (Self::Warning, "warning"),
        (Self::Positive, "positive"),
    ];
}

/// How far apart colours are that nobody takes for each other, of 441 between black and white.
const APART: f64 = 120.0;

impl Theme {
    /// For dark terminals.
    pub const DARK: Self = Self::of([
        Color::Cyan,
        Color::Green,
        Color::Cyan,
        Color::LightMagenta,
        Color::LightRed,
        Color::Yellow,
        Color::Green,
    ]);
    /// For light terminals.
    pub const LIGHT: Self =
        Self::of([Color::Blue, Color::Green, Color::Blue, Color::Magenta, Color::Red, Color::Red, Color::Green]);
    /// The bright half of the palette, for dark terminals that are hard to read.
    pub const BRIGHT: Self = Self::of([
        Color::LightCyan,
        Color::LightGreen,
        Color::LightCyan,
        Color::LightMagenta,
        Color::LightRed,
        Color::LightYellow,
        Color::LightGreen,
    ]);
    /// Told apart however eyes see red and green (the palette of Okabe and Ito).
    pub const COLOUR_BLIND: Self = Self::of([
        Color::Rgb(86, 180, 233),
        Color::Rgb(0, 158, 115),
        Color::Rgb(86, 180, 233),
        Color::Rgb(230, 159, 0),
        Color::Rgb(213, 94, 0),
        Color::Rgb(240, 228, 66),
        Color::Rgb(0, 158, 115),
    ]);
    /// For `NO_COLOR`.
    pub const PLAIN: Self = Self([None; 7]);

    /// All of them, with their names.
    pub const ALL: [(&'static str, Self); 5] = [
        ("dark", Self::DARK),
        ("light", Self::LIGHT),
        ("bright", Self::BRIGHT),
        ("colour-blind", Self::COLOUR_BLIND),
        ("plain", Self::PLAIN),
    ];

    const fn of(inks: [Color; 7]) -> Self {
        let [accent, client, reply, note, danger, warning, positive] = inks;
        Self([Some(accent), Some(client), Some(reply), Some(note), Some(danger), Some(warning), Some(positive)])
    }

    /// From what the environment says: `NO_COLOR`, and `COLORFGBG` as terminals with a light ground set it.
    pub fn detect(no_color: Option<&str>, foreground_background: Option<&str>) -> Self {
        if no_color.is_some_and(|value| !value.is_empty()) {
            return Self::PLAIN;
        }
        match foreground_background.and_then(|value| value.rsplit(';').next()) {
            Some("7" | "15") => Self::LIGHT,
            _ => Self::DARK,
        }
    }

    /// A built-in one by its name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| *known == name).map(|(_, theme)| theme)
    }

    /// The same with another ink; none is the terminal's own.
    pub fn with(mut self, ink: Ink, colour: Option<Color>) -> Self {
        self.0[ink as usize] = colour;
        self
    }

    /// Whether there are no colours at all.
    pub fn is_plain(self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// Whether a note's colour cannot be taken for one of something that clients read.
    pub fn sets_notes_apart(self) -> bool {
        if self.is_plain() {
            return true;
        }
        let rgb = |ink: Ink| self.0[ink as usize].and_then(rgb);
        let Some(note) = rgb(Ink::Note) else {
            return false;
        };
        [Ink::Client, Ink::Reply].into_iter().filter_map(rgb).all(|other| distance(note, other) >= APART)
    }

    fn ink(self, ink: Ink) -> Style {
        self.0[ink as usize].map_or_else(Style::new, |colour| Style::new().fg(colour))
    }

    /// Ordinary text.
    pub fn text(self) -> Style {
        Style::new()
    }

    /// Headings and what is unread.
    pub fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// What is there but need not be read.
    pub fn muted(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// The row under the cursor.
    pub fn selected(self) -> Style {
        Style::new().add_modifier(Modifier::REVERSED)
    }

    /// The row that was under the cursor when another pane took over.
    pub fn rested(self) -> Style {
        Style::new().add_modifier(Modifier::UNDERLINED)
    }

    /// The present place and the pane that has the keys.
    pub fn accent(self) -> Style {
        self.ink(Ink::Accent).add_modifier(Modifier::BOLD)
    }

    /// What a client said.
    pub fn client(self) -> Style {
        self.ink(Ink::Client)
    }

    /// What staff said to a client, and the composer that does.
    pub fn reply(self) -> Style {
        self.ink(Ink::Reply)
    }

    /// What never leaves the agency.
    pub fn note(self) -> Style {
        self.ink(Ink::Note)
    }

    /// Urgent, failed.
    pub fn danger(self) -> Style {
        self.ink(Ink::Danger).add_modifier(Modifier::BOLD)
    }

    /// High, waiting long, reconnecting.
    pub fn warning(self) -> Style {
        self.ink(Ink::Warning)
    }

    /// Live, done.
    pub fn positive(self) -> Style {
        self.ink(Ink::Positive)
    }
}

/// A colour as a terminal usually shows it; none where it is the terminal's own affair.
fn rgb(colour: Color) -> Option<[u8; 3]> {
    const NAMED: [Color; 16] = [
        Color::Black,
        Color::Red,
        Color::Green,
        Color::Yellow,
        Color::Blue,
        Color::Magenta,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::LightRed,
        Color::LightGreen,
        Color::LightYellow,
        Color::LightBlue,
        Color::LightMagenta,
        Color::LightCyan,
        Color::White,
    ];
    let of = |index: usize| {
        let (dim, bright) = if index < 8 { (0, 170) } else { (85, 255) };
        let level = |bit: usize| if (index >> bit) & 1 == 1 { bright } else { dim };
        [level(0), level(1), level(2)]
    };
    match colour {
        Color::Rgb(red, green, blue) => Some([red, green, blue]),
        Color::Indexed(index @ 0..16) => Some(of(index.into())),
        Color::Indexed(index @ 16..232) => {
            let level = |step: u8| if step == 0 { 0 } else { 55 + step * 40 };
            let cube = index - 16;
            Some([level(cube / 36), level(cube / 6 % 6), level(cube % 6)])
        }
        Color::Indexed(grey) => Some([8 + (grey - 232) * 10; 3]),
        named => NAMED.iter().position(|one| *one == named).map(of),
    }
}

fn distance(one: [u8; 3], other: [u8; 3]) -> f64 {
    let squares = one.iter().zip(other).map(|(mine, theirs)| (f64::from(*mine) - f64::from(theirs)).powi(2));
    squares.sum::<f64>().sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_color_takes_every_colour_away() {
        let theme = Theme::detect(Some("1"), Some("15;0"));
        assert_eq!(theme, Theme::PLAIN);
        for style in [theme.accent(), theme.note(), theme.reply(), theme.danger(), theme.warning()] {
            assert_eq!((style.fg, style.bg), (None, None));
        }
        assert_eq!(Theme::detect(Some(""), None), Theme::DARK);
    }

    #[test]
    fn a_light_terminal_is_noticed() {
        assert_eq!(Theme::detect(None, Some("0;15")), Theme::LIGHT);
        assert_eq!(Theme::detect(None, Some("15;default;0")), Theme::DARK);
    }

    #[test]
    fn s1_97_a_note_is_unmistakable_in_every_theme() {
        for (name, theme) in Theme::ALL {
            assert!(theme.sets_notes_apart(), "{name}");
            if theme.is_plain() {
                continue;
            }
            for other in [theme.client(), theme.reply(), theme.text(), theme.muted(), theme.accent()] {
                assert_ne!(theme.note().fg, other.fg, "{name}");
            }
        }
    }

    #[test]
    fn inks_that_are_alike_do_not_set_notes_apart() {
        let note = |colour| Theme::DARK.with(Ink::Note, colour).sets_notes_apart();
        assert!(note(Some(Color::Rgb(255, 0, 255))) && note(Some(Color::Indexed(208))));
        assert!(!note(Some(Color::Cyan)) && !note(Some(Color::Rgb(0, 180, 180))) && !note(Some(Color::Indexed(37))));
        assert!(!note(None) && !note(Some(Color::Reset)), "the terminal’s own colour is that of all text");
        assert!(!Theme::DARK.with(Ink::Reply, Some(Color::LightMagenta)).sets_notes_apart());
    }
}
