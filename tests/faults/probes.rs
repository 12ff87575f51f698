//! What whoever runs the server looks at, metrics and logs; and that an end does not keep jobs from others.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use portico_tests::people::CARLA;
use portico_tests::server::{free_port, reqwest_client};
use portico_tests::{Server, Sink, Visitor, until};
use serde_json::Value;
use tokio::net::TcpListener;

/// For how long a job is its worker's, who died.
const LEASE: Duration = Duration::from_secs(60);

/// How many requests the metrics have counted.
async fn counted(http: &reqwest::Client, metrics: &str) -> Result<f64> {
    let text = http.get(metrics).send().await?.error_for_status()?.text().await?;
    let lines = text.lines().filter(|line| line.starts_with("http_requests_total"));
    Ok(lines.filter_map(|line| line.rsplit(' ').next()?.parse::<f64>().ok()).sum())
}

#[tokio::test]
async fn metrics_count_and_are_at_their_own_port_alone() -> Result<()> {
    let inside = format!("127.0.0.1:{}", free_port()?);
    let server = Server::with(&[("PORTICO_METRICS_BIND", inside.as_str())]).await?;
    let (http, metrics) = (reqwest_client()?, format!("http://{inside}/metrics"));
    let before = until("the metrics", async || Ok(counted(&http, &metrics).await.ok())).await?;
    for _ in 0..5 {
        http.get(server.url("/portal/login")).send().await?.error_for_status()?;
    }
    let after = counted(&http, &metrics).await?;
    ensure!(after >= before + 5.0, "{before} before five requests, {after} after");
    let outside = http.get(server.url("/metrics")).send().await?;
    assert_eq!(outside.status(), 404);
    let said = outside.text().await?;
    ensure!(!said.contains("http_requests_total"), "{said}");
    Ok(())
}

#[tokio::test]
async fn a_log_line_names_its_request_and_keeps_its_secrets() -> Result<()> {
    let server = Server::with(&[("PORTICO_LOG_FORMAT", "json"), ("PORTICO_LOG", "info")]).await?;
    let http = reqwest_client()?;
    let token = "secretoflink".repeat(4);
    let paths = [format!("/portal/reset/{token}"), "/portal/login?next=secretofquery".into(), "/api/v1/me".into()];
    let mut ids = Vec::new();
    for path in &paths {
        let ask = http.get(server.url(path));
        let answer = match path.starts_with("/api/") {
            true => ask.bearer_auth("secretofbearer").send().await?,
            false => ask.header("cookie", "sid=secretofcookie").send().await?,
        };
        let id = answer.headers().get("x-request-id").with_context(|| format!("{path} has no id"))?;
        ids.push(id.to_str()?.to_owned());
    }
    let file = server.folder().join("server.log");
    let lines: Vec<Value> = until("the log lines", async || {
        let text = std::fs::read_to_string(&file)?;
        let lines: Vec<Value> = text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        let all = ids.iter().all(|id| lines.iter().any(|line| line["request_id"] == id.as_str()));
        Ok(all.then_some(lines))
    })
    .await?;
    for (id, path) in ids.iter().zip(["/portal/reset/", "/portal/login", "/api/v1/me"]) {
        let line = lines.iter().find(|line| line["request_id"] == id.as_str() && line["message"] == "request");
        let line = line.with_context(|| format!("no line of {path}"))?;
        assert_eq!(line["path"], path);
        ensure!(line["status"].is_u64() && line["method"] == "GET", "{line}");
    }
    let whole = std::fs::read_to_string(&file)?;
    for secret in ["secretoflink", "secretofquery", "secretofcookie", "secretofbearer"] {
        ensure!(!whole.contains(secret), "{secret} is in the log");
    }
    Ok(())
}

/// A mail server that takes a call and never says a word holds neither the end up nor the mail back.
#[tokio::test]
async fn a_slow_job_is_given_back_at_the_end_and_begun_again() -> Result<()> {
    let mute = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("smtp://{}", mute.local_addr()?);
    let mut server = Server::with(&[("PORTICO_SMTP_URL", url.as_str())]).await?;
    let asked = Visitor::stranger(&server)?.post("/portal/forgot-password", &[("email", CARLA)]).await?;
    assert_eq!(asked.status, 200);
    let called = tokio::time::timeout(Duration::from_secs(20), mute.accept()).await.context("no mail was sent")??;
    let began = Instant::now();
    server.ask_to_end()?;
    let status = server.ended(Duration::from_secs(20)).await?;
    ensure!(status.success(), "it ended with {status}: {}", server.log());
    drop((called, mute));

    let sink = Sink::start().await?;
    server.set("PORTICO_SMTP_URL", sink.url());
    server.start_again(Duration::from_secs(30)).await?;
    sink.mail(CARLA, "/portal/reset/").await?;
    ensure!(began.elapsed() < LEASE, "it was left until its lease was over: {:?}", began.elapsed());
    Ok(())
}
