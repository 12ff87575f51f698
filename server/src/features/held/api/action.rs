use poem_openapi::Object;
use uuid::Uuid;

use crate::api::Text;
use crate::error::{Error, Result};
use crate::features::approvals::{ApprovalAnchor, WireApproval};
use crate::features::held::Action;
use crate::ids::UploadId;

/// An answer on a request, as `request_message_create` takes it.
#[derive(Object, Clone)]
#[oai(deny_unknown_fields)]
pub struct HeldReply {
    pub request_id: Uuid,
    /// Markdown.
    #[oai(validator(min_length = 1, max_length = 20000))]
    pub body: Text,
    /// Uploads, in the order in which they are shown.
    #[oai(validator(max_items = 10))]
    pub files: Option<Vec<Uuid>>,
    /// The last message that its author has seen: 409 with the code `answered_meanwhile` where somebody else wrote since, or
    /// is about to.
    #[oai(skip_serializing_if_is_none)]
    pub seen_message_id: Option<Uuid>,
}

/// The closing of a request.
#[derive(Object, Clone)]
#[oai(deny_unknown_fields)]
pub struct HeldClose {
    pub request_id: Uuid,
}

/// A comment on a project, as `project_comment_create` takes it.
#[derive(Object, Clone)]
#[oai(deny_unknown_fields)]
pub struct HeldComment {
    pub project_id: Uuid,
    /// Markdown.
    #[oai(validator(min_length = 1, max_length = 20000))]
    pub body: Text,
    /// Uploads, in the order in which they are shown.
    #[oai(validator(max_items = 10))]
    pub files: Option<Vec<Uuid>>,
}

/// A version of an approval's step, as `approval_version_create` takes it.
#[derive(Object, Clone)]
#[oai(deny_unknown_fields)]
pub struct HeldVersion {
    pub approval_id: Uuid,
    pub step_id: Uuid,
    /// Markdown.
    #[oai(validator(max_length = 20000))]
    pub body: Option<Text>,
    /// Uploads, in the order in which they are shown.
    #[oai(validator(max_items = 50))]
    pub files: Option<Vec<Uuid>>,
}

/// A comment on a version, perhaps at a place on it, or an answer to a comment, as `approval_comment_create` takes it.
#[derive(Object, Clone)]
#[oai(deny_unknown_fields, skip_serializing_if_is_none)]
pub struct HeldApprovalComment {
    pub approval_id: Uuid,
    pub version_id: Uuid,
    /// Markdown.
    #[oai(validator(min_length = 1, max_length = 20000))]
    pub body: Text,
    pub anchor: Option<ApprovalAnchor>,
    /// The comment that it answers.
    pub parent_id: Option<Uuid>,
    /// Uploads, in the order in which they are shown.
    #[oai(validator(max_items = 10))]
    pub files: Option<Vec<Uuid>>,
}

/// A reminder of an approval to those who have not decided.
#[derive(Object, Clone)]
#[oai(deny_unknown_fields)]
pub struct HeldReminder {
    pub approval_id: Uuid,
}

/// Files for a client's gallery, as `file_create` takes them.
#[derive(Object, Clone)]
#[oai(deny_unknown_fields, skip_serializing_if_is_none)]
pub struct HeldFiles {
    pub workspace_id: Uuid,
    /// One of the client's projects.
    pub project_id: Option<Uuid>,
    /// What was uploaded, in the order in which it is shown.
    #[oai(validator(min_items = 1, max_items = 50))]
    pub upload_ids: Vec<Uuid>,
}

/// What is to be done: exactly one of these.
#[derive(Object, Clone, Default)]
#[oai(deny_unknown_fields, skip_serializing_if_is_none)]
pub struct HeldAction {
    pub request_reply: Option<HeldReply>,
    pub request_close: Option<HeldClose>,
    pub project_comment: Option<HeldComment>,
    pub approval_create: Option<WireApproval>,
    pub approval_version: Option<HeldVersion>,
    pub approval_comment: Option<HeldApprovalComment>,
    pub approval_reminder: Option<HeldReminder>,
    pub file_delivery: Option<HeldFiles>,
}

impl TryFrom<HeldAction> for Action {
    type Error = Error;

