use std::collections::HashMap;

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;

use crate::access::{AgencyScope, Author};
use crate::entity::mail;
use crate::entity::mail_bounce::{ActiveModel, Column, Entity, Model};
use crate::error::Result;

/// Notes that a mail cannot be delivered, ever, and that nobody is at its address.
///
/// # Errors
/// When the database refuses.
pub async fn mark_bounced(scope: &AgencyScope, letter: &mail::Model, reason: &str) -> Result<()> {
    let reason: String = crate::text::clean_line(reason).chars().take(500).collect();
    tracing::warn!(mail = %letter.id, reason, "a mail bounced");
    scope
        .transaction(async |scope| {
            use mail::Column as M;
            let now = scope.now();
            let failed = scope.update::<mail::Entity>().set(M::FailedAt, now).set(M::LastError, reason.as_str());
            let failed = failed.set(M::Text, "").set(M::Html, "").filter(M::Id.eq(letter.id));
            failed.exec().await?;
            scope.delete::<Entity>().filter(Column::Address.eq(&letter.recipient)).exec().await?;
            let row = ActiveModel {
                agency_id: NotSet,
                address: Set(letter.recipient.clone()),
                reason: Set(reason),
                bounced_at: Set(now),
            };
            scope.append(row).await.map(drop)
        })
        .await
}

/// Forgets what came back from an address; tells whether something had.
///
/// # Errors
/// When the database refuses.
pub async fn clear_bounce(scope: &AgencyScope, address: &str) -> Result<bool> {
    Ok(scope.delete::<Entity>().filter(Column::Address.eq(address)).exec().await? > 0)
}

/// What came back from an address, if anything did.
///
/// # Errors
/// When the database fails.
pub async fn bounce(scope: &AgencyScope, address: &str) -> Result<Option<Model>> {
    scope.find::<Entity>().filter(Column::Address.eq(address)).first().await
}

/// What came back from which of these addresses.
///
/// # Errors
/// When the database fails.
pub async fn bounces(scope: &AgencyScope, addresses: Vec<String>) -> Result<HashMap<String, Model>> {
    if addresses.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = scope.find::<Entity>().filter(Column::Address.is_in(addresses)).all().await?;
    Ok(rows.into_iter().map(|row| (row.address.clone(), row)).collect())
}
