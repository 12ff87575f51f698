use portico_openapi::types::{DefinitionFault, ProblemField};
use uuid::Uuid;

use crate::remote::{Remote, Ticket};

/// A document that is written in the person's editor, and not saved yet.
#[derive(Debug)]
pub struct Document {
    /// What it is of.
    pub target: Target,
    /// What that is called.
    pub name: String,
    /// As it is now.
    pub text: String,
    /// As it was before.
    pub begun: String,
    /// What is wrong with it, as the server says.
    pub faults: Remote<Vec<Spot>>,
    /// Whether the editor has it.
    pub outside: bool,
    /// Sent along, so that it is kept once.
    pub key: Uuid,
    /// The attempt under way.
    pub saving: Option<Ticket>,
}

/// What a document is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// What a workflow is to do.
    Workflow(Uuid),
    /// What a template does, as it was seen.
    Template(Uuid, i64),
    /// What a template does that is to be.
    NewTemplate {
        /// What it is called.
        name: String,
        /// What its workflows are for.
        purpose: String,
    },
    /// What a form asks, as it was seen.
    Form(Uuid, i64),
    /// What a form asks that is to be.
    NewForm {
        /// Whose.
        workspace: Uuid,
        /// What it is called.
        title: String,
        /// What workflows call it.
        slug: Option<String>,
    },
}

impl Target {
    /// Whether it says what is done, step by step, and can be looked at before it is saved.
    pub fn is_workflow(&self) -> bool {
        matches!(self, Self::Workflow(_) | Self::Template(..) | Self::NewTemplate { .. })
    }

    /// What becomes of it when it is saved.
    pub fn kept_as(&self) -> &'static str {
        match self {
            Self::Workflow(_) => "ctrl-s keeps it as the next version.",
            Self::Template(..) => "ctrl-s keeps it as the template’s next version.",
            Self::NewTemplate { .. } => "ctrl-s keeps it as a template.",
            Self::Form(..) | Self::NewForm { .. } => "ctrl-s keeps it.",
        }
    }
}

/// Something wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The line, from 1, where it is known.
    pub line: Option<usize>,
    /// Such as `steps.0.http.url`.
    pub path: String,
    /// What.
    pub message: String,
}

impl Document {
    /// A document as it is given to the editor.
    pub fn new(target: Target, name: String, begun: String, key: Uuid) -> Self {
        let text = match begun.is_empty() {
            true if target.is_workflow() => WORKFLOW.to_owned(),
            true => FORM.to_owned(),
            false => begun.clone(),
        };
        Self { target, name, text, begun, faults: Remote::default(), outside: true, key, saving: None }
    }

    /// Whether anything would be lost.
    pub fn is_changed(&self) -> bool {
        self.text != self.begun
    }
}

impl From<DefinitionFault> for Spot {
    fn from(fault: DefinitionFault) -> Self {
        Self { line: usize::try_from(fault.line).ok(), path: fault.path, message: fault.message }
    }
}

impl From<&ProblemField> for Spot {
    /// Reads `line 4, pages.0.fields.1.name: There are two fields called a.`
    fn from(fault: &ProblemField) -> Self {
        let stray = || Self { line: None, path: fault.field.clone(), message: fault.message.clone() };
        let Some((line, rest)) = fault.message.strip_prefix("line ").and_then(|rest| rest.split_once([',', ':']))
        else {
            return stray();
        };
        let Ok(line) = line.trim().parse() else {
            return stray();
        };
        let (path, message) = match rest.split_once(": ") {
            Some((path, message)) if !path.trim().contains(' ') => (path.trim(), message),
            _ => ("", rest.trim()),
        };
        Self { line: Some(line), path: path.to_owned(), message: message.to_owned() }
    }
}

/// A document as it can be read: JSON that stands in one line is laid out, in the order it has.
pub fn laid_out(text: &str) -> String {
    let text = text.trim_end();
    let json = text.starts_with(['{', '[']) && !text.contains('\n');
    if !json || serde_json::from_str::<serde_json::Value>(text).is_err() {
        return text.to_owned();
    }
    let (mut out, mut depth, mut quoted, mut escaped) = (String::new(), 0_usize, false, false);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if quoted {
            out.push(c);
            quoted = escaped || c != '"';
            escaped = c == '\\' && !escaped;
            continue;
        }
        match c {
            '"' => {
                quoted = true;
                out.push(c);
            }
            '{' | '[' => {
                out.push(c);
                if let Some(end) = rest.next_if(|next| matches!(next, '}' | ']')) {
                    out.push(end);
                } else {
                    depth += 1;
                    turn(&mut out, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                turn(&mut out, depth);
                out.push(c);
            }
            ',' => {
                out.push(c);
                turn(&mut out, depth);
            }
            ':' => out.push_str(": "),
            c if c.is_whitespace() => {}
            c => out.push(c),
        }
    }
    out
}

fn turn(out: &mut String, depth: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth));
}

const WORKFLOW: &str = "\
# What it does, step by step. docs/automation.md has every kind of step.
inputs: []
steps:
  - id: tell
    title: Tell everybody
    notify: { who: client, text: \"Hello from {{ workspace.name }}.\" }
";

const FORM: &str = "\
# What it asks, page by page. docs/forms.md has every kind of field.
intro: Tell us **who** you are.
pages:
  - title: You
    fields:
      - { name: company, type: text, label: Company, required: true }
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_in_one_line_is_laid_out_in_its_own_order() {
        let text = r#"{"steps":[{"id":"b","set":{"z":"a, {b}: \"c\""}}],"inputs":[]}"#;
        let laid = laid_out(text);
        assert_eq!(laid.lines().count(), 11, "{laid}");
        assert!(laid.find("steps") < laid.find("inputs") && laid.contains(r#""z": "a, {b}: \"c\"""#), "{laid}");
        let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(read(&laid), read(text));
        assert_eq!(laid_out("steps:\n  - {a: 1}\n"), "steps:\n  - {a: 1}");
    }

    #[test]
    fn a_fault_says_where() {
        let read = |message: &str| Spot::from(&ProblemField { field: "schema".into(), message: message.into() });
        let spot = read("line 4, pages.0.fields.1.name: There are two fields called a.");
        assert_eq!((spot.line, spot.path.as_str()), (Some(4), "pages.0.fields.1.name"));
        assert_eq!(spot.message, "There are two fields called a.");
        let spot = read("line 7: This is no YAML: really.");
        assert_eq!((spot.line, spot.message.as_str()), (Some(7), "This is no YAML: really."));
        assert_eq!(read("Too long.").line, None);
    }
}
