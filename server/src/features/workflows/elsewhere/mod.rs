//! Other engines: programs that an agency already has and that run a workflow instead of us. Here is what is asked of
//! them, and what they say, in one language for all of them. What goes through a run there is not asked for, and where
//! it comes along, it is dropped: only how the run stands is kept, and what the engine itself sends to staff.

mod http;
mod n8n;

use chrono::{DateTime, Utc};
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, InvalidHeaderValue};
use reqwest::{Method, Url};
use serde::Deserialize;
use serde_json::Value;

use super::engine::{StepFailure, refused};
use super::signature::{SIGNATURE, sign};
use crate::entity::words::WorkflowEngine;
use crate::envelope::Secret;
use crate::ids::RunStepId;
use crate::outgoing::{Answer, Ask, Outgoing};

pub use http::Call;
pub use n8n::Offered;

/// How long an engine may take to answer.
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(30);

/// Where a workflow runs, with what opens it.
pub struct Place {
    pub kind: WorkflowEngine,
    pub url: Url,
    /// What both sides sign with.
    pub secret: Secret,
    pub api_key: Option<Secret>,
    pub remote_id: Option<String>,
    pub start_url: Option<String>,
    pub status_url: Option<String>,
    pub cancel_url: Option<String>,
}

/// A run that an engine is asked for.
pub struct Errand {
    /// Its name for whoever is asked twice.
    pub key: RunStepId,
    /// How often it was asked, this time among them.
    pub attempt: i32,
    /// When it was first taken up.
    pub since: DateTime<Utc>,
    /// What is sent.
    pub body: Value,
}

/// How a run stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    Running,
    Succeeded,
    Failed,
    Cancelled,
}

/// What an engine says of a run.
#[derive(Clone, Debug)]
pub struct Told {
    /// The run's name there.
    pub id: Option<String>,
    pub standing: Standing,
    /// What went wrong, for staff.
    pub message: Option<String>,
    /// What the engine has for staff; scrubbed before it is kept.
    pub output: Value,
    pub started_at: Option<DateTime<Utc>>,
    pub ended_at: Option<DateTime<Utc>>,
    /// Whether somebody there was only trying it.
    pub is_trial: bool,
    /// Whether a request has started it.
    pub by_request: bool,
}

impl Told {
    /// One that runs, of which nothing else is known.
    pub fn running(id: Option<String>) -> Self {
        Self {
            id,
            standing: Standing::Running,
            message: None,
            output: Value::Null,
            started_at: None,
            ended_at: None,
            is_trial: false,
            by_request: false,
        }
    }
}

impl Place {
    /// Has the engine start a run. It is asked at least once, each time under one `Idempotency-Key`.
    ///
    /// # Errors
    /// [`StepFailure`].
    pub async fn start(&self, outgoing: &Outgoing, errand: &Errand) -> Result<Told, StepFailure> {
        match self.kind {
            WorkflowEngine::N8n => n8n::start(self, outgoing, errand).await,
            WorkflowEngine::Http | WorkflowEngine::Here => http::start(self, outgoing, errand).await,
        }
    }

    /// Asks how a run stands that the engine has taken, by its name there or by ours.
    ///
    /// # Errors
    /// [`StepFailure`].
    pub async fn look(&self, outgoing: &Outgoing, id: Option<&str>, errand: &Errand) -> Result<Told, StepFailure> {
        match self.kind {
            WorkflowEngine::N8n => n8n::look(self, outgoing, id, errand).await,
            WorkflowEngine::Http | WorkflowEngine::Here => http::look(self, outgoing, id, errand).await,
        }
    }

    /// Tells the engine to stop a run, by its name there or by ours; `false` where it has ended there already.
    ///
    /// # Errors
    /// [`StepFailure`].
    pub async fn stop(&self, outgoing: &Outgoing, id: Option<&str>, errand: &Errand) -> Result<bool, StepFailure> {
        match self.kind {
            WorkflowEngine::N8n => n8n::stop(self, outgoing, id, errand).await,
            WorkflowEngine::Http | WorkflowEngine::Here => http::stop(self, outgoing, id, errand).await,
        }
    }

    /// Whether the engine can be asked how a run stands.
    pub fn can_be_asked(&self) -> bool {
        self.kind == WorkflowEngine::N8n || self.status_url.is_some()
    }

    /// The workflows that the engine has; none where it does not say.
    ///
    /// # Errors
    /// [`StepFailure`].
    pub async fn offered(&self, outgoing: &Outgoing) -> Result<Vec<Offered>, StepFailure> {
        if self.kind == WorkflowEngine::N8n { n8n::workflows(self, outgoing).await } else { Ok(Vec::new()) }
    }

    /// One of them.
    ///
    /// # Errors
    /// [`StepFailure`].
    pub async fn offer(&self, outgoing: &Outgoing, id: &str) -> Result<Offered, StepFailure> {
        n8n::workflow(self, outgoing, id).await
    }

    /// What the engine has run of the workflow since then, the earliest first.
    ///
    /// # Errors
    /// [`StepFailure`].
    pub async fn ran(&self, outgoing: &Outgoing, since: DateTime<Utc>) -> Result<Vec<Told>, StepFailure> {
        n8n::executions(self, outgoing, since).await
    }

    /// A signed request, under a name that stays the same when it is asked again.
    async fn post(&self, outgoing: &Outgoing, url: Url, key: &str, body: &Value) -> Result<Answer, StepFailure> {
        let body = body.to_string().into_bytes();
        let proof = sign(self.secret.reveal().as_bytes(), &body);
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        headers.insert(HeaderName::from_static(SIGNATURE), word(&proof)?);
        headers.insert(HeaderName::from_static("idempotency-key"), word(key)?);
        send(outgoing, Method::POST, url, headers, body).await
    }
}

fn word(text: &str) -> Result<HeaderValue, StepFailure> {
    let made: Result<_, InvalidHeaderValue> = HeaderValue::from_str(text);
    made.map_err(|_| StepFailure::lasting("bad_request", "a header cannot hold this"))
}

async fn send(
    outgoing: &Outgoing,
    method: Method,
    url: Url,
    headers: HeaderMap,
    body: Vec<u8>,
) -> Result<Answer, StepFailure> {
    let ask = Ask { method, url, headers, body, timeout: PATIENCE };
    let answer = outgoing.ask(ask).await.map_err(|failed| refused(&failed))?;
    if answer.status.is_success() {
        return Ok(answer);
    }
    let status = answer.status.as_u16();
    let passing = matches!(status, 408 | 425 | 429 | 500..=599);
    let code = if status == 404 { "engine_lost" } else { "engine_refused" };
    let failure =
        StepFailure { retryable: passing, ..StepFailure::lasting(code, format!("the engine answered {status}")) };
    Err(failure.said(Some(status), &Value::Null))
}

fn json(answer: &Answer) -> Result<Value, StepFailure> {
    serde_json::from_slice(&answer.body)
        .map_err(|_| StepFailure::lasting("engine_answer", "the engine answered with something that is no JSON"))
}

fn url(text: &str) -> Result<Url, StepFailure> {
    text.parse().map_err(|_| StepFailure::lasting("bad_request", "the URL is none"))
}
