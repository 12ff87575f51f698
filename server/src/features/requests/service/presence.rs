//! Who of the staff looks at a request just now, and whether they are answering it. What is said counts for half a minute
//! and is said again; a console that is gone is soon forgotten. No client hears of it.

use chrono::TimeDelta;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::prelude::DateTimeUtc;
use sea_orm::{ColumnTrait, DerivePartialModel};

use super::staff_read::StaffName;
use super::standing::held;
use crate::access::{Actor, AgencyScope, Author, Event, StaffEvent, StaffEventKind};
use crate::entity::request_presence::{ActiveModel, Column, Entity};
use crate::entity::words::Doing;
use crate::entity::{request, staff_user};
use crate::error::{Error, Result};
use crate::ids::{RequestId, StaffId, StaffSessionId};

/// For how long it counts.
const LASTS: TimeDelta = TimeDelta::seconds(30);

/// Somebody who is there.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "Entity")]
pub struct Present {
    pub doing: Doing,
    pub ends_at: DateTimeUtc,
    #[sea_orm(nested)]
    pub staff: StaffName,
}

fn me(scope: &AgencyScope) -> Result<(StaffId, StaffSessionId)> {
    match scope.actor() {
        Actor::Staff { id, session, .. } => Ok((*id, *session)),
        _ => Err(Error::internal(anyhow::anyhow!("whoever is there is somebody"))),
    }
}

/// Who else looks at a request, each once: whoever answers it comes before those who read it.
///
/// # Errors
/// [`Error::NotFound`] for another agency's request.
pub async fn present(scope: &AgencyScope, id: RequestId) -> Result<Vec<Present>> {
    let (me, _) = me(scope)?;
    scope.find::<request::Entity>().filter(request::Column::Id.eq(id)).one().await?;
    let there = scope.find::<Entity>().join::<staff_user::Entity>(Column::StaffUserId, staff_user::Column::Id);
    let there = there.filter(Column::RequestId.eq(id)).filter(Column::StaffUserId.ne(me));
    let there = there.filter(Column::EndsAt.gt(scope.now())).asc(staff_user::Column::Name);
    let mut all: Vec<Present> = there.all_as().await?;
    all.sort_by_key(|one| one.doing == Doing::Reading);
    let mut each: Vec<Present> = Vec::new();
    for one in all {
        if !each.iter().any(|known| known.staff.id == one.staff.id) {
            each.push(one);
        }
    }
    Ok(each)
}

/// The caller looks at a request, or answers it, for the next half minute. Colleagues are told where that is news.
///
/// # Errors
/// [`Error::NotFound`] for another agency's request.
pub async fn attend(scope: &AgencyScope, id: RequestId, doing: Doing) -> Result<Vec<Present>> {
    let (me, session) = me(scope)?;
    scope
        .transaction(async |scope| {
            let request = held(&scope, id).await?;
            let now = scope.now();
            // Whoever is gone is no row any more.
            let gone = scope.delete::<Entity>().filter(Column::RequestId.eq(id));
            gone.filter(Column::EndsAt.lte(now)).exec().await?;
            let mine = scope.find::<Entity>().filter(Column::RequestId.eq(id)).filter(Column::SessionId.eq(session));
            let before = mine.first().await?.map(|row| row.doing);
            match before {
                Some(_) => {
                    let update = scope.update::<Entity>().set(Column::Doing, doing.as_str());
                    let update = update.set(Column::EndsAt, now + LASTS).filter(Column::RequestId.eq(id));
                    update.filter(Column::SessionId.eq(session)).exec().await?;
                }
                None => {
                    let row = ActiveModel {
                        request_id: Set(id),
                        session_id: Set(session),
                        agency_id: NotSet,
                        staff_user_id: Set(me),
                        doing: Set(doing),
                        ends_at: Set(now + LASTS),
                    };
                    scope.insert(row).await?;
                }
            }
            if before != Some(doing) {
                announce(&scope, &request);
            }
            present(&scope, id).await
        })
        .await
}

/// The caller looks at a request no longer. Doing it twice changes nothing.
///
/// # Errors
/// [`Error::NotFound`] for another agency's request.
pub async fn depart(scope: &AgencyScope, id: RequestId) -> Result<()> {
    let (_, session) = me(scope)?;
    scope
        .transaction(async |scope| {
            let request = held(&scope, id).await?;
            let mine = scope.delete::<Entity>().filter(Column::RequestId.eq(id)).filter(Column::SessionId.eq(session));
            if mine.exec().await? > 0 {
                announce(&scope, &request);
            }
            Ok(())
        })
        .await
}

fn announce(scope: &AgencyScope, request: &request::Model) {
    scope.announce(Event::Staff(StaffEvent {
        agency: scope.agency(),
        kind: StaffEventKind::PresenceChanged,
        workspace: Some(request.workspace_id),
        request: Some(request.id),
        project: None,
        approval: None,
        actor: Some(scope.actor().id()),
    }));
}
