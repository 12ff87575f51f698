//! Where others' servers start workflows: `POST /hooks/{token}`. Whoever knows the address may, and where the trigger
//! wants it, only with a signature, so that an address that leaks starts nothing: of the body alone, or as Standard
//! Webhooks has it, where a message that is sent again starts nothing more. And where other engines say how runs stand:
//! `POST /hooks/workflows/{id}`, always signed.

use poem::http::StatusCode;
use poem::web::Data;
use poem::{Request, Response, handler};
use serde_json::{Map, Value, json};

use super::service::{self, Said};
use super::signature::{SIGNATURE, is_signed};
use super::stamp::{ID, PROOFS, Stamped, TIME};
use crate::access::{AgencyScope, Database, OnceKey, RequestBody};
use crate::error::{Error, Result};
use crate::ids::{RunId, WorkflowId, WorkflowTriggerId};
use crate::secrets;

/// Starts a run with what was sent.
#[handler]
pub async fn webhook(request: &Request, Data(database): Data<&Database>) -> poem::Result<Response> {
    let token = request.raw_path_param("token").unwrap_or_default();
    said(taken(request, database, token).await)
}

/// Takes what another engine says of a run, signed with what both know.
#[handler]
pub async fn callback(request: &Request, Data(database): Data<&Database>) -> poem::Result<Response> {
    let workflow = request.raw_path_param("workflow_id").unwrap_or_default();
    said(told(request, database, workflow).await)
}

fn said(outcome: Result<RunId>) -> poem::Result<Response> {
    Ok(match outcome {
        Ok(run) => Response::builder()
            .status(StatusCode::ACCEPTED)
            .content_type("application/json")
            .body(json!({ "run_id": run }).to_string()),
        Err(Error::NotFound) => answer(StatusCode::NOT_FOUND, "there is nothing here\n"),
        Err(Error::Conflict { message, .. }) => answer(StatusCode::CONFLICT, format!("{message}\n")),
        Err(Error::Forbidden { message, .. }) => answer(StatusCode::FORBIDDEN, format!("{message}\n")),
        Err(Error::Malformed(message)) => answer(StatusCode::BAD_REQUEST, format!("{message}\n")),
        Err(other) => return Err(other.into()),
    })
}

async fn told(request: &Request, database: &Database, workflow: &str) -> Result<RunId> {
    let workflow: WorkflowId = workflow.parse().map_err(|_| Error::NotFound)?;
    let system = database.system();
    let agency = system.agency_of_engine_workflow(workflow).await?.ok_or(Error::NotFound)?;
    let scope = system.agency(agency);
    let body = request.data::<RequestBody>().cloned().unwrap_or_default().0;
    let place = service::place_of(&scope, workflow).await?;
    // Whoever cannot sign is not told that there is something.
    if !is_signed(place.secret.reveal().as_bytes(), request.header(SIGNATURE).unwrap_or_default(), &body) {
        return Err(Error::NotFound);
    }
    let said: Said = serde_json::from_slice(&body)
        .map_err(|error| Error::Malformed(format!("this says nothing of a run: {error}")))?;
    service::called_back(&scope, workflow, said).await
}

async fn taken(request: &Request, database: &Database, token: &str) -> Result<RunId> {
    if token.len() != secrets::TOKEN_LENGTH {
        return Err(Error::NotFound);
    }
    let system = database.system();
    let trigger = system.trigger_of_hook(&secrets::hash(token)).await?.ok_or(Error::NotFound)?;
    let scope = system.agency(trigger.agency_id);
    let body = request.data::<RequestBody>().cloned().unwrap_or_default().0;
    let scope = match service::secret_of(&scope, &trigger)? {
        Some(secret) => proved(scope, request, &body, trigger.id, &secret)?,
        None => scope,
    };
    service::of_hook(&scope, trigger.id, input(request, &body)).await
}

/// The scope for what whoever knows the secret has sent. Where the message has a name, it counts once under that.
fn proved(
    scope: AgencyScope,
    request: &Request,
    body: &[u8],
    trigger: WorkflowTriggerId,
    secret: &[u8],
) -> Result<AgencyScope> {
    let word = |name: &str| request.header(name).unwrap_or_default();
    let stamped = Stamped { id: word(ID), time: word(TIME), body };
    let stamps = request.header(PROOFS);
    let signed = match stamps {
        Some(proofs) => stamped.is_signed(secret, proofs),
        None => is_signed(secret, word(SIGNATURE), body),
    };
    if !signed {
        return Err(Error::Forbidden { code: "signature", message: "the signature is not good" });
    }
    if stamps.is_none() {
        return Ok(scope);
    }
    if !stamped.is_of(scope.now()) {
        let message = "this was signed more than five minutes ago, or is ahead of its time";
        return Err(Error::Forbidden { code: "signature_time", message });
    }
    // Kept for a day, far longer than its time is good for.
    let key = format!("hook:{trigger}:{}", secrets::hash(stamped.id));
    Ok(scope.once(OnceKey { key, fingerprint: secrets::hash_bytes(body) }))
}

/// What the run is given: the body as JSON where it is that, as fields where it is a form, or else as text.
fn input(request: &Request, body: &[u8]) -> Value {
    let text = String::from_utf8_lossy(body);
    let form = request.content_type().is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded"));
    let body = if form {
        let fields = form_urlencoded::parse(body).map(|(name, value)| (name.into_owned(), value.into_owned().into()));
        Value::Object(fields.collect::<Map<_, _>>())
    } else {
        serde_json::from_str(&text).unwrap_or_else(|_| Value::String(text.into_owned()))
    };
    let query = request.uri().query().unwrap_or_default();
    let query = form_urlencoded::parse(query.as_bytes());
    let query: Map<String, Value> = query.map(|(name, value)| (name.into_owned(), value.into_owned().into())).collect();
    json!({ "body": body, "query": query })
}

fn answer(status: StatusCode, said: impl Into<String>) -> Response {
    Response::builder().status(status).content_type("text/plain").body(said.into())
}
