use std::fmt::Write;
use std::ops::{Index, IndexMut};

use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};

use super::colour::{Colour, contrast};

/// What a colour is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token {
    Background,
    Surface,
    Text,
    Muted,
    Border,
    Accent,
    OnAccent,
    Positive,
    Negative,
}

impl Token {
    pub const ALL: [Self; 9] = [
        Self::Background,
        Self::Surface,
        Self::Text,
        Self::Muted,
        Self::Border,
        Self::Accent,
        Self::OnAccent,
        Self::Positive,
        Self::Negative,
    ];

    /// As stylesheets name it.
    pub fn name(self) -> &'static str {
        const NAMES: [&str; 9] =
            ["background", "surface", "text", "muted", "border", "accent", "on-accent", "positive", "negative"];
        NAMES[self as usize]
    }
}

/// By day and by night.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scheme {
    Light,
    Dark,
}

impl Scheme {
    /// The field of the API where this colour stands.
    pub fn field(self, token: Token) -> &'static str {
        const LIGHT: [&str; 9] = [
            "light.background",
            "light.surface",
            "light.text",
            "light.muted",
            "light.border",
            "light.accent",
            "light.on_accent",
            "light.positive",
            "light.negative",
        ];
        const DARK: [&str; 9] = [
            "dark.background",
            "dark.surface",
            "dark.text",
            "dark.muted",
            "dark.border",
            "dark.accent",
            "dark.on_accent",
            "dark.positive",
            "dark.negative",
        ];
        match self {
            Self::Light => LIGHT[token as usize],
            Self::Dark => DARK[token as usize],
        }
    }
}

/// The nine colours of one scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tones(pub [Colour; 9]);

impl Index<Token> for Tones {
    type Output = Colour;
    fn index(&self, token: Token) -> &Colour {
        &self.0[token as usize]
    }
}

impl IndexMut<Token> for Tones {
    fn index_mut(&mut self, token: Token) -> &mut Colour {
        &mut self.0[token as usize]
    }
}

impl Tones {
    /// The ground of the bar at the side; `tokens.css` mixes it alike.
    pub fn side(&self) -> Colour {
        self[Token::Text].in_other(0.03, self[Token::Background])
    }

    /// The ground of what lies a little deeper.
    pub fn sunk(&self) -> Colour {
        self[Token::Text].in_other(0.05, self[Token::Surface])
    }

    /// The ground of what is chosen.
    pub fn chosen(&self) -> Colour {
        self[Token::Accent].in_other(0.11, self[Token::Surface])
    }

    /// The ground of a badge of this colour.
    pub fn badge(&self, colour: Colour) -> Colour {
        colour.in_other(0.11, self[Token::Surface])
    }

    /// What warns: between bad and good.
    pub fn warning(&self) -> Colour {
        let (a, b) = (self[Token::Negative].oklch(), self[Token::Positive].oklch());
        let part = |a: f64, b: f64| a * 0.6 + b * 0.4;
        super::colour::Oklch { l: part(a.l, b.l), c: part(a.c, b.c), h: part(a.h, b.h) }.colour()
    }

    /// The edge of a control: seen on the surface (WCAG 2.2, 1.4.11).
    fn edge(&self) -> Colour {
        let (text, surface) = (self[Token::Text], self[Token::Surface]);
        let shares = (48..=100).step_by(4).map(|share| text.in_other(f64::from(share) / 100.0, surface));
        shares.into_iter().find(|edge| contrast(*edge, surface) >= 3.0).unwrap_or(text)
    }

    /// The accent under the pointer: a little different, and still a ground that can be read on.
    fn pointed(&self) -> Colour {
        let (accent, over) = (self[Token::Accent], self[Token::OnAccent]);
        let mixed = [self[Token::Text], self[Token::Background]].map(|other| accent.in_other(0.88, other));
        mixed.into_iter().find(|ground| contrast(over, *ground) >= 4.5).unwrap_or(accent)
    }
}

/// All colours of an agency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Palette {
    pub light: Tones,
    pub dark: Tones,
}

impl Palette {
    /// As one word of a path: it says all there is to the palette.
    pub fn word(&self) -> String {
        let bytes: Vec<u8> = self.light.0.iter().chain(&self.dark.0).flat_map(|colour| colour.0).collect();
        BASE64URL_NOPAD.encode(&bytes)
    }

    /// From its word.
    pub fn of_word(word: &str) -> Option<Self> {
        let bytes = BASE64URL_NOPAD.decode(word.as_bytes()).ok()?;
        let colours: Vec<Colour> = bytes.as_chunks().0.iter().copied().map(Colour).collect();
        let (light, dark) = colours.split_at_checked(9)?;
        (bytes.len() == 54).then_some(())?;
        Some(Self { light: Tones(light.try_into().ok()?), dark: Tones(dark.try_into().ok()?) })
    }

    /// The palette as a stylesheet, to stand behind ours.
    pub fn stylesheet(&self) -> String {
        let mut sheet = String::from(":root{");
        let mut set = |name: &str, light: Colour, dark: Colour| {
            // Writing to a text does not fail.
            let _ = write!(sheet, "--{name}:light-dark({light},{dark});");
        };
        for token in Token::ALL {
            set(token.name(), self.light[token], self.dark[token]);
        }
        set("edge", self.light.edge(), self.dark.edge());
        set("pointed", self.light.pointed(), self.dark.pointed());
        sheet.push('}');
        sheet
    }
}

impl From<Palette> for String {
    fn from(palette: Palette) -> Self {
        palette.word()
    }
}

impl TryFrom<String> for Palette {
    type Error = &'static str;
    fn try_from(word: String) -> Result<Self, Self::Error> {
        Self::of_word(&word).ok_or("this is no palette")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brand::Look;

    #[test]
    fn a_palette_is_its_word() {
        let palette = Look::default().palette;
        assert_eq!(Palette::of_word(&palette.word()), Some(palette));
        for wrong in ["", "none", "../../etc/passwd", &palette.word()[1..], &format!("{}AAAA", palette.word())] {
            assert_eq!(Palette::of_word(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_sheet_holds_colours_and_nothing_else() {
        let sheet = Look::default().palette.stylesheet();
        let kept = |c: char| c.is_ascii_alphanumeric() || "#:;,-(){}".contains(c);
        assert!(sheet.starts_with(":root{--background:light-dark(#") && sheet.chars().all(kept), "{sheet}");
    }
}
