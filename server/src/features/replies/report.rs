//! What a mail server reports of a letter of ours (RFC 3464).

use mail_parser::{MessageParser, MimeHeaders};

/// Why a letter will never arrive; `None` for anything else: a delay, a copy, a greeting.
pub fn refusal(bytes: &[u8]) -> Option<String> {
    let message = MessageParser::default().parse(bytes)?;
    let status = message.parts.iter().find(|part| {
        part.content_type().is_some_and(|kind| {
            kind.ctype().eq_ignore_ascii_case("message")
                && kind.subtype().is_some_and(|kind| kind.eq_ignore_ascii_case("delivery-status"))
        })
    })?;
    let text = String::from_utf8_lossy(status.contents()).replace("\r\n", "\n");
    text.split("\n\n").find_map(failed)
}

/// What one recipient's block says, where it failed for good.
fn failed(block: &str) -> Option<String> {
    // A line that begins with a blank goes on the line before it.
    let block = block.replace("\n ", " ").replace("\n\t", " ");
    let field = |name: &str| {
        block.lines().find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    };
    let action = field("Action")?;
    let status = field("Status")?;
    if !action.eq_ignore_ascii_case("failed") || !status.starts_with("5.") {
        return None;
    }
    let said = field("Diagnostic-Code").unwrap_or_default();
    let said = said.split_once(';').map_or(said.as_str(), |(_, said)| said.trim());
    Some(if said.is_empty() { status } else { said.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::refusal;

    fn report(blocks: &str) -> Vec<u8> {
        format!(
            "From: MAILER-DAEMON@mx.test\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n\
             --b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n{blocks}\r\n--b--\r\n"
        )
        .into_bytes()
    }

    #[test]
    fn only_what_failed_for_good_is_a_refusal() {
        let postfix = "Reporting-MTA: dns; mx.test\r\n\r\nFinal-Recipient: rfc822; carla@acme.test\r\nAction: failed\r\n\
                       Status: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 <carla@acme.test>:\r\n    Recipient address rejected\r\n";
        let said = refusal(&report(postfix)).expect("a refusal");
        assert!(said.starts_with("550 5.1.1") && said.ends_with("rejected"), "{said}");
        for other in [
            "Reporting-MTA: dns; mx.test\r\n\r\nAction: delayed\r\nStatus: 4.4.1\r\n",
            "Reporting-MTA: dns; mx.test\r\n\r\nAction: delivered\r\nStatus: 2.0.0\r\n",
            "Reporting-MTA: dns; mx.test\r\n\r\nAction: failed\r\nStatus: 4.4.7\r\n",
            "",
        ] {
            assert_eq!(refusal(&report(other)), None, "{other}");
        }
        assert_eq!(refusal(b"From: x@y.test\r\n\r\nAction: failed\r\nStatus: 5.1.1\r\n"), None);
    }
}
