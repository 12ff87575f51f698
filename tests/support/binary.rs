//! Where the programs under test are.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use tokio::process::Command;
use tokio::sync::OnceCell;

/// The server: what `PORTICO_BIN` names, or built here.
///
/// # Errors
/// When it cannot be built.
pub async fn server() -> Result<PathBuf> {
    named("PORTICO_BIN", "portico").await
}

/// The console: what `PORTICO_CONSOLE_BIN` names, or built here.
///
/// # Errors
/// When it cannot be built.
pub async fn console() -> Result<PathBuf> {
    named("PORTICO_CONSOLE_BIN", "portico-console").await
}

async fn named(variable: &str, name: &str) -> Result<PathBuf> {
    match std::env::var_os(variable) {
        Some(path) => Ok(path.into()),
        None => Ok(built().await?.join(name)),
    }
}

/// Builds both programs once, and tells in which folder they are.
async fn built() -> Result<&'static Path> {
    static FOLDER: OnceCell<PathBuf> = OnceCell::const_new();
    let folder = FOLDER.get_or_try_init(async || {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        // The packages and features of `tests/run` and `just bench`: with others, everything would be compiled again.
        let status = Command::new(cargo)
            .args(["build", "--quiet", "--workspace", "--features", "portico-tests/bench"])
            .args(if cfg!(debug_assertions) { &[][..] } else { &["--release"] })
            .current_dir(root())
            .status()
            .await
            .context("cargo could not be started")?;
        ensure!(status.success(), "the programs under test do not build");
        // A test of ours runs in the folder `deps` beside them, a program of ours beside them.
        let own = std::env::current_exe()?;
        let folder = own.ancestors().skip(1).find(|folder| folder.join("portico").is_file());
        folder.map(Path::to_owned).context("the programs under test are not beside the tests")
    });
    Ok(folder.await?)
}

/// The repository's root.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}
