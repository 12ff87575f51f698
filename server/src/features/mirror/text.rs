use html2text::config;
use html2text::render::RichAnnotation;

use crate::error::{Error, Result};

/// How wide the text is, in columns; whoever shows it wraps it anew.
const WIDTH: usize = 100;

/// A page's content as text.
pub struct PageText {
    pub title: String,
    pub lines: Vec<String>,
    pub links: Vec<PageLink>,
}

/// A way on from a page.
pub struct PageLink {
    pub label: String,
    pub path: String,
}

/// The title, the text of the page's main part, and its links in their order.
///
/// # Errors
/// When the page is no HTML.
pub fn of(html: &str) -> Result<PageText> {
    let main = between(html, "<main", "</main>").map_or(html, |part| part);
    let lines = config::rich()
        .lines_from_read(apart(&plain_lists(&format!("<main{main}</main>"))).as_bytes(), WIDTH)
        .map_err(Error::internal)?;
    let mut text = PageText { title: title(html)?, lines: Vec::new(), links: Vec::new() };
    for line in lines {
        let mut plain = String::new();
        for part in line.tagged_strings() {
            plain.push_str(&part.s);
            let href = part.tag.iter().find_map(|tag| match tag {
                RichAnnotation::Link(href) => Some(href),
                _ => None,
            });
            if let Some(path) = href {
                text.link(part.s.trim(), path);
            }
        }
        text.lines.push(plain.trim_end().to_owned());
    }
    Ok(text)
}

impl PageText {
    /// Keeps a link of the portal; a label that goes over lines comes in parts.
    fn link(&mut self, label: &str, path: &str) {
        if label.is_empty() || !path.starts_with("/portal") {
            return;
        }
        match self.links.last_mut().filter(|last| last.path == path) {
            Some(last) => last.label = format!("{} {label}", last.label),
            None => self.links.push(PageLink { label: label.to_owned(), path: path.to_owned() }),
        }
    }
}

/// The same with lists of facts as any other part: the library leaves out what stands in a part of such a list.
fn plain_lists(html: &str) -> String {
    html.replace("<dl", "<div").replace("</dl>", "</div>")
}

/// The same with a blank between an element and the next: what a stylesheet sets apart would be one word as text.
fn apart(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut closed = false;
    for part in html.split_inclusive('>') {
        if closed && part.starts_with('<') && !part.starts_with("</") {
            out.push(' ');
        }
        out.push_str(part);
        closed = part.rfind('<').is_some_and(|tag| part.rfind("</") == Some(tag));
    }
    out
}

fn title(html: &str) -> Result<String> {
    let title = between(html, "<title>", "</title>").unwrap_or_default();
    let lines = config::plain().string_from_read(title.as_bytes(), 1_000).map_err(Error::internal)?;
    Ok(lines.trim().to_owned())
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    text.split_once(from)?.1.split_once(to).map(|(part, _)| part)
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn a_page_is_its_main_part_and_the_ways_on() {
        let page = of("<html><head><title>Tom &amp; Co</title></head><body><nav>no</nav><main id=\"m\"><h1>Hello</h1>\
             <p>See <a href=\"/portal/requests/1\">the <b>hero</b></a> or <a href=\"https://x.test\">x</a>.</p></main></body></html>")
        .unwrap();
        assert_eq!(page.title, "Tom & Co");
        let text = page.lines.join("\n");
        assert!(text.contains("Hello") && text.contains("See") && !text.contains("no<"), "{text}");
        let links: Vec<_> = page.links.iter().map(|link| (link.label.as_str(), link.path.as_str())).collect();
        assert_eq!(links, [("the hero", "/portal/requests/1")]);
    }

    #[test]
    fn what_stands_side_by_side_is_not_one_word() {
        let page = of("<main><ul><li><div><span>Summer campaign</span><span>A workflow waits for it</span></div>\
             <span>waiting 26 h</span><a href=\"/portal/forms/1\">Fill in<span>: all</span></a></li></ul>\
             <p>The <b>hero</b>, re<i>do</i>ne.</p></main>")
        .unwrap();
        let text = page.lines.join("\n");
        for words in ["campaign A workflow", "26 h Fill in: all", "hero, redone."] {
            assert!(text.contains(words), "{words}: {text}");
        }
    }
}
