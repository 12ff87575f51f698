//! Files that are small and real.

use std::io::Cursor;

use anyhow::Result;
use image::{ImageFormat, Rgb, RgbImage};

/// A poster of this width and twice the height, of a colour of its own, with a darker band in its middle.
///
/// # Errors
/// When it cannot be written.
pub fn poster(width: u32, shade: u8) -> Result<Vec<u8>> {
    let picture = RgbImage::from_fn(width, width * 2, |_, y| {
        if (width..width + width / 4).contains(&y) { Rgb([40, 30, shade]) } else { Rgb([220, 190, shade]) }
    });
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png)?;
    Ok(bytes.into_inner())
}

/// A minute in which nothing is heard.
pub fn silence() -> Vec<u8> {
    const RATE: u32 = 8000;
    let length = RATE * 60;
    let mut wave = Vec::with_capacity(44 + length as usize);
    wave.extend(b"RIFF");
    wave.extend((36 + length).to_le_bytes());
    wave.extend(b"WAVEfmt ");
    wave.extend(16_u32.to_le_bytes());
    wave.extend([1, 0, 1, 0]);
    wave.extend(RATE.to_le_bytes());
    wave.extend(RATE.to_le_bytes());
    wave.extend([1, 0, 8, 0]);
    wave.extend(b"data");
    wave.extend(length.to_le_bytes());
    wave.resize(44 + length as usize, 128);
    wave
}
