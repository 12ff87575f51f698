//! Whose everything is, by ids alone and for no one's eyes: what `portico doctor isolation` holds against what clients get to
//! see.

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, DatabaseBackend, QueryResult, Statement};
use uuid::Uuid;

use super::scopes::scope::SystemScope;
use crate::error::Result;
use crate::ids::{AgencyId, WorkspaceId};

/// How many ids are looked up by one statement.
const AT_ONCE: usize = 200;

/// A row of a workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owned {
    pub id: Uuid,
    pub agency: AgencyId,
    pub workspace: WorkspaceId,
}

/// The tables whose rows belong to workspaces and are named by ids, found in the database itself, so that none is forgotten.
pub struct Census {
    system: SystemScope,
    tables: Vec<String>,
}

impl Census {
    /// The tables of this database.
    ///
    /// # Errors
    /// When it fails.
    pub async fn of(system: &SystemScope) -> Result<Self> {
        let sql = match system.backend() {
            DatabaseBackend::Postgres => {
                "SELECT CAST(table_name AS text) FROM information_schema.columns WHERE table_schema = current_schema() \
                 AND column_name IN ('id', 'agency_id', 'workspace_id') AND data_type = 'uuid' \
                 GROUP BY 1 HAVING COUNT(*) = 3 ORDER BY 1"
            }
            _ => {
                "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' \
                 AND c.name IN ('id', 'agency_id', 'workspace_id') AND lower(c.type) = 'uuid' \
                 GROUP BY 1 HAVING COUNT(*) = 3 ORDER BY 1"
            }
        };
        let mut census = Self { system: system.clone(), tables: Vec::new() };
        for row in census.ask(sql).await? {
            census.tables.push(row.try_get_by_index(0)?);
        }
        Ok(census)
    }

    /// The table of this name, where rows of workspaces are in it.
    pub fn table(&self, name: &str) -> Option<&str> {
        self.tables.iter().find(|table| *table == name).map(String::as_str)
    }

    /// The newest rows of every workspace, so many of each, the newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn newest(&self, table: &str, most: u32) -> Result<Vec<Owned>> {
        let sql = format!(
            "SELECT id, agency_id, workspace_id FROM (SELECT id, agency_id, workspace_id, ROW_NUMBER() OVER \
             (PARTITION BY workspace_id ORDER BY id DESC) AS place FROM \"{table}\" WHERE workspace_id IS NOT NULL) ranked \
             WHERE place <= {most} ORDER BY place, id DESC"
        );
        self.ask(&sql).await?.iter().map(|row| owned(row, 0)).collect()
    }

    /// What a row says in a column that holds an id; none where the table has no such column, or the row nothing in it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn parent(&self, table: &str, column: &str, id: Uuid) -> Result<Option<Uuid>> {
        let known = match self.system.backend() {
            DatabaseBackend::Postgres => {
                format!(
                    "SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = current_schema() \
                     AND table_name = '{table}' AND column_name = '{column}' AND data_type = 'uuid'"
                )
            }
            _ => format!("SELECT COUNT(*) FROM pragma_table_info('{table}') WHERE name = '{column}'"),
        };
        let count: i64 = self.ask(&known).await?.first().map_or(Ok(0), |row| row.try_get_by_index(0))?;
        if count == 0 {
            return Ok(None);
        }
        let sql = format!("SELECT \"{column}\" FROM \"{table}\" WHERE id = {}", self.written(id));
        Ok(self.ask(&sql).await?.first().map(|row| row.try_get_by_index(0)).transpose()?.flatten())
    }

    /// Those of these ids that are rows of workspaces, or workspaces, each with its table.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn owners(&self, ids: &[Uuid]) -> Result<Vec<(String, Owned)>> {
        let mut found = Vec::new();
        for part in ids.chunks(AT_ONCE) {
            let list: Vec<String> = part.iter().map(|id| self.written(*id)).collect();
            let list = list.join(", ");
            let of = |table: &str, owner: &str| {
                format!(
                    "SELECT CAST('{table}' AS text), id, agency_id, {owner} FROM \"{table}\" \
                     WHERE id IN ({list}) AND {owner} IS NOT NULL"
                )
            };
            let mut parts = vec![of("workspace", "id")];
            parts.extend(self.tables.iter().map(|table| of(table, "workspace_id")));
            for row in self.ask(&parts.join(" UNION ALL ")).await? {
                found.push((row.try_get_by_index(0)?, owned(&row, 1)?));
            }
        }
        Ok(found)
    }

    /// Words that things of workspaces other than these are found by: so many titles, the last one first, each with its place.
    /// The next ones are those before the last place.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn titles(
        &self,
        own: &BTreeSet<WorkspaceId>,
        before: Option<i64>,
        most: usize,
    ) -> Result<Vec<(i64, String)>> {
        let own: Vec<String> = own.iter().map(|id| self.written((*id).into())).collect();
        let sql = format!(
            "SELECT id, title FROM search_entry WHERE title <> '' AND workspace_id NOT IN ({}) AND id < {} \
             ORDER BY id DESC LIMIT {most}",
            own.join(", "),
            before.unwrap_or(i64::MAX)
        );
        let titled =
            |row: QueryResult| -> Result<(i64, String)> { Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?)) };
        self.ask(&sql).await?.into_iter().map(titled).collect()
    }

    /// An id as this database reads it.
    fn written(&self, id: Uuid) -> String {
        match self.system.backend() {
            DatabaseBackend::Postgres => format!("'{id}'"),
            _ => format!("x'{}'", id.simple()),
        }
    }

    async fn ask(&self, sql: &str) -> Result<Vec<QueryResult>> {
        let statement = Statement::from_string(self.system.backend(), sql);
        Ok(self.system.link.reader().query_all_raw(statement).await?)
    }
}

fn owned(row: &QueryResult, from: usize) -> Result<Owned> {
    Ok(Owned {
        id: row.try_get_by_index(from)?,
        agency: row.try_get_by_index(from + 1)?,
        workspace: row.try_get_by_index(from + 2)?,
    })
}
