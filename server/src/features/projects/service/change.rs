use chrono::NaiveDate;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;

use super::staff_read::held;
use super::{announce, record};
use crate::access::{AdminScope, AgencyScope};
use crate::entity::project;
use crate::entity::words::{ActivityKind, ProjectStatus};
use crate::error::{Error, FieldErrors, Result};
use crate::features::workspaces;
use crate::ids::{Id, ProjectId, WorkspaceId};
use crate::text;

/// A project to be.
#[derive(Clone, Debug)]
pub struct NewProject {
    pub workspace: WorkspaceId,
    pub name: String,
    /// Markdown; may be empty.
    pub summary: String,
    pub status: ProjectStatus,
    pub starts_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
}

/// What staff change of a project; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct Change {
    pub name: Option<String>,
    pub summary: Option<String>,
    pub status: Option<ProjectStatus>,
    /// `Some(None)` takes the day away.
    pub starts_on: Option<Option<NaiveDate>>,
    /// `Some(None)` takes the day away.
    pub due_on: Option<Option<NaiveDate>>,
}

/// Starts a project for a workspace of the agency.
///
/// # Errors
/// [`Error::Invalid`] when the workspace is none of the agency's, the name says nothing, or the project would
/// be due before it starts.
pub async fn create(scope: &AgencyScope, new: NewProject) -> Result<ProjectId> {
    let new = checked(new)?;
    scope
        .transaction(async |scope| {
            let id = ProjectId::new();
            if let Some(earlier) = scope.claim_once("project_create", id).await? {
                return Ok(earlier.into());
            }
            let project = add(&scope, id, new).await?;
            record(&scope, &project, ActivityKind::ProjectCreated, &project.name).await?;
            announce(&scope, &project);
            Ok(id)
        })
        .await
}

/// Adds a project that comes from elsewhere. Nobody is told of it, since it is nothing new; open pages look again.
///
/// # Errors
/// As for a new one.
pub async fn take_over(scope: &AdminScope, new: NewProject) -> Result<ProjectId> {
    let new = checked(new)?;
    scope
        .transaction(async |scope| {
            let project = add(&scope, ProjectId::new(), new).await?;
            announce(&scope, &project);
            Ok(project.id)
        })
        .await
}

/// A project to be, as it is kept.
///
/// # Errors
/// [`Error::Invalid`] when the name says nothing, something is too long, or it would be due before it starts.
pub fn checked(new: NewProject) -> Result<NewProject> {
    let mut errors = FieldErrors::default();
    let name = errors.keep(text::line("name", &new.name, text::LONGEST_NAME))?;
    let summary = errors.keep(text::prose("summary", &new.summary))?;
    errors.keep(in_order(new.starts_on, new.due_on))?;
    errors.into_result()?;
    Ok(NewProject { name, summary, ..new })
}

async fn add(scope: &AgencyScope, id: ProjectId, new: NewProject) -> Result<project::Model> {
    let workspace = match workspaces::find(scope, new.workspace).await {
        Err(Error::NotFound) => return Err(Error::field("workspace_id", "The agency has no such workspace.")),
        other => other?.id,
    };
    let now = scope.now();
    let row = project::ActiveModel {
        id: Set(id),
        agency_id: NotSet,
        workspace_id: Set(workspace),
        name: Set(new.name),
        summary: Set(new.summary),
        status: Set(new.status),
        starts_on: Set(new.starts_on),
        due_on: Set(new.due_on),
        version: Set(1),
        created_at: Set(now),
        updated_at: Set(now),
    };
    scope.insert(row).await
}

/// Changes a project of the agency, if it is still as the caller saw it. It stays its workspace's.
///
/// # Errors
/// [`Error::NotFound`] for another agency's project; [`Error::Stale`] when it has moved on from `version`;
/// [`Error::Invalid`] as for a new one.
pub async fn change(scope: &AgencyScope, id: ProjectId, version: Option<i64>, change: Change) -> Result<()> {
    use project::Column;
    let name = change.name.map(|name| text::line("name", &name, text::LONGEST_NAME)).transpose()?;
    let summary = change.summary.map(|summary| text::prose("summary", &summary)).transpose()?;
    scope
        .transaction(async |scope| {
            let project = held(&scope, id).await?;
            let seen = version.unwrap_or(project.version);
            if seen != project.version {
                return Err(Error::Stale);
            }
            let starts_on = change.starts_on.unwrap_or(project.starts_on);
            let due_on = change.due_on.unwrap_or(project.due_on);
            in_order(starts_on, due_on)?;
            let status = change.status.unwrap_or(project.status);
            let changed = scope
                .update::<project::Entity>()
                .set_if(Column::Name, name)
                .set_if(Column::Summary, summary)
                .set(Column::Status, status.as_str())
                .set(Column::StartsOn, starts_on)
                .set(Column::DueOn, due_on)
                .set(Column::Version, seen + 1)
                .set(Column::UpdatedAt, scope.now())
                .filter(Column::Id.eq(id))
                .filter(Column::Version.eq(seen))
                .returning()
                .await?;
            let Some(changed) = changed.into_iter().next() else { return Err(Error::Stale) };
            if status == ProjectStatus::Completed && project.status != status {
                record(&scope, &changed, ActivityKind::ProjectCompleted, &changed.name).await?;
            }
            announce(&scope, &changed);
            Ok(())
        })
        .await
}

/// A project is not due before it starts.
fn in_order(starts_on: Option<NaiveDate>, due_on: Option<NaiveDate>) -> Result<()> {
    match (starts_on, due_on) {
        (Some(start), Some(due)) if due < start => Err(Error::field("due_on", "This is before the project starts.")),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_project_may_be_due_on_the_day_it_starts_and_not_before() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day);
        assert!(in_order(day(12), day(12)).is_ok());
        assert!(in_order(day(12), None).is_ok());
        assert!(in_order(None, day(1)).is_ok());
        let refused = in_order(day(12), day(11));
        assert!(matches!(refused, Err(Error::Invalid(fields)) if fields.at("due_on").is_some()));
    }
}
