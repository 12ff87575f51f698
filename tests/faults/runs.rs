//! Runs of workflows while servers are killed again and again: every one ends, and what each step does is there once.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use portico_tests::people::MIA;
use portico_tests::program::word;
use portico_tests::{Program, Server, postgres, until_within};
use serde_json::json;
use uuid::Uuid;

use crate::target::Target;

/// How many runs there are where `PORTICO_TEST_RUNS` does not say.
const RUNS: usize = 200;
/// One kill for so many runs.
const EACH: usize = 25;
const READY: Duration = Duration::from_secs(60);
/// How long so many runs may take. A job of a server that died is taken up by others after a minute.
const LIMIT: Duration = Duration::from_secs(600);

const ALLOW: (&str, &str) = ("PORTICO_OUTGOING_NETWORKS", r#"["127.0.0.0/8"]"#);
const RATE: (&str, &str) = ("PORTICO_API_RATE", "10000000");

#[tokio::test]
async fn runs_survive_kills_of_the_only_node_on_sqlite() -> Result<()> {
    survive(vec![Server::with(&[RATE, ALLOW]).await?]).await
}

#[tokio::test]
async fn runs_survive_kills_of_one_of_three_nodes_on_postgresql() -> Result<()> {
    let database = postgres::database().await?;
    let first = Server::with(&[RATE, ALLOW, ("PORTICO_DATABASE_URL", database.as_str())]).await?;
    let (second, third) = (first.beside().await?, first.beside().await?);
    survive(vec![first, second, third]).await
}

fn runs() -> Result<usize> {
    match std::env::var("PORTICO_TEST_RUNS") {
        Ok(text) => text.parse().context("PORTICO_TEST_RUNS is no number"),
        Err(_) => Ok(RUNS),
    }
}

/// Five steps of which each can be counted.
fn steps(target: &str) -> String {
    format!(
        "steps:\n  - {{ id: one, set: {{ n: 1 }} }}\n  - {{ id: ask, create_request: {{ kind: support, category: bugs, subject: 'killed {{{{ run.id }}}}', text: so }} }}\n  - {{ id: call, http: {{ method: POST, url: '{target}', json: {{ run: '{{{{ run.id }}}}' }} }} }}\n  - {{ id: show, create_approval: {{ title: 'killed {{{{ run.id }}}}', text: so }} }}\n  - {{ id: last, set: {{ n: '{{{{ vars.n + 1 }}}}' }} }}\n"
    )
}

async fn survive(mut nodes: Vec<Server>) -> Result<()> {
    let (began, runs) = (Instant::now(), runs()?);
    let limit = LIMIT * u32::try_from(runs.div_ceil(RUNS))?;
    let target = Target::start().await?;
    let program = Program::sign_in(&nodes[0], MIA).await?;
    let mut workflows = Vec::new();
    for workspace in program.all("/workspaces?archived=false").await?.iter().take(4) {
        let new = json!({ "workspace_id": workspace["id"], "name": "Killed", "purpose": "Survives", "at_once": 8 });
        workflows.push(program.workflow(new, &steps(&target.url)).await?);
    }
    ensure!(!workflows.is_empty(), "the demo has no clients");

    let mut programs = Vec::new();
    for node in &nodes {
        programs.push(Program::sign_in(node, MIA).await?);
    }
    let kills = runs.div_ceil(EACH);
    let starting = start(&programs, &workflows, runs);
    let (ids, ()) = tokio::try_join!(starting, kill(&mut nodes, kills, &target, limit))?;
    ensure!(ids.len() == runs, "{} runs of {runs} were started", ids.len());
    let ended = until_within(limit.saturating_sub(began.elapsed()), "all runs to end", async || {
        for workflow in &workflows {
            if program.any(&format!("/runs?workflow_id={workflow}"), &["queued", "running", "waiting"]).await? {
                return Ok(None);
            }
        }
        Ok(Some(()))
    });
    ended.await.with_context(|| nodes[0].log())?;
    all_there(&program, &workflows, &ids, &target).await?;
    println!(
        "{runs} runs of 5 steps on {} node(s), {kills} kills, {} calls made again under their name, {:?} in all",
        nodes.len(),
        target.again()?,
        began.elapsed()
    );
    Ok(())
}

/// Kills one of the nodes at a moment of chance and starts it again, so many times.
async fn kill(nodes: &mut [Server], kills: usize, target: &Target, limit: Duration) -> Result<()> {
    for kill in 0..kills {
        // Not before so many runs are half through: each kill meets servers at work.
        until_within(limit, "runs to get on", async || Ok((target.names()? >= kill * EACH).then_some(()))).await?;
        let [moment, node, ..] = *Uuid::new_v4().as_bytes();
        tokio::time::sleep(Duration::from_millis(u64::from(moment) * 4)).await;
        let node = usize::from(node) % nodes.len();
        nodes[node].kill().await?;
        nodes[node].start_again(READY).await?;
    }
    Ok(())
}

/// Starts so many runs, at all nodes in turn, and tells which were acknowledged.
async fn start(programs: &[Program], workflows: &[String], runs: usize) -> Result<BTreeSet<String>> {
    let mut ids = BTreeSet::new();
    for number in 0..runs {
        let path = format!("/workflows/{}/runs", workflows[number % workflows.len()]);
        let run = programs[number % programs.len()].post_until_answered(&path, json!({})).await?;
        ids.insert(word(&run["id"])?);
    }
    Ok(ids)
}

/// The runs are those that were acknowledged and no others, all ended well, and what their steps did is there once.
async fn all_there(program: &Program, workflows: &[String], ids: &BTreeSet<String>, target: &Target) -> Result<()> {
    let mut listed = Vec::new();
    for workflow in workflows {
        for run in program.all(&format!("/runs?workflow_id={workflow}")).await? {
            listed.push(word(&run["id"])?);
        }
    }
    ensure!(listed.len() == ids.len() && listed.iter().all(|run| ids.contains(run)), "{} runs", listed.len());
    for run in ids {
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
        ensure!(made.len() == ids.len() && each == *ids, "{list}: {} for {} runs", made.len(), each.len());
    }
    let heard = target.runs()?;
    ensure!(heard.iter().all(|runs| runs.len() == 1), "a name was used for two runs");
    let asked: BTreeSet<String> = heard.iter().flatten().cloned().collect();
    ensure!(asked == *ids, "not every run was heard of");
    ensure!(heard.len() == ids.len(), "a run was heard of under {} names", heard.len());
    Ok(())
}
