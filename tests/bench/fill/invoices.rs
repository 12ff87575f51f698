use std::path::Path;

use anyhow::{Context, Result};
use sea_orm::{ConnectionTrait, Statement};
use uuid::Uuid;

use super::{copy, look};
use crate::bare::connect;

/// An id that sorts as its time does.
const NEW_ID: &str = "CAST(substr(t.id, 1, 6) || randomblob(10) AS BLOB)";

/// Gives Carla's workspace 5,000 invoices of 40 lines that nobody has on paper yet; their ids.
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
    copy(&db, "invoice", 5000, "", &format!("t.id = ({template})"), &new).await?;
    let lines = [("id", NEW_ID), ("invoice_id", "r.id"), ("position", "n.i")];
    let one = format!(
        "t.id = (SELECT l.id FROM invoice_line l WHERE l.invoice_id = ({template}) LIMIT 1) AND r.number LIKE 'BENCH-%'"
    );
    copy(&db, "invoice_line", 40, ", invoice r", &one, &lines).await?;
    look(&db).await?;
    let all = "SELECT id FROM invoice WHERE number LIKE 'BENCH-%' ORDER BY id";
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), all)).await?;
    let ids = rows.iter().map(|row| row.try_get("", "id")).collect::<Result<_, _>>()?;
    db.close().await?;
    Ok(ids)
}
