//! Somebody else's server, which counts what it is asked and under which name.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::{Result, anyhow};
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use uuid::Uuid;

/// It, as long as the test lives.
pub struct Target {
    pub url: String,
    heard: Arc<Mutex<Heard>>,
}

/// Which run each question was about, by the name under which it came; a question that came again stands there twice.
type Heard = BTreeMap<String, Vec<String>>;

impl Target {
    /// Starts it.
    ///
    /// # Errors
    /// When there is no port.
    pub async fn start() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let heard = Arc::<Mutex<Heard>>::default();
        let kept = heard.clone();
        tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                tokio::spawn(answer(socket, kept.clone()));
            }
        });
        Ok(Self { url, heard })
    }

    /// How many names it has heard.
    ///
    /// # Errors
    /// When a question broke it.
    pub fn names(&self) -> Result<usize> {
        Ok(self.heard()?.len())
    }

    /// How many questions came again under a name that it had heard before.
    ///
    /// # Errors
    /// When a question broke it.
    pub fn again(&self) -> Result<usize> {
        Ok(self.heard()?.values().map(|runs| runs.len() - 1).sum())
    }

    /// The runs that each name stood for.
    ///
    /// # Errors
    /// When a question broke it.
    pub fn runs(&self) -> Result<Vec<BTreeSet<String>>> {
        Ok(self.heard()?.into_values().map(|runs| runs.into_iter().collect()).collect())
    }

    fn heard(&self) -> Result<Heard> {
        Ok(self.heard.lock().map_err(|_| anyhow!("a question broke it"))?.clone())
    }
}

/// Hears a question, and answers after a moment in which whoever asked may die.
async fn answer(mut socket: TcpStream, kept: Arc<Mutex<Heard>>) {
    let mut text = String::new();
    let mut piece = [0; 4096];
    while !text.ends_with('}') {
        match socket.read(&mut piece).await {
            Ok(length) if length > 0 => text.push_str(&String::from_utf8_lossy(&piece[..length])),
            _ => return,
        }
    }
    let mut lines = text.lines().filter_map(|line| line.split_once(':'));
    let name = lines.find(|(name, _)| name.eq_ignore_ascii_case("idempotency-key"));
    let body = text.rsplit("\r\n\r\n").next().unwrap_or_default();
    let run = serde_json::from_str::<Value>(body).ok().and_then(|body| Some(body["run"].as_str()?.to_owned()));
    if let (Some((_, name)), Some(run), Ok(mut kept)) = (name, run, kept.lock()) {
        kept.entry(name.trim().to_owned()).or_default().push(run);
    }
    let [byte, ..] = *Uuid::new_v4().as_bytes();
    tokio::time::sleep(Duration::from_millis(u64::from(byte) / 4)).await;
    // Nobody may be there any more.
    let _ = socket.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\n{}").await;
}
