use poem_openapi::OpenApi;
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::{Binary, Json};

use super::wire::{BrandImage, BrandImageKind};
use crate::api::{Admin, Done, Outcome, Tag};
use crate::features::brand::service::{self, Place};

/// The brand's images.
pub struct ImageApi;

#[OpenApi(tag = "Tag::Agency")]
impl ImageApi {
    /// Takes a PNG, a JPEG or a WebP: at most 1 MiB for a logo and 512 KiB for an icon, at most 4096 × 4096
    /// and 8 megapixels. It is drawn anew as a PNG. For an owner or an admin.
    #[oai(path = "/agency/images/:kind", method = "put", operation_id = "brand_image_put")]
    async fn put(
        &self,
        Admin(scope): Admin,
        kind: Path<BrandImageKind>,
        /// Whether only the draft changes.
        draft: Query<Option<bool>>,
        body: Binary<Vec<u8>>,
    ) -> Outcome<Json<BrandImage>> {
        Ok(Json(service::put_image(&scope, kind.0.into(), place(draft.0), body.0).await?.into()))
    }

    /// Takes an image away. For an owner or an admin.
    #[oai(path = "/agency/images/:kind", method = "delete", operation_id = "brand_image_remove")]
    async fn remove(
        &self,
        Admin(scope): Admin,
        kind: Path<BrandImageKind>,
        /// Whether only the draft changes.
        draft: Query<Option<bool>>,
    ) -> Outcome<Done> {
        service::remove_image(&scope, kind.0.into(), place(draft.0)).await?;
        Ok(Done::Done)
    }
}

fn place(draft: Option<bool>) -> Place {
    if draft.unwrap_or_default() { Place::Draft } else { Place::Published }
}
