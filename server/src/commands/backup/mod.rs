//! One file with everything of an install but its keys: the database, every stored file, and a manifest that says what is
//! in it. It is a tar, so that people can look into it, with a seal at its end that covers every byte before.
//! `commands/restore` reads it. Nothing here changes the install.

mod archive;
mod draft;
mod make;
mod manifest;
mod postgres;
mod progress;
mod tar;

use std::path::PathBuf;

use crate::config::Config;
use crate::error::{Error, Result};

pub use archive::Archive;
pub use draft::with_end;
pub use manifest::{Fingerprints, Kind, Manifest, Trail, counted, file_of, wrong};
pub use postgres::load;
pub use progress::Progress;

/// Writes everything but the keys into one file, while the server runs.
#[derive(clap::Args)]
pub struct Backup {
    /// The file to be written. There must be none of this name.
    file: PathBuf,
}

impl Backup {
    /// Writes it. What is half written goes when it is told to stop.
    pub async fn run(self, config: &Config) -> Result<()> {
        let mut terminate =
            tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()).map_err(Error::internal)?;
        let stopped = || Err(wrong(&self.file, "stopped; nothing was written"));
        let made = tokio::select! {
            made = make::make(config, &self.file) => made,
            _ = tokio::signal::ctrl_c() => stopped(),
            _ = terminate.recv() => stopped(),
        }?;
        let rows: i64 = made.tables.values().sum();
        let files = made.parts.iter().filter(|part| file_of(&part.name).is_some()).count();
        let bytes: u64 = made.parts.iter().map(|part| part.size).sum();
        say!(
            "{}: {rows} rows of {} tables ({}) and {files} files, {bytes} bytes, proved by {}.",
            self.file.display(),
            made.tables.len(),
            made.database.name(),
            made.keys.secret_key,
        );
        say!("The keys are not in it. Keep the secret key elsewhere: without it much of this cannot be read.");
        if made.lost.is_empty() {
            return Ok(());
        }
        for name in &made.lost {
            say!("not in the storage as it was stored: {name}");
        }
        let lost = made.lost.len();
        Err(wrong(&self.file, format!("the backup is written, but the storage had lost or changed {lost} files")))
    }
}
