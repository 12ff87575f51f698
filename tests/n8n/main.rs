//! What an n8n runs for us, with the real one: `./tests/run n8n`. The everyday tests use a double in its place, and this
//! shows that the double does as n8n does.

use std::fs::File;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use portico_tests::people::{CARLA, MIA, OLIVIA};
use portico_tests::program::word;
use portico_tests::server::{free_port, reqwest_client};
use portico_tests::{Program, Server, Visitor, tools, until_within};
use reqwest::{Client, Method};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::process::{Child, Command};

/// How long the engine may take to be there, and a run to be seen here that began there.
const START: Duration = Duration::from_secs(180);
const FOLLOWED: Duration = Duration::from_secs(180);
const ALLOW: (&str, &str) = ("PORTICO_OUTGOING_NETWORKS", r#"["127.0.0.0/8"]"#);
/// A word that executions work on, and that nobody here may see.
const WORKED_ON: &str = "leakcanary";

/// The engine, which ends with this value.
struct N8n {
    base: String,
    key: String,
    http: Client,
    folder: TempDir,
    _child: Child,
}

impl N8n {
    async fn start() -> Result<Self> {
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
        let http = reqwest_client()?;
        let mut engine =
            Self { base: format!("http://127.0.0.1:{port}"), key: String::new(), http, folder, _child: child };
        engine.key = engine.set_up().await.with_context(|| engine.log())?;
        Ok(engine)
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("n8n.log")).unwrap_or_default()
    }

    /// Makes an owner as whoever opens it first is asked to, and a key of theirs.
    async fn set_up(&self) -> Result<String> {
        let owner = json!({
            "email": "owner@example.com", "firstName": "O", "lastName": "W", "password": "Nine4patientherons"
        });
        let cookie = until_within(START, "an owner of n8n", async || {
            let ask =
                self.http.post(format!("{}/rest/owner/setup", self.base)).header("browser-id", "test").json(&owner);
            let Ok(answer) = ask.send().await else { return Ok(None) };
            let cookie = answer.headers().get("set-cookie").and_then(|cookie| cookie.to_str().ok());
            Ok(cookie.and_then(|cookie| cookie.split(';').next()).map(str::to_owned))
        });
        let scopes = json!([
            "workflow:create",
            "workflow:read",
            "workflow:list",
            "workflow:activate",
            "execution:read",
            "execution:list"
        ]);
        let asked = self.http.post(format!("{}/rest/api-keys", self.base)).header("cookie", cookie.await?);
        let asked = asked.header("browser-id", "test");
        let made = asked.json(&json!({ "label": "portal", "expiresAt": null, "scopes": scopes })).send().await?;
        word(&made.error_for_status()?.json::<Value>().await?["data"]["rawApiKey"])
    }

    async fn api(&self, method: Method, path: &str, body: Value) -> Result<Value> {
        let ask = self.http.request(method, format!("{}/api/v1/{path}", self.base)).header("x-n8n-api-key", &self.key);
        let answer = ask.json(&body).send().await?;
        let (status, text) = (answer.status(), answer.text().await?);
        ensure!(status.is_success(), "{path}: {status}: {text}");
        Ok(serde_json::from_str(&text)?)
    }

    /// A workflow there that runs: a webhook, and what comes after it.
    async fn workflow(&self, path: &str, then: Value) -> Result<String> {
        let webhook = json!({
            "id": "1", "name": "Webhook", "type": "n8n-nodes-base.webhook", "typeVersion": 2, "position": [0, 0],
            "webhookId": path, "parameters": { "httpMethod": "POST", "path": path, "options": {} }
        });
        let name = then["name"].clone();
        let connections = json!({ "Webhook": { "main": [[{ "node": name, "type": "main", "index": 0 }]] } });
        let new = json!({ "name": path, "nodes": [webhook, then], "connections": connections, "settings": {} });
        let id = word(&self.api(Method::POST, "workflows", new).await?["id"])?;
        self.api(Method::POST, &format!("workflows/{id}/activate"), json!({})).await?;
        Ok(id)
    }

    async fn executions(&self, workflow: &str) -> Result<usize> {
        let path = format!("executions?workflowId={workflow}&limit=100");
        let ask = self.http.get(format!("{}/api/v1/{path}", self.base)).header("x-n8n-api-key", &self.key);
        let found: Value = ask.send().await?.error_for_status()?.json().await?;
        Ok(found["data"].as_array().context("no executions")?.len())
    }
}

