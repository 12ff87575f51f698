//! What staff are writing on requests and have not sent. Every verb here reaches the caller's own and nobody else's,
//! whatever their role.

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, DerivePartialModel};

use super::standing::held;
use super::traces::RequestName;
use crate::access::{AgencyScope, AgencySide, Page, Paging, ScopedSelect, Sort};
use crate::entity::request;
use crate::entity::request_draft::{ActiveModel, Column, Entity, Model};
use crate::entity::words::DraftKind;
use crate::error::{Diverged, Error, Result};
use crate::ids::{Id, RequestDraftId, RequestId, StaffId};
use crate::text;

/// A draft, and the request that it is for.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "Entity")]
pub struct Written {
    #[sea_orm(nested)]
    pub draft: Model,
    #[sea_orm(nested)]
    pub request: RequestName,
}

fn me(scope: &AgencyScope) -> Result<StaffId> {
    scope.actor().staff().ok_or_else(|| Error::internal(anyhow::anyhow!("a draft is somebody's")))
}

fn own(scope: &AgencyScope, me: StaffId) -> ScopedSelect<'_, AgencySide, Entity> {
    scope.find::<Entity>().filter(Column::StaffUserId.eq(me))
}

fn of_request(
    scope: &AgencyScope,
    me: StaffId,
    id: RequestId,
    kind: DraftKind,
) -> ScopedSelect<'_, AgencySide, Entity> {
    own(scope, me).filter(Column::RequestId.eq(id)).filter(Column::Kind.eq(kind))
}

/// All that the caller is writing.
///
/// # Errors
/// When the cursor is of another list.
pub async fn drafts(scope: &AgencyScope, paging: &Paging) -> Result<Page<Written>> {
    let all = own(scope, me(scope)?).join::<request::Entity>(Column::RequestId, request::Column::Id);
    all.page_as(paging, Sort::oldest(|row: &Written| row.draft.id.into())).await
}

/// What the caller is writing on a request.
///
/// # Errors
/// [`Error::NotFound`] where they are writing nothing there.
pub async fn find_draft(scope: &AgencyScope, id: RequestId, kind: DraftKind) -> Result<Written> {
    let found = of_request(scope, me(scope)?, id, kind);
    found.join::<request::Entity>(Column::RequestId, request::Column::Id).one_as().await
}

/// Keeps what the caller is writing on a request, in place of the version that they have seen: 0 where they have seen
/// none. The same text twice is kept once.
///
/// # Errors
/// [`Error::NotFound`] for another agency's request; [`Error::Invalid`] at `body`; [`Error::Diverged`], with both texts,
/// where another is kept than they have seen.
pub async fn keep_draft(scope: &AgencyScope, id: RequestId, kind: DraftKind, seen: i64, body: &str) -> Result<Written> {
    let body = text::unfinished("body", body)?;
    let me = me(scope)?;
    scope
        .transaction(async |scope| {
            // Two consoles of one person's come one after the other.
            held(&scope, id).await?;
            let there = of_request(&scope, me, id, kind).first().await?;
            if there.as_ref().is_some_and(|row| row.body == body) {
                return find_draft(&scope, id, kind).await;
            }
            let version = there.as_ref().map_or(0, |row| row.version);
            if version != seen {
                let theirs = there.map(|row| row.body).unwrap_or_default();
                return Err(Error::Diverged(Box::new(Diverged { yours: body, theirs, version })));
            }
            let now = scope.now();
            // Never a number that stood for another text before, also where that was thrown away meanwhile.
            let next = now.timestamp_micros().max(version + 1);
            match there {
                Some(row) => {
                    let update = scope.update::<Entity>().set(Column::Body, body).set(Column::Version, next);
                    update.set(Column::UpdatedAt, now).filter(Column::Id.eq(row.id)).exec().await?;
                }
                None => {
                    let row = ActiveModel {
                        id: Set(RequestDraftId::new()),
                        agency_id: NotSet,
                        request_id: Set(id),
                        staff_user_id: Set(me),
                        kind: Set(kind),
                        body: Set(body),
                        version: Set(next),
                        updated_at: Set(now),
                    };
                    scope.insert(row).await?;
                }
            }
            find_draft(&scope, id, kind).await
        })
        .await
}

/// Throws away what the caller is writing on a request: the version that they have seen, or whatever it is where they
/// name none. Doing it twice changes nothing.
///
/// # Errors
/// [`Error::NotFound`] for another agency's request; [`Error::Diverged`], with what is kept, where that is another version
/// than they have seen.
pub async fn forget_draft(scope: &AgencyScope, id: RequestId, kind: DraftKind, seen: Option<i64>) -> Result<()> {
    let me = me(scope)?;
    scope
        .transaction(async |scope| {
            held(&scope, id).await?;
            let Some(row) = of_request(&scope, me, id, kind).first().await? else { return Ok(()) };
            if seen.is_some_and(|seen| seen != row.version) {
                let (yours, theirs) = (String::new(), row.body);
                return Err(Error::Diverged(Box::new(Diverged { yours, theirs, version: row.version })));
            }
            scope.delete::<Entity>().filter(Column::Id.eq(row.id)).exec().await?;
            Ok(())
        })
        .await
}

/// Throws away the draft of what has just been said, and leaves one that says something else. It may have been begun on
/// a request that is part of another by now.
pub(super) async fn said(scope: &AgencyScope, on: [RequestId; 2], kind: DraftKind, body: &str) -> Result<()> {
    let Some(me) = scope.actor().staff() else { return Ok(()) };
    let there = own(scope, me).filter(Column::RequestId.is_in(on)).filter(Column::Kind.eq(kind)).all().await?;
    let same: Vec<_> = there.into_iter().filter(|row| text::clean(&row.body) == body).map(|row| row.id).collect();
    if !same.is_empty() {
        scope.delete::<Entity>().filter(Column::Id.is_in(same)).exec().await?;
    }
    Ok(())
}
