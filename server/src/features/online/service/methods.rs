use std::collections::HashMap;

use portico_stripe::{Method, Trouble};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;

use crate::access::{AgencyScope, InvoiceReader};
use crate::entity::stripe_customer::{ActiveModel, Column, Entity};
use crate::error::{Error, Result};
use crate::features::till::{self, Till};
use crate::ids::WorkspaceId;
use crate::secrets;
use crate::stripe::Cashier;

/// How a workspace can pay.
pub enum Methods {
    /// In the order in which Stripe has them; none were added yet where there are none.
    Known(Vec<Method>),
    /// Stripe does not answer.
    Silent,
}

/// How the client's workspace can pay, as Stripe says now. We keep none of it.
///
/// # Errors
/// [`Error::NotFound`] where nobody can pay online.
pub async fn methods(client: &InvoiceReader, house: &AgencyScope, cashier: &Cashier) -> Result<Methods> {
    let till = match till::open(house, cashier).await {
        Ok(till) => till.ok_or(Error::NotFound)?,
        Err(Error::Conflict { .. }) => return Ok(Methods::Silent),
        Err(error) => return Err(error),
    };
    let Some(customer) = known(house, &till, client.workspace()).await? else { return Ok(Methods::Known(Vec::new())) };
    match till.stripe.payment_methods(&customer).await {
        Ok(methods) => Ok(Methods::Known(methods)),
        // Somebody removed the customer there.
        Err(Trouble::Missing) => {
            forget(house, &till, client.workspace()).await?;
            Ok(Methods::Known(Vec::new()))
        }
        Err(trouble) => {
            tracing::warn!(%trouble, "asking for ways to pay");
            Ok(Methods::Silent)
        }
    }
}

/// Stripe's page where the workspace's ways to pay are added and changed, which leads back to `back`.
///
/// # Errors
/// [`Error::NotFound`] where nobody can pay online; what Stripe says against it.
pub async fn manage(client: &InvoiceReader, house: &AgencyScope, cashier: &Cashier, back: &str) -> Result<String> {
    let till = till::open(house, cashier).await?.ok_or(Error::NotFound)?;
    let customer = customer(house, &till, client.workspace(), &client.seat().name).await?;
    let key = format!("methods-{customer}-{}", house.now().timestamp_micros());
    let page = till.stripe.payment_method_page(&key, &customer, back).await?;
    page.url.ok_or_else(|| Trouble::Malformed.into())
}

/// The customer that the workspace is at Stripe; made where there is none.
pub(super) async fn customer(scope: &AgencyScope, till: &Till, workspace: WorkspaceId, name: &str) -> Result<String> {
    if let Some(known) = known(scope, till, workspace).await? {
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
        Err(error) => known(scope, till, workspace).await?.ok_or(error),
    }
}

/// Forgets the customer, which is no more.
pub(super) async fn forget(scope: &AgencyScope, till: &Till, workspace: WorkspaceId) -> Result<()> {
    let row = scope.delete::<Entity>().filter(Column::WorkspaceId.eq(workspace));
    row.filter(Column::AccountId.eq(till.account.as_str())).exec().await?;
    Ok(())
}

async fn known(scope: &AgencyScope, till: &Till, workspace: WorkspaceId) -> Result<Option<String>> {
    let row = scope.find::<Entity>().filter(Column::WorkspaceId.eq(workspace));
    Ok(row.filter(Column::AccountId.eq(till.account.as_str())).first().await?.map(|row| row.customer_id))
}
