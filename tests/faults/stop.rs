//! An orderly end: what has begun is finished, streams close, nothing is left.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use futures_util::StreamExt;
use portico_tests::people::{CARLA, MIA, PASSWORD};
use portico_tests::{Server, Staff, Visitor, until};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

#[tokio::test]
async fn on_sigterm_what_has_begun_is_finished() -> Result<()> {
    let mut server = Server::demo().await?;
    let staff = Staff::sign_in(&server, MIA).await?;
    let request = staff.request("Homepage hero feels heavy").await?.id;
    let pair: serde_json::Value = portico_tests::server::reqwest_client()?
        .post(server.url("/api/v1/auth/token"))
        .json(&serde_json::json!({ "email": MIA, "password": PASSWORD }))
        .send()
        .await?
        .json()
        .await?;
    let token = pair["access_token"].as_str().context("no token")?;
    let carla = Visitor::sign_in(&server, CARLA).await?;
    let mut events = carla.listening("/portal/events")?.send().await?.error_for_status()?.bytes_stream();

    // A message whose last words are still on their way.
    let body = r#"{"body":"Said at the last moment"}"#;
    let (first, last) = body.split_at(12);
    let mut stream = TcpStream::connect(format!("127.0.0.1:{}", server.port)).await?;
    let head = format!(
        "POST /api/v1/requests/{request}/messages HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{first}",
        body.len()
    );
    stream.write_all(head.as_bytes()).await?;
    tokio::time::sleep(Duration::from_millis(200)).await;
    server.ask_to_end()?;
    until("the door to be shut", async || {
        Ok(TcpStream::connect(format!("127.0.0.1:{}", server.port)).await.is_err().then_some(()))
    })
    .await?;
    stream.write_all(last.as_bytes()).await?;
    let mut answer = String::new();
    let read = stream.read_to_string(&mut answer);
    tokio::time::timeout(Duration::from_secs(15), read).await.context("no answer")??;
    ensure!(answer.starts_with("HTTP/1.1 201"), "{answer}");

    let closed = async { while let Some(Ok(_)) = events.next().await {} };
    tokio::time::timeout(Duration::from_secs(15), closed).await.context("the stream stays open")?;
    let status = server.ended(Duration::from_secs(15)).await?;
    ensure!(status.success(), "it ended with {status}: {}", server.log());

    server.start_again(Duration::from_secs(30)).await?;
    let messages = Staff::sign_in(&server, MIA).await?.messages(request).await?;
    assert_eq!(messages.iter().filter(|message| message.body == "Said at the last moment").count(), 1);
    Ok(())
}

#[tokio::test]
async fn an_idle_server_ends_at_once() -> Result<()> {
    let mut server = Server::demo().await?;
    let began = std::time::Instant::now();
    let status = server.terminate().await?;
    ensure!(status.success(), "it ended with {status}");
    ensure!(began.elapsed() < Duration::from_secs(3), "it took {:?}", began.elapsed());
    Ok(())
}
