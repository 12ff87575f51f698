use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use poem::Addr;
use poem::http::uri::Scheme;
use poem::listener::Acceptor;
use poem::web::{LocalAddr, RemoteAddr};
use rustls::ServerConfig;
use rustls::crypto::ring;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, mpsc};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use super::Keyring;
use crate::error::{Error, Result};

/// How long a handshake may take: whoever is slower holds a place that others want.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// Handshakes at the same time; more wait in the kernel's queue.
const AT_ONCE: usize = 256;

/// Connections whose handshake is done.
pub struct TlsListener {
    address: SocketAddr,
    ready: mpsc::Receiver<(TlsStream<TcpStream>, SocketAddr)>,
}

/// Listens for TLS, with the certificates of the keyring as it is at each handshake. It ends with what it gives.
///
/// # Errors
/// When the address is taken.
pub async fn listen(bind: SocketAddr, keyring: Arc<Keyring>) -> Result<TlsListener> {
    let taken = |error: io::Error| Error::Malformed(format!("cannot listen at {bind}: {error}"));
    let tcp = TcpListener::bind(bind).await.map_err(taken)?;
    let address = tcp.local_addr().map_err(taken)?;
    let acceptor = TlsAcceptor::from(Arc::new(config(keyring)?));
    let (done, ready) = mpsc::channel(AT_ONCE);
    tokio::spawn(accept(tcp, acceptor, done));
    Ok(TlsListener { address, ready })
}

impl TlsListener {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

fn config(keyring: Arc<Keyring>) -> Result<ServerConfig> {
    let provider = Arc::new(ring::default_provider());
    let versions = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let mut config = versions.map_err(Error::internal)?.with_no_client_auth().with_cert_resolver(keyring);
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

/// Shakes hands beside accepting, so that one slow visitor keeps nobody waiting.
async fn accept(tcp: TcpListener, acceptor: TlsAcceptor, done: mpsc::Sender<(TlsStream<TcpStream>, SocketAddr)>) {
    let places = Arc::new(Semaphore::new(AT_ONCE));
    loop {
        let Ok(place) = places.clone().acquire_owned().await else { return };
        let accepted = tokio::select! {
            accepted = tcp.accept() => accepted,
            () = done.closed() => return,
        };
        let (stream, remote) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                // Out of descriptors, most likely: some will be closed in a moment.
                tracing::warn!(%error, "accepting a connection");
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        let (shaking, done) = (acceptor.accept(stream), done.clone());
        tokio::spawn(async move {
            let _place = place;
            match tokio::time::timeout(HANDSHAKE, shaking).await {
                Ok(Ok(stream)) => drop(done.send((stream, remote)).await),
                Ok(Err(error)) => tracing::debug!(%error, %remote, "a handshake failed"),
                Err(_) => tracing::debug!(%remote, "a handshake took too long"),
            }
        });
    }
}

impl Acceptor for TlsListener {
    type Io = TlsStream<TcpStream>;

    fn local_addr(&self) -> Vec<LocalAddr> {
        vec![LocalAddr(Addr::SocketAddr(self.address))]
    }

    async fn accept(&mut self) -> io::Result<(Self::Io, LocalAddr, RemoteAddr, Scheme)> {
        let ended = || io::Error::new(io::ErrorKind::BrokenPipe, "nobody accepts connections any more");
        let (stream, remote) = self.ready.recv().await.ok_or_else(ended)?;
        let (local, remote) = (Addr::SocketAddr(self.address), Addr::SocketAddr(remote));
        Ok((stream, LocalAddr(local), RemoteAddr(remote), Scheme::HTTPS))
    }
}
