use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

/// A PNG of this size.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let image = RgbImage::from_fn(width, height, |x, y| Rgb([x as u8, y as u8, 120]));
    let mut out = Cursor::new(Vec::new());
    DynamicImage::from(image).write_to(&mut out, ImageFormat::Png).unwrap();
    out.into_inner()
}
