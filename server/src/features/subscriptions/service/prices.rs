use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use serde_json::json;

use super::products::{held, tell};
use crate::access::AdminScope;
use crate::entity::price::{ActiveModel, Column, Entity, Model};
use crate::entity::words::Recurs;
use crate::error::{Error, FieldErrors, Result};
use crate::features::audit::Entry;
use crate::ids::{Id, PriceId, ProductId};
use crate::money::{Currency, MOST};

/// What a product is to cost.
#[derive(Clone, Debug)]
pub struct NewPrice {
    pub currency: String,
    /// In minor units.
    pub amount: i64,
    pub recurs: Recurs,
}

/// Gives a product a price.
///
/// # Errors
/// [`Error::NotFound`] for another agency's product; [`Error::Invalid`] for no currency or no amount; a conflict where
/// the product is in the archive.
pub async fn create_price(scope: &AdminScope, product: ProductId, new: NewPrice) -> Result<Model> {
    let mut errors = FieldErrors::default();
    if Currency::of(&new.currency).is_none() {
        errors.add("currency", "This is not a currency's code (ISO 4217).");
    }
    if !(1..=MOST).contains(&new.amount) {
        errors.add("amount", "A price is more than nothing, and has at most 15 digits.");
    }
    errors.into_result()?;
    scope
        .transaction(async |scope| {
            let id = PriceId::new();
            if let Some(earlier) = scope.claim_once("price_create", id).await? {
                return scope.find::<Entity>().filter(Column::Id.eq(PriceId::from(earlier))).one().await;
            }
            let product = held(&scope, product).await?;
            if product.archived_at.is_some() {
                return Err(Error::conflict("product_archived", "this product is in the archive: it is not sold"));
            }
            let row = ActiveModel {
                id: Set(id),
                agency_id: NotSet,
                product_id: Set(product.id),
                currency: Set(new.currency),
                amount: Set(new.amount),
                recurs: Set(new.recurs),
                account_id: Set(None),
                stripe_id: Set(None),
                retired: Set(false),
                archived_at: Set(None),
                created_at: Set(scope.now()),
            };
            let row = scope.insert(row).await?;
            tell(&scope, &product, Entry::new("price.created").detail(said(&row))).await?;
            Ok(row)
        })
        .await
}

/// Sells at a price no more. What runs goes on.
///
/// # Errors
/// [`Error::NotFound`]; a conflict where it is in the archive.
pub async fn archive_price(scope: &AdminScope, id: PriceId) -> Result<Model> {
    scope
        .transaction(async |scope| {
            let row = scope.find::<Entity>().filter(Column::Id.eq(id)).locked().one().await?;
            if row.archived_at.is_some() {
                return Err(Error::conflict("price_archived", "this price is in the archive already"));
            }
            let update = scope.update::<Entity>().set(Column::ArchivedAt, scope.now()).filter(Column::Id.eq(id));
            let row = update.returning().await?.pop().ok_or(Error::NotFound)?;
            let product = held(&scope, row.product_id).await?;
            tell(&scope, &product, Entry::new("price.archived").detail(said(&row))).await?;
            Ok(row)
        })
        .await
}

fn said(row: &Model) -> serde_json::Value {
    json!({ "price": row.id, "amount": row.amount, "currency": row.currency, "recurs": row.recurs })
}
