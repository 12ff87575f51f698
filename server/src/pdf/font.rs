use std::collections::BTreeMap;
use std::ops::Range;

use krilla::text::{GlyphId, KrillaGlyph};
use rustybuzz::{Direction, UnicodeBuffer};

use super::breaks;
use super::bundled::{self, Bundled};
use super::text::Face;

/// What stands for a letter that no font has.
const MISSING: char = '\u{fffd}';

/// A text as it can be set: letters that no font has are replaced, and what no reader sees is left out, but for joiners
/// behind letters that are written otherwise without them.
pub(super) fn settable(text: &str) -> String {
    let mut set = String::with_capacity(text.len());
    for letter in text.chars() {
        if breaks::is_joiner(letter) {
            if set.chars().next_back().is_some_and(breaks::takes_joiners) {
                set.push(letter);
            }
        } else if letter == '\n' {
            set.push(letter);
        } else if !(letter.is_control() || is_format(letter)) {
            set.push(if bundled::find(letter, Face::Plain).is_some() { letter } else { MISSING });
        }
    }
    set
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

/// Blanks, and signs that scripts of India have in common: they stay with the letters around them.
fn is_shared(letter: char) -> bool {
    matches!(letter, ' ' | '\u{951}' | '\u{952}' | '\u{964}' | '\u{965}')
}

/// A text in the fonts that have its letters, as they stand from left to right; `leftward` is what is written the other
/// way, and what is not said is told by its letters.
pub(super) fn runs(text: &str, face: Face, leftward: Option<bool>) -> Vec<Run> {
    let mut stretches: Vec<(&'static Bundled, String)> = Vec::new();
    for letter in text.chars() {
        let current = stretches.last().map(|(font, _)| *font);
        let stays = current.filter(|font| breaks::is_joiner(letter) || (is_shared(letter) && font.has(letter)));
        let Some(chosen) = stays.or_else(|| bundled::find(letter, face)).or(current) else { continue };
        match stretches.last_mut() {
            Some((font, stretch)) if std::ptr::eq(*font, chosen) => stretch.push(letter),
            _ => stretches.push((chosen, letter.to_string())),
        }
    }
    let mut runs: Vec<_> = stretches.into_iter().map(|(font, text)| shape(font, text, leftward)).collect();
    if leftward == Some(true) {
        runs.reverse();
    }
    runs
}

/// Where a text can end a line, in bytes, each with how wide it is until there, as a share of its size. Letters that are
/// drawn as one, and those that a sign ties together, are not parted.
pub(super) fn stops(text: &str, face: Face) -> Vec<(usize, f32)> {
    let (mut clusters, mut start) = (BTreeMap::<usize, f32>::new(), 0);
    for run in runs(text, face, None) {
        for glyph in &run.glyphs {
            *clusters.entry(start + glyph.text_range.end).or_insert(0.0) += glyph.x_advance * face.scale();
        }
        start += run.text.len();
    }
    let (mut stops, mut width) = (Vec::new(), 0.0_f32);
    for (end, wide) in clusters {
        width += wide;
        if end == text.len() || text.get(..end).is_some_and(|before| !before.ends_with(breaks::ties)) {
            stops.push((end, width));
        }
    }
    stops
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
    let plan = font.plan(buffer.direction(), buffer.script());
    let shaped = rustybuzz::shape_with_plan(&font.shaper, &plan, buffer);
    let em = font.font.units_per_em();
    // A joiner that has joined is left as a blank without width; what it says is read with the letters before it.
    let blank = font.shaper.glyph_index(' ').map(|id| u32::from(id.0));
    let signs = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
    let signs: Vec<_> = signs.filter(|(info, at)| at.x_advance != 0 || Some(info.glyph_id) != blank).collect();
    // A cluster ends where the next one begins, in the order of the text.
    let mut starts: Vec<usize> = signs.iter().map(|(info, _)| info.cluster as usize).collect();
    starts.sort_unstable();
    let glyphs: Vec<KrillaGlyph> = signs
        .into_iter()
        .map(|(info, at)| {
            let start = info.cluster as usize;
            let next = starts.get(starts.partition_point(|other| *other <= start));
            let range: Range<usize> = start..next.copied().unwrap_or(text.len());
            let part = |units: i32| units as f32 / em;
            let id = GlyphId::new(info.glyph_id);
            KrillaGlyph::new(id, part(at.x_advance), part(at.x_offset), part(at.y_offset), 0.0, range, None)
        })
        .collect();
    let width = glyphs.iter().map(|glyph| glyph.x_advance).sum();
    Run { font, text, glyphs, width }
}
