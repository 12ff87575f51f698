//! Makes the demo's database as large as the bars want it: 50 workspaces, 2,000 requests, 10 messages each.
//! Rows are copies of the demo's, with ids of their own.

use std::path::Path;

use anyhow::{Context, Result};
use sea_orm::{ConnectionTrait, Statement};

use super::bare::connect;

/// What every request is called.
const SUBJECT: &str = "Homepage hero feels heavy";

/// An id that sorts as its time does.
const NEW_ID: &str = "CAST(substr(t.id, 1, 6) || randomblob(10) AS BLOB)";

/// Fills the file, which nobody else has open.
pub async fn fill(file: &Path) -> Result<()> {
    let db = connect(file.to_str().context("a file without a name")?, 1).await?;
    let template = format!("t.subject = '{SUBJECT}'");
    copy(&db, "workspace", 46, "t.slug = 'acme-coffee'", &[("id", NEW_ID), ("slug", "'w' || n.i")]).await?;
    // 40 requests in each workspace. Those of others than Acme belong to no project.
    let number = "1000 + n.i * 100 + (SELECT count(*) FROM workspace o WHERE o.id < w.id)";
    let per_workspace = [
        ("id", NEW_ID),
        ("workspace_id", "w.id"),
        ("number", number),
        ("project_id", "NULL"),
        ("assignee_id", "NULL"),
        ("message_count", "10"),
    ];
    let all = format!("{template} AND w.agency_id = t.agency_id");
    copy_with(&db, "request", 40, ", workspace w", &all, &per_workspace).await?;
    let messages = [("id", NEW_ID), ("workspace_id", "r.workspace_id"), ("request_id", "r.id")];
    let one = format!(
        "t.id = (SELECT m.id FROM request_message m JOIN request q ON q.id = m.request_id WHERE q.subject = '{SUBJECT}' LIMIT 1) \
         AND r.subject = '{SUBJECT}' AND r.number >= 1000"
    );
    copy_with(&db, "request_message", 10, ", request r", &one, &messages).await?;
    db.execute_unprepared("ANALYZE").await?;
    db.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await?;
    db.close().await?;
    Ok(())
}

async fn copy(db: &impl ConnectionTrait, table: &str, times: u32, which: &str, other: &[(&str, &str)]) -> Result<()> {
    copy_with(db, table, times, "", which, other).await
}

/// Copies the rows `t` of a table that `which` names, so many times, with some columns otherwise.
async fn copy_with(
    db: &impl ConnectionTrait,
    table: &str,
    times: u32,
    beside: &str,
    which: &str,
    other: &[(&str, &str)],
) -> Result<()> {
    let info = Statement::from_string(db.get_database_backend(), format!("PRAGMA table_info({table})"));
    let mut names = Vec::new();
    for row in db.query_all_raw(info).await? {
        names.push(row.try_get::<String>("", "name")?);
    }
    let values = names.iter().map(|name| {
        let changed = other.iter().find(|(column, _)| column == name).map(|(_, value)| (*value).to_owned());
        changed.unwrap_or_else(|| format!("t.{name}"))
    });
    let sql = format!(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {times}) \
         INSERT INTO {table} ({}) SELECT {} FROM {table} t, n{beside} WHERE {which}",
        names.join(", "),
        values.collect::<Vec<_>>().join(", "),
    );
    db.execute_unprepared(&sql).await.with_context(|| sql.clone())?;
    Ok(())
}
