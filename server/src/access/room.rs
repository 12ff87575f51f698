//! Room for what is being uploaded, where an agency may store only so much: what is stored and what is kept free never go
//! beyond that together, however many upload at once.

use sea_orm::sea_query::{Alias, Expr, ExprTrait, Func, LockType, Query, SelectStatement, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use super::link::Link;
use crate::entity::{agency, upload, upload_start};
use crate::error::Result;
use crate::ids::{AgencyId, UploadId};

/// Keeps this many bytes free for an upload, instead of what was kept for it before; `false` where the agency has not that
/// many left.
pub(in crate::access) async fn reserve(
    link: &Link,
    agency: AgencyId,
    upload: UploadId,
    size: i64,
    limit: i64,
) -> Result<bool> {
    if link.is_transaction() {
        return within(link, agency, upload, size, limit).await;
    }
    let link = link.begin().await?;
    let fits = within(&link, agency, upload, size, limit).await?;
    link.commit().await?;
    Ok(fits)
}

async fn within(link: &Link, agency: AgencyId, upload: UploadId, size: i64, limit: i64) -> Result<bool> {
    use agency::{Column, Entity};
    // Those who ask at once are answered one after the other; rows that name the agency are written meanwhile.
    let turn = Entity::find().filter(Column::Id.eq(agency)).select_only().column(Column::Id);
    let _: Option<AgencyId> = turn.lock(LockType::NoKeyUpdate).into_tuple().one(&link.writer()).await?;
    let taken = link.writer().query_one(&taken(agency, upload)).await?;
    let taken: i64 = taken.map(|row| row.try_get("", "taken")).transpose()?.unwrap_or_default();
    if taken.saturating_add(size) > limit {
        return Ok(false);
    }
    keep(link, agency, upload, size).await?;
    Ok(true)
}

/// What is stored, and what is kept free for others, in one look: what is done coming in moves from one to the other.
fn taken(agency: AgencyId, upload: UploadId) -> SelectStatement {
    use upload::Column as U;
    use upload_start::Column as S;
    let stored = Query::select()
        .expr(total(Expr::col(U::Size)))
        .from(upload::Entity)
        .and_where(U::AgencyId.eq(agency))
        .to_owned();
    let kept = Query::select()
        .expr(total(Expr::col(S::Size)))
        .from(upload_start::Entity)
        .and_where(S::AgencyId.eq(agency))
        .and_where(S::Id.ne(upload))
        .to_owned();
    let sub = |query: SelectStatement| SimpleExpr::SubQuery(None, Box::new(query.into()));
    Query::select().expr_as(sub(stored).add(sub(kept)), Alias::new("taken")).to_owned()
}

fn total(size: Expr) -> SimpleExpr {
    Func::coalesce([size.sum().cast_as("bigint"), Expr::val(0_i64)]).into()
}

/// Keeps nothing free for an upload any more: it was stored, or did not come in.
pub(in crate::access) async fn release(link: &Link, agency: AgencyId, upload: UploadId) -> Result<()> {
    keep(link, agency, upload, 0).await
}

async fn keep(link: &Link, agency: AgencyId, upload: UploadId, size: i64) -> Result<()> {
    use upload_start::{Column, Entity};
    let own = Entity::update_many().col_expr(Column::Size, Expr::value(size)).filter(Column::Id.eq(upload));
    own.filter(Column::AgencyId.eq(agency)).exec(&link.writer()).await?;
    Ok(())
}
