use chrono::{DateTime, Utc};
use sea_orm::ColumnTrait;

use crate::access::AgencyScope;
use crate::brand::Look;
use crate::entity::{agency, brand_draft, brand_image};
use crate::error::{Error, Result};
use crate::secrets;

/// An agency's brand as its staff see it.
#[derive(Clone, Debug)]
pub struct Seen {
    pub published: Look,
    pub draft: Option<(Look, DateTime<Utc>)>,
    pub version: i64,
}

/// The brand, published and tried out.
///
/// # Errors
/// When the database fails.
pub async fn view(scope: &AgencyScope) -> Result<Seen> {
    let row = scope.find::<agency::Entity>().one().await?;
    let draft = scope.find::<brand_draft::Entity>().first().await?;
    Ok(Seen {
        published: Look::of(row.brand.as_deref(), row.accent.as_deref()),
        draft: draft.map(|draft| (Look::of(Some(&draft.look), None), draft.updated_at)),
        version: row.version,
    })
}

/// The look that a draft's link shows.
///
/// # Errors
/// [`Error::NotFound`] when it shows nothing, any more or at all, or not at this agency.
pub async fn drafted(scope: &AgencyScope, token: &str) -> Result<Look> {
    use brand_draft::Column;
    if token.len() != secrets::TOKEN_LENGTH {
        return Err(Error::NotFound);
    }
    let draft = scope.find::<brand_draft::Entity>().filter(Column::TokenHash.eq(secrets::hash(token)));
    let draft = draft.filter(Column::ExpiresAt.gt(scope.now())).one().await?;
    Ok(Look::of(Some(&draft.look), None))
}

/// An image's content, by its hash.
///
/// # Errors
/// [`Error::NotFound`], also where it is another agency's.
pub async fn picture(scope: &AgencyScope, hash: &str) -> Result<Vec<u8>> {
    let row = scope.find::<brand_image::Entity>().filter(brand_image::Column::Hash.eq(hash)).one().await?;
    Ok(row.content)
}
