use krilla::color::rgb;

use super::text::Ink;
use crate::brand::{Colour, Look, Token, contrast};

/// The colours of a document, on white paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inks {
    pub text: Colour,
    pub muted: Colour,
    pub accent: Colour,
    pub positive: Colour,
    /// Rules and edges.
    pub line: Colour,
    /// The ground of what is set apart.
    pub tint: Colour,
}

/// What small text needs on its ground (WCAG 2.2, 1.4.3).
const READABLE: f64 = 4.5;

impl Inks {
    /// An agency's colours by day. Its pages may be of any colour and paper is white, so each is darkened until it can
    /// be read there, also on the tint.
    pub fn of(look: &Look) -> Self {
        let tones = &look.palette.light;
        let tint = tones[Token::Accent].in_other(0.07, Colour::WHITE);
        let readable = |token: Token| darkened(tones[token], tint);
        Self {
            text: readable(Token::Text),
            muted: readable(Token::Muted),
            accent: readable(Token::Accent),
            positive: readable(Token::Positive),
            line: tones[Token::Text].in_other(0.16, Colour::WHITE),
            tint,
        }
    }

    pub(super) fn of_ink(&self, ink: Ink) -> Colour {
        match ink {
            Ink::Text => self.text,
            Ink::Muted => self.muted,
            Ink::Accent => self.accent,
            Ink::Positive => self.positive,
        }
    }
}

/// The colour, with so much black that it can be read.
fn darkened(colour: Colour, ground: Colour) -> Colour {
    let black = Colour([0; 3]);
    let shares = (0..=20).map(|step| colour.in_other(1.0 - f64::from(step) / 20.0, black));
    shares.into_iter().find(|shade| contrast(*shade, ground) >= READABLE).unwrap_or(black)
}

pub(super) fn rgb(colour: Colour) -> rgb::Color {
    let Colour([red, green, blue]) = colour;
    rgb::Color::new(red, green, blue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_ink_can_be_read_on_paper_whatever_the_brand() {
        for accent in ["#ffee00", "#00ff88", "#ffffff", "#0f766e", "#e11d48", "#111111"] {
            let inks = Inks::of(&Look::of_accent(Some(accent)));
            for ink in [inks.text, inks.muted, inks.accent, inks.positive] {
                assert!(contrast(ink, Colour::WHITE) >= READABLE, "{accent}: {ink} on paper");
                assert!(contrast(ink, inks.tint) >= READABLE, "{accent}: {ink} on the tint");
            }
        }
    }
}
