//! What papers have in common, kept from one to the next: most words of an invoice stood on others before it, and its logo
//! on all of them. Nothing looks otherwise for it; with too much, what is kept is forgotten.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use krilla::image::Image;

use super::font::{self, Run};
use super::text::Face;

/// How much text is kept, in bytes; each takes about a hundred in memory.
const MOST_TEXT: usize = 32 * 1024;
/// The longest text that is kept.
const LONGEST: usize = 160;
/// How many logos are kept: most have some kilobytes, and none more pixels than `brand` leaves it.
const MOST_LOGOS: usize = 8;

/// How a text is set: in which face, and whether it runs leftward where that is known.
type Look = (Face, Option<bool>);

#[derive(Default)]
struct Texts {
    shaped: HashMap<Look, HashMap<Box<str>, Arc<[Run]>>>,
    bytes: usize,
}

static TEXTS: LazyLock<Mutex<Texts>> = LazyLock::new(Mutex::default);
/// Logos, each with the file that it was read from.
static LOGOS: Mutex<VecDeque<(Vec<u8>, Image)>> = Mutex::new(VecDeque::new());

fn held<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A text in the fonts that have its letters ([`font::runs`]).
pub(super) fn runs(text: &str, face: Face, leftward: Option<bool>) -> Arc<[Run]> {
    let look = (face, leftward);
    let known = held(&TEXTS).shaped.get(&look).and_then(|texts| texts.get(text).cloned());
    if let Some(known) = known {
        return known;
    }
    let runs: Arc<[Run]> = font::runs(text, face, leftward).into();
    if text.len() <= LONGEST {
        let mut texts = held(&TEXTS);
        if texts.bytes + text.len() > MOST_TEXT {
            *texts = Texts::default();
        }
        if texts.shaped.entry(look).or_default().insert(text.into(), runs.clone()).is_none() {
            texts.bytes += text.len();
        }
    }
    runs
}

/// How wide a text is, as a share of its size.
pub(super) fn width(text: &str, face: Face) -> f32 {
    runs(text, face, None).iter().map(|run| run.width).sum::<f32>() * face.scale()
}

/// A logo, unpacked from its PNG and packed as a PDF has it.
pub(super) fn logo(png: &[u8]) -> Option<Image> {
    let known = held(&LOGOS).iter().find(|(file, _)| file == png).map(|(_, image)| image.clone());
    if known.is_some() {
        return known;
    }
    let image = Image::from_png(png.to_vec().into(), false).ok()?;
    let mut logos = held(&LOGOS);
    logos.truncate(MOST_LOGOS - 1);
    logos.push_front((png.to_vec(), image.clone()));
    Some(image)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(runs: &[Run]) -> Vec<String> {
        runs.iter().map(|run| format!("{} {} {:?}", run.text, run.width, run.glyphs)).collect()
    }

    #[test]
    fn a_text_that_is_kept_looks_as_it_would_if_it_were_set_anew_in_each_face_and_direction() {
        for text in ["Acme GmbH ", "1,250.00 €", "שלום 12", "กำน้ำ", ""] {
            for face in [Face::Plain, Face::Strong, Face::Mono] {
                for leftward in [None, Some(true), Some(false), None] {
                    let anew = font::runs(text, face, leftward);
                    assert_eq!(seen(&runs(text, face, leftward)), seen(&anew), "{face:?}, {leftward:?}");
                }
            }
        }
    }

    #[test]
    fn what_is_kept_does_not_grow_without_end() {
        for number in 0..5000 {
            width(&format!("word {number}"), Face::Plain);
        }
        width(&"long ".repeat(LONGEST), Face::Plain);
        let texts = held(&TEXTS);
        let kept: Vec<usize> = texts.shaped.values().flat_map(HashMap::keys).map(|text| text.len()).collect();
        assert!(texts.bytes <= MOST_TEXT && kept.iter().sum::<usize>() == texts.bytes, "{} bytes", texts.bytes);
        assert!(kept.iter().all(|bytes| *bytes <= LONGEST));
    }

    #[test]
    fn each_agency_keeps_its_own_logo() {
        let png = |shade: u8| {
            let mut file = std::io::Cursor::new(Vec::new());
            let picture = image::RgbaImage::from_pixel(4, 2, image::Rgba([shade, 0, 0, 255]));
            picture.write_to(&mut file, image::ImageFormat::Png).unwrap();
            file.into_inner()
        };
        let files: Vec<Vec<u8>> = (0..12).map(png).collect();
        for file in files.iter().chain(&files) {
            assert_eq!(logo(file), Image::from_png(file.clone().into(), false).ok());
            assert_eq!(logo(file), Image::from_png(file.clone().into(), false).ok());
        }
        assert_ne!(logo(&files[0]), logo(&files[1]));
        assert_eq!(logo(b"no picture"), None);
        assert!(held(&LOGOS).len() <= MOST_LOGOS);
    }
}
