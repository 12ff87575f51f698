use std::collections::HashMap;

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;

use super::open::Till;
use crate::access::AgencyScope;
use crate::entity::stripe_customer::{ActiveModel, Column, Entity};
use crate::error::Result;
use crate::ids::WorkspaceId;
use crate::secrets;

/// The customer that the workspace is at Stripe; made where there is none.
///
/// # Errors
/// What Stripe says against it.
pub async fn customer(scope: &AgencyScope, till: &Till, workspace: WorkspaceId, name: &str) -> Result<String> {
    if let Some(known) = known_customer(scope, till, workspace).await? {
        return Ok(known);
    }
    // With the name in it: the same key with another name would be refused.
    let key = format!("customer-{workspace}-{}", &secrets::hash(name)[..16]);
    let metadata = HashMap::from([("workspace".to_owned(), workspace.to_string())]);
    let made = till.stripe.create_customer(&key, name, metadata).await?.id;
    let row = ActiveModel {
        workspace_id: Set(workspace),
        account_id: Set(till.account.clone()),
        agency_id: NotSet,
        customer_id: Set(made.clone()),
        created_at: Set(scope.now()),
    };
    match scope.transaction(async |scope| scope.insert(row).await).await {
        Ok(_) => Ok(made),
        // Somebody was faster, and asked under the same key.
        Err(error) => known_customer(scope, till, workspace).await?.ok_or(error),
    }
}

/// Forgets the customer, which is no more.
///
/// # Errors
/// When the database fails.
pub async fn forget_customer(scope: &AgencyScope, till: &Till, workspace: WorkspaceId) -> Result<()> {
    let row = scope.delete::<Entity>().filter(Column::WorkspaceId.eq(workspace));
    row.filter(Column::AccountId.eq(till.account.as_str())).exec().await?;
    Ok(())
}

/// The customer that the workspace is at Stripe, where it is one.
///
/// # Errors
/// When the database fails.
pub async fn known_customer(scope: &AgencyScope, till: &Till, workspace: WorkspaceId) -> Result<Option<String>> {
    let row = scope.find::<Entity>().filter(Column::WorkspaceId.eq(workspace));
    Ok(row.filter(Column::AccountId.eq(till.account.as_str())).first().await?.map(|row| row.customer_id))
}
