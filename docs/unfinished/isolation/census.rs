//! Whose everything is, by ids alone: what the doctor holds against what clients get to see.

use sea_orm::{ConnectionTrait, DatabaseBackend, QueryResult, Statement};
use uuid::Uuid;

use super::scope::SystemScope;
use crate::error::Result;
use crate::ids::{AgencyId, WorkspaceId};

/// A row of a workspace.
#[derive(Clone, Copy, Debug)]
pub struct Owned {
    pub id: Uuid,
    pub agency: AgencyId,
    pub workspace: WorkspaceId,
}

/// A table whose rows belong to workspaces, with those rows.
pub struct Shelf {
    pub table: String,
    pub rows: Vec<Owned>,
}

impl SystemScope {
    /// The ids of all rows of all workspaces, and of the workspaces themselves. A table that has no workspace in it, or
    /// names its rows otherwise, is not here.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn census(&self) -> Result<Vec<Shelf>> {
        let tables = match self.backend() {
            DatabaseBackend::Postgres => {
                "SELECT table_name::text FROM information_schema.columns WHERE table_schema = current_schema() \
                 AND column_name IN ('id', 'agency_id', 'workspace_id') GROUP BY 1 HAVING COUNT(*) = 3 ORDER BY 1"
            }
            _ => {
                "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' \
                 AND c.name IN ('id', 'agency_id', 'workspace_id') GROUP BY 1 HAVING COUNT(*) = 3 ORDER BY 1"
            }
        };
        let mut shelves = vec![self.shelf("workspace".into(), "id").await?];
        for row in self.ask(tables).await? {
            shelves.push(self.shelf(row.try_get_by_index(0)?, "workspace_id").await?);
        }
        Ok(shelves)
    }

    async fn shelf(&self, table: String, owner: &str) -> Result<Shelf> {
        let sql = format!("SELECT id, agency_id, {owner} FROM \"{table}\" WHERE {owner} IS NOT NULL ORDER BY id");
        let owned = |row: QueryResult| {
            let (agency, workspace) = (row.try_get_by_index(1).ok()?, row.try_get_by_index(2).ok()?);
            Some(Owned { id: row.try_get_by_index(0).ok()?, agency, workspace })
        };
        Ok(Shelf { rows: self.ask(&sql).await?.into_iter().filter_map(owned).collect(), table })
    }

    async fn ask(&self, sql: &str) -> Result<Vec<QueryResult>> {
        let statement = Statement::from_string(self.backend(), sql);
        Ok(self.link.reader().query_all_raw(statement).await?)
    }
}
