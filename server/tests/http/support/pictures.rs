use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

/// A PNG of this size.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let image = RgbImage::from_fn(width, height, |x, y| Rgb([x as u8, y as u8, 120]));
    let mut out = Cursor::new(Vec::new());
    DynamicImage::from(image).write_to(&mut out, ImageFormat::Png).unwrap();
    out.into_inner()
}

/// A PDF of one page with a square on it.
pub fn pdf() -> Vec<u8> {
    let content = "0.6 0.23 0.15 rg 100 300 300 300 re f";
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
    ];
    let mut all = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(&objects) {
        places.push(all.len());
        all.extend(format!("{number} 0 obj\n{object}\nendobj\n").as_bytes());
    }
    let table = all.len();
    all.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
    for place in places {
        all.extend(format!("{place:010} 00000 n \n").as_bytes());
    }
    let count = objects.len() + 1;
    all.extend(format!("trailer << /Size {count} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF").as_bytes());
    all
}
