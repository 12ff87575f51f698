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

use super::bare::{Db, connect, connect_to};

/// How many steps a run has, and how many runs there are.
const STEPS: usize = 20;
const RUNS: usize = 100;
/// How many runs are started one after the other, to see how soon each is taken up.
const ALONE: usize = 100;
const LIMIT: Duration = Duration::from_secs(300);
const RATE: (&str, &str) = ("PORTICO_API_RATE", "10000000");

/// Measures on SQLite, and on PostgreSQL where there is one.
pub async fn measure() -> Result<()> {
    println!("| database | steps a second | p50 · p99 until taken up | bare steps a second | ratio |");
    println!("| --- | --- | --- | --- | --- |");
    let mut server = Server::with(&[RATE]).await?;
    let ours = ours(&server).await?;
    server.terminate().await?;
    let file = server.folder().join("portico.db");
    line("SQLite", &ours, theirs(connect(name(&file)?, 1).await?).await?);
    let Ok(database) = postgres::database().await else {
        println!("\nPORTICO_TEST_POSTGRES names no PostgreSQL, and so only SQLite was measured");
        return Ok(());
    };
    let mut server = Server::with(&[RATE, ("PORTICO_DATABASE_URL", database.as_str())]).await?;
    let ours = self::ours(&server).await?;
    server.terminate().await?;
    line("PostgreSQL", &ours, theirs(connect_to(&database).await?).await?);
    Ok(())
}

/// What came of our own runs.
struct Ours {
    rate: f64,
    p50: Duration,
    p99: Duration,
}

fn line(database: &str, ours: &Ours, bare: f64) {
    let Ours { rate, p50, p99 } = ours;
    println!("| {database} | {rate:.0} | {p50:.1?} · {p99:.1?} | {bare:.0} | {:.3} |", rate / bare);
}

fn name(file: &Path) -> Result<&str> {
    file.to_str().context("a file without a name")
}

async fn ours(server: &Server) -> Result<Ours> {
    let program = Program::sign_in(server, MIA).await?;
    let workspaces: Vec<Value> =
        program.all("/workspaces?archived=false").await?.into_iter().map(|row| row["id"].clone()).take(4).collect();
    ensure!(!workspaces.is_empty(), "the demo has no clients");
    let many: String = (0..STEPS).map(|step| format!("  - {{ id: s{step}, set: {{ x: {step} }} }}\n")).collect();
    let mut workflows = Vec::new();
    for workspace in &workspaces {
        let new = json!({ "workspace_id": workspace, "name": "Measured", "purpose": "Is measured", "at_once": 8 });
        workflows.push(program.workflow(new, &format!("steps:\n{many}")).await?);
    }
    let mut waits = Vec::new();
    for _ in 0..ALONE {
        let run = program.run(&workflows[0]).await?;
        let ended = until_within(LIMIT, "a run", async || {
            let run = program.get(&format!("/runs/{run}")).await?["run"].clone();
            Ok((run["status"] == "succeeded").then_some(run))
        });
        let ended = ended.await?;
        waits.push((at(&ended["started_at"])? - at(&ended["created_at"])?).to_std().unwrap_or_default());
    }
    waits.sort_unstable();
    let part = |share: usize| waits.get(waits.len() * share / 100).copied().unwrap_or_default();

    let began = Instant::now();
    for number in 0..RUNS {
        program.run(&workflows[number % workflows.len()]).await?;
    }
    until_within(LIMIT, "all runs", async || {
        for workflow in &workflows {
            for status in ["queued", "running"] {
                let page = program.get(&format!("/runs?workflow_id={workflow}&status={status}&limit=1")).await?;
                if page["items"].as_array().is_none_or(|items| !items.is_empty()) {
                    return Ok(None);
                }
            }
        }
        Ok(Some(()))
    })
    .await?;
    let rate = (RUNS * STEPS) as f64 / began.elapsed().as_secs_f64();
    Ok(Ours { rate, p50: part(50), p99: part(99) })
}

fn at(value: &Value) -> Result<DateTime<Utc>> {
    Ok(value.as_str().context("no time")?.parse()?)
}

/// The same rows by hand, in a transaction for each step, after those of a run that is there.
async fn theirs(db: Db) -> Result<f64> {
    let run = "(SELECT run_id FROM run_payload ORDER BY run_id DESC LIMIT 1)";
    let (backend, steps) = (db.get_database_backend(), RUNS * STEPS);
    let (begin, now) = match backend {
        DbBackend::Sqlite => ("BEGIN IMMEDIATE", "'2026-01-01T00:00:00+00:00'"),
        _ => ("BEGIN", "now()"),
    };
    let began = Instant::now();
    for number in 0..steps {
        let id = written(backend, Uuid::now_v7());
        let position = 1000 + number;
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
            format!("UPDATE run_payload SET place = {number}, data = '{{\"steps\":{{}}}}' WHERE run_id = {run}"),
        ] {
            ensure!(db.execute_unprepared(&statement).await?.rows_affected() == 1, "{statement} met no row");
        }
        db.execute_unprepared("COMMIT").await?;
    }
    let rate = steps as f64 / began.elapsed().as_secs_f64();
    db.close().await?;
    Ok(rate)
}

/// An id as the database writes it.
fn written(backend: DbBackend, id: Uuid) -> String {
    match backend {
        DbBackend::Sqlite => format!("X'{}'", id.simple()),
        _ => format!("'{id}'"),
    }
}
