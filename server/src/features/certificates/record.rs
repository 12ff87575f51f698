use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::features::approvals::{self, Entry};

/// What kind of record this is; another one will have another name.
pub const FORMAT: &str = "approval-certificate/1";

/// Somebody or something, by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    pub id: Uuid,
    pub name: String,
}

/// The approval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    pub id: Uuid,
    pub number: i64,
    pub title: String,
}

/// The step, and on what rule it was decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub id: Uuid,
    pub position: i32,
    pub title: String,
    /// `any`, `all` or `quorum`.
    pub rule: String,
    pub quorum: Option<i32>,
}

/// A file that was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    pub name: String,
    pub media_type: String,
    pub size: i64,
    pub sha256: String,
}

/// The version that was decided on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    pub id: Uuid,
    pub number: i32,
    pub sent_at: DateTime<Utc>,
    pub text_sha256: Option<String>,
    pub files: Vec<File>,
}

/// What somebody decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    pub id: Uuid,
    pub person: Uuid,
    pub name: String,
    pub verdict: String,
    pub feedback: String,
    pub at: DateTime<Utc>,
}

/// All that a certificate says, for programs. The bytes of it that were signed are never made anew.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    pub format: String,
    pub agency: Named,
    pub workspace: Named,
    pub approval: Approval,
    pub step: Step,
    pub version: Version,
    pub decisions: Vec<Decision>,
    pub approved_at: DateTime<Utc>,
    /// The approval's history from its beginning to the step's approval.
    pub events: Vec<Entry>,
}

/// What does not hold of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It is of a kind that is not known here.
    Format,
    /// The history breaks at this entry.
    Chain(i64),
    /// The history does not say that this version of this step was approved.
    Outcome,
    /// Somebody was shown something else than the record names.
    Shown,
}

impl Record {
    /// Whether the record is of one piece: the history is whole, ends with the approval of this step's version, and
    /// says that whoever approved was shown these very files and this text.
    ///
    /// # Errors
    /// The first [`Fault`].
    pub fn check(&self) -> Result<(), Fault> {
        if self.format != FORMAT {
            return Err(Fault::Format);
        }
        approvals::verify(&self.events).map_err(|broken| Fault::Chain(broken.sequence))?;
        let here = |entry: &&Entry| entry.step == Some(self.step.id) && entry.version == Some(self.version.id);
        let last = self.events.last().filter(here).filter(|entry| entry.kind == "step_approved");
        if last.is_none_or(|entry| entry.created_at != self.approved_at || entry.approval != self.approval.id) {
            return Err(Fault::Outcome);
        }
        let approved: Vec<&Entry> = self.events.iter().filter(here).filter(|entry| entry.kind == "approved").collect();
        if approved.is_empty() || !approved.iter().all(|entry| self.was_shown(entry)) {
            return Err(Fault::Shown);
        }
        Ok(())
    }

    fn was_shown(&self, entry: &Entry) -> bool {
        let Ok(detail) = serde_json::from_str::<Value>(&entry.detail) else { return false };
        let shown = &detail["shown"];
        let Some(files) = shown["files"].as_array() else { return false };
        let one = |file: &Value| Some((file["name"].as_str()?.to_owned(), file["sha256"].as_str()?.to_owned()));
        let named = self.version.files.iter().map(|file| Some((file.name.clone(), file.sha256.clone())));
        let same = files.iter().map(one).eq(named);
        same && shown["text_sha256"].as_str() == self.version.text_sha256.as_deref()
    }
}
