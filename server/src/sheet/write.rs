/// A row. What a spreadsheet would take for a formula gets an apostrophe before it.
pub fn row<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let cells: Vec<String> = cells.into_iter().map(cell).collect();
    format!("{}\r\n", cells.join(","))
}

/// Whether a spreadsheet would take it for a formula. In some languages they take the wide signs for the narrow ones.
pub fn is_formula(text: &str) -> bool {
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    match text.strip_prefix('-') {
        // What is below nothing is a number, and nothing to run.
        Some(rest) => rest.is_empty() || !number(rest),
        None => text.starts_with(['=', '+', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']),
    }
}

/// A cell as somebody meant it: without the apostrophe that [`row`] puts before what looks like a formula.
pub fn plain(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(cell)
}

fn cell(text: &str) -> String {
    let text = if is_formula(text) { format!("'{text}") } else { text.to_owned() };
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}

#[cfg(test)]
mod tests {
    use super::{plain, row};

    #[test]
    fn a_formula_is_text_and_a_quote_stays_one() {
        assert_eq!(
            row(["=1+1", "+1", "-1+1", "-", "-1.50", "@x", "\tx", "\rx", "＝1", "\n=1"]),
            "'=1+1,'+1,'-1+1,'-,-1.50,'@x,'\tx,\"'\rx\",'＝1,\"'\n=1\"\r\n"
        );
        assert_eq!(
            row(["a,b", "say \"so\"", "two\nlines", "", "1 = 1"]),
            "\"a,b\",\"say \"\"so\"\"\",\"two\nlines\",,1 = 1\r\n"
        );
    }

    #[test]
    fn what_was_written_is_meant_again_when_it_is_read() {
        for text in ["=1+1", "- a list", "@mia", "'quoted'", "'", "plain", ""] {
            let written = row([text]);
            assert_eq!(plain(written.trim_end()), text);
        }
    }
}
