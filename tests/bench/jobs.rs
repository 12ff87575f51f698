//! What runs of workflows cost: steps a second and how soon a run is taken up, on both databases, beside the bare cost of
//! the same inserts and updates on one connection.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use chrono::{DateTime, Utc};
use portico_tests::people::MIA;
use portico_tests::{Program, Server, postgres, until_within};
use sea_orm::{ConnectionTrait, DbBackend};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::bare::{Db, connect, connect_to};
use crate::load::{Load, ROUNDS, median};
use crate::table::verdict;

/// How many steps a run has.
const STEPS: usize = 20;
const LIMIT: Duration = Duration::from_secs(300);
const RATE: (&str, &str) = ("PORTICO_API_RATE", "10000000");
/// The least share of the bare steps a second.
const SHARE: f64 = 0.5;
/// The longest that a run may wait for being taken up where nothing else runs.
const PICK_UP: Duration = Duration::from_millis(50);

/// Measures on SQLite, and on PostgreSQL where there is one: so many runs one after the other, and as many at once.
pub async fn measure(runs: u64) -> Result<()> {
    let runs = usize::try_from(runs)?;
    println!("\n{runs} runs of {STEPS} steps\n");
    println!("| database | steps a second | bare | ratio | bar | | p50 · p99 until taken up | bar | |");
    println!("| --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    let server = Server::with(&[RATE]).await?;
    let file = server.folder().join("portico.db");
    both("SQLite", &server, connect(name(&file)?, 1).await?, runs).await?;
    drop(server);
    let Ok(database) = postgres::database().await else {
        println!("\nPORTICO_TEST_POSTGRES names no PostgreSQL, and so only SQLite was measured");
        return Ok(());
    };
    let server = Server::with(&[RATE, ("PORTICO_DATABASE_URL", database.as_str())]).await?;
    both("PostgreSQL", &server, connect_to(&database).await?, runs).await
}

fn name(file: &Path) -> Result<&str> {
    file.to_str().context("a file without a name")
}

async fn both(database: &str, server: &Server, db: Db, runs: usize) -> Result<()> {
    let program = Program::sign_in(server, MIA).await?;
    let workflows = workflows(&program).await?;
    let waits = Load::of(alone(&program, &workflows[0], runs).await?, LIMIT);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        ours.push(rate(runs, at_once(&program, &workflows, runs).await?));
        theirs.push(rate(runs, by_hand(&db, 1000 + round * runs * STEPS, runs * STEPS).await?));
    }
    db.close().await?;
    let (ours, theirs) = (median(ours)?.rate, median(theirs)?.rate);
    let (ratio, Load { p50, p99, .. }) = (ours / theirs, waits);
    println!(
        "| {database} | {ours:.0} | {theirs:.0} | {ratio:.3} | {SHARE} | {} | {p50:.1?} · {p99:.1?} | {PICK_UP:?} | {} |",
        verdict(ratio >= SHARE),
        verdict(p99 <= PICK_UP)
    );
    Ok(())
}

/// Steps a second.
fn rate(runs: usize, took: Duration) -> Load {
    let steps = (runs * STEPS) as f64;
    Load { rate: steps / took.as_secs_f64(), p50: took, p99: took }
}

/// One for each of a few clients.
async fn workflows(program: &Program) -> Result<Vec<String>> {
    let workspaces = program.all("/workspaces?archived=false").await?;
    ensure!(!workspaces.is_empty(), "the demo has no clients");
    let steps: String = (0..STEPS).map(|step| format!("  - {{ id: s{step}, set: {{ x: {step} }} }}\n")).collect();
    let mut workflows = Vec::new();
    for workspace in workspaces.iter().take(4) {
        let new =
            json!({ "workspace_id": workspace["id"], "name": "Measured", "purpose": "Is measured", "at_once": 8 });
        workflows.push(program.workflow(new, &format!("steps:\n{steps}")).await?);
    }
    Ok(workflows)
}

/// How long each run waited until it was taken up, of which one is started when the one before has ended.
async fn alone(program: &Program, workflow: &str, runs: usize) -> Result<Vec<Duration>> {
    let mut waits = Vec::new();
    for _ in 0..runs {
        let run = program.run(workflow).await?;
        let ended = until_within(LIMIT, "a run", async || {
            let run = program.get(&format!("/runs/{run}")).await?["run"].clone();
            Ok((run["status"] == "succeeded").then_some(run))
        });
        let ended = ended.await?;
        waits.push((at(&ended["started_at"])? - at(&ended["created_at"])?).to_std().unwrap_or_default());
    }
    Ok(waits)
}

fn at(value: &Value) -> Result<DateTime<Utc>> {
    Ok(value.as_str().context("no time")?.parse()?)
}

/// How long so many runs take from the first that is started to the last that has ended.
async fn at_once(program: &Program, workflows: &[String], runs: usize) -> Result<Duration> {
    let began = Instant::now();
    for number in 0..runs {
        program.run(&workflows[number % workflows.len()]).await?;
    }
    until_within(LIMIT, "all runs", async || {
        for workflow in workflows {
            if program.any(&format!("/runs?workflow_id={workflow}"), &["queued", "running"]).await? {
                return Ok(None);
            }
        }
        Ok(Some(()))
    })
    .await?;
    Ok(began.elapsed())
}

/// How long it takes to write the same rows by hand, in a transaction for each step, after those of a run that is there.
async fn by_hand(db: &Db, from: usize, steps: usize) -> Result<Duration> {
    let run = "(SELECT run_id FROM run_payload ORDER BY run_id DESC LIMIT 1)";
    let backend = db.get_database_backend();
    let (begin, now) = match backend {
        DbBackend::Sqlite => ("BEGIN IMMEDIATE", "'2026-01-01T00:00:00+00:00'"),
        _ => ("BEGIN", "now()"),
    };
    let began = Instant::now();
    for position in from..from + steps {
        let id = written(backend, Uuid::now_v7());
        db.execute_unprepared(begin).await?;
        for statement in [
            format!(
                "INSERT INTO run_step (id, agency_id, workspace_id, run_id, position, place, step, title, kind, status, attempts, started_at) \
                 SELECT {id}, agency_id, workspace_id, id, {position}, 0, 's', '', 'set', 'running', 0, {now} FROM run WHERE id = {run}"
            ),
            format!("UPDATE run_step SET status = 'succeeded', ended_at = {now}, attempts = 1 WHERE id = {id}"),
            format!(
                "INSERT INTO run_step_payload (run_step_id, agency_id, run_id, output, created_at) \
                 SELECT {id}, agency_id, id, '{{\"x\":1}}', {now} FROM run WHERE id = {run}"
            ),
            format!("UPDATE run_payload SET place = {position}, data = '{{\"steps\":{{}}}}' WHERE run_id = {run}"),
        ] {
            ensure!(db.execute_unprepared(&statement).await?.rows_affected() == 1, "{statement} met no row");
        }
        db.execute_unprepared("COMMIT").await?;
    }
    Ok(began.elapsed())
}

/// An id as the database writes it.
fn written(backend: DbBackend, id: Uuid) -> String {
    match backend {
        DbBackend::Sqlite => format!("X'{}'", id.simple()),
        _ => format!("'{id}'"),
    }
}
