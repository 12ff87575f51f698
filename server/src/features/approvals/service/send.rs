use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::Expr;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::history::{self, Event};
use super::settle::settle;
use super::tell::{announce, tell};
use super::{current_version, held_open, people, step_of};
use crate::access::AgencyScope;
use crate::entity::words::{ActivityKind, ApprovalEventKind, ApprovalStatus, FilePlace};
use crate::entity::{approval, approval_step, approval_version, file};
use crate::error::{Error, Result};
use crate::features::files::{self, Delivery};
use crate::ids::{ApprovalId, ApprovalStepId, ApprovalVersionId, Id, UploadId};
use crate::{secrets, text};

/// A version to be: a text, files, or both.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct NewVersion {
    /// Markdown; may be empty.
    pub body: String,
    pub files: Vec<UploadId>,
}

/// No version has more files.
pub const MOST_FILES: usize = 50;

impl NewVersion {
    /// The version, if there is something in it.
    ///
    /// # Errors
    /// [`Error::Invalid`] at `field`.
    pub fn checked(self, field: &'static str) -> Result<Self> {
        let body = text::prose(field, &self.body)?;
        if body.is_empty() && self.files.is_empty() {
            return Err(Error::field(field, "A version has a text or a file."));
        }
        if self.files.len() > MOST_FILES {
            return Err(Error::field(field, format!("A version has at most {MOST_FILES} files.")));
        }
        Ok(Self { body, ..self })
    }
}

/// Sends the next version of a step: its next round. What was decided stays with the version it was decided on.
///
/// # Errors
/// [`Error::NotFound`] for another agency's approval or another approval's step; [`Error::Invalid`] where nothing is
/// in it; a conflict where the approval is in the archive.
pub async fn send(
    scope: &AgencyScope,
    id: ApprovalId,
    step: ApprovalStepId,
    new: NewVersion,
) -> Result<ApprovalVersionId> {
    let new = new.checked("body")?;
    scope
        .transaction(async |scope| {
            let approval = held_open(&scope, id).await?;
            let version = ApprovalVersionId::new();
            let step = step_of(&scope, id, step).await?;
            if let Some(earlier) = scope.claim_once("approval_version_create", version).await? {
                return Ok(earlier.into());
            }
            let first = step.sent_at.is_none();
            put(&scope, &approval, &step, version, new).await?;
            let opened = settle(&scope, &approval).await?;
            if opened.contains(&step.id) {
                let kind = if first { ActivityKind::ApprovalNext } else { ActivityKind::ApprovalVersionSent };
                tell(&scope, &approval, kind, people::awaited_at(&scope, &approval, step.id).await?).await?;
            }
            announce(&scope, &approval);
            Ok(version)
        })
        .await
}

/// Puts a version at its step, which waits from now on.
pub async fn put(
    scope: &AgencyScope,
    approval: &approval::Model,
    step: &approval_step::Model,
    id: ApprovalVersionId,
    new: NewVersion,
) -> Result<()> {
    let author = scope.actor().staff().ok_or_else(|| Error::internal(anyhow::anyhow!("a version has an author")))?;
    let number = current_version(scope, step.id).await?.map_or(0, |version| version.number) + 1;
    let now = scope.now();
    let version = scope
        .insert(approval_version::ActiveModel {
            id: Set(id),
            agency_id: NotSet,
            workspace_id: Set(approval.workspace_id),
            approval_id: Set(approval.id),
            step_id: Set(step.id),
            number: Set(number),
            body_sha256: Set((!new.body.is_empty()).then(|| secrets::hash(&new.body))),
            body: Set(new.body),
            author_id: Set(author),
            author_name: Set(scope.actor().name().to_owned()),
            created_at: Set(now),
        })
        .await?;
    let to = Delivery {
        workspace: approval.workspace_id,
        place: FilePlace::ApprovalVersion,
        place_id: Some(id.into()),
        project: approval.project_id,
        request: None,
        approval: Some(approval.id),
    };
    let files = files::deliver(scope, &to, &new.files).await?;
    restart(scope, step.id, now).await?;
    let event = Event::new(ApprovalEventKind::VersionSent, shown(&version, &files)).step(step.id).version(id);
    history::record(scope, approval, event).await
}

async fn restart(scope: &AgencyScope, step: ApprovalStepId, now: chrono::DateTime<chrono::Utc>) -> Result<()> {
    use approval_step::{Column, Entity};
    let never = || Expr::cust("NULL");
    let update = scope.update::<Entity>().set(Column::Status, ApprovalStatus::Pending.as_str());
    let update = update.set(Column::SentAt, now).set_expr(Column::DecidedAt, never());
    let update = update.set_expr(Column::WaitsSince, never()).set_expr(Column::RemindAt, never());
    let update = update.set(Column::Reminders, 0).set_expr(Column::RemindedAt, never());
    update.filter(Column::Id.eq(step)).exec().await?;
    Ok(())
}

/// Exactly what a version shows, as evidence: its number, and the SHA-256 of its text and of every file.
pub fn shown(version: &approval_version::Model, files: &[file::Model]) -> Value {
    let files: Vec<Value> = files
        .iter()
        .map(|file| {
            json!({
                "id": file.id, "name": file.name, "media_type": file.media_type, "size": file.size, "sha256": file.sha256,
            })
        })
        .collect();
    json!({ "number": version.number, "text_sha256": version.body_sha256, "files": files })
}
