//! As much of HTML as the tests need to read.

/// The value of `attribute` in the first tag that contains `mark`.
pub fn attribute_after<'a>(page: &'a str, mark: &str, attribute: &str) -> Option<&'a str> {
    let at = page.find(mark)?;
    let start = page[..at].rfind('<')?;
    let end = start + page[start..].find('>')?;
    let tag = &page[start..end];
    let quoted = format!(" {attribute}=\"");
    let from = tag.find(&quoted)? + quoted.len();
    let to = from + tag[from..].find('"')?;
    Some(&tag[from..to])
}

/// The page's text without its tags, blanks folded.
pub fn text_of(page: &str) -> String {
    let mut text = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        rest = after.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
