use sea_orm::ColumnTrait;
use std::collections::HashMap;
use uuid::Uuid;

use super::Kind;
use crate::access::{AgencyScope, Page, Paging, Sort};
use crate::entity::file::{Column, Entity, Model};
use crate::entity::upload;
use crate::entity::words::FilePlace;
use crate::error::Result;
use crate::ids::{FileId, ProjectId, UploadId, WorkspaceId};

/// Which of the agency's files are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct StaffFilter {
    pub workspace: Option<WorkspaceId>,
    pub project: Option<ProjectId>,
    pub place: Option<FilePlace>,
    pub kind: Option<Kind>,
}

/// The agency's files, the latest first.
///
/// # Errors
/// [`crate::error::Error::Invalid`] for a cursor of another list.
pub async fn staff_list(scope: &AgencyScope, filter: StaffFilter, paging: &Paging) -> Result<Page<Model>> {
    let wanted = scope
        .find::<Entity>()
        .filter_if(filter.workspace, |workspace| Column::WorkspaceId.eq(workspace))
        .filter_if(filter.project, |project| Column::ProjectId.eq(project))
        .filter_if(filter.place, |place| Column::Place.eq(place));
    let wanted = match filter.kind {
        Some(kind) => wanted.filter(kind.condition()),
        None => wanted,
    };
    wanted.page(paging, Sort::newest(|row| row.id.into())).await
}

/// One of the agency's files.
///
/// # Errors
/// [`crate::error::Error::NotFound`].
pub async fn staff_find(scope: &AgencyScope, id: FileId) -> Result<Model> {
    scope.find::<Entity>().filter(Column::Id.eq(id)).one().await
}

/// What was uploaded to the agency, delivered or not.
///
/// # Errors
/// [`crate::error::Error::NotFound`].
pub async fn find_upload(scope: &AgencyScope, id: UploadId) -> Result<upload::Model> {
    scope.find::<upload::Entity>().filter(upload::Column::Id.eq(id)).one().await
}

/// The files at these messages, comments or versions of the agency, each place's in their order.
///
/// # Errors
/// When the database fails.
pub async fn staff_at(scope: &AgencyScope, places: &[Uuid]) -> Result<HashMap<Uuid, Vec<Model>>> {
    let mut files: HashMap<Uuid, Vec<Model>> = HashMap::new();
    if places.is_empty() {
        return Ok(files);
    }
    let there = scope.find::<Entity>().filter(Column::PlaceId.is_in(places.iter().copied()));
    for file in there.asc(Column::PlaceId).asc(Column::Position).all().await? {
        files.entry(file.place_id.unwrap_or_default()).or_default().push(file);
    }
    Ok(files)
}
