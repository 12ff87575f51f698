use std::collections::BTreeSet;

use crate::error::{FieldErrors, Result};

/// How many faults are told at once.
const MOST: usize = 500;

/// What is wrong with a file, by line and column.
#[derive(Debug, Default)]
pub struct Faults(BTreeSet<(u64, &'static str, String)>);

impl Faults {
    /// Of a cell, the first fault is told: what else is said of it follows from that.
    pub fn add(&mut self, line: u64, column: &'static str, message: impl Into<String>) {
        let next = self.0.range((line, column, String::new())..).next();
        if !column.is_empty() && next.is_some_and(|(at, of, _)| *at == line && *of == column) {
            return;
        }
        self.0.insert((line, column, message.into()));
    }

    /// # Errors
    /// Every fault at `line.N.column`, in the order of the lines.
    pub fn into_result(self) -> Result<()> {
        let mut errors = FieldErrors::default();
        let more = self.0.len().saturating_sub(MOST);
        for (line, column, message) in self.0.into_iter().take(MOST) {
            let dot = if column.is_empty() { "" } else { "." };
            errors.add(format!("line.{line}{dot}{column}"), message);
        }
        if more > 0 {
            errors.add("file", format!("There are {more} more faults."));
        }
        errors.into_result()
    }
}
