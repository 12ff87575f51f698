use std::time::Duration;

use progenitor_client::ClientInfo;

use super::{address::Address, bearer::Bearer, error::ApiError, generated::Client};

/// How long a call may take, from its first byte to its answer.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// Longer than the server's keep-alive, so that only a dead stream is given up.
pub const SILENCE: Duration = Duration::from_secs(45);

/// A client for a server. It follows no redirect, as a password must not wander.
pub fn client(address: &Address) -> Result<Client, ApiError> {
    Ok(Client::new_with_client(&address.api(), builder(address).read_timeout(SILENCE).build()?, Bearer::default()))
}

/// Another for the same sign-in, which waits for an answer for as long as bytes go out.
pub fn carrier(address: &Address, client: &Client) -> Result<Client, ApiError> {
    Ok(Client::new_with_client(&address.api(), builder(address).build()?, client.inner().clone()))
}

fn builder(address: &Address) -> reqwest::ClientBuilder {
    // Fails when one is there already, which is as good.
    rustls::crypto::ring::default_provider().install_default().ok();
    let mut builder = reqwest::Client::builder()
        .user_agent(concat!("portico-console/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(Duration::from_secs(5))
        .redirect(reqwest::redirect::Policy::none());
    if address.is_loopback() {
        builder = builder.no_proxy();
    }
    builder
}

/// Runs a call for no longer than patience lasts.
pub async fn within<T>(call: impl Future<Output = Result<T, ApiError>>) -> Result<T, ApiError> {
    tokio::time::timeout(PATIENCE, call)
        .await
        .unwrap_or_else(|_| Err(ApiError::unreachable("The server did not answer in time.")))
}
