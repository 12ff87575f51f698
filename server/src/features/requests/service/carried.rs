use std::collections::BTreeSet;

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;

use super::change::{MOST_FOLLOWERS, MOST_TAGS};
use crate::access::{AgencyScope, ScopedUpdate};
use crate::entity::{request, request_follower, request_message, request_tag};
use crate::error::Result;
use crate::ids::RequestId;

/// Tags and followers of one request for another as well, as far as there is room.
pub async fn carry(scope: &AgencyScope, from: RequestId, to: RequestId) -> Result<()> {
    use request_follower::Column as F;
    use request_tag::Column as T;
    let tags = scope.find::<request_tag::Entity>().filter(T::RequestId.is_in([from, to])).asc(T::Tag).all().await?;
    let (own, other): (Vec<_>, Vec<_>) = tags.into_iter().partition(|row| row.request_id == to);
    let own: BTreeSet<String> = own.into_iter().map(|row| row.tag).collect();
    let new = other.into_iter().map(|row| row.tag).filter(|tag| !own.contains(tag));
    for tag in new.take(MOST_TAGS.saturating_sub(own.len())) {
        scope.insert(request_tag::ActiveModel { agency_id: NotSet, request_id: Set(to), tag: Set(tag) }).await?;
    }
    let people = scope.find::<request_follower::Entity>().filter(F::RequestId.is_in([from, to]));
    let (own, other): (Vec<_>, Vec<_>) = people.all().await?.into_iter().partition(|row| row.request_id == to);
    let own: BTreeSet<_> = own.into_iter().map(|row| row.staff_user_id).collect();
    let new = other.into_iter().map(|row| row.staff_user_id).filter(|person| !own.contains(person));
    for person in new.take(MOST_FOLLOWERS.saturating_sub(own.len())) {
        let row = request_follower::ActiveModel { agency_id: NotSet, request_id: Set(to), staff_user_id: Set(person) };
        scope.insert(row).await?;
    }
    Ok(())
}

/// A change of a request, with its messages counted anew.
pub async fn recounted<'s>(
    scope: &AgencyScope,
    id: RequestId,
    update: ScopedUpdate<'s, request::Entity>,
) -> Result<ScopedUpdate<'s, request::Entity>> {
    use request::Column;
    use request_message::{Column as M, Entity as Messages};
    let messages = || scope.find::<Messages>().filter(M::RequestId.eq(id));
    let last = messages().desc(M::Id).first().await?.map(|row| row.created_at);
    Ok(update.set(Column::MessageCount, messages().count().await?).set_if(Column::LastMessageAt, last))
}

/// A change of a request whose messages have gone.
pub fn moved_away(update: ScopedUpdate<'_, request::Entity>) -> ScopedUpdate<'_, request::Entity> {
    update.set(request::Column::MessageCount, 0_i64)
}
