use std::io::{Cursor, Read};

use bytes::Bytes;
use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbaImage};
use serde::{Deserialize, Serialize};

/// The longest side of a small picture.
const SIDE: u32 = 480;
/// The most pixels that are decoded: more than telephones take.
const MOST_PIXELS: u64 = 60_000_000;
/// The most bytes that a decoder may take.
const MOST_MEMORY: u64 = 512 * 1024 * 1024;
const QUALITY: u8 = 82;
/// How large a page is drawn: so many pixels on its longer side, or on its shorter, whichever makes it larger; but no
/// longer than this, and with no more pixels than this.
const PAGE_LONG: f32 = 1600.0;
const PAGE_SHORT: f32 = 1100.0;
const PAGE_LONGEST: f32 = 8000.0;
const PAGE_PIXELS: f32 = 6_000_000.0;
/// Beyond this a page is no text, and is kept as a photograph is.
const LARGEST_PNG: usize = 1024 * 1024;
const PAGE_QUALITY: u8 = 90;

/// A picture, and what was learnt of what it shows.
#[derive(Debug, PartialEq, Eq)]
pub struct Drawn {
    pub width: u32,
    pub height: u32,
    pub pages: Option<u32>,
    pub picture: Bytes,
}

#[derive(Serialize, Deserialize)]
struct Said {
    width: u32,
    height: u32,
    pages: Option<u32>,
}

impl Drawn {
    /// What is said first, and the picture.
    fn written(&self) -> Option<Vec<u8>> {
        let said = Said { width: self.width, height: self.height, pages: self.pages };
        let mut all = serde_json::to_vec(&said).ok()?;
        all.push(b'\n');
        all.extend_from_slice(&self.picture);
        Some(all)
    }

    pub(super) fn read(all: Bytes) -> Option<Self> {
        let end = all.iter().position(|byte| *byte == b'\n')?;
        let Said { width, height, pages } = serde_json::from_slice(&all[..end]).ok()?;
        Some(Self { width, height, pages, picture: all.slice(end + 1..) })
    }
}

/// Draws what is read, and gives what [`Drawn::read`] reads; none where it cannot be. For a process of its own.
pub fn draw(media_type: &str, mut from: impl Read) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    from.read_to_end(&mut content).ok()?;
    match media_type {
        "application/pdf" => document(content),
        kind if kind.starts_with("image/") => picture(&content),
        _ => None,
    }?
    .written()
}

/// Draws a page of the PDF that is read, as [`draw`] does; pages count from 1.
pub fn draw_page(number: u32, mut from: impl Read) -> Option<Vec<u8>> {
    let mut content = Vec::new();
    from.read_to_end(&mut content).ok()?;
    page(content, number)?.written()
}

fn picture(content: &[u8]) -> Option<Drawn> {
    let format = image::guess_format(content).ok()?;
    if ![ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP].contains(&format) {
        return None;
    }
    let mut reader = ImageReader::with_format(Cursor::new(content), format);
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return None;
    }
    let orientation = decoder.orientation().ok()?;
    let mut image = DynamicImage::from_decoder(decoder).ok()?;
    image.apply_orientation(orientation);
    drawn(&image, None)
}

fn document(content: Vec<u8>) -> Option<Drawn> {
    let pdf = Pdf::new(content).ok()?;
    let pages = u32::try_from(pdf.pages().len()).ok()?;
    let first = pdf.pages().first()?;
    let (width, height) = size(first)?;
    let image = rendered(first, 2.0 * SIDE as f32 / width.max(height))?;
    // A page's size is told in points, as the document has it.
    Some(Drawn { width: width.round() as u32, height: height.round() as u32, ..drawn(&image, Some(pages))? })
}

fn page(content: Vec<u8>, number: u32) -> Option<Drawn> {
    let pdf = Pdf::new(content).ok()?;
    let index = usize::try_from(number.checked_sub(1)?).ok()?;
    let page = pdf.pages().get(index)?;
    let (width, height) = size(page)?;
    let image = rendered(page, page_scale(width, height))?;
    let mut picture = Vec::new();
    image.write_with_encoder(PngEncoder::new(&mut picture)).ok()?;
    if picture.len() > LARGEST_PNG {
        picture.clear();
        image.write_with_encoder(JpegEncoder::new_with_quality(&mut picture, PAGE_QUALITY)).ok()?;
    }
    Some(Drawn { width: image.width(), height: image.height(), pages: None, picture: picture.into() })
}

