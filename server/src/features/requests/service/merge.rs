use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Expr, Func};
use serde_json::json;

use super::carried::{carry, moved_away, recounted};
use super::change::{announce, happening};
use super::going_on;
use super::moved::{awake, led, touched};
use super::standing::held;
use crate::access::{AgencyScope, ScopedUpdate};
use crate::entity::words::{ActivityKind, RequestStage, RequestStatus, WaitsOn};
use crate::entity::{request, request_merge, request_message, request_note};
use crate::error::{Error, Result};
use crate::features::audit::{self, Entry};
use crate::features::requests::stage;
use crate::features::{activity, files};
use crate::ids::{RequestId, StaffId};

/// Makes a request a part of another of the same client: what was said and noted on it, with all files, stands there
/// in its order; who follows it and its tags come along; and whatever is written on it from now on arrives there. Where
/// it waited for the agency, the other is open and in sight by that.
///
/// # Errors
/// [`Error::NotFound`] for another agency's request; [`Error::Stale`]; [`Error::Invalid`] at `into_id` for itself and for
/// what is not the same client's; a conflict where one of the two is part of another already, so that no circle comes
/// about.
pub async fn merge(scope: &AgencyScope, id: RequestId, into: RequestId, version: Option<i64>) -> Result<()> {
    scope
        .transaction(async |scope| {
            use request::Column;
            // In the order of their ids, so that two who merge crosswise wait for each other instead of for ever.
            let both = scope.find::<request::Entity>().filter(Column::Id.is_in([id, into])).asc(Column::Id);
            let both = both.locked().all().await?;
            let of = |id: RequestId| both.iter().find(|row| row.id == id);
            let source = of(id).ok_or(Error::NotFound)?;
            if scope.claim_once("request_merge", id).await?.is_some() {
                return Ok(());
            }
            if version.is_some_and(|seen| seen != source.version) {
                return Err(Error::Stale);
            }
            let target = check(source, of(into))?;
            let stands = stage::after_merge(target.stage, source.stage);
            put(&scope, source, target, stands).await?;
            tell(&scope, source, target, stands).await
        })
        .await
}

fn check<'r>(source: &request::Model, target: Option<&'r request::Model>) -> Result<&'r request::Model> {
    let refused = |message: &str| Err(Error::field("into_id", message));
    let Some(target) = target else { return refused("no request of this agency has this id") };
    if target.id == source.id {
        return refused("a request cannot be merged into itself");
    }
    if target.workspace_id != source.workspace_id {
        return refused("this is another client's request");
    }
    if source.merged_at.is_some() {
        return Err(Error::conflict("already_merged", "this request is part of another already"));
    }
    if target.merged_at.is_some() {
        return Err(Error::conflict(
            "target_merged",
            "the other request is part of another itself; merge into that one",
        ));
    }
    Ok(target)
}

async fn put(
    scope: &AgencyScope,
    source: &request::Model,
    target: &request::Model,
    stands: RequestStage,
) -> Result<()> {
    use request_merge::{ActiveModel, Column as M, Entity as Merges};
    use request_message::{Column as S, Entity as Messages};
    use request_note::{Column as N, Entity as Notes};
    let (id, into) = (source.id, target.id);
    let home = |own: Expr| Func::coalesce([own, Expr::val(id)]).into();
    let said = scope.update::<Messages>().set_expr(S::HomeId, home(Expr::col(S::HomeId))).set(S::RequestId, into);
    said.filter(S::RequestId.eq(id)).exec().await?;
    let noted = scope.update::<Notes>().set_expr(N::HomeId, home(Expr::col(N::HomeId))).set(N::RequestId, into);
    noted.filter(N::RequestId.eq(id)).exec().await?;
    files::follow(scope, id, target).await?;
    carry(scope, id, into).await?;
    // What was merged into this one goes along.
    scope.update::<Merges>().set(M::RootId, into).filter(M::RootId.eq(id)).exec().await?;
    let row = ActiveModel {
        request_id: Set(id),
        agency_id: NotSet,
        workspace_id: Set(source.workspace_id),
        into_id: Set(into),
        root_id: Set(into),
        stage_before: Set(source.stage),
        created_at: Set(scope.now()),
        snoozed_until: Set(source.snoozed_until),
        snoozed_by_id: Set(source.snoozed_by_id),
        into_stage_before: Set(Some(target.stage)),
        into_closed_at: Set(target.closed_at),
        into_snoozed_until: Set(target.snoozed_until),
        into_snoozed_by_id: Set(target.snoozed_by_id),
    };
    scope.insert(row).await?;
    let closed = led(scope, source, RequestStage::Closed).await?.set(request::Column::MergedAt, scope.now());
    moved_away(closed).exec().await?;
    let update = led(scope, target, stands).await?;
    // Out of sight, nobody would see what waits for an answer.
    let update = if stage::turn(source.stage) == WaitsOn::Agency { awake(update) } else { update };
    recounted(scope, into, update).await?.exec().await?;
    Ok(())
}

