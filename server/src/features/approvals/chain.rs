//! The chain of an approval's history: each entry's hash covers the entry and the hash before it, so that nothing can
//! be changed, taken out or moved without every later hash showing it. It needs no key and nothing but the entries:
//! whoever has them, in a certificate for instance, can check them.
//!
//! The hash is SHA-256, in small hexadecimal letters, over this JSON array without blanks, in UTF-8:
//!
//! `[previous, sequence, approval, kind, actor_kind, actor, actor_name, step, version, detail, created_at]`
//!
//! `previous` is the hash of the entry before, and empty for the first; `sequence` counts from 1; ids are UUIDs in
//! small letters or `null`; `detail` is the JSON object of the entry as a *text*, as it was kept; `created_at` is
//! RFC 3339 in UTC with six digits after the second: `2026-11-22T09:30:00.000000Z`.

use chrono::{DateTime, Utc};
use ring::digest;
use serde::{Deserialize, Serialize};
use serde_json::json;
use uuid::Uuid;

/// An entry, with all that its hash covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub sequence: i64,
    pub approval: Uuid,
    pub kind: String,
    pub actor_kind: String,
    pub actor: Uuid,
    pub actor_name: String,
    pub step: Option<Uuid>,
    pub version: Option<Uuid>,
    /// A JSON object, as the text that was kept.
    pub detail: String,
    pub created_at: DateTime<Utc>,
    pub previous: String,
    pub hash: String,
}

/// Where a chain breaks: the first entry that is not what followed the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The place in the list, from 1.
    pub sequence: i64,
}

/// The hash of an entry. What it says its hash is does not count.
pub fn hash(entry: &Entry) -> String {
    let canonical = json!([
        entry.previous,
        entry.sequence,
        entry.approval,
        entry.kind,
        entry.actor_kind,
        entry.actor,
        entry.actor_name,
        entry.step,
        entry.version,
        entry.detail,
        entry.created_at.format("%Y-%m-%dT%H:%M:%S%.6fZ").to_string(),
    ]);
    let digest = digest::digest(&digest::SHA256, canonical.to_string().as_bytes());
    data_encoding::HEXLOWER.encode(digest.as_ref())
}

/// Whether these are the entries of one approval from the first on, each as it was written after the one before.
///
/// # Errors
/// [`Broken`] at the first that is not.
pub fn verify(entries: &[Entry]) -> Result<(), Broken> {
    let mut previous = "";
    for (sequence, entry) in (1..).zip(entries) {
        let same = entries.first().is_some_and(|first| first.approval == entry.approval);
        if !same || entry.sequence != sequence || entry.previous != previous || hash(entry) != entry.hash {
            return Err(Broken { sequence });
        }
        previous = &entry.hash;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries() -> Vec<Entry> {
        let approval: Uuid = "0193a1b2-0000-7000-8000-000000000001".parse().expect("an id");
        let mut previous = String::new();
        let mut entries = Vec::new();
        for (sequence, kind) in (1..).zip(["created", "version_sent", "approved"]) {
            let mut entry = Entry {
                sequence,
                approval,
                kind: kind.into(),
                actor_kind: "staff".into(),
                actor: approval,
                actor_name: "Mia “M” Ünal".into(),
                step: (sequence > 1).then_some(approval),
                version: None,
                detail: r#"{"number":1}"#.into(),
                created_at: "2026-11-22T09:30:00.123456Z".parse().expect("a time"),
                previous: previous.clone(),
                hash: String::new(),
            };
            entry.hash = hash(&entry);
            previous.clone_from(&entry.hash);
            entries.push(entry);
        }
        entries
    }

    #[test]
    fn the_form_is_fixed() {
        // Certificates that were handed out are checked with this: it never changes.
        let computed_elsewhere = "a67c26fc785e6fa4f5e81520f7581b80b93f293dd2f94a8462b78c83c1233b4c";
        assert_eq!(entries()[0].hash, computed_elsewhere);
    }

    #[test]
    fn whatever_is_changed_taken_out_or_moved_shows() {
        assert_eq!(verify(&entries()), Ok(()));
        let broken_at = |change: fn(&mut Vec<Entry>)| {
            let mut entries = entries();
            change(&mut entries);
            verify(&entries).expect_err("a chain that was tampered with").sequence
        };
        assert_eq!(broken_at(|all| all[1].actor_name = "Adam".into()), 2);
        assert_eq!(broken_at(|all| all[1].detail = "{}".into()), 2);
        assert_eq!(broken_at(|all| all[2].step = None), 3);
        assert_eq!(broken_at(|all| drop(all.remove(0))), 1);
        assert_eq!(broken_at(|all| drop(all.remove(1))), 2);
        assert_eq!(broken_at(|all| all.swap(1, 2)), 2);
        assert_eq!(
            broken_at(|all| {
                all[0].kind = "archived".into();
                all[0].hash = hash(&all[0]);
            }),
            2
        );
    }

    #[test]
    fn digits_below_a_microsecond_do_not_count() {
        let mut entry = entries().remove(0);
        let kept = hash(&entry);
        entry.created_at += chrono::TimeDelta::nanoseconds(999);
        assert_eq!(hash(&entry), kept);
    }
}
