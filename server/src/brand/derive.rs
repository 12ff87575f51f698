use super::colour::{Colour, Oklch};
use super::palette::{Palette, Scheme, Token, Tones};
use super::rules::{Fault, RULES, faults};

/// The colours that somebody asks for; the others are derived.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted {
    pub light: [Option<Colour>; 9],
    pub dark: [Option<Colour>; 9],
}

impl Wanted {
    /// An accent alone.
    pub fn accent(accent: Colour) -> Self {
        let mut wanted = Self::default();
        wanted.light[Token::Accent as usize] = Some(accent);
        wanted
    }
}

/// A colour that was moved, so that it can be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Correction {
    pub scheme: Scheme,
    pub token: Token,
    pub from: Colour,
    pub to: Colour,
}

/// A palette that passes, and what was moved for it.
#[derive(Clone, Debug)]
pub struct Settled {
    pub palette: Palette,
    pub corrected: Vec<Correction>,
}

/// The palette for what is wanted. What was asked for stays as it is unless it may be corrected; what was not
/// is derived, and fits.
///
/// # Errors
/// The pairs that cannot be told apart, where nothing may be corrected.
pub fn settle(wanted: &Wanted, correct: bool) -> Result<Settled, Vec<Fault>> {
    let settled = nearest_to(wanted, correct);
    let faults = faults(&settled.palette);
    if faults.is_empty() { Ok(settled) } else { Err(faults) }
}

/// The palette nearest to what is wanted, whether or not it passes.
pub(super) fn nearest_to(wanted: &Wanted, correct: bool) -> Settled {
    let (light, mut corrected) = complete(&wanted.light, &derived_light(&wanted.light), Scheme::Light, correct);
    let (dark, too) = complete(&wanted.dark, &derived_dark(&light), Scheme::Dark, correct);
    corrected.extend(too);
    Settled { palette: Palette { light, dark }, corrected }
}

/// The accent where none is asked for.
const ACCENT: Oklch = Oklch { l: 0.47, c: 0.105, h: 4.398 };

fn derived_light(wanted: &[Option<Colour>; 9]) -> Tones {
    let accent = wanted[Token::Accent as usize].unwrap_or_else(|| ACCENT.colour());
    let hue = hue(accent);
    let tinted = |l, c| Oklch { l, c, h: hue }.colour();
    Tones([
        tinted(0.982, 0.004),
        Colour::WHITE,
        tinted(0.26, 0.012),
        tinted(0.5, 0.014),
        tinted(0.9, 0.007),
        accent,
        Colour::WHITE,
        Oklch::new(0.48, 0.105, 152.0).colour(),
        Oklch::new(0.51, 0.17, 27.0).colour(),
    ])
}

/// By night the same hues stand on dark grounds, and what is colourful is lighter and calmer.
fn derived_dark(light: &Tones) -> Tones {
    let hue = hue(light[Token::Accent]);
    let tinted = |l, c| Oklch { l, c, h: hue }.colour();
    let lifted = |token: Token, l: f64, most: f64| {
        let colour = light[token].oklch();
        Oklch { l: colour.l.max(l), c: colour.c.min(most), h: colour.h }.colour()
    };
    Tones([
        tinted(0.185, 0.006),
        tinted(0.225, 0.007),
        tinted(0.935, 0.007),
        tinted(0.725, 0.013),
        tinted(0.325, 0.009),
        lifted(Token::Accent, 0.76, 0.13),
        tinted(0.2, 0.03),
        lifted(Token::Positive, 0.8, 0.125),
        lifted(Token::Negative, 0.76, 0.125),
    ])
}

/// The hue that greys are tinted with: the accent's, or a warm one where the accent is a grey itself.
fn hue(accent: Colour) -> f64 {
    let accent = accent.oklch();
    if accent.c < 0.02 { 75_f64.to_radians() } else { accent.h }
}

/// What is asked for among what is derived, everything that may be moved moved until it can be read.
fn complete(wanted: &[Option<Colour>; 9], derived: &Tones, scheme: Scheme, correct: bool) -> (Tones, Vec<Correction>) {
    let mut start = *derived;
    for (token, colour) in Token::ALL.into_iter().zip(wanted) {
        start[token] = colour.unwrap_or(start[token]);
    }
    let movable = |token: Token| correct || wanted[token as usize].is_none();
    let mut tones = start;
    fit(&mut tones, movable);
    // Grounds that leave no room for what stands on them move apart from it, a little at a time.
    let pole = if start[Token::Background].luminance() > 0.18 { 1.0 } else { 0.0 };
    for step in (1..=20).take_while(|_| correct) {
        if RULES.iter().all(|rule| rule.holds(&tones)) {
            break;
        }
        tones = start;
        for ground in [Token::Background, Token::Surface] {
            let colour = start[ground].oklch();
            let l = colour.l + (pole - colour.l) * f64::from(step) / 20.0;
            tones[ground] = Oklch { l, ..colour }.colour();
        }
        fit(&mut tones, movable);
    }
    let moved = Token::ALL.into_iter().zip(wanted).filter_map(|(token, asked)| {
        let from = asked.filter(|asked| *asked != tones[token])?;
        Some(Correction { scheme, token, from, to: tones[token] })
    });
    (tones, moved.collect())
}

/// The order in which colours are moved: what others lean on comes first.
const ORDER: [Token; 6] = [Token::Accent, Token::OnAccent, Token::Text, Token::Muted, Token::Positive, Token::Negative];