async fn tell(
    scope: &AgencyScope,
    source: &request::Model,
    target: &request::Model,
    stands: RequestStage,
) -> Result<()> {
    announce(scope, source, true);
    announce(scope, target, true);
    activity::record(scope, happening(source, ActivityKind::RequestMerged, None)).await?;
    let opens = stage::status(stands) != target.status;
    let kind = if opens { ActivityKind::RequestReopened } else { ActivityKind::RequestChanged };
    activity::record(scope, happening(target, kind, None)).await?;
    let entry = Entry::new("request.merged").target("request", source.id, source.subject.clone());
    let detail = json!({ "into": target.id, "number": source.number, "into_number": target.number });
    audit::record(scope, entry.workspace(source.workspace_id).detail(detail)).await
}

/// Makes a request one of its own again: what was said and noted on it, and on what was merged into it, comes back, and it
/// stands where it stood and waits since when it did. What was written since, and what else came along, stays where it
/// went; where nothing was, the other waits for its client again, is done or is out of sight, if it was.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Stale`]; a conflict where it is part of none.
pub async fn unmerge(scope: &AgencyScope, id: RequestId, version: Option<i64>) -> Result<()> {
    scope
        .transaction(async |scope| {
            use request_merge::{Column as M, Entity as Merges};
            let source = held(&scope, id).await?;
            if version.is_some_and(|seen| seen != source.version) {
                return Err(Error::Stale);
            }
            let Some(merge) = scope.find::<Merges>().filter(M::RequestId.eq(id)).first().await? else {
                return Err(Error::conflict("not_merged", "this request is part of no other"));
            };
            let root = held(&scope, merge.root_id).await?;
            if root.merged_at.is_some() {
                // Somebody merged that on while we waited for it.
                return Err(Error::Stale);
            }
            let beside = scope.find::<Merges>().filter(M::RootId.eq(root.id)).all().await?;
            if !beside.iter().any(|row| row.request_id == id) {
                // What it had been put into was taken out meanwhile, and it went along.
                return Err(Error::Stale);
            }
            let own = below(id, &beside);
            take_back(&scope, &source, root.id, &own).await?;
            scope.delete::<Merges>().filter(M::RequestId.eq(id)).exec().await?;
            let along = scope.update::<Merges>().set(M::RootId, id).filter(M::RootId.eq(root.id));
            along.filter(M::RequestId.is_in(own.iter().copied())).exec().await?;
            let before = going_on::source(&scope, &source, &merge).await?;
            let stands = led(&scope, &before, merge.stage_before).await?;
            let stands = stands.set(request::Column::MergedAt, None::<DateTime<Utc>>);
            let stands = asleep(stands, scope.now(), merge.snoozed_until, merge.snoozed_by_id);
            recounted(&scope, id, stands).await?.exec().await?;
            let back = going_on::root(&scope, &root, &merge, &beside, &own).await?;
            if back.stood.is_none() && !back.was_woken {
                going_on::hand_on(&scope, &root, &merge, &beside, &own).await?;
            }
            let left = match &back.stood {
                Some((before, stage)) => led(&scope, before, *stage).await?,
                None => touched(&scope, &root),
            };
            let until = merge.into_snoozed_until.filter(|_| back.was_woken);
            let left = asleep(left, scope.now(), until, merge.into_snoozed_by_id);
            recounted(&scope, root.id, left).await?.exec().await?;
            announce(&scope, &source, true);
            announce(&scope, &root, true);
            activity::record(&scope, happening(&source, ActivityKind::RequestChanged, None)).await?;
            if back.stood.is_some_and(|(_, to)| stage::status(to) == RequestStatus::Closed) {
                // Its people were told that it goes on.
                activity::record(&scope, happening(&root, ActivityKind::RequestClosed, None)).await?;
            }
            let entry = Entry::new("request.unmerged").target("request", id, source.subject.clone());
            audit::record(&scope, entry.workspace(source.workspace_id).detail(json!({ "from": root.id }))).await
        })
        .await
}

