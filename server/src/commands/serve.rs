use std::sync::Arc;
use std::time::Duration;

use poem::listener::{Acceptor, AcceptorExt, Listener, TcpListener};
use poem::{EndpointExt, Route, Server, get, handler};
use tokio_util::sync::CancellationToken;

use crate::access::Database;
use crate::app::App;
use crate::clock::Clock;
use crate::config::Config;
use crate::error::{Error, Result};
use crate::features::host_certificates;
use crate::mail::{Files, Limits, Mailer, Receiver, Sender, Smtp};
use crate::tls::{self, Keyring};

/// How long requests may take to end when the node stops.
const GRACE: Duration = Duration::from_secs(10);
/// How long a connection may be silent.
const IDLE: Duration = Duration::from_secs(75);

/// Serves until told to stop. `ready` is called with the address once it listens.
pub async fn run(config: &Config, ready: Option<Box<dyn FnOnce(std::net::SocketAddr) + Send>>) -> Result<()> {
    let url = config.prepared_database_url()?;
    let database = Database::connect(&url, Clock::default(), &config.master_key()?).await?;
    let app = App::new(config, database.clone(), mailer(config)?)?;
    let stop = app.stop.clone();
    let acceptor = TcpListener::bind(config.bind)
        .into_acceptor()
        .await
        .map_err(|error| Error::Malformed(format!("cannot listen at {}: {error}", config.bind)))?;
    let keyring = Arc::new(Keyring::default());
    let address = acceptor.local_addr().first().and_then(|addr| addr.as_socket_addr().copied()).unwrap_or(config.bind);
    tracing::info!(%address, "listening");
    if let Some(ready) = ready {
        ready(address);
    }
    if config.tls_bind.is_some() {
        host_certificates::begin(&database.system(), &config.base_url()).await?;
    }
    let runner = tokio::spawn(vital(app.runner().run(stop.clone()), stop.clone()));
    let listening = {
        let (database, stop) = (database.clone(), stop.clone());
        tokio::spawn(async move { database.listen_to_other_nodes(&url, stop).await })
    };
    let receiving = tokio::spawn(receive_mail(receiver(config, &app).await?, stop.clone()));
    let certified = tokio::spawn(host_certificates::keep_current(database.system(), keyring.clone(), stop.clone()));
    let measuring = tokio::spawn(serve_inside(config.metrics_bind, app.inside(), stop.clone()));
    let acceptor = match config.tls_bind {
        Some(bind) => {
            let secure = tls::listen(bind, keyring).await?;
            tracing::info!(address = %secure.address(), "listening for TLS");
            acceptor.combine(secure).boxed()
        }
        None => acceptor.boxed(),
    };
    let server = Server::new_with_acceptor(acceptor).idle_timeout(IDLE);
    let endpoint = app.endpoint();
    let served = server.run_with_graceful_shutdown(endpoint, until_told(stop.clone(), app), Some(GRACE)).await;
    stop.cancel();
    let mut ended = served.map_err(Error::internal);
    for task in [runner, listening, receiving, certified, measuring] {
        if let Err(error) = task.await {
            tracing::error!(%error, "a background task ended badly");
            ended = Err(Error::internal(error));
        }
    }
    database.close().await;
    ended
}

/// Work without which nothing is to go on: where it ends before it is told to, everything ends, and whoever started the
/// server can start it again. Pages without jobs would look well while no mail is sent.
async fn vital(work: impl Future<Output = ()>, stop: CancellationToken) {
    let _end = stop.drop_guard();
    work.await;
}

/// Waits for a signal, or for the end of what nothing goes on without; then tells streams and workers to end.
async fn until_told(stop: CancellationToken, app: App) {
    let mut tick = tokio::time::interval(Duration::from_secs(60));
    let mut terminate = match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(terminate) => terminate,
        Err(error) => {
            tracing::warn!(%error, "cannot hear SIGTERM");
            return std::future::pending().await;
        }
    };
    loop {
        tokio::select! {
            _ = terminate.recv() => break,
            _ = tokio::signal::ctrl_c() => break,
            () = stop.cancelled() => break,
            _ = tick.tick() => app.tidy(),
        }
    }
    tracing::info!("stopping");
    stop.cancel();
}

fn mailer(config: &Config) -> Result<Arc<dyn Mailer>> {
    let sender = Sender { address: config.mail_from.clone(), domains: config.mail_from_domains.clone() };
    Ok(match &config.smtp_url {
        Some(url) => Arc::new(Smtp::new(url, sender, Arc::new(config.letters()?))?),
        None => Arc::new(Files { folder: config.data_dir.join("mails"), sender }),
    })
}

/// What listens for answers by mail, where that is configured.
async fn receiver(config: &Config, app: &App) -> Result<Option<Receiver>> {
    let Some(bind) = config.inbound_bind else { return Ok(None) };
    let limits = Limits { size: config.inbound_size, ..Limits::default() };
    let receiver = Receiver::bind(bind, app.mailroom(), limits).await?;
    tracing::info!(address = %receiver.address().unwrap_or(bind), "listening for mail");
    Ok(Some(receiver))
}

async fn receive_mail(receiver: Option<Receiver>, stop: CancellationToken) {
    if let Some(receiver) = receiver {
        receiver.run(stop).await;
    }
}

/// What is for the machine itself listens apart, so that a proxy cannot let the world at it by mistake: the
/// metrics, and whom a proxy may get a certificate for.
async fn serve_inside(bind: Option<std::net::SocketAddr>, routes: Route, stop: CancellationToken) {
    let Some(bind) = bind else { return };
    let routes = match metrics_exporter_prometheus::PrometheusBuilder::new().install_recorder() {
        Ok(recorder) => routes.at("/metrics", get(metrics).data(recorder)),
        Err(error) => {
            tracing::warn!(%error, "no metrics");
            routes
        }
    };
    let server = Server::new(TcpListener::bind(bind));
    if let Err(error) = server.run_with_graceful_shutdown(routes, stop.cancelled_owned(), None).await {
        tracing::warn!(%error, "no metrics at {bind}");
    }
}

#[handler]
fn metrics(recorder: poem::web::Data<&metrics_exporter_prometheus::PrometheusHandle>) -> String {
    recorder.run_upkeep();
    recorder.render()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_nothing_goes_on_without_ends_everything() {
        let stop = CancellationToken::new();
        let died = tokio::spawn(vital(async { panic!("a defect") }, stop.clone())).await;
        assert!(died.is_err() && stop.is_cancelled());
    }
}
