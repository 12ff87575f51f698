use sea_orm::ColumnTrait;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::access::AgencyScope;
use crate::entity::words::RequestStage;
use crate::entity::{approval, project, request};
use crate::error::Result;
use crate::features::approvals::{Anchor, NewApproval};
use crate::features::{approvals, files, projects, requests};
use crate::ids::{
    ApprovalId, ApprovalStepId, ApprovalVersionId, CommentId, ProjectId, RequestId, UploadId, WorkspaceId,
};

/// Something that staff do and clients see. Rows of it may be waiting: names are never changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Action {
    RequestReply {
        request: RequestId,
        body: String,
        files: Vec<UploadId>,
        /// The last message that its author has seen.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seen: Option<CommentId>,
        /// Whether a rule says it, and nobody.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        automatic: bool,
    },
    RequestClose {
        request: RequestId,
    },
    ProjectComment {
        project: ProjectId,
        body: String,
        files: Vec<UploadId>,
    },
    ApprovalCreate {
        new: NewApproval,
    },
    ApprovalVersion {
        approval: ApprovalId,
        step: ApprovalStepId,
        body: String,
        files: Vec<UploadId>,
    },
    ApprovalComment {
        approval: ApprovalId,
        version: ApprovalVersionId,
        body: String,
        parent: Option<CommentId>,
        #[serde(default)]
        anchor: Option<Anchor>,
        #[serde(default)]
        files: Vec<UploadId>,
    },
    ApprovalReminder {
        approval: ApprovalId,
    },
    FileDelivery {
        workspace: WorkspaceId,
        project: Option<ProjectId>,
        uploads: Vec<UploadId>,
    },
}

impl Action {
    /// What an API token must open to do this, as the tag of the direct operation says it.
    pub fn subject(&self) -> &'static str {
        match self {
            Self::RequestReply { .. } | Self::RequestClose { .. } => "requests",
            Self::ProjectComment { .. } => "projects",
            Self::ApprovalCreate { .. }
            | Self::ApprovalVersion { .. }
            | Self::ApprovalComment { .. }
            | Self::ApprovalReminder { .. } => "approvals",
            Self::FileDelivery { .. } => "files",
        }
    }

    /// Whose clients will see it.
    ///
    /// # Errors
    /// [`crate::error::Error::NotFound`] when what it is about is not the agency's.
    pub async fn workspace(&self, scope: &AgencyScope) -> Result<WorkspaceId> {
        match self {
            Self::RequestReply { request, .. } | Self::RequestClose { request } => {
                let found = scope.find::<request::Entity>().filter(request::Column::Id.eq(*request));
                Ok(found.one().await?.workspace_id)
            }
            Self::ProjectComment { project, .. } => {
                let found = scope.find::<project::Entity>().filter(project::Column::Id.eq(*project));
                Ok(found.one().await?.workspace_id)
            }
            Self::ApprovalCreate { new } => Ok(new.workspace),
            Self::FileDelivery { workspace, .. } => Ok(*workspace),
            Self::ApprovalVersion { approval, .. }
            | Self::ApprovalComment { approval, .. }
            | Self::ApprovalReminder { approval } => {
                let found = scope.find::<approval::Entity>().filter(approval::Column::Id.eq(*approval));
                Ok(found.one().await?.workspace_id)
            }
        }
    }

    /// Does it, as whoever's scope this is; tells what came of it. Nothing comes of it where a rule would answer and
    /// somebody has.
    ///
    /// # Errors
    /// The verb's.
    pub async fn perform(&self, scope: &AgencyScope) -> Result<Option<Uuid>> {
        let done: Uuid = match self {
            Self::RequestReply { request, body, automatic: true, .. } => {
                return Ok(requests::reply_by_itself(scope, *request, body).await?.map(Into::into));
            }
            Self::RequestReply { request, body, files, .. } => {
                requests::reply(scope, *request, body, files).await?.into()
            }
            Self::RequestClose { request } => {
                let closed = requests::Change { status: Some(RequestStage::Closed), ..requests::Change::default() };
                requests::change(scope, *request, None, closed).await?;
                (*request).into()
            }
            Self::ProjectComment { project, body, files } => {
                projects::staff_comment(scope, *project, body, files).await?.id.into()
            }
            Self::ApprovalCreate { new } => approvals::create(scope, new.clone()).await?.into(),
            Self::ApprovalVersion { approval, step, body, files } => {
                let new = approvals::NewVersion { body: body.clone(), files: files.clone() };
                approvals::send(scope, *approval, *step, new).await?.into()
            }
            Self::ApprovalComment { approval, version, body, parent, anchor, files } => {
                let (body, anchor) = (body.clone(), anchor.clone());
                let new = approvals::NewComment { version: *version, body, anchor, parent: *parent };
                approvals::staff_comment(scope, *approval, new, files).await?.id.into()
            }
            Self::ApprovalReminder { approval } => {
                approvals::remind(scope, *approval).await?;
                (*approval).into()
            }
            Self::FileDelivery { workspace, project, uploads } => {
                let delivered = files::publish(scope, *workspace, *project, uploads).await?;
                delivered.first().map_or_else(|| (*workspace).into(), |file| file.id.into())
            }
        };
        Ok(Some(done))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Id;

    /// Rules write it, who know nothing of what is held.
    #[test]
    fn what_a_rule_says_is_read_as_an_answer() {
        let request = RequestId::new();
        let reply = |automatic| Action::RequestReply {
            request,
            body: "Thanks".into(),
            files: Vec::new(),
            seen: None,
            automatic,
        };
        let read: Action = serde_json::from_value(requests::automatic(request, "Thanks")).unwrap();
        assert_eq!(read, reply(true));
        assert!(!serde_json::to_string(&reply(false)).unwrap().contains("automatic"), "as rows were before");
    }
}
