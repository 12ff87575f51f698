//! Takes mail from the agency's own mail server, by SMTP or LMTP: as little of the protocol as that needs, with a
//! limit for everything. A mail is answered for once it is dealt with, so that what fails here is sent again.

mod lines;
mod session;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::error::{Error, Result};

/// A mail as it came in.
pub struct Arrived {
    /// Whom bounces are to be sent to; empty for a mail that is a bounce itself.
    pub sender: String,
    /// One of the addresses it is for.
    pub recipient: String,
    pub bytes: Arc<Vec<u8>>,
}

/// What the server that brought it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is dealt with, one way or another.
    Done,
    /// It should come again later.
    Later,
}

/// What is done with mail.
#[async_trait::async_trait]
pub trait Inbox: Send + Sync {
    /// Whether there is such an address here at all.
    fn knows(&self, recipient: &str) -> bool;
    /// Deals with a mail.
    async fn take(&self, arrived: Arrived) -> Taken;
}

/// How much is taken.
#[derive(Clone, Copy)]
pub struct Limits {
    /// Bytes of one mail.
    pub size: usize,
    /// Connections at once.
    pub connections: usize,
    /// How long the other side may be silent.
    pub silence: Duration,
    /// How long a connection may last.
    pub whole: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { size: 1024 * 1024, connections: 16, silence: Duration::from_secs(60), whole: Duration::from_secs(600) }
    }
}

/// Listens for mail.
pub struct Receiver {
    listener: TcpListener,
    inbox: Arc<dyn Inbox>,
    limits: Limits,
}

impl Receiver {
    /// A receiver at an address.
    ///
    /// # Errors
    /// When the address cannot be listened at.
    pub async fn bind(address: SocketAddr, inbox: Arc<dyn Inbox>, limits: Limits) -> Result<Self> {
        let listener = TcpListener::bind(address)
            .await
            .map_err(|error| Error::Malformed(format!("cannot listen for mail at {address}: {error}")))?;
        Ok(Self { listener, inbox, limits })
    }

    /// Where it listens.
    pub fn address(&self) -> Option<SocketAddr> {
        self.listener.local_addr().ok()
    }

    /// Takes mail until told to stop; then lets those end who are in the middle of one.
    pub async fn run(self, stop: CancellationToken) {
        let room = Arc::new(Semaphore::new(self.limits.connections));
        let mut sessions = JoinSet::new();
        loop {
            let stream = tokio::select! {
                () = stop.cancelled() => break,
                Some(_) = sessions.join_next() => continue,
                accepted = self.listener.accept() => match accepted {
                    Ok((stream, _)) => stream,
                    Err(error) => {
                        tracing::warn!(%error, "accepting a connection with mail");
                        tokio::time::sleep(Duration::from_millis(100)).await;
                        continue;
                    }
                },
            };
            let (inbox, limits, stop) = (self.inbox.clone(), self.limits, stop.clone());
            match room.clone().try_acquire_owned() {
                Ok(place) => drop(sessions.spawn(async move {
                    let ended = tokio::time::timeout(limits.whole, session::serve(stream, inbox, limits, stop)).await;
                    if let Ok(Err(error)) = ended {
                        tracing::debug!(%error, "a connection with mail broke");
                    }
                    drop(place);
                })),
                Err(_) => turn_away(stream),
            }
        }
        while sessions.join_next().await.is_some() {}
    }
}

/// Says that there is no room; who does not hear it comes again anyway.
fn turn_away(stream: TcpStream) {
    // Nobody's connection is worth waiting for here.
    let _ = stream.try_write(b"421 4.3.2 too many connections, come again\r\n");
}
