use std::collections::BTreeSet;

use sea_orm::ColumnTrait;
use sea_orm::sea_query::SelectStatement;
use uuid::Uuid;

use crate::access::{ClientScope, ClientSide, Page, Paging, Part, Permission, ScopedSelect, Sort};
use crate::entity::file::{Column, Entity, Model};
use crate::entity::project;
use crate::entity::words::Preview;
use crate::error::{Error, Result};
use crate::ids::{FileId, ProjectId};

/// The files at these messages, comments or versions of the workspace, in their order.
///
/// # Errors
/// When the database fails.
pub async fn at(scope: &ClientScope, places: &[Uuid]) -> Result<Vec<Model>> {
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let there = scope.find::<Entity>().filter(Column::PlaceId.is_in(places.iter().copied()));
    there.asc(Column::PlaceId).asc(Column::Position).all().await
}

/// The files at the places that a query names, in their order.
pub fn among(scope: &ClientScope, places: SelectStatement) -> Part<'_, Vec<Model>> {
    let there = scope.find::<Entity>().filter(Column::PlaceId.in_subquery(places));
    there.asc(Column::PlaceId).asc(Column::Position).part()
}

/// What a person may see of the workspace's files: what stands on requests is for those who may see these.
fn visible(scope: &ClientScope) -> ScopedSelect<'_, ClientSide, Entity> {
    let hidden = (!scope.seat().allows(Permission::SubmitRequests)).then_some(());
    scope.find::<Entity>().filter_if(hidden, |()| Column::RequestId.is_null())
}

/// How many projects are offered.
const MOST_PROJECTS: u64 = 100;

/// What kind of files are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Images,
    Documents,
    Media,
    Other,
}

impl Kind {
    /// All kinds, as addresses and people name them.
    pub const ALL: [(Self, &'static str, &'static str); 4] = [
        (Self::Images, "images", "Images"),
        (Self::Documents, "documents", "Documents"),
        (Self::Media, "media", "Video and audio"),
        (Self::Other, "other", "Other"),
    ];

    /// The kind that an address names.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name, _)| *name == word).map(|(kind, ..)| *kind)
    }

    /// The condition for files of this kind.
    pub(super) fn condition(self) -> sea_orm::Condition {
        let begins = |start: &str| Column::MediaType.starts_with(start);
        let documents = sea_orm::Condition::any()
            .add(Column::MediaType.eq("application/pdf"))
            .add(begins("text/"))
            .add(begins("application/vnd."))
            .add(begins("application/msword"));
        let media = sea_orm::Condition::any().add(begins("video/")).add(begins("audio/"));
        match self {
            Self::Images => sea_orm::Condition::all().add(begins("image/")),
            Self::Documents => documents,
            Self::Media => media,
            Self::Other => sea_orm::Condition::any().add(begins("image/")).add(documents).add(media).not(),
        }
    }
}

/// Which files are wanted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter {
    pub project: Option<ProjectId>,
    pub kind: Option<Kind>,
}

/// The workspace's files that the person may see, the latest first.
///
/// # Errors
/// [`Error::Invalid`] for a cursor of another list.
pub fn list<'s>(scope: &'s ClientScope, filter: Filter, paging: &Paging) -> Result<Part<'s, Page<Model>>> {
    let wanted = visible(scope).filter_if(filter.project, |project| Column::ProjectId.eq(project));
    let wanted = match filter.kind {
        Some(kind) => wanted.filter(kind.condition()),
        None => wanted,
    };
    wanted.part_page(paging, Sort::newest(|row: &Model| row.id.into()))
}

/// One of the workspace's files that the person may see.
///
/// # Errors
/// [`Error::NotFound`].
pub async fn find(scope: &ClientScope, id: FileId) -> Result<Model> {
    visible(scope).filter(Column::Id.eq(id)).one().await
}

/// Those of these files that the person may see, in the order in which they came about.
///
/// # Errors
/// When the database fails.
pub async fn chosen(scope: &ClientScope, ids: BTreeSet<FileId>) -> Result<Vec<Model>> {
    visible(scope).filter(Column::Id.is_in(ids)).asc(Column::Id).all().await
}

/// The workspace's projects, for a choice among them.
///
/// # Errors
/// When the database fails.
pub fn projects(scope: &ClientScope) -> Part<'_, Vec<(ProjectId, String)>> {
    let all = scope.find::<project::Entity>().desc(project::Column::Id).limit(MOST_PROJECTS);
    all.part().map(|all| all.into_iter().map(|row| (row.id, row.name)).collect())
}

/// The name of the project that a file belongs to.
///
/// # Errors
/// When the database fails.
pub async fn project_of(scope: &ClientScope, file: &Model) -> Result<Option<String>> {
    let Some(id) = file.project_id else { return Ok(None) };
    let found = scope.find::<project::Entity>().filter(project::Column::Id.eq(id)).first().await?;
    Ok(found.map(|row| row.name))
}

/// A file of which there is a small picture.
///
/// # Errors
/// [`Error::NotFound`] where there is none.
pub fn with_preview(file: Model) -> Result<Model> {
    if file.preview == Preview::Made { Ok(file) } else { Err(Error::NotFound) }
}
