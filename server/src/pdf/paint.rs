use chrono::{Datelike, Timelike};
use krilla::SerializeSettings;
use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target};
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::{PathBuilder, Point, Rect, Size, Transform};
use krilla::image::Image;
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Fill;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};

use super::document::{Attachment, Document};
use super::flow::{self, Drawn, Laid, MARGIN, MEASURE, PAPER};
use super::font;
use super::ink::rgb;
use super::kept;
use super::line::{Line, Stretch};
use super::tags::Place;
use super::text::{Face, Ink};
use crate::brand::Colour;
use crate::error::{Error, Result};

/// The document's bytes.
///
/// # Errors
/// When it has too many pages, or breaks a rule of PDF/A that the blocks should have kept.
pub(super) fn paint(document: &Document) -> Result<Vec<u8>> {
    let Laid { pages, mut structure, headings } = flow::lay_out(document)?;
    let mut pdf = krilla::Document::new_with(settings()?);
    pdf.set_metadata(metadata(document));
    for attachment in &document.attachments {
        embed(&mut pdf, attachment, date(document)).ok_or_else(|| broken("two attachments have one name"))?;
    }
    let logo = document.letterhead.logo.as_deref().and_then(kept::logo);
    let paper = || PageSettings::from_wh(PAPER.0, PAPER.1).ok_or_else(|| broken("no paper"));
    for (number, drawn) in pages.iter().enumerate() {
        let mut sheet = pdf.start_page_with(paper()?);
        let mut painter = Painter { document, surface: sheet.surface(), links: Vec::new() };
        painter.frame(number, pages.len(), logo.as_ref());
        for drawn in drawn {
            if let Some((place, content)) = painter.draw(drawn) {
                structure.content(place, content);
            }
        }
        for link in painter.finish() {
            let target = Target::Action(Action::Link(LinkAction::new(link.address.clone())));
            let annotation = Annotation::new_link(LinkAnnotation::new(link.rect, target), Some(link.address));
            structure.content(link.place, sheet.add_tagged_annotation(annotation));
        }
        sheet.finish();
    }
    let mut outline = Outline::new();
    for (words, page, y) in headings {
        outline.push_child(OutlineNode::new(words, XyzDestination::new(page, Point::from_xy(MARGIN, y))));
    }
    pdf.set_outline(outline);
    pdf.set_tag_tree(structure.tree(&document.language));
    pdf.finish().map_err(|error| Error::internal(anyhow::anyhow!("making a PDF: {error:?}")))
}

fn broken(why: &'static str) -> Error {
    Error::internal(anyhow::anyhow!("making a PDF: {why}"))
}

fn settings() -> Result<SerializeSettings> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A3_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| Error::internal(anyhow::anyhow!("making a PDF: {error:?}")))?;
    Ok(SerializeSettings { configuration, ..SerializeSettings::default() })
}

fn date(document: &Document) -> DateTime {
    let at = document.date;
    let byte = |part: u32| u8::try_from(part).unwrap_or_default();
    DateTime::new(u16::try_from(at.year()).unwrap_or_default())
        .month(byte(at.month()))
        .day(byte(at.day()))
        .hour(byte(at.hour()))
        .minute(byte(at.minute()))
        .second(byte(at.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0)
}

/// Whose it is and what it is called. What made it is nobody's business.
fn metadata(document: &Document) -> Metadata {
    Metadata::new()
        .title(font::settable(&document.title))
        .authors(vec![font::settable(&document.letterhead.name)])
        .description(document.kind.clone())
        .language(document.language.clone())
        .creation_date(date(document))
}

fn embed(pdf: &mut krilla::Document, attachment: &Attachment, date: DateTime) -> Option<()> {
    pdf.embed_file(EmbeddedFile {
        path: attachment.name.clone(),
        mime_type: MimeType::new(attachment.media_type),
        description: Some(attachment.description.clone()),
        association_kind: AssociationKind::Data,
        data: attachment.content.clone().into(),
        modification_date: Some(date),
        compress: Some(!attachment.plain),
        location: None,
    })
}

struct Link {
    place: Place,
    rect: Rect,
    address: String,
}

struct Painter<'a> {
    document: &'a Document,
    surface: Surface<'a>,
    links: Vec<Link>,
}

