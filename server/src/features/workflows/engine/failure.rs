//! What went wrong at a step, for staff. Clients read none of it.

use std::time::Duration;

use serde_json::Value;

use crate::error::{Error, explain};
use crate::features::workflows::definition::Broken;

/// The longest text that is kept of what somebody else said.
const LONGEST: usize = 2000;

/// What went wrong.
#[derive(Clone, Debug)]
pub struct StepFailure {
    pub code: String,
    pub message: String,
    pub provider_status: Option<u16>,
    /// Whether it may work another time.
    pub retryable: bool,
    /// What else is known, scrubbed.
    pub detail: Option<String>,
    /// How long whoever refused wishes not to be asked.
    pub not_before: Option<Duration>,
}

impl StepFailure {
    /// Something that will go wrong again.
    pub fn lasting(code: &str, message: impl Into<String>) -> Self {
        Self {
            code: code.to_owned(),
            message: message.into(),
            provider_status: None,
            retryable: false,
            detail: None,
            not_before: None,
        }
    }

    /// Something that may work another time.
    pub fn passing(code: &str, message: impl Into<String>) -> Self {
        Self { retryable: true, ..Self::lasting(code, message) }
    }

    /// The same with what somebody else said.
    pub fn said(mut self, status: Option<u16>, detail: &Value) -> Self {
        let detail = match detail {
            Value::String(text) => text.clone(),
            Value::Null => String::new(),
            other => other.to_string(),
        };
        self.provider_status = status;
        self.detail = Some(detail.chars().take(LONGEST).collect()).filter(|detail: &String| !detail.is_empty());
        self
    }
}

impl From<Broken> for StepFailure {
    fn from(broken: Broken) -> Self {
        let place = broken.line.map(|line| format!("line {line}: ")).unwrap_or_default();
        Self::lasting("template", format!("{place}{}", broken.why))
    }
}

impl From<&Error> for StepFailure {
    fn from(error: &Error) -> Self {
        match error {
            Error::NotFound => Self::lasting("not_found", "what this step is about is not there"),
            Error::Invalid(_) => Self::lasting("invalid", explain(error)),
            Error::Conflict { code, message } => Self::lasting(code, message.clone()),
            Error::Forbidden { code, message } => Self::lasting(code, *message),
            Error::Stale | Error::TooMany { .. } | Error::Unavailable(_) => {
                Self::passing("busy", "this could not be done just now")
            }
            // What only we should read is in the log.
            Error::Internal(_) => Self::passing("internal", "something went wrong on our side"),
            other => Self::lasting("refused", other.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::StepFailure;

    #[test]
    fn nothing_said_is_no_detail() {
        let detail = |said| StepFailure::lasting("refused", "no").said(Some(500), &said).detail.unwrap_or_default();
        let told = [json!(null), json!(""), json!("no"), json!({ "why": 1 })].map(detail);
        assert_eq!(told, ["", "", "no", r#"{"why":1}"#]);
    }
}
