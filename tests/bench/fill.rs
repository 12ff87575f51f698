//! Makes the demo's database as large as the bars want it: 50 workspaces, 2,000 requests, 10 messages each.
//! Rows are copies of the demo's, with ids of their own. Or one workspace with 5,000 invoices of 40 lines.

use std::path::Path;

use anyhow::{Context, Result};
use sea_orm::{ConnectionTrait, Statement};
use uuid::Uuid;

use super::bare::connect;

/// What every request is called.
const SUBJECT: &str = "Homepage hero feels heavy";

/// An id that sorts as its time does.
const NEW_ID: &str = "CAST(substr(t.id, 1, 6) || randomblob(10) AS BLOB)";

/// Fills the file, which nobody else has open, with workspaces, requests and messages.
pub async fn requests(file: &Path) -> Result<()> {
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

/// Gives Carla's workspace 5,000 invoices that nobody has on paper yet; their ids.
pub async fn invoices(file: &Path) -> Result<Vec<Uuid>> {
    let db = connect(file.to_str().context("a file without a name")?, 1).await?;
    let template = "SELECT i.id FROM invoice i JOIN workspace w ON w.id = i.workspace_id \
        WHERE w.slug = 'acme-coffee' AND i.kind = 'invoice' AND i.status = 'open' AND i.discount > 0 \
        AND i.number NOT LIKE 'BENCH-%' LIMIT 1";
    let new = [
        ("id", NEW_ID),
        ("number", "'BENCH-' || n.i"),
        ("issued_on", "date(t.issued_on, '-' || (n.i % 400) || ' days')"),
        ("due_on", "date(t.due_on, '-' || (n.i % 400) || ' days')"),
        ("provider_id", "NULL"),
        ("remind_at", "NULL"),
        ("pdf_key", "NULL"),
        ("pdf_sha256", "NULL"),
        ("pdf_size", "NULL"),
    ];
    copy(&db, "invoice", 5000, &format!("t.id = ({template})"), &new).await?;
    let lines = [("id", NEW_ID), ("invoice_id", "r.id"), ("position", "n.i")];
    let one = format!(
        "t.id = (SELECT l.id FROM invoice_line l WHERE l.invoice_id = ({template}) LIMIT 1) AND r.number LIKE 'BENCH-%'"
    );
    copy_with(&db, "invoice_line", 40, ", invoice r", &one, &lines).await?;
    db.execute_unprepared("ANALYZE").await?;
    db.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await?;
    let all = "SELECT id FROM invoice WHERE number LIKE 'BENCH-%' ORDER BY id";
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), all)).await?;
    let ids = rows.iter().map(|row| row.try_get("", "id")).collect::<Result<_, _>>()?;
    db.close().await?;
    Ok(ids)
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
