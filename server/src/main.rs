use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    // One TLS provider for everything, before anything asks for one.
    drop(rustls::crypto::ring::default_provider().install_default());
    portico::commands::run().await
}
