//! A program of the staff: the API by plain JSON.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use reqwest::RequestBuilder;
use serde_json::{Value, json};
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::server::reqwest_client;
use crate::{Server, people, until_within};

/// How long a token is used; it lives for ten minutes.
const FRESH: Duration = Duration::from_secs(300);
/// How long a server may be away that is killed and started again.
const AWAY: Duration = Duration::from_secs(120);

/// A program that has signed in as somebody, and does so again when its token grows old.
pub struct Program {
    http: reqwest::Client,
    base: String,
    email: String,
    token: Mutex<(String, Instant)>,
}

impl Program {
    /// Signs in.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn sign_in(server: &Server, email: &str) -> Result<Self> {
        let (http, base) = (reqwest_client()?, server.url("/api/v1"));
        let token = Mutex::new((token(&http, &base, email).await?, Instant::now()));
        Ok(Self { http, base, email: email.to_owned(), token })
    }

    /// What stands at a path.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn get(&self, path: &str) -> Result<Value> {
        self.answered(path, self.http.get(format!("{}{path}", self.base))).await
    }

    /// Sends something.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn post(&self, path: &str, body: Value) -> Result<Value> {
        self.answered(path, self.http.post(format!("{}{path}", self.base)).json(&body)).await
    }

    /// Sends something until there is an answer, always under the same key: the server may die meanwhile.
    ///
    /// # Errors
    /// When the server refuses, or stays away.
    pub async fn post_until_answered(&self, path: &str, body: Value) -> Result<Value> {
        let key = Uuid::new_v4().to_string();
        until_within(AWAY, "an answer", async || {
            let ask = self.http.post(format!("{}{path}", self.base)).header("idempotency-key", &key).json(&body);
            match self.answered(path, ask).await {
                Ok(answer) => Ok(Some(answer)),
                Err(error) if error.is::<reqwest::Error>() => Ok(None),
                Err(error) => Err(error),
            }
        })
        .await
    }

    async fn answered(&self, path: &str, ask: RequestBuilder) -> Result<Value> {
        let mut known = self.token.lock().await;
        if known.1.elapsed() > FRESH {
            *known = (token(&self.http, &self.base, &self.email).await?, Instant::now());
        }
        let ask = ask.bearer_auth(&known.0);
        drop(known);
        let answer = ask.send().await?;
        let (status, body) = (answer.status(), answer.text().await?);
        ensure!(status.is_success(), "{path}: {status}: {body}");
        Ok(serde_json::from_str(&body).unwrap_or_default())
    }

    /// All of a list; the path has a query.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn all(&self, path: &str) -> Result<Vec<Value>> {
        let mut items = Vec::new();
        let mut cursor = String::new();
        loop {
            let page = self.get(&format!("{path}&limit=200{cursor}")).await?;
            items.extend(page["items"].as_array().context("no items")?.clone());
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => return Ok(items),
            }
        }
    }

    /// Whether a list has anything in one of these states; the path has a query.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn any(&self, path: &str, states: &[&str]) -> Result<bool> {
        for state in states {
            let page = self.get(&format!("{path}&status={state}&limit=1")).await?;
            if !page["items"].as_array().context("no items")?.is_empty() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The id of a client's workspace.
    ///
    /// # Errors
    /// When there is none of this name.
    pub async fn workspace(&self, name: &str) -> Result<String> {
        let all = self.all("/workspaces?archived=false").await?;
        word(&all.iter().find(|row| row["name"] == name).with_context(|| format!("no client {name}"))?["id"])
    }

    /// A workflow of a workspace that is published with this definition.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn workflow(&self, new: Value, definition: &str) -> Result<String> {
        let id = word(&self.post("/workflows", new).await?["id"])?;
        let version = self.post(&format!("/workflows/{id}/versions"), json!({ "definition": definition })).await?;
        self.post(&format!("/workflows/{id}/publish"), json!({ "version_id": version["id"] })).await?;
        Ok(id)
    }

    /// Starts a run of a workflow.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn run(&self, workflow: &str) -> Result<String> {
        word(&self.post(&format!("/workflows/{workflow}/runs"), json!({})).await?["id"])
    }

    /// How a run stands.
    ///
    /// # Errors
    /// When the server refuses.
    pub async fn status(&self, run: &str) -> Result<String> {
        word(&self.get(&format!("/runs/{run}")).await?["run"]["status"])
    }
}

async fn token(http: &reqwest::Client, base: &str, email: &str) -> Result<String> {
    let credentials = json!({ "email": email, "password": people::PASSWORD });
    let pair = http.post(format!("{base}/auth/token")).json(&credentials).send().await?.error_for_status()?;
    word(&pair.json::<Value>().await?["access_token"])
}

/// A value that is a text.
///
/// # Errors
/// When it is none.
pub fn word(value: &Value) -> Result<String> {
    Ok(value.as_str().context("no text")?.to_owned())
}
