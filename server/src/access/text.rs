//! Finding requests by their words: FTS5 on SQLite, `tsvector` on PostgreSQL. Only what a client may read
//! is ever indexed, and a client's search names its workspace inside the index as well.

use sea_orm::sea_query::{Expr, ExprTrait, Query, SimpleExpr};
use sea_orm::{ConnectionTrait, DatabaseBackend, Statement};
use uuid::Uuid;

use super::link::Link;
use crate::entity::request;
use crate::error::Result;
use crate::ids::{RequestId, WorkspaceId};

/// Words beyond this many narrow nothing.
const MOST_WORDS: usize = 8;

/// The condition that a request's text holds all the words, each as a beginning. `None` without words.
pub(in crate::access) fn matching(
    backend: DatabaseBackend,
    workspace: Option<WorkspaceId>,
    words: &str,
) -> Option<SimpleExpr> {
    let words: Vec<String> = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(MOST_WORDS)
        .map(str::to_lowercase)
        .collect();
    if words.is_empty() {
        return None;
    }
    let mut found = Query::select();
    found.column("request_id").from("request_text");
    if backend == DatabaseBackend::Sqlite {
        let body = words.iter().map(|word| format!("\"{word}\"*")).collect::<Vec<_>>().join(" AND ");
        let owned = workspace.map(|id| format!("owner : \"{}\" AND ", owner(id))).unwrap_or_default();
        found.and_where(Expr::cust_with_values("request_text MATCH ?", [format!("{owned}body : ({body})")]));
    } else {
        let query = words.iter().map(|word| format!("{word}:*")).collect::<Vec<_>>().join(" & ");
        found.and_where(Expr::cust_with_values("words @@ to_tsquery('simple', $1)", [query]));
        if let Some(id) = workspace {
            found.and_where(Expr::col("owner").eq(owner(id)));
        }
    }
    Some(Expr::col((request::Entity, request::Column::Id)).in_subquery(found))
}

/// Adds words to a request's text.
pub(in crate::access) async fn index(
    link: &Link,
    workspace: WorkspaceId,
    request: RequestId,
    words: &str,
) -> Result<()> {
    let backend = link.backend();
    let sql = if backend == DatabaseBackend::Sqlite {
        "INSERT INTO request_text (request_id, owner, body) VALUES (?, ?, ?)"
    } else {
        "INSERT INTO request_text (request_id, owner, body) VALUES ($1, $2, $3)"
    };
    // Folded here, as the searched words are: what a database makes of capitals depends on its locale.
    let values = [Uuid::from(request).into(), owner(workspace).into(), words.to_lowercase().into()];
    link.writer().execute_raw(Statement::from_sql_and_values(backend, sql, values)).await?;
    Ok(())
}

fn owner(workspace: WorkspaceId) -> String {
    Uuid::from(workspace).simple().to_string()
}