impl Painter<'_> {
    /// Ends the page's content; its links come on top.
    fn finish(self) -> Vec<Link> {
        self.surface.finish();
        self.links
    }

    /// What stands on every page around the text.
    fn frame(&mut self, number: usize, of: usize, logo: Option<&Image>) {
        let head = ContentTag::Artifact(Artifact::with_kind(ArtifactType::Header));
        self.surface.start_tagged(head);
        let (name, inks) = (&self.document.letterhead.name, self.document.letterhead.inks);
        if number == 0 {
            self.fill(0.0, 0.0, PAPER.0, 6.0, inks.accent);
            match logo {
                Some(logo) => self.logo(logo),
                None => self.label(name, Face::Strong, Ink::Text, 15.0, 68.0, MEASURE * 0.7),
            }
            self.label_right(&self.document.kind.clone(), Ink::Muted, 10.0, 68.0);
        } else {
            self.label(name, Face::Strong, Ink::Muted, 8.5, 50.0, MEASURE * 0.3);
            self.label_right(&self.document.title.clone(), Ink::Muted, 8.5, 50.0);
            self.fill(MARGIN, 60.0, MEASURE, 0.5, inks.line);
        }
        self.surface.end_tagged();
        let foot = ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer));
        self.surface.start_tagged(foot);
        let base = PAPER.1 - 38.0;
        self.label(&self.document.footer.clone(), Face::Plain, Ink::Muted, 8.5, base, MEASURE * 0.8);
        self.label_right(&format!("{} / {of}", number + 1), Ink::Muted, 8.5, base);
        self.surface.end_tagged();
    }

    fn label(&mut self, text: &str, face: Face, ink: Ink, size: f32, base: f32, most: f32) {
        for stretch in Line::cut(text, face, ink, size, most).stretches {
            self.words(&stretch, size, MARGIN + stretch.at, base);
        }
    }

    fn label_right(&mut self, text: &str, ink: Ink, size: f32, base: f32) {
        let line = Line::cut(text, Face::Plain, ink, size, MEASURE * 0.6);
        for stretch in &line.stretches {
            self.words(stretch, size, PAPER.0 - MARGIN - line.width + stretch.at, base);
        }
    }

    fn logo(&mut self, logo: &Image) {
        const MOST: (f32, f32) = (170.0, 42.0);
        let (width, height) = (logo.size().0 as f32, logo.size().1 as f32);
        let scale = (MOST.0 / width).min(MOST.1 / height);
        let Some(size) = Size::from_wh(width * scale, height * scale) else { return };
        let top = 40.0 + (MOST.1 - height * scale) / 2.0;
        self.surface.push_transform(&Transform::from_translate(MARGIN, top));
        self.surface.draw_image(logo.clone(), size);
        self.surface.pop();
    }

    /// Draws something; where it is read out, says so.
    fn draw(&mut self, drawn: &Drawn) -> Option<(Place, krilla::tagging::Identifier)> {
        match drawn {
            Drawn::Box { x, y, width, height, colour } => {
                self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
                self.fill(*x, *y, *width, *height, *colour);
                self.surface.end_tagged();
                None
            }
            Drawn::Words { stretch, size, x, base, place } => {
                let tag = match place {
                    Some(_) => ContentTag::Span(SpanTag::empty()),
                    None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::PaginationOther)),
                };
                let content = self.surface.start_tagged(tag);
                self.words(stretch, *size, *x, *base);
                self.surface.end_tagged();
                let place = (*place)?;
                if let Some(address) = &stretch.part.link {
                    let rect = Rect::from_xywh(*x, base - size * 0.9, stretch.width.max(1.0), size * 1.25)?;
                    self.fill_line(*x, base + 1.5, stretch.width);
                    self.links.push(Link { place, rect, address: address.clone() });
                }
                Some((place, content))
            }
        }
    }

    /// A link is not told by its colour alone.
    fn fill_line(&mut self, x: f32, y: f32, width: f32) {
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        self.fill(x, y, width, 0.5, self.document.letterhead.inks.accent);
        self.surface.end_tagged();
    }

    fn words(&mut self, stretch: &Stretch, size: f32, x: f32, base: f32) {
        let part = &stretch.part;
        let size = size * part.face.scale();
        self.surface.set_fill(Some(ink(self.document.letterhead.inks.of_ink(part.ink))));
        let mut x = x;
        for run in kept::runs(&part.text, part.face, Some(stretch.leftward)).iter() {
            let at = Point::from_xy(x, base);
            self.surface.draw_glyphs(at, &run.glyphs, run.font.font.clone(), &run.text, size, false);
            x += run.width * size;
        }
    }

    fn fill(&mut self, x: f32, y: f32, width: f32, height: f32, colour: Colour) {
        let mut path = PathBuilder::new();
        if let Some(rect) = Rect::from_xywh(x, y, width, height) {
            path.push_rect(rect);
        }
        if let Some(path) = path.finish() {
            self.surface.set_fill(Some(ink(colour)));
            self.surface.draw_path(&path);
        }
    }
}

fn ink(colour: Colour) -> Fill {
    Fill { paint: rgb(colour).into(), ..Fill::default() }
}
