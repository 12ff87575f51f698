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

/// The number beside the first link to a place: nothing is none.
pub fn number_beside(page: &str, href: &str) -> u64 {
    let link = page.split(&format!("href=\"{href}\"")).nth(1).unwrap_or_else(|| panic!("no link to {href}"));
    let inside = link.split("</a>").next().unwrap_or_default();
    inside.split("class=\"count\">").nth(1).map_or(0, |number| number.split('<').next().unwrap().parse().unwrap())
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
