use chrono::{DateTime, Utc};
use poem::Request;
use poem_openapi::param::Header;
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};

use super::wire::{Brand, BrandCorrection, BrandDraft, BrandLook, WantedPalette};
use crate::access::AdminScope;
use crate::api::{Admin, Done, Outcome, Tag, Tagged, expect_version, tag};
use crate::error::Result;
use crate::features::brand::{portal, service};

/// What to try out.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct BrandDraftChange {
    /// The palette of the draft from now on; left out, it stays as it is.
    palette: Option<WantedPalette>,
    /// Whether colours that cannot be read may be moved until they can; otherwise they are refused.
    correct: Option<bool>,
}

/// A draft, and where to look at it.
#[derive(Object)]
struct BrandPreview {
    look: BrandLook,
    /// What was moved so that it can be read.
    corrected: Vec<BrandCorrection>,
    /// Shows the draft to whoever has the link. It is shown this once.
    preview_url: String,
    /// When the link ends.
    expires_at: DateTime<Utc>,
}

/// How the agency looks to its clients.
pub struct BrandApi;

#[OpenApi(tag = "Tag::Agency")]
impl BrandApi {
    /// The brand: what clients see, and what is tried out. For an owner or an admin.
    #[oai(path = "/agency/brand", method = "get", operation_id = "brand_view")]
    async fn view(&self, Admin(scope): Admin) -> Outcome<Tagged<Brand>> {
        Ok(seen(&scope).await?)
    }

    /// Tries out a palette and gives a link that shows it. A palette in which something cannot be read
    /// (WCAG AA) is refused with the pair and its contrast, or corrected. For an owner or an admin.
    #[oai(path = "/agency/brand/draft", method = "put", operation_id = "brand_draft_put")]
    async fn draft(
        &self,
        request: &Request,
        Admin(scope): Admin,
        body: Json<BrandDraftChange>,
    ) -> Outcome<Json<BrandPreview>> {
        let wanted = body.0.palette.map(WantedPalette::read).transpose()?;
        let drafted = service::draft(&scope, wanted, body.0.correct.unwrap_or_default()).await?;
        let preview_url = portal::preview_url(request, scope.agency(), &drafted.token).await?;
        Ok(Json(BrandPreview {
            look: drafted.look.into(),
            corrected: drafted.corrected.into_iter().map(BrandCorrection::from).collect(),
            preview_url,
            expires_at: drafted.expires_at,
        }))
    }

    /// Throws the draft away. For an owner or an admin.
    #[oai(path = "/agency/brand/draft", method = "delete", operation_id = "brand_draft_discard")]
    async fn discard(&self, Admin(scope): Admin) -> Outcome<Done> {
        service::discard(&scope).await?;
        Ok(Done::Done)
    }

    /// Makes the draft what clients see. For an owner or an admin.
    #[oai(path = "/agency/brand/publish", method = "post", operation_id = "brand_publish")]
    async fn publish(
        &self,
        Admin(scope): Admin,
        /// A key under which this happens once.
        #[oai(name = "Idempotency-Key", validator(min_length = 1, max_length = 128))]
        _idempotency_key: Header<Option<String>>,
        /// The `ETag` under which the caller has seen it.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Outcome<Tagged<Brand>> {
        service::publish(&scope, expect_version(if_match.0.as_deref())?).await?;
        Ok(seen(&scope).await?)
    }
}

async fn seen(scope: &AdminScope) -> Result<Tagged<Brand>> {
    let seen = service::view(scope).await?;
    let brand = Brand {
        published: seen.published.into(),
        draft: seen.draft.map(|(look, updated_at)| BrandDraft { look: look.into(), updated_at }),
        version: seen.version,
    };
    Ok(Tagged::Ok(Json(brand), tag(seen.version)))
}
