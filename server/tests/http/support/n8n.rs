//! An n8n of the test's own, on loopback: its public API as it is published, and webhooks that start executions.

use std::sync::{Arc, Mutex};

use chrono::{DateTime, TimeDelta, Utc};
use poem::http::StatusCode;
use poem::listener::{Acceptor, Listener, TcpListener};
use poem::web::{Data, Path, Query};
use poem::{EndpointExt, IntoResponse, Request, Response, Route, Server, get, handler, post};
use serde_json::{Value, json};

/// What opens its API.
pub const API_KEY: &str = "n8n_api_key_that_works";
/// A word that every execution has worked on.
pub const WORKED_ON: &str = "leakcanary";

/// An execution.
struct Execution {
    id: u64,
    workflow: String,
    mode: &'static str,
    status: &'static str,
    started: DateTime<Utc>,
    stopped: Option<DateTime<Utc>>,
    headers: Value,
    body: Value,
}

#[derive(Default)]
struct Known {
    executions: Vec<Execution>,
    /// Whether webhooks lose their answers, and what they answer otherwise.
    loses: bool,
    names: bool,
    off: bool,
    /// Whether it is of a time when nobody could ask it for what is running.
    old: bool,
    /// Whether our key may stop executions, and whether it can answer such a wish at all.
    keeps: bool,
    busy: bool,
    /// Executions that somebody wished to be stopped, however it answered.
    wished: Vec<u64>,
    /// Signatures that came with webhooks, and the bodies under them.
    signed: Vec<(String, String)>,
}

/// The engine, and where it is. It answers until the test ends.
#[derive(Clone)]
pub struct N8n {
    known: Arc<Mutex<Known>>,
    pub base: String,
}

impl N8n {
    /// One with a workflow `wf1` that a webhook starts, and `wf2` that only its own schedule does.
    pub async fn serve() -> Self {
        let acceptor = TcpListener::bind("127.0.0.1:0").into_acceptor().await.unwrap();
        let base = format!("http://{}", acceptor.local_addr()[0].as_socket_addr().unwrap());
        let engine = Self { known: Arc::default(), base };
        let routes = Route::new()
            .at("/api/v1/workflows", get(workflows))
            .at("/api/v1/workflows/:id", get(workflow))
            .at("/api/v1/executions", get(executions))
            .at("/api/v1/executions/:id", get(execution))
            .at("/api/v1/executions/:id/stop", post(stop))
            .at("/webhook/report", post(webhook));
        tokio::spawn(Server::new_with_acceptor(acceptor).run(routes.data(engine.clone())));
        engine
    }

    /// From now on webhooks start executions and their answers are lost, or no more.
    pub fn loses_answers(&self, so: bool) {
        self.known.lock().unwrap().loses = so;
    }

    /// From now on webhooks answer with the execution's id.
    pub fn names_executions(&self) {
        self.known.lock().unwrap().names = true;
    }

    /// From now on it says of no execution that it is running, as it once did.
    pub fn grows_old(&self) {
        self.known.lock().unwrap().old = true;
    }

    /// From now on our key may stop no execution.
    pub fn keeps_executions(&self) {
        self.known.lock().unwrap().keeps = true;
    }

    /// From now on it has no time to stop anything, or has again.
    pub fn is_busy(&self, so: bool) {
        self.known.lock().unwrap().busy = so;
    }

    /// Executions that somebody wished to be stopped, however it answered.
    pub fn wished(&self) -> Vec<u64> {
        self.known.lock().unwrap().wished.clone()
    }

    /// How an execution stands.
    pub fn status(&self, id: u64) -> &'static str {
        self.known.lock().unwrap().executions.iter().find(|ran| ran.id == id).unwrap().status
    }

    /// From now on it takes nobody's key, or ours again.
    pub fn closes(&self, so: bool) {
        self.known.lock().unwrap().off = so;
    }

    /// An execution that somebody or something there began so long ago.
    pub fn began(&self, which: &str, mode: &'static str, status: &'static str, ago: TimeDelta) -> u64 {
        let started = now() - ago;
        let stopped = (status != "running").then(|| started + TimeDelta::milliseconds(1500));
        let mut known = self.known.lock().unwrap();
        let id = 1000 + known.executions.len() as u64;
        let (headers, body) = (json!({}), json!({}));
        known.executions.push(Execution { id, workflow: which.into(), mode, status, started, stopped, headers, body });
        id
    }

    /// Every execution that runs ends so.
    pub fn ends(&self, status: &'static str) {
        for ran in self.known.lock().unwrap().executions.iter_mut().filter(|ran| ran.stopped.is_none()) {
            (ran.status, ran.stopped) = (status, Some(now()));
        }
    }

    /// What was deleted there.
    pub fn forgets(&self) {
        self.known.lock().unwrap().executions.clear();
    }

    /// How many executions there were.
    pub fn count(&self) -> usize {
        self.known.lock().unwrap().executions.len()
    }

    /// Signatures that came with webhooks, and the bodies under them.
    pub fn signed(&self) -> Vec<(String, String)> {
        self.known.lock().unwrap().signed.clone()
    }
}

#[expect(clippy::disallowed_methods, reason = "another machine's clock")]
fn now() -> DateTime<Utc> {
    Utc::now()
}

fn opens(engine: &N8n, request: &Request) -> bool {
    request.header("x-n8n-api-key") == Some(API_KEY) && !engine.known.lock().unwrap().off
}

fn said(status: StatusCode, value: &Value) -> Response {
    Response::builder().status(status).content_type("application/json").body(value.to_string())
}

fn unauthorized() -> Response {
    said(StatusCode::UNAUTHORIZED, &json!({ "message": "unauthorized" }))
}

fn missing() -> Response {
    said(StatusCode::NOT_FOUND, &json!({ "message": "Not Found" }))
}

