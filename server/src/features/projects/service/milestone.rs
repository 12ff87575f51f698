use chrono::NaiveDate;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;

use super::staff_read::{held, parent};
use super::{announce, next_position, record};
use crate::access::{AgencyScope, AgencySide, Key, Page, Paging, ScopedSelect, Sort};
use crate::entity::milestone::{ActiveModel, Column, Entity, Model};
use crate::entity::words::ActivityKind;
use crate::error::{Error, Result};
use crate::ids::{Id, MilestoneId, ProjectId};
use crate::text;

/// A milestone to be, after the others.
#[derive(Clone, Debug)]
pub struct NewMilestone {
    pub name: String,
    pub due_on: Option<NaiveDate>,
}

/// What staff change of a milestone; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct MilestoneChange {
    pub name: Option<String>,
    pub due_on: Option<NaiveDate>,
    /// Reached, or not after all.
    pub completed: Option<bool>,
}

/// The milestones of a project of the agency, in their order.
///
/// # Errors
/// [`Error::NotFound`] for another agency's project.
pub async fn milestones(scope: &AgencyScope, project: ProjectId, paging: &Paging) -> Result<Page<Model>> {
    parent(scope, project).await?;
    let order =
        Sort::by_rank(Column::Position.into_expr(), false, |row: &Model| Key::Rank(row.position), |row| row.id.into());
    of(scope, project).page(paging, order).await
}

/// Adds a milestone to a project of the agency.
///
/// # Errors
/// [`Error::NotFound`] for another agency's project; [`Error::Invalid`] when the name says nothing.
pub async fn add_milestone(scope: &AgencyScope, project: ProjectId, new: NewMilestone) -> Result<Model> {
    let name = text::line("name", &new.name, text::LONGEST_NAME)?;
    scope
        .transaction(async |scope| {
            let project = held(&scope, project).await?;
            let id = MilestoneId::new();
            if let Some(earlier) = scope.claim_once("milestone_create", id).await? {
                return own(&scope, project.id, earlier.into()).await;
            }
            let row = ActiveModel {
                id: Set(id),
                agency_id: NotSet,
                workspace_id: Set(project.workspace_id),
                project_id: Set(project.id),
                name: Set(name),
                due_on: Set(new.due_on),
                completed_at: Set(None),
                position: Set(next_position(of(&scope, project.id), Column::Position).await?),
                version: Set(1),
                created_at: Set(scope.now()),
            };
            let milestone = scope.insert(row).await?;
            announce(&scope, &project);
            Ok(milestone)
        })
        .await
}

/// Changes a milestone of a project of the agency, if it is still as the caller saw it.
///
/// # Errors
/// [`Error::NotFound`] for another agency's project or another project's milestone; [`Error::Stale`] when it
/// has moved on from `version`; [`Error::Invalid`] when the name says nothing.
pub async fn change_milestone(
    scope: &AgencyScope,
    project: ProjectId,
    id: MilestoneId,
    version: Option<i64>,
    change: MilestoneChange,
) -> Result<Model> {
    let name = change.name.map(|name| text::line("name", &name, text::LONGEST_NAME)).transpose()?;
    scope
        .transaction(async |scope| {
            let project = held(&scope, project).await?;
            let before = own(&scope, project.id, id).await?;
            let seen = version.unwrap_or(before.version);
            let completed_at = match change.completed {
                None => before.completed_at,
                Some(false) => None,
                Some(true) => before.completed_at.or(Some(scope.now())),
            };
            let changed = scope
                .update::<Entity>()
                .set(Column::Name, name.unwrap_or(before.name))
                .set(Column::DueOn, change.due_on.or(before.due_on))
                .set(Column::CompletedAt, completed_at)
                .set(Column::Version, seen + 1)
                .filter(Column::Id.eq(id))
                .filter(Column::ProjectId.eq(project.id))
                .filter(Column::Version.eq(seen))
                .returning()
                .await?;
            let changed = changed.into_iter().next().ok_or(Error::Stale)?;
            if before.completed_at.is_none() && completed_at.is_some() {
                record(&scope, &project, ActivityKind::MilestoneCompleted, &changed.name).await?;
            }
            announce(&scope, &project);
            Ok(changed)
        })
        .await
}

fn of(scope: &AgencyScope, project: ProjectId) -> ScopedSelect<'_, AgencySide, Entity> {
    scope.find::<Entity>().filter(Column::ProjectId.eq(project))
}

async fn own(scope: &AgencyScope, project: ProjectId, id: MilestoneId) -> Result<Model> {
    of(scope, project).filter(Column::Id.eq(id)).one().await
}

/// Whether a milestone is the project's.
pub(super) async fn is_own(scope: &AgencyScope, project: ProjectId, id: MilestoneId) -> Result<bool> {
    let found = of(scope, project).filter(Column::Id.eq(id)).first().await?;
    Ok(found.is_some())
}
