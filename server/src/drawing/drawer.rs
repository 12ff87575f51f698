use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::StreamExt;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, Command};
use tokio::sync::Semaphore;

use super::Drawn;
use crate::error::{Error, Result};
use crate::storage::Bytestream;

/// How long one picture may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// How large a picture may be with what is said of it.
const LARGEST: u64 = 4 * 1024 * 1024;

/// Has pictures drawn, one at a time.
#[derive(Clone)]
pub struct Drawer {
    program: PathBuf,
    turn: Arc<Semaphore>,
}

impl Drawer {
    /// The one that asks this program, which is ours.
    pub fn asking(program: PathBuf) -> Self {
        Self { program, turn: Arc::new(Semaphore::new(1)) }
    }

    /// A small picture of what has this type; none where it cannot be drawn within the limits.
    ///
    /// # Errors
    /// [`Error::Unavailable`] where the bytes cannot be read, or the program cannot be started.
    pub async fn draw(&self, media_type: &str, content: Bytestream) -> Result<Option<Drawn>> {
        let _turn = self.turn.acquire().await.map_err(Error::internal)?;
        let mut command = Command::new(&self.program);
        command.args(["draw", media_type]).env_clear();
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
        let child = command.spawn().map_err(|error| Error::Unavailable(error.into()))?;
        match tokio::time::timeout(PATIENCE, asked(child, content)).await {
            Ok(answer) => Ok(answer?.and_then(Drawn::read)),
            Err(_) => Ok(None),
        }
    }
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
