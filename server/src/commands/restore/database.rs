use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use futures_util::TryStreamExt;
use ring::digest::{Context, SHA256};
use tokio::io::AsyncWriteExt;

use super::super::backup::{Archive, Progress, Trail, counted, with_end, wrong};
use super::load;
use crate::access::{Database, Whole};
use crate::config::Config;
use crate::error::{Error, Result};

/// An empty place for a database.
pub struct Place {
    url: String,
    /// The file that it will be, where it is SQLite's.
    file: Option<PathBuf>,
    /// Where the backup's database is written to first.
    aside: PathBuf,
}

/// A database that is there again.
pub struct Restored {
    place: Place,
    /// Its rows and its trails, as they came out of the backup.
    pub counted: BTreeMap<String, i64>,
    pub trails: Vec<Trail>,
}

impl Place {
    /// Looks whether there is no table where the database is to be.
    ///
    /// # Errors
    /// When there is one; the message says what to do.
    pub async fn empty(config: &Config, url: &str) -> Result<Self> {
        let file = config.database_file();
        if let Some(file) = &file {
            if file.metadata().is_ok_and(|there| there.len() > 0) {
                return Err(wrong(file, "there is a database here already: stop the server, and move the file away"));
            }
            for end in ["-wal", "-shm", "-journal"] {
                let beside = with_end(file, end)?;
                if beside.exists() {
                    return Err(wrong(&beside, "this belongs to another database: stop the server, and move it away"));
                }
            }
            let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
            std::fs::create_dir_all(folder.unwrap_or(Path::new("."))).map_err(|error| wrong(file, error))?;
        } else {
            let there = Whole::open(url).await?;
            let tables = there.tables().await?;
            there.close().await;
            if let Some((name, _)) = tables.first() {
                return Err(Error::Malformed(format!(
                    "the database has {} tables already, such as {name}: make an empty one (CREATE DATABASE …) and \
                     name it in PORTICO_DATABASE_URL",
                    tables.len()
                )));
            }
            std::fs::create_dir_all(&config.data_dir).map_err(|error| wrong(&config.data_dir, error))?;
        }
        let aside = match &file {
            Some(file) => with_end(file, ".restoring")?,
            None => config.data_dir.join("database.restoring"),
        };
        Ok(Self { url: url.to_owned(), file, aside })
    }

    /// Brings the database back. On SQLite it is not yet where it will be; see [`Restored::settle`].
    ///
    /// # Errors
    /// When it is not what was written, there is no room, or the database refuses; nothing is left then.
    pub async fn restore(self, archive: &mut Archive, progress: &mut Progress) -> Result<Restored> {
        let put = self.put(archive, progress).await;
        match put {
            Ok((counted, trails)) => Ok(Restored { place: self, counted, trails }),
            Err(error) => {
                self.tidy();
                Err(error)
            }
        }
    }

    async fn put(&self, archive: &mut Archive, progress: &mut Progress) -> Result<(BTreeMap<String, i64>, Vec<Trail>)> {
        self.write(archive, progress).await?;
        let url = if self.file.is_some() {
            format!("sqlite://{}", self.aside.display())
        } else {
            load(&self.url, &self.aside).await?;
            self.url.clone()
        };
        let moment = Whole::open(&url).await?;
        let counted = counted(&moment).await?;
        moment.close().await;
        Database::migrate(&url).await?;
        Ok(counted)
    }

    /// Writes the backup's database to a file of its own.
    async fn write(&self, archive: &mut Archive, progress: &mut Progress) -> Result<()> {
        let fault = |error: std::io::Error| wrong(&self.aside, error);
        let name = archive.manifest.database.part();
        let part = archive.manifest.parts.iter().find(|part| part.name == name).cloned();
        let part = part.ok_or_else(|| wrong(&self.aside, "there is no database in it"))?;
        let made = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&self.aside);
        let mut out = tokio::fs::File::from_std(made.map_err(fault)?);
        let mut digest = Context::new(&SHA256);
        let mut bytes = archive.part(name, part.size).await?;
        while let Some(piece) = bytes.try_next().await.map_err(fault)? {
            digest.update(&piece);
            out.write_all(&piece).await.map_err(fault)?;
            progress.bytes(piece.len());
        }
        out.flush().await.map_err(fault)?;
        out.sync_all().await.map_err(fault)?;
        if HEXLOWER.encode(digest.finish().as_ref()) != part.sha256 {
            return Err(wrong(&self.aside, "the database has changed while it was read"));
        }
        Ok(())
    }

    /// Removes what was only needed meanwhile.
    fn tidy(&self) {
        for end in ["", "-wal", "-shm", "-journal", ".migrating"] {
            if let Ok(file) = with_end(&self.aside, end) {
                drop(std::fs::remove_file(file));
            }
        }
    }
}

impl Restored {
    /// Has the database be where it belongs.
    ///
    /// # Errors
    /// When the file cannot be put there.
    pub async fn settle(self) -> Result<()> {
        if let Some(file) = &self.place.file {
            let fault = |error: std::io::Error| wrong(file, error);
            File::open(&self.place.aside).and_then(|aside| aside.sync_all()).map_err(fault)?;
            std::fs::rename(&self.place.aside, file).map_err(fault)?;
            let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
            File::open(folder.unwrap_or(Path::new("."))).and_then(|folder| folder.sync_all()).map_err(fault)?;
        }
        self.place.tidy();
        Ok(())
    }
}
