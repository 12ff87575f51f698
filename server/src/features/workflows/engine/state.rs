//! What a run has gathered, and what its templates see of it.

use serde_json::{Map, Value, json};

use super::failure::StepFailure;
use crate::entity::{run, run_payload, workflow};
use crate::error::{Error, Result};
use crate::features::workflows::redact::redact;

/// The most that one run gathers, in bytes.
const LARGEST: usize = 1024 * 1024;

/// What a run was given and has gathered.
#[derive(Clone, Debug)]
pub struct State {
    pub input: Value,
    /// What each step gave, by its name.
    steps: Map<String, Value>,
    /// What `set` has set.
    vars: Map<String, Value>,
}

impl State {
    /// Out of a run's row.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read(row: &run_payload::Model) -> Result<Self> {
        let input = serde_json::from_str(&row.input).map_err(Error::internal)?;
        let mut data: Value = serde_json::from_str(&row.data).map_err(Error::internal)?;
        let mut part = |name: &str| match data.get_mut(name).map(Value::take) {
            Some(Value::Object(map)) => map,
            _ => Map::new(),
        };
        Ok(Self { input, steps: part("steps"), vars: part("vars") })
    }

    /// Adds what a step gave, scrubbed: nothing else is kept of it.
    pub fn gave(&mut self, step: &str, output: &Value) {
        self.steps.insert(step.to_owned(), output.clone());
    }

    /// Adds what was set.
    pub fn set(&mut self, values: &Map<String, Value>) {
        self.vars.extend(values.clone());
    }

    /// As a run's row keeps it.
    ///
    /// # Errors
    /// [`StepFailure`] where it is more than a run may gather.
    pub fn kept(&self) -> Result<String, StepFailure> {
        let text = json!({ "steps": self.steps, "vars": self.vars }).to_string();
        if text.len() > LARGEST {
            let message = format!("a run gathers at most {LARGEST} bytes; this step gave too much");
            return Err(StepFailure::lasting("too_much_data", message));
        }
        Ok(text)
    }

    /// What templates see.
    pub fn seen(&self, run: &run::Model, workflow: &workflow::Model, workspace: &str) -> Value {
        json!({
            "input": self.input,
            "steps": self.steps,
            "vars": self.vars,
            "run": {
                "id": run.id,
                "started_by": run.started_by.as_str(),
                "starter": run.starter_name,
                "created_at": run.created_at,
            },
            "workflow": { "id": workflow.id, "name": workflow.name },
            "workspace": { "id": workflow.workspace_id, "name": workspace },
        })
    }
}

/// A value as it is kept.
pub fn scrubbed(mut value: Value, named: &[String]) -> Value {
    redact(&mut value, named);
    value
}
