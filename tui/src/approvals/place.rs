use portico_openapi::types::{ApprovalAnchor, ApprovalAnchorKind, ApprovalFile};

/// Where on a file something is said, as people type it: `page 2`, `page 2 at 30% 40%`, `10% 20% to 30% 40%`, `0:43`.
pub fn on_file(text: &str, file: &ApprovalFile) -> Result<ApprovalAnchor, &'static str> {
    let anchor = match file.media_type.split('/').next() {
        _ if file.media_type == "application/pdf" => on_page(text)?,
        Some("image") => at(text, &numbers(text).ok_or(IMAGE)?).ok_or(IMAGE)?,
        Some("audio" | "video") => {
            let seconds = text.split_whitespace().find_map(moment).ok_or(FILM)?;
            ApprovalAnchor { seconds: Some(seconds), ..nowhere(ApprovalAnchorKind::Time) }
        }
        _ => return Err("There are no places on this kind of file."),
    };
    Ok(ApprovalAnchor { file: Some(file.id), ..anchor })
}

/// Words of the text of a version.
pub fn in_text(text: &str) -> Result<ApprovalAnchor, &'static str> {
    let quote = text.trim().trim_matches(['"', '“', '”']).trim();
    if quote.is_empty() {
        return Err("Say which words of the text.");
    }
    Ok(ApprovalAnchor { quote: Some(quote.into()), ..nowhere(ApprovalAnchorKind::Passage) })
}

const IMAGE: &str = "Say how far from the left and from the top, such as 30% 40%; a box: 10% 20% to 30% 40%.";
const PAGE: &str = "Say the page, such as page 2, or a place on it: page 2 at 30% 40%.";
const FILM: &str = "Say the moment, such as 0:43 or 1:02:03.";

fn on_page(text: &str) -> Result<ApprovalAnchor, &'static str> {
    let all = numbers(text).ok_or(PAGE)?;
    let (page, place) = all.split_first().ok_or(PAGE)?;
    if page.percent || page.value < 1.0 || page.value.fract() > 0.0 {
        return Err(PAGE);
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a whole number above zero")]
    let page = Some(page.value as u32);
    let anchor = if place.is_empty() { Some(nowhere(ApprovalAnchorKind::Page)) } else { at(text, place) };
    Ok(ApprovalAnchor { page, ..anchor.ok_or(PAGE)? })
}

/// A point of two shares, or a box of four.
fn at(text: &str, shares: &[Number]) -> Option<ApprovalAnchor> {
    let shares: Vec<f64> = shares.iter().map(|share| share.value / 100.0).collect();
    if shares.iter().any(|share| !(0.0..=1.0).contains(share)) {
        return None;
    }
    match *shares.as_slice() {
        [x, y] => Some(ApprovalAnchor { x: Some(x), y: Some(y), ..nowhere(ApprovalAnchorKind::Point) }),
        [x, y, right, bottom] if text.contains("to") && right > x && bottom > y => {
            let (w, h) = (Some(right - x), Some(bottom - y));
            Some(ApprovalAnchor { x: Some(x), y: Some(y), w, h, ..nowhere(ApprovalAnchorKind::Box) })
        }
        _ => None,
    }
}

struct Number {
    value: f64,
    percent: bool,
}

/// The numbers among words that mean nothing here; none where something else stands between them.
fn numbers(text: &str) -> Option<Vec<Number>> {
    let text = text.to_lowercase();
    let mut found: Vec<Number> = Vec::new();
    for word in text.split(|letter: char| letter.is_whitespace() || [',', ';', '·', '/'].contains(&letter)) {
        match word {
            "" | "page" | "p" | "at" | "from" | "to" | "and" => {}
            "%" => found.last_mut()?.percent = true,
            word => {
                let digits = word.strip_suffix('%');
                let value = digits.unwrap_or(word).parse::<f64>().ok().filter(|value| value.is_finite())?;
                found.push(Number { value, percent: digits.is_some() });
            }
        }
    }
    Some(found)
}

/// `0:43`, `1:02:03` or `43s` in seconds.
fn moment(word: &str) -> Option<f64> {
    if let Some(seconds) = word.strip_suffix('s').and_then(|number| number.parse::<u32>().ok()) {
        return Some(seconds.into());
    }
    let parts: Vec<u32> = word.split(':').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let seconds = parts.iter().try_fold(0_u32, |sum, part| sum.checked_mul(60)?.checked_add(*part))?;
    (2..=3).contains(&parts.len()).then_some(seconds.into())
}

fn nowhere(kind: ApprovalAnchorKind) -> ApprovalAnchor {
    ApprovalAnchor {
        kind,
        file: None,
        h: None,
        page: None,
        prefix: None,
        quote: None,
        seconds: None,
        start: None,
        suffix: None,
        w: None,
        x: None,
        y: None,
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::approvals::anchor;

    fn file(media_type: &str) -> ApprovalFile {
        ApprovalFile {
            id: Uuid::from_u128(7),
            media_type: media_type.into(),
            name: "poster".into(),
            sha256: String::new(),
            size: 1,
        }
    }

    fn told(text: &str, media_type: &str) -> String {
        on_file(text, &file(media_type)).map_or_else(str::to_owned, |place| anchor(Some(&place)))
    }

    #[test]
    fn places_are_read_as_people_type_them() {
        assert_eq!(told("30% 40%", "image/png"), "30 % / 40 %");
        assert_eq!(told("30, 40", "image/png"), "30 % / 40 %");
        assert_eq!(told("page 2", "application/pdf"), "page 2");
        assert_eq!(told("2", "application/pdf"), "page 2");
        assert_eq!(told("Page 2 at 30.4% 40%", "application/pdf"), "page 2 · 30 % / 40 %");
        assert_eq!(told("0:43", "video/mp4"), "0:43");
        assert_eq!(told("at 1:02:03", "audio/mpeg"), "1:02:03");
        assert_eq!(told("43s", "audio/mpeg"), "0:43");
        let place = on_file("10% 20% to 30% 60%", &file("image/png")).unwrap();
        assert_eq!((place.kind, place.file), (ApprovalAnchorKind::Box, Some(Uuid::from_u128(7))));
        assert!((place.w.unwrap() - 0.2).abs() < 1e-9 && (place.h.unwrap() - 0.4).abs() < 1e-9);
        assert_eq!(in_text("“calm  water”").unwrap().quote.as_deref(), Some("calm  water"));
    }

    #[test]
    fn what_is_told_of_a_place_can_be_typed_again() {
        for (text, media_type) in [("31 % / 40 %", "image/jpeg"), ("page 2 · 31 % / 40 %", "application/pdf")] {
            assert_eq!(told(text, media_type), text);
        }
    }

    #[test]
    fn what_is_no_place_is_refused_with_what_it_could_be() {
        for text in ["", "left", "130% 40%", "30%", "30% 40% to 10% 20%", "1 2 3 4", "nan 3", "-3 4"] {
            assert_eq!(told(text, "image/png"), IMAGE, "{text}");
        }
        for text in ["", "page", "0", "2.5", "page 2 at 30%", "30% 40%", "page two"] {
            assert_eq!(told(text, "application/pdf"), PAGE, "{text}");
        }
        for text in ["", "43", "0:x", "1:2:3:4", "99999999999:00"] {
            assert_eq!(told(text, "video/mp4"), FILM, "{text}");
        }
        assert!(told("page 2", "text/plain").contains("no places"));
        assert!(in_text(" “” ").is_err());
    }
}
