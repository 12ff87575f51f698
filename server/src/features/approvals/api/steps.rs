use chrono::{DateTime, Utc};
use poem_openapi::param::{Header, Path};
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};
use uuid::Uuid;

use super::approvals::current;
use super::new::NewApprovalVersion;
use super::wire::{Approval, ReviewRule};
use crate::api::{Created, Outcome, Staff, Tag, Tagged, Text, expect_version};
use crate::features::approvals::service;

/// A field that can be taken away from a step.
#[derive(Enum, Clone, Copy, Debug, PartialEq, Eq)]
#[oai(rename_all = "snake_case")]
enum ApprovalStepField {
    DueAt,
}

/// What to change of a step; what is left out stays. Who decides stays while somebody's decision on the current
/// version stands.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct ApprovalStepChange {
    #[oai(validator(min_length = 1, max_length = 200))]
    title: Option<Text>,
    /// Markdown.
    #[oai(validator(max_length = 20000))]
    instructions: Option<Text>,
    due_at: Option<DateTime<Utc>>,
    /// Replaces all, each by the member's `person_id`; nobody stands for everybody who may approve work.
    #[oai(validator(max_items = 100))]
    reviewers: Option<Vec<Uuid>>,
    rule: Option<ReviewRule>,
    /// With the rule `quorum` alone.
    quorum: Option<i32>,
    /// What to take away; a new value for the same field wins.
    #[oai(validator(max_items = 1))]
    clear: Option<Vec<ApprovalStepField>>,
}

impl From<ApprovalStepChange> for service::StepChange {
    fn from(change: ApprovalStepChange) -> Self {
        let cleared = change.clear.unwrap_or_default().contains(&ApprovalStepField::DueAt);
        Self {
            title: change.title.map(Into::into),
            instructions: change.instructions.map(Into::into),
            due_at: change.due_at.map(Some).or(cleared.then_some(None)),
            reviewers: change.reviewers.map(|people| people.into_iter().map(Into::into).collect()),
            rule: change.rule.map(Into::into),
            quorum: change.quorum,
        }
    }
}

/// The steps of approvals.
pub struct ApprovalStepApi;

#[OpenApi(tag = "Tag::Approvals")]
impl ApprovalStepApi {
    /// Changes a step. Answers with its approval.
    #[oai(path = "/approvals/:approval_id/steps/:step_id", method = "patch", operation_id = "approval_step_update")]
    async fn update(
        &self,
        Staff(scope): Staff,
        approval_id: Path<Uuid>,
        step_id: Path<Uuid>,
        body: Json<ApprovalStepChange>,
        /// The `ETag` under which the caller has seen the approval.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Outcome<Tagged<Approval>> {
        let version = expect_version(if_match.0.as_deref())?;
        let id = approval_id.0.into();
        service::change_step(&scope, id, step_id.0.into(), version, body.0.into()).await?;
        Ok(super::approvals::tagged(current(&scope, id).await?))
    }

    /// Sends the next version of a step: its next round. What was decided stays with the version it was decided on.
    /// Answers with the approval.
    #[oai(
        path = "/approvals/:approval_id/steps/:step_id/versions",
        method = "post",
        operation_id = "approval_version_create"
    )]
    async fn send(
        &self,
        Staff(scope): Staff,
        approval_id: Path<Uuid>,
        step_id: Path<Uuid>,
        body: Json<NewApprovalVersion>,
        /// Makes a repetition answer with what was created first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<Approval>> {
        let id = approval_id.0.into();
        service::send(&scope, id, step_id.0.into(), body.0.into()).await?;
        Ok(Created::at("approvals", id, current(&scope, id).await?))
    }
}
