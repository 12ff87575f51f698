//! Places on a version: a point or a box on an image or a page, a page, a moment of sound or video, a passage of the
//! text. Fractions, seconds and words, so that a place survives whatever size it is drawn at.

use serde::{Deserialize, Serialize};

use crate::entity::file;
use crate::error::{Error, Result};
use crate::ids::FileId;
use crate::web::markdown;

/// A place on a version. Coordinates are fractions of the picture's width and height.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Anchor {
    Point {
        file: FileId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        page: Option<u32>,
        x: f64,
        y: f64,
    },
    Box {
        file: FileId,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        page: Option<u32>,
        x: f64,
        y: f64,
        w: f64,
        h: f64,
    },
    Page {
        file: FileId,
        page: u32,
    },
    Time {
        file: FileId,
        seconds: f64,
    },
    /// Words of the text, those around them, and at which character of the text they began.
    Passage {
        quote: String,
        #[serde(default)]
        prefix: String,
        #[serde(default)]
        suffix: String,
        #[serde(default)]
        start: u32,
    },
}

/// The longest passage.
const LONGEST_QUOTE: usize = 2000;
/// The most that is kept of the words around one.
const LONGEST_CONTEXT: usize = 200;
/// No film is longer, in seconds.
const LONGEST_FILM: f64 = 172_800.0;
/// No document has more pages.
const MOST_PAGES: u32 = 20_000;

const PDF: &str = "application/pdf";

impl Anchor {
    /// The file it is on; none for a passage of the text.
    pub fn file(&self) -> Option<FileId> {
        match self {
            Self::Point { file, .. } | Self::Box { file, .. } | Self::Page { file, .. } | Self::Time { file, .. } => {
                Some(*file)
            }
            Self::Passage { .. } => None,
        }
    }

    /// The page of a document it is on.
    pub fn page(&self) -> Option<(FileId, u32)> {
        match self {
            Self::Page { file, page } => Some((*file, *page)),
            Self::Point { file, page, .. } | Self::Box { file, page, .. } => page.map(|page| (*file, page)),
            Self::Time { .. } | Self::Passage { .. } => None,
        }
    }

    /// As it is kept.
    ///
    /// # Errors
    /// Never: a place can always be written.
    pub fn to_json(&self) -> Result<String> {
        serde_json::to_string(self).map_err(Error::internal)
    }

    /// The place, if there is such a place on a version with this text and these files.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `anchor`.
    pub fn check(&self, text: &str, files: &[file::Model]) -> Result<()> {
        let wrong = |message: &str| Err(Error::field("anchor", message));
        let file = match self.file() {
            None => None,
            Some(id) => match files.iter().find(|file| file.id == id) {
                None => return wrong("This file is not part of the version."),
                file => file,
            },
        };
        match (self, file) {
            (Self::Point { page, x, y, .. }, Some(file)) => {
                if ![x, y].into_iter().all(|value| is_fraction(*value)) {
                    return wrong("A point lies between 0 and 1.");
                }
                check_page(file, *page)
            }
            (Self::Box { page, x, y, w, h, .. }, Some(file)) => {
                let inside = [x, y, w, h].into_iter().all(|value| is_fraction(*value));
                if !inside || *w <= 0.0 || *h <= 0.0 || x + w > 1.0 + f64::EPSILON || y + h > 1.0 + f64::EPSILON {
                    return wrong("A box has a size and lies between 0 and 1.");
                }
                check_page(file, *page)
            }
            (Self::Page { page, .. }, Some(file)) if file.media_type == PDF => check_page(file, Some(*page)),
            (Self::Time { seconds, .. }, Some(file)) if is_film(file) => {
                if (0.0..=LONGEST_FILM).contains(seconds) {
                    Ok(())
                } else {
                    wrong(&format!("A time in a recording lies between 0 and {LONGEST_FILM} seconds."))
                }
            }
            (Self::Passage { quote, prefix, suffix, .. }, _) => check_passage(text, quote, prefix, suffix),
            _ => wrong("This file has no such place."),
        }
    }
}