fn flow(id: &str) -> Option<Value> {
    let node = match id {
        "wf1" => json!({ "name": "Webhook", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0],
            "parameters": { "httpMethod": "POST", "path": "report", "options": {} } }),
        "wf2" => json!({ "name": "Every hour", "type": "n8n-nodes-base.scheduleTrigger", "parameters": {} }),
        _ => return None,
    };
    let name = if id == "wf1" { "Monthly report" } else { "Hourly sync" };
    Some(json!({ "id": id, "name": name, "active": true, "nodes": [node], "connections": {}, "settings": {} }))
}

#[handler]
fn workflows(request: &Request, Data(engine): Data<&N8n>) -> Response {
    if !opens(engine, request) {
        return unauthorized();
    }
    said(StatusCode::OK, &json!({ "data": [flow("wf1"), flow("wf2")], "nextCursor": null }))
}

#[handler]
fn workflow(request: &Request, Data(engine): Data<&N8n>, Path(id): Path<String>) -> Response {
    if !opens(engine, request) {
        return unauthorized();
    }
    flow(&id).map_or_else(missing, |found| said(StatusCode::OK, &found))
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    workflow_id: Option<String>,
    status: Option<String>,
    limit: Option<usize>,
    cursor: Option<usize>,
}

#[handler]
fn executions(request: &Request, Data(engine): Data<&N8n>, Query(asked): Query<Asked>) -> Response {
    if !opens(engine, request) {
        return unauthorized();
    }
    let known = engine.known.lock().unwrap();
    if asked.status.is_some() && known.old {
        let why = "request/query/status must be equal to one of the allowed values: error, success, waiting";
        return said(StatusCode::BAD_REQUEST, &json!({ "message": why }));
    }
    let of = |ran: &&Execution| {
        let stands = match &asked.status {
            Some(status) => status == ran.status,
            // As the real one does: what is running has to be asked for.
            None => ran.status != "running",
        };
        stands && asked.workflow_id.as_ref().is_none_or(|id| *id == ran.workflow)
    };
    let all: Vec<Value> = known.executions.iter().rev().filter(of).map(|ran| shown(ran, false)).collect();
    let from = asked.cursor.unwrap_or_default();
    // Smaller pages than are asked for, so that there are several.
    let until = (from + asked.limit.unwrap_or(100).min(2)).min(all.len());
    let next = (until < all.len()).then(|| until.to_string());
    said(StatusCode::OK, &json!({ "data": all[from..until], "nextCursor": next }))
}

#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct WithData {
    include_data: Option<bool>,
}

#[handler]
fn execution(
    request: &Request,
    Data(engine): Data<&N8n>,
    Path(id): Path<u64>,
    Query(with): Query<WithData>,
) -> Response {
    if !opens(engine, request) {
        return unauthorized();
    }
    let known = engine.known.lock().unwrap();
    let found = known.executions.iter().find(|ran| ran.id == id);
    found.map_or_else(missing, |ran| said(StatusCode::OK, &shown(ran, with.include_data.unwrap_or_default())))
}

/// As the real one does: what has ended is a conflict, and a key without `execution:stop` is refused.
#[handler]
fn stop(request: &Request, Data(engine): Data<&N8n>, Path(id): Path<u64>) -> Response {
    if !opens(engine, request) {
        return unauthorized();
    }
    let mut known = engine.known.lock().unwrap();
    known.wished.push(id);
    if known.busy {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    if known.keeps {
        return said(StatusCode::FORBIDDEN, &json!({ "message": "Forbidden" }));
    }
    let Some(ran) = known.executions.iter_mut().find(|ran| ran.id == id) else { return missing() };
    if ran.stopped.is_some() {
        let why = format!("Only running or waiting executions can be stopped and {id} is currently {}", ran.status);
        return said(StatusCode::CONFLICT, &json!({ "message": why }));
    }
    (ran.status, ran.stopped) = ("canceled", Some(now()));
    let answer = json!({ "mode": ran.mode, "startedAt": ran.started, "stoppedAt": ran.stopped, "finished": false,
        "status": ran.status });
    said(StatusCode::OK, &answer)
}

fn shown(ran: &Execution, with_data: bool) -> Value {
    let mut shown = json!({
        "id": ran.id.to_string(), "finished": ran.status == "success", "mode": ran.mode, "retryOf": null,
        "retrySuccessId": null, "status": ran.status, "startedAt": ran.started, "stoppedAt": ran.stopped,
        "workflowId": ran.workflow, "waitTill": null,
    });
    if with_data {
        let item = json!({ "json": { "headers": ran.headers, "body": ran.body, "worked_on": WORKED_ON } });
        shown["data"] = json!({ "resultData": { "runData": { "Webhook": [{ "data": { "main": [[item]] } }] } } });
    }
    shown
}

#[handler]
async fn webhook(request: &Request, body: String, Data(engine): Data<&N8n>) -> Response {
    let word = |name: &str| request.header(name).unwrap_or_default().to_owned();
    let headers = json!({ "idempotency-key": word("idempotency-key"), "x-signature-256": word("x-signature-256") });
    let mut known = engine.known.lock().unwrap();
    known.signed.push((word("x-signature-256"), body.clone()));
    let id = 1000 + known.executions.len() as u64;
    known.executions.push(Execution {
        id,
        workflow: "wf1".into(),
        mode: "webhook",
        status: "running",
        started: now(),
        stopped: None,
        headers,
        body: serde_json::from_str(&body).unwrap(),
    });
    if known.loses {
        return StatusCode::BAD_GATEWAY.into_response();
    }
    let named = json!({ "executionId": id.to_string() });
    said(StatusCode::OK, &if known.names { named } else { json!({ "message": "Workflow was started" }) })
}
