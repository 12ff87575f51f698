//! Two versions beside each other.

use maud::{Markup, html};
use similar::{ChangeTag, TextDiff};

use super::show::Shown;
use super::stage;
use crate::entity::file;
use crate::features::approvals::service::Version;
use crate::features::files;
use crate::web::components::{Button, Leaves, panel};
use crate::web::{markdown, places};

/// What differs between two versions: pictures in their order beside and over each other, texts word by word, as they read.
pub fn compare(view: &Shown<'_>, old: &Version, new: &Version) -> Markup {
    let (from, to) = (old.version.number, new.version.number);
    let (before, after) = (stage::pictured(old), stage::pictured(new));
    let shown = before.len().min(after.len());
    let all = old.files.len() == shown && new.files.len() == shown;
    let longest = before.iter().zip(&after).map(|(before, after)| pages(before).max(pages(after))).max();
    let leaves = Leaves::around(view.page.1, longest.unwrap_or(1), 1);
    let text = !old.version.body.is_empty() || !new.version.body.is_empty();
    html! {
        section class="compare" aria-labelledby="compare-title" {
            div class="compare-head" {
                h2 id="compare-title" { "Version " (from) " and version " (to) }
                @if let Some(current) = view.step.current() {
                    (Button::quiet("Back to the current version").small().link(&view.at(&current.version)))
                }
            }
            (leaves.others(|page| {
                format!("{}?step={}&compare={from}-{to}&page={page}#compare-title", view.path(), view.step.step.id)
            }))
            @for (before, after) in before.into_iter().zip(after) {
                @if leaves.first <= pages(before).max(pages(after)) { (pictures([(from, before), (to, after)], leaves.first)) }
            }
            @if text { (panel(words(&old.version.body, &new.version.body))) }
            @if !all {
                div class="pair" {
                    div { h3 { "Version " (from) } (stage::links(old)) }
                    div { h3 { "Version " (to) } (stage::links(new)) }
                }
            }
        }
    }
}

/// How many pages can be compared; a picture is one.
fn pages(file: &file::Model) -> u32 {
    files::pages_of(file).max(1)
}

/// What two versions show at one page: under a line that moves, and beside each other.
fn pictures(both: [(i32, &file::Model); 2], page: u32) -> Markup {
    let [before, after] = both;
    let name = |(number, file): (i32, &file::Model)| format!("Version {number}: {}", file.name);
    html! {
        @if page <= pages(before.1).min(pages(after.1)) {
            @let documents = both.iter().all(|(_, file)| files::pages_of(file) > 0);
            div class={ "wipe needs-script" @if documents { " wipe-leaf" } } data-wipe {
                div class="wipe-frame" {
                    (picture(before.1, page, &name(before), ""))
                    (picture(after.1, page, &name(after), "wipe-over"))
                    span class="wipe-line" {}
                    input class="wipe-range" type="range" min="0" max="100" value="50" data-wipe-range
                        aria-label=(format!("How much of version {} is shown", before.0));
                }
                p class="wipe-words muted" aria-hidden="true" {
                    span { "Version " (before.0) } span { "Drag to compare" } span { "Version " (after.0) }
                }
            }
        }
        div class="pair" {
            @for shown in both {
                figure class="work" {
                    @if page <= pages(shown.1) {
                        (picture(shown.1, page, &name(shown), ""))
                    } @else {
                        p class="muted" { "Version " (shown.0) " has no page " (page) "." }
                    }
                    figcaption class="work-caption" { (name(shown)) }
                }
            }
        }
    }
}

fn picture(file: &file::Model, page: u32, name: &str, class: &str) -> Markup {
    let document = files::pages_of(file) > 0;
    let src = if document { places::file_page(file.id, page) } else { places::file_content(file.id) };
    let name = if document { format!("{name}, page {page}") } else { name.to_owned() };
    html! { img class=[Some(class).filter(|class| !class.is_empty())] src=(src) alt=(name) width=[file.width] height=[file.height]; }
}

/// Beyond this, a text is not compared word by word.
const LONGEST: usize = 60_000;

fn words(old: &str, new: &str) -> Markup {
    if old == new {
        return html! { p class="diff muted" { "The text is the same in both versions." } };
    }
    if old.len() + new.len() > LONGEST {
        return html! { p class="diff muted" { "These texts are too long to be compared word by word." } };
    }
    let (old, new) = (markdown::lines(old), markdown::lines(new));
    if old == new {
        return html! { p class="diff muted" { "The words are the same in both versions. How they look has changed." } };
    }
    html! {
        div class="diff" {
            @for stretch in stretches(&old, &new) {
                @match stretch {
                    Stretch::Same(words) => { (words) }
                    Stretch::Other { old, new } => {
                        @if !old.is_empty() { del { (old) } }
                        @if !new.is_empty() { ins { (new) } }
                    }
                }
            }
        }
    }
}