    fn try_from(wire: HeldAction) -> Result<Self> {
        let comment = wire.approval_comment.map(comment).transpose()?;
        let given = [
            wire.request_reply.map(|HeldReply { request_id, body, files, seen_message_id }| Self::RequestReply {
                request: request_id.into(),
                body: body.0,
                files: uploads(files),
                seen: seen_message_id.map(Into::into),
                automatic: false,
            }),
            wire.request_close.map(|HeldClose { request_id }| Self::RequestClose { request: request_id.into() }),
            wire.project_comment.map(|HeldComment { project_id, body, files }| Self::ProjectComment {
                project: project_id.into(),
                body: body.0,
                files: uploads(files),
            }),
            wire.approval_create.map(|new| Self::ApprovalCreate { new: new.into() }),
            wire.approval_version.map(|HeldVersion { approval_id, step_id, body, files }| Self::ApprovalVersion {
                approval: approval_id.into(),
                step: step_id.into(),
                body: body.unwrap_or_default().0,
                files: uploads(files),
            }),
            comment,
            wire.approval_reminder
                .map(|HeldReminder { approval_id }| Self::ApprovalReminder { approval: approval_id.into() }),
            wire.file_delivery.map(|HeldFiles { workspace_id, project_id, upload_ids }| Self::FileDelivery {
                workspace: workspace_id.into(),
                project: project_id.map(Into::into),
                uploads: uploads(Some(upload_ids)),
            }),
        ];
        let mut given = given.into_iter().flatten();
        match (given.next(), given.next()) {
            (Some(action), None) => Ok(action),
            _ => Err(Error::field("action", "name exactly one thing to do")),
        }
    }
}

impl From<Action> for HeldAction {
    fn from(action: Action) -> Self {
        let mut wire = Self::default();
        match action {
            Action::RequestReply { request, body, files, seen, .. } => {
                wire.request_reply = Some(HeldReply {
                    request_id: request.into(),
                    body: Text(body),
                    files: Some(ids(files)),
                    seen_message_id: seen.map(Into::into),
                });
            }
            Action::RequestClose { request } => {
                wire.request_close = Some(HeldClose { request_id: request.into() });
            }
            Action::ProjectComment { project, body, files } => {
                wire.project_comment =
                    Some(HeldComment { project_id: project.into(), body: Text(body), files: Some(ids(files)) });
            }
            Action::ApprovalCreate { new } => wire.approval_create = Some(new.into()),
            Action::ApprovalVersion { approval, step, body, files } => {
                wire.approval_version = Some(HeldVersion {
                    approval_id: approval.into(),
                    step_id: step.into(),
                    body: Some(Text(body)),
                    files: Some(ids(files)),
                });
            }
            Action::ApprovalComment { approval, version, body, parent, anchor, files } => {
                wire.approval_comment = Some(HeldApprovalComment {
                    approval_id: approval.into(),
                    version_id: version.into(),
                    body: Text(body),
                    anchor: anchor.as_ref().and_then(ApprovalAnchor::of),
                    parent_id: parent.map(Into::into),
                    files: Some(ids(files)),
                });
            }
            Action::ApprovalReminder { approval } => {
                wire.approval_reminder = Some(HeldReminder { approval_id: approval.into() });
            }
            Action::FileDelivery { workspace, project, uploads } => {
                wire.file_delivery = Some(HeldFiles {
                    workspace_id: workspace.into(),
                    project_id: project.map(Into::into),
                    upload_ids: ids(uploads),
                });
            }
        }
        wire
    }
}

fn comment(wire: HeldApprovalComment) -> Result<Action> {
    Ok(Action::ApprovalComment {
        approval: wire.approval_id.into(),
        version: wire.version_id.into(),
        body: wire.body.0,
        parent: wire.parent_id.map(Into::into),
        anchor: wire.anchor.map(ApprovalAnchor::read).transpose()?,
        files: uploads(wire.files),
    })
}

fn uploads(wire: Option<Vec<Uuid>>) -> Vec<UploadId> {
    wire.unwrap_or_default().into_iter().map(Into::into).collect()
}

fn ids(uploads: Vec<UploadId>) -> Vec<Uuid> {
    uploads.into_iter().map(Into::into).collect()
}
