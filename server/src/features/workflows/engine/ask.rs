//! What steps ask of others, over HTTP. It is asked at least once, and each time under the same `Idempotency-Key`.

use std::time::Duration;

use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER};
use reqwest::{Method, StatusCode, Url};
use serde_json::{Map, Value, json};

use super::credentials::{Without, credentials};
use super::failure::StepFailure;
use super::stand::Stand;
use super::state::scrubbed;
use crate::access::AgencyScope;
use crate::entity::run_step;
use crate::features::connections::{self, Credential};
use crate::features::workflows::definition::{Broken, Connection, Definition, Http, Step, Templates};
use crate::ids::{ConnectionId, WorkspaceId};
use crate::jobs::Context;
use crate::outgoing::{Answer, Ask, Failed};

/// How long one answer may take, where the definition does not say.
const PATIENCE: u32 = 30;
/// The largest answer that is kept, in bytes.
const LARGEST: usize = 256 * 1024;
/// The longest that somebody may wish not to be asked.
const LONGEST_WISH: Duration = Duration::from_secs(3600);

/// Something to be asked.
pub struct Question {
    pub row: run_step::Model,
    /// What staff see of it, scrubbed when it is kept; credentials are no part of it.
    pub shown: Value,
    method: Method,
    url: Url,
    headers: HeaderMap,
    body: Vec<u8>,
    timeout: Duration,
    success: Vec<u16>,
    redact: Vec<String>,
    workspace: WorkspaceId,
    connection: Option<Connection>,
}

/// What came of asking.
pub enum Asked {
    Answered(Value),
    /// A person has to mend the connection first, where there is one.
    Waits(Option<ConnectionId>),
}

/// What a step asks, with the run's data filled in.
///
/// # Errors
/// [`StepFailure`], where it cannot be asked.
pub fn prepare(
    stand: &Stand<'_>,
    definition: &Definition,
    step: &Step,
    http: &Http,
    row: &run_step::Model,
) -> Result<Question, StepFailure> {
    let used = http.connection.as_ref();
    let connection = used.and_then(|name| definition.connections.iter().find(|known| known.name == *name));
    let question = filled(stand, step, http, row)?;
    Ok(Question { redact: definition.redact.clone(), connection: connection.cloned(), ..question })
}

fn filled(stand: &Stand<'_>, step: &Step, http: &Http, row: &run_step::Model) -> Result<Question, StepFailure> {
    let (templates, data) = (Templates::default(), stand.seen());
    let fill = |text: &str| templates.text(text, &data);
    let wrong = |what: &str| StepFailure::lasting("bad_request", what);
    let mut url: Url = fill(&http.url)?.trim().parse().map_err(|_| wrong("the URL is none"))?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(wrong("a URL holds no password; use a connection"));
    }
    if !http.query.is_empty() {
        let query: Vec<(&String, String)> =
            http.query.iter().map(|(name, value)| Ok((name, fill(value)?))).collect::<Result<_, Broken>>()?;
        url.query_pairs_mut().extend_pairs(query);
    }
    let method = Method::from_bytes(http.method.as_bytes()).map_err(|_| wrong("the method is none"))?;
    let mut headers = HeaderMap::new();
    for (name, value) in &http.headers {
        let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| wrong("a header's name is none"))?;
        let value = HeaderValue::from_str(&fill(value)?).map_err(|_| wrong("a header cannot hold this"))?;
        headers.insert(name, value);
    }
    let json = http.json.as_ref().map(|json| templates.value(json, &data)).transpose()?;
    let body = http.body.as_deref().map(fill).transpose()?;
    if json.is_some() && !headers.contains_key(CONTENT_TYPE) {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    }
    let shown = json!({
        "method": http.method,
        "url": bare(&url),
        "query": pairs(&url),
        "headers": words(&headers),
        "json": json,
        "body": body,
    });
    // Whoever answers can tell by it that this was asked before.
    if let Ok(name) = HeaderValue::from_str(&row.id.to_string()) {
        headers.insert("idempotency-key", name);
    }
    let body = json.map(|json| json.to_string()).or(body).unwrap_or_default().into_bytes();
    let timeout = Duration::from_secs(step.timeout_seconds.unwrap_or(PATIENCE).into());
    let success = http.success.clone();
    let workspace = stand.run.workspace_id;
    let (row, redact, connection) = (row.clone(), Vec::new(), None);
    Ok(Question { row, shown, method, url, headers, body, timeout, success, redact, workspace, connection })
}

