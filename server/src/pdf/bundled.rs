use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use krilla::text::Font;
use rustybuzz::ttf_parser::Tag;
use rustybuzz::{Direction, Face as Shaper, Feature, Script as Writing, ShapePlan, script};

use super::text::Face;

/// A font that is bundled: for drawing and for measuring.
pub(super) struct Bundled {
    pub font: Font,
    pub shaper: Shaper<'static>,
    /// How it shapes each script that was set in it, by direction.
    plans: Mutex<HashMap<(Direction, Writing), Arc<ShapePlan>>>,
    /// Whether it has all of ASCII, so that nobody needs to look for each of these letters.
    has_ascii: bool,
}

impl Bundled {
    fn read(data: &'static [u8]) -> Option<Self> {
        let shaper = Shaper::from_slice(data, 0)?;
        let has_ascii = (' '..='~').all(|letter| shaper.glyph_index(letter).is_some());
        Some(Self { font: Font::new(data.into(), 0)?, shaper, plans: Mutex::default(), has_ascii })
    }

    pub fn has(&self, letter: char) -> bool {
        (self.has_ascii && matches!(letter, ' '..='~')) || self.shaper.glyph_index(letter).is_some()
    }

    /// How it shapes a script in a direction: figures as wide as each other, so that columns of them line up. It is kept,
    /// since to work it out takes longer than to shape a word.
    pub fn plan(&self, direction: Direction, writing: Writing) -> Arc<ShapePlan> {
        let mut plans = self.plans.lock().unwrap_or_else(PoisonError::into_inner);
        let plan = plans.entry((direction, writing)).or_insert_with(|| {
            let tabular = Feature::new(Tag::from_bytes(b"tnum"), 1, ..);
            // Figures and signs alone are of no script.
            let known = Some(writing).filter(|writing| *writing != script::UNKNOWN);
            Arc::new(ShapePlan::new(&self.shaper, direction, known, None, &[tabular]))
        });
        plan.clone()
    }
}

/// A font as it lies in the program. It is read when a letter is first looked for in it, so what nobody prints costs no
/// memory.
struct File {
    data: &'static [u8],
    read: OnceLock<Option<Bundled>>,
}

impl File {
    const fn of(data: &'static [u8]) -> Self {
        Self { data, read: OnceLock::new() }
    }

    fn get(&'static self) -> Option<&'static Bundled> {
        self.read.get_or_init(|| Bundled::read(self.data)).as_ref()
    }
}

macro_rules! bundled {
    ($name:literal) => {
        File::of(include_bytes!(concat!("../../../assets/pdf/", $name, ".ttf")))
    };
}

static FIGTREE: File = bundled!("figtree");
static FIGTREE_STRONG: File = bundled!("figtree-strong");
static SANS: File = bundled!("noto-sans");
static SANS_STRONG: File = bundled!("noto-sans-strong");
static SANS_MONO: File = bundled!("noto-sans-mono");
static EAST_ASIA: File = bundled!("droid-sans-fallback");

static PLAIN: [&File; 2] = [&FIGTREE, &SANS];
static STRONG: [&File; 3] = [&FIGTREE_STRONG, &SANS_STRONG, &SANS];
static MONO: [&File; 3] = [&SANS_MONO, &FIGTREE, &SANS];

/// A script with a font of its own, in one weight.
struct Script {
    /// Its blocks, each with its first letter and its last.
    blocks: &'static [(char, char)],
    file: File,
}

static SCRIPTS: [Script; 19] = [
    Script { blocks: &[('\u{590}', '\u{5ff}'), ('\u{fb1d}', '\u{fb4f}')], file: bundled!("noto-sans-hebrew") },
    Script {
        blocks: &[('\u{600}', '\u{6ff}'), ('\u{750}', '\u{77f}'), ('\u{fb50}', '\u{fdff}'), ('\u{fe70}', '\u{fefc}')],
        file: bundled!("noto-sans-arabic"),
    },
    Script { blocks: &[('\u{530}', '\u{58f}'), ('\u{fb13}', '\u{fb17}')], file: bundled!("noto-sans-armenian") },
    Script { blocks: &[('\u{900}', '\u{97f}'), ('\u{a8e0}', '\u{a8ff}')], file: bundled!("noto-sans-devanagari") },
    Script { blocks: &[('\u{980}', '\u{9ff}')], file: bundled!("noto-sans-bengali") },
    Script { blocks: &[('\u{a00}', '\u{a7f}')], file: bundled!("noto-sans-gurmukhi") },
    Script { blocks: &[('\u{a80}', '\u{aff}')], file: bundled!("noto-sans-gujarati") },
    Script { blocks: &[('\u{b00}', '\u{b7f}')], file: bundled!("noto-sans-oriya") },
    Script { blocks: &[('\u{b80}', '\u{bff}')], file: bundled!("noto-sans-tamil") },
    Script { blocks: &[('\u{c00}', '\u{c7f}')], file: bundled!("noto-sans-telugu") },
    Script { blocks: &[('\u{c80}', '\u{cff}')], file: bundled!("noto-sans-kannada") },
    Script { blocks: &[('\u{d00}', '\u{d7f}')], file: bundled!("noto-sans-malayalam") },
    Script { blocks: &[('\u{d80}', '\u{dff}')], file: bundled!("noto-sans-sinhala") },
    Script { blocks: &[('\u{e00}', '\u{e7f}')], file: bundled!("noto-sans-thai") },
    Script { blocks: &[('\u{e80}', '\u{eff}')], file: bundled!("noto-sans-lao") },
    Script {
        blocks: &[('\u{1000}', '\u{109f}'), ('\u{a9e0}', '\u{a9ff}'), ('\u{aa60}', '\u{aa7f}')],
        file: bundled!("noto-sans-myanmar"),
    },
    Script {
        blocks: &[('\u{10a0}', '\u{10ff}'), ('\u{1c90}', '\u{1cbf}'), ('\u{2d00}', '\u{2d2f}')],
        file: bundled!("noto-sans-georgian"),
    },
    Script {
        blocks: &[('\u{1200}', '\u{139f}'), ('\u{2d80}', '\u{2ddf}'), ('\u{ab01}', '\u{ab2f}')],
        file: bundled!("noto-sans-ethiopic"),
    },
    Script { blocks: &[('\u{1780}', '\u{17ff}'), ('\u{19e0}', '\u{19ff}')], file: bundled!("noto-sans-khmer") },
];

fn script_of(letter: char) -> Option<&'static Script> {
    let within = |script: &&Script| script.blocks.iter().any(|(first, last)| (*first..=*last).contains(&letter));
    SCRIPTS.iter().find(within)
}

/// The font that a letter of this face is set in: the face's own, then its script's, then that of East Asia.
pub(super) fn find(letter: char, face: Face) -> Option<&'static Bundled> {
    let own: &'static [&'static File] = match face {
        Face::Plain => &PLAIN,
        Face::Strong => &STRONG,
        Face::Mono => &MONO,
    };
    let has = |file: &'static File| file.get().filter(|font| font.has(letter));
    let scripts = || has(&script_of(letter)?.file);
    own.iter().copied().find_map(has).or_else(scripts).or_else(|| has(&EAST_ASIA))
}

/// Whether the font of a letter's script was read.
#[cfg(test)]
pub(super) fn is_read(letter: char) -> bool {
    script_of(letter).is_some_and(|script| script.file.read.get().is_some())
}
