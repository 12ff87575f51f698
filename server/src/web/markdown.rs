//! People's text to HTML. Raw HTML and script links are dropped by the renderer and, should it ever err,
//! by a sanitizer behind it.

use std::collections::HashSet;
use std::sync::LazyLock;

use comrak::Options;
use maud::{Markup, PreEscaped};

static OPTIONS: LazyLock<Options<'static>> = LazyLock::new(|| {
    let mut options = Options::default();
    options.extension.autolink = true;
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.tasklist = true;
    options.render.hardbreaks = true;
    options
});

static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = ammonia::Builder::default();
    // Pictures from elsewhere would tell their server who reads this.
    cleaner.rm_tags(["img"]);
    cleaner.add_tags(["input"]);
    cleaner.add_tag_attributes("input", ["type", "checked", "disabled"]);
    cleaner.url_schemes(HashSet::from(["http", "https", "mailto", "tel"]));
    cleaner.link_rel(Some("nofollow noopener noreferrer"));
    cleaner
});

/// Markdown as clean HTML.
pub fn html(text: &str) -> Markup {
    let rendered = comrak::markdown_to_html(text, &OPTIONS);
    PreEscaped(CLEANER.clean(&rendered).to_string())
}

/// The words that a reader sees, without marks.
pub fn plain(text: &str) -> String {
    let PreEscaped(html) = html(text);
    let mut plain = String::with_capacity(html.len());
    let mut inside = false;
    for letter in html.chars() {
        match letter {
            '<' => inside = true,
            '>' if inside => inside = false,
            letter if !inside => plain.push(letter),
            _ => {}
        }
    }
    signs(&plain)
}

/// The words that a reader sees, as they stand apart: a blank line after a paragraph, a line for an item or a row, and a tab
/// between cells. What is not words but counts is written: whether a task is done, and where a link leads.
pub fn lines(text: &str) -> String {
    let PreEscaped(html) = html(text);
    let mut read = String::with_capacity(html.len());
    let (mut lists, mut link) = (0_usize, None);
    for part in html.split('<') {
        let (tag, words) = part.split_once('>').unwrap_or(("", part));
        let name = tag.split(' ').next().unwrap_or_default();
        let (closes, name) = name.strip_prefix('/').map_or((false, name), |name| (true, name));
        match (name, closes) {
            ("a", false) => {
                let to = tag.split("href=\"").nth(1).and_then(|rest| rest.split('"').next());
                link = to.filter(|to| !to.is_empty()).map(|to| (to, read.len()));
            }
            ("a", true) => {
                if let Some((to, from)) = link.take()
                    && read.get(from..).is_some_and(|shown| !to.ends_with(shown))
                {
                    read.extend([" (", to, ")"]);
                }
            }
            ("input", _) => read.push(if tag.contains("checked=") { '☑' } else { '☐' }),
            ("td" | "th", true) => read.push('\t'),
            ("li" | "tr", true) => end(&mut read, 1),
            ("ul" | "ol", false) => {
                lists += 1;
                end(&mut read, 1);
            }
            ("ul" | "ol", true) => {
                lists = lists.saturating_sub(1);
                end(&mut read, if lists == 0 { 2 } else { 1 });
            }
            ("p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "pre" | "blockquote" | "table", _) => {
                end(&mut read, if closes { 2 } else { 1 });
            }
            _ => {}
        }
        // The renderer breaks lines between its tags; one that somebody wrote follows a tag that says so.
        if name == "br" || !words.contains('\n') || !words.trim().is_empty() {
            read.push_str(words);
        }
    }
    signs(read.trim())
}

/// Ends what was read with so many line breaks at least; what has not begun has no end.
fn end(read: &mut String, breaks: usize) {
    read.truncate(read.trim_end_matches([' ', '\t']).len());
    let there = read.len() - read.trim_end_matches('\n').len();
    if !read.is_empty() {
        read.extend(std::iter::repeat_n('\n', breaks.saturating_sub(there)));
    }
}

/// The signs that the sanitizer wrote in another way; there are no others.
fn signs(text: &str) -> String {
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", " "), ("&amp;", "&")];
    signs.iter().fold(text.to_owned(), |text, (written, sign)| text.replace(written, sign))
}

/// The first words of a text on one line, for titles and mails.
pub fn excerpt(text: &str, most: usize) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= most {
        return flat;
    }
    let cut: String = flat.chars().take(most).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_as_they_stand_apart() {
        for (text, read) in [
            ("# Copy deck\n\nWe **roast** & `pack`.\nSlowly.", "Copy deck\n\nWe roast & pack.\nSlowly."),
            ("A list:\n\n- one\n  - *in* it\n- two\n\nAfter.", "A list:\n\none\nin it\ntwo\n\nAfter."),
            ("1. one\n\n2. two", "one\n\ntwo"),
            ("- *one*\n  - `in` it\n- two", "one\nin it\ntwo"),
            (
                "| Where | When |\n| --- | --- |\n| Bar | |\n| Shop | May |\n\nAfter.",
                "Where\tWhen\nBar\nShop\tMay\n\nAfter.",
            ),
            ("```\na < b\n\n  c\n```\n\n> Said.", "a < b\n\n  c\n\nSaid."),
            ("- [x] done\n- [ ] open", "☑ done\n☐ open"),
            ("**one** *two*\n**three**", "one two\nthree"),
            ("", ""),
        ] {
            assert_eq!(lines(text), read, "{text}");
        }
    }

    /// Another place behind the same words is a change, too.
    #[test]
    fn where_a_link_leads_is_read_once() {
        assert_eq!(lines("[Book](https://a.test/?x=1&y=2) now"), "Book (https://a.test/?x=1&y=2) now");
        assert_eq!(lines("See https://a.test or me@a.test."), "See https://a.test or me@a.test.");
        assert_eq!(lines("[Book](javascript:x)"), "Book");
    }
}
