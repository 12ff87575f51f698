//! The engine itself: installed, set up as whoever opens it first is asked to, and given workflows by its public API.

use std::fs::File;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use portico_tests::program::word;
use portico_tests::server::{free_port, reqwest_client};
use portico_tests::{tools, until_within};
use reqwest::{Client, Method};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::process::{Child, Command};

/// How long the engine may take to be there.
const START: Duration = Duration::from_secs(180);
/// A word that executions work on, and that nobody here may see.
pub const WORKED_ON: &str = "leakcanary";
/// What the portal's key may do there, and no more.
const READS: [&str; 4] = ["workflow:read", "workflow:list", "execution:read", "execution:list"];
/// The same for a key that may stop what is cancelled here.
const STOPS: [&str; 5] = ["workflow:read", "workflow:list", "execution:read", "execution:list", "execution:stop"];
/// What the journey does there itself.
const ACTS: [&str; 5] =
    ["workflow:create", "workflow:activate", "workflow:deactivate", "execution:list", "execution:stop"];

/// The engine, which ends with this value.
pub struct N8n {
    pub base: String,
    /// What opens its API for the portal.
    pub key: String,
    /// What opens it where it is to be told what is cancelled.
    pub stopping_key: String,
    own_key: String,
    http: Client,
    folder: TempDir,
    _child: Child,
}

