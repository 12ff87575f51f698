use std::collections::BTreeSet;
use std::path::Path;

use futures_util::StreamExt;
use tokio_util::io::ReaderStream;

use super::draft::Draft;
use super::manifest::{FORMAT, Fingerprints, Kind, Manifest, counted, file_name, wrong};
use super::postgres;
use crate::access::{Database, Spoken, Whole};
use crate::clock::Clock;
use crate::config::Config;
use crate::error::{Error, Result};
use crate::storage::{Part, Storage};

/// How often the database is written out anew because files were removed meanwhile.
const ROUNDS: usize = 5;

/// Makes a backup of an install.
///
/// Files never change under their key, but they come and go while this runs. So the database is written out first, then
/// every file it names is fetched; where one is gone by then, the database is written out again and the new files
/// are fetched, until a copy names no file that is not here. That copy goes in last.
///
/// # Errors
/// When the install has no key or no database, something does not answer, or there is no room.
pub async fn make(config: &Config, file: &Path) -> Result<Manifest> {
    let none = || Error::Malformed("there is no secret key here: is this the configuration of the install?".into());
    let master = config.known_key()?.ok_or_else(none)?;
    let keys = Fingerprints::of(config, &master)?;
    let url = config.database_url();
    if let Some(database) = config.database_file().filter(|file| !file.is_file()) {
        return Err(wrong(&database, "there is no database here"));
    }
    let storage = config.storage()?;
    let now = Clock::default().now();
    let mut draft = Draft::begin(file, now)?;
    let (mut fetched, mut missing) = (BTreeSet::new(), BTreeSet::new());
    let mut lost: Vec<String> = Vec::new();
    for round in 1..=ROUNDS {
        draft.step("writing out the database");
        let copy = draft.aside(&format!("database.{round}"))?;
        let moment = written_out(&url, &copy).await?;
        let kind = Kind::from(moment.backend());
        let (spoken, migration) = (moment.spoken_for().await?, moment.migration().await?);
        let (tables, audit) = counted(&moment).await?;
        moment.close().await;
        let migration = migration.ok_or_else(|| Error::Malformed("the database has no tables of ours".into()))?;
        let mut gone = BTreeSet::new();
        for (one, part) in spoken.iter().flat_map(parts) {
            let name = file_name(one.agency, one.key, part);
            if fetched.contains(&name) {
                continue;
            }
            match fetch(&mut draft, &storage, &one, part, &name).await? {
                Some(true) => {}
                Some(false) => lost.push(name.clone()),
                None => {
                    gone.insert(name);
                    continue;
                }
            }
            fetched.insert(name);
        }
        // What was missing before and is still spoken for was not removed: the storage has lost it.
        if gone.is_subset(&missing) || round == ROUNDS {
            lost.extend(gone);
            draft.step("putting the database in");
            let size = tokio::fs::metadata(&copy).await.map_err(|error| wrong(&copy, error))?.len();
            let opened = tokio::fs::File::open(&copy).await.map_err(|error| wrong(&copy, error))?;
            draft.add(kind.part(), size, ReaderStream::with_capacity(opened, 256 * 1024)).await?;
            let (program, parts) = (env!("CARGO_PKG_VERSION").to_owned(), Vec::new());
            let (format, database, made_at) = (FORMAT, kind, now);
            let manifest = Manifest { format, program, made_at, database, migration, keys, tables, audit, parts, lost };
            return draft.finish(manifest, &master).await;
        }
        missing = gone;
        tokio::fs::remove_file(&copy).await.map_err(|error| wrong(&copy, error))?;
    }
    Err(wrong(file, "files go faster than they can be fetched"))
}

/// Writes the database out, and gives the very moment that was written.
async fn written_out(url: &str, copy: &Path) -> Result<Whole> {
    if url.starts_with("sqlite:") {
        Database::copy_into(url, copy).await?;
        return Whole::open(&format!("sqlite://{}", copy.display())).await;
    }
    let moment = Whole::open(url).await?;
    postgres::dump(url, moment.snapshot().unwrap_or_default(), copy).await?;
    Ok(moment)
}

/// What of it is stored. Pages of documents are drawn again when somebody asks for them.
fn parts(spoken: &Spoken) -> impl Iterator<Item = (Spoken, Part)> + use<> {
    let preview = spoken.preview.then_some((spoken.clone(), Part::Preview));
    std::iter::once((spoken.clone(), Part::Original)).chain(preview)
}

/// Puts a file in. Tells whether it is the one that was stored; nothing where it is not there.
async fn fetch(draft: &mut Draft, storage: &Storage, one: &Spoken, part: Part, name: &str) -> Result<Option<bool>> {
    let Some((size, bytes)) = storage.read_sized(one.agency, one.key, part).await? else { return Ok(None) };
    let sha256 = draft.add(name, size, bytes.boxed()).await?;
    Ok(Some(part != Part::Original || one.sha256.eq_ignore_ascii_case(&sha256)))
}
