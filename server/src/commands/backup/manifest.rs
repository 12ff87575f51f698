use std::collections::BTreeMap;
use std::path::Path;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::access::{Backend, Whole};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::ids::{AgencyId, UploadId};
use crate::secrets::MasterKey;
use crate::storage::Part;

/// The kind of file that this program writes.
pub const FORMAT: u32 = 1;

/// What a backup is of, and what is in it. It stands in the file as `manifest.json`.
#[derive(Serialize, Deserialize)]
pub struct Manifest {
    pub format: u32,
    /// The version of the program that made it.
    pub program: String,
    pub made_at: DateTime<Utc>,
    pub database: Kind,
    /// The newest step of the database's history.
    pub migration: String,
    pub keys: Fingerprints,
    /// How many rows each table has.
    pub tables: BTreeMap<String, i64>,
    /// The last entry of every agency's audit trail.
    pub audit: Vec<Trail>,
    pub parts: Vec<Piece>,
    /// Files that rows speak for and that the storage had lost when this was made, or had changed.
    pub lost: Vec<String>,
}

/// Which database it is a backup of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Sqlite,
    Postgresql,
}

impl Kind {
    /// As its users call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "SQLite",
            Self::Postgresql => "PostgreSQL",
        }
    }

    /// What the database is called in the backup.
    pub fn part(self) -> &'static str {
        match self {
            Self::Sqlite => "database.sqlite",
            Self::Postgresql => "database.pgdump",
        }
    }
}

impl From<Backend> for Kind {
    fn from(backend: Backend) -> Self {
        if backend == Backend::Postgres { Self::Postgresql } else { Self::Sqlite }
    }
}

/// What tells the keys from others. The keys themselves are in no backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprints {
    pub secret_key: String,
    /// Of the keys that clients' credentials are sealed under, by their names.
    pub credential_keys: BTreeMap<String, String>,
}

impl Fingerprints {
    /// Of the keys of an install.
    ///
    /// # Errors
    /// When one of them is none.
    pub fn of(config: &Config, master: &MasterKey) -> Result<Self> {
        // Says which of them is none.
        config.envelopes()?;
        let named = config.credential_keys.iter().filter_map(|text| text.split_once(':'));
        let named = named.map(|(name, key)| Ok((name.to_owned(), MasterKey::parse(key)?.fingerprint())));
        Ok(Self { secret_key: master.fingerprint(), credential_keys: named.collect::<Result<_>>()? })
    }
}

/// The last entry of an agency's audit trail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trail {
    pub agency: AgencyId,
    pub slug: String,
    pub number: i64,
    pub hash: String,
}

/// A part of the file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Piece {
    pub name: String,
    pub size: u64,
    /// In hexadecimal.
    pub sha256: String,
}

/// The rows of all tables, and the heads of all trails.
///
/// # Errors
/// When the database fails.
pub async fn counted(whole: &Whole) -> Result<(BTreeMap<String, i64>, Vec<Trail>)> {
    let heads = whole.heads().await?.into_iter();
    let trails = heads.map(|h| Trail { agency: h.agency, slug: h.slug, number: h.number, hash: h.hash });
    Ok((whole.tables().await?.into_iter().collect(), trails.collect()))
}

/// What some bytes of the storage are called in the backup.
pub fn file_name(agency: AgencyId, key: UploadId, part: Part) -> String {
    match part {
        Part::Preview => format!("files/{agency}/{key}.preview"),
        _ => format!("files/{agency}/{key}"),
    }
}

/// What bytes of the storage a name stands for. Every other name is none.
pub fn file_of(name: &str) -> Option<(AgencyId, UploadId, Part)> {
    let (agency, key) = name.strip_prefix("files/")?.split_once('/')?;
    let (key, part) = match key.strip_suffix(".preview") {
        Some(key) => (key, Part::Preview),
        None => (key, Part::Original),
    };
    let (agency, key): (AgencyId, UploadId) = (agency.parse().ok()?, key.parse().ok()?);
    (file_name(agency, key, part) == name).then_some((agency, key, part))
}

/// An error about a backup's file.
pub fn wrong(file: &Path, why: impl std::fmt::Display) -> Error {
    Error::Malformed(format!("{}: {why}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Id;

    #[test]
    fn only_names_of_ours_stand_for_files() {
        let (agency, key) = (AgencyId::new(), UploadId::new());
        for part in [Part::Original, Part::Preview] {
            assert_eq!(file_of(&file_name(agency, key, part)), Some((agency, key, part)));
        }
        let foreign = [
            format!("files/{agency}/../{key}"),
            format!("files/../{agency}/{key}"),
            format!("/files/{agency}/{key}"),
            format!("files/{agency}/{key}.pages/1"),
            format!("files/{agency}/{}", key.to_string().to_uppercase()),
            "../secret.key".to_owned(),
            "files".to_owned(),
        ];
        for name in foreign {
            assert_eq!(file_of(&name), None, "{name}");
        }
    }
}
