use std::io::Cursor;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};

use crate::brand::{Kind, Picture};
use crate::error::{Error, Result};
use crate::secrets;

/// The longest side of an image that is taken.
const LONGEST_SIDE: u32 = 4096;
/// The most pixels that are taken: a large photograph.
const MOST_PIXELS: u64 = 8_000_000;
/// The shortest side that still shows something.
const SHORTEST_SIDE: u32 = 16;
/// What a decoder may take of memory beside the pixels.
const MOST_MEMORY: u64 = 128 * 1024 * 1024;

/// An image as it is kept: a PNG of ours, with nothing in it but pixels.
pub struct Redrawn {
    pub picture: Picture,
    pub content: Vec<u8>,
}

/// Reads what was sent and draws it anew, small enough for its place. What the file says of itself beside its
/// pixels — where it was taken, by whom — is left behind. Takes a while: for a blocking thread.
///
/// # Errors
/// [`Error::Invalid`] at `image`, with the limit that it breaks.
pub fn redrawn(kind: Kind, content: &[u8]) -> Result<Redrawn> {
    let image = read(content)?;
    let (width, height) = match kind {
        Kind::LogoLight | Kind::LogoDark => (1200, 400),
        Kind::Icon => (512, 512),
        Kind::Favicon => (192, 192),
    };
    let fits = image.width() <= width && image.height() <= height;
    let image = if fits { image } else { image.resize(width, height, image::imageops::FilterType::Lanczos3) };
    let image = if image.color().has_alpha() { image.to_rgba8().into() } else { DynamicImage::from(image.to_rgb8()) };
    let mut content = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut content, CompressionType::Best, FilterType::Adaptive);
    image.write_with_encoder(encoder).map_err(Error::internal)?;
    let picture = Picture { hash: secrets::hash_bytes(&content), width: image.width(), height: image.height() };
    Ok(Redrawn { picture, content })
}

fn read(content: &[u8]) -> Result<DynamicImage> {
    let refused = |message: String| Error::field("image", message);
    // What the content is, whatever the sender calls it.
    let format = image::guess_format(content).ok();
    let format = format.filter(|format| [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP].contains(format));
    let Some(format) = format else { return Err(refused(foreign(content).into())) };
    let damaged = || refused("This file is cut off or damaged; nothing was changed.".into());
    // Only the head is read for this: nothing is made of the size that it claims.
    let head = ImageReader::with_format(Cursor::new(content), format);
    let (width, height) = head.into_dimensions().map_err(|error| match error {
        ImageError::Limits(_) => refused(format!("This is larger than the {LONGEST_SIDE} × {LONGEST_SIDE} that fit.")),
        _ => damaged(),
    })?;
    if width.max(height) > LONGEST_SIDE {
        return Err(refused(format!(
            "This is {width} × {height} pixels; at most {LONGEST_SIDE} × {LONGEST_SIDE} fit."
        )));
    }
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        let most = MOST_PIXELS / 1_000_000;
        return Err(refused(format!("This is {width} × {height} pixels; at most {most} megapixels fit.")));
    }
    if width.min(height) < SHORTEST_SIDE {
        return Err(refused(format!(
            "This is {width} × {height} pixels; at least {SHORTEST_SIDE} × {SHORTEST_SIDE} show."
        )));
    }
    if format == ImageFormat::Jpeg && !ends(content) {
        return Err(damaged());
    }
    let mut reader = ImageReader::with_format(Cursor::new(content), format);
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MOST_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| damaged())?;
    let orientation = decoder.orientation().map_err(|_| damaged())?;
    let mut image = DynamicImage::from_decoder(decoder).map_err(|_| damaged())?;
    image.apply_orientation(orientation);
    Ok(image)
}

/// Whether a JPEG has an end: decoders make up what is missing.
fn ends(content: &[u8]) -> bool {
    let tail = &content[content.len().saturating_sub(4096)..];
    tail.windows(2).any(|pair| pair == [0xff, 0xd9])
}

/// What is said of a file that is no image of ours.
fn foreign(content: &[u8]) -> &'static str {
    let start = String::from_utf8_lossy(&content[..content.len().min(1024)]).to_lowercase();
    if start.contains("<svg") {
        "An SVG can hold scripts and is not taken. Send a PNG, a JPEG or a WebP."
    } else {
        "Send a PNG, a JPEG or a WebP; this is something else."
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let mut out = Cursor::new(Vec::new());
        let image = DynamicImage::new_rgb8(width, height);
        image.write_to(&mut out, format).unwrap_or_else(|error| panic!("{error}"));
        out.into_inner()
    }

    fn refusal(content: &[u8]) -> String {
        match redrawn(Kind::Icon, content).err() {
            Some(Error::Invalid(errors)) => errors.at("image").unwrap_or_default().to_owned(),
            other => panic!("{:?}", other.map(|error| error.to_string())),
        }
    }

    #[test]
    fn every_kind_that_is_taken_becomes_a_png() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
            let drawn = redrawn(Kind::Icon, &made(64, 48, format)).unwrap_or_else(|error| panic!("{format:?} {error}"));
            assert_eq!(image::guess_format(&drawn.content).ok(), Some(ImageFormat::Png));
            assert_eq!((drawn.picture.width, drawn.picture.height), (64, 48));
        }
    }

    #[test]
    fn a_large_image_is_drawn_as_large_as_its_place() {
        let drawn =
            redrawn(Kind::Favicon, &made(1000, 500, ImageFormat::Png)).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!((drawn.picture.width, drawn.picture.height), (192, 96));
    }

    #[test]
    fn other_kinds_are_refused_whatever_they_are_called() {
        assert!(refusal(b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>").contains("SVG"));
        assert!(refusal(b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- x -->\n<SVG></SVG>").contains("SVG"));
        for other in [b"GIF89a0000".as_slice(), b"BM000000", b"%PDF-1.7", b"", b"hello", b"<html><script>"] {
            assert!(refusal(other).contains("something else"));
        }
    }

    #[test]
    fn a_size_that_is_only_claimed_is_refused_before_it_is_believed() {
        assert!(refusal(&made(4097, 20, ImageFormat::Png)).contains("4096 × 4096"));
        assert!(refusal(&made(3000, 3000, ImageFormat::Png)).contains("8 megapixels"));
        assert!(refusal(&made(15, 200, ImageFormat::Png)).contains("16 × 16"));
        let mut claims = made(64, 64, ImageFormat::Png);
        claims[16..24].copy_from_slice(&[0x7f, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff]);
        let crc = crc(&claims[12..29]);
        claims[29..33].copy_from_slice(&crc.to_be_bytes());
        assert!(refusal(&claims).contains("4096 × 4096"), "{}", refusal(&claims));
    }

    #[test]
    fn a_file_that_is_cut_off_is_refused() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
            let whole = made(200, 200, format);
            for part in [9, 20, whole.len() / 2] {
                assert!(!refusal(&whole[..part.min(whole.len() - 8)]).is_empty(), "{format:?} {part}");
            }
        }
    }

    fn crc(bytes: &[u8]) -> u32 {
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        crc.sum()
    }
}
