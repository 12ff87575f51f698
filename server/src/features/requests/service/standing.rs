use sea_orm::ColumnTrait;

use crate::access::Reach;
use crate::entity::{request, request_merge};
use crate::error::{Error, Result};
use crate::ids::RequestId;

/// The request with this id, or the one that it is part of by now, held by the transaction: who answers on a request
/// that was merged answers where it went.
///
/// # Errors
/// [`Error::NotFound`] where the scope has no such request.
pub async fn standing(scope: &impl Reach, id: RequestId) -> Result<request::Model> {
    let row = held(scope, id).await?;
    match row.merged_at {
        Some(_) => held(scope, root(scope, id).await?).await,
        None => Ok(row),
    }
}

/// A request, held by the transaction.
///
/// # Errors
/// [`Error::NotFound`] where the scope has no such request.
pub /// A request, held by the transaction.
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
