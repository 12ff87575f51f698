//! n8n, by its public API: `/api/v1`, with `X-N8N-API-KEY`. A run is started by the workflow's own webhook, which does not
//! say what came of it unless it is made to; so the execution is found by the key that it was asked under. What an
//! execution has worked on comes along only for that, and is dropped.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
use reqwest::header::{ACCEPT, HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, Url};
use serde::Deserialize;
use serde_json::{Value, json};

use super::http::name;
use super::{Errand, Place, Standing, Told, json as read, send, url, word};
use crate::features::workflows::engine::StepFailure;
use crate::outgoing::{Answer, Outgoing};

/// How many are asked for at once, and how many pages of them are read.
const AT_ONCE: usize = 100;
const MOST_PAGES: usize = 10;
/// How far apart the clocks may be.
const SKEW: TimeDelta = TimeDelta::minutes(5);
/// How many executions are looked into for a key.
const MOST_LOOKS: usize = 20;

/// A workflow that the engine has.
#[derive(Clone, Debug)]
pub struct Offered {
    pub id: String,
    pub name: String,
    /// Whether it runs there.
    pub active: bool,
    /// Where a POST starts it, where one does.
    pub start_url: Option<String>,
}

#[derive(Deserialize)]
struct Many<T> {
    data: Vec<T>,
    #[serde(default, rename = "nextCursor")]
    next: Option<String>,
}

