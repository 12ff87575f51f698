use poem_openapi::{Enum, Object};

use crate::api::Text;
use crate::features::workflows::definition;

/// What kind of value an input is.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[oai(rename_all = "snake_case")]
pub enum InputKind {
    Text,
    Number,
    Boolean,
    Date,
    Choice,
}

impl From<definition::InputKind> for InputKind {
    fn from(kind: definition::InputKind) -> Self {
        match kind {
            definition::InputKind::Text => Self::Text,
            definition::InputKind::Number => Self::Number,
            definition::InputKind::Boolean => Self::Boolean,
            definition::InputKind::Date => Self::Date,
            definition::InputKind::Choice => Self::Choice,
        }
    }
}

impl From<InputKind> for definition::InputKind {
    fn from(kind: InputKind) -> Self {
        match kind {
            InputKind::Text => Self::Text,
            InputKind::Number => Self::Number,
            InputKind::Boolean => Self::Boolean,
            InputKind::Date => Self::Date,
            InputKind::Choice => Self::Choice,
        }
    }
}

/// What whoever starts a run by hand is asked.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct WorkflowInput {
    pub name: String,
    pub kind: InputKind,
    pub label: Option<String>,
    pub required: bool,
    pub choices: Vec<String>,
}

impl From<definition::Input> for WorkflowInput {
    fn from(input: definition::Input) -> Self {
        let definition::Input { name, kind, label, required, choices } = input;
        Self { name, kind: kind.into(), label, required, choices }
    }
}

/// What whoever starts a run by hand is to be asked, where another engine runs it. Others have it in their definition.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct NewWorkflowInput {
    /// By which the engine is given it: small letters, digits and underscores, a letter first, at most 40 of them.
    pub name: Text,
    pub kind: InputKind,
    /// What people read; the name when left out.
    pub label: Option<Text>,
    /// It may be left empty when this is left out.
    pub required: Option<bool>,
    /// Of a choice: what can be chosen.
    pub choices: Option<Vec<Text>>,
}

impl From<NewWorkflowInput> for definition::Input {
    fn from(new: NewWorkflowInput) -> Self {
        let NewWorkflowInput { name, kind, label, required, choices } = new;
        Self {
            name: name.into(),
            kind: kind.into(),
            label: label.map(Into::into),
            required: required.unwrap_or_default(),
            choices: choices.unwrap_or_default().into_iter().map(Into::into).collect(),
        }
    }
}
