//! What `tests/run` has installed beside the checkout.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

/// The folder where `tests/run` keeps what it installs.
fn cache() -> Result<PathBuf> {
    if let Some(folder) = std::env::var_os("PORTICO_TOOLS") {
        return Ok(folder.into());
    }
    let home = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let caches = home("XDG_CACHE_HOME").or_else(|| home("HOME").map(|home| home.join(".cache")));
    Ok(caches.context("neither XDG_CACHE_HOME nor HOME is set")?.join("portico"))
}

/// A file among the installed npm packages.
///
/// # Errors
/// When it is not installed.
pub fn node(path: &str) -> Result<PathBuf> {
    installed("node/node_modules", path)
}

/// A program among the installed Python packages.
///
/// # Errors
/// When it is not installed.
pub fn python(name: &str) -> Result<PathBuf> {
    installed("python/bin", name)
}

/// The folder in which n8n is installed, for `./tests/run n8n`.
///
/// # Errors
/// When it is not.
pub fn n8n() -> Result<PathBuf> {
    let path = cache()?.join("n8n");
    ensure!(path.join("node_modules/n8n").exists(), "no n8n in {}; `./tests/run n8n` installs it", path.display());
    Ok(path)
}

fn installed(folder: &str, path: &str) -> Result<PathBuf> {
    let path = cache()?.join(folder).join(path);
    ensure!(path.exists(), "{} is not there; `./tests/run tools` installs it", path.display());
    Ok(path)
}
