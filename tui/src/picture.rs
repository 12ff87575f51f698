//! A small picture, decoded and fitted, ready to be drawn.

use std::{fmt, io::Cursor};

use image::{DynamicImage, ImageFormat, ImageReader, Limits};
use ratatui::layout::Size;
use ratatui_image::{Resize, picker::Picker, protocol::Protocol};

/// What the terminal is sent to show a picture.
pub struct Picture {
    /// In the terminal's own protocol.
    pub drawn: Protocol,
}

impl fmt::Debug for Picture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Picture({:?})", self.drawn.size())
    }
}

/// More than any small picture of a server is.
pub const LARGEST: usize = 8 * 1024 * 1024;

/// No side is longer than this.
const LONGEST: u32 = 8192;

/// What decoding may take of memory.
const MEMORY: u64 = 128 * 1024 * 1024;

/// Decodes a PNG, JPEG or WebP within limits and fits it into so much room. It takes a while.
pub fn fit(bytes: &[u8], picker: &Picker, room: Size) -> Result<Picture, String> {
    let image = decode(bytes)?;
    let drawn = picker.new_protocol(image, room, Resize::Scale(None)).map_err(|error| error.to_string())?;
    Ok(Picture { drawn })
}

fn decode(bytes: &[u8]) -> Result<DynamicImage, String> {
    let mut reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|error| error.to_string())?;
    if !matches!(reader.format(), Some(ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) {
        return Err("it is no PNG, JPEG or WebP".into());
    }
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST);
    limits.max_image_height = Some(LONGEST);
    limits.max_alloc = Some(MEMORY);
    reader.limits(limits);
    reader.decode().map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        DynamicImage::new_rgb8(width, height).write_to(&mut bytes, ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_picture_keeps_to_its_room() {
        let picture = fit(&png(64, 16), &Picker::halfblocks(), Size::new(20, 10)).unwrap();
        let size = picture.drawn.size();
        assert!(size.width <= 20 && size.height <= 10 && size.width > size.height, "{size:?}");
    }

    #[test]
    fn what_is_no_picture_or_too_large_is_refused() {
        assert!(fit(b"<svg/>", &Picker::halfblocks(), Size::new(20, 10)).is_err());
        assert!(fit(&png(LONGEST + 1, 1), &Picker::halfblocks(), Size::new(20, 10)).is_err());
        let whole = png(64, 64);
        assert!(fit(&whole[..whole.len() / 2], &Picker::halfblocks(), Size::new(20, 10)).is_err());
    }
}
