use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

/// A PNG of this size.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let image = RgbImage::from_fn(width, height, |x, y| Rgb([x as u8, y as u8, 120]));
    let mut out = Cursor::new(Vec::new());
    DynamicImage::from(image).write_to(&mut out, ImageFormat::Png).unwrap();
    out.into_inner()
}

/// The size of a page of paper, in points.
pub const A4: &str = "0 0 595 842";

/// A PDF of one page with a square on it.
pub fn pdf() -> Vec<u8> {
    pdf_of(&[(A4, "0.6 0.23 0.15 rg 100 300 300 300 re f")])
}

/// A PDF of pages: how large each is, and what is drawn on it.
pub fn pdf_of(pages: &[(&str, &str)]) -> Vec<u8> {
    let kids: String = (0..pages.len()).map(|index| format!("{} 0 R ", 3 + 2 * index)).collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len()),
    ];
    for (size, content) in pages {
        let number = objects.len() + 2;
        objects.push(format!("<< /Type /Page /Parent 2 0 R /MediaBox [{size}] /Contents {number} 0 R >>"));
        objects.push(format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()));
    }
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
