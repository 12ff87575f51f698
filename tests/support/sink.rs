//! A mail server on loopback that takes everything and keeps it.

use std::sync::{Arc, Mutex};

use anyhow::Result;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

use crate::{mails, until};

/// The server, and what it got. It takes mail until the test ends.
#[derive(Clone)]
pub struct Sink {
    port: u16,
    mails: Arc<Mutex<Vec<(String, String)>>>,
}

impl Sink {
    /// Starts one.
    ///
    /// # Errors
    /// When there is no port.
    pub async fn start() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let sink = Self { port: listener.local_addr()?.port(), mails: Arc::default() };
        let one = sink.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let each = one.clone();
                tokio::spawn(async move { each.talk(stream).await.ok() });
            }
        });
        Ok(sink)
    }

    /// What the server's setting says.
    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// The first mail to somebody in which this stands, once it is there; decoded enough to be searched.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn mail(&self, to: &str, with: &str) -> Result<String> {
        until(with, async || {
            let mails = self.mails.lock().map_err(|_| anyhow::anyhow!("the sink broke"))?;
            let theirs = mails.iter().filter(|(recipient, _)| recipient == to);
            Ok(theirs.map(|(_, mail)| mails::decoded(mail)).find(|mail| mail.contains(with)))
        })
        .await
    }

    async fn talk(&self, stream: TcpStream) -> Result<()> {
        let (read, mut write) = stream.into_split();
        let mut lines = BufReader::new(read).lines();
        write.write_all(b"220 sink\r\n").await?;
        let (mut recipient, mut mail, mut data) = (String::new(), String::new(), false);
        while let Some(line) = lines.next_line().await? {
            if data && line != "." {
                mail.push_str(line.strip_prefix('.').unwrap_or(&line));
                mail.push_str("\r\n");
                continue;
            }
            let answer = match line.split(' ').next().unwrap_or_default() {
                "." => {
                    data = false;
                    let kept = (std::mem::take(&mut recipient), std::mem::take(&mut mail));
                    self.mails.lock().map_err(|_| anyhow::anyhow!("the sink broke"))?.push(kept);
                    "250 kept"
                }
                "RCPT" => {
                    recipient = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                    "250 ok"
                }
                "DATA" => {
                    data = true;
                    "354 go on"
                }
                "QUIT" => "221 bye",
                _ => "250 ok",
            };
            write.write_all(format!("{answer}\r\n").as_bytes()).await?;
        }
        Ok(())
    }
}
