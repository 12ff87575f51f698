use super::document::{Block, Document};
use super::line::{self, Line, Stretch};
use super::tags::{Kind, Place, Structure};
use super::text::{Face, Ink, Text};
use crate::brand::Colour;
use crate::error::{Error, Result};

/// The most pages of a document.
pub const MOST_PAGES: usize = 300;

/// A4, in points.
pub(super) const PAPER: (f32, f32) = (595.28, 841.89);
pub(super) const MARGIN: f32 = 56.0;
/// How wide lines can be.
pub(super) const MEASURE: f32 = PAPER.0 - 2.0 * MARGIN;
/// Where the text of the first page begins, and of the others.
const TOP: f32 = 128.0;
const TOP_AGAIN: f32 = 84.0;
/// Where it ends.
const BOTTOM: f32 = PAPER.1 - 76.0;

/// The sizes of letters and the distance of their lines.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    pub letters: f32,
    pub lines: f32,
}

const TITLE: Size = Size { letters: 22.0, lines: 27.0 };
const HEADING: Size = Size { letters: 13.0, lines: 18.0 };
const BODY: Size = Size { letters: 10.0, lines: 15.0 };
const SAYS: Size = Size { letters: 13.0, lines: 19.0 };

/// Something at its place on a page.
pub(super) enum Drawn {
    /// Words; content of a place in the structure, or of none where they only decorate.
    Words {
        stretch: Stretch,
        size: f32,
        x: f32,
        base: f32,
        place: Option<Place>,
    },
    Box {
        x: f32,
        y: f32,
        width: f32,
        height: f32,
        colour: Colour,
    },
}

/// A document on its pages.
pub(super) struct Laid {
    pub pages: Vec<Vec<Drawn>>,
    pub structure: Structure,
    /// Each heading with its page and how far down it stands.
    pub headings: Vec<(String, usize, f32)>,
}

impl Laid {
    /// One page with nothing on it.
    fn empty() -> Self {
        Self { pages: vec![Vec::new()], structure: Structure::default(), headings: Vec::new() }
    }
}

/// Fills pages from top to bottom.
pub(super) struct Flow<'d> {
    pub document: &'d Document,
    pub laid: Laid,
    pub y: f32,
    /// How far down it asked for room.
    asked: f32,
}

/// The document on its pages.
///
/// # Errors
/// [`Error::TooLarge`] beyond [`MOST_PAGES`].
pub(super) fn lay_out(document: &Document) -> Result<Laid> {
    let mut flow = Flow::new(document, TOP);
    for block in &document.blocks {
        flow.block(block);
        if flow.laid.pages.len() > MOST_PAGES {
            return Err(Error::TooLarge(MOST_PAGES));
        }
    }
    Ok(flow.laid)
}

impl<'d> Flow<'d> {
    fn new(document: &'d Document, y: f32) -> Self {
        Self { document, laid: Laid::empty(), y, asked: y }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Title(words) => self.heading(1, words, TITLE, 14.0),
            Block::Heading(words) => {
                self.y += 16.0;
                self.heading(2, words, HEADING, 6.0);
            }
            Block::Paragraph(text) => {
                let place = self.laid.structure.add(None, Kind::Paragraph);
                for line in line::lines(text, BODY.letters, MEASURE) {
                    self.need(BODY.lines);
                    self.line(&line, BODY, MARGIN, Some(place));
                    self.y += BODY.lines;
                }
                self.y += 8.0;
            }
            Block::Notice(says, more) => self.notice(says, more),
            Block::Table(table) => table.lay_out(self),
            Block::Together(blocks) => self.together(blocks),
            Block::Gap(points) => self.y += points,
        }
    }

    /// Begins another page where these do not all stand on this one, but would on one of their own.
    fn together(&mut self, blocks: &[Block]) {
        let mut alone = Flow::new(self.document, TOP_AGAIN);
        for block in blocks {
            alone.block(block);
        }
        if alone.laid.pages.len() == 1 {
            self.need(alone.y.max(alone.asked) - TOP_AGAIN);
        }
        for block in blocks {
            self.block(block);
        }
    }

    fn heading(&mut self, level: u16, words: &str, size: Size, after: f32) {
        let lines = line::lines(&Text::strong(words), size.letters, MEASURE);
        // With as much behind it that it does not stand alone at the foot of a page.
        self.need(size.lines * lines.len() as f32 + after + 3.0 * BODY.lines);
        self.laid.headings.push((words.to_owned(), self.laid.pages.len() - 1, self.y));
        let place = self.laid.structure.add(None, Kind::Heading(level, words.to_owned()));
        for line in &lines {
            self.line(line, size, MARGIN, Some(place));
            self.y += size.lines;
        }
        self.y += after;
    }

    fn notice(&mut self, says: &Text, more: &Text) {
        const PADDING: f32 = 14.0;
        let measure = MEASURE - 2.0 * PADDING - 3.0;
        let says = line::lines(&says.clone().all(Face::Strong, Ink::Accent), SAYS.letters, measure);
        let more = if more.is_empty() { Vec::new() } else { line::lines(more, BODY.letters, measure) };
        let height = says.len() as f32 * SAYS.lines + more.len() as f32 * BODY.lines + 2.0 * PADDING - 4.0;
        self.need(height);
        let inks = self.document.letterhead.inks;
        self.fill(MARGIN, self.y, MEASURE, height, inks.tint);
        self.fill(MARGIN, self.y, 3.0, height, inks.accent);
        let below = self.y + height;
        self.y += PADDING - 3.0;
        for (lines, size) in [(says, SAYS), (more, BODY)] {
            if lines.is_empty() {
                continue;
            }
            let place = self.laid.structure.add(None, Kind::Paragraph);
            for line in &lines {
                self.line(line, size, MARGIN + 3.0 + PADDING, Some(place));
                self.y += size.lines;
            }
        }
        self.y = below + 12.0;
    }

    /// Makes sure that there is so much room on this page, or begins another.
    pub fn need(&mut self, height: f32) {
        self.asked = self.asked.max(self.y + height);
        if self.y + height > BOTTOM && !self.is_fresh() {
            self.turn();
        }
    }

    /// How much room is left on this page.
    pub fn room(&self) -> f32 {
        BOTTOM - self.y
    }

    /// How much room a page has that was just begun.
    pub fn whole_room(&self) -> f32 {
        BOTTOM - TOP_AGAIN
    }

    fn is_fresh(&self) -> bool {
        self.y <= if self.laid.pages.len() == 1 { TOP } else { TOP_AGAIN }
    }

    /// Begins another page.
    pub fn turn(&mut self) {
        self.laid.pages.push(Vec::new());
        self.y = TOP_AGAIN;
    }

    /// Sets a line, its upper edge at the current height.
    pub fn line(&mut self, line: &Line, size: Size, x: f32, place: Option<Place>) {
        let base = self.y + (size.lines - size.letters) / 2.0 + size.letters * 0.8;
        for stretch in &line.stretches {
            let place = match &stretch.part.link {
                Some(_) => place.map(|place| self.laid.structure.add(Some(place), Kind::Link)),
                None => place,
            };
            let x = x + stretch.at;
            self.draw(Drawn::Words { stretch: stretch.clone(), size: size.letters, x, base, place });
        }
    }

    /// Fills a box.
    pub fn fill(&mut self, x: f32, y: f32, width: f32, height: f32, colour: Colour) {
        self.draw(Drawn::Box { x, y, width, height, colour });
    }

    fn draw(&mut self, drawn: Drawn) {
        if let Some(page) = self.laid.pages.last_mut() {
            page.push(drawn);
        }
    }
}
