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
    // The sanitizer writes these and no other.
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&nbsp;", " "), ("&amp;", "&")];
    signs.iter().fold(plain, |text, (written, sign)| text.replace(written, sign))
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
