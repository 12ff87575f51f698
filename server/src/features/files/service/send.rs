use super::deliver::{Delivery, delivered};
use super::store;
use crate::access::ClientScope;
use crate::entity::{file, upload};
use crate::error::Result;

/// A client sends what was stored, in this order, as part of the transaction that makes the place.
///
/// # Errors
/// When the database refuses.
pub async fn send(scope: &ClientScope, to: &Delivery, stored: &[upload::Model]) -> Result<Vec<file::Model>> {
    let mut files = Vec::with_capacity(stored.len());
    for (position, upload) in (0..).zip(stored) {
        store::insert(scope, upload).await?;
        files.push(scope.insert(delivered(scope, to, upload, position)).await?);
    }
    Ok(files)
}
