use std::process::ExitCode;

use mimalloc::MiMalloc;

/// Gives back what a burst of events or a sign-in took, where the system's keeps it; and pages come sooner. Without huge
/// pages, of which one that is touched once costs 2 MiB: the server at rest needs half as much of its own.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    // One TLS provider for everything, before anything asks for one.
    drop(rustls::crypto::ring::default_provider().install_default());
    portico::commands::run().await
}