#[derive(Deserialize)]
struct Flow {
    id: Value,
    name: String,
    #[serde(default)]
    active: bool,
    #[serde(default)]
    nodes: Vec<Value>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Execution {
    id: Value,
    #[serde(default)]
    status: Option<String>,
    #[serde(default)]
    finished: bool,
    #[serde(default)]
    mode: String,
    #[serde(default)]
    started_at: Option<DateTime<Utc>>,
    #[serde(default)]
    stopped_at: Option<DateTime<Utc>>,
}

impl From<Execution> for Told {
    fn from(found: Execution) -> Self {
        let standing = match found.status.as_deref() {
            Some("success") => Standing::Succeeded,
            Some("error" | "crashed") => Standing::Failed,
            Some("canceled") => Standing::Cancelled,
            None if found.finished => Standing::Succeeded,
            _ => Standing::Running,
        };
        let message =
            (standing == Standing::Failed).then(|| "the workflow failed in n8n; look there for why".to_owned());
        let output = json!({ "mode": found.mode, "status": found.status });
        let is_trial = found.mode == "manual";
        let by_request = found.mode == "webhook";
        let (started_at, ended_at) = (found.started_at, found.stopped_at);
        Self { id: name(Some(&found.id)), standing, message, output, started_at, ended_at, is_trial, by_request }
    }
}

/// The workflows that are there.
pub async fn workflows(place: &Place, outgoing: &Outgoing) -> Result<Vec<Offered>, StepFailure> {
    let (mut found, mut cursor) = (Vec::new(), None);
    for _ in 0..MOST_PAGES {
        let page: Many<Flow> = many(place, outgoing, "workflows", &[], cursor.as_deref()).await?;
        found.extend(page.data.into_iter().filter_map(|flow| offered(place, flow)));
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    Ok(found)
}

/// One of them.
pub async fn workflow(place: &Place, outgoing: &Outgoing, id: &str) -> Result<Offered, StepFailure> {
    let answer = get(place, outgoing, &["workflows", id], &[]).await?;
    let flow: Flow = typed(read(&answer)?)?;
    offered(place, flow).ok_or_else(|| StepFailure::lasting("engine_answer", "the workflow has no name there"))
}

fn offered(place: &Place, flow: Flow) -> Option<Offered> {
    let start_url = flow.nodes.iter().find_map(|node| webhook(place, node));
    Some(Offered { id: name(Some(&flow.id))?, name: flow.name, active: flow.active, start_url })
}

/// Where a node of a workflow listens for a POST.
fn webhook(place: &Place, node: &Value) -> Option<String> {
    let takes = node["parameters"]["httpMethod"].as_str().unwrap_or("GET");
    let off = node["disabled"].as_bool().unwrap_or_default();
    if node["type"] != "n8n-nodes-base.webhook" || takes != "POST" || off {
        return None;
    }
    let path = node["parameters"]["path"].as_str().filter(|path| !path.is_empty() && !path.contains(':'))?;
    let path: Vec<&str> = path.split('/').collect();
    below(place, &[&["webhook"][..], path.as_slice()].concat()).ok().map(Into::into)
}

/// Starts an execution, and finds it.
pub async fn start(place: &Place, outgoing: &Outgoing, errand: &Errand) -> Result<Told, StepFailure> {
    // It does not recognise what was asked before, so we do.
    if errand.attempt > 1
        && let Some(found) = heard(place, outgoing, errand).await?
    {
        return Ok(found);
    }
    let missing = || StepFailure::lasting("engine_no_start", "the workflow has no webhook there that takes a POST");
    let to = url(place.start_url.as_deref().ok_or_else(missing)?)?;
    let answer = place.post(outgoing, to, &errand.key.to_string(), &errand.body).await?;
    let said: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
    if let Some(id) = name(said.get("executionId")) {
        return Ok(Told::running(Some(id)));
    }
    // It has begun; where it cannot be found yet, it is looked for again.
    let found = heard(place, outgoing, errand).await.ok().flatten();
    Ok(found.unwrap_or_else(|| Told::running(None)))
}

/// How an execution stands.
pub async fn look(place: &Place, outgoing: &Outgoing, id: Option<&str>, errand: &Errand) -> Result<Told, StepFailure> {
    let Some(id) = id else {
        return Ok(heard(place, outgoing, errand).await?.unwrap_or_else(|| Told::running(None)));
    };
    let answer = get(place, outgoing, &["executions", id], &[]).await?;
    Ok(typed::<Execution>(read(&answer)?)?.into())
}

/// Stops an execution. One that has no name here is looked for first.
pub async fn stop(place: &Place, outgoing: &Outgoing, id: Option<&str>, errand: &Errand) -> Result<bool, StepFailure> {
    let found = match id {
        Some(id) => Told::running(Some(id.to_owned())),
        None => heard(place, outgoing, errand).await?.unwrap_or_else(|| Told::running(None)),
    };
    if found.standing != Standing::Running {
        return Ok(false);
    }
    let unseen = || StepFailure::passing("engine_lost", "n8n does not show the execution that was started");
    let id = found.id.ok_or_else(unseen)?;
    let Err(failure) = ask(place, outgoing, Method::POST, &["executions", &id, "stop"], &[]).await else {
        return Ok(true);
    };
    Err(match failure.provider_status {
        Some(409) => return Ok(false),
        Some(403) => StepFailure { message: "its key may not stop executions: execution:stop".to_owned(), ..failure },
        Some(404) => StepFailure { message: "n8n has no such execution, or cannot stop one".to_owned(), ..failure },
        _ => failure,
    })
}

/// The execution that was started under the errand's key.
async fn heard(place: &Place, outgoing: &Outgoing, errand: &Errand) -> Result<Option<Told>, StepFailure> {
    let ran = executions(place, outgoing, errand.since).await?;
    let key = errand.key.to_string();
    for told in ran.into_iter().rev().filter(|told| told.by_request).take(MOST_LOOKS) {
        let Some(id) = &told.id else { continue };
        let with_data = get(place, outgoing, &["executions", id], &[("includeData", "true")]).await;
        // One that is too large to be read, or gone, is none of which anything can be said.
        let Ok(answer) = with_data else { continue };
        if String::from_utf8_lossy(&answer.body).contains(&key) {
            return Ok(Some(told));
        }
    }
    Ok(None)
}

/// What was run of the workflow since then, the earliest first.
pub async fn executions(place: &Place, outgoing: &Outgoing, since: DateTime<Utc>) -> Result<Vec<Told>, StepFailure> {
    let missing = || StepFailure::lasting("engine_lost", "which workflow it is there is not known");
    let workflow = place.remote_id.as_deref().ok_or_else(missing)?;
    // What is running is in no list that was not asked for it. That list comes first, so that what ends meanwhile is in the
    // other; what is older than the question refuses it.
    let running = listed(place, outgoing, &[("workflowId", workflow), ("status", "running")], since).await;
    let running = match running {
        Err(refused) if refused.provider_status == Some(400) => Vec::new(),
        other => other?,
    };
    let mut found = listed(place, outgoing, &[("workflowId", workflow)], since).await?;
    let known: HashSet<Option<String>> = found.iter().map(|told| told.id.clone()).collect();
    found.extend(running.into_iter().filter(|told| !known.contains(&told.id)));
    found.sort_by_key(|told| (told.started_at.is_none(), told.started_at));
    Ok(found)
}

/// Those of a list that began since then.
async fn listed(
    place: &Place,
    outgoing: &Outgoing,
    of: &[(&str, &str)],
    since: DateTime<Utc>,
) -> Result<Vec<Told>, StepFailure> {
    let (mut found, mut cursor) = (Vec::new(), None);
    for _ in 0..MOST_PAGES {
        let page: Many<Execution> = many(place, outgoing, "executions", of, cursor.as_deref()).await?;
        let all = page.data.len();
        let young = page.data.into_iter().filter(|ran| ran.started_at.is_none_or(|at| at >= since - SKEW));
        let before = found.len();
        found.extend(young.map(Told::from));
        cursor = page.next.filter(|_| found.len() - before == all);
        if cursor.is_none() {
            break;
        }
    }
    Ok(found)
}

async fn many<T: serde::de::DeserializeOwned>(
    place: &Place,
    outgoing: &Outgoing,
    what: &str,
    more: &[(&str, &str)],
    cursor: Option<&str>,
) -> Result<Many<T>, StepFailure> {
    let limit = AT_ONCE.to_string();
    let mut query = vec![("limit", limit.as_str())];
    query.extend_from_slice(more);
    query.extend(cursor.map(|cursor| ("cursor", cursor)));
    typed(read(&get(place, outgoing, &[what], &query).await?)?)
}

async fn get(place: &Place, outgoing: &Outgoing, path: &[&str], query: &[(&str, &str)]) -> Result<Answer, StepFailure> {
    ask(place, outgoing, Method::GET, path, query).await
}

async fn ask(
    place: &Place,
    outgoing: &Outgoing,
    method: Method,
    path: &[&str],
    query: &[(&str, &str)],
) -> Result<Answer, StepFailure> {
    let mut from = below(place, &[&["api", "v1"][..], path].concat())?;
    if !query.is_empty() {
        from.query_pairs_mut().extend_pairs(query);
    }
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    if let Some(key) = &place.api_key {
        let mut key = word(key.reveal())?;
        key.set_sensitive(true);
        headers.insert(HeaderName::from_static("x-n8n-api-key"), key);
    }
    send(outgoing, method, from, headers, Vec::new()).await
}

/// An address of the engine's own host: what opens it goes nowhere else.
fn below(place: &Place, path: &[&str]) -> Result<Url, StepFailure> {
    let mut found = place.url.clone();
    let ways = found.path_segments_mut();
    ways.map_err(|()| StepFailure::lasting("bad_request", "the URL is none"))?.pop_if_empty().extend(path);
    Ok(found)
}

fn typed<T: serde::de::DeserializeOwned>(value: Value) -> Result<T, StepFailure> {
    serde_json::from_value(value)
        .map_err(|_| StepFailure::lasting("engine_answer", "this is not what n8n's public API answers"))
}
