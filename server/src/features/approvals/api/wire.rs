use chrono::{DateTime, Utc};
use poem_openapi::{Enum, Object};
use serde::Deserialize;
use uuid::Uuid;

use crate::api::{Author, PersonRef, Ref, WaitsOn, both_ways};
use crate::entity::{approval_comment, approval_decision, approval_event, file, words};
use crate::features::approvals::service::{self, StaffListed};
use crate::features::files::File;

/// Where an approval or one of its steps stands.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum ApprovalStatus {
    /// Nobody who may decide has opened it yet.
    Pending,
    InReview,
    Approved,
    NeedsChanges,
}
both_ways!(ApprovalStatus { Pending, InReview, Approved, NeedsChanges });

/// How many of a step's reviewers have to approve.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum ReviewRule {
    /// One of them.
    Any,
    /// All of them.
    All,
    /// As many as `quorum` says.
    Quorum,
}
both_ways!(ReviewRule { Any, All, Quorum });

/// What a reviewer said of a version.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum Verdict {
    Approved,
    ChangesRequested,
    /// What the reviewer said before does not count any more.
    Withdrawn,
}
both_ways!(Verdict { Approved, ChangesRequested, Withdrawn });

/// Work that a client decides on. It stands where its first step stands that is not approved.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct Approval {
    pub id: Uuid,
    /// Its number within the agency.
    pub number: i64,
    pub workspace: Ref,
    pub project: Option<Ref>,
    pub title: String,
    /// Whether all steps can be decided on at once.
    pub parallel: bool,
    pub status: ApprovalStatus,
    pub waits_on: WaitsOn,
    /// Since when it has been that side's turn.
    pub waits_since: DateTime<Utc>,
    /// The earliest deadline of what is to be decided on now.
    pub due_at: Option<DateTime<Utc>>,
    pub author: PersonRef,
    /// In their order.
    pub steps: Vec<ApprovalStep>,
    pub archived_at: Option<DateTime<Utc>>,
    /// Counts the changes; the `ETag` names it.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// One thing of an approval to be decided.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct ApprovalStep {
    pub id: Uuid,
    /// Its place among the steps, from 1.
    pub position: i32,
    pub title: String,
    /// Markdown; may be empty.
    pub instructions: String,
    pub rule: ReviewRule,
    pub quorum: Option<i32>,
    pub due_at: Option<DateTime<Utc>>,
    pub status: ApprovalStatus,
    /// Since when it waits for a decision, while it does.
    pub waits_since: Option<DateTime<Utc>>,
    /// Since when nobody is left who could decide on it, while it waits. Then it is the agency's turn: to name others, or
    /// to let somebody decide.
    pub unreachable_since: Option<DateTime<Utc>>,
    /// Whom it names; nobody where everybody decides who may approve work.
    pub reviewers: Vec<PersonRef>,
    /// The earliest first; the last is the one that counts.
    pub versions: Vec<ApprovalVersion>,
    /// When it was approved, or changes were asked for.
    pub decided_at: Option<DateTime<Utc>>,
    /// How often reviewers were reminded of the current version by themselves.
    pub reminders: i32,
    pub reminded_at: Option<DateTime<Utc>>,
}

/// What was sent for a step: a round. It never changes.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct ApprovalVersion {
    pub id: Uuid,
    /// From 1 within its step.
    pub number: i32,
    /// Markdown; may be empty.
    pub body: String,
    /// SHA-256 of the text, in hexadecimal; absent where there is none.
    pub body_sha256: Option<String>,
    /// Left out in lists.
    pub files: Option<Vec<ApprovalFile>>,
    pub author: PersonRef,
    pub created_at: DateTime<Utc>,
}

/// A file of a version.
#[derive(Object, Deserialize)]
pub struct ApprovalFile {
    pub id: Uuid,
    pub name: String,
    pub media_type: String,
    /// In bytes.
    pub size: i64,
    /// SHA-256 in hexadecimal.
    pub sha256: String,
}

impl From<file::Model> for ApprovalFile {
    fn from(row: file::Model) -> Self {
        Self { id: row.id.into(), name: row.name, media_type: row.media_type, size: row.size, sha256: row.sha256 }
    }
}

impl Approval {
    /// The wire's form of an approval; with the files of its versions where they were looked up.
    pub fn new(row: StaffListed, steps: Vec<service::Step>, with_files: bool) -> Self {
        let StaffListed { approval, workspace, project } = row;
        Self {
            id: approval.id.into(),
            number: approval.number,
            workspace: Ref { id: workspace.id.into(), name: workspace.name },
            project: project.map(|project| Ref { id: project.id.into(), name: project.name }),
            title: approval.title,
            parallel: approval.parallel,
            status: approval.status.into(),
            waits_on: approval.waits_on.into(),
            waits_since: approval.waits_since,
            due_at: approval.due_at,
            author: PersonRef { id: approval.author_id.into(), name: approval.author_name },
            steps: steps.into_iter().map(|step| ApprovalStep::new(step, with_files)).collect(),
            archived_at: approval.archived_at,
            version: approval.version,
            created_at: approval.created_at,
            updated_at: approval.updated_at,
        }
    }
}

