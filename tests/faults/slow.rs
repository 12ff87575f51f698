//! Readers that read slowly, writers that write slowly, and everybody else, who must not notice.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use portico_tests::people::{CARLA, MIA, PASSWORD};
use portico_tests::server::reqwest_client;
use portico_tests::{Server, Staff, Visitor, until};
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

const SLOW: usize = 100;

#[tokio::test]
async fn slow_readers_keep_nobody_else_waiting() -> Result<()> {
    let server = Server::demo().await?;
    let address = format!("127.0.0.1:{}", server.port);
    let carla = Visitor::sign_in(&server, CARLA).await?;
    let mut slow = Vec::new();
    for number in 0..SLOW {
        let mut stream = TcpStream::connect(&address).await?;
        // Half never finish their question, half never read their answers.
        let question = if number % 2 == 0 {
            "GET /portal/login HTTP/1.1\r\nHost: localho".to_owned()
        } else {
            "GET /portal/login HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(20)
        };
        stream.write_all(question.as_bytes()).await?;
        slow.push(stream);
    }
    let mut listening = Vec::new();
    for _ in 0..20 {
        listening.push(carla.listening("/portal/events")?.send().await?.error_for_status()?);
    }
    let staff = Staff::sign_in(&server, MIA).await?;
    let request = staff.request("Homepage hero feels heavy").await?.id;
    let mut worst = Duration::ZERO;
    for number in 0..30 {
        let began = Instant::now();
        staff.reply(request, &format!("Answer {number}")).await?;
        assert_eq!(carla.get("/portal/requests").await?.status, 200);
        worst = worst.max(began.elapsed());
    }
    ensure!(worst < Duration::from_secs(5), "somebody waited for {worst:?}");
    drop((slow, listening));
    Ok(())
}

#[tokio::test]
async fn a_body_that_never_ends_is_cut_off() -> Result<()> {
    let server = Server::demo().await?;
    let mut stream = TcpStream::connect(format!("127.0.0.1:{}", server.port)).await?;
    let head = "POST /portal/login HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n\
        Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n";
    stream.write_all(head.as_bytes()).await?;
    let chunk = format!("1000\r\n{}\r\n", "x".repeat(0x1000));
    let mut sent = 0;
    // 64 KiB are taken; far beyond that somebody has to hang up, or say no.
    let said = loop {
        if sent > 8 * 1024 || stream.write_all(chunk.as_bytes()).await.is_err() {
            break String::new();
        }
        sent += 4;
        let mut answer = [0; 512];
        match stream.try_read(&mut answer) {
            Ok(count) => break String::from_utf8_lossy(&answer[..count]).into_owned(),
            Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => tokio::task::yield_now().await,
            Err(_) => break String::new(),
        }
    };
    ensure!(sent < 8 * 1024, "{sent} KiB were taken");
    ensure!(said.is_empty() || said.contains(" 413 "), "{said}");
    Ok(())
}

/// What is shorter than its sender said leaves nothing behind, and the server takes the next one.
#[tokio::test]
async fn an_upload_that_ends_before_its_length_is_no_file() -> Result<()> {
    let server = Server::demo().await?;
    let http = reqwest_client()?;
    let credentials = json!({ "email": MIA, "password": PASSWORD });
    let pair = http.post(server.url("/api/v1/auth/token")).json(&credentials).send().await?.error_for_status()?;
    let token = pair.json::<Value>().await?["access_token"].as_str().unwrap_or_default().to_owned();
    let kept = || files(&server.folder().join("files"));
    let before = kept()?;
    let mut stream = TcpStream::connect(format!("127.0.0.1:{}", server.port)).await?;
    let head = format!(
        "POST /api/v1/uploads?name=short.bin HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/octet-stream\r\nContent-Length: 20000000\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(&vec![7; 9 * 1024 * 1024]).await?;
    until("something of it to be written", async || Ok((kept()? > before).then_some(()))).await?;
    drop(stream);
    until("nothing of it to be left", async || Ok((kept()? == before).then_some(()))).await?;
    let whole = http.post(server.url("/api/v1/uploads?name=whole.bin")).bearer_auth(&token);
    let whole = whole.header("content-type", "application/octet-stream").body(vec![7; 1000]).send().await?;
    assert_eq!(whole.status(), 201);
    Ok(())
}

/// How many files are below a folder, whole or begun.
fn files(folder: &Path) -> Result<usize> {
    let mut count = 0;
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        count += if path.is_dir() { files(&path)? } else { 1 };
    }
    Ok(count)
}
