use std::time::Duration;

use super::{address::Address, bearer::Bearer, error::ApiError, generated::Client};

/// How long a call may take, from its first byte to its answer.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// Longer than the server's keep-alive, so that only a dead stream is given up.
const SILENCE: Duration = Duration::from_secs(45);

/// A client for a server. It follows no redirect, as a password must not wander.
pub fn client(address: &Address) -> Result<Client, ApiError> {
    // Fails when one is there already, which is as good.
    rustls::crypto::ring::default_provider().install_default().ok();
    let mut builder = reqwest::Client::builder()
        .user_agent(concat!("portico-console/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(Duration::from_secs(5))
        .read_timeout(SILENCE)
        .redirect(reqwest::redirect::Policy::none());
    if address.is_loopback() {
        builder = builder.no_proxy();
    }
    Ok(Client::new_with_client(&address.api(), builder.build()?, Bearer::default()))
}

/// Runs a call for no longer than patience lasts.
pub async fn within<T>(call: impl Future<Output = Result<T, ApiError>>) -> Result<T, ApiError> {
    tokio::time::timeout(PATIENCE, call)
        .await
        .unwrap_or_else(|_| Err(ApiError::unreachable("The server did not answer in time.")))
}
