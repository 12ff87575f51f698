//! Makes the demo's database as large as the bars want it. Rows are copies of the demo's, with ids of their own: as many
//! workspaces, requests and messages as are asked for, on either database, or one workspace with 5,000 invoices.

mod invoices;
mod requests;

pub use invoices::invoices;
pub use requests::{Size, number, requests, sized};

use anyhow::{Context, Result};
use sea_orm::{ConnectionTrait, DbBackend, Statement};

use super::bare::Db;

/// Copies the rows `t` of a table that `which` names, so many times and numbered by `n.i`, for each row of what stands
/// beside them, with some columns otherwise.
async fn copy(db: &Db, table: &str, times: u32, beside: &str, which: &str, other: &[(&str, &str)]) -> Result<()> {
    let backend = db.get_database_backend();
    let names = match backend {
        DbBackend::Sqlite => format!("SELECT name FROM pragma_table_info('{table}')"),
        _ => format!(
            "SELECT column_name::text AS name FROM information_schema.columns \
             WHERE table_schema = current_schema() AND table_name = '{table}' ORDER BY ordinal_position"
        ),
    };
    let mut columns = Vec::new();
    for row in db.query_all_raw(Statement::from_string(backend, names)).await? {
        columns.push(row.try_get::<String>("", "name")?);
    }
    let values = columns.iter().map(|name| {
        let changed = other.iter().find(|(column, _)| column == name).map(|(_, value)| (*value).to_owned());
        changed.unwrap_or_else(|| format!("t.{name}"))
    });
    let sql = format!(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {times}) \
         INSERT INTO {table} ({}) SELECT {} FROM {table} t, n{beside} WHERE {which}",
        columns.join(", "),
        values.collect::<Vec<_>>().join(", "),
    );
    db.execute_unprepared(&sql).await.with_context(|| sql.clone())?;
    Ok(())
}

/// Has the database look at what it has by now, as it does by itself when it has had it for a while.
async fn look(db: &Db) -> Result<()> {
    let statements: &[&str] = match db.get_database_backend() {
        DbBackend::Sqlite => &["ANALYZE", "PRAGMA wal_checkpoint(TRUNCATE)"],
        _ => &["VACUUM ANALYZE"],
    };
    for statement in statements {
        db.execute_unprepared(statement).await?;
    }
    Ok(())
}