/// Sets a word, which nobody here may see.
fn sets() -> Value {
    let word = json!({ "id": "a", "name": "word", "value": WORKED_ON, "type": "string" });
    json!({
        "id": "2", "name": "Set", "type": "n8n-nodes-base.set", "typeVersion": 3.4, "position": [200, 0],
        "parameters": { "assignments": { "assignments": [word] }, "options": {} }
    })
}

/// Fails.
fn stops() -> Value {
    json!({
        "id": "2", "name": "Stop", "type": "n8n-nodes-base.stopAndError", "typeVersion": 1, "position": [200, 0],
        "parameters": { "errorMessage": WORKED_ON }
    })
}

async fn ended(program: &Program, run: &str) -> Result<Value> {
    until_within(FOLLOWED, "the run to end", async || {
        let shown = program.get(&format!("/runs/{run}")).await?;
        let open = ["queued", "running", "waiting"].iter().any(|word| shown["run"]["status"] == *word);
        Ok((!open).then_some(shown))
    })
    .await
}

#[tokio::test]
async fn what_n8n_runs_is_started_and_seen_here() -> Result<()> {
    let n8n = N8n::start().await?;
    let (good, bad) = (n8n.workflow("report", sets()).await?, n8n.workflow("broken", stops()).await?);
    let server = Server::with(&[ALLOW]).await?;
    let (olivia, mia) = (Program::sign_in(&server, OLIVIA).await?, Program::sign_in(&server, MIA).await?);
    let new = json!({ "kind": "n8n", "name": "Our n8n", "url": n8n.base, "api_key": n8n.key });
    let engine = word(&olivia.post("/engines", new).await?["id"])?;
    let offers = mia.get(&format!("/engines/{engine}/workflows")).await?;
    let offers = offers["items"].as_array().context("no offers")?.clone();
    ensure!(offers.len() == 2 && offers.iter().all(|offer| offer["can_start"] == true && offer["active"] == true));
    let workspace = mia.workspace("Acme Coffee").await?;
    let mut workflows = Vec::new();
    for remote in [&good, &bad] {
        let new = json!({
            "workspace_id": workspace, "purpose": "Runs at n8n", "remote_id": remote, "client_triggerable": true
        });
        let id = word(&mia.post(&format!("/engines/{engine}/workflows"), new).await?["id"])?;
        mia.post(&format!("/workflows/{id}/resume"), json!({})).await?;
        workflows.push(id);
    }

    // Started here, found there, ended there, seen here.
    let run = mia.run(&workflows[0]).await?;
    let shown = ended(&mia, &run).await?;
    ensure!(shown["run"]["status"] == "succeeded" && shown["run"]["engine_run_id"].is_string(), "{shown}");
    ensure!(n8n.executions(&good).await? == 1, "it was started more than once");
    let failed = mia.run(&workflows[1]).await?;
    let failed = ended(&mia, &failed).await?;
    ensure!(failed["run"]["status"] == "failed", "{failed}");
    ensure!(failed["steps"][0]["error"]["code"] == "engine_failed", "{failed}");

    // Begun there, seen here.
    n8n.http.post(format!("{}/webhook/report", n8n.base)).json(&json!({})).send().await?.error_for_status()?;
    let followed = until_within(FOLLOWED, "a run that began there", async || {
        let runs = mia.all(&format!("/runs?workflow_id={}", workflows[0])).await?;
        Ok(runs.into_iter().find(|run| run["started_by"] == "engine"))
    });
    let followed = followed.await?;
    ensure!(followed["status"] == "succeeded", "{followed}");

    // Nothing that it has worked on is here.
    let all = format!("{shown}{failed}{followed}");
    ensure!(!all.contains(WORKED_ON), "{all}");
    let carla = Visitor::sign_in(&server, CARLA).await?;
    for page in ["/portal/runs".to_owned(), format!("/portal/workflows/{}/runs/{run}", workflows[0])] {
        let answer = carla.get(&page).await?;
        ensure!(answer.status == 200 && !answer.body.contains(WORKED_ON), "{page}: {}", answer.body);
    }
    println!("n8n {}: started, failed, followed", engine_version(&n8n));
    Ok(())
}

/// What it calls itself.
fn engine_version(n8n: &N8n) -> String {
    let log = n8n.log();
    log.lines().find_map(|line| line.trim().strip_prefix("Version: ")).unwrap_or("of some version").to_owned()
}
