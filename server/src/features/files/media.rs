//! What a file is, as its content tells. What its sender calls it, or says of it, counts for nothing.

use crate::entity::words::Preview;

/// What nothing more is known of.
pub const UNKNOWN: &str = "application/octet-stream";
/// The largest image, and the largest document, of which a small picture is made.
const MOST_OF_IMAGE: u64 = 40 * 1024 * 1024;
const MOST_OF_DOCUMENT: u64 = 100 * 1024 * 1024;

/// The media type of what begins so.
pub fn of(head: &[u8]) -> String {
    match infer::get(head) {
        // Marks of text are guesses; ours are stricter.
        Some(kind) if !kind.mime_type().starts_with("text/") => usual(kind.mime_type()).to_owned(),
        _ => text(head).unwrap_or(UNKNOWN).to_owned(),
    }
}

/// A kind by the name under which browsers play it. An MP4 has others, by the brand of what wrote it, and older files
/// are stored under these.
pub fn usual(media_type: &str) -> &str {
    match media_type {
        "video/x-m4v" => "video/mp4",
        "audio/m4a" | "audio/x-m4a" => "audio/mp4",
        other => other,
    }
}

/// The type of a text; none where it is none.
fn text(head: &[u8]) -> Option<&'static str> {
    let said = match std::str::from_utf8(head) {
        Ok(said) => said,
        // The beginning may end within a letter.
        Err(error) if error.error_len().is_none() => std::str::from_utf8(&head[..error.valid_up_to()]).ok()?,
        Err(_) => return None,
    };
    let strange = |letter: char| letter.is_control() && !"\t\n\r\u{c}\u{1b}".contains(letter);
    if said.is_empty() || said.contains(strange) {
        return None;
    }
    let small = said.trim_start_matches('\u{feff}').trim_start().to_lowercase();
    let marks = ["<!doctype html", "<html", "<head", "<body", "<script", "<iframe", "<!--"];
    // Markup is told by how it begins: words may speak of it further on.
    Some(if small.starts_with('<') && small.contains("<svg") {
        "image/svg+xml"
    } else if marks.iter().any(|mark| small.starts_with(mark)) {
        "text/html"
    } else if small.starts_with("<?xml") {
        "text/xml"
    } else {
        "text/plain"
    })
}

/// Whether a small picture is to be made of it.
pub fn preview(media_type: &str, size: u64) -> Preview {
    let wanted = match media_type {
        kind if is_picture(kind) => size <= MOST_OF_IMAGE,
        "application/pdf" => size <= MOST_OF_DOCUMENT,
        _ => false,
    };
    if wanted { Preview::Waiting } else { Preview::None }
}

/// Whether it is an image of a kind that is decoded here.
pub fn is_picture(media_type: &str) -> bool {
    matches!(media_type, "image/png" | "image/jpeg" | "image/webp")
}

/// Whether a browser may show it by itself, where a page asks for that: kinds that hold nothing that runs.
pub fn may_be_shown(media_type: &str) -> bool {
    let media_type = usual(media_type);
    let played = ["audio/mpeg", "audio/mp4", "audio/ogg", "audio/x-flac", "audio/x-wav", "audio/aac"];
    let films = ["video/mp4", "video/webm", "video/quicktime", "video/ogg"];
    is_picture(media_type)
        || media_type == "application/pdf"
        || played.contains(&media_type)
        || films.contains(&media_type)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_what_its_content_says() {
        for (head, kind) in [
            (b"\x89PNG\r\n\x1a\n<html><script>alert(1)</script>".as_slice(), "image/png"),
            (b"%PDF-1.7 ...", "application/pdf"),
            (b"\0\0\0\x20ftypM4V \0\0\0\x01isom", "video/mp4"),
            (b"\0\0\0\x20ftypM4A \0\0\0\0isom", "audio/mp4"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "image/svg+xml"),
            (b"<?xml version='1.0'?><!-- x --><SVG onload='x'/>", "image/svg+xml"),
            (b"  <!DOCTYPE html><p>hello", "text/html"),
            (b"<script>alert(1)</script>", "text/html"),
            (b"# Copy deck\n\n<script>alert(1)</script>\n", "text/plain"),
            (b"# Copy deck\n\n<svg onload='x'/>\n", "text/plain"),
            ("Grüße, 見積書\n".as_bytes(), "text/plain"),
            (&"Grüße".as_bytes()[..3], "text/plain"),
            (b"a\0b", UNKNOWN),
            (b"\xff\xfe\x00\x01", UNKNOWN),
            (b"", UNKNOWN),
        ] {
            assert_eq!(of(head), kind, "{}", String::from_utf8_lossy(head));
        }
    }

    #[test]
    fn what_could_run_is_never_shown() {
        for kind in ["image/svg+xml", "text/html", "text/xml", "text/plain", "application/octet-stream", "image/gif"] {
            assert!(!may_be_shown(kind), "{kind}");
        }
        assert!(may_be_shown("image/png") && may_be_shown("video/mp4") && may_be_shown("application/pdf"));
        assert!(may_be_shown("video/x-m4v") && may_be_shown("audio/m4a"), "as they were stored before");
    }

    #[test]
    fn no_picture_is_made_of_what_is_huge_or_unknown() {
        assert_eq!(preview("image/png", 1), Preview::Waiting);
        assert_eq!(preview("image/png", MOST_OF_IMAGE + 1), Preview::None);
        assert_eq!(preview("image/svg+xml", 1), Preview::None);
    }
}
