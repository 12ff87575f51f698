use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::history::{self, Event};
use super::people;
use super::send::{NewVersion, put};
use super::settle::settle;
use super::step::{check_reach, check_rule, name_reviewers};
use super::tell::{announce, tell};
use crate::access::AgencyScope;
use crate::entity::words::{ActivityKind, ApprovalEventKind, ApprovalStatus, ReviewRule, WaitsOn};
use crate::entity::{approval, approval_step, project};
use crate::error::{Error, FieldErrors, Result};
use crate::features::workspaces;
use crate::ids::{ApprovalId, ApprovalStepId, ApprovalVersionId, ClientId, Id, ProjectId, WorkspaceId};
use crate::text;

/// An approval to be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NewApproval {
    pub title: String,
    pub workspace: WorkspaceId,
    pub project: Option<ProjectId>,
    /// Whether all steps can be decided on at once.
    pub parallel: bool,
    pub steps: Vec<NewStep>,
}

/// A step to be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NewStep {
    pub title: String,
    /// Markdown; may be empty.
    pub instructions: String,
    pub rule: ReviewRule,
    pub quorum: Option<i32>,
    pub due_at: Option<DateTime<Utc>>,
    /// Whom it names; nobody where it is for all who may approve work.
    pub reviewers: Vec<ClientId>,
    /// What is sent with it; the first step has it at once.
    pub version: Option<NewVersion>,
}

/// No approval has more steps.
pub const MOST_STEPS: usize = 20;

/// Sends something for approval.
///
/// # Errors
/// [`Error::Invalid`] at the fields: a foreign workspace, project or reviewer, a step that says nothing, a first step
/// without a version.
pub async fn create(scope: &AgencyScope, new: NewApproval) -> Result<ApprovalId> {
    let author = scope.actor().staff().ok_or_else(|| Error::internal(anyhow::anyhow!("an approval has an author")))?;
    let title = text::line("title", &new.title, text::LONGEST_TITLE)?;
    let steps = checked(new.steps)?;
    scope
        .transaction(async |scope| {
            let id = ApprovalId::new();
            if let Some(earlier) = scope.claim_once("approval_create", id).await? {
                return Ok(earlier.into());
            }
            let workspace = match workspaces::find(&scope, new.workspace).await {
                Err(Error::NotFound) => return Err(Error::field("workspace_id", "The agency has no such workspace.")),
                other => other?.id,
            };
            check_project(&scope, workspace, new.project).await?;
            let now = scope.now();
            let row = approval::ActiveModel {
                id: Set(id),
                agency_id: NotSet,
                workspace_id: Set(workspace),
                project_id: Set(new.project),
                number: Set(scope.next_number("approval").await?),
                title: Set(title),
                parallel: Set(new.parallel),
                status: Set(ApprovalStatus::Pending),
                waits_on: Set(WaitsOn::Client),
                waits_since: Set(now),
                due_at: Set(None),
                archived_at: Set(None),
                author_id: Set(author),
                author_name: Set(scope.actor().name().to_owned()),
                version: Set(0),
                created_at: Set(now),
                updated_at: Set(now),
            };
            let approval = scope.insert(row).await?;
            let titles: Vec<&str> = steps.iter().map(|step| step.title.as_str()).collect();
            let detail = json!({ "title": approval.title, "steps": titles, "parallel": approval.parallel });
            history::record(&scope, &approval, Event::new(ApprovalEventKind::Created, detail)).await?;
            for (position, step) in (1..).zip(steps) {
                add_step(&scope, &approval, position, step).await?;
            }
            settle(&scope, &approval).await?;
            let awaited = people::awaited(&scope, &approval).await?;
            tell(&scope, &approval, ActivityKind::ApprovalSent, awaited).await?;
            announce(&scope, &approval);
            Ok(id)
        })
        .await
}

fn checked(steps: Vec<NewStep>) -> Result<Vec<NewStep>> {
    let mut errors = FieldErrors::default();
    if steps.is_empty() || steps.len() > MOST_STEPS {
        errors.add("steps", format!("An approval has 1 to {MOST_STEPS} steps."));
    }
    if steps.first().is_some_and(|first| first.version.is_none()) {
        errors.add("steps", "The first step is sent with a version.");
    }
    let mut checked = Vec::with_capacity(steps.len());
    for step in steps {
        let title = errors.keep(text::line("steps", &step.title, text::LONGEST_TITLE))?;
        let instructions = errors.keep(text::prose("steps", &step.instructions))?;
        errors.keep(check_rule("steps", step.rule, step.quorum, &step.reviewers))?;
        let version = match step.version {
            Some(version) => errors.keep(version.checked("steps").map(Some))?,
            None => None,
        };
        checked.push(NewStep { title, instructions, version, ..step });
    }
    errors.into_result()?;
    Ok(checked)
}

/// Whether the approval's client has this project.
pub async fn check_project(scope: &AgencyScope, workspace: WorkspaceId, project: Option<ProjectId>) -> Result<()> {
    use project::{Column, Entity};
    let Some(project) = project else { return Ok(()) };
    let known = scope.find::<Entity>().filter(Column::Id.eq(project)).filter(Column::WorkspaceId.eq(workspace));
    match known.first().await? {
        Some(_) => Ok(()),
        None => Err(Error::field("project_id", "The client has no such project.")),
    }
}

async fn add_step(scope: &AgencyScope, approval: &approval::Model, position: i32, new: NewStep) -> Result<()> {
    let row = approval_step::ActiveModel {
        id: Set(ApprovalStepId::new()),
        agency_id: NotSet,
        workspace_id: Set(approval.workspace_id),
        approval_id: Set(approval.id),
        position: Set(position),
        title: Set(new.title),
        instructions: Set(new.instructions),
        rule: Set(new.rule),
        quorum: Set(new.quorum),
        due_at: Set(new.due_at),
        status: Set(ApprovalStatus::Pending),
        waits_since: Set(None),
        unreachable_since: Set(None),
        sent_at: Set(None),
        decided_at: Set(None),
        reminders: Set(0),
        reminded_at: Set(None),
        remind_at: Set(None),
    };
    let step = scope.insert(row).await?;
    let reviewers: BTreeSet<ClientId> = new.reviewers.into_iter().collect();
    let field = format!("steps.{}.reviewers", position - 1);
    name_reviewers(scope, &field, approval, step.id, &reviewers).await?;
    check_reach(scope, "steps", approval, step.id, new.quorum).await?;
    if let Some(version) = new.version {
        put(scope, approval, &step, ApprovalVersionId::new(), version).await?;
    }
    Ok(())
}
