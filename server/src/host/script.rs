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

/// The small letters of Cyrillic and of Greek that look like one of `a` to `z`, by `confusables.txt` of UTS 39.
const LIKE_LATIN: &str = "\u{430}\u{433}\u{435}\u{43e}\u{440}\u{441}\u{443}\u{445}\u{455}\u{456}\
    \u{458}\u{475}\u{4af}\u{4bb}\u{4cf}\u{501}\u{51b}\u{51d}\
    \u{3b1}\u{3b3}\u{3b9}\u{3bd}\u{3bf}\u{3c1}\u{3c3}\u{3c5}\u{3f3}";

/// Whether every label of the name keeps to one script and looks like it.
pub(super) fn is_plain(name: &str) -> bool {
    name.split('.').all(|label| is_one(label) && !is_like_latin(label))
}

/// Whether a label could be read as one in Latin, though none of its letters is (UTS 39, 4.1).
fn is_like_latin(label: &str) -> bool {
    let mut letters = label.chars().filter(|letter| letter.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|letter| LIKE_LATIN.contains(letter))
}

fn is_one(label: &str) -> bool {
    let foreign = |letter: char, script: &[(char, char)]| {
        letter.is_alphabetic() && !script.iter().any(|(first, last)| (*first..=*last).contains(&letter))
    };
    SCRIPTS.iter().any(|script| !label.chars().any(|letter| foreign(letter, script)))
}
