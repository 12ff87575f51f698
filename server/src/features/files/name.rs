use crate::text;

/// The longest name, in bytes: what file systems take.
const LONGEST: usize = 240;
/// The longest ending that is kept when a name is cut.
const LONGEST_ENDING: usize = 20;
/// What a file is called whose own name says nothing.
const NAMELESS: &str = "file";

/// A name as it is kept: no path, no control characters, not too long, never empty. Any script stays as it is.
pub fn safe(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let line = text::clean_line(last);
    let line = line.trim_end_matches(['.', ' ']);
    if line.chars().all(|letter| letter == '.' || letter.is_whitespace()) {
        return NAMELESS.to_owned();
    }
    cut(line)
}

fn cut(name: &str) -> String {
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    let ending = name.rfind('.').map_or("", |dot| &name[dot..]);
    let ending = if ending.len() <= LONGEST_ENDING { ending } else { "" };
    let mut stem = &name[..name.len() - ending.len()];
    while stem.len() + ending.len() > LONGEST {
        stem = stem.char_indices().next_back().map_or("", |(last, _)| &stem[..last]);
    }
    format!("{stem}{ending}")
}

/// The header that gives a download its name (RFC 6266, with RFC 8187 for every script).
pub fn disposition(kind: &str, name: &str) -> String {
    let plain: String = name
        .chars()
        .map(
            |letter| {
                if letter.is_ascii_graphic() && !"\"\\%;".contains(letter) || letter == ' ' { letter } else { '_' }
            },
        )
        .collect();
    let mut encoded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    format!("{kind}; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leads_anywhere_else() {
        for (sent, kept) in [
            ("../../etc/passwd", "passwd"),
            ("..\\..\\boot.ini", "boot.ini"),
            ("C:\\Users\\me\\logo.png", "logo.png"),
            ("/", "file"),
            ("..", "file"),
            (" . ", "file"),
            ("", "file"),
            ("\0\u{7}", "file"),
            ("a\0b\r\nc.txt", "ab c.txt"),
            ("invoice \u{202e}fdp.exe", "invoice fdp.exe"),
            (".htaccess", ".htaccess"),
            ("Müller & Söhne — 見積書 (عرض).pdf", "Müller & Söhne — 見積書 (عرض).pdf"),
        ] {
            assert_eq!(safe(sent), kept, "{sent:?}");
        }
    }

    #[test]
    fn a_long_name_is_cut_between_letters_and_keeps_its_ending() {
        let long = safe(&format!("{}.tar.gz", "見".repeat(100)));
        assert!(long.len() <= LONGEST && long.ends_with("見.gz"), "{long}");
        assert_eq!(safe(&"x".repeat(400)).len(), LONGEST);
        assert_eq!(safe(&format!("x.{}", "y".repeat(400))).len(), LONGEST);
    }

    #[test]
    fn a_header_cannot_be_broken_by_a_name() {
        let header = disposition("attachment", "a\"; b=\\c%.pdf");
        assert_eq!(header, "attachment; filename=\"a__ b=_c_.pdf\"; filename*=UTF-8''a%22%3B%20b%3D%5Cc%25.pdf");
        assert!(disposition("inline", "見.png").ends_with("filename=\"_.png\"; filename*=UTF-8''%E8%A6%8B.png"));
    }
}
