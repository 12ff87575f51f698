//! schemathesis, with every check, as people with different rights.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use portico_tests::people::{MIA, OLIVIA, PASSWORD};
use portico_tests::{Server, binary, tools};
use tokio::process::Command;

/// How long all phases may take.
const LIMIT: Duration = Duration::from_secs(900);
/// What even the owner may not do: the agency is not offered to them.
const NOT_FOR_THE_OWNER: [&str; 1] = ["POST /ownership-transfer/accept"];
/// What is asked of strangers, and answers 401 when their secrets are wrong.
const DOOR: &str = "POST /auth/";

/// For each operation, how often it answered with which status to somebody who was signed in.
type Answers = BTreeMap<String, BTreeMap<u16, u64>>;

async fn held_against_the_server(person: &str) -> Result<Answers> {
    let server = Server::with(&[("PORTICO_API_RATE", "1000000")]).await?;
    let base = server.url("/api/v1");
    let ours = binary::root().join("tests/integrators");
    let answers = server.folder().join("answers.json");
    let run = Command::new(tools::python("schemathesis")?)
        .arg("--config-file")
        .arg(ours.join("schemathesis.toml"))
        .args(["run", &format!("{base}/openapi.json"), "--url", &base])
        .args("--checks all --max-examples 4 --phases examples,coverage,fuzzing,stateful --seed 1".split(' '))
        .args(["--no-color", "--continue-on-failure"])
        .env("SCHEMATHESIS_HOOKS", ours.join("schemathesis_hooks.py"))
        .envs([("FUZZ_BASE", base.as_str()), ("FUZZ_PERSON", person), ("FUZZ_PASSWORD", PASSWORD)])
        .env("FUZZ_ANSWERS", &answers)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .current_dir(server.folder())
        .kill_on_drop(true)
        .output();
    let output = tokio::time::timeout(LIMIT, run).await.context("schemathesis did not end")??;
    let said = String::from_utf8_lossy(&output.stdout);
    ensure!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    ensure!(said.contains("Stateful"), "not every phase ran:\n{said}");
    ensure!(links_covered(&said).context("nothing is said of links")? > 0, "no link was followed:\n{said}");
    let log = server.log();
    ensure!(!log.contains("ERROR"), "the server logged errors:\n{log}");
    let answers: Answers = serde_json::from_slice(&std::fs::read(answers)?)?;
    ensure!(answers.len() > 200, "only {} operations were asked", answers.len());
    let strangers = answers.iter().filter(|(operation, seen)| !operation.starts_with(DOOR) && seen.contains_key(&401));
    let strangers: Vec<_> = strangers.map(|(operation, _)| operation).collect();
    ensure!(strangers.is_empty(), "{person}, who is signed in, is taken for a stranger by {strangers:?}");
    Ok(answers)
}

/// How many of the ways from one operation to the next were gone.
fn links_covered(said: &str) -> Option<u64> {
    said.split_once("API Links:")?.1.split_whitespace().next()?.parse().ok()
}

/// How many operations did what they were asked, at least once.
fn done(answers: &Answers) -> usize {
    answers.values().filter(|seen| seen.keys().any(|status| *status < 400)).count()
}

#[tokio::test]
async fn every_answer_is_as_documented_for_the_owner() -> Result<()> {
    let answers = held_against_the_server(OLIVIA).await?;
    let refused = answers.iter().filter(|(_, seen)| seen.keys().all(|status| *status == 403));
    let refused: Vec<_> = refused.map(|(operation, _)| operation.as_str()).collect();
    ensure!(refused.iter().all(|operation| NOT_FOR_THE_OWNER.contains(operation)), "only refused: {refused:?}");
    ensure!(2 * done(&answers) > answers.len(), "{} of {} operations did anything", done(&answers), answers.len());
    Ok(())
}

#[tokio::test]
async fn every_answer_is_as_documented_for_a_member() -> Result<()> {
    let answers = held_against_the_server(MIA).await?;
    ensure!(4 * done(&answers) > answers.len(), "{} of {} operations did anything", done(&answers), answers.len());
    Ok(())
}