impl N8n {
    pub async fn start() -> Result<Self> {
        let (folder, port) = (tempfile::tempdir()?, free_port()?);
        let installed = tools::n8n()?;
        let log = File::create(folder.path().join("n8n.log"))?;
        let child = Command::new(installed.join("node_modules/.bin/node"))
            .args(["node_modules/n8n/bin/n8n", "start"])
            .current_dir(&installed)
            .env("N8N_USER_FOLDER", folder.path())
            .env("N8N_PORT", port.to_string())
            .env("N8N_LISTEN_ADDRESS", "127.0.0.1")
            .env("N8N_SECURE_COOKIE", "false")
            .env("N8N_DIAGNOSTICS_ENABLED", "false")
            .env("N8N_VERSION_NOTIFICATIONS_ENABLED", "false")
            .env("N8N_TEMPLATES_ENABLED", "false")
            .env("N8N_PERSONALIZATION_ENABLED", "false")
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .kill_on_drop(true)
            .spawn()?;
        let (base, http) = (format!("http://127.0.0.1:{port}"), reqwest_client()?);
        let none = String::new;
        let mut engine = Self { base, key: none(), stopping_key: none(), own_key: none(), http, folder, _child: child };
        engine.set_up().await.with_context(|| engine.log())?;
        Ok(engine)
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("n8n.log")).unwrap_or_default()
    }

    /// What it calls itself.
    pub fn version(&self) -> String {
        let log = self.log();
        log.lines().find_map(|line| line.trim().strip_prefix("Version: ")).unwrap_or("of some version").to_owned()
    }

    /// Makes an owner as whoever opens it first is asked to, and keys of theirs.
    async fn set_up(&mut self) -> Result<()> {
        let owner = json!({
            "email": "owner@example.com", "firstName": "O", "lastName": "W", "password": "Nine4patientherons"
        });
        let cookie = until_within(START, "an owner of n8n", async || {
            let ask =
                self.http.post(format!("{}/rest/owner/setup", self.base)).header("browser-id", "test").json(&owner);
            let Ok(answer) = ask.send().await else { return Ok(None) };
            let cookie = answer.headers().get("set-cookie").and_then(|cookie| cookie.to_str().ok());
            Ok(cookie.and_then(|cookie| cookie.split(';').next()).map(str::to_owned))
        })
        .await?;
        self.key = self.api_key(&cookie, "portal", &READS).await?;
        self.stopping_key = self.api_key(&cookie, "stopping", &STOPS).await?;
        self.own_key = self.api_key(&cookie, "journey", &ACTS).await?;
        Ok(())
    }

    async fn api_key(&self, cookie: &str, label: &str, scopes: &[&str]) -> Result<String> {
        let ask = self.http.post(format!("{}/rest/api-keys", self.base)).header("cookie", cookie);
        let new = json!({ "label": label, "expiresAt": null, "scopes": scopes });
        let made = ask.header("browser-id", "test").json(&new).send().await?;
        word(&made.error_for_status()?.json::<Value>().await?["data"]["rawApiKey"])
    }

    async fn api(&self, method: Method, path: &str, body: Value) -> Result<Value> {
        let path = format!("{}/api/v1/{path}", self.base);
        let ask = self.http.request(method.clone(), &path).header("x-n8n-api-key", &self.own_key);
        let ask = if method == Method::GET { ask } else { ask.json(&body) };
        let answer = ask.send().await?;
        let (status, text) = (answer.status(), answer.text().await?);
        ensure!(status.is_success(), "{path}: {status}: {text}");
        Ok(serde_json::from_str(&text)?)
    }

    /// A workflow there that runs: a webhook, which answers as it is told, and what comes after it. Its name is the
    /// webhook's path.
    pub async fn workflow(&self, path: &str, answers: &str, then: Value, settings: Value) -> Result<String> {
        let webhook = json!({
            "id": "1", "name": "Webhook", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0],
            "webhookId": path,
            "parameters": { "httpMethod": "POST", "path": path, "responseMode": answers, "options": {} }
        });
        let connections = json!({ "Webhook": { "main": [[{ "node": then["name"], "type": "main", "index": 0 }]] } });
        let new = json!({ "name": path, "nodes": [webhook, then], "connections": connections, "settings": settings });
        let id = word(&self.api(Method::POST, "workflows", new).await?["id"])?;
        self.api(Method::POST, &format!("workflows/{id}/activate"), json!({})).await?;
        self.until_listens(path, true).await?;
        Ok(id)
    }

    /// Has a workflow run no more there.
    pub async fn deactivate(&self, id: &str, path: &str) -> Result<()> {
        self.api(Method::POST, &format!("workflows/{id}/deactivate"), json!({})).await?;
        self.until_listens(path, false).await
    }

    /// It says that a workflow is active some time before the webhook listens; one that does says so to another method.
    async fn until_listens(&self, path: &str, so: bool) -> Result<()> {
        until_within(START, "the webhook", async || {
            let said = self.http.get(format!("{}/webhook/{path}", self.base)).send().await?.text().await?;
            Ok((said.contains("Did you mean to make a POST request") == so).then_some(()))
        })
        .await
    }

    /// Starts an execution past the portal.
    pub async fn begin(&self, path: &str) -> Result<()> {
        let ask = self.http.post(format!("{}/webhook/{path}", self.base)).json(&json!({}));
        ask.send().await?.error_for_status()?;
        Ok(())
    }

    /// The executions of a workflow that a list shows which is narrowed so.
    pub async fn executions(&self, workflow: &str, narrowed: &str) -> Result<Vec<Value>> {
        let path = format!("executions?workflowId={workflow}&limit=100{narrowed}");
        let found = self.api(Method::GET, &path, Value::Null).await?;
        Ok(found["data"].as_array().context("no executions")?.clone())
    }

    /// Stops an execution as somebody who looks at it there does.
    pub async fn stop(&self, execution: &str) -> Result<()> {
        self.api(Method::POST, &format!("executions/{execution}/stop"), json!({})).await.map(drop)
    }
}

fn node(name: &str, kind: &str, version: f64, parameters: Value) -> Value {
    json!({
        "id": "2", "name": name, "type": format!("n8n-nodes-base.{kind}"), "typeVersion": version,
        "position": [200, 0], "webhookId": format!("{kind}-{name}"), "parameters": parameters
    })
}

/// Sets a word, which nobody here may see.
pub fn sets() -> Value {
    let word = json!({ "id": "a", "name": "word", "value": WORKED_ON, "type": "string" });
    node("Set", "set", 3.4, json!({ "assignments": { "assignments": [word] }, "options": {} }))
}

/// Fails.
pub fn fails() -> Value {
    node("Stop", "stopAndError", 1.0, json!({ "errorMessage": WORKED_ON }))
}

/// Takes so long. Below 65 seconds it is running meanwhile, and not waiting.
pub fn lasts(seconds: u32) -> Value {
    node("Wait", "wait", 1.1, json!({ "resume": "timeInterval", "amount": seconds, "unit": "seconds" }))
}

/// Answers with the execution's name.
pub fn names_itself() -> Value {
    let body = r#"={{ { "executionId": $execution.id } }}"#;
    node("Respond", "respondToWebhook", 1.1, json!({ "respondWith": "json", "responseBody": body, "options": {} }))
}
