use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Output;

use anyhow::{Context, Result, ensure};
use portico_tests::{Server, binary};
use tokio::process::Command;

/// Where an install has its data, as its commands are told.
pub struct Place {
    pub folder: PathBuf,
    pub settings: Vec<(&'static str, String)>,
}

impl Place {
    /// The place of a server, or of what comes after it.
    pub fn of(server: &Server, database: Option<&str>) -> Self {
        let settings = database.map(|url| ("PORTICO_DATABASE_URL", url.to_owned())).into_iter().collect();
        Self { folder: server.folder().to_owned(), settings }
    }

    /// Another place with nothing in it but this one's key.
    pub fn empty(&self, folder: &Path) -> Result<Self> {
        std::fs::copy(self.folder.join("secret.key"), folder.join("secret.key"))?;
        Ok(Self { folder: folder.to_owned(), settings: Vec::new() })
    }

    /// Runs a command of the program, which may fail.
    pub async fn tried(&self, arguments: &[&str]) -> Result<Output> {
        self.limited(None, arguments).await
    }

    /// Runs a command of the program that may write no file larger than so many blocks of 512 bytes: a disk that is full.
    pub async fn limited(&self, blocks: Option<u32>, arguments: &[&str]) -> Result<Output> {
        let program = binary::server().await?;
        let mut command = match blocks {
            None => Command::new(program),
            Some(blocks) => {
                let mut shell = Command::new("sh");
                shell.args(["-c", "trap '' XFSZ; ulimit -f \"$1\"; shift; exec \"$@\"", "sh", &blocks.to_string()]);
                shell.arg(program);
                shell
            }
        };
        for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("PORTICO_")) {
            command.env_remove(name);
        }
        command.env("PORTICO_DATA_DIR", &self.folder).envs(self.settings.iter().map(|(name, value)| (name, value)));
        Ok(command.args(arguments).current_dir(&self.folder).kill_on_drop(true).output().await?)
    }

    /// Runs a command of the program, and gives what it said.
    pub async fn done(&self, arguments: &[&str]) -> Result<String> {
        let output = self.tried(arguments).await?;
        let said = String::from_utf8(output.stdout)?;
        ensure!(output.status.success(), "{arguments:?}: {said}{}", String::from_utf8_lossy(&output.stderr));
        Ok(said)
    }

    /// Runs a command that is to be refused, and gives why it was.
    pub async fn refused(&self, arguments: &[&str]) -> Result<String> {
        refusal(&self.tried(arguments).await?)
    }

    /// Whether nothing is here but a key.
    pub fn is_untouched(&self) -> Result<()> {
        let files: Vec<PathBuf> =
            files(&self.folder)?.into_iter().filter(|file| !file.ends_with("secret.key")).collect();
        ensure!(files.is_empty(), "something is left: {files:?}");
        Ok(())
    }
}

/// Why a command refused.
pub fn refusal(output: &Output) -> Result<String> {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    ensure!(!output.status.success(), "it was not refused: {}", String::from_utf8_lossy(&output.stdout));
    ensure!(output.status.code() == Some(1) && said.starts_with("portico: "), "it broke: {:?} {said}", output.status);
    Ok(said)
}

/// All files below a folder.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let (mut files, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next)? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    Ok(files)
}

/// The names in a folder.
pub fn names(folder: &Path) -> Result<Vec<String>> {
    let names = std::fs::read_dir(folder)?.map(|entry| entry?.file_name().into_string().ok().context("a name"));
    names.collect()
}

/// Whether nobody else on the machine can read a file.
pub fn is_private(file: &Path) -> Result<()> {
    let mode = file.metadata()?.permissions().mode();
    ensure!(mode & 0o777 == 0o600, "{}: {mode:o}", file.display());
    Ok(())
}

/// What a broken disk leaves to somebody who kept the key elsewhere.
pub fn lose_everything_but_the_key(folder: &Path) -> Result<()> {
    for file in files(folder)? {
        if !file.ends_with("secret.key") && !file.ends_with("server.log") {
            std::fs::remove_file(file)?;
        }
    }
    Ok(())
}
