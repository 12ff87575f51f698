//! Documents that staff write — YAML or JSON that a JSON Schema describes — read so that whatever is wrong is told with
//! its line and its path.

mod place;

use jsonschema::Validator;
use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value;

pub use place::Placed;

/// The longest text that is read, in bytes.
pub const LONGEST: usize = 256 * 1024;
/// Faults that are told at once.
const MOST_FAULTS: usize = 20;

/// What is wrong with a document, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub line: usize,
    /// The part's path, such as `steps.0.http.url`; empty for the whole.
    pub path: String,
    pub message: String,
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.path.as_str() {
            "" => write!(f, "line {}: {}", self.line, self.message),
            path => write!(f, "line {}, {path}: {}", self.line, self.message),
        }
    }
}

impl Fault {
    fn whole(line: usize, message: impl Into<String>) -> Self {
        Self { line, path: String::new(), message: message.into() }
    }
}

/// A kind of document.
pub struct Schema {
    validator: Option<Validator>,
    /// What is said where something has to be exactly one of several things.
    one_of: &'static str,
}

impl Schema {
    /// The kind that this JSON Schema (2020-12) describes.
    pub fn new(text: &str, one_of: &'static str) -> Self {
        let schema = serde_json::from_str::<Value>(text).ok();
        Self { validator: schema.and_then(|schema| jsonschema::validator_for(&schema).ok()), one_of }
    }

    /// Reads a document of this kind.
    ///
    /// # Errors
    /// What is wrong with it, in the order of its lines.
    pub fn read(&self, text: &str) -> Result<Placed, Vec<Fault>> {
        let (placed, faults) = self.look(text)?;
        in_order(faults)?;
        Ok(placed)
    }

    /// Reads a document that may not be of this kind, for whoever looks on for what else is wrong with it.
    ///
    /// # Errors
    /// What is wrong with one that cannot be read at all.
    pub fn look(&self, text: &str) -> Result<(Placed, Vec<Fault>), Vec<Fault>> {
        if text.len() > LONGEST {
            return Err(vec![Fault::whole(1, format!("A document has at most {LONGEST} bytes."))]);
        }
        let placed = Placed::read(text).map_err(|fault| vec![fault])?;
        let Some(validator) = &self.validator else {
            return Err(vec![Fault::whole(1, "The schema cannot be read.")]);
        };
        let wrong = validator.iter_errors(&placed.value);
        let faults = wrong.map(|error| placed.fault(error.instance_path().as_str(), self.message(&error))).collect();
        Ok((placed, faults))
    }

    /// What a schema's complaint means to whoever writes the document.
    fn message(&self, error: &jsonschema::ValidationError<'_>) -> String {
        match error.kind() {
            Kind::OneOfNotValid { .. } | Kind::OneOfMultipleValid { .. } => self.one_of.to_owned(),
            Kind::Pattern { pattern } => format!("{} is not written as {pattern} wants it", error.instance()),
            Kind::Enum { options } => {
                let all: Vec<String> = options.as_array().into_iter().flatten().map(ToString::to_string).collect();
                format!("{} is not one of {}", error.instance(), all.join(", "))
            }
            _ => error.to_string(),
        }
    }
}

/// The faults in the order of their lines, where there are any.
///
/// # Errors
/// The faults.
pub fn in_order(mut faults: Vec<Fault>) -> Result<(), Vec<Fault>> {
    if faults.is_empty() {
        return Ok(());
    }
    faults.sort_by_key(|fault| fault.line);
    faults.dedup();
    faults.truncate(MOST_FAULTS);
    Err(faults)
}
