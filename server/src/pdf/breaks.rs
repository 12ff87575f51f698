//! Where a word may end a line that is wider than a line. Thai, Lao, Khmer and Burmese put no blanks between words, so a
//! whole sentence of them is one; lines end between its syllables, as far as letters tell where these are (UAX #14, SA,
//! without a dictionary).

/// Whether a letter is of a script that puts no blanks between words.
fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{e01}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{19e0}'..='\u{19ff}'
        | '\u{a9e0}'..='\u{a9ff}' | '\u{aa60}'..='\u{aa7f}')
}

/// A mark that joins two others, or keeps them apart, and has no shape: half of the scripts of India and Arabia cannot be
/// written without it.
pub(super) fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{200c}' | '\u{200d}')
}

/// Whether joiners behind a letter say how it is written. Among other letters they say nothing, and hide something.
pub(super) fn takes_joiners(letter: char) -> bool {
    matches!(letter, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{900}'..='\u{dff}' | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}' | '\u{a8e0}'..='\u{a8ff}' | '\u{a9e0}'..='\u{a9ff}' | '\u{aa60}'..='\u{aa7f}')
}

/// Whether a letter ties what follows to what comes before: a sign that takes the vowel away and stacks consonants. A line
/// that ends behind it would show another shape. In Tamil it stacks nothing.
pub(super) fn ties(letter: char) -> bool {
    matches!(
        letter,
        '\u{94d}'
            | '\u{9cd}'
            | '\u{a4d}'
            | '\u{acd}'
            | '\u{b4d}'
            | '\u{c4d}'
            | '\u{ccd}'
            | '\u{d4d}'
            | '\u{dca}'
            | '\u{1039}'
            | '\u{17d2}'
            | '\u{200d}'
    )
}

/// Whether a line ends well between these two, where no blank is.
pub(super) fn is_good(before: &str, after: &str) -> bool {
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else { return false };
    if !(is_unspaced(last) || is_unspaced(first)) || (last.is_numeric() && first.is_numeric()) {
        return false;
    }
    !(opens(last) || closes(first) || wants_more(before) || ends_syllable(after))
}

/// Vowels that are written before the consonant they are spoken after, the sign of the baht, and what opens.
fn opens(letter: char) -> bool {
    matches!(letter, '\u{e3f}'..='\u{e44}' | '\u{ec0}'..='\u{ec4}')
        || matches!(letter, '(' | '[' | '{' | '“' | '‘' | '«' | '"' | '/' | '-')
}

/// Vowels that are written behind their consonant, signs of repetition and of an end, and what closes.
fn closes(letter: char) -> bool {
    matches!(letter, '\u{e2f}' | '\u{e30}' | '\u{e32}' | '\u{e33}' | '\u{e45}' | '\u{e46}' | '\u{e5a}' | '\u{e5b}')
        || matches!(letter, '\u{eaf}' | '\u{eb0}' | '\u{eb2}' | '\u{eb3}' | '\u{ebd}' | '\u{ec6}')
        || matches!(letter, '\u{104a}' | '\u{104b}' | '\u{17d4}'..='\u{17da}')
        || matches!(
            letter,
            ')' | ']' | '}' | '”' | '’' | '»' | '"' | '/' | '-' | '.' | ',' | ':' | ';' | '!' | '?' | '%' | '…'
        )
}

/// Whether a vowel stands last that is never without a consonant behind it, tones aside.
fn wants_more(before: &str) -> bool {
    let is_tone = |mark: &char| matches!(mark, '\u{e48}'..='\u{e4b}' | '\u{ec8}'..='\u{ecb}');
    let vowel = before.chars().rev().find(|mark| !is_tone(mark));
    matches!(vowel, Some('\u{e31}' | '\u{e37}' | '\u{e47}' | '\u{eb1}' | '\u{ebb}'))
}

/// Whether a consonant comes next that a mark silences, or ends a syllable with: it belongs to what is before.
fn ends_syllable(after: &str) -> bool {
    let mut marks = after.chars().skip(1).skip_while(|mark| matches!(mark, '\u{e34}' | '\u{e38}' | '\u{1037}'));
    matches!(marks.next(), Some('\u{e4c}' | '\u{1039}' | '\u{103a}' | '\u{17cb}'))
}

#[cfg(test)]
mod tests {
    use super::is_good;

    #[test]
    fn a_syllable_is_not_torn_apart() {
        for (before, after) in [
            ("เ", "ก้า"),
            ("ก", "ะ"),
            ("น", "าม"),
            ("แบรน", "ด์"),
            ("สิท", "ธิ์"),
            ("รั", "บ"),
            ("ทั่", "ว"),
            ("ສັ", "ດ"),
            ("សម្រា", "ប់"),
            ("มาก", "ๆ"),
            ("ແ", "ມ່"),
            ("မြ", "န်မာ"),
            ("က", "မ္ပဏီ"),
            ("ប្រទេស", "។"),
            ("(", "ไทย"),
            ("ไทย", ")"),
            ("฿", "100"),
            ("๑", "๒"),
        ] {
            assert!(!is_good(before, after), "{before} | {after}");
        }
    }

    #[test]
    fn a_line_ends_between_syllables_and_within_no_word_of_other_scripts() {
        for (before, after) in [("บริษัท", "ไทย"), ("ລາວ", "ສະ"), ("ភ្នំ", "ពេញ"), ("မြန်", "မာ"), ("ไทย", "Acme")]
        {
            assert!(is_good(before, after), "{before} | {after}");
        }
        for (before, after) in [("Ac", "me"), ("हि", "न्दी"), ("日", "本"), ("", "ไทย")] {
            assert!(!is_good(before, after), "{before} | {after}");
        }
    }
}
