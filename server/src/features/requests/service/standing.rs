use sea_orm::ColumnTrait;

use crate::access::Reach;
use crate::entity::{request, request_merge};
use crate::error::{Error, Result};
use crate::ids::RequestId;

/// How often a request is followed that is merged on meanwhile.
const MOST_STEPS: usize = 8;

/// The request with this id, or the one that it is part of by now, held by the transaction: who answers on a request
/// that was merged answers where it went.
///
/// # Errors
/// [`Error::NotFound`] where the scope has no such request.
pub async fn standing(scope: &impl Reach, id: RequestId) -> Result<request::Model> {
    let mut row = held(scope, id).await?;
    // It may be merged on while we wait for it.
    for _ in 0..MOST_STEPS {
        if row.merged_at.is_none() {
            return Ok(row);
        }
        row = held(scope, root(scope, row.id).await?).await?;
    }
    Err(Error::Stale)
}

/// A request, held by the transaction.
///
/// # Errors
/// [`Error::NotFound`] where the scope has no such request.
pub async fn held(scope: &impl Reach, id: RequestId) -> Result<request::Model> {
    scope.rows::<request::Entity>().filter(request::Column::Id.eq(id)).locked().one().await
}

/// Where a request went that was merged; itself where it was not.
///
/// # Errors
/// When the database fails.
pub async fn root(scope: &impl Reach, id: RequestId) -> Result<RequestId> {
    let merge = scope.rows::<request_merge::Entity>().filter(request_merge::Column::RequestId.eq(id)).first().await?;
    Ok(merge.map_or(id, |merge| merge.root_id))
}

/// Refuses what is done to a request by itself where it is part of another.
///
/// # Errors
/// A conflict.
pub fn on_its_own(request: &request::Model) -> Result<()> {
    match request.merged_at {
        Some(_) => Err(Error::conflict("merged", "this request is part of another; change that one")),
        None => Ok(()),
    }
}
