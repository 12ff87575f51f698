use portico_openapi::types::{FileImport, ProblemField};

use super::{Counts, What};
use crate::foreign;

/// Something wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Fault {
    /// Where, from 1; 0 where it is the file.
    pub line: u64,
    /// Empty where it is the row.
    pub column: String,
    pub message: String,
}

impl Fault {
    /// Whether it would be the same of any other rows below the same head.
    pub fn is_of_head(&self) -> bool {
        self.line <= 1
    }

    /// As it is told: `7:email: This is not an email address.` What the file says in it is cleaned.
    pub fn told(&self) -> String {
        let message = foreign::line(&self.message);
        match (self.line, self.column.is_empty()) {
            (0, _) => message,
            (line, true) => format!("{line}: {message}"),
            (line, false) => format!("{line}:{}: {message}", foreign::line(&self.column)),
        }
    }
}

/// What is wrong with a part of a file, by the lines of the file: so many are left out between the head and the part's rows.
/// Nothing where what is wrong is no file's.
pub fn faults(fields: &[ProblemField], left_out: u64) -> Vec<Fault> {
    let fault = |field: &ProblemField| {
        let mut parts = field.field.splitn(3, '.');
        let message = field.message.clone();
        match (parts.next(), parts.next().and_then(|line| line.parse::<u64>().ok()), parts.next()) {
            (Some("line"), Some(line), column) => {
                let line = if line <= 1 { line } else { line + left_out };
                Some(Fault { line, column: column.unwrap_or_default().to_owned(), message })
            }
            (Some("file"), ..) => Some(Fault { line: 0, column: String::new(), message }),
            _ => None,
        }
    };
    fields.iter().filter_map(fault).collect()
}

/// What came of a file, or would.
pub fn said(what: What, counts: Counts, in_earnest: bool) -> String {
    let would = if in_earnest { "" } else { "would be " };
    let Counts { created, updated, skipped } = counts;
    let each = [(created, "made"), (updated, "updated"), (skipped, "left alone")];
    let each: Vec<_> =
        each.iter().filter(|(rows, _)| *rows > 0).map(|(rows, came)| format!("{rows} {would}{came}")).collect();
    let each = if each.is_empty() { "none".to_owned() } else { each.join(", ") };
    format!("Rows of {}: {each}.", what.name())
}

impl From<&FileImport> for Counts {
    fn from(import: &FileImport) -> Self {
        let of = |rows: i32| i64::from(rows);
        Self { created: of(import.created), updated: of(import.updated), skipped: of(import.skipped) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(all: &[(&str, &str)]) -> Vec<ProblemField> {
        all.iter().map(|(field, message)| ProblemField { field: (*field).into(), message: (*message).into() }).collect()
    }

    #[test]
    fn bad_rows_are_told_by_the_lines_of_the_whole_file_and_run_nothing_in_a_terminal() {
        let said = fields(&[
            ("line.2.email", "This is not an email address."),
            ("line.9", "There are 9 cells\u{1b}[31m and 8 columns."),
            ("line.1", "No column is called “\u{1b}]0;x\u{7}”."),
            ("file", "This is UTF-16. Save the file as CSV in UTF-8."),
            ("path", "It cannot be read."),
        ]);
        let told: Vec<String> = faults(&said, 500).iter().map(Fault::told).collect();
        assert_eq!(told[0], "502:email: This is not an email address.");
        assert!(told[1].starts_with("509: There are 9 cells") && told[2].starts_with("1: No column"), "{told:?}");
        assert_eq!((told[3].as_str(), told.len()), ("This is UTF-16. Save the file as CSV in UTF-8.", 4));
        assert!(!told.concat().contains(['\u{1b}', '\u{7}']), "{told:?}");
    }

    #[test]
    fn what_came_of_a_file_is_one_sentence() {
        let counts = Counts { created: 3, updated: 0, skipped: 1 };
        assert_eq!(said(What::Clients, counts, true), "Rows of clients: 3 made, 1 left alone.");
        assert_eq!(said(What::Requests, counts, false), "Rows of requests: 3 would be made, 1 would be left alone.");
        assert_eq!(said(What::Projects, Counts::default(), true), "Rows of projects: none.");
    }
}