fn fit(tones: &mut Tones, movable: impl Fn(Token) -> bool) {
    // Some grounds are mixed from the colours that are moved, so once is not always enough.
    for _ in 0..3 {
        for token in ORDER.into_iter().filter(|token| movable(*token)) {
            if token == Token::OnAccent && !legible(tones, token) {
                tones[token] = Oklch { l: 0.2, c: 0.03, h: hue(tones[Token::Accent]) }.colour();
            }
            if let Some(colour) = nearest(tones, token) {
                tones[token] = colour;
            }
        }
    }
}

fn legible(tones: &Tones, token: Token) -> bool {
    RULES.iter().filter(|rule| rule.token == token).all(|rule| rule.holds(tones))
}

/// The colour nearest in lightness with which this one can be read wherever it stands.
fn nearest(tones: &Tones, token: Token) -> Option<Colour> {
    if legible(tones, token) {
        return Some(tones[token]);
    }
    let colour = tones[token].oklch();
    let steps = (1..=200).flat_map(|step| [-f64::from(step) / 200.0, f64::from(step) / 200.0]);
    steps.filter(|step| (0.0..=1.0).contains(&(colour.l + step))).find_map(|step| {
        let mut tried = *tones;
        tried[token] = Oklch { l: colour.l + step, ..colour }.colour();
        legible(&tried, token).then_some(tried[token])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brand::contrast;

    fn colour(text: &str) -> Colour {
        text.parse().unwrap_or(Colour::WHITE)
    }

    fn wanted(light: &[(Token, &str)]) -> Wanted {
        let mut wanted = Wanted::default();
        for (token, text) in light {
            wanted.light[*token as usize] = Some(colour(text));
        }
        wanted
    }

    #[test]
    fn s2_125_every_accent_gives_a_palette_that_passes_by_day_and_by_night() {
        let parts = || (0..=255_u8).step_by(36);
        for accent in parts().flat_map(|r| parts().flat_map(move |g| parts().map(move |b| Colour([r, g, b])))) {
            let settled = settle(&Wanted::accent(accent), true).unwrap_or_else(|faults| panic!("{accent} {faults:?}"));
            let moved = settled.palette.light[Token::Accent] != accent;
            assert_eq!(moved, !settled.corrected.is_empty(), "{accent}");
        }
    }

    #[test]
    fn an_accent_that_passes_stays_as_it_is() {
        for text in ["#9a3b26", "#1f5f4c", "#0f766e", "#3b5bdb", "#111111"] {
            let settled = settle(&Wanted::accent(colour(text)), false).unwrap_or_else(|faults| panic!("{faults:?}"));
            assert_eq!(settled.palette.light[Token::Accent], colour(text));
            assert!(settled.corrected.is_empty());
        }
    }

    #[test]
    fn a_palette_that_fails_is_refused_with_the_pair_and_the_ratio() {
        let pale = wanted(&[(Token::Accent, "#1f5f4c"), (Token::Background, "#ffffff"), (Token::Muted, "#8c8c8c")]);
        let faults = settle(&pale, false).err().unwrap_or_default();
        assert_eq!(faults[0].to_string(), "muted on background has 3.36:1; 4.5:1 is needed");
        let yellow = settle(&Wanted::accent(colour("#ffd400")), false).err().unwrap_or_default();
        assert!(yellow[0].to_string().starts_with("accent on background has 1.3"), "{yellow:?}");
    }

    #[test]
    fn a_ratio_that_fails_never_reads_as_if_it_passed() {
        let nearly = wanted(&[(Token::Accent, "#1f5f4c"), (Token::Surface, "#ffffff"), (Token::Positive, "#777777")]);
        let faults = settle(&nearly, false).err().unwrap_or_default();
        assert!(faults.iter().any(|fault| fault.to_string().contains("4.47:1")), "{faults:?}");
    }

    #[test]
    fn a_correction_moves_lightness_and_says_so() {
        let pale = wanted(&[(Token::Accent, "#1f5f4c"), (Token::Muted, "#8c9c9c")]);
        let settled = settle(&pale, true).unwrap_or_else(|faults| panic!("{faults:?}"));
        let [moved] = settled.corrected.as_slice() else { panic!("{:?}", settled.corrected) };
        assert_eq!((moved.scheme, moved.token, moved.from), (Scheme::Light, Token::Muted, colour("#8c9c9c")));
        let (from, to) = (moved.from.oklch(), moved.to.oklch());
        assert!(to.l < from.l && (to.h - from.h).abs() < 0.1, "{from:?} {to:?}");
        assert!(contrast(moved.to, settled.palette.light[Token::Background]) < 5.5, "no further than is needed");
    }

    #[test]
    fn any_nine_colours_can_be_corrected() {
        let mut state = 7_u32;
        let mut any = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let [_, r, g, b] = state.to_be_bytes();
            Some(Colour([r, g, b]))
        };
        for _ in 0..60 {
            let wanted = Wanted { light: std::array::from_fn(|_| any()), dark: std::array::from_fn(|_| any()) };
            let settled = settle(&wanted, true);
            assert!(settled.is_ok(), "{wanted:?} {settled:?}");
        }
    }

    #[test]
    fn a_dark_palette_may_be_given() {
        let mut both = Wanted::accent(colour("#1f5f4c"));
        both.dark[Token::Background as usize] = Some(colour("#101814"));
        let settled = settle(&both, false).unwrap_or_else(|faults| panic!("{faults:?}"));
        assert_eq!(settled.palette.dark[Token::Background], colour("#101814"));
    }
}
