use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use super::place::{held, in_draft, keep_draft};
use crate::access::AdminScope;
use crate::brand::{Correction, Look, Wanted, settle};
use crate::entity::brand_draft::{Column, Entity};
use crate::error::{Error, FieldErrors, Result};
use crate::features::audit::{self, Entry};
use crate::secrets;

/// How long a draft's link works.
const LIFE: TimeDelta = TimeDelta::hours(24);

/// A draft, and the secret that shows it.
#[derive(Clone, Debug)]
pub struct Drafted {
    pub look: Look,
    /// What was moved so that it can be read.
    pub corrected: Vec<Correction>,
    pub token: String,
    pub expires_at: DateTime<Utc>,
}

/// Tries out a palette, or with none the draft as it is, under a new link; an older link shows nothing any more.
///
/// # Errors
/// [`Error::Invalid`] at every colour that cannot be read where it stands, unless it may be corrected.
pub async fn draft(scope: &AdminScope, wanted: Option<Wanted>, correct: bool) -> Result<Drafted> {
    let settled = wanted.map(|wanted| settle(&wanted, correct)).transpose().map_err(|faults| {
        let mut errors = FieldErrors::default();
        for fault in faults {
            errors.add(fault.scheme.field(fault.token), fault.to_string());
        }
        Error::Invalid(errors)
    })?;
    let token = secrets::random_token()?;
    scope
        .transaction(async |scope| {
            let (agency, published) = held(&scope).await?;
            let mut look = in_draft(&scope).await?.unwrap_or(published);
            if let Some(settled) = &settled {
                look.palette = settled.palette;
            }
            keep_draft(&scope, &look).await?;
            let expires_at = scope.now() + LIFE;
            let linked = scope.update::<Entity>().set(Column::TokenHash, secrets::hash(&token));
            linked.set(Column::ExpiresAt, expires_at).exec().await?;
            let entry = Entry::new("brand.drafted").target("agency", agency.id, agency.name);
            audit::record(&scope, entry.detail(json!({ "palette": look.palette.word() }))).await?;
            let corrected = settled.as_ref().map(|settled| settled.corrected.clone()).unwrap_or_default();
            Ok(Drafted { look, corrected, token: token.clone(), expires_at })
        })
        .await
}

/// Throws the draft away, if there is one.
///
/// # Errors
/// When the database fails.
pub async fn discard(scope: &AdminScope) -> Result<()> {
    scope
        .transaction(async |scope| {
            let (agency, _) = held(&scope).await?;
            if scope.delete::<Entity>().exec().await? > 0 {
                let entry = Entry::new("brand.draft_discarded").target("agency", agency.id, agency.name);
                audit::record(&scope, entry).await?;
            }
            Ok(())
        })
        .await
}