fn is_fraction(value: f64) -> bool {
    (0.0..=1.0).contains(&value)
}

fn is_film(file: &file::Model) -> bool {
    file.media_type.starts_with("video/") || file.media_type.starts_with("audio/")
}

fn check_page(file: &file::Model, page: Option<u32>) -> Result<()> {
    let most = file.pages.and_then(|pages| u32::try_from(pages).ok()).unwrap_or(MOST_PAGES);
    let fits = match page {
        None => file.media_type.starts_with("image/"),
        Some(page) => file.media_type == PDF && (1..=most).contains(&page),
    };
    if fits { Ok(()) } else { Err(Error::field("anchor", "This file has no such page.")) }
}

fn check_passage(text: &str, quote: &str, prefix: &str, suffix: &str) -> Result<()> {
    let wrong = |message: &str| Err(Error::field("anchor", message));
    let short = |part: &str, most: usize| part.chars().count() <= most;
    if !short(quote, LONGEST_QUOTE) {
        return wrong(&format!("A passage has at most {LONGEST_QUOTE} characters."));
    }
    if !short(prefix, LONGEST_CONTEXT) || !short(suffix, LONGEST_CONTEXT) {
        return wrong(&format!("The words before and after a passage have at most {LONGEST_CONTEXT} characters each."));
    }
    let quote = flat(quote);
    if quote.is_empty() || !flat(&markdown::plain(text)).contains(&quote) {
        return wrong("The text has no such passage.");
    }
    Ok(())
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What is said before the number of a page.
const PAGE: [&str; 5] = ["page", "pg", "p", "seite", "s"];
/// What says nothing of its own beside a place.
const AT: [&str; 3] = ["at", "on", "in"];

/// What stands around words that are quoted.
const MARKS: [char; 6] = ['"', '“', '”', '„', '«', '»'];

/// Words of a version's text that somebody typed as a place, in quotation marks.
pub fn quoted(place: &str, text: &str) -> Option<Anchor> {
    let quote = flat(place.trim().strip_prefix(MARKS)?.strip_suffix(MARKS)?);
    let passage = Anchor::Passage { quote, prefix: String::new(), suffix: String::new(), start: 0 };
    passage.check(text, &[]).is_ok().then_some(passage)
}

/// What somebody typed of a place: the place, where one is known ("page 2", "0:43"), and all of the words, where they say
/// anything else.
pub fn typed<'a>(text: &'a str, files: &[file::Model]) -> (Option<Anchor>, Option<&'a str>) {
    let text = text.trim();
    if text.is_empty() {
        return (None, None);
    }
    let small = text.to_lowercase();
    // A file may be named beside the place.
    let named = files.iter().find(|file| small.contains(&file.name.to_lowercase()));
    let rest = named.map_or(small.clone(), |file| small.replace(&file.name.to_lowercase(), " "));
    let of = |fits: fn(&file::Model) -> bool| named.filter(|file| fits(file)).or(files.iter().find(|file| fits(file)));
    let words: Vec<&str> = rest
        .split(|letter: char| !letter.is_alphanumeric() && letter != ':')
        .filter(|word| !word.is_empty() && !AT.contains(word))
        .collect();
    let film = of(is_film).and_then(|file| {
        let seconds = words.iter().find_map(|word| moment(word))?;
        Some((Anchor::Time { file: file.id, seconds }, 1))
    });
    let place = film.or_else(|| {
        let file = of(|file| file.media_type == PDF)?;
        let (page, said) = (0..words.len()).find_map(|at| page(&words, at))?;
        check_page(file, Some(page)).ok()?;
        Some((Anchor::Page { file: file.id, page }, said))
    });
    match place {
        Some((anchor, said)) => (Some(anchor), (words.len() > said).then_some(text)),
        None => (None, Some(text)),
    }
}

