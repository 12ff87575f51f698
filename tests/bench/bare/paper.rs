//! An invoice on paper with nothing around it: the same words in one of the same fonts by the same libraries, one under
//! the other. No layout, no tags, no brand, and nothing is kept.

use std::sync::LazyLock;

use anyhow::{Context, Result, anyhow};
use krilla::geom::Point;
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Face, UnicodeBuffer};

use super::rows::{invoice, line};

const FONT: &[u8] = include_bytes!("../../../assets/pdf/figtree.ttf");
const SIZE: f32 = 9.5;
/// How many lines stand on a page.
const LINES: usize = 26;

static FONTS: LazyLock<Option<(Font, Face<'static>)>> =
    LazyLock::new(|| Some((Font::new(FONT.into(), 0)?, Face::from_slice(FONT, 0)?)));

/// The bytes.
pub fn paper(invoice: &invoice::Model, lines: &[line::Model]) -> Result<Vec<u8>> {
    let mut pdf = krilla::Document::new();
    for lines in lines.chunks(LINES) {
        let mut page = pdf.start_page_with(PageSettings::from_wh(595.28, 841.89).context("no paper")?);
        let mut surface = page.surface();
        let head = format!("{} {} {}", invoice.number, invoice.currency, invoice.total);
        write(&mut surface, 56.0, 80.0, &head)?;
        for (at, line) in lines.iter().enumerate() {
            let y = 110.0 + 24.5 * at as f32;
            write(&mut surface, 56.0, y, &line.description)?;
            for (x, figure) in [(320.0, line.quantity), (400.0, line.unit_price), (480.0, line.amount)] {
                write(&mut surface, x, y, &figure.to_string())?;
            }
        }
        surface.finish();
        page.finish();
    }
    pdf.finish().map_err(|error| anyhow!("{error:?}"))
}

fn write(surface: &mut Surface<'_>, x: f32, y: f32, words: &str) -> Result<()> {
    let (font, face) = FONTS.as_ref().context("no font")?;
    let mut buffer = UnicodeBuffer::new();
    buffer.push_str(words);
    buffer.guess_segment_properties();
    let shaped = rustybuzz::shape(face, &[], buffer);
    let em = font.units_per_em();
    let glyphs: Vec<_> = shaped
        .glyph_infos()
        .iter()
        .zip(shaped.glyph_positions())
        .map(|(info, at)| {
            let start = info.cluster as usize;
            let long = words[start..].chars().next().map_or(0, char::len_utf8);
            let advance = at.x_advance as f32 / em;
            KrillaGlyph::new(GlyphId::new(info.glyph_id), advance, 0.0, 0.0, 0.0, start..start + long, None)
        })
        .collect();
    surface.draw_glyphs(Point::from_xy(x, y), &glyphs, font.clone(), words, SIZE, false);
    Ok(())
}
