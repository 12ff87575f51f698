//! A database that is locked, and one that goes away and comes back.

use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use portico_tests::people::{CARLA, MIA, PASSWORD};
use portico_tests::postgres::Cluster;
use portico_tests::server::reqwest_client;
use portico_tests::{Server, Staff, Visitor, until};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};
use uuid::Uuid;

const BODY: &str = "Written while the database was away";

/// A program that writes one message under one key.
struct Writer {
    http: reqwest::Client,
    url: String,
    token: String,
    key: String,
}

impl Writer {
    async fn at(server: &Server, request: Uuid) -> Result<Self> {
        let http = reqwest_client()?;
        let credentials = json!({ "email": MIA, "password": PASSWORD });
        let pair: Value = http
            .post(server.url("/api/v1/auth/token"))
            .json(&credentials)
            .send()
            .await?
            .error_for_status()?
            .json()
            .await?;
        let token = pair["access_token"].as_str().context("no token")?.to_owned();
        let url = server.url(&format!("/api/v1/requests/{request}/messages"));
        Ok(Self { http, url, token, key: Uuid::new_v4().to_string() })
    }

    async fn write(&self) -> Result<(u16, Value)> {
        let request = self.http.post(&self.url).bearer_auth(&self.token).header("idempotency-key", &self.key);
        let answer = request.json(&json!({ "body": BODY })).send().await?;
        Ok((answer.status().as_u16(), answer.json().await?))
    }
}

async fn is_there_once(server: &Server, request: Uuid) -> Result<()> {
    let messages = Staff::sign_in(server, MIA).await?.messages(request).await?;
    assert_eq!(messages.iter().filter(|message| message.body == BODY).count(), 1);
    Ok(())
}

/// Another program that holds the lock for writing until its input ends.
async fn hold_the_lock(server: &Server) -> Result<Child> {
    let program = "import sqlite3, sys
c = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=20)
c.execute('BEGIN IMMEDIATE')
print('held', flush=True)
sys.stdin.read()";
    let mut child = Command::new("python3")
        .args(["-c", program])
        .arg(server.folder().join("portico.db"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    let mut lines = BufReader::new(child.stdout.take().context("no output")?).lines();
    let line = tokio::time::timeout(Duration::from_secs(30), lines.next_line()).await??;
    ensure!(line.as_deref() == Some("held"), "the lock could not be had");
    Ok(child)
}

#[tokio::test]
async fn a_locked_database_refuses_writes_for_a_while_and_no_longer() -> Result<()> {
    let server = Server::demo().await?;
    let request = Staff::sign_in(&server, MIA).await?.request("Homepage hero feels heavy").await?.id;
    let writer = Writer::at(&server, request).await?;
    let carla = Visitor::sign_in(&server, CARLA).await?;
    let mut lock = hold_the_lock(&server).await?;

    let (refused, page) = tokio::join!(writer.write(), carla.get("/portal/requests"));
    let (status, problem) = refused?;
    assert_eq!((status, problem["code"].as_str()), (503, Some("unavailable")), "{problem}");
    assert_eq!(page?.status, 200, "reading goes on");

    drop(lock.stdin.take());
    lock.wait().await?;
    assert_eq!(writer.write().await?.0, 201);
    assert_eq!(writer.write().await?.0, 201, "the same key answers the same");
    is_there_once(&server, request).await
}

#[tokio::test]
async fn a_database_that_was_away_is_used_again_when_it_is_back() -> Result<()> {
    let cluster = Cluster::start().await?;
    let server = Server::with(&[("PORTICO_DATABASE_URL", &cluster.url())]).await?;
    let request = Staff::sign_in(&server, MIA).await?.request("Homepage hero feels heavy").await?.id;
    let writer = Writer::at(&server, request).await?;
    let carla = Visitor::sign_in(&server, CARLA).await?;
    assert_eq!(carla.get("/portal/requests").await?.status, 200);

    cluster.stop().await?;
    assert_eq!(carla.get("/healthz").await?.status, 200, "the process is there");
    assert_eq!(carla.get("/readyz").await?.status, 503, "but cannot work");
    let (status, problem) = writer.write().await?;
    assert_eq!((status, problem["code"].as_str()), (503, Some("unavailable")), "{problem}");
    let page = carla.get("/portal/requests").await?;
    assert_eq!(page.status, 503);
    ensure!(page.body.contains("<h1"), "a person is told nothing: {}", page.body);

    cluster.start_again().await?;
    until("the server to be ready again", async || Ok((carla.get("/readyz").await?.status == 200).then_some(())))
        .await?;
    until("the page", async || Ok((carla.get("/portal/requests").await?.status == 200).then_some(()))).await?;
    assert_eq!(writer.write().await?.0, 201);
    is_there_once(&server, request).await
}
