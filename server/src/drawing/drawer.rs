use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::StreamExt;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, Command};
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::error::Elapsed;

use super::Drawn;
use crate::error::{Error, Result};
use crate::storage::Bytestream;

/// How long one picture may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long a page may wait for its turn.
const WAIT: Duration = Duration::from_secs(60);
/// How many pages are drawn at once, for people who wait for them.
const PAGES_AT_ONCE: usize = 2;
/// How large a picture may be with what is said of it.
pub const LARGEST: u64 = 8 * 1024 * 1024;

/// Has pictures drawn: small ones one at a time, pages of documents a few at once.
#[derive(Clone)]
pub struct Drawer {
    program: PathBuf,
    turn: Arc<Semaphore>,
    pages: Arc<Semaphore>,
}

/// The right to have a page drawn now.
pub struct Turn<'d> {
    drawer: &'d Drawer,
    _held: SemaphorePermit<'d>,
}

impl Drawer {
    /// The one that asks this program, which is ours.
    pub fn asking(program: PathBuf) -> Self {
        Self { program, turn: Arc::new(Semaphore::new(1)), pages: Arc::new(Semaphore::new(PAGES_AT_ONCE)) }
    }

    /// A small picture of what has this type; none where it cannot be drawn within the limits.
    ///
    /// # Errors
    /// [`Error::Unavailable`] where the bytes cannot be read, or the program cannot be started.
    pub async fn draw(&self, media_type: &str, content: Bytestream) -> Result<Option<Drawn>> {
        let _turn = self.turn.acquire().await.map_err(Error::internal)?;
        match tokio::time::timeout(PATIENCE, self.ask(&[media_type], content)).await {
            Ok(answer) => answer,
            Err(_) => Ok(None),
        }
    }

    /// Waits until a page may be drawn.
    ///
    /// # Errors
    /// [`Error::Unavailable`] where too many others wait too.
    pub async fn turn(&self) -> Result<Turn<'_>> {
        let held = tokio::time::timeout(WAIT, self.pages.acquire()).await.map_err(late)?;
        Ok(Turn { drawer: self, _held: held.map_err(Error::internal)? })
    }

    async fn ask(&self, what: &[&str], content: Bytestream) -> Result<Option<Drawn>> {
        let mut command = Command::new(&self.program);
        command.arg("draw").args(what).env_clear();
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
        let child = command.spawn().map_err(|error| Error::Unavailable(error.into()))?;
        Ok(asked(child, content).await?.and_then(Drawn::read))
    }
}

impl Turn<'_> {
    /// A page of a PDF; none where it has no such page, or it cannot be drawn within the limits.
    ///
    /// # Errors
    /// [`Error::Unavailable`] where the bytes cannot be read, the program cannot be started, or takes too long: that may
    /// be the machine's fault and not the page's.
    pub async fn page(self, number: u32, content: Bytestream) -> Result<Option<Drawn>> {
        let number = number.to_string();
        let what = ["application/pdf", "--page", &number];
        let asked = self.drawer.ask(&what, content);
        tokio::time::timeout(PATIENCE, asked).await.map_err(late)?
    }
}

fn late(late: Elapsed) -> Error {
    Error::Unavailable(anyhow::Error::new(late).context("drawing a page"))
}

/// What the program says; none where it died.
async fn asked(mut child: Child, mut content: Bytestream) -> Result<Option<Bytes>> {
    let (Some(mut to), Some(from)) = (child.stdin.take(), child.stdout.take()) else { return Ok(None) };
    let tell = async move {
        while let Some(piece) = content.next().await {
            let piece = piece.map_err(|error| Error::Unavailable(error.into()))?;
            if to.write_all(&piece).await.is_err() {
                break;
            }
        }
        Ok::<_, Error>(())
    };
    let hear = async {
        let mut answer = Vec::new();
        from.take(LARGEST).read_to_end(&mut answer).await.map(|_| answer)
    };
    let (told, heard) = tokio::join!(tell, hear);
    told?;
    let ended = child.wait().await;
    Ok(heard.ok().filter(|_| ended.is_ok_and(|status| status.success())).map(Bytes::from))
}
