//! A backup is brought back into an empty place. Every byte of it is proved before anything is touched; the storage is
//! filled, the database comes whole or not at all, and at last everything is counted and compared.

mod database;
mod files;
mod table;

use std::path::PathBuf;

use super::backup::{Archive, Fingerprints, Kind, Progress, load, wrong};
use crate::access::{Database, Whole};
use crate::clock::Clock;
use crate::config::Config;
use crate::error::{Error, Result};
use crate::features::audit;
use crate::secrets::MasterKey;

/// Brings a backup back into an empty database and an empty storage. The server must not run.
#[derive(clap::Args)]
pub struct Restore {
    /// The file that `portico backup` wrote.
    file: PathBuf,
    /// Only proves that the file is whole and unaltered, and says what is in it.
    #[arg(long)]
    check: bool,
    /// Goes on without the key that the backup was made with. What was sealed under it — clients' credentials, second
    /// factors — cannot be read any more, and audit trails and certificates no longer prove themselves.
    #[arg(long)]
    without_key: bool,
}

impl Restore {
    /// Does it.
    pub async fn run(self, config: &Config) -> Result<()> {
        let mut archive = Archive::open(&self.file).await?;
        let master = config.known_key()?;
        archive.prove(master.as_ref()).await?;
        let manifest = &archive.manifest;
        if !Database::knows_migration(&manifest.migration) {
            let by = &manifest.program;
            return Err(wrong(&self.file, format!("this was made by a newer Portico, {by}; restore it with that one")));
        }
        if self.check {
            table::describe(&self.file, manifest);
            return Ok(());
        }
        let whole = self.keys(config, master.as_ref(), &manifest.keys)?;
        let url = config.database_url();
        let kind = if url.starts_with("sqlite:") { Kind::Sqlite } else { Kind::Postgresql };
        if kind != manifest.database {
            let (from, to) = (manifest.database.name(), kind.name());
            let why =
                format!("this is a backup of {from}, and PORTICO_DATABASE_URL names {to}: set it to an empty {from}");
            return Err(wrong(&self.file, why));
        }
        let place = database::Place::empty(config, &url).await?;
        let storage = config.storage()?.limited(u64::MAX, None);
        if !storage.is_empty().await? {
            return Err(Error::Malformed(
                "the file storage is not empty: name another one in PORTICO_STORAGE_URL, or remove what is there"
                    .into(),
            ));
        }
        let mut progress = Progress::new();
        let written = files::fill(&mut archive, &storage, &mut progress).await?;
        progress.step("restoring the database");
        let restored = place.restore(&mut archive, &mut progress).await;
        let place = match restored {
            Ok(restored) => restored,
            Err(error) => {
                files::take_back(&storage, &written).await;
                return Err(error);
            }
        };
        drop(progress);
        let faults = table::compare(&archive.manifest, &place.counted, &place.trails, written.len());
        place.settle().await?;
        if whole {
            trails(config, &url).await?;
        }
        if faults > 0 {
            return Err(wrong(&self.file, format!("{faults} things are not as they were; what was restored is there")));
        }
        say!("Restored. `portico serve` can be started.");
        Ok(())
    }

    /// Whether all keys are here that the backup was made with.
    fn keys(&self, config: &Config, master: Option<&MasterKey>, made: &Fingerprints) -> Result<bool> {
        let here = master.map(|master| Fingerprints::of(config, master)).transpose()?;
        let same = here.as_ref().is_some_and(|here| here.secret_key == made.secret_key);
        let missing: Vec<&str> = made
            .credential_keys
            .iter()
            .filter(|(name, print)| here.as_ref().and_then(|here| here.credential_keys.get(*name)) != Some(*print))
            .map(|(name, _)| name.as_str())
            .collect();
        if same && missing.is_empty() {
            return Ok(true);
        }
        let mut why = Vec::new();
        if !same {
            let has =
                here.map_or("there is none here".to_owned(), |here| format!("the one here is {}", here.secret_key));
            let (wanted, file) = (&made.secret_key, config.key_file());
            why.push(format!(
                "it was made with the secret key {wanted}, and {has}: put that key into {} or PORTICO_SECRET_KEY",
                file.display()
            ));
        }
        if !missing.is_empty() {
            why.push(format!("PORTICO_CREDENTIAL_KEYS lacks {}", missing.join(", ")));
        }
        let why = why.join("; ");
        let lost = "what was sealed under it — clients' credentials, second factors — cannot be read with another key";
        if self.without_key {
            note!("portico: {why}. Going on without: {lost}.");
            return Ok(false);
        }
        Err(wrong(
            &self.file,
            format!("{why}. Otherwise {lost}; --without-key goes on all the same. Nothing was restored"),
        ))
    }
}

/// Proves the audit trails from their first entries on.
async fn trails(config: &Config, url: &str) -> Result<()> {
    let database = Database::connect(url, Clock::default(), &config.master_key()?).await?;
    let system = database.system();
    let mut broken = Vec::new();
    for head in Whole::open(url).await?.heads().await? {
        let verdict = audit::verify(&system.agency(head.agency), Some((head.number, &head.hash))).await?;
        if verdict.fault.is_some() {
            broken.push(head.slug);
        }
    }
    database.close().await;
    if broken.is_empty() {
        say!("The audit trails are genuine.");
        return Ok(());
    }
    Err(Error::Malformed(format!("the audit trails of {} do not prove themselves", broken.join(", "))))
}
