use chrono::TimeDelta;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;

use super::{announce, perform, settle};
use crate::access::{Actor, AgencyScope};
use crate::entity::held_action::{ActiveModel, Column, Entity, Model};
use crate::entity::words::HeldState;
use crate::error::{Error, Result};
use crate::features::held::Action;
use crate::features::{agencies, requests};
use crate::ids::{HeldId, Id};

/// Holds what staff are about to do for as long as the agency wishes. It is rehearsed first, so that what cannot be
/// is refused to whoever asks, now.
///
/// # Errors
/// The verb's that will be called; [`Error::Forbidden`] where an API token does not open it.
pub async fn hold(scope: &AgencyScope, action: &Action) -> Result<HeldId> {
    let Actor::Staff { id: staff, session, .. } = *scope.actor() else {
        return Err(Error::internal(anyhow::anyhow!("what is held has an author")));
    };
    scope.grant().demand(action.subject(), true)?;
    let held = HeldId::new();
    let rehearsed = scope.rehearse(async |scope| {
        if scope.claim_once(OPERATION, held).await?.is_none() {
            action.perform(&scope.unclaimed()).await?;
        }
        Ok(())
    });
    rehearsed.await?;
    scope
        .transaction(async |scope| {
            if let Some(earlier) = scope.claim_once(OPERATION, held).await? {
                return Ok(earlier.into());
            }
            if let Action::RequestReply { request, seen: Some(seen), .. } = action {
                requests::up_to_date(&scope, *request, *seen).await?;
            }
            let (now, wait) = (scope.now(), agencies::find(&scope).await?.hold_seconds);
            let row = scope
                .insert(ActiveModel {
                    id: Set(held),
                    agency_id: NotSet,
                    workspace_id: Set(action.workspace(&scope).await?),
                    staff_id: Set(staff),
                    session_id: Set(session),
                    origin: Set(scope.origin().map(|address| address.to_string())),
                    action: Set(serde_json::to_string(action).map_err(Error::internal)?),
                    state: Set(HeldState::Waiting),
                    due_at: Set(now + TimeDelta::seconds(wait.into())),
                    attempts: Set(0),
                    problem: Set(None),
                    result_id: Set(None),
                    created_at: Set(now),
                    settled_at: Set(None),
                })
                .await?;
            if wait == 0 {
                perform(&scope.unclaimed(), &row).await?;
            }
            announce(&scope, &row);
            Ok(held)
        })
        .await
}

const OPERATION: &str = "held_create";

/// Takes back what waits, or puts away what could not be done. Doing it twice changes nothing.
///
/// # Errors
/// [`Error::Conflict`] when it was done already; [`Error::Forbidden`] for a colleague's, unless by an admin.
pub async fn recall(scope: &AgencyScope, id: HeldId) -> Result<()> {
    scope
        .transaction(async |scope| {
            let row = own(&scope, id).await?;
            match row.state {
                HeldState::Waiting | HeldState::Failed => settle(&scope, &row, HeldState::Recalled, None, None).await,
                HeldState::Recalled => Ok(()),
                HeldState::Done => Err(Error::conflict("already_sent", "this was sent already and cannot be recalled")),
            }
        })
        .await
}

/// Does at once what waits, or again what could not be done. Doing it twice changes nothing.
///
/// # Errors
/// The verb's; [`Error::Conflict`] when it was recalled; [`Error::Forbidden`] for a colleague's.
pub async fn send(scope: &AgencyScope, id: HeldId) -> Result<()> {
    scope
        .transaction(async |scope| {
            let row = own(&scope, id).await?;
            if scope.actor().staff() != Some(row.staff_id) {
                return Err(NOT_YOURS);
            }
            match row.state {
                HeldState::Waiting | HeldState::Failed => {
                    let action: Action = serde_json::from_str(&row.action).map_err(Error::internal)?;
                    scope.grant().demand(action.subject(), true)?;
                    perform(&scope.unclaimed(), &row).await
                }
                HeldState::Done => Ok(()),
                HeldState::Recalled => Err(Error::conflict("recalled", "this was recalled and will not be sent")),
            }
        })
        .await
}

const NOT_YOURS: Error = Error::Forbidden { code: "not_yours", message: "this is a colleague's" };

/// The row, kept from others for the transaction, where it is the caller's to decide about.
async fn own(scope: &AgencyScope, id: HeldId) -> Result<Model> {
    let row = scope.find::<Entity>().filter(Column::Id.eq(id)).locked().one().await?;
    let theirs = scope.actor().staff() == Some(row.staff_id) || scope.clone().admin().is_ok();
    if theirs { Ok(row) } else { Err(NOT_YOURS) }
}
