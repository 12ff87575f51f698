use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use futures_util::StreamExt;
use poem::Body;
use serde_json::Value;

/// An event stream that is being read.
pub struct Stream {
    chunks: Pin<Box<dyn futures_util::Stream<Item = std::io::Result<Bytes>> + Send>>,
    kept: String,
}

/// One event.
#[derive(Clone, Debug)]
pub struct Event {
    pub kind: String,
    pub data: Value,
}

/// Longer than anything announced takes, shorter than a heartbeat.
const PATIENCE: Duration = Duration::from_secs(5);

impl Stream {
    pub fn new(body: Body) -> Self {
        Self { chunks: Box::pin(body.into_bytes_stream()), kept: String::new() }
    }

    /// The next event; fails the test when none comes.
    pub async fn next(&mut self) -> Event {
        let next = tokio::time::timeout(PATIENCE, self.read()).await;
        next.expect("no event came").expect("the stream ended")
    }

    /// Whether the stream ends before it says anything more than that.
    pub async fn ends(&mut self) -> bool {
        let mut next = tokio::time::timeout(PATIENCE, self.read()).await;
        if next.as_ref().is_ok_and(|event| event.as_ref().is_some_and(|event| event.kind == "gone")) {
            next = tokio::time::timeout(PATIENCE, self.read()).await;
        }
        next.is_ok_and(|event| event.is_none())
    }

    async fn read(&mut self) -> Option<Event> {
        loop {
            if let Some((event, rest)) = self.kept.split_once("\n\n") {
                let event = parse(event);
                self.kept = rest.to_owned();
                return Some(event);
            }
            let chunk = self.chunks.next().await?.ok()?;
            self.kept.push_str(&String::from_utf8_lossy(&chunk));
        }
    }
}

fn parse(text: &str) -> Event {
    let line = |name: &str| {
        let prefix = format!("{name}:");
        let lines: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix(&prefix)).map(str::trim).collect();
        lines.join("\n")
    };
    Event { kind: line("event"), data: serde_json::from_str(&line("data")).unwrap_or_default() }
}
