//! A large file up and down: what it costs the server's memory, and how fast it is beside `cp` on the same disk.

use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use futures_util::{Stream, StreamExt, stream};
use portico_tests::Server;
use portico_tests::people::MIA;
use serde_json::Value;
use tokio::fs::File;
use tokio::io::AsyncReadExt;

use crate::ground::token;
use crate::load::ROUNDS;
use crate::table::verdict;

const MIB: u64 = 1024 * 1024;
/// How much of a file is read at once to be sent.
const PIECE: usize = 256 * 1024;
/// The most that the server may need above what it needs idle.
const MEMORY: u64 = 64;
/// The least share of `cp`'s rate that a download comes to.
const DOWNLOAD: f64 = 0.7;

/// Uploads and downloads a file of so many mebibytes, and prints what that came to.
pub async fn measure(size: u64) -> Result<()> {
    let server = Server::with(&[("PORTICO_UPLOAD_LIMIT", &(size * MIB).to_string())]).await?;
    let source = server.folder().join("source.bin");
    fill(&source, size)?;
    let token = token(&server, MIA).await?;
    let http = reqwest::Client::builder().no_proxy().build()?;
    let idle = server.memory("VmRSS")?;
    let (mut copies, mut durables, mut uploads, mut downloads) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let (copied, durable) = copy(&source, &server.folder().join("copy.bin"))?;
        copies.push(copied);
        durables.push(durable);
        let began = Instant::now();
        let body = reqwest::Body::wrap_stream(pieces(File::open(&source).await?));
        let ask = http.post(server.url(&format!("/api/v1/uploads?name=round-{round}.bin"))).bearer_auth(&token);
        let ask = ask.header("content-type", "application/octet-stream").header("content-length", size * MIB);
        let sent = ask.body(body).send().await?;
        let stored: Value = sent.error_for_status()?.json().await?;
        uploads.push(began.elapsed());
        ensure!(stored["size"] == size * MIB, "{stored}");
        let id = stored["id"].as_str().context("no id")?;
        let began = Instant::now();
        let ask = http.get(server.url(&format!("/api/v1/uploads/{id}/content"))).bearer_auth(&token);
        let mut coming = ask.send().await?.error_for_status()?.bytes_stream();
        let mut arrived = 0;
        while let Some(part) = coming.next().await {
            arrived += part?.len() as u64;
        }
        downloads.push(began.elapsed());
        ensure!(arrived == size * MIB, "{arrived} bytes arrived");
    }
    let peak = server.memory("VmHWM")?;
    let above = peak.saturating_sub(idle);
    let rate = |times: Vec<Duration>| size as f64 / middle(times).as_secs_f64();
    let (copied, durable, sent, fetched) = (rate(copies), rate(durables), rate(uploads), rate(downloads));
    println!("\n{size} MiB, {ROUNDS} rounds, medians\n");
    println!("| what | MiB a second | beside | MiB a second | share | bar | |");
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    println!("| upload | {sent:.0} | `cp`, until it is on the disk | {durable:.0} | {:.2} | | |", sent / durable);
    let share = fetched / copied;
    println!(
        "| download | {fetched:.0} | `cp` | {copied:.0} | {share:.2} | {DOWNLOAD} | {} |",
        verdict(share >= DOWNLOAD)
    );
    println!(
        "\nmemory: {idle} MiB idle, {peak} MiB at most, {above} above (bar {MEMORY}): {}",
        verdict(above <= MEMORY)
    );
    Ok(())
}

/// A file as browsers send one. `reqwest` by itself would read 4 KiB at a time, each on another thread, and what is
/// measured would be that.
fn pieces(file: File) -> impl Stream<Item = io::Result<Vec<u8>>> + Send + 'static {
    stream::try_unfold(file, |mut file| async move {
        let mut piece = Vec::with_capacity(PIECE);
        let read = file.read_buf(&mut piece).await?;
        Ok::<_, io::Error>((read > 0).then_some((piece, file)))
    })
}

/// A file that no disk can make smaller.
fn fill(path: &Path, size: u64) -> Result<()> {
    use std::io::Write;
    let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    for _ in 0..size * MIB / 8 {
        // xorshift64
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        file.write_all(&state.to_le_bytes())?;
    }
    file.into_inner()?.sync_all()?;
    Ok(())
}

/// How long `cp` takes, and until what it wrote is on the disk.
fn copy(from: &Path, to: &Path) -> Result<(Duration, Duration)> {
    let began = Instant::now();
    let status = std::process::Command::new("cp").arg(from).arg(to).status()?;
    ensure!(status.success(), "cp failed");
    let copied = began.elapsed();
    std::fs::File::open(to)?.sync_all()?;
    let durable = began.elapsed();
    std::fs::remove_file(to)?;
    Ok((copied, durable))
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
