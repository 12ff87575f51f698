//! A mail as far as we read it.

use mail_parser::{HeaderName, Message, MessageParser, PartType};

use super::trim;
use crate::{secrets, text};

/// What is read of a mail.
#[derive(Debug, PartialEq, Eq)]
pub struct Incoming {
    /// Who says to have written it; `None` unless it is exactly one address.
    pub from: Option<String>,
    /// By what a copy of it is known: the hash of its name, or of all of it.
    pub id: String,
    /// Whether a program wrote it, so that answering would be talking to a wall or to oneself.
    pub automatic: bool,
    /// What was written, without what was quoted.
    pub text: String,
    /// How many files came with it.
    pub files: usize,
}

/// Reads a mail. `None` when it is none.
pub fn read(bytes: &[u8]) -> Option<Incoming> {
    let message = MessageParser::default().parse(bytes)?;
    let id = message.message_id().map_or_else(|| secrets::hash_bytes(bytes), secrets::hash);
    Some(Incoming {
        from: sender(&message),
        id,
        automatic: is_automatic(&message),
        text: written(&message),
        files: message.attachments().filter(|part| !part.is_multipart() && !is_words(part)).count(),
    })
}

fn sender(message: &Message<'_>) -> Option<String> {
    if message.header_values(HeaderName::From).count() != 1 {
        return None;
    }
    let mut all = message.from()?.iter();
    let address = all.next()?.address()?;
    all.next().is_none().then(|| text::address(address))
}

/// RFC 3834, and what programs say that do not know it.
fn is_automatic(message: &Message<'_>) -> bool {
    let said = |name: &'static str| message.header_raw(name).map(|value| value.trim().to_lowercase());
    let submitted = said("Auto-Submitted").is_some_and(|value| !value.starts_with("no"));
    let precedence =
        said("Precedence").is_some_and(|value| ["bulk", "junk", "list", "auto_reply"].contains(&value.as_str()));
    let present =
        ["X-Autoreply", "X-Autorespond", "X-Auto-Response-Suppress", "List-Id", "List-Unsubscribe", "Feedback-ID"];
    let nobody = said("Return-Path").is_some_and(|value| value == "<>");
    submitted || precedence || nobody || present.iter().any(|name| said(name).is_some()) || is_report(message)
}

/// Whether it is a mail server's report, which is no answer of anybody (RFC 6522).
fn is_report(message: &Message<'_>) -> bool {
    use mail_parser::MimeHeaders;
    message.content_type().is_some_and(|kind| kind.ctype() == "multipart" && kind.subtype() == Some("report"))
}

fn is_words(part: &mail_parser::MessagePart<'_>) -> bool {
    use mail_parser::MimeHeaders;
    part.attachment_name().is_none() && part.is_text()
}

fn written(message: &Message<'_>) -> String {
    let parts = message.text_bodies().map(|part| match &part.body {
        PartType::Html(html) => trim::html(html),
        PartType::Text(text) => trim::plain(text),
        _ => String::new(),
    });
    let parts: Vec<String> = parts.filter(|text| !text.is_empty()).collect();
    parts.join("\n\n")
}

#[cfg(test)]
mod tests {
    use super::read;

    fn mail(head: &str, body: &str) -> Vec<u8> {
        format!("From: Carla <Carla@Acme.test>\r\nMessage-ID: <1@acme.test>\r\n{head}\r\n\r\n{body}").into_bytes()
    }

    #[test]
    fn a_mail_is_read_whatever_its_form() {
        let alternative = mail(
            "Content-Type: multipart/alternative; boundary=b",
            "--b\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nSch=F6n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>Schön</p>\r\n--b--\r\n",
        );
        let html = mail("Content-Type: text/html; charset=utf-8", "<p>Schön</p><script>alert(1)</script>");
        for bytes in [alternative, html] {
            let read = read(&bytes).expect("a mail");
            assert_eq!((read.from.as_deref(), read.text.as_str(), read.files), (Some("carla@acme.test"), "Schön", 0));
            assert!(!read.automatic);
        }
    }

    #[test]
    fn files_are_counted_and_not_read() {
        let bytes = mail(
            "Content-Type: multipart/mixed; boundary=b",
            "--b\r\nContent-Type: text/plain\r\n\r\nHere\r\n--b\r\nContent-Type: image/png; name=x.png\r\nContent-Disposition: attachment; filename=x.png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--b--\r\n",
        );
        let read = read(&bytes).expect("a mail");
        assert_eq!((read.text.as_str(), read.files), ("Here", 1));
    }

    #[test]
    fn what_a_program_wrote_is_known() {
        for head in [
            "Auto-Submitted: auto-replied",
            "Precedence: bulk",
            "X-Autoreply: yes",
            "X-Auto-Response-Suppress: All",
            "List-Id: <x.test>",
            "Return-Path: <>",
            "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
        ] {
            assert!(read(&mail(head, "I am away")).expect("a mail").automatic, "{head}");
        }
        assert!(!read(&mail("Auto-Submitted: no", "x")).expect("a mail").automatic);
    }

    #[test]
    fn a_mail_of_two_people_is_nobodys() {
        for from in [
            "From: a@x.test, b@x.test\r\n",
            "From: a@x.test\r\nFrom: b@x.test\r\n",
            "Sender: a@x.test\r\n",
            "From: undisclosed:;\r\n",
        ] {
            let bytes = format!("{from}Subject: x\r\n\r\nx");
            assert_eq!(read(bytes.as_bytes()).and_then(|mail| mail.from), None, "{from}");
        }
    }

    /// CVE-2022-24884 and the like: what is no mail breaks nothing.
    #[test]
    fn garbage_is_survived() {
        let nested = (0..2000)
            .map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n"))
            .collect::<String>();
        let many: Vec<u8> = vec![b'<'; 200_000];
        for bytes in [nested.as_bytes(), b"", b"\0\0\0", b"\r\n\r\n", &many, "From: \u{feff}\r\n".as_bytes()] {
            drop(read(bytes));
        }
        let html = mail("Content-Type: text/html", &"<div>".repeat(50_000));
        assert_eq!(read(&html).expect("a mail").text, "");
    }
}