/// The size of a page in points.
fn size(page: &Page<'_>) -> Option<(f32, f32)> {
    let (width, height) = page.render_dimensions();
    (width.max(height).is_finite() && width >= 1.0 && height >= 1.0).then_some((width, height))
}

fn page_scale(width: f32, height: f32) -> f32 {
    let (long, short) = (width.max(height), width.min(height));
    let wanted = (PAGE_LONG / long).max(PAGE_SHORT / short);
    wanted.min((PAGE_PIXELS / (long * short)).sqrt()).min(PAGE_LONGEST / long)
}

fn rendered(page: &Page<'_>, scale: f32) -> Option<DynamicImage> {
    let settings = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let cache = RenderCache::new();
    let drawn = hayro::render(page, &cache, &InterpreterSettings::default(), &RenderSettings::default(), &settings);
    let (columns, rows) = (u32::from(drawn.width()), u32::from(drawn.height()));
    let pixels = drawn.data_as_u8_slice().to_vec();
    Some(DynamicImage::from(DynamicImage::from(RgbaImage::from_raw(columns, rows, pixels)?).to_rgb8()))
}

fn drawn(image: &DynamicImage, pages: Option<u32>) -> Option<Drawn> {
    let fits = image.width() <= SIDE && image.height() <= SIDE;
    let small = if fits { image.clone() } else { image.resize(SIDE, SIDE, FilterType::CatmullRom) };
    let mut picture = Vec::new();
    if small.color().has_alpha() {
        DynamicImage::from(small.to_rgba8()).write_with_encoder(PngEncoder::new(&mut picture)).ok()?;
    } else {
        let encoder = JpegEncoder::new_with_quality(&mut picture, QUALITY);
        DynamicImage::from(small.to_rgb8()).write_with_encoder(encoder).ok()?;
    }
    Some(Drawn { width: image.width(), height: image.height(), pages, picture: picture.into() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(width, height).write_to(&mut out, format).unwrap();
        out.into_inner()
    }

    fn drawn_of(media_type: &str, content: &[u8]) -> Option<Drawn> {
        Drawn::read(draw(media_type, content)?.into())
    }

    #[test]
    fn a_large_image_gets_a_small_picture_and_keeps_its_size_in_words() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
            let drawn = drawn_of("image/png", &made(1200, 600, format)).unwrap();
            assert_eq!((drawn.width, drawn.height, drawn.pages), (1200, 600, None));
            let small = image::load_from_memory(&drawn.picture).unwrap();
            assert_eq!((small.width(), small.height()), (480, 240));
        }
    }

    #[test]
    fn a_page_is_drawn_large_enough_to_be_read_and_no_larger() {
        let side = |width: f32, height: f32| {
            let scale = page_scale(width, height);
            ((width * scale).round() as u32, (height * scale).round() as u32)
        };
        assert_eq!(side(595.0, 842.0), (1131, 1600));
        assert_eq!(side(1920.0, 1080.0), (1956, 1100));
        // A long web page, and a ribbon.
        let (width, height) = side(1000.0, 6000.0);
        assert!(width == 1000 && height == 6000, "{width} {height}");
        assert_eq!(side(14_400.0, 20.0).0, 8000);
    }

    #[test]
    fn what_claims_too_much_or_is_broken_has_no_picture() {
        let whole = made(64, 64, ImageFormat::Png);
        assert_eq!(drawn_of("image/png", &whole[..40]), None);
        assert_eq!(drawn_of("application/pdf", b"%PDF-1.7 and nothing"), None);
        assert_eq!(drawn_of("image/svg+xml", b"<svg/>"), None);
        let mut claims = whole;
        claims[16..24].copy_from_slice(&[0, 1, 0, 0, 0, 1, 0, 0]);
        let mut crc = flate2::Crc::new();
        crc.update(&claims[12..29]);
        claims[29..33].copy_from_slice(&crc.sum().to_be_bytes());
        assert_eq!(drawn_of("image/png", &claims), None);
    }
}
