use std::{
    fmt,
    ops::Range,
    path::{Path, PathBuf},
};

/// All that is wrong with a config file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    path: PathBuf,
    all: Vec<Fault>,
}

/// Something that is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fault {
    line: usize,
    column: usize,
    message: String,
}

impl Faults {
    /// Notes that something is wrong at a place of a text.
    pub fn note(&mut self, text: &str, place: &Range<usize>, message: impl Into<String>) {
        let before = text.get(..place.start).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        self.all.push(Fault { line, column, message: message.into() });
    }

    /// The same, in a file.
    pub fn at(self, path: &Path) -> Self {
        Self { path: path.to_owned(), ..self }
    }

    /// What was found, or that nothing is wrong.
    pub fn or<T>(mut self, found: T) -> Result<T, Self> {
        if self.all.is_empty() {
            return Ok(found);
        }
        self.all.sort();
        Err(self)
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the config file {} is not used:", self.path.display())?;
        for Fault { line, column, message } in &self.all {
            write!(f, "\n  line {line}, column {column}: {message}")?;
        }
        write!(f, "\nNothing was started. Mend it, or go without it: --config /dev/null")
    }
}

impl std::error::Error for Faults {}