/// A URL without its query, which is shown by its names.
fn bare(url: &Url) -> String {
    let mut url = url.clone();
    url.set_query(None);
    url.set_fragment(None);
    url.into()
}

fn pairs(url: &Url) -> Map<String, Value> {
    url.query_pairs().map(|(name, value)| (name.into_owned(), Value::String(value.into_owned()))).collect()
}

fn words(headers: &HeaderMap) -> Map<String, Value> {
    let word = |value: &HeaderValue| Value::String(String::from_utf8_lossy(value.as_bytes()).into_owned());
    headers.iter().map(|(name, value)| (name.as_str().to_owned(), word(value))).collect()
}

/// Asks, and says what the step gives. A credential that is refused is renewed once.
///
/// # Errors
/// [`StepFailure`].
pub async fn ask(context: &Context, scope: &AgencyScope, question: &Question) -> Result<Asked, StepFailure> {
    let Some(used) = &question.connection else {
        let answer = send(context, question, None).await?;
        return read(question, &answer).map(Asked::Answered);
    };
    for _ in 0..2 {
        let credential = match credentials(context, scope, question.workspace, used).await {
            Ok(credential) => credential,
            Err(Without::Dead(connection)) => return Ok(Asked::Waits(connection)),
            Err(Without::Failed(failure)) => return Err(failure),
        };
        let answer = send(context, question, Some(&credential)).await?;
        if answer.status != StatusCode::UNAUTHORIZED {
            return read(question, &answer).map(Asked::Answered);
        }
        let again = connections::refused(scope, &credential).await;
        if !again.map_err(|error| StepFailure { retryable: true, ..StepFailure::from(&error) })? {
            return Ok(Asked::Waits(Some(credential.connection)));
        }
    }
    Err(StepFailure::passing("unauthorized", "the provider takes no credential, also none that it has just given"))
}

async fn send(context: &Context, question: &Question, proof: Option<&Credential>) -> Result<Answer, StepFailure> {
    let mut headers = question.headers.clone();
    if let Some(credential) = proof {
        credential.put(&question.url, &mut headers).map_err(|error| StepFailure::from(&error))?;
    }
    let ask = Ask {
        method: question.method.clone(),
        url: question.url.clone(),
        headers,
        body: question.body.clone(),
        timeout: question.timeout,
    };
    context.connector.outgoing.ask(ask).await.map_err(|failed| refused(&failed))
}

fn read(question: &Question, answer: &Answer) -> Result<Value, StepFailure> {
    let status = answer.status.as_u16();
    if answer.body.len() > LARGEST {
        let message = format!("the answer has {} bytes; at most {LARGEST} are kept", answer.body.len());
        return Err(StepFailure::lasting("answer_too_large", message).said(Some(status), &Value::Null));
    }
    let text = String::from_utf8_lossy(&answer.body).into_owned();
    let json: Option<Value> = serde_json::from_str(&text).ok();
    let good =
        if question.success.is_empty() { answer.status.is_success() } else { question.success.contains(&status) };
    if !good {
        let said = scrubbed(json.unwrap_or(Value::String(text)), &question.redact);
        let passing = matches!(status, 408 | 425 | 429 | 500..=599);
        let message = format!("the answer was {status}");
        let failure = StepFailure { retryable: passing, ..StepFailure::lasting("http_status", message) };
        return Err(StepFailure { not_before: wish(answer), ..failure.said(Some(status), &said) });
    }
    // What can be read is kept once.
    let text = if json.is_some() { Value::Null } else { Value::String(text) };
    Ok(json!({ "status": status, "headers": words(&answer.headers), "json": json, "text": text }))
}

/// How long whoever refused wishes not to be asked, in seconds (RFC 9110, 10.2.3).
fn wish(answer: &Answer) -> Option<Duration> {
    let seconds: u64 = answer.headers.get(RETRY_AFTER)?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds).min(LONGEST_WISH))
}

/// Why there is no answer, as what went wrong at a step.
pub fn refused(failed: &Failed) -> StepFailure {
    let code = match failed {
        Failed::Forbidden => "address_refused",
        Failed::Slow => "timeout",
        Failed::TooLarge => "answer_too_large",
        Failed::Around => "too_many_redirects",
        Failed::Unreachable(error) => {
            tracing::info!(%error, "a run could not reach somebody");
            "unreachable"
        }
    };
    StepFailure { retryable: failed.may_pass(), ..StepFailure::lasting(code, failed.to_string()) }
}
