//! Speed, as ratios of one run: the portal's pages beside bare ones that read the same rows from the same
//! data with the same libraries. `just bench`; never part of the tests.
//!
//! Rounds go A B A B, and medians are compared, so that whatever else the machine does meets both alike.
//! The load comes from this process and shares the cores with what it loads.

mod bare;
mod files;
mod fill;
mod load;

use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use portico_tests::people::{CARLA, MIA, PASSWORD};
use portico_tests::server::{free_port, reqwest_client};
use portico_tests::{Server, Visitor, until};
use reqwest::{Client, RequestBuilder};
use serde_json::{Value, json};
use tokio::process::{Child, Command};
use uuid::Uuid;

use crate::load::{Load, load, median};

const ROUNDS: usize = 3;
const CONNECTIONS: usize = 16;

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => measure(Duration::from_secs(4)).await,
        ["--seconds", seconds] => measure(Duration::from_secs(seconds.parse()?)).await,
        ["files"] => files::measure(1024).await,
        ["files", mebibytes] => files::measure(mebibytes.parse()?).await,
        ["bare", file, port] => bare::serve(file, port.parse()?).await,
        _ => bail!("usage: bench [--seconds N] | bench files [MEBIBYTES]"),
    }
}

/// One line of the table.
struct Line {
    what: &'static str,
    ours: Load,
    other: &'static str,
    theirs: Load,
    bar: f64,
}

async fn measure(time: Duration) -> Result<()> {
    let mut server = Server::with(&[("PORTICO_API_RATE", "100000000"), ("PORTICO_MAIL_GROUPING", "300")]).await?;
    server.terminate().await?;
    let file = server.folder().join("portico.db");
    fill::fill(&file).await?;
    let copy = server.folder().join("bare.db");
    std::fs::copy(&file, &copy)?;
    server.start_again(Duration::from_secs(60)).await?;
    let bare = Bare::start(&copy).await?;

    let carla = Visitor::sign_in(&server, CARLA).await?;
    let shown = carla.get("/portal/requests").await?.body;
    let mut ids = shown.split("/portal/requests/").filter_map(|rest| rest.get(..36)?.parse::<Uuid>().ok());
    let request = ids.next().context("Carla has no requests")?;
    let carla = carla.cookie();
    let http = reqwest_client()?;
    let page = |path: &str| {
        let (url, carla) = (server.url(path), carla.clone());
        move |http: &Client| http.get(&url).header("cookie", &carla)
    };
    let token = token(&http, &server).await?;
    let messages = server.url(&format!("/api/v1/requests/{request}/messages"));
    let post = move |http: &Client| http.post(&messages).bearer_auth(&token).json(&json!({ "body": "Measured." }));
    let insert = bare.url("/insert");
    let insert = move |http: &Client| http.post(&insert).json(&json!({ "body": "Measured." }));

    let list = pair(time, page("/portal/requests"), bare.get("/list")).await?;
    let hello = pair(time, page("/portal/requests"), bare.get("/hello")).await?;
    let thread =
        pair(time, page(&format!("/portal/requests/{request}")), bare.get(&format!("/request/{request}"))).await?;
    let dashboard = pair(time, page("/portal"), bare.get("/dashboard")).await?;
    let posted = pair(time, post, insert).await?;
    let disk = fdatasync(server.folder(), time)?;

    let lines = [
        Line { what: "request list", ours: list.0, other: "bare list", theirs: list.1, bar: 0.5 },
        Line { what: "request list", ours: hello.0, other: "poem's hello", theirs: hello.1, bar: 0.03 },
        Line { what: "request with its thread", ours: thread.0, other: "bare request", theirs: thread.1, bar: 0.5 },
        Line { what: "dashboard", ours: dashboard.0, other: "bare dashboard", theirs: dashboard.1, bar: 0.5 },
        Line { what: "post a message", ours: posted.0, other: "bare insert", theirs: posted.1, bar: 0.5 },
        Line { what: "post a message", ours: posted.0, other: "fdatasync", theirs: disk, bar: 0.25 },
    ];
    print(&lines);
    tail(page("/portal/requests"), time).await
}

/// Both in turns; the medians of their rounds.
async fn pair(
    time: Duration,
    ours: impl Fn(&Client) -> RequestBuilder + Clone + Send + Sync + 'static,
    theirs: impl Fn(&Client) -> RequestBuilder + Clone + Send + Sync + 'static,
) -> Result<(Load, Load)> {
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        a.push(load(CONNECTIONS, time, ours.clone()).await?);
        b.push(load(CONNECTIONS, time, theirs.clone()).await?);
    }
    Ok((median(a)?, median(b)?))
}

fn print(lines: &[Line]) {
    println!("| what | a second · p50 · p99 | beside | a second | ratio | bar | |");
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    for Line { what, ours, other, theirs, bar } in lines {
        let ratio = ours.rate / theirs.rate;
        let verdict = if ratio >= *bar { "pass" } else { "short" };
        println!(
            "| {what} | {:.0} · {:.1?} · {:.1?} | {other} | {:.0} | {ratio:.3} | {bar} | {verdict} |",
            ours.rate, ours.p50, ours.p99, theirs.rate
        );
    }
}

/// Bar 1's second half: how far the slowest stay behind when many come.
async fn tail(list: impl Fn(&Client) -> RequestBuilder + Clone + Send + Sync + 'static, time: Duration) -> Result<()> {
    let many = load(64, time, list).await?;
    let ratio = many.p99.as_secs_f64() / many.p50.as_secs_f64();
    let verdict = if ratio <= 3.0 { "pass" } else { "short" };
    println!("\nrequest list at 64 connections: p99 is {ratio:.2} of p50 (bar 3.0): {verdict}");
    Ok(())
}

async fn token(http: &Client, server: &Server) -> Result<String> {
    let credentials = json!({ "email": MIA, "password": PASSWORD });
    let answer = http.post(server.url("/api/v1/auth/token")).json(&credentials).send().await?.error_for_status()?;
    let pair: Value = answer.json().await?;
    Ok(pair["access_token"].as_str().context("no token")?.to_owned())
}

/// How often a second the disk makes four kilobytes durable.
fn fdatasync(folder: &std::path::Path, time: Duration) -> Result<Load> {
    use std::io::Write;
    let mut file = std::fs::File::create(folder.join("disk"))?;
    let mut took = Vec::new();
    let began = Instant::now();
    while began.elapsed() < time {
        let once = Instant::now();
        file.write_all(&[7; 4096])?;
        file.sync_data()?;
        took.push(once.elapsed());
    }
    Ok(Load::of(took, began.elapsed()))
}

/// The bare counterpart, as a process of its own.
struct Bare {
    port: u16,
    _child: Child,
}

impl Bare {
    async fn start(file: &std::path::Path) -> Result<Self> {
        let port = free_port()?;
        let child = Command::new(std::env::current_exe()?)
            .arg("bare")
            .arg(file)
            .arg(port.to_string())
            .stdin(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let bare = Self { port, _child: child };
        let http = reqwest_client()?;
        let ready = until("the bare server", async || {
            Ok(http.get(bare.url("/hello")).send().await.is_ok_and(|answer| answer.status() == 200).then_some(()))
        });
        ready.await?;
        Ok(bare)
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    fn get(&self, path: &str) -> impl Fn(&Client) -> RequestBuilder + Clone + Send + Sync + 'static {
        let url = self.url(path);
        move |http: &Client| http.get(&url)
    }
}
