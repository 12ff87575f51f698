//! What somebody wrote, without what their mail program put below it: the mail they answer, and their signature.
//! Where answers stand between quoted lines, everything is kept: better too much than half.

/// The words in front of the quoted mail's sender, in the header that Outlook repeats.
const FROM: [&str; 8] = ["from:", "von:", "de:", "de :", "da:", "van:", "od:", "från:"];
/// What stands in the lines below it.
const BELOW: [&str; 16] = [
    "sent:",
    "date:",
    "to:",
    "subject:",
    "gesendet:",
    "datum:",
    "an:",
    "betreff:",
    "envoyé",
    "objet",
    "enviado",
    "asunto:",
    "inviato:",
    "oggetto:",
    "verzonden:",
    "onderwerp:",
];
/// Lines between dashes.
const ORIGINAL: [&str; 6] = [
    "original message",
    "ursprüngliche nachricht",
    "message d'origine",
    "mensaje original",
    "messaggio originale",
    "oorspronkelijk bericht",
];
/// How a line ends that names who wrote what is quoted.
const WROTE: [&str; 8] =
    ["wrote:", "schrieb:", "a écrit :", "a écrit:", "escribió:", "ha scritto:", "schreef:", "escreveu:"];
/// How a line begins that a telephone adds.
const SENT_FROM: [&str; 8] = [
    "sent from my ",
    "sent from outlook",
    "get outlook for ",
    "von meinem ",
    "gesendet von ",
    "gesendet mit ",
    "envoyé de mon ",
    "enviado desde mi ",
];

/// The text that was written, of a plain mail.
pub fn plain(text: &str) -> String {
    let unified = text.replace("\r\n", "\n").replace('\r', "\n").replace('\u{a0}', " ");
    let mut lines: Vec<&str> = unified.lines().map(str::trim_end).collect();
    if let Some(at) = (0..lines.len()).find(|at| begins_quotation(&lines[*at..])) {
        lines.truncate(at);
    }
    drop_quotes_at_end(&mut lines);
    if let Some(at) = lines.iter().position(|line| matches!(*line, "--" | "—")) {
        lines.truncate(at);
    }
    drop_blanks(&mut lines);
    while lines.last().is_some_and(|line| begins_with(line, &SENT_FROM)) {
        lines.pop();
        drop_blanks(&mut lines);
    }
    lines.join("\n").trim().to_owned()
}

/// The text that was written, of a mail in HTML.
pub fn html(html: &str) -> String {
    let folded = html.to_ascii_lowercase();
    const MARKS: [&str; 9] = [
        "class=\"gmail_quote",
        "class=\"gmail_attr",
        "id=\"appendonsend\"",
        "id=\"divrplyfwdmsg\"",
        "class=\"moz-cite-prefix\"",
        "class=\"yahoo_quoted",
        "class=\"protonmail_quote",
        "<blockquote type=\"cite\"",
        "id=\"mail-editor-reference-message-container\"",
    ];
    let mark = MARKS.iter().filter_map(|mark| folded.find(mark)).min();
    let after = folded.rfind("</blockquote>").map_or("", |at| &html[at + "</blockquote>".len()..]);
    let own = match mark {
        Some(at) if text_of(after).trim().is_empty() => &html[..folded[..at + 1].rfind('<').unwrap_or(at)],
        _ => html,
    };
    plain(&text_of(own))
}

fn text_of(html: &str) -> String {
    mail_parser::decoders::html::html_to_text(html)
}

/// Whether everything from these lines on is the mail that is answered.
fn begins_quotation(lines: &[&str]) -> bool {
    let Some((first, rest)) = lines.split_first() else { return false };
    let lower = first.trim().to_lowercase();
    if lower.starts_with("--") && ORIGINAL.iter().any(|words| lower.contains(words)) {
        return true;
    }
    let next = rest.iter().find(|line| !line.is_empty()).map(|line| line.to_lowercase()).unwrap_or_default();
    if lower.len() >= 10 && lower.bytes().all(|byte| byte == b'_') && begins_with(&next, &FROM) {
        return true;
    }
    // Outlook's header: a sender, and soon a date or a subject.
    let below = rest.iter().take(4).filter(|line| begins_with(line.trim_start_matches('*'), &BELOW)).count();
    if begins_with(lower.trim_start_matches('*'), &FROM) && below >= 2 {
        return true;
    }
    attribution(lines).is_some_and(|length| !has_own_words(&lines[length..]))
}

/// How many lines say who wrote what is quoted below: one, or up to three where they were broken.
fn attribution(lines: &[&str]) -> Option<usize> {
    let mut said = String::new();
    for (number, line) in lines.iter().take(3).enumerate() {
        if line.is_empty() || line.starts_with('>') {
            return None;
        }
        said.push_str(&line.to_lowercase());
        said.push(' ');
        let whole = said.trim_end();
        let named = whole.contains('@') || whole.chars().any(|c| c.is_ascii_digit());
        if named && WROTE.iter().any(|words| whole.ends_with(words)) {
            return Some(number + 1);
        }
        let quoted = lines[number + 1..].iter().find(|line| !line.is_empty()).is_some_and(|line| line.starts_with('>'));
        if whole.ends_with(':') && whole.contains('@') && quoted {
            return Some(number + 1);
        }
    }
    None
}

/// Whether somebody wrote between or below quoted lines. Without any quoted line, all of it is the quotation.
fn has_own_words(lines: &[&str]) -> bool {
    let Some(last) = lines.iter().rposition(|line| line.starts_with('>')) else { return false };
    let mut own = lines[..last].iter().filter(|line| !line.is_empty() && !line.starts_with('>'));
    let mut below = lines[last + 1..].iter().take_while(|line| !matches!(**line, "--" | "—"));
    own.next().is_some() || below.any(|line| !line.is_empty() && !begins_with(line, &SENT_FROM))
}

fn drop_quotes_at_end(lines: &mut Vec<&str>) {
    let end = lines.iter().position(|line| matches!(*line, "--" | "—")).unwrap_or(lines.len());
    let Some(last) = lines[..end].iter().rposition(|line| !line.is_empty()) else { return };
    if !lines[last].starts_with('>') {
        return;
    }
    let first = lines[..=last].iter().rposition(|line| !line.is_empty() && !line.starts_with('>'));
    lines.truncate(first.map_or(0, |at| at + 1));
}

fn drop_blanks(lines: &mut Vec<&str>) {
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
}

fn begins_with(line: &str, words: &[&str]) -> bool {
    let line = line.trim_start().to_lowercase();
    words.iter().any(|word| line.starts_with(word))
}

#[cfg(test)]
mod tests;
