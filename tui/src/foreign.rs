//! Text that others wrote, made fit for a terminal. Nothing foreign is drawn without passing here.

/// One line: control characters, escapes and direction marks go, breaks and tabs become spaces.
pub fn line(text: &str) -> String {
    clean(text, |_| " ")
}

/// Several lines: the same, but breaks stay and tabs become four spaces.
pub fn block(text: &str) -> String {
    clean(text, |c| if c == '\t' { "    " } else { "\n" })
}

fn clean(text: &str, space: impl Fn(char) -> &'static str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        match c {
            // The second half of a Windows line end.
            '\n' if before == '\r' => {}
            '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' => out.push_str(space(c)),
            c if is_hidden(c) => {}
            c => out.push(c),
        }
        before = c;
    }
    out
}

/// What could move the cursor, recolour the screen, or show text in another order than it has.
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{061C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{206A}'..='\u{206F}'
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_and_controls_are_gone() {
        assert_eq!(line("a\u{1b}[31mred\u{7}\u{9b}2J\u{7f}b"), "a[31mred2Jb");
        assert_eq!(line("one\ntwo\tthree"), "one two three");
        assert_eq!(block("one\r\ntwo\rthree\u{2028}four\tfive"), "one\ntwo\nthree\nfour    five");
    }

    #[test]
    fn direction_marks_are_gone() {
        let marks: String = ('\u{202A}'..='\u{202E}').chain('\u{2066}'..='\u{2069}').collect();
        assert_eq!(line(&format!("a{marks}\u{200f}\u{061c}b")), "ab");
    }

    #[test]
    fn letters_of_every_script_stay() {
        for text in ["Ünïcödé", "日本語", "שלום", "👩‍👩‍👧", "नमस्ते"] {
            assert_eq!(line(text), text);
        }
    }
}
