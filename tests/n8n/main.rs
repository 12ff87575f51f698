//! What an n8n runs for us, with the real one: `./tests/run n8n`. The everyday tests use a double in its place, and this
//! shows that the double does as n8n does.

mod engine;

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use engine::{N8n, WORKED_ON, fails, lasts, names_itself, sets};
use portico_tests::people::{CARLA, MIA, OLIVIA};
use portico_tests::program::word;
use portico_tests::{Program, Server, Visitor, until_within};
use serde_json::{Value, json};

/// How long a run may take to be seen here that began there.
const FOLLOWED: Duration = Duration::from_secs(180);
const ALLOW: (&str, &str) = ("PORTICO_OUTGOING_NETWORKS", r#"["127.0.0.0/8"]"#);

/// The portal with an n8n that is set up there.
struct Stage {
    n8n: N8n,
    olivia: Program,
    mia: Program,
    engine: String,
    workspace: String,
    server: Server,
}

impl Stage {
    async fn set() -> Result<Self> {
        let n8n = N8n::start().await?;
        let server = Server::with(&[ALLOW]).await?;
        let (olivia, mia) = (Program::sign_in(&server, OLIVIA).await?, Program::sign_in(&server, MIA).await?);
        let new = json!({ "kind": "n8n", "name": "Our n8n", "url": n8n.base, "api_key": n8n.key });
        let engine = word(&olivia.post("/engines", new).await?["id"])?;
        let workspace = mia.workspace("Acme Coffee").await?;
        Ok(Self { n8n, olivia, mia, engine, workspace, server })
    }

    /// Brings a workflow here, and has it run.
    async fn brought(&self, remote: &str) -> Result<String> {
        self.brought_by(&self.engine, remote).await
    }

    /// The same, by another key.
    async fn brought_by(&self, engine: &str, remote: &str) -> Result<String> {
        let new = json!({
            "workspace_id": self.workspace, "purpose": "Runs at n8n", "remote_id": remote, "client_triggerable": true
        });
        let id = word(&self.mia.post(&format!("/engines/{engine}/workflows"), new).await?["id"])?;
        self.mia.post(&format!("/workflows/{id}/resume"), json!({})).await?;
        Ok(id)
    }

    /// A run as it is seen here as soon as this holds of it.
    async fn seen(&self, run: &str, holds: impl Fn(&Value) -> bool) -> Result<Value> {
        until_within(FOLLOWED, "the run", async || {
            let shown = self.mia.get(&format!("/runs/{run}")).await?;
            Ok(holds(&shown).then_some(shown))
        })
        .await
    }

    async fn ended(&self, run: &str) -> Result<Value> {
        self.seen(run, |shown| !["queued", "running", "waiting"].iter().any(|word| shown["run"]["status"] == *word))
            .await
    }
}

#[tokio::test]
async fn what_n8n_runs_is_started_and_seen_here() -> Result<()> {
    let stage = Stage::set().await?;
    let n8n = &stage.n8n;
    let none = || json!({});
    let good = n8n.workflow("report", "onReceived", sets(), none()).await?;
    let bad = n8n.workflow("broken", "onReceived", fails(), none()).await?;
    let long = n8n.workflow("long", "onReceived", lasts(60), none()).await?;
    let named = n8n.workflow("named", "responseNode", names_itself(), none()).await?;
    let kept = json!({ "saveDataSuccessExecution": "none" });
    let forgotten = n8n.workflow("forgotten", "responseNode", names_itself(), kept).await?;
    is_offered(&stage, 5).await?;
    let report = stage.brought(&good).await?;

    // Started here, found there, ended there, seen here.
    let run = stage.mia.run(&report).await?;
    let shown = stage.ended(&run).await?;
    ensure!(shown["run"]["status"] == "succeeded" && shown["run"]["engine_run_id"].is_string(), "{shown}");
    ensure!(n8n.executions(&good, "").await?.len() == 1, "it was started more than once");
    let failed = stage.mia.run(&stage.brought(&bad).await?).await?;
    let failed = stage.ended(&failed).await?;
    ensure!(failed["run"]["status"] == "failed", "{failed}");
    ensure!(failed["steps"][0]["error"]["code"] == "engine_failed", "{failed}");

    is_known_while_it_runs(&stage, &long).await?;
    is_named_by_itself(&stage, &named, &forgotten).await?;
    is_stopped_from_here(&stage).await?;

    // Begun there, seen here.
    n8n.begin("report").await?;
    let followed = until_within(FOLLOWED, "a run that began there", async || {
        let runs = stage.mia.all(&format!("/runs?workflow_id={report}")).await?;
        Ok(runs.into_iter().find(|run| run["started_by"] == "engine"))
    });
    let followed = followed.await?;
    ensure!(followed["status"] == "succeeded", "{followed}");

    // Nothing that it has worked on is here.
    let all = format!("{shown}{failed}{followed}");
    ensure!(!all.contains(WORKED_ON), "{all}");
    let carla = Visitor::sign_in(&stage.server, CARLA).await?;
    for page in ["/portal/runs".to_owned(), format!("/portal/workflows/{report}/runs/{run}")] {
        let answer = carla.get(&page).await?;
        ensure!(answer.status == 200 && !answer.body.contains(WORKED_ON), "{page}: {}", answer.body);
    }

    // What does not run there any more cannot be started.
    n8n.deactivate(&good, "report").await?;
    let refused = stage.ended(&stage.mia.run(&report).await?).await?;
    ensure!(refused["steps"][0]["error"]["code"] == "engine_lost", "{refused}");
    println!("n8n {}: started, failed, stopped, told, named, forgotten, followed, refused", n8n.version());
    Ok(())
}

/// A key that reads is enough; one that is none is told as such.
async fn is_offered(stage: &Stage, many: usize) -> Result<()> {
    let offers = stage.mia.get(&format!("/engines/{}/workflows", stage.engine)).await?;
    let offers = offers["items"].as_array().context("no offers")?;
    ensure!(offers.len() == many, "{offers:?}");
    ensure!(offers.iter().all(|offer| offer["can_start"] == true && offer["active"] == true), "{offers:?}");
    let new = json!({ "kind": "n8n", "name": "Locked", "url": stage.n8n.base, "api_key": "not-a-key" });
    let locked = word(&stage.olivia.post("/engines", new).await?["id"])?;
    let refused = stage.mia.get(&format!("/engines/{locked}/workflows")).await.err().context("any key opens it")?;
    ensure!(refused.to_string().contains("engine_unanswered"), "{refused}");
    Ok(())
}

/// What runs is in no list there that was not asked for it; its name is known here all the same, and it is stopped there.
async fn is_known_while_it_runs(stage: &Stage, remote: &str) -> Result<()> {
    let run = stage.mia.run(&stage.brought(remote).await?).await?;
    let shown = stage.seen(&run, |shown| shown["run"]["engine_run_id"].is_string()).await?;
    ensure!(shown["run"]["status"] == "running", "{shown}");
    let running = stage.n8n.executions(remote, "&status=running").await?;
    ensure!(running.len() == 1 && running[0]["id"] == shown["run"]["engine_run_id"], "{running:?}");
    ensure!(stage.n8n.executions(remote, "").await?.is_empty(), "the list has what is running, too");
    stage.n8n.stop(&word(&shown["run"]["engine_run_id"])?).await?;
    let shown = stage.ended(&run).await?;
    ensure!(shown["run"]["status"] == "cancelled", "{shown}");
    Ok(())
}

/// An execution that answers with its name is known by it; one that n8n forgets as it ends is lost.
async fn is_named_by_itself(stage: &Stage, named: &str, forgotten: &str) -> Result<()> {
    let run = stage.mia.run(&stage.brought(named).await?).await?;
    let shown = stage.ended(&run).await?;
    let known = stage.n8n.executions(named, "").await?;
    ensure!(shown["run"]["status"] == "succeeded" && known.len() == 1, "{shown}");
    ensure!(known[0]["id"] == shown["run"]["engine_run_id"], "{shown}: {known:?}");
    let run = stage.mia.run(&stage.brought(forgotten).await?).await?;
    let shown = stage.ended(&run).await?;
    ensure!(shown["run"]["status"] == "failed", "{shown}");
    ensure!(shown["steps"][0]["error"]["code"] == "engine_lost", "{shown}");
    Ok(())
}

/// What is cancelled here is stopped there where the key may do that, and said not to be where it may not.
async fn is_stopped_from_here(stage: &Stage) -> Result<()> {
    let kept = stage.n8n.workflow("kept", "onReceived", lasts(60), json!({})).await?;
    let (shown, _) = cancelled(stage, &stage.brought(&kept).await?).await?;
    ensure!(shown["engine_stop"]["state"] == "untold", "{shown}");
    ensure!(stage.n8n.executions(&kept, "&status=running").await?.len() == 1, "a key that only reads has stopped it");

    let new = json!({ "kind": "n8n", "name": "Stops", "url": stage.n8n.base, "api_key": stage.n8n.stopping_key });
    let engine = word(&stage.olivia.post("/engines", new).await?["id"])?;
    let held = stage.n8n.workflow("held", "onReceived", lasts(60), json!({})).await?;
    let (shown, name) = cancelled(stage, &stage.brought_by(&engine, &held).await?).await?;
    ensure!(shown["engine_stop"]["state"] == "told", "{shown}");
    let ended = stage.n8n.executions(&held, "").await?;
    ensure!(ended.iter().any(|ran| ran["id"] == name && ran["status"] == "canceled"), "{ended:?}");
    Ok(())
}

/// A run that is cancelled while it runs there, as soon as it is known whether n8n was told, and its name there.
async fn cancelled(stage: &Stage, workflow: &str) -> Result<(Value, Value)> {
    let run = stage.mia.run(workflow).await?;
    let running = stage.seen(&run, |shown| shown["run"]["engine_run_id"].is_string()).await?;
    stage.mia.post(&format!("/runs/{run}/cancel"), json!({})).await?;
    let shown = stage.seen(&run, |shown| shown["engine_stop"]["settled_at"].is_string()).await?;
    Ok((shown, running["run"]["engine_run_id"].clone()))
}
