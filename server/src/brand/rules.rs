use std::fmt;

use super::colour::{Colour, contrast};
use super::palette::{Palette, Scheme, Token, Tones};

/// One pair of colours that must be told apart.
pub(super) struct Rule {
    /// What is read.
    pub token: Token,
    /// What it is read on.
    pub ground: &'static str,
    pub needed: f64,
    pair: fn(&Tones) -> (Colour, Colour),
}

impl Rule {
    pub(super) fn ratio(&self, tones: &Tones) -> f64 {
        let (one, other) = (self.pair)(tones);
        contrast(one, other)
    }

    pub(super) fn holds(&self, tones: &Tones) -> bool {
        self.ratio(tones) >= self.needed
    }
}

const TEXT: f64 = 4.5;
const SIGN: f64 = 3.0;

/// What must be legible (WCAG 2.2, 1.4.3 and 1.4.11): every pair that the portal draws. Grounds that are mixed
/// from the nine stand here too, for a grey that only just passes on the background fails in the bar at the side.
pub(super) const RULES: [Rule; 20] = {
    use Token::{Accent, Background, Muted, Negative, OnAccent, Positive, Surface, Text};
    const fn rule(token: Token, ground: &'static str, needed: f64, pair: fn(&Tones) -> (Colour, Colour)) -> Rule {
        Rule { token, ground, needed, pair }
    }
    [
        rule(Text, "background", TEXT, |t| (t[Text], t[Background])),
        rule(Text, "surface", TEXT, |t| (t[Text], t[Surface])),
        rule(Text, "the bar at the side", TEXT, |t| (t[Text].in_other(0.88, t.side()), t.side())),
        rule(Text, "what is chosen", TEXT, |t| (t[Text], t.chosen())),
        rule(Muted, "background", TEXT, |t| (t[Muted], t[Background])),
        rule(Muted, "surface", TEXT, |t| (t[Muted], t[Surface])),
        rule(Muted, "the bar at the side", TEXT, |t| (t[Muted], t.side())),
        rule(Muted, "a sunken surface", TEXT, |t| (t[Muted], t.sunk())),
        rule(Accent, "background", SIGN, |t| (t[Accent], t[Background])),
        rule(Accent, "surface", SIGN, |t| (t[Accent], t[Surface])),
        rule(Accent, "the bar at the side", SIGN, |t| (t[Accent], t.side())),
        rule(OnAccent, "accent", TEXT, |t| (t[OnAccent], t[Accent])),
        rule(Positive, "background", TEXT, |t| (t[Positive], t[Background])),
        rule(Positive, "surface", TEXT, |t| (t[Positive], t[Surface])),
        rule(Positive, "its badge", TEXT, |t| (t[Positive], t.badge(t[Positive]))),
        rule(Negative, "background", TEXT, |t| (t[Negative], t[Background])),
        rule(Negative, "surface", TEXT, |t| (t[Negative], t[Surface])),
        rule(Negative, "its badge", TEXT, |t| (t[Negative], t.badge(t[Negative]))),
        rule(Negative, "surface, mixed to a warning,", TEXT, |t| (t.warning(), t[Surface])),
        rule(Negative, "its badge, mixed to a warning,", TEXT, |t| (t.warning(), t.badge(t.warning()))),
    ]
};

/// A pair that cannot be told apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    pub scheme: Scheme,
    pub token: Token,
    ground: &'static str,
    ratio: f64,
    needed: f64,
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Rounded down, so that what fails never reads as if it passed.
        let ratio = (self.ratio * 100.0).floor() / 100.0;
        write!(out, "{} on {} has {ratio:.2}:1; {}:1 is needed", self.token.name(), self.ground, self.needed)
    }
}

/// The pairs of a palette that cannot be told apart.
pub fn faults(palette: &Palette) -> Vec<Fault> {
    let of = |scheme, tones: &Tones| {
        let broken: Vec<Fault> = RULES
            .iter()
            .filter(|rule| !rule.holds(tones))
            .map(|rule| Fault {
                scheme,
                token: rule.token,
                ground: rule.ground,
                ratio: rule.ratio(tones),
                needed: rule.needed,
            })
            .collect();
        broken
    };
    let mut all = of(Scheme::Light, &palette.light);
    all.extend(of(Scheme::Dark, &palette.dark));
    all
}
