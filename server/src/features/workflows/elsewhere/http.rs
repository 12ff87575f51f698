//! Any program that takes a signed POST: it says how a run stands by signed callbacks, or is asked at an address.

use reqwest::header::{HeaderMap, HeaderName};
use reqwest::{Method, Url};
use serde::Deserialize;
use serde_json::Value;

use super::{Errand, Place, Standing, Told, json, send, sign, url, word};
use crate::features::workflows::engine::StepFailure;
use crate::features::workflows::signature::SIGNATURE;
use crate::outgoing::Outgoing;

/// What such a program says of a run, as an answer or as a callback.
#[derive(Clone, Debug, Deserialize)]
pub struct Said {
    /// Its name there: a text or a number.
    #[serde(default)]
    pub id: Option<Value>,
    #[serde(default)]
    pub status: Option<Standing>,
    /// What went wrong, for staff.
    #[serde(default)]
    pub message: Option<String>,
    /// What is kept for staff.
    #[serde(default)]
    pub output: Value,
}

/// A callback: what is said, and of which run of ours, where it is one.
#[derive(Clone, Debug, Deserialize)]
pub struct Call {
    #[serde(default)]
    pub run_id: Option<uuid::Uuid>,
    #[serde(flatten)]
    pub said: Said,
}

/// A name as text, where it is one.
pub fn name(id: Option<&Value>) -> Option<String> {
    match id {
        Some(Value::String(text)) if (1..=200).contains(&text.len()) => Some(text.clone()),
        Some(Value::Number(number)) => Some(number.to_string()),
        _ => None,
    }
}

impl From<Said> for Told {
    fn from(said: Said) -> Self {
        let running = Self::running(name(said.id.as_ref()));
        let standing = said.status.unwrap_or(Standing::Running);
        Self { standing, message: said.message, output: said.output, ..running }
    }
}

pub async fn start(place: &Place, outgoing: &Outgoing, errand: &Errand) -> Result<Told, StepFailure> {
    let missing = || StepFailure::lasting("engine_no_start", "nothing starts this workflow from here");
    let to = url(place.start_url.as_deref().ok_or_else(missing)?)?;
    let answer = place.post(outgoing, to, &errand.key.to_string(), &errand.body).await?;
    // Whoever only says that it was taken says the rest later.
    Ok(serde_json::from_slice::<Said>(&answer.body).map_or_else(|_| Told::running(None), Into::into))
}

pub async fn look(place: &Place, outgoing: &Outgoing, id: Option<&str>, errand: &Errand) -> Result<Told, StepFailure> {
    let Some(status_url) = &place.status_url else { return Ok(Told::running(None)) };
    let from = about(status_url, id, errand)?;
    let mut headers = HeaderMap::new();
    // There is no body; what is signed is the address.
    let proof = sign(place.secret.reveal().as_bytes(), from.as_str().as_bytes());
    headers.insert(HeaderName::from_static(SIGNATURE), word(&proof)?);
    let answer = send(outgoing, Method::GET, from, headers, Vec::new()).await?;
    let said: Said = serde_json::from_value(json(&answer)?)
        .map_err(|_| StepFailure::passing("engine_answer", "the engine says nothing of how the run stands"))?;
    Ok(said.into())
}

/// Says that a run was cancelled here. What has ended there by then, or is not there any more, needs no stopping.
pub async fn stop(place: &Place, outgoing: &Outgoing, id: Option<&str>, errand: &Errand) -> Result<bool, StepFailure> {
    let missing = || StepFailure::lasting("engine_lost", "the engine has no address at which it is told");
    let to = about(place.cancel_url.as_deref().ok_or_else(missing)?, id, errand)?;
    // Another name than that of the start, or whoever knows that one would take this for it.
    let key = format!("{}/cancel", errand.key);
    match place.post(outgoing, to, &key, &errand.body).await {
        Ok(_) => Ok(true),
        Err(failure) if matches!(failure.provider_status, Some(409 | 410)) => Ok(false),
        Err(failure) => Err(failure),
    }
}

/// The address of a run, by its name there or by ours.
fn about(address: &str, id: Option<&str>, errand: &Errand) -> Result<Url, StepFailure> {
    let ours = errand.body["run_id"].as_str().unwrap_or_default();
    let name: String = form_urlencoded::byte_serialize(id.unwrap_or(ours).as_bytes()).collect();
    url(&address.replace("{id}", &name))
}
