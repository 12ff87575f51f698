//! Runs of workflows while the server is killed again and again: every one ends, and what each step does is there once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use portico_tests::people::MIA;
use portico_tests::server::reqwest_client;
use portico_tests::{Server, people, postgres};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use uuid::Uuid;

const RUNS: usize = 200;
const KILLS: usize = 8;
const READY: Duration = Duration::from_secs(15);
/// A job of a server that died is taken up by others after a minute.
const LIMIT: Duration = Duration::from_secs(400);

const ALLOW: (&str, &str) = ("PORTICO_OUTGOING_NETWORKS", r#"["127.0.0.0/8"]"#);
const RATE: (&str, &str) = ("PORTICO_API_RATE", "10000000");

#[tokio::test]
async fn runs_survive_kills_on_sqlite() -> Result<()> {
    survive(Server::with(&[RATE, ALLOW]).await?).await
}

#[tokio::test]
async fn runs_survive_kills_on_postgresql() -> Result<()> {
    let database = postgres::database().await?;
    survive(Server::with(&[RATE, ALLOW, ("PORTICO_DATABASE_URL", database.as_str())]).await?).await
}

/// A program of the staff.
struct Program {
    http: reqwest::Client,
    base: String,
    token: String,
}

impl Program {
    async fn new(server: &Server) -> Result<Self> {
        let http = reqwest_client()?;
        let credentials = json!({ "email": MIA, "password": people::PASSWORD });
        let pair = http.post(server.url("/api/v1/auth/token")).json(&credentials).send().await?.error_for_status()?;
        let pair: Value = pair.json().await?;
        let token = pair["access_token"].as_str().context("no token")?.to_owned();
        Ok(Self { http, base: server.url("/api/v1"), token })
    }

    async fn get(&self, path: &str) -> Result<Value> {
        let asked = self.http.get(format!("{}{path}", self.base)).bearer_auth(&self.token).send().await?;
        Ok(asked.error_for_status()?.json().await?)
    }

    async fn post(&self, path: &str, body: Value) -> Result<Value> {
        let asked = self.http.post(format!("{}{path}", self.base)).bearer_auth(&self.token).json(&body).send().await?;
        Ok(asked.error_for_status()?.json().await?)
    }

    async fn all(&self, path: &str) -> Result<Vec<Value>> {
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

    /// A published workflow of a workspace, with five steps of which each can be counted.
    async fn workflow(&self, workspace: &Value, target: &str) -> Result<String> {
        let new = json!({ "workspace_id": workspace, "name": "Killed", "purpose": "Survives", "at_once": 8 });
        let id = word(&self.post("/workflows", new).await?["id"])?;
        let text = format!(
            "steps:\n  - {{ id: one, set: {{ n: 1 }} }}\n  - {{ id: ask, create_request: {{ kind: support, category: bugs, subject: 'killed {{{{ run.id }}}}', text: so }} }}\n  - {{ id: call, http: {{ method: POST, url: '{target}', json: {{ run: '{{{{ run.id }}}}' }} }} }}\n  - {{ id: show, create_approval: {{ title: 'killed {{{{ run.id }}}}', text: so }} }}\n  - {{ id: last, set: {{ n: '{{{{ vars.n + 1 }}}}' }} }}\n"
        );
        let version = self.post(&format!("/workflows/{id}/versions"), json!({ "definition": text })).await?;
        self.post(&format!("/workflows/{id}/publish"), json!({ "version_id": version["id"] })).await?;
        Ok(id)
    }
}

fn word(value: &Value) -> Result<String> {
    Ok(value.as_str().context("no text")?.to_owned())
}

async fn survive(mut server: Server) -> Result<()> {
    let began = Instant::now();
    let (target, heard) = target().await?;
    let program = Program::new(&server).await?;
    let workspaces: Vec<Value> =
        program.all("/workspaces?archived=false").await?.into_iter().map(|row| row["id"].clone()).take(4).collect();
    ensure!(!workspaces.is_empty(), "the demo has no clients");
    let mut workflows = Vec::new();
    for workspace in &workspaces {
        workflows.push(program.workflow(workspace, &target).await?);
    }
    for number in 0..RUNS {
        let workflow = &workflows[number % workflows.len()];
        program.post(&format!("/workflows/{workflow}/runs"), json!({})).await?;
    }
    for _ in 0..KILLS {
        let [byte, ..] = *Uuid::new_v4().as_bytes();
        tokio::time::sleep(Duration::from_millis(200 + u64::from(byte) * 4)).await;
        server.kill().await?;
        server.start_again(READY).await?;
    }
    let runs = loop {
        ensure!(began.elapsed() < LIMIT, "runs are left: {}", server.log());
        let mut runs = Vec::new();
        for workflow in &workflows {
            runs.extend(program.all(&format!("/runs?workflow_id={workflow}")).await?);
        }
        let open = ["queued", "running", "waiting"];
        if runs.iter().all(|run| !open.iter().any(|word| run["status"] == *word)) {
            break runs;
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    };
    ensure!(runs.len() == RUNS, "{} runs of {RUNS}", runs.len());
    let ids: BTreeSet<String> = runs.iter().map(|run| word(&run["id"])).collect::<Result<_>>()?;
    for run in &ids {
        let seen = program.get(&format!("/runs/{run}")).await?;
        ensure!(seen["run"]["status"] == "succeeded", "{seen}");
        let steps = seen["steps"].as_array().context("no steps")?;
        ensure!(steps.len() == 5 && steps.iter().all(|step| step["status"] == "succeeded"), "{seen}");
        ensure!(seen["vars"]["n"] == 2, "{seen}");
    }
    for (list, field) in [("/requests?status=open", "subject"), ("/approvals?status=pending", "title")] {
        let made = program.all(list).await?;
        let made: Vec<&str> = made.iter().filter_map(|row| row[field].as_str()?.strip_prefix("killed ")).collect();
        let each: BTreeSet<String> = made.iter().map(|run| (*run).to_owned()).collect();
        ensure!(made.len() == RUNS && each == ids, "{list}: {} for {} runs", made.len(), each.len());
    }
    let heard = heard.lock().map_err(|_| anyhow::anyhow!("poisoned"))?.clone();
    let asked: BTreeSet<String> = heard.values().flatten().cloned().collect();
    ensure!(asked == ids, "not every run was heard of");
    ensure!(heard.values().all(|runs| runs.len() == 1), "a name was used for two runs");
    ensure!(heard.len() == RUNS, "a run was heard of under {} names", heard.len());
    println!("{RUNS} runs of 5 steps, {KILLS} kills, {:?} in all", began.elapsed());
    Ok(())
}

/// Which runs were heard of, by the name under which.
type Heard = Arc<Mutex<BTreeMap<String, BTreeSet<String>>>>;

/// Somebody else's server.
async fn target() -> Result<(String, Heard)> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    let heard = Heard::default();
    let kept = heard.clone();
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let kept = kept.clone();
            tokio::spawn(async move {
                let mut text = String::new();
                let mut piece = [0; 4096];
                while !text.ends_with('}') {
                    match socket.read(&mut piece).await {
                        Ok(length) if length > 0 => text.push_str(&String::from_utf8_lossy(&piece[..length])),
                        _ => return,
                    }
                }
                let lines = text.lines().filter_map(|line| line.split_once(':'));
                let name = lines.into_iter().find(|(name, _)| name.eq_ignore_ascii_case("idempotency-key"));
                let body = text.rsplit("\r\n\r\n").next().unwrap_or_default();
                let run =
                    serde_json::from_str::<Value>(body).ok().and_then(|body| Some(body["run"].as_str()?.to_owned()));
                if let (Some((_, name)), Some(run), Ok(mut kept)) = (name, run, kept.lock()) {
                    kept.entry(name.trim().to_owned()).or_default().insert(run);
                }
                let _ = socket.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}").await;
            });
        }
    });
    Ok((url, heard))
}
