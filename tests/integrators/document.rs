//! schemathesis, with every check, as people with different rights.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use portico_tests::people::{MIA, OLIVIA, PASSWORD};
use portico_tests::{Server, binary, tools};
use tokio::process::Command;

/// How long all phases may take.
const LIMIT: Duration = Duration::from_secs(900);

async fn held_against_the_server(person: &str) -> Result<()> {
    let server = Server::with(&[("PORTICO_API_RATE", "1000000")]).await?;
    let base = server.url("/api/v1");
    let http = portico_tests::server::reqwest_client()?;
    let credentials = serde_json::json!({ "email": person, "password": PASSWORD });
    let pair = http.post(format!("{base}/auth/token")).json(&credentials).send().await?.error_for_status()?;
    let pair: serde_json::Value = pair.json().await?;
    let token = pair["access_token"].as_str().context("no token")?;
    let run = Command::new(tools::python("schemathesis")?)
        .arg("--config-file")
        .arg(binary::root().join("tests/integrators/schemathesis.toml"))
        .args(["run", &format!("{base}/openapi.json"), "--url", &base])
        .args(["-H", &format!("Authorization: Bearer {token}")])
        .args("--checks all --max-examples 15 --phases examples,coverage,fuzzing,stateful --seed 1".split(' '))
        .args(["--no-color", "--continue-on-failure"])
        .current_dir(server.folder())
        .kill_on_drop(true)
        .output();
    let output = tokio::time::timeout(LIMIT, run).await.context("schemathesis did not end")??;
    let said = String::from_utf8_lossy(&output.stdout);
    ensure!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    ensure!(said.contains("Stateful"), "not every phase ran:\n{said}");
    let log = server.log();
    ensure!(!log.contains("ERROR"), "the server logged errors:\n{log}");
    Ok(())
}

#[tokio::test]
async fn every_answer_is_as_documented_for_the_owner() -> Result<()> {
    held_against_the_server(OLIVIA).await
}

#[tokio::test]
async fn every_answer_is_as_documented_for_a_member() -> Result<()> {
    held_against_the_server(MIA).await
}
