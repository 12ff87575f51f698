use portico_stripe::Interval;
use sea_orm::ColumnTrait;

use crate::access::AgencyScope;
use crate::entity::words::Recurs;
use crate::entity::{price, product};
use crate::error::Result;
use crate::features::till::Till;
use crate::ids::ProductId;
use crate::money::Currency;
use crate::secrets;
use crate::stripe::outward;

/// Has Stripe know a product and its prices as they are. Asked again, it does what is left to do.
///
/// # Errors
/// What Stripe says against it.
pub async fn mirror(scope: &AgencyScope, till: &Till, id: ProductId) -> Result<()> {
    use product::{Column, Entity};
    let product = scope.find::<Entity>().filter(Column::Id.eq(id)).one().await?;
    let there = product.stripe_id.clone().filter(|_| product.account_id.as_deref() == Some(till.account.as_str()));
    let active = product.archived_at.is_none();
    let name = match there {
        None if !active => return Ok(()),
        None => {
            // With the name in it: the same key with another name would be refused.
            let key = format!("product-{id}-{}", &secrets::hash(&product.name)[..16]);
            till.stripe.create_product(&key, &product.name).await?.id
        }
        Some(name) => {
            if product.mirrored != product.version {
                let key = format!("product-{id}-v{}", product.version);
                till.stripe.change_product(&key, &name, &product.name, active).await?;
            }
            name
        }
    };
    let update = scope.update::<Entity>().set(Column::AccountId, till.account.clone());
    let update = update.set(Column::StripeId, name.clone()).set(Column::Mirrored, product.version);
    // A slower node must not put back what a later one said.
    update.filter(Column::Id.eq(id)).filter(Column::Mirrored.lte(product.version)).exec().await?;
    let prices = scope.find::<price::Entity>().filter(price::Column::ProductId.eq(id)).asc(price::Column::Id);
    for price in prices.all().await? {
        mirror_price(scope, till, &name, &price).await?;
    }
    Ok(())
}

async fn mirror_price(scope: &AgencyScope, till: &Till, product: &str, price: &price::Model) -> Result<()> {
    use price::{Column, Entity};
    let there = price.stripe_id.as_ref().filter(|_| price.account_id.as_deref() == Some(till.account.as_str()));
    let update = scope.update::<Entity>().filter(Column::Id.eq(price.id));
    match (there, price.archived_at) {
        (None, None) => {
            let currency = Currency::of(&price.currency);
            let Some(amount) = currency.and_then(|currency| outward(price.amount, currency)) else {
                // Nobody can subscribe to it there.
                tracing::warn!(price = %price.id, "Stripe cannot take a price");
                return Ok(());
            };
            let (key, interval) = (format!("price-{}", price.id), interval(price.recurs));
            let made = till.stripe.create_price(&key, product, &price.currency, amount, interval).await?;
            let update = update.set(Column::AccountId, till.account.clone()).set(Column::StripeId, made.id);
            update.set(Column::Retired, false).exec().await?;
        }
        (Some(name), Some(_)) if !price.retired => {
            till.stripe.retire_price(&format!("price-{}-retired", price.id), name).await?;
            update.set(Column::Retired, true).exec().await?;
        }
        _ => {}
    }
    Ok(())
}

fn interval(recurs: Recurs) -> Interval {
    match recurs {
        Recurs::Once => Interval::Once,
        Recurs::Month => Interval::Month,
        Recurs::Year => Interval::Year,
    }
}
