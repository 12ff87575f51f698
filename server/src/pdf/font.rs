use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::ttf_parser::Tag;
use rustybuzz::{Direction, Face as Shaper, Feature, UnicodeBuffer};

use super::text::Face;

/// A font that is bundled: for drawing and for measuring.
pub(super) struct Bundled {
    pub font: Font,
    shaper: Shaper<'static>,
}

/// The fonts in the order in which a letter is looked for; the fonts of other scripts have one weight.
struct Fonts {
    plain: Vec<Bundled>,
    strong: Vec<Bundled>,
    mono: Vec<Bundled>,
}

static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    macro_rules! fonts {
        ($($name:literal),+) => {
            [$(include_bytes!(concat!("../../../assets/pdf/", $name, ".ttf")).as_slice()),+]
                .into_iter().filter_map(Bundled::read).collect()
        };
    }
    Fonts {
        plain: fonts!["figtree", "noto-sans", "noto-sans-hebrew", "noto-sans-arabic", "droid-sans-fallback"],
        strong: fonts![
            "figtree-strong",
            "noto-sans-strong",
            "noto-sans-hebrew",
            "noto-sans-arabic",
            "droid-sans-fallback"
        ],
        mono: fonts![
            "noto-sans-mono",
            "figtree",
            "noto-sans",
            "noto-sans-hebrew",
            "noto-sans-arabic",
            "droid-sans-fallback"
        ],
    }
});

/// What stands for a letter that no font has.
const MISSING: char = '\u{fffd}';

impl Bundled {
    fn read(data: &'static [u8]) -> Option<Self> {
        Some(Self { font: Font::new(data.into(), 0)?, shaper: Shaper::from_slice(data, 0)? })
    }

    fn has(&self, letter: char) -> bool {
        self.shaper.glyph_index(letter).is_some()
    }
}

fn fonts(face: Face) -> &'static [Bundled] {
    match face {
        Face::Plain => &FONTS.plain,
        Face::Strong => &FONTS.strong,
        Face::Mono => &FONTS.mono,
    }
}

/// A text as it can be set: letters that no font has are replaced, and what no reader sees is left out.
pub(super) fn settable(text: &str) -> String {
    let known = |letter: char| fonts(Face::Plain).iter().any(|font| font.has(letter));
    let visible = text.chars().filter(|letter| *letter == '\n' || !(letter.is_control() || is_format(*letter)));
    visible.map(|letter| if letter == '\n' || known(letter) { letter } else { MISSING }).collect()
}

/// Marks that only steer: joiners, directions, variation selectors, the byte order mark.
fn is_format(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

/// A stretch of text in one font, shaped.
pub(super) struct Run {
    pub font: &'static Bundled,
    pub text: String,
    pub glyphs: Vec<KrillaGlyph>,
    /// As a share of the size.
    pub width: f32,
}

/// A text in the fonts that have its letters, as they stand from left to right; `leftward` is what is written the other
/// way, and what is not said is told by its letters. Figures are as wide as each other, so that columns of them line up.
pub(super) fn runs(text: &str, face: Face, leftward: Option<bool>) -> Vec<Run> {
    let fonts = fonts(face);
    let mut stretches: Vec<(usize, String)> = Vec::new();
    for letter in text.chars() {
        let current = stretches.last().map(|(font, _)| *font);
        // A blank stays with the words around it.
        let stays = current.filter(|font| letter == ' ' && fonts[*font].has(letter));
        let chosen = stays.or_else(|| fonts.iter().position(|font| font.has(letter))).unwrap_or(0);
        match stretches.last_mut() {
            Some((font, stretch)) if *font == chosen => stretch.push(letter),
            _ => stretches.push((chosen, letter.to_string())),
        }
    }
    let mut runs: Vec<_> = stretches.into_iter().map(|(font, text)| shape(&fonts[font], text, leftward)).collect();
    if leftward == Some(true) {
        runs.reverse();
    }
    runs
}

/// How wide a text is, as a share of its size.
pub(super) fn width(text: &str, face: Face) -> f32 {
    runs(text, face, None).iter().map(|run| run.width).sum::<f32>() * face.scale()
}

fn shape(font: &'static Bundled, text: String, leftward: Option<bool>) -> Run {
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(&text);
    buffer.guess_segment_properties();
    match leftward {
        Some(true) => buffer.set_direction(Direction::RightToLeft),
        Some(false) => buffer.set_direction(Direction::LeftToRight),
        None => {}
    }
    let tabular = Feature::new(Tag::from_bytes(b"tnum"), 1, ..);
    let shaped = rustybuzz::shape(&font.shaper, &[tabular], buffer);
    let em = font.font.units_per_em();
    let ends = clusters(shaped.glyph_infos().iter().map(|info| info.cluster as usize), text.len());
    let glyphs: Vec<KrillaGlyph> = shaped
        .glyph_infos()
        .iter()
        .zip(shaped.glyph_positions())
        .map(|(info, at)| {
            let start = info.cluster as usize;
            let range: Range<usize> = start..ends.get(&start).copied().unwrap_or(text.len());
            let part = |units: i32| units as f32 / em;
            let id = GlyphId::new(info.glyph_id);
            KrillaGlyph::new(id, part(at.x_advance), part(at.x_offset), part(at.y_offset), 0.0, range, None)
        })
        .collect();
    let width = glyphs.iter().map(|glyph| glyph.x_advance).sum();
    Run { font, text, glyphs, width }
}

/// Where each cluster ends: where the next one begins, in the order of the text.
fn clusters(starts: impl Iterator<Item = usize>, end: usize) -> BTreeMap<usize, usize> {
    let starts: std::collections::BTreeSet<usize> = starts.collect();
    let nexts = starts.iter().copied().skip(1).chain([end]);
    starts.iter().copied().zip(nexts).collect()
}
