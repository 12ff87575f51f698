use std::fs::{DirBuilder, File, OpenOptions, Permissions};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use bytes::Bytes;
use chrono::{DateTime, Utc};
use data_encoding::HEXLOWER;
use futures_util::{Stream, StreamExt};
use ring::digest::{Context, SHA256};
use serde::{Deserialize, Serialize};
use tokio::io::AsyncWriteExt;

use super::manifest::{Manifest, Piece, wrong};
use super::progress::Progress;
use super::tar;
use crate::error::{Error, Result};
use crate::secrets::{MasterKey, Sealer};

/// What the manifest and what proves the file are called in it.
pub const MANIFEST: &str = "manifest.json";
pub const SEAL: &str = "seal.json";

/// The last thing in a backup: it covers every byte before it.
#[derive(Serialize, Deserialize)]
pub struct Seal {
    /// Of all bytes before this part's header, in hexadecimal.
    pub sha256: String,
    /// What only somebody with the install's key can say of that.
    pub proof: String,
}

/// What proves that a backup was made by somebody who has this key.
pub fn sealer(master: &MasterKey) -> Sealer {
    Sealer::new(master, "backup/1")
}

/// A backup that is being written. It has another name until it is whole; dropped before that, it is gone.
pub struct Draft {
    target: PathBuf,
    folder: PathBuf,
    out: tokio::io::BufWriter<tokio::fs::File>,
    digest: Context,
    time: u64,
    parts: Vec<Piece>,
    progress: Progress,
}

impl Draft {
    /// Begins a backup that is to have this name.
    ///
    /// # Errors
    /// When something has the name already, somebody else is making it, or it cannot be written there.
    pub fn begin(target: &Path, now: DateTime<Utc>) -> Result<Self> {
        let fault = |error: std::io::Error| wrong(target, error);
        if target.symlink_metadata().is_ok() {
            return Err(wrong(target, "there is a file of this name; give another name, or remove it first"));
        }
        // A folder, so that nobody else's file is written into and what is in it has nobody else's eyes on it.
        let folder = with_end(target, ".partial")?;
        let made = std::os::unix::fs::DirBuilderExt::mode(&mut DirBuilder::new(), 0o700).create(&folder);
        if made.as_ref().is_err_and(|error| error.kind() == std::io::ErrorKind::AlreadyExists) {
            let folder = folder.display();
            return Err(wrong(
                target,
                format!("{folder} is there: another backup is being made, or was killed; remove it"),
            ));
        }
        made.map_err(fault)?;
        let opened = private(&folder.join("backup"));
        if opened.is_err() {
            drop(std::fs::remove_dir_all(&folder));
        }
        Ok(Self {
            target: target.to_owned(),
            folder,
            out: tokio::io::BufWriter::with_capacity(256 * 1024, tokio::fs::File::from_std(opened.map_err(fault)?)),
            digest: Context::new(&SHA256),
            time: u64::try_from(now.timestamp()).unwrap_or_default(),
            parts: Vec::new(),
            progress: Progress::new(),
        })
    }

    /// A file beside it, empty and nobody else's, for what must be written before it can be put in.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn aside(&self, name: &str) -> Result<PathBuf> {
        let file = self.folder.join(name);
        private(&file).map_err(|error| wrong(&file, error))?;
        Ok(file)
    }

    /// Says what is going on.
    pub fn step(&mut self, what: &str) {
        self.progress.step(what);
    }

    async fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.digest.update(bytes);
        self.out.write_all(bytes).await.map_err(|error| wrong(&self.target, error))
    }

    /// Puts a part in, and gives its SHA-256 in hexadecimal.
    ///
    /// # Errors
    /// When it does not come whole, or there is no room.
    pub async fn add(
        &mut self,
        name: &str,
        size: u64,
        mut bytes: impl Stream<Item = std::io::Result<Bytes>> + Unpin,
    ) -> Result<String> {
        let header = tar::header(name, size, self.time).ok_or_else(|| wrong(&self.target, "a name is too long"))?;
        self.write(&header).await?;
        let (mut digest, mut come) = (Context::new(&SHA256), 0_u64);
        while let Some(piece) = bytes.next().await {
            let piece =
                piece.map_err(|error| Error::Unavailable(anyhow::Error::new(error).context(name.to_owned())))?;
            digest.update(&piece);
            come += piece.len() as u64;
            if come > size {
                break;
            }
            self.write(&piece).await?;
            self.progress.bytes(piece.len());
        }
        if come != size {
            return Err(wrong(&self.target, format!("{name} did not come whole, or changed while it was read")));
        }
        self.write(&[0; tar::BLOCK][..tar::padding(size)]).await?;
        self.progress.file();
        let sha256 = HEXLOWER.encode(digest.finish().as_ref());
        self.parts.push(Piece { name: name.to_owned(), size, sha256: sha256.clone() });
        Ok(sha256)
    }

    async fn add_text(&mut self, name: &str, text: String) -> Result<()> {
        let size = text.len() as u64;
        let bytes = futures_util::stream::iter([Ok(Bytes::from(text))]);
        self.add(name, size, bytes).await.map(drop)
    }

    /// Seals it, has it be on the disk, and gives it its name.
    ///
    /// # Errors
    /// When there is no room, or the name was taken meanwhile.
    pub async fn finish(mut self, manifest: Manifest, master: &MasterKey) -> Result<Manifest> {
        self.progress.step("finishing");
        let manifest = Manifest { parts: std::mem::take(&mut self.parts), ..manifest };
        let text = serde_json::to_string_pretty(&manifest).map_err(Error::internal)?;
        self.add_text(MANIFEST, text).await?;
        let sha256 = HEXLOWER.encode(self.digest.clone().finish().as_ref());
        let proof = HEXLOWER.encode(&sealer(master).seal(&sha256));
        let seal = serde_json::to_string(&Seal { sha256, proof }).map_err(Error::internal)?;
        self.add_text(SEAL, seal).await?;
        self.write(&[0; 2 * tar::BLOCK]).await?;
        let fault = |error: std::io::Error| wrong(&self.target, error);
        self.out.flush().await.map_err(fault)?;
        self.out.get_ref().sync_all().await.map_err(fault)?;
        if self.target.symlink_metadata().is_ok() {
            return Err(wrong(&self.target, "somebody has put a file there meanwhile"));
        }
        std::fs::rename(self.folder.join("backup"), &self.target).map_err(fault)?;
        let parent = self.target.parent().filter(|parent| !parent.as_os_str().is_empty());
        File::open(parent.unwrap_or(Path::new("."))).and_then(|folder| folder.sync_all()).map_err(fault)?;
        Ok(manifest)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

/// A new file that nobody else may read.
fn private(file: &Path) -> std::io::Result<File> {
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file)?;
    made.set_permissions(Permissions::from_mode(0o600))?;
    Ok(made)
}

/// A name with something at its end.
///
/// # Errors
/// When it is the name of no file.
pub fn with_end(file: &Path, end: &str) -> Result<PathBuf> {
    let mut name = file.file_name().ok_or_else(|| wrong(file, "this is the name of no file"))?.to_owned();
    name.push(end);
    Ok(file.with_file_name(name))
}
