use serde_json::json;

use super::place::{held, in_draft, keep_published};
use crate::access::AdminScope;
use crate::entity::brand_draft;
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};

/// Makes the draft what clients see, from the next page and the next mail on.
///
/// # Errors
/// [`Error::Stale`] when the agency has moved on from `version`; a conflict when there is no draft.
pub async fn publish(scope: &AdminScope, version: Option<i64>) -> Result<()> {
    scope
        .transaction(async |scope| {
            if scope.claim_once("brand_publish", scope.agency()).await?.is_some() {
                return Ok(());
            }
            let (agency, _) = held(&scope).await?;
            if version.is_some_and(|version| version != agency.version) {
                return Err(Error::Stale);
            }
            let nothing = || Error::conflict("no_draft", "there is no draft to publish");
            let look = in_draft(&scope).await?.ok_or_else(nothing)?;
            keep_published(&scope, &look).await?;
            scope.delete::<brand_draft::Entity>().exec().await?;
            let entry = Entry::new("brand.published").target("agency", agency.id, agency.name);
            audit::record(&scope, entry.detail(json!({ "palette": look.palette.word() }))).await
        })
        .await
}
