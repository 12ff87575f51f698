use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ColumnTrait, DerivePartialModel};
use serde_json::json;

use super::decide::{approve, next};
use super::settle::settle;
use super::tell::{announce, tell};
use super::{current_version, held, people, reach};
use crate::access::AgencyScope;
use crate::entity::approval_step::{Column, Entity};
use crate::entity::words::{ActivityKind, ApprovalStatus, Verdict};
use crate::entity::{approval, approval_step, client_user};
use crate::error::{Error, Result};
use crate::features::approvals::rules;
use crate::features::audit::{self, Entry};
use crate::ids::{ApprovalId, ApprovalStepId, ClientId, WorkspaceId};

#[derive(DerivePartialModel)]
#[sea_orm(entity = "Entity")]
struct Waiting {
    approval_id: ApprovalId,
}

/// The approvals of a workspace on which somebody is to decide.
///
/// # Errors
/// When the database fails.
pub async fn open_in(scope: &AgencyScope, workspace: WorkspaceId) -> Result<BTreeSet<ApprovalId>> {
    let steps = scope.find::<Entity>().filter(Column::WorkspaceId.eq(workspace));
    let steps: Vec<Waiting> = steps.filter(Column::WaitsSince.is_not_null()).all_as().await?;
    Ok(steps.into_iter().map(|step| step.approval_id).collect())
}

/// Looks again at what an approval waits for, after those who decide have changed. Where all who are left have approved,
/// the step is approved by that; where nobody is left, staff are told. Nobody's decision is made up. Doing it again
/// changes nothing.
///
/// # Errors
/// When the database refuses.
pub async fn reconsider(scope: &AgencyScope, id: ApprovalId) -> Result<()> {
    scope
        .transaction(async |scope| {
            let approval = match held(&scope, id).await {
                Err(Error::NotFound) => return Ok(()),
                other => other?,
            };
            let (mut changed, mut entries) = (false, Vec::new());
            // What opens by a step's approval may be approved by those who are left, too.
            while let Some(change) = first_change(&scope, &approval, &mut entries).await? {
                changed = true;
                let opened = settle(&scope, &approval).await?;
                if let Change::Approved(step) = change {
                    tell(&scope, &approval, ActivityKind::ApprovalSettled, BTreeSet::new()).await?;
                    next(&scope, &approval, step, opened).await?;
                }
            }
            if changed {
                announce(&scope, &approval);
            }
            for entry in entries {
                audit::record(&scope, entry).await?;
            }
            Ok(())
        })
        .await
}

/// What became of a step.
enum Change {
    Approved(ApprovalStepId),
    /// Nobody can decide on it any more, or somebody can again.
    Reach,
}

/// Changes the first open step that does not stand as it should; `entries` are for the audit trail, which is written last.
async fn first_change(
    scope: &AgencyScope,
    approval: &approval::Model,
    entries: &mut Vec<Entry>,
) -> Result<Option<Change>> {
    let open = scope.find::<Entity>().filter(Column::ApprovalId.eq(approval.id));
    for mut step in open.filter(Column::WaitsSince.is_not_null()).asc(Column::Position).all().await? {
        if let Some(entry) = left_have_approved(scope, approval, &step).await? {
            entries.push(entry);
            return Ok(Some(Change::Approved(step.id)));
        }
        let before = step.unreachable_since;
        reach::look(scope, approval, &mut step).await?;
        if step.unreachable_since != before {
            return Ok(Some(Change::Reach));
        }
    }
    Ok(None)
}

/// Approves a step where all who are left have approved its current version, and says what the audit trail is to tell.
async fn left_have_approved(
    scope: &AgencyScope,
    approval: &approval::Model,
    step: &approval_step::Model,
) -> Result<Option<Entry>> {
    let Some(version) = current_version(scope, step.id).await? else { return Ok(None) };
    let reviewers = people::reviewers(scope, approval, step.id).await?;
    let decisions = people::decisions(scope, version.id).await?;
    if rules::outcome(step, &reviewers, &decisions) != ApprovalStatus::Approved {
        return Ok(None);
    }
    let said = rules::latest(&decisions);
    let approved = names(scope, said.into_iter().filter(|(_, verdict)| *verdict == Verdict::Approved)).await?;
    approve(scope, approval, step, &version, json!({ "because": "people_changed", "approved_by": approved })).await?;
    let detail = json!({ "step": step.title, "version": version.number, "approved_by": approved });
    let entry = Entry::new("approval.settled").target("approval", approval.id, approval.title.clone());
    Ok(Some(entry.workspace(approval.workspace_id).detail(detail)))
}

async fn names(scope: &AgencyScope, people: impl Iterator<Item = (ClientId, Verdict)>) -> Result<Vec<String>> {
    use client_user::{Column, Entity};
    let people: BTreeMap<ClientId, Verdict> = people.collect();
    let rows = scope.find::<Entity>().filter(Column::Id.is_in(people.into_keys())).asc(Column::Name).all().await?;
    Ok(rows.into_iter().map(|row| row.name).collect())
}
