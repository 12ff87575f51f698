//! An approval to be, as the wire has it.

use chrono::{DateTime, Utc};
use poem_openapi::Object;
use uuid::Uuid;

use super::wire::ReviewRule;
use crate::api::Text;
use crate::entity::words;
use crate::features::approvals::service;

/// What is sent for a step: a text, files, or both. Clients see it at once, and it never changes.
#[derive(Object, Clone)]
#[oai(deny_unknown_fields, skip_serializing_if_is_none)]
pub struct NewApprovalVersion {
    /// Markdown.
    #[oai(validator(max_length = 20000))]
    pub body: Option<Text>,
    /// Uploads, in the order in which they are shown.
    #[oai(validator(max_items = 50))]
    pub files: Option<Vec<Uuid>>,
}

impl From<NewApprovalVersion> for service::NewVersion {
    fn from(new: NewApprovalVersion) -> Self {
        let files = new.files.unwrap_or_default().into_iter().map(Into::into).collect();
        Self { body: new.body.map(Into::into).unwrap_or_default(), files }
    }
}

/// A step to be.
#[derive(Object, Clone)]
#[oai(deny_unknown_fields, skip_serializing_if_is_none)]
pub struct NewApprovalStep {
    #[oai(validator(min_length = 1, max_length = 200))]
    title: Text,
    /// Markdown.
    #[oai(validator(max_length = 20000))]
    instructions: Option<Text>,
    /// `any` when left out.
    rule: Option<ReviewRule>,
    /// With the rule `quorum` alone.
    quorum: Option<i32>,
    due_at: Option<DateTime<Utc>>,
    /// Whom it names, each by the member's `person_id`; everybody who may approve work when left out.
    #[oai(validator(max_items = 100))]
    reviewers: Option<Vec<Uuid>>,
    /// The first step has one.
    version: Option<NewApprovalVersion>,
}

/// An approval to be. Clients see it at once.
#[derive(Object, Clone)]
#[oai(deny_unknown_fields, skip_serializing_if_is_none)]
pub struct NewApproval {
    /// Whose it is; it stays so.
    workspace_id: Uuid,
    project_id: Option<Uuid>,
    #[oai(validator(min_length = 1, max_length = 200))]
    title: Text,
    /// Whether all steps can be decided on at once; one after the other when left out.
    parallel: Option<bool>,
    #[oai(validator(min_items = 1, max_items = 20))]
    steps: Vec<NewApprovalStep>,
}

impl From<service::NewVersion> for NewApprovalVersion {
    fn from(new: service::NewVersion) -> Self {
        let files = new.files.into_iter().map(Into::into).collect();
        Self { body: Some(Text(new.body)), files: Some(files) }
    }
}

impl From<NewApprovalStep> for service::NewStep {
    fn from(step: NewApprovalStep) -> Self {
        Self {
            title: step.title.into(),
            instructions: step.instructions.map(Into::into).unwrap_or_default(),
            rule: step.rule.map_or(words::ReviewRule::Any, Into::into),
            quorum: step.quorum,
            due_at: step.due_at,
            reviewers: step.reviewers.unwrap_or_default().into_iter().map(Into::into).collect(),
            version: step.version.map(Into::into),
        }
    }
}

impl From<service::NewStep> for NewApprovalStep {
    fn from(step: service::NewStep) -> Self {
        Self {
            title: Text(step.title),
            instructions: Some(Text(step.instructions)),
            rule: Some(step.rule.into()),
            quorum: step.quorum,
            due_at: step.due_at,
            reviewers: Some(step.reviewers.into_iter().map(Into::into).collect()),
            version: step.version.map(Into::into),
        }
    }
}

impl From<NewApproval> for service::NewApproval {
    fn from(new: NewApproval) -> Self {
        Self {
            title: new.title.into(),
            workspace: new.workspace_id.into(),
            project: new.project_id.map(Into::into),
            parallel: new.parallel.unwrap_or_default(),
            steps: new.steps.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<service::NewApproval> for NewApproval {
    fn from(new: service::NewApproval) -> Self {
        Self {
            workspace_id: new.workspace.into(),
            project_id: new.project.map(Into::into),
            title: Text(new.title),
            parallel: Some(new.parallel),
            steps: new.steps.into_iter().map(Into::into).collect(),
        }
    }
}
