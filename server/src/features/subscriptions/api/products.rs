use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use super::wire::{Price, Product, Recurs};
use crate::access::AgencyScope;
use crate::api::{Admin, Created, Listing, Outcome, Staff, Tag, Tagged, Text, expect_version, paging, tag};
use crate::error::Result;
use crate::features::subscriptions::service;
use crate::ids::ProductId;

/// Something to sell.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct NewProduct {
    /// Clients read it on their invoices.
    #[oai(validator(min_length = 1, max_length = 200))]
    name: Text,
    description: Option<Text>,
}

/// What to change of a product; what is left out stays.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct ProductChange {
    #[oai(validator(min_length = 1, max_length = 200))]
    name: Option<Text>,
    description: Option<Text>,
}

/// What a product is to cost.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct NewPrice {
    /// An ISO 4217 code.
    currency: Text,
    /// In minor units.
    amount: i64,
    recurs: Recurs,
}

async fn current(scope: &AgencyScope, id: ProductId) -> Result<Product> {
    Ok(service::product(scope, id).await?.into())
}

async fn tagged(scope: &AgencyScope, id: ProductId) -> Result<Tagged<Product>> {
    let product = current(scope, id).await?;
    let version = tag(product.version);
    Ok(Tagged::Ok(Json(product), version))
}

/// What the agency sells.
pub struct ProductApi;

#[OpenApi(tag = "Tag::Billing")]
impl ProductApi {
    /// What the agency sells, the latest first.
    #[oai(path = "/products", method = "get", operation_id = "product_list")]
    async fn list(
        &self,
        Staff(scope): Staff,
        /// Those in the archive, instead of those that are not.
        archived: Query<Option<bool>>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<Product>>> {
        let paging = paging(limit.0, cursor.0.as_deref())?;
        let page = service::products(&scope, archived.0.unwrap_or_default(), &paging).await?;
        Ok(Json(Listing::of(page, Product::from)))
    }

    /// Adds something to sell. For an owner or an admin.
    #[oai(path = "/products", method = "post", operation_id = "product_create")]
    async fn create(
        &self,
        Admin(scope): Admin,
        body: Json<NewProduct>,
        /// Makes a repetition answer with what was created first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<Product>> {
        let NewProduct { name, description } = body.0;
        let description = description.map(Into::into).unwrap_or_default();
        let new = service::NewProduct { name: name.into(), description };
        let id = service::create_product(&scope, new).await?.id;
        Ok(Created::at("products", id, current(&scope, id).await?))
    }

    /// A product with its prices.
    #[oai(path = "/products/:product_id", method = "get", operation_id = "product_view")]
    async fn view(&self, Staff(scope): Staff, product_id: Path<Uuid>) -> Outcome<Tagged<Product>> {
        Ok(tagged(&scope, product_id.0.into()).await?)
    }

    /// Changes what a product is called and said to be. For an owner or an admin.
    #[oai(path = "/products/:product_id", method = "patch", operation_id = "product_update")]
    async fn update(
        &self,
        Admin(scope): Admin,
        product_id: Path<Uuid>,
        body: Json<ProductChange>,
        /// The `ETag` under which the caller has seen it.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Outcome<Tagged<Product>> {
        let version = expect_version(if_match.0.as_deref())?;
        let ProductChange { name, description } = body.0;
        let change = service::ProductChange { name: name.map(Into::into), description: description.map(Into::into) };
        let id = service::change_product(&scope, product_id.0.into(), version, change).await?.id;
        Ok(tagged(&scope, id).await?)
    }

    /// Sells a product no more. Subscriptions to it go on. For an owner or an admin.
    #[oai(path = "/products/:product_id/archive", method = "post", operation_id = "product_archive")]
    async fn archive(&self, Admin(scope): Admin, product_id: Path<Uuid>) -> Outcome<Tagged<Product>> {
        let id = service::archive_product(&scope, product_id.0.into()).await?.id;
        Ok(tagged(&scope, id).await?)
    }
}

/// What products cost.
pub struct PriceApi;

#[OpenApi(tag = "Tag::Billing")]
impl PriceApi {
    /// Gives a product a price. For an owner or an admin.
    #[oai(path = "/products/:product_id/prices", method = "post", operation_id = "price_create")]
    async fn create(
        &self,
        Admin(scope): Admin,
        product_id: Path<Uuid>,
        body: Json<NewPrice>,
        /// Makes a repetition answer with what was created first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<Price>> {
        let NewPrice { currency, amount, recurs } = body.0;
        let new = service::NewPrice { currency: currency.into(), amount, recurs: recurs.into() };
        let price = service::create_price(&scope, product_id.0.into(), new).await?;
        Ok(Created::within(price.into()))
    }

    /// Sells at a price no more. Subscriptions at it go on. For an owner or an admin.
    #[oai(path = "/prices/:price_id/archive", method = "post", operation_id = "price_archive")]
    async fn archive(&self, Admin(scope): Admin, price_id: Path<Uuid>) -> Outcome<Json<Price>> {
        Ok(Json(service::archive_price(&scope, price_id.0.into()).await?.into()))
    }
}