/// The page that the words from here on name, and in how many of them: "page 2", "p3", or a number that stands alone.
fn page(words: &[&str], at: usize) -> Option<(u32, usize)> {
    match &words[at..] {
        [word, number, ..] if PAGE.contains(word) => Some((number.parse().ok()?, 2)),
        [number] if words.len() == 1 && number.parse::<u32>().is_ok() => Some((number.parse().ok()?, 1)),
        [word, ..] => PAGE.iter().find_map(|name| Some((word.strip_prefix(*name)?.parse().ok()?, 1))),
        [] => None,
    }
}

/// "43s", "0:43" or "1:02:03" in seconds.
fn moment(word: &str) -> Option<f64> {
    if let Some(seconds) = word.strip_suffix('s').and_then(|number| number.parse::<u32>().ok()) {
        return Some(seconds.into());
    }
    let parts: Vec<u32> = word.split(':').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let seconds = parts.iter().try_fold(0_u32, |sum, part| sum.checked_mul(60)?.checked_add(*part))?;
    ((2..=3).contains(&parts.len()) && f64::from(seconds) <= LONGEST_FILM).then_some(seconds.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::words::{ActorKind, FilePlace, Preview};
    use crate::ids::{AgencyId, Id, UploadId, WorkspaceId};

    fn file(name: &str, media_type: &str, pages: Option<i32>) -> file::Model {
        file::Model {
            id: FileId::new(),
            agency_id: AgencyId::new(),
            workspace_id: WorkspaceId::new(),
            upload_id: UploadId::new(),
            place: FilePlace::ApprovalVersion,
            place_id: None,
            project_id: None,
            request_id: None,
            approval_id: None,
            position: 0,
            name: name.into(),
            media_type: media_type.into(),
            size: 1,
            sha256: String::new(),
            preview: Preview::None,
            width: None,
            height: None,
            pages,
            author_kind: ActorKind::Staff,
            author_id: uuid::Uuid::nil(),
            author_name: String::new(),
            created_at: chrono::DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn a_place_is_on_a_file_of_the_version_that_has_such_places() {
        let files =
            [file("hero.png", "image/png", None), file("menu.pdf", PDF, Some(4)), file("ad.mp4", "video/mp4", None)];
        let [image, menu, film] = [files[0].id, files[1].id, files[2].id];
        let fits = |anchor: Anchor| anchor.check("Some **bold** words.", &files).is_ok();
        let passage = |quote: &str| Anchor::Passage {
            quote: quote.into(),
            prefix: String::new(),
            suffix: String::new(),
            start: 0,
        };
        assert!(fits(Anchor::Point { file: image, page: None, x: 0.0, y: 1.0 }));
        assert!(fits(Anchor::Box { file: menu, page: Some(4), x: 0.5, y: 0.5, w: 0.5, h: 0.25 }));
        assert!(fits(Anchor::Page { file: menu, page: 1 }));
        assert!(fits(Anchor::Time { file: film, seconds: 43.5 }));
        assert!(fits(passage("Some bold\n words")));
        for wrong in [
            Anchor::Point { file: FileId::new(), page: None, x: 0.5, y: 0.5 },
            Anchor::Point { file: image, page: None, x: 1.1, y: 0.5 },
            Anchor::Point { file: image, page: None, x: f64::NAN, y: 0.5 },
            Anchor::Point { file: image, page: Some(1), x: 0.5, y: 0.5 },
            Anchor::Point { file: menu, page: None, x: 0.5, y: 0.5 },
            Anchor::Point { file: menu, page: Some(5), x: 0.5, y: 0.5 },
            Anchor::Point { file: film, page: None, x: 0.5, y: 0.5 },
            Anchor::Box { file: image, page: None, x: 0.6, y: 0.5, w: 0.5, h: 0.1 },
            Anchor::Box { file: image, page: None, x: 0.6, y: 0.5, w: 0.0, h: 0.1 },
            Anchor::Page { file: image, page: 1 },
            Anchor::Page { file: menu, page: 0 },
            Anchor::Time { file: menu, seconds: 1.0 },
            Anchor::Time { file: film, seconds: -1.0 },
            Anchor::Time { file: film, seconds: f64::INFINITY },
            passage("no such words"),
            passage("  "),
            passage(&"a".repeat(LONGEST_QUOTE + 1)),
        ] {
            assert!(!fits(wrong.clone()), "{wrong:?}");
        }
    }

    #[test]
    fn what_is_too_long_or_too_late_is_told_how_much_fits() {
        let film = [file("ad.mp4", "video/mp4", None)];
        let said = |anchor: Anchor| match anchor.check(&"a".repeat(3000), &film) {
            Err(Error::Invalid(errors)) => errors.at("anchor").unwrap_or_default().to_owned(),
            other => panic!("{other:?}"),
        };
        let passage = |quote: usize, around: usize| Anchor::Passage {
            quote: "a".repeat(quote),
            prefix: "a".repeat(around),
            suffix: String::new(),
            start: 0,
        };
        assert!(passage(LONGEST_QUOTE, LONGEST_CONTEXT).check(&"a".repeat(3000), &film).is_ok());
        assert!(said(passage(LONGEST_QUOTE + 1, 0)).contains("at most 2000 characters"));
        assert!(said(passage(1, LONGEST_CONTEXT + 1)).contains("at most 200 characters"));
        for seconds in [-1.0, LONGEST_FILM + 1.0, f64::NAN] {
            assert!(said(Anchor::Time { file: film[0].id, seconds }).contains("between 0 and 172800 seconds"));
        }
    }

    #[test]
    fn a_place_is_read_as_people_type_it() {
        let files =
            [file("hero.png", "image/png", None), file("menu.pdf", PDF, Some(4)), file("ad.mp4", "video/mp4", None)];
        let page = |page| Some(Anchor::Page { file: files[1].id, page });
        let time = |seconds| Some(Anchor::Time { file: files[2].id, seconds });
        for (text, expected) in [
            ("", None),
            ("page 2", page(2)),
            (" P. 3 ", page(3)),
            ("p4", page(4)),
            ("S. 2", page(2)),
            ("2", page(2)),
            ("menu.pdf, page 4", page(4)),
            ("0:43", time(43.0)),
            ("at 1:02:03", time(3723.0)),
            ("ad.mp4 43s", time(43.0)),
        ] {
            assert_eq!(typed(text, &files), (expected, None), "{text:?}");
        }
        // What says more, or something else, is kept in words.
        for (text, expected) in [
            ("page 2, top right", page(2)),
            ("0:43, too loud", time(43.0)),
            ("page 9", None),
            ("the logo", None),
            ("top right, 3 cm from the edge", None),
            ("the 2 logos", None),
            ("2 3", None),
        ] {
            assert_eq!(typed(text, &files), (expected, Some(text)), "{text:?}");
        }
        assert_eq!(typed("0:43", &files[..1]), (None, Some("0:43")));
    }
    #[test]
    fn a_passage_is_typed_in_quotation_marks() {
        let quote = |typed: &str| match quoted(typed, "We roast **slowly**, and\nwe say so.") {
            Some(Anchor::Passage { quote, .. }) => Some(quote),
            _ => None,
        };
        for typed in ["“roast slowly”", " \"roast  slowly\" ", "„roast slowly“", "»roast slowly«"] {
            assert_eq!(quote(typed).as_deref(), Some("roast slowly"), "{typed}");
        }
        for words in ["roast slowly", "“roasted”", "“”", "\"", "“roast slowly", ""] {
            assert_eq!(quote(words), None, "{words}");
        }
    }
}
