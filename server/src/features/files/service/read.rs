use sea_orm::ColumnTrait;
use uuid::Uuid;

use crate::access::ClientScope;
use crate::entity::file;
use crate::error::Result;

/// The files at these messages, comments or versions of the workspace, in their order.
///
/// # Errors
/// When the database fails.
pub async fn at(scope: &ClientScope, places: &[Uuid]) -> Result<Vec<file::Model>> {
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let there = scope.find::<file::Entity>().filter(file::Column::PlaceId.is_in(places.iter().copied()));
    there.asc(file::Column::PlaceId).asc(file::Column::Position).all().await
}