/// A part of two texts.
#[derive(Debug, PartialEq)]
enum Stretch {
    Same(String),
    Other { old: String, new: String },
}

/// What stands around words and is no part of them.
const SIGNS: [char; 18] = ['.', ',', ';', ':', '!', '?', '…', '(', ')', '[', ']', '"', '“', '”', '„', '«', '»', '\''];

/// The words of a text, and by themselves the blanks between them and the signs before and after them.
fn pieces(text: &str) -> Vec<&str> {
    let mut all = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let blank = first.is_whitespace();
        let end = rest.find(|letter: char| letter.is_whitespace() != blank).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        let (before, word) = run.split_at(run.len() - run.trim_start_matches(SIGNS).len());
        let (word, behind) = word.split_at(word.trim_end_matches(SIGNS).len());
        all.extend([before, word, behind].into_iter().filter(|piece| !piece.is_empty()));
        rest = after;
    }
    all
}

/// What differs, so that it reads: words that changed one after the other are one change, with the blanks and signs between
/// them.
fn stretches(old: &str, new: &str) -> Vec<Stretch> {
    let (old, new) = (pieces(old), pieces(new));
    let diff = TextDiff::from_slices(&old, &new);
    let mut all = Vec::new();
    let mut blank = String::new();
    for change in diff.iter_all_changes() {
        let words = change.value();
        match (change.tag(), all.last_mut()) {
            (ChangeTag::Equal, Some(Stretch::Same(same))) => same.push_str(words),
            (ChangeTag::Equal, Some(Stretch::Other { .. }))
                if words.chars().all(|sign| sign == ' ' || SIGNS.contains(&sign)) =>
            {
                blank.push_str(words)
            }
            (ChangeTag::Equal, _) => all.push(Stretch::Same(std::mem::take(&mut blank) + words)),
            (tag, Some(Stretch::Other { old, new })) => {
                let between = std::mem::take(&mut blank);
                old.push_str(&between);
                new.push_str(&between);
                let side = if tag == ChangeTag::Delete { old } else { new };
                side.push_str(words);
            }
            (ChangeTag::Delete, _) => all.push(Stretch::Other { old: words.to_owned(), new: String::new() }),
            (ChangeTag::Insert, _) => all.push(Stretch::Other { old: String::new(), new: words.to_owned() }),
        }
    }
    if !blank.is_empty() {
        all.push(Stretch::Same(blank));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(words: &str) -> Stretch {
        Stretch::Same(words.to_owned())
    }

    fn other(old: &str, new: &str) -> Stretch {
        Stretch::Other { old: old.to_owned(), new: new.to_owned() }
    }

    #[test]
    fn words_that_changed_one_after_the_other_are_one_change() {
        let (old, new) = ("We roast. Nobody is in a hurry.", "We roast. Farmers know our name.");
        let changed = other("Nobody is in a hurry", "Farmers know our name");
        assert_eq!(stretches(old, new), [same("We roast. "), changed, same(".")]);
        assert_eq!(stretches("one two three", "one 2 three"), [same("one "), other("two", "2"), same(" three")]);
        assert_eq!(stretches("one two", "one"), [same("one"), other(" two", "")]);
        assert_eq!(stretches("a\nb", "c\nd"), [other("a", "c"), same("\n"), other("b", "d")], "lines stay apart");
    }

    #[test]
    fn a_sign_beside_a_word_does_not_change_it() {
        assert_eq!(stretches("Our name", "Our name."), [same("Our name"), other("", ".")]);
        assert_eq!(stretches("for (all) of us", "for all of us").last(), Some(&same(" of us")));
        assert_eq!(stretches("It is 3.50 €.", "It is 3.75 €."), [same("It is "), other("3.50", "3.75"), same(" €.")]);
    }

    #[test]
    fn what_changed_is_shown_in_words_and_not_in_marks() {
        let shown = words("# Deck\n\n- one\n- two", "# Deck\n\n- one\n- **three**").into_string();
        assert_eq!(shown, "<div class=\"diff\">Deck\n\none\n<del>two</del><ins>three</ins></div>");
        let marked = words("We roast", "We *roast*").into_string();
        assert!(marked.contains("The words are the same") && !marked.contains("<ins>"), "{marked}");
    }

    #[test]
    fn both_texts_are_in_their_stretches_whole() {
        let (old, new) = ("  a b,  c.\n\nd (e) ", "x b  \"y\".\n\n d f");
        let (mut before, mut after) = (String::new(), String::new());
        for stretch in stretches(old, new) {
            match stretch {
                Stretch::Same(words) => {
                    before.push_str(&words);
                    after.push_str(&words);
                }
                Stretch::Other { old, new } => {
                    before.push_str(&old);
                    after.push_str(&new);
                }
            }
        }
        assert_eq!((before.as_str(), after.as_str()), (old, new));
    }
}
