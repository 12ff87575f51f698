use sea_orm::ActiveValue::{NotSet, Set};

use crate::access::AgencyScope;
use crate::brand::Look;
use crate::entity::{agency, brand_draft};
use crate::error::{Error, Result};

/// Where a change of the brand goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// What clients see, from the next page on; and the draft, where there is one.
    Published,
    /// What only the draft's link shows.
    Draft,
}

/// The agency, held until the transaction ends, and the look that is published.
pub(super) async fn held(scope: &AgencyScope) -> Result<(agency::Model, Look)> {
    let row = scope.find::<agency::Entity>().locked().one().await?;
    let look = Look::of(row.brand.as_deref(), row.accent.as_deref());
    Ok((row, look))
}

/// The look of the draft, if there is one.
pub(super) async fn in_draft(scope: &AgencyScope) -> Result<Option<Look>> {
    let row = scope.find::<brand_draft::Entity>().first().await?;
    Ok(row.map(|row| Look::of(Some(&row.look), None)))
}

/// Keeps a look as what clients see.
pub(super) async fn keep_published(scope: &AgencyScope, look: &Look) -> Result<()> {
    use agency::Column;
    use sea_orm::sea_query::{Expr, ExprTrait};
    let changed = scope.update::<agency::Entity>().set(Column::Brand, look.kept().map_err(Error::internal)?);
    changed.set_expr(Column::Version, Expr::col(Column::Version).add(1)).exec().await?;
    Ok(())
}

/// Keeps a look as the draft, made where there is none. The caller holds the agency.
pub(super) async fn keep_draft(scope: &AgencyScope, look: &Look) -> Result<()> {
    use brand_draft::Column;
    let text = look.kept().map_err(Error::internal)?;
    let changed = scope.update::<brand_draft::Entity>().set(Column::Look, text.clone());
    if changed.set(Column::UpdatedAt, scope.now()).exec().await? == 0 {
        let row = brand_draft::ActiveModel {
            agency_id: NotSet,
            look: Set(text),
            token_hash: Set(None),
            expires_at: Set(None),
            updated_at: Set(scope.now()),
        };
        scope.insert(row).await?;
    }
    Ok(())
}

impl Place {
    /// Changes the look that this place holds.
    pub(super) async fn change(self, scope: &AgencyScope, change: impl Fn(&mut Look)) -> Result<()> {
        let (_, mut published) = held(scope).await?;
        let draft = in_draft(scope).await?;
        if self == Self::Draft || draft.is_some() {
            let mut draft = draft.unwrap_or_else(|| published.clone());
            change(&mut draft);
            keep_draft(scope, &draft).await?;
        }
        if self == Self::Published {
            change(&mut published);
            keep_published(scope, &published).await?;
        }
        Ok(())
    }
}
