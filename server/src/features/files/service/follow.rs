use sea_orm::ColumnTrait;
use sea_orm::sea_query::Query;

use crate::access::AgencyScope;
use crate::entity::words::FilePlace;
use crate::entity::{file, note_file, request, request_message, request_note};
use crate::error::Result;
use crate::ids::RequestId;

/// Files go where their messages and notes went: from one request to another, and to the project that it is about.
///
/// # Errors
/// When the database refuses.
pub async fn follow(scope: &AgencyScope, from: RequestId, to: &request::Model) -> Result<()> {
    use file::Column as F;
    use note_file::Column as N;
    let (to, project) = (to.id, to.project_id);
    let mut said = Query::select();
    said.column(request_message::Column::Id).from(request_message::Entity);
    said.and_where(request_message::Column::RequestId.eq(to));
    let files = scope.update::<file::Entity>().set(F::RequestId, to).set(F::ProjectId, project);
    let files = files.filter(F::RequestId.eq(from));
    files.filter(F::Place.eq(FilePlace::RequestMessage)).filter(F::PlaceId.in_subquery(said)).exec().await?;
    let mut noted = Query::select();
    noted.column(request_note::Column::Id).from(request_note::Entity);
    noted.and_where(request_note::Column::RequestId.eq(to));
    let files = scope.update::<note_file::Entity>().set(N::RequestId, to).filter(N::RequestId.eq(from));
    files.filter(N::NoteId.in_subquery(noted)).exec().await?;
    Ok(())
}