/// The same, and staff do not look at it until then, where that is still to come.
fn asleep(
    update: ScopedUpdate<'_, request::Entity>,
    now: DateTime<Utc>,
    until: Option<DateTime<Utc>>,
    by: Option<StaffId>,
) -> ScopedUpdate<'_, request::Entity> {
    use request::Column;
    match until.filter(|until| *until > now) {
        Some(until) => update.set(Column::SnoozedUntil, until).set(Column::SnoozedById, by),
        None => update,
    }
}

/// A request and all that was put into it, also through others.
fn below(id: RequestId, merges: &[request_merge::Model]) -> BTreeSet<RequestId> {
    let mut own = BTreeSet::from([id]);
    loop {
        let more: Vec<RequestId> =
            merges.iter().filter(|row| own.contains(&row.into_id)).map(|row| row.request_id).collect();
        let before = own.len();
        own.extend(more);
        if own.len() == before {
            return own;
        }
    }
}

async fn take_back(
    scope: &AgencyScope,
    source: &request::Model,
    root: RequestId,
    own: &BTreeSet<RequestId>,
) -> Result<()> {
    use request_message::{Column as S, Entity as Messages};
    use request_note::{Column as N, Entity as Notes};
    let id = source.id;
    let own = || own.iter().copied();
    let said = scope.update::<Messages>().set(S::RequestId, id).filter(S::RequestId.eq(root));
    said.filter(S::HomeId.is_in(own())).exec().await?;
    let at_home = scope.update::<Messages>().set(S::HomeId, None::<RequestId>).filter(S::RequestId.eq(id));
    at_home.filter(S::HomeId.eq(id)).exec().await?;
    let noted = scope.update::<Notes>().set(N::RequestId, id).filter(N::RequestId.eq(root));
    noted.filter(N::HomeId.is_in(own())).exec().await?;
    let at_home = scope.update::<Notes>().set(N::HomeId, None::<RequestId>).filter(N::RequestId.eq(id));
    at_home.filter(N::HomeId.eq(id)).exec().await?;
    files::follow(scope, root, source).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::Clock;
    use crate::ids::{AgencyId, Id, WorkspaceId};

    #[test]
    fn what_was_put_into_it_through_others_is_its_own() {
        let [a, b, c, d, e] = std::array::from_fn(|_| RequestId::new());
        let row = |request_id, into_id| request_merge::Model {
            request_id,
            agency_id: AgencyId::new(),
            workspace_id: WorkspaceId::new(),
            into_id,
            root_id: e,
            stage_before: RequestStage::Open,
            created_at: Clock::default().now(),
            snoozed_until: None,
            snoozed_by_id: None,
            into_stage_before: None,
            into_closed_at: None,
            into_snoozed_until: None,
            into_snoozed_by_id: None,
        };
        let merges = [row(a, b), row(b, c), row(c, e), row(d, e)];
        assert_eq!(below(c, &merges), BTreeSet::from([a, b, c]));
        assert_eq!(below(d, &merges), BTreeSet::from([d]));
    }
}
