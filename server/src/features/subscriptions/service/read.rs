use sea_orm::{ColumnTrait, DerivePartialModel};

use crate::access::{AgencyScope, Page, Paging, Sort};
use crate::entity::words::SubscriptionState;
use crate::entity::{price, product, subscription, workspace};
use crate::error::{Error, Result};
use crate::features::billing::WorkspaceName;
use crate::ids::{PriceId, ProductId, SubscriptionId, WorkspaceId};

/// A product with its prices.
#[derive(Clone, Debug)]
pub struct Sold {
    pub product: product::Model,
    /// The first made first; those in the archive among them.
    pub prices: Vec<price::Model>,
}

/// A subscription with its workspace's name.
#[derive(Clone, Debug, DerivePartialModel)]
#[sea_orm(entity = "subscription::Entity")]
pub struct Listed {
    #[sea_orm(nested)]
    pub subscription: subscription::Model,
    #[sea_orm(nested)]
    pub workspace: WorkspaceName,
}

/// What the agency sells, or what it did, the latest first.
///
/// # Errors
/// When the cursor is none of ours.
pub async fn products(scope: &AgencyScope, archived: bool, paging: &Paging) -> Result<Page<Sold>> {
    use product::{Column, Entity};
    let wanted = if archived { Column::ArchivedAt.is_not_null() } else { Column::ArchivedAt.is_null() };
    let all = scope.find::<Entity>().filter(wanted);
    let page = all.page(paging, Sort::newest(|row: &product::Model| row.id.into())).await?;
    let ids: Vec<ProductId> = page.items.iter().map(|row| row.id).collect();
    let prices = scope.find::<price::Entity>().filter(price::Column::ProductId.is_in(ids));
    let mut prices = prices.asc(price::Column::Id).all().await?;
    Ok(page.map(|product| {
        let (own, others) = std::mem::take(&mut prices).into_iter().partition(|price| price.product_id == product.id);
        prices = others;
        Sold { product, prices: own }
    }))
}

/// A product of the agency.
///
/// # Errors
/// [`Error::NotFound`], also where it is another agency's.
pub async fn product(scope: &AgencyScope, id: ProductId) -> Result<Sold> {
    let product = scope.find::<product::Entity>().filter(product::Column::Id.eq(id)).one().await?;
    let prices = scope.find::<price::Entity>().filter(price::Column::ProductId.eq(id));
    Ok(Sold { product, prices: prices.asc(price::Column::Id).all().await? })
}

/// A price of the agency.
///
/// # Errors
/// [`Error::NotFound`], also where it is another agency's.
pub async fn find_price(scope: &AgencyScope, id: PriceId) -> Result<price::Model> {
    scope.find::<price::Entity>().filter(price::Column::Id.eq(id)).one().await
}

/// The agency's subscriptions, the latest first.
///
/// # Errors
/// When the cursor is none of ours.
pub async fn list(
    scope: &AgencyScope,
    workspace: Option<WorkspaceId>,
    state: Option<SubscriptionState>,
    paging: &Paging,
) -> Result<Page<Listed>> {
    use subscription::{Column, Entity};
    let all = scope.find::<Entity>().join::<workspace::Entity>(Column::WorkspaceId, workspace::Column::Id);
    let all = all.filter_if(workspace, |id| Column::WorkspaceId.eq(id)).filter_if(state, |it| Column::State.eq(it));
    all.page_as(paging, Sort::newest(|row: &Listed| row.subscription.id.into())).await
}

/// A subscription of the agency.
///
/// # Errors
/// [`Error::NotFound`], also where it is another agency's.
pub async fn view(scope: &AgencyScope, id: SubscriptionId) -> Result<Listed> {
    use subscription::{Column, Entity};
    let all = scope.find::<Entity>().join::<workspace::Entity>(Column::WorkspaceId, workspace::Column::Id);
    all.filter(Column::Id.eq(id)).all_as().await?.pop().ok_or(Error::NotFound)
}