impl ApprovalStep {
    fn new(row: service::Step, with_files: bool) -> Self {
        let service::Step { step, reviewers, versions } = row;
        let named = reviewers.into_iter().map(|person| PersonRef { id: person.id.into(), name: person.name });
        Self {
            id: step.id.into(),
            position: step.position,
            title: step.title,
            instructions: step.instructions,
            rule: step.rule.into(),
            quorum: step.quorum,
            due_at: step.due_at,
            status: step.status.into(),
            waits_since: step.waits_since,
            unreachable_since: step.unreachable_since,
            reviewers: named.collect(),
            versions: versions.into_iter().map(|version| ApprovalVersion::new(version, with_files)).collect(),
            decided_at: step.decided_at,
            reminders: step.reminders,
            reminded_at: step.reminded_at,
        }
    }
}

impl ApprovalVersion {
    fn new(row: service::Version, with_files: bool) -> Self {
        let service::Version { version, files, .. } = row;
        Self {
            id: version.id.into(),
            number: version.number,
            body: version.body,
            body_sha256: version.body_sha256,
            files: with_files.then(|| files.into_iter().map(ApprovalFile::from).collect()),
            author: PersonRef { id: version.author_id.into(), name: version.author_name },
            created_at: version.created_at,
        }
    }
}

/// What somebody decided on a version. It never changes; taking it back is another decision.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct ApprovalDecision {
    pub id: Uuid,
    pub step_id: Uuid,
    pub version_id: Uuid,
    /// The person of the client who decided.
    pub author: PersonRef,
    pub verdict: Verdict,
    /// Markdown; may be empty.
    pub feedback: String,
    /// Exactly what was shown; absent where something was taken back.
    pub evidence: Option<ApprovalEvidence>,
    pub created_at: DateTime<Utc>,
}

/// Exactly what was decided on.
#[derive(Object, Deserialize)]
#[oai(skip_serializing_if_is_none)]
pub struct ApprovalEvidence {
    /// The version's number within its step.
    pub number: i32,
    /// SHA-256 of the text, in hexadecimal; absent where there was none.
    pub text_sha256: Option<String>,
    pub files: Vec<ApprovalFile>,
}

impl From<approval_decision::Model> for ApprovalDecision {
    fn from(row: approval_decision::Model) -> Self {
        Self {
            id: row.id.into(),
            step_id: row.step_id.into(),
            version_id: row.version_id.into(),
            author: PersonRef { id: row.client_user_id.into(), name: row.author_name },
            verdict: row.verdict.into(),
            feedback: row.feedback,
            evidence: serde_json::from_str(&row.evidence).ok(),
            created_at: row.created_at,
        }
    }
}

/// Who did something to an approval.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum ApprovalActorKind {
    Client,
    Staff,
    System,
}

impl From<words::AuditActor> for ApprovalActorKind {
    fn from(kind: words::AuditActor) -> Self {
        match kind {
            words::AuditActor::Client => Self::Client,
            words::AuditActor::Staff => Self::Staff,
            words::AuditActor::System => Self::System,
        }
    }
}

/// An entry of an approval's history. Its hash covers it and the entry before it; `docs/approvals.md` says how.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct ApprovalEvent {
    pub id: Uuid,
    /// From 1 within its approval.
    pub sequence: i64,
    /// What happened, in a word.
    pub kind: String,
    pub actor_kind: ApprovalActorKind,
    pub actor_id: Uuid,
    pub actor_name: String,
    pub step_id: Option<Uuid>,
    pub version_id: Option<Uuid>,
    /// A JSON object, as the text that the hash covers.
    pub detail: String,
    pub created_at: DateTime<Utc>,
    /// The hash of the entry before it; empty for the first.
    pub previous: String,
    pub hash: String,
}

impl From<approval_event::Model> for ApprovalEvent {
    fn from(row: approval_event::Model) -> Self {
        Self {
            id: row.id.into(),
            sequence: row.sequence,
            kind: row.kind.as_str().to_owned(),
            actor_kind: row.actor_kind.into(),
            actor_id: row.actor_id,
            actor_name: row.actor_name,
            step_id: row.step_id.map(Into::into),
            version_id: row.version_id.map(Into::into),
            detail: row.detail,
            created_at: row.created_at,
            previous: row.previous,
            hash: row.hash,
        }
    }
}

/// What somebody said on a version. Its workspace reads it.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct ApprovalComment {
    pub id: Uuid,
    pub step_id: Uuid,
    pub version_id: Uuid,
    /// The comment that it answers.
    pub parent_id: Option<Uuid>,
    /// Its number among the version's comments; an answer has none.
    pub number: Option<i32>,
    /// Where on the version.
    pub anchor: Option<super::comments::ApprovalAnchor>,
    pub author: Author,
    /// Markdown.
    pub body: String,
    pub files: Vec<File>,
    /// When somebody said that it is dealt with.
    pub resolved_at: Option<DateTime<Utc>>,
    /// Who said so.
    pub resolved_by: Option<String>,
    pub created_at: DateTime<Utc>,
}

impl ApprovalComment {
    /// The wire's form of a comment and what came with it.
    pub fn new(row: approval_comment::Model, files: Vec<file::Model>) -> Self {
        Self {
            id: row.id.into(),
            step_id: row.step_id.into(),
            version_id: row.version_id.into(),
            parent_id: row.parent_id.map(Into::into),
            number: row.number,
            anchor: row.anchor.as_deref().and_then(|anchor| serde_json::from_str(anchor).ok()),
            author: Author { kind: row.author_kind.into(), id: row.author_id, name: row.author_name },
            body: row.body,
            files: files.into_iter().map(File::from).collect(),
            resolved_at: row.resolved_at,
            resolved_by: row.resolved_by,
            created_at: row.created_at,
        }
    }
}
