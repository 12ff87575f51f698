use std::ops::Range;

use unicode_bidi::{BidiInfo, Level};

use super::breaks;
use super::font;
use super::kept;
use super::text::{Face, Ink, Part, Text};

/// A stretch of a line that looks the same throughout.
#[derive(Clone, Debug)]
pub(super) struct Stretch {
    pub part: Part,
    pub width: f32,
    /// How far from the line's left edge it stands.
    pub at: f32,
    /// Whether it is written from right to left.
    pub leftward: bool,
}

/// A line of text that fits. Its stretches are in the order in which they are read.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub stretches: Vec<Stretch>,
    pub width: f32,
}

/// The text in lines no wider than `most`. Breaks stand between words, and within one that is wider than a line. Where a
/// script has no blanks, a mark without width may stand between its words.
pub(super) fn lines(text: &Text, size: f32, most: f32) -> Vec<Line> {
    let mut setter = Setter { size, most, done: Vec::new(), line: Line::default() };
    for part in &text.0 {
        for (number, row) in part.text.split('\n').enumerate() {
            if number > 0 {
                setter.end_line();
            }
            for piece in row.split('\u{200b}') {
                for word in font::settable(piece).split_inclusive(' ') {
                    setter.word(part, word);
                }
            }
        }
    }
    setter.end_line();
    setter.done
}

struct Setter {
    size: f32,
    most: f32,
    done: Vec<Line>,
    line: Line,
}

impl Setter {
    fn measure(&self, face: Face, text: &str) -> f32 {
        kept::width(text, face) * self.size
    }

    fn word(&mut self, part: &Part, word: &str) {
        // The blank behind a word may stand beyond the edge, where nobody sees it.
        let (visible, whole) = (self.measure(part.face, word.trim_end()), self.measure(part.face, word));
        if visible > self.most {
            return self.pieces(part, word);
        }
        if self.line.width + visible > self.most && self.line.width > 0.0 {
            self.end_line();
        }
        self.add(part, word, whole);
    }

    /// Sets a word that is wider than a line.
    fn pieces(&mut self, part: &Part, word: &str) {
        let bare = word.trim_end();
        let stops = font::stops(bare, part.face);
        let mut from = (0, 0.0);
        while from.0 < bare.len() {
            let Some(stop) = self.stop(part.face, bare, &stops, from) else {
                self.end_line();
                continue;
            };
            let piece = if stop.0 < bare.len() { &bare[from.0..stop.0] } else { &word[from.0..] };
            let width = self.measure(part.face, piece);
            self.add(part, piece, width);
            from = stop;
            if from.0 < bare.len() {
                self.end_line();
            }
        }
    }

    /// Up to where a word goes on this line, behind what of it is set: to where a line ends well. Where it ends well
    /// nowhere, that is for a line of its own, which takes as much as it can, and at least one stop.
    fn stop(&self, face: Face, word: &str, stops: &[(usize, f32)], from: (usize, f32)) -> Option<(usize, f32)> {
        let room = self.most - self.line.width;
        let rest = &stops[stops.partition_point(|(end, _)| *end <= from.0)..];
        let near = &rest[..rest.partition_point(|(_, reached)| (reached - from.1) * self.size <= room)];
        let fits = |end: usize| self.measure(face, &word[from.0..end]) <= room;
        let ends_well = |end: usize| end == word.len() || breaks::is_good(&word[..end], &word[end..]);
        let well = near.iter().rev().copied().find(|(end, _)| ends_well(*end) && fits(*end));
        if well.is_some() || self.line.width > 0.0 {
            return well;
        }
        let most = near.iter().rev().copied().find(|(end, _)| fits(*end));
        most.or(rest.first().copied()).or(Some((word.len(), from.1)))
    }

