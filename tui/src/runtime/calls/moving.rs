use portico_openapi::{ApiError, Kind, Session, types};
use uuid::Uuid;

use super::{Desk, office::seen, reading};
use crate::{
    effect::{Query, Target},
    message::Changed,
    triage::Move,
};

/// How many of a client's requests are offered at once.
const MOST: usize = 50;

/// Moves each, one after the other. Without a sign-in or a server the rest is left alone.
pub async fn run(desk: &Desk, targets: Vec<Target>, what: Move) -> Vec<Changed> {
    let mut done = Vec::new();
    let mut broken: Option<ApiError> = None;
    for target in targets {
        let result = match &broken {
            Some(error) => Err(error.clone()),
            None => one(desk, target, what).await,
        };
        if let Err(error) = &result
            && matches!(error.kind, Kind::Unreachable | Kind::Unauthorized)
        {
            broken = Some(error.clone());
        }
        done.push((target, result));
    }
    done
}

async fn one(desk: &Desk, target: Target, what: Move) -> Result<types::Request, ApiError> {
    let session = desk.signed_in()?;
    let answer = match what {
        Move::Merge(into) => return merge(&session, target, into.id, Some(target.version)).await,
        Move::Rejoin(into) => return merge(&session, target, into.id, None).await,
        Move::Unmerge => {
            session.call(|api| async move { api.request_unmerge().request_id(target.id).send().await }).await
        }
        Move::Wake => {
            session.call(|api| async move { api.request_unsnooze().request_id(target.id).send().await }).await
        }
        Move::Snooze(until) => {
            let call = session.call(|api| async move {
                let call = api.request_snooze().request_id(target.id).if_match(seen(target.version));
                call.body(types::RequestSnooze { until }).send().await
            });
            call.await
        }
    };
    Ok(answer?.into_inner())
}

/// Under a key of its own, so that an answer that was lost merges nothing twice.
async fn merge(
    session: &Session,
    target: Target,
    into_id: Uuid,
    version: Option<i64>,
) -> Result<types::Request, ApiError> {
    let merged = session.create(Uuid::new_v4(), |api, key| async move {
        let call = api.request_merge().request_id(target.id).idempotency_key(key);
        let call = if let Some(version) = version { call.if_match(seen(version)) } else { call };
        call.body(types::RequestMerge { into_id }).send().await
    });
    merged.await
}

/// Requests as they are now, and the one that they are to be part of.
pub async fn weigh(
    desk: &Desk,
    ids: Vec<Uuid>,
    into: Uuid,
) -> Result<(Vec<types::Request>, Box<types::Request>), ApiError> {
    let session = desk.signed_in()?;
    let view = async |id: Uuid| {
        let answer = session.call(|api| async move { api.request_view().request_id(id).send().await }).await?;
        Ok::<_, ApiError>(answer.into_inner())
    };
    let mut sources = Vec::new();
    for id in ids {
        sources.push(view(id).await?);
    }
    Ok((sources, Box::new(view(into).await?)))
}

/// What a client wants besides, the newest first.
pub async fn beside(desk: &Desk, workspace: Uuid) -> Result<Vec<types::Request>, ApiError> {
    let filter = format!("workspace:{workspace}");
    let query = Query { filter, sort: types::RequestSort::Newest, cursor: None, wanted: MOST };
    let page = reading::requests(desk, query).await.map_err(|unlisted| unlisted.error)?;
    Ok(page.items)
}
