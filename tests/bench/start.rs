//! How soon a server is there, what PostgreSQL costs beside SQLite, and how much a browser fetches for the dashboard.

use std::collections::BTreeSet;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use portico_tests::server::{free_port, reqwest_client};
use portico_tests::{PATIENCE, Server, binary, postgres};
use reqwest::Client;
use rustix::process::{Pid, Signal, kill_process};
use tokio::process::Command;

use crate::fill::Size;
use crate::ground::{Ask, Carla, filled};
use crate::load::pair;
use crate::table::{Line, print, verdict};

/// How often a server is started.
const STARTS: usize = 9;
/// The longest from its start until it is ready.
const READY: Duration = Duration::from_millis(200);
/// The least share of SQLite's lists that PostgreSQL's come to.
const SHARE: f64 = 0.7;
/// The most bytes for the first visit, with all that it needs but the agency's pictures, and for each page after it.
const FIRST: usize = 60_000;
const LATER: usize = 8_000;

/// Measures, and prints what that came to.
pub async fn measure(time: Duration) -> Result<()> {
    let here = filled(None, Size::USUAL).await?;
    weigh(&here).await?;
    match postgres::database().await {
        Ok(database) => {
            let measured = beside(&here, &database, time).await;
            postgres::remove(&database).await?;
            measured?;
        }
        Err(_) => println!("\nPORTICO_TEST_POSTGRES names no PostgreSQL, and so only SQLite is measured"),
    }
    starts("SQLite", here, None).await
}

/// The same list on both databases, and how soon a server on PostgreSQL is ready.
async fn beside(here: &Server, database: &str, time: Duration) -> Result<()> {
    let there = filled(Some(database), Size::USUAL).await?;
    let (ours, theirs) = (Carla::at(&there).await?, Carla::at(here).await?);
    let lists = pair(time, ours.page("/portal/requests"), theirs.page("/portal/requests")).await?;
    println!();
    print(&[Line {
        what: "request list on PostgreSQL",
        ours: lists.0,
        other: "on SQLite",
        theirs: lists.1,
        bar: SHARE,
    }]);
    starts("PostgreSQL", there, Some(database)).await
}

/// Starts `portico serve` again and again on what a demo has left, and prints how soon it is ready.
async fn starts(name: &str, mut demo: Server, database: Option<&str>) -> Result<()> {
    demo.terminate().await?;
    let mut took = Vec::new();
    for _ in 0..STARTS {
        took.push(start(&demo, database).await?);
    }
    took.sort_unstable();
    let (middle, worst) = (took.get(STARTS / 2).context("no starts")?, took.last().context("no starts")?);
    println!(
        "\nstart on {name} until ready: {middle:.1?} in the middle of {STARTS}, {worst:.1?} at most (bar {READY:?}): {}",
        verdict(*middle <= READY)
    );
    Ok(())
}

/// How long a server takes from its start until it says that it is ready; it is ended again.
async fn start(demo: &Server, database: Option<&str>) -> Result<Duration> {
    let (http, port) = (reqwest_client()?, free_port()?);
    let mut command = Command::new(binary::server().await?);
    command.arg("serve").current_dir(demo.folder());
    // What the shell around the bench says is for the shell.
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("PORTICO_")) {
        command.env_remove(name);
    }
    command.env("PORTICO_DATA_DIR", demo.folder()).env("PORTICO_BIND", format!("127.0.0.1:{port}"));
    command.env("PORTICO_METRICS_BIND", "127.0.0.1:0").envs(database.map(|url| ("PORTICO_DATABASE_URL", url)));
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
    let url = format!("http://127.0.0.1:{port}/readyz");
    let began = Instant::now();
    let mut child = command.spawn()?;
    while !http.get(&url).send().await.is_ok_and(|answer| answer.status().is_success()) {
        ensure!(child.try_wait()?.is_none() && began.elapsed() < PATIENCE, "`portico serve` is not ready");
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let took = began.elapsed();
    let id = child.id().and_then(|id| Pid::from_raw(id.cast_signed())).context("the server has ended")?;
    kill_process(id, Signal::TERM)?;
    tokio::time::timeout(PATIENCE, child.wait()).await.context("`portico serve` does not end")??;
    Ok(took)
}

/// Prints how many bytes a browser fetches, compressed as it is sent, without the headers.
async fn weigh(server: &Server) -> Result<()> {
    let carla = Carla::at(server).await?;
    // What comes is counted as it comes.
    let http = Client::builder().no_proxy().no_gzip().no_brotli().no_deflate().no_zstd().build()?;
    let shown = carla.page("/portal")(&http).send().await?.error_for_status()?.text().await?;
    let mut first = size(&http, carla.page("/portal")).await?;
    println!("\n| first visit to the dashboard | bytes |\n| --- | --- |\n| the page | {first} |");
    let mut pictures = 0;
    for path in needed(&shown) {
        let bytes = size(&http, carla.page(&path)).await.with_context(|| path.clone())?;
        println!("| {path} | {bytes} |");
        first += bytes;
        if path.starts_with("/brand/") && !path.ends_with("css") {
            pictures += bytes;
        }
    }
    println!(
        "\nfirst visit: {} bytes (bar {FIRST}), and {pictures} of the agency's pictures: {}",
        first - pictures,
        verdict(first - pictures <= FIRST)
    );
    for (what, path) in [
        ("the dashboard again", "/portal".to_owned()),
        ("the request list", "/portal/requests".to_owned()),
        ("a request with its thread", format!("/portal/requests/{}", carla.request)),
    ] {
        let bytes = size(&http, carla.page(&path)).await?;
        println!("later, {what}: {bytes} bytes (bar {LATER}): {}", verdict(bytes <= LATER));
    }
    Ok(())
}

async fn size(http: &Client, ask: impl Ask) -> Result<usize> {
    let ask = ask(http).header("accept-encoding", "gzip, deflate, br, zstd");
    Ok(ask.send().await?.error_for_status()?.bytes().await?.len())
}

/// What a page has a browser fetch besides: stylesheets, scripts, the font that it names, pictures.
fn needed(page: &str) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for tag in page.split('<').filter_map(|rest| rest.split('>').next()) {
        let address = match tag.split(' ').next() {
            Some("link") if matches!(value(tag, "rel"), Some("preload" | "stylesheet" | "icon")) => value(tag, "href"),
            Some("script" | "img") => value(tag, "src"),
            _ => None,
        };
        all.extend(address.filter(|address| address.starts_with('/')).map(|address| address.replace("&amp;", "&")));
    }
    all
}

/// The value of an attribute.
fn value<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {name}=\""))?.1.split('"').next()
}
