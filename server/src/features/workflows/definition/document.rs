//! The parts of a definition, once it is known to be one.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What a workflow does.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct Definition {
    #[serde(default)]
    pub inputs: Vec<Input>,
    #[serde(default)]
    pub connections: Vec<Connection>,
    /// Names of fields whose values are scrubbed before anything is stored.
    #[serde(default)]
    pub redact: Vec<String>,
    pub steps: Vec<Step>,
}

/// What somebody fills in who starts it by hand. A workflow's row keeps it written like this, too.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Input {
    pub name: String,
    #[serde(rename = "type")]
    pub kind: InputKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    #[serde(default)]
    pub required: bool,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<String>,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum InputKind {
    Text,
    Number,
    Boolean,
    Date,
    Choice,
}

/// An account that it uses, by the name that its steps call it.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct Connection {
    pub name: String,
    pub provider: String,
}

/// One thing that is done.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct Step {
    pub id: String,
    /// What clients read.
    #[serde(default)]
    pub title: Option<String>,
    #[serde(default)]
    pub timeout_seconds: Option<u32>,
    #[serde(default)]
    pub attempts: Option<u32>,
    #[serde(flatten)]
    pub action: Action,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    Http(Http),
    Email {
        to: String,
        subject: String,
        text: String,
    },
    WaitForForm {
        form: String,
    },
    WaitForApproval {
        approval: String,
    },
    Delay(Delay),
    Condition {
        r#if: String,
        then: Vec<Step>,
        #[serde(default)]
        r#else: Vec<Step>,
    },
    Set(BTreeMap<String, Value>),
    CreateRequest {
        kind: String,
        category: String,
        subject: String,
        text: String,
    },
    CreateApproval {
        title: String,
        #[serde(default)]
        instructions: String,
        text: String,
    },
    CreateInvoiceDraft {
        #[serde(default)]
        currency: Option<String>,
        #[serde(default)]
        note: String,
        lines: Vec<Line>,
    },
    Notify {
        #[serde(default)]
        who: Who,
        text: String,
    },
    /// Another engine does it; no document says so.
    #[serde(skip)]
    Elsewhere,
}

impl Step {
    /// All that a workflow does that another engine runs.
    pub fn elsewhere() -> Self {
        let id = "elsewhere".to_owned();
        Self { id, title: None, timeout_seconds: None, attempts: None, action: Action::Elsewhere }
    }
}

impl Definition {
    /// What is written here of a workflow that another engine runs.
    pub fn elsewhere() -> Self {
        Self { inputs: Vec::new(), connections: Vec::new(), redact: Vec::new(), steps: vec![Step::elsewhere()] }
    }
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct Http {
    pub method: String,
    pub url: String,
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    #[serde(default)]
    pub query: BTreeMap<String, String>,
    #[serde(default)]
    pub json: Option<Value>,
    #[serde(default)]
    pub body: Option<String>,
    #[serde(default)]
    pub connection: Option<String>,
    #[serde(default)]
    pub success: Vec<u16>,
}

/// How long to wait.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Delay {
    Seconds(u32),
    Minutes(u32),
    Hours(u32),
    Days(u32),
}

/// A line of an invoice; numbers or texts with templates in them.
#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct Line {
    pub description: String,
    #[serde(default)]
    pub quantity: Option<Value>,
    pub unit_price: Value,
    #[serde(default)]
    pub tax_percent: Option<Value>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    #[default]
    Staff,
    Client,
}
