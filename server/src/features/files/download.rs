use std::ops::Range;

use bytes::Bytes;
use poem::http::{HeaderMap, StatusCode, header};
use poem::{Body, Response};

use super::{media, name};
use crate::drawing::LARGEST;
use crate::entity::{file, upload};
use crate::error::{Error, Result};
use crate::ids::{AgencyId, UploadId};
use crate::storage::{Part, Storage};

/// Where no browser may put what is served: a script, a style or a frame of a page that is not ours is none of ours.
const NEVER: [&str; 8] = ["script", "style", "worker", "sharedworker", "serviceworker", "object", "embed", "iframe"];
/// The policy under which a file is opened: as nobody, with nothing.
const ALONE: &str = "sandbox; default-src 'none'";
/// The policy for what a browser shows with a viewer of its own, which a sandbox would keep from starting.
const VIEWED: &str = "default-src 'none'; style-src 'unsafe-inline'; media-src 'self'; frame-ancestors 'none'";

/// What is sent.
#[derive(Clone, Copy)]
pub struct Content<'a> {
    pub agency: AgencyId,
    pub upload: UploadId,
    pub name: &'a str,
    pub media_type: &'a str,
    pub size: i64,
    pub sha256: &'a str,
}

impl<'a> From<&'a file::Model> for Content<'a> {
    fn from(row: &'a file::Model) -> Self {
        Self {
            agency: row.agency_id,
            upload: row.upload_id,
            name: &row.name,
            media_type: &row.media_type,
            size: row.size,
            sha256: &row.sha256,
        }
    }
}

impl<'a> From<&'a upload::Model> for Content<'a> {
    fn from(row: &'a upload::Model) -> Self {
        Self {
            agency: row.agency_id,
            upload: row.id,
            name: &row.name,
            media_type: &row.media_type,
            size: row.size,
            sha256: &row.sha256,
        }
    }
}

/// What of a file is asked for.
enum Wanted {
    All,
    Some(Range<u64>),
    /// What the caller has already.
    Nothing,
    /// What the file has not.
    Beyond,
}

/// Sends a file to whoever was found to be allowed it. `shown` is for kinds that a browser may show by itself; all others
/// are saved, whatever they are.
///
/// # Errors
/// [`Error::Forbidden`] where a browser wants to run it; [`Error::Unavailable`] when the storage fails.
pub async fn send(storage: &Storage, asked: &HeaderMap, content: Content<'_>, shown: bool) -> Result<Response> {
    let purpose = asked.get("sec-fetch-dest").and_then(|value| value.to_str().ok()).unwrap_or_default();
    if NEVER.contains(&purpose) {
        return Err(Error::Forbidden { code: "not_for_this", message: "a file is not run, and not put into a page" });
    }
    let shown = shown && media::may_be_shown(content.media_type);
    let viewed = shown && !media::is_picture(content.media_type);
    let size = u64::try_from(content.size).unwrap_or_default();
    let tag = format!("\"{}\"", content.sha256);
    let answer = Response::builder()
        .header(header::ETAG, &tag)
        .header(header::ACCEPT_RANGES, "bytes")
        // Kept by nobody but its reader, who asks each time whether it is still theirs.
        .header(header::CACHE_CONTROL, "private, no-cache")
        .header(header::CONTENT_SECURITY_POLICY, if viewed { VIEWED } else { ALONE })
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
        .header(header::CONTENT_TYPE, if shown { media::usual(content.media_type) } else { media::UNKNOWN })
        .header(
            header::CONTENT_DISPOSITION,
            name::disposition(if shown { "inline" } else { "attachment" }, content.name),
        );
    let wanted = wanted(asked, &tag, size);
    let range = match &wanted {
        Wanted::All => None,
        Wanted::Some(range) => Some(range.clone()),
        Wanted::Nothing => return Ok(answer.status(StatusCode::NOT_MODIFIED).finish()),
        Wanted::Beyond => {
            let answer = answer.header(header::CONTENT_RANGE, format!("bytes */{size}"));
            return Ok(answer.status(StatusCode::RANGE_NOT_SATISFIABLE).finish());
        }
    };
    let length = range.as_ref().map_or(size, |range| range.end - range.start);
    let bytes = storage.read(content.agency, content.upload, Part::Original, range.clone()).await?;
    let answer = match range {
        Some(Range { start, end }) => answer
            .status(StatusCode::PARTIAL_CONTENT)
            .header(header::CONTENT_RANGE, format!("bytes {start}-{}/{size}", end - 1)),
        None => answer,
    };
    Ok(answer.header(header::CONTENT_LENGTH, length).body(Body::from_bytes_stream(bytes)))
}

