//! What stands before a server that speaks plain HTTP: it ends TLS and hands on what it hears, as a proxy does.

use std::sync::Arc;

use anyhow::Result;
use rustls::ServerConfig;
use rustls::pki_types::PrivatePkcs8KeyDer;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use crate::Server;

/// A door that nobody is behind yet. What comes waits until somebody is.
pub struct Tls {
    pub port: u16,
    listener: TcpListener,
}

impl Tls {
    /// Opens one.
    ///
    /// # Errors
    /// When there is no port.
    pub async fn open() -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        Ok(Self { port: listener.local_addr()?.port(), listener })
    }

    /// Has it lead to a server until the test ends, with a certificate for this host that nobody has signed.
    ///
    /// # Errors
    /// When no certificate can be made.
    pub fn lead_to(self, server: &Server, host: &str) -> Result<()> {
        // Fails when one is there already, which is as good.
        rustls::crypto::ring::default_provider().install_default().ok();
        let own = rcgen::generate_simple_self_signed([host.to_owned()])?;
        let key = PrivatePkcs8KeyDer::from(own.signing_key.serialize_der());
        let config = ServerConfig::builder().with_no_client_auth();
        let config = config.with_single_cert(vec![own.cert.der().clone()], key.into())?;
        let (acceptor, behind) = (TlsAcceptor::from(Arc::new(config)), server.port);
        tokio::spawn(async move {
            while let Ok((stream, _)) = self.listener.accept().await {
                let acceptor = acceptor.clone();
                tokio::spawn(async move { hand_on(&acceptor, stream, behind).await.ok() });
            }
        });
        Ok(())
    }
}

async fn hand_on(acceptor: &TlsAcceptor, stream: TcpStream, behind: u16) -> Result<()> {
    let mut outside = acceptor.accept(stream).await?;
    let mut inside = TcpStream::connect(("127.0.0.1", behind)).await?;
    copy_bidirectional(&mut outside, &mut inside).await?;
    Ok(())
}