    fn add(&mut self, part: &Part, text: &str, width: f32) {
        let at = self.line.width;
        self.line.width += width;
        match self.line.stretches.last_mut() {
            Some(last) if last.part.goes_with(part) => {
                last.part.text.push_str(text);
                last.width += width;
            }
            _ => {
                let part = Part { text: text.to_owned(), ..part.clone() };
                self.line.stretches.push(Stretch { part, width, at, leftward: false });
            }
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.done.push(line.directed(self.size));
    }
}

impl Line {
    /// One line of one look, cut off with an ellipsis where it would be wider than `most`.
    pub fn cut(text: &str, face: Face, ink: Ink, size: f32, most: f32) -> Self {
        let mut text = font::settable(&text.replace('\n', " "));
        if kept::width(&text, face) * size > most {
            let stops = font::stops(&text, face);
            let shown = |end: usize| text[..end].trim_end().to_owned() + "…";
            let fits = |cut: &String| kept::width(cut, face) * size <= most;
            let mut cuts = stops.iter().filter(|(end, _)| *end < text.len()).map(|(end, _)| shown(*end));
            let least = cuts.next();
            let cut = cuts.rev().find(fits).or(least);
            text = cut.unwrap_or(text);
        }
        let width = kept::width(&text, face) * size;
        let part = Part { text, face, ink, link: None, apart: false };
        Self { stretches: vec![Stretch { part, width, at: 0.0, leftward: false }], width }.directed(size)
    }

    /// The line with everything where it is looked for: what is written from right to left stands so, among what is not
    /// (UAX #9).
    fn directed(self, size: f32) -> Self {
        // Before Hebrew there is no letter that goes to the left.
        let is_plain = |stretch: &Stretch| stretch.part.text.chars().all(|letter| letter < '\u{590}');
        if self.stretches.iter().all(is_plain) {
            return self;
        }
        // A sentence with names in it is ours, and begins at the left, also where a name is its beginning.
        let level = self.stretches.iter().any(|stretch| stretch.part.apart).then(Level::ltr);
        let (mut text, places) = self.marked();
        let said = BidiInfo::new(&text, level);
        if !said.has_rtl() {
            return self;
        }
        // The blank behind the last word would stand before the first that is seen.
        text.truncate(text.trim_end().len());
        let said = BidiInfo::new(&text, level);
        let (mut stretches, mut width) = (Vec::new(), 0.0);
        for paragraph in &said.paragraphs {
            let (levels, runs) = said.visual_runs(paragraph, paragraph.range.clone());
            for run in runs {
                let leftward = levels[run.start].is_rtl();
                let mut pieces = self.pieces(&run, &places);
                if leftward {
                    pieces.reverse();
                }
                for (start, part) in pieces {
                    let wide = kept::width(&part.text, part.face) * size;
                    stretches.push((start, Stretch { part, width: wide, at: width, leftward }));
                    width += wide;
                }
            }
        }
        stretches.sort_by_key(|(start, _)| *start);
        Self { stretches: stretches.into_iter().map(|(_, stretch)| stretch).collect(), width }
    }

    /// The whole text as its directions are told, and where in it each stretch stands: what is apart stands between the
    /// marks that keep it so (FSI and PDI), which nobody sees.
    fn marked(&self) -> (String, Vec<Range<usize>>) {
        let (mut text, mut places) = (String::new(), Vec::new());
        for Stretch { part, .. } in &self.stretches {
            let (before, behind) = if part.apart { ("\u{2068}", "\u{2069}") } else { ("", "") };
            text.push_str(before);
            let start = text.len();
            text.push_str(&part.text);
            places.push(start..text.len());
            text.push_str(behind);
        }
        (text, places)
    }

    /// What of the stretches, each at its place, lies within a range of the whole text, with where it begins there.
    fn pieces(&self, within: &Range<usize>, places: &[Range<usize>]) -> Vec<(usize, Part)> {
        let mut pieces = Vec::new();
        for (Stretch { part, .. }, place) in self.stretches.iter().zip(places) {
            let (from, to) = (place.start.max(within.start), place.end.min(within.end));
            if from < to {
                let text = part.text[from - place.start..to - place.start].to_owned();
                pieces.push((from, Part { text, ..part.clone() }));
            }
        }
        pieces
    }

    /// How wide it is without the blanks at its end.
    pub fn visible(&self, size: f32) -> f32 {
        let blanks = self.stretches.last().map_or(0.0, |last| {
            let ends = last.part.text.len() - last.part.text.trim_end().len();
            kept::width(&last.part.text[last.part.text.len() - ends..], last.part.face) * size
        });
        self.width - blanks
    }
}
