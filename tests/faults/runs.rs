//! Runs of workflows while the server is killed again and again: every one ends, and what each step does is there once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use portico_tests::people::MIA;
use portico_tests::program::word;
use portico_tests::{Program, Server, postgres};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use uuid::Uuid;

const RUNS: usize = 200;
/// One kill for so many runs.
const EACH: usize = 25;
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

/// Five steps of which each can be counted.
fn steps(target: &str) -> String {
    format!(
        "steps:\n  - {{ id: one, set: {{ n: 1 }} }}\n  - {{ id: ask, create_request: {{ kind: support, category: bugs, subject: 'killed {{{{ run.id }}}}', text: so }} }}\n  - {{ id: call, http: {{ method: POST, url: '{target}', json: {{ run: '{{{{ run.id }}}}' }} }} }}\n  - {{ id: show, create_approval: {{ title: 'killed {{{{ run.id }}}}', text: so }} }}\n  - {{ id: last, set: {{ n: '{{{{ vars.n + 1 }}}}' }} }}\n"
    )
}

/// How many runs there are: 200, or as many as `PORTICO_TEST_RUNS` says, with a kill for every 25 and as much more time.
fn runs() -> Result<usize> {
    match std::env::var("PORTICO_TEST_RUNS") {
        Ok(text) => text.parse().context("PORTICO_TEST_RUNS is no number"),
        Err(_) => Ok(RUNS),
    }
}

async fn survive(mut server: Server) -> Result<()> {
    let began = Instant::now();
    let (target, heard) = target().await?;
    let runs = runs()?;
    let limit = LIMIT * u32::try_from(runs.div_ceil(RUNS))?;
    let program = Program::sign_in(&server, MIA).await?;
    let workspaces: Vec<Value> =
        program.all("/workspaces?archived=false").await?.into_iter().map(|row| row["id"].clone()).take(4).collect();
    ensure!(!workspaces.is_empty(), "the demo has no clients");
    let mut workflows = Vec::new();
    for workspace in &workspaces {
        let new = json!({ "workspace_id": workspace, "name": "Killed", "purpose": "Survives", "at_once": 8 });
        workflows.push(program.workflow(new, &steps(&target)).await?);
    }
    for number in 0..runs {
        program.run(&workflows[number % workflows.len()]).await?;
    }
    for _ in 0..runs.div_ceil(EACH) {
        let [byte, ..] = *Uuid::new_v4().as_bytes();
        tokio::time::sleep(Duration::from_millis(200 + u64::from(byte) * 4)).await;
        server.kill().await?;
        server.start_again(READY).await?;
    }
    let ended = loop {
        ensure!(began.elapsed() < limit, "runs are left: {}", server.log());
        let mut all = Vec::new();
        for workflow in &workflows {
            all.extend(program.all(&format!("/runs?workflow_id={workflow}")).await?);
        }
        let open = ["queued", "running", "waiting"];
        if all.iter().all(|run| !open.iter().any(|word| run["status"] == *word)) {
            break all;
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    };
    ensure!(ended.len() == runs, "{} runs of {runs}", ended.len());
    let ids: BTreeSet<String> = ended.iter().map(|run| word(&run["id"])).collect::<Result<_>>()?;
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
        ensure!(made.len() == runs && each == ids, "{list}: {} for {} runs", made.len(), each.len());
    }
    let heard = heard.lock().map_err(|_| anyhow::anyhow!("poisoned"))?.clone();
    let asked: BTreeSet<String> = heard.values().flatten().cloned().collect();
    ensure!(asked == ids, "not every run was heard of");
    ensure!(heard.values().all(|runs| runs.len() == 1), "a name was used for two runs");
    ensure!(heard.len() == runs, "a run was heard of under {} names", heard.len());
    println!("{runs} runs of 5 steps, {} kills, {:?} in all", runs.div_ceil(EACH), began.elapsed());
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
