//! Which names are shown in their own script: those of which every label keeps to one. A letter of another script that looks
//! the same is how one host poses as another (UTS 39, 5.1); such a name is shown as DNS writes it, and so is one in a
//! script that is not here, or with a label of which every letter has its like in Latin.

/// The letters of a script, or of several that are written together, from the first to the last of each run.
const SCRIPTS: [&[(char, char)]; 14] = [
    // Latin
    &[('a', 'z'), ('\u{df}', '\u{24f}'), ('\u{1e00}', '\u{1eff}')],
    // Greek
    &[('\u{370}', '\u{3ff}'), ('\u{1f00}', '\u{1fff}')],
    // Cyrillic
    &[('\u{400}', '\u{52f}')],
    // Armenian
    &[('\u{531}', '\u{58a}')],
    // Hebrew
    &[('\u{591}', '\u{5f4}')],
    // Arabic
    &[('\u{610}', '\u{6ff}'), ('\u{750}', '\u{77f}')],
    // Devanagari
    &[('\u{900}', '\u{97f}')],
    // Bengali
    &[('\u{980}', '\u{9ff}')],
    // Tamil
    &[('\u{b80}', '\u{bff}')],
    // Thai
    &[('\u{e01}', '\u{e5b}')],
    // Georgian
    &[('\u{10a0}', '\u{10ff}')],
    // Ethiopic
    &[('\u{1200}', '\u{137f}')],
    // Chinese and Japanese
    &[('\u{3005}', '\u{3007}'), ('\u{3041}', '\u{30ff}'), ('\u{3400}', '\u{4dbf}'), ('\u{4e00}', '\u{9fff}')],
    // Korean
    &[('\u{ac00}', '\u{d7a3}')],
];

/// The small letters of Cyrillic, Greek, Armenian and Georgian that look like one or two of `a` to `z` and `ß`, bare or with a
/// mark that Latin has on them: those with the prototype of such a letter in `confusables.txt` of UTS 39, Unicode 18.0.
const LIKE_LATIN: &str = "\
    \u{430}\u{433}\u{435}\u{43e}\u{440}\u{441}\u{443}\u{445}\u{448}\u{450}\u{451}\u{453}\u{455}\u{456}\u{457}\u{458}\
    \u{45b}\u{461}\u{463}\u{475}\u{479}\u{48d}\u{493}\u{4ab}\u{4af}\u{4b1}\u{4bb}\u{4bd}\u{4bf}\u{4cf}\u{4d1}\u{4d3}\
    \u{4d5}\u{4d7}\u{4e7}\u{4ef}\u{4f1}\u{501}\u{51b}\u{51d}\
    \u{390}\u{3ac}\u{3af}\u{3b0}\u{3b1}\u{3b2}\u{3b3}\u{3b7}\u{3b9}\u{3bd}\u{3bf}\u{3c1}\u{3c3}\u{3c5}\u{3ca}\u{3cb}\
    \u{3cc}\u{3cd}\u{3ed}\u{3f3}\u{3f8}\
    \u{1f70}\u{1f76}\u{1f78}\u{1f7a}\u{1fb0}\u{1fb1}\u{1fb6}\u{1fd0}\u{1fd1}\u{1fd6}\u{1fe0}\u{1fe1}\u{1fe2}\u{1fe5}\
    \u{1fe6}\
    \u{560}\u{561}\u{563}\u{566}\u{570}\u{572}\u{575}\u{578}\u{57c}\u{57d}\u{581}\u{582}\u{584}\u{585}\
    \u{10e7}\u{10ff}";

/// Whether every label of the name keeps to one script and looks like it.
pub(super) fn is_plain(name: &str) -> bool {
    name.split('.').all(|label| is_one(label) && !is_like_latin(label))
}

/// Whether a label could be read as one in Latin, though none of its letters is (UTS 39, 4.1).
fn is_like_latin(label: &str) -> bool {
    let mut letters = label.chars().filter(|letter| letter.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|letter| LIKE_LATIN.contains(letter))
}

/// Whether a label has nothing but one script, digits and hyphens. What is no letter can pose as one, or as a slash.
fn is_one(label: &str) -> bool {
    let foreign = |letter: char, script: &[(char, char)]| {
        let shared = letter.is_ascii() && !letter.is_ascii_alphabetic();
        !shared && !script.iter().any(|(first, last)| (*first..=*last).contains(&letter))
    };
    // Catalan writes a dot between two of this letter (RFC 5892, A.3).
    let label = label.replace("l\u{b7}l", "ll");
    SCRIPTS.iter().any(|script| !label.chars().any(|letter| foreign(letter, script)))
}
