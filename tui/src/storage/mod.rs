//! What the console keeps: sign-ins in the keyring or in files, drafts and what waits for the server in files,
//! readable by their owner alone.

mod drafts;
mod keyring;
mod profile;
mod queue;
#[cfg(feature = "keyring")]
mod secret_service;

use std::{
    fs::{self, DirBuilder, OpenOptions},
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
    sync::Arc,
};

pub use drafts::DraftFolder;
pub use keyring::Keyring;
#[cfg(any(test, not(feature = "keyring")))]
pub use keyring::NoKeyring;
pub use profile::{ProfileFile, Storage, is_profile_name, profiles};
pub use queue::QueueFolder;

/// The keyring that sign-ins are kept in, if this console was built with one.
pub fn keyring() -> Arc<dyn Keyring> {
    #[cfg(feature = "keyring")]
    let keyring = secret_service::DesktopKeyring;
    #[cfg(not(feature = "keyring"))]
    let keyring = NoKeyring;
    Arc::new(keyring)
}

/// `$XDG_STATE_HOME/portico`, or where that is when it is not set.
pub fn folder(state_home: Option<PathBuf>, home: Option<PathBuf>) -> Option<PathBuf> {
    let state = state_home.filter(|path| path.is_absolute());
    state.or_else(|| home.map(|home| home.join(".local/state"))).map(|path| path.join("portico"))
}

/// Writes a file so that a reader finds the old one or the new one whole, and nobody else any.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let parent = path.parent().unwrap_or_else(|| Path::new("."));
    DirBuilder::new().recursive(true).mode(0o700).create(parent)?;
    let draft = path.with_extension(format!("{}.new", std::process::id()));
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&draft)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.and_then(|()| fs::rename(&draft, path)).inspect_err(|_| drop(fs::remove_file(&draft)))
}

/// Removes a file; that it is not there is as good.
fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn state_lives_where_the_environment_says() {
        let path = |text: &str| Some(PathBuf::from(text));
        assert_eq!(folder(path("/s"), path("/h")), path("/s/portico"));
        assert_eq!(folder(path("relative"), path("/h")), path("/h/.local/state/portico"));
        assert_eq!(folder(None, None), None);
    }

    #[test]
    fn a_failed_write_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("taken");
        fs::create_dir(&path).unwrap();
        assert!(write(&path, b"x").is_err());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