/// Sends the small picture of a file.
///
/// # Errors
/// [`Error::Unavailable`] when the storage fails.
pub async fn send_preview(storage: &Storage, asked: &HeaderMap, content: Content<'_>) -> Result<Response> {
    let picture = storage.read_whole(content.agency, content.upload, Part::Preview, LARGEST);
    send_picture(asked, &format!("\"{}-preview\"", content.sha256), picture).await
}

/// Sends a picture that was drawn here and bears this tag. Whoever has it already does not have it looked for.
///
/// # Errors
/// What looking for it says.
pub async fn send_picture(
    asked: &HeaderMap,
    tag: &str,
    picture: impl Future<Output = Result<Bytes>>,
) -> Result<Response> {
    let answer = Response::builder()
        .header(header::ETAG, tag)
        .header(header::CACHE_CONTROL, "private, no-cache")
        .header(header::CONTENT_SECURITY_POLICY, ALONE)
        .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    if knows(asked, tag) {
        return Ok(answer.status(StatusCode::NOT_MODIFIED).finish());
    }
    let picture = picture.await?;
    Ok(answer.header(header::CONTENT_TYPE, media::of(&picture)).body(picture))
}

/// Whether the caller has what bears this tag.
fn knows(asked: &HeaderMap, tag: &str) -> bool {
    let tags = asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    tags.split(',').any(|known| [tag, "*"].contains(&known.trim().trim_start_matches("W/")))
}

/// What a request asks for (RFC 9110, 13 and 14). Several ranges are answered with the whole.
fn wanted(asked: &HeaderMap, tag: &str, size: u64) -> Wanted {
    if knows(asked, tag) {
        return Wanted::Nothing;
    }
    let text = |name| asked.get(name).and_then(|value| value.to_str().ok());
    // A range of what is no longer there is a range of nothing.
    let (Some(range), true) = (text(header::RANGE), text(header::IF_RANGE).is_none_or(|known| known == tag)) else {
        return Wanted::All;
    };
    let Some((first, last)) = range.strip_prefix("bytes=").and_then(|range| range.split_once('-')) else {
        return Wanted::All;
    };
    match (first.trim().parse::<u64>(), last.trim().parse::<u64>()) {
        (Ok(first), Ok(last)) if first > last => Wanted::All,
        (Ok(first), _) if first >= size && !last.contains(',') => Wanted::Beyond,
        (Ok(first), Ok(last)) => Wanted::Some(first..last.saturating_add(1).min(size)),
        (Ok(first), Err(_)) if last.trim().is_empty() => Wanted::Some(first..size),
        (Err(_), Ok(0)) if first.trim().is_empty() => Wanted::Beyond,
        (Err(_), Ok(last)) if first.trim().is_empty() => Wanted::Some(size.saturating_sub(last)..size),
        _ => Wanted::All,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(pairs: &[(header::HeaderName, &str)]) -> HeaderMap {
        let value = |text: &str| text.parse().unwrap_or_else(|_| panic!("{text}"));
        pairs.iter().map(|(name, text)| (name.clone(), value(text))).collect()
    }

    fn ranged(range: &str) -> Option<Range<u64>> {
        match wanted(&asked(&[(header::RANGE, range)]), "\"t\"", 10) {
            Wanted::Some(range) => Some(range),
            Wanted::All => None,
            Wanted::Beyond => Some(0..0),
            Wanted::Nothing => Some(1..1),
        }
    }

    #[test]
    fn a_range_is_what_it_says_or_the_whole_or_nothing() {
        for (range, answer) in [
            ("bytes=0-0", Some(0..1)),
            ("bytes=2-5", Some(2..6)),
            ("bytes=2-", Some(2..10)),
            ("bytes=2-99", Some(2..10)),
            ("bytes=-3", Some(7..10)),
            ("bytes=-99", Some(0..10)),
            ("bytes=-0", Some(0..0)),
            ("bytes=10-", Some(0..0)),
            ("bytes=5-2", None),
            ("bytes=0-1,4-5", None),
            ("bytes=99-1,4-5", None),
            ("bytes=x-", None),
            ("items=0-1", None),
            ("bytes=", None),
        ] {
            assert_eq!(ranged(range), answer, "{range}");
        }
    }

    #[test]
    fn a_range_of_an_older_file_is_answered_with_the_whole() {
        let old = asked(&[(header::RANGE, "bytes=0-1"), (header::IF_RANGE, "\"old\"")]);
        assert!(matches!(wanted(&old, "\"t\"", 10), Wanted::All));
        let same = asked(&[(header::RANGE, "bytes=0-1"), (header::IF_RANGE, "\"t\"")]);
        assert!(matches!(wanted(&same, "\"t\"", 10), Wanted::Some(_)));
        let known = asked(&[(header::IF_NONE_MATCH, "\"a\", W/\"t\"")]);
        assert!(matches!(wanted(&known, "\"t\"", 10), Wanted::Nothing));
    }
}
