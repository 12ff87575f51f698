use std::path::PathBuf;

use futures_util::TryStreamExt;
use portico_openapi::{ApiError, Session, types};
use tokio::io::AsyncWriteExt;

use super::super::{
    lists::PAGE,
    saving::{self, unwritten},
};
use crate::office::{
    Done,
    audit::{Filter, Trail},
};

/// A page of the trail, the latest first.
pub async fn page(session: &Session, filter: Filter, cursor: Option<String>) -> Result<Trail, ApiError> {
    let answer = session.call(|api| {
        let (filter, cursor) = (filter.clone(), cursor.clone());
        async move {
            let mut call = api.audit_list().limit(PAGE);
            if let Some(action) = filter.action {
                call = call.action(action);
            }
            if let Some(actor) = filter.actor {
                call = call.actor_id(actor);
            }
            if let Some((target, _)) = filter.target {
                call = call.target_id(target);
            }
            if let Some(since) = filter.since {
                call = call.since(since);
            }
            if let Some(cursor) = cursor {
                call = call.cursor(cursor);
            }
            call.send().await
        }
    });
    let page = answer.await?.into_inner();
    Ok(Trail { items: page.items, next: page.next_cursor })
}

/// Puts the trail into a file that only the person can read and that was not there before.
pub async fn export(session: &Session, filter: Filter, path: PathBuf) -> Result<Done, ApiError> {
    let (path, mut file) = saving::begin(&path, 0o600).await?;
    let written = fill(session, filter, &mut file).await;
    let lines = saving::end(&path, written).await?;
    Ok(Done::Wrote(path, lines))
}

async fn fill(session: &Session, filter: Filter, file: &mut tokio::fs::File) -> Result<usize, ApiError> {
    let body = types::AuditExport { action: filter.action, actor_id: filter.actor, since: filter.since, until: None };
    let answer = session.call(|api| {
        let body = body.clone();
        async move { api.audit_export().body(body).send().await }
    });
    let mut bytes = answer.await?.into_inner().into_inner();
    let mut lines = 0;
    while let Some(chunk) = bytes.try_next().await? {
        lines += chunk.iter().filter(|byte| **byte == b'\n').count();
        file.write_all(&chunk).await.map_err(unwritten)?;
    }
    file.flush().await.map_err(unwritten)?;
    Ok(lines)
}
