use std::collections::BTreeMap;
use std::io::SeekFrom;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use data_encoding::HEXLOWER;
use futures_util::{Stream, TryStreamExt};
use ring::digest::{Context, SHA256};
use tokio::fs::File;
use tokio::io::{AsyncReadExt, AsyncSeekExt};
use tokio_util::io::ReaderStream;

use super::draft::{MANIFEST, SEAL, Seal, sealer};
use super::manifest::{FORMAT, Manifest, file_of, wrong};
use super::tar;
use crate::error::Result;
use crate::secrets::MasterKey;

/// Bytes read at once.
const PIECE: usize = 256 * 1024;
/// The largest manifest; it says a few words of each file.
const MANIFEST_LIMIT: u64 = 1024 * 1024 * 1024;
const SEAL_LIMIT: u64 = 4096;

/// A backup's file, of which nothing is believed before [`Archive::prove`].
pub struct Archive {
    path: PathBuf,
    file: File,
    pub manifest: Manifest,
    seal: Seal,
    /// Where the seal begins.
    sealed: u64,
    /// Where each part's bytes begin.
    places: BTreeMap<String, u64>,
}

/// A part as the file has it.
struct Entry {
    name: String,
    at: u64,
    size: u64,
}

impl Archive {
    /// Opens a backup, and looks whether it is whole and of a kind that is known here.
    ///
    /// # Errors
    /// When it cannot be read, is no backup, was cut off, or comes from a newer program.
    pub async fn open(path: &Path) -> Result<Self> {
        let mut file = File::open(path).await.map_err(|error| wrong(path, error))?;
        let entries = entries(path, &mut file).await?;
        let [parts @ .., manifest, seal] = entries.as_slice() else { return Err(wrong(path, NONE)) };
        if manifest.name != MANIFEST || seal.name != SEAL {
            return Err(wrong(path, NONE));
        }
        let kind: Format = json(path, &mut file, manifest, MANIFEST_LIMIT).await?;
        if kind.format > FORMAT {
            let by = kind.program;
            return Err(wrong(path, format!("this was made by a newer Portico, {by}; restore it with that one")));
        }
        let sealed = seal.at - tar::BLOCK as u64;
        let seal = json(path, &mut file, seal, SEAL_LIMIT).await?;
        let manifest: Manifest = json(path, &mut file, manifest, MANIFEST_LIMIT).await?;
        let said = manifest.parts.iter().map(|part| (part.name.as_str(), part.size));
        if !said.eq(parts.iter().map(|entry| (entry.name.as_str(), entry.size))) {
            return Err(wrong(path, "what is in it is not what its manifest says"));
        }
        let known = |name: &str| name == manifest.database.part() || file_of(name).is_some();
        if let Some(foreign) = parts.iter().find(|entry| !known(&entry.name)) {
            return Err(wrong(path, format!("{:?} is nothing that belongs into a backup", foreign.name)));
        }
        let places: BTreeMap<_, _> = parts.iter().map(|entry| (entry.name.clone(), entry.at)).collect();
        if places.len() != parts.len() || !places.contains_key(manifest.database.part()) {
            return Err(wrong(path, "something stands in it twice, or its database is missing"));
        }
        Ok(Self { path: path.to_owned(), file, manifest, seal, sealed, places })
    }

    /// Reads it from its first byte to its last, and proves that each is what was written. With the key that it was
    /// made with, that nobody else has made another one of it, too.
    ///
    /// # Errors
    /// When a byte is another.
    pub async fn prove(&mut self, master: Option<&MasterKey>) -> Result<()> {
        let altered =
            || wrong(&self.path, "this is not what was written: a byte of it has changed. Nothing was restored");
        self.file.seek(SeekFrom::Start(0)).await.map_err(|error| wrong(&self.path, error))?;
        let mut bytes = ReaderStream::with_capacity((&mut self.file).take(self.sealed), PIECE);
        let mut digest = Context::new(&SHA256);
        while let Some(piece) = bytes.try_next().await.map_err(|error| wrong(&self.path, error))? {
            digest.update(&piece);
        }
        if HEXLOWER.encode(digest.finish().as_ref()) != self.seal.sha256 {
            return Err(altered());
        }
        let same = master.filter(|master| master.fingerprint() == self.manifest.keys.secret_key);
        let proof = HEXLOWER.decode(self.seal.proof.as_bytes()).unwrap_or_default();
        if same.is_some_and(|master| !sealer(master).is_sealed(&self.seal.sha256, &proof)) {
            return Err(wrong(&self.path, "this was made by somebody who has not got this install's key"));
        }
        Ok(())
    }

    /// The bytes of a part.
    ///
    /// # Errors
    /// When there is none of this name, or the file cannot be read.
    pub async fn part(&mut self, name: &str, size: u64) -> Result<impl Stream<Item = std::io::Result<Bytes>> + Unpin> {
        let at = *self.places.get(name).ok_or_else(|| wrong(&self.path, format!("there is no {name}")))?;
        self.file.seek(SeekFrom::Start(at)).await.map_err(|error| wrong(&self.path, error))?;
        Ok(ReaderStream::with_capacity((&mut self.file).take(size), PIECE))
    }
}

/// What is read of a manifest before it is known to be understood.
#[derive(serde::Deserialize)]
struct Format {
    format: u32,
    program: String,
}

const NONE: &str = "this is no backup of Portico's, or it was cut off";

/// Finds all parts, from the first header to the two empty blocks at the end.
async fn entries(path: &Path, file: &mut File) -> Result<Vec<Entry>> {
    let fault = |error: std::io::Error| wrong(path, error);
    let length = file.metadata().await.map_err(fault)?.len();
    let (mut entries, mut at) = (Vec::new(), 0_u64);
    loop {
        if length.saturating_sub(at) < tar::END {
            return Err(wrong(path, NONE));
        }
        file.seek(SeekFrom::Start(at)).await.map_err(fault)?;
        let mut block = [0; tar::BLOCK];
        file.read_exact(&mut block).await.map_err(fault)?;
        if block == [0; tar::BLOCK] {
            file.read_exact(&mut block).await.map_err(fault)?;
            let ends = block == [0; tar::BLOCK] && at + tar::END == length;
            return if ends { Ok(entries) } else { Err(wrong(path, NONE)) };
        }
        let (name, size) = tar::parse(&block).ok_or_else(|| wrong(path, NONE))?;
        at += tar::BLOCK as u64;
        entries.push(Entry { name, at, size });
        at = at.checked_add(size).map_or(u64::MAX, |end| end.saturating_add(tar::padding(size) as u64));
    }
}

/// A part that is JSON, and whose last block is filled with nothing.
async fn json<T: serde::de::DeserializeOwned>(path: &Path, file: &mut File, entry: &Entry, most: u64) -> Result<T> {
    let fault = |error: std::io::Error| wrong(path, error);
    if entry.size > most {
        return Err(wrong(path, NONE));
    }
    let size = usize::try_from(entry.size).unwrap_or_default();
    let mut text = vec![0; size + tar::padding(entry.size)];
    file.seek(SeekFrom::Start(entry.at)).await.map_err(fault)?;
    file.read_exact(&mut text).await.map_err(fault)?;
    let (text, filling) = text.split_at(size);
    let read = serde_json::from_slice(text).ok().filter(|_| filling.iter().all(|byte| *byte == 0));
    read.ok_or_else(|| wrong(path, NONE))
}
