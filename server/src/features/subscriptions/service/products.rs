use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;

use crate::access::{AdminScope, AgencyScope};
use crate::entity::product::{ActiveModel, Column, Entity, Model};
use crate::error::{Error, FieldErrors, Result};
use crate::features::audit::{self, Entry};
use crate::features::subscriptions::MirrorProduct;
use crate::ids::{Id, ProductId};
use crate::{jobs, text};

/// Something to sell.
#[derive(Clone, Debug)]
pub struct NewProduct {
    /// Clients read it on their invoices.
    pub name: String,
    pub description: String,
}

/// What staff change of a product; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct ProductChange {
    pub name: Option<String>,
    pub description: Option<String>,
}

/// Adds something to sell. It has no price yet.
///
/// # Errors
/// [`Error::Invalid`] without a name, or with texts that are too long.
pub async fn create_product(scope: &AdminScope, new: NewProduct) -> Result<Model> {
    let mut errors = FieldErrors::default();
    let name = errors.keep(text::line("name", &new.name, text::LONGEST_TITLE))?;
    let description = errors.keep(text::prose("description", &new.description))?;
    errors.into_result()?;
    scope
        .transaction(async |scope| {
            let id = ProductId::new();
            if let Some(earlier) = scope.claim_once("product_create", id).await? {
                return scope.find::<Entity>().filter(Column::Id.eq(ProductId::from(earlier))).one().await;
            }
            let now = scope.now();
            let row = ActiveModel {
                id: Set(id),
                agency_id: NotSet,
                name: Set(name),
                description: Set(description),
                account_id: Set(None),
                stripe_id: Set(None),
                mirrored: Set(0),
                archived_at: Set(None),
                version: Set(1),
                created_at: Set(now),
                updated_at: Set(now),
            };
            let row = scope.insert(row).await?;
            tell(&scope, &row, Entry::new("product.created")).await?;
            Ok(row)
        })
        .await
}

/// Changes what a product is called and said to be. What runs keeps the name under which it started.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Stale`] when it has moved on from `version`; [`Error::Invalid`] as for a new one.
pub async fn change_product(
    scope: &AdminScope,
    id: ProductId,
    version: Option<i64>,
    change: ProductChange,
) -> Result<Model> {
    let mut errors = FieldErrors::default();
    let name = change.name.map(|name| text::line("name", &name, text::LONGEST_TITLE)).transpose();
    let name = errors.keep(name)?;
    let description = change.description.map(|said| text::prose("description", &said)).transpose();
    let description = errors.keep(description)?;
    errors.into_result()?;
    scope
        .transaction(async |scope| {
            let row = held(&scope, id).await?;
            if version.is_some_and(|seen| seen != row.version) {
                return Err(Error::Stale);
            }
            let update = scope.update::<Entity>().set_if(Column::Name, name).set_if(Column::Description, description);
            let update = update.set(Column::Version, row.version + 1).set(Column::UpdatedAt, scope.now());
            let row = update.filter(Column::Id.eq(id)).returning().await?.pop().ok_or(Error::NotFound)?;
            tell(&scope, &row, Entry::new("product.changed")).await?;
            Ok(row)
        })
        .await
}

/// Sells a product no more. What runs goes on.
///
/// # Errors
/// [`Error::NotFound`]; a conflict where it is in the archive.
pub async fn archive_product(scope: &AdminScope, id: ProductId) -> Result<Model> {
    scope
        .transaction(async |scope| {
            let row = held(&scope, id).await?;
            if row.archived_at.is_some() {
                return Err(Error::conflict("product_archived", "this product is in the archive already"));
            }
            let update = scope.update::<Entity>().set(Column::ArchivedAt, scope.now());
            let update = update.set(Column::Version, row.version + 1).set(Column::UpdatedAt, scope.now());
            let row = update.filter(Column::Id.eq(id)).returning().await?.pop().ok_or(Error::NotFound)?;
            tell(&scope, &row, Entry::new("product.archived")).await?;
            Ok(row)
        })
        .await
}

/// A product of the agency, held until the transaction ends.
pub(super) async fn held(scope: &AgencyScope, id: ProductId) -> Result<Model> {
    scope.find::<Entity>().filter(Column::Id.eq(id)).locked().one().await
}

/// Has Stripe told of a product as it is now, and the audit trail last.
pub(super) async fn tell(scope: &AgencyScope, row: &Model, entry: Entry) -> Result<()> {
    jobs::enqueue(scope, &MirrorProduct { agency: row.agency_id, product: row.id }).await?;
    audit::record(scope, entry.target("product", row.id, row.name.clone())).await
}
