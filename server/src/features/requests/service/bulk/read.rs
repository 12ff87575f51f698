use std::collections::HashMap;

use sea_orm::{ColumnTrait, DerivePartialModel};

use super::own;
use super::state::{Edit, State};
use crate::access::AgencyScope;
use crate::entity::words::BulkOutcome;
use crate::entity::{bulk_change, bulk_change_row, project, request, staff_user};
use crate::error::{Error, Result};
use crate::features::requests::service::RequestName;
use crate::ids::{BulkChangeId, ProjectId, StaffId};

/// A bulk change with all its requests.
pub struct Whole {
    pub bulk: bulk_change::Model,
    pub items: Vec<Item>,
}

/// A request of it, and what becomes of it.
pub struct Item {
    pub request: RequestName,
    pub outcome: BulkOutcome,
    pub reason: Option<String>,
    pub differences: Vec<Difference>,
}

/// What differs, in words: what it is, or was before, and what it is to be, or became.
pub struct Difference {
    pub field: Field,
    pub from: Option<String>,
    pub to: Option<String>,
}

/// What can differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Status,
    Priority,
    Assignee,
    Project,
    Tags,
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "bulk_change_row::Entity")]
struct Row {
    #[sea_orm(nested)]
    row: bulk_change_row::Model,
    #[sea_orm(nested)]
    request: Option<RequestName>,
}

/// The names of whom and of what the changes tell.
#[derive(Default)]
struct Names {
    staff: HashMap<StaffId, String>,
    projects: HashMap<ProjectId, String>,
}

/// A bulk change of the caller's own.
///
/// # Errors
/// [`Error::NotFound`], also for somebody else's.
pub async fn whole(scope: &AgencyScope, id: BulkChangeId) -> Result<Whole> {
    use bulk_change_row::{Column, Entity};
    let bulk = own(scope, id)?.one().await?;
    let edit: Edit = serde_json::from_str(&bulk.change).map_err(Error::internal)?;
    let rows = scope.find::<Entity>().filter(Column::BulkChangeId.eq(id));
    let rows = rows.join::<request::Entity>(Column::RequestId, request::Column::Id).asc(Column::RequestId);
    let mut states = Vec::new();
    for Row { row, request } in rows.all_as::<Row>().await? {
        let before: State = serde_json::from_str(&row.before).map_err(Error::internal)?;
        let after = before.with(&edit);
        states.push((row, request.ok_or(Error::NotFound)?, before, after));
    }
    let names = names(scope, states.iter().flat_map(|(_, _, before, after)| [before, after])).await?;
    let items = states.into_iter().map(|(row, request, before, after)| Item {
        request,
        outcome: row.outcome,
        reason: row.reason,
        differences: differences(&before, &after, &names),
    });
    Ok(Whole { items: items.collect(), bulk })
}

async fn names<'s>(scope: &AgencyScope, states: impl Iterator<Item = &'s State>) -> Result<Names> {
    let (mut people, mut projects) = (Vec::new(), Vec::new());
    for state in states {
        people.extend(state.assignee);
        projects.extend(state.project);
    }
    people.sort_unstable();
    people.dedup();
    projects.sort_unstable();
    projects.dedup();
    let mut names = Names::default();
    if !people.is_empty() {
        let rows = scope.find::<staff_user::Entity>().filter(staff_user::Column::Id.is_in(people)).all().await?;
        names.staff = rows.into_iter().map(|row| (row.id, row.name)).collect();
    }
    if !projects.is_empty() {
        let rows = scope.find::<project::Entity>().filter(project::Column::Id.is_in(projects)).all().await?;
        names.projects = rows.into_iter().map(|row| (row.id, row.name)).collect();
    }
    Ok(names)
}

fn differences(before: &State, after: &State, names: &Names) -> Vec<Difference> {
    let said = |state: &State| {
        let tags: Vec<&str> = state.tags.iter().map(String::as_str).collect();
        [
            (Field::Status, Some(state.stage.as_str().to_owned())),
            (Field::Priority, Some(state.priority.as_str().to_owned())),
            (Field::Assignee, state.assignee.map(|id| names.staff.get(&id).cloned().unwrap_or_default())),
            (Field::Project, state.project.map(|id| names.projects.get(&id).cloned().unwrap_or_default())),
            (Field::Tags, Some(tags.join(", ")).filter(|tags| !tags.is_empty())),
        ]
    };
    let differs = [
        before.stage != after.stage,
        before.priority != after.priority,
        before.assignee != after.assignee,
        before.project != after.project,
        before.tags != after.tags,
    ];
    let pairs = said(before).into_iter().zip(said(after)).zip(differs).filter(|(_, differs)| *differs);
    pairs.map(|(((field, from), (_, to)), _)| Difference { field, from, to }).collect()
}
