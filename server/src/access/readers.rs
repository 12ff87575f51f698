//! SQLite's connections for reading. A pool asks every connection before and after a statement whether it still lives,
//! each time by way of the connection's thread, and that costs more than most statements. A file does not go away.

use std::str::FromStr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use futures_util::TryStreamExt;
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sea_orm::sqlx::{self, AssertSqlSafe, ConnectOptions, Connection, Either, Executor};
use sea_orm::{ConnAcquireErr, DbErr, QueryResult, RuntimeErr, Statement};
use sea_query_sqlx::SqlxValues;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::database::{PATIENCE, tuned};

/// How many statements read at the same time.
const MOST: usize = 6;

pub(in crate::access) struct Readers {
    options: SqliteConnectOptions,
    turns: Semaphore,
    /// The one used last is taken first: its pages and statements are known to it.
    free: Mutex<Vec<SqliteConnection>>,
}

impl Readers {
    /// Connections to the database at `url`, which are opened when they are needed.
    ///
    /// # Errors
    /// When it is no address of SQLite.
    pub fn new(url: &str) -> Result<Self, DbErr> {
        let options = tuned(SqliteConnectOptions::from_str(url).map_err(failed)?);
        let options = options.pragma("query_only", "ON").disable_statement_logging();
        Ok(Self { options, turns: Semaphore::new(MOST), free: Mutex::default() })
    }

    /// The rows of each of the queries that the statement consists of, in their order.
    ///
    /// # Errors
    /// When no connection comes free, or the database refuses.
    pub async fn rows(&self, statement: Statement) -> Result<Vec<Vec<QueryResult>>, DbErr> {
        let turn = timeout(PATIENCE, self.turns.acquire()).await;
        let _turn = turn
            .map_err(|_| DbErr::ConnectionAcquire(ConnAcquireErr::Timeout))?
            .map_err(|_| DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed))?;
        let free = self.free().pop();
        let mut connection = match free {
            Some(connection) => connection,
            None => self.options.connect().await.map_err(failed)?,
        };
        let (mut all, mut rows) = (Vec::new(), Vec::new());
        {
            let values = SqlxValues(statement.values.unwrap_or(sea_orm::Values(Vec::new())));
            let query = sqlx::query_with(AssertSqlSafe(statement.sql), values);
            let mut steps = connection.fetch_many(query);
            while let Some(step) = steps.try_next().await.map_err(failed)? {
                match step {
                    Either::Right(row) => rows.push(QueryResult::from(row)),
                    Either::Left(_) => all.push(std::mem::take(&mut rows)),
                }
            }
        }
        // One that failed, or was left in the middle of something, is not used again.
        self.free().push(connection);
        Ok(all)
    }

    /// Closes what is open; statements after this fail.
    pub async fn close(&self) {
        self.turns.close();
        let free = std::mem::take(&mut *self.free());
        for connection in free {
            if let Err(error) = connection.close().await {
                tracing::warn!(%error, "closing a connection");
            }
        }
    }

    fn free(&self) -> MutexGuard<'_, Vec<SqliteConnection>> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn failed(error: sqlx::Error) -> DbErr {
    DbErr::Query(RuntimeErr::SqlxError(error.into()))
}

#[cfg(test)]
mod tests {
    use sea_orm::DatabaseBackend::Sqlite;

    use super::*;

    async fn numbers(readers: &Readers, sql: &str) -> Result<Vec<Vec<i64>>, DbErr> {
        let all = readers.rows(Statement::from_string(Sqlite, sql)).await?;
        all.iter().map(|rows| rows.iter().map(|row| row.try_get_by_index(0)).collect()).collect()
    }

    #[tokio::test]
    async fn each_query_has_its_own_rows_and_nothing_is_written() {
        let readers = Readers::new("sqlite::memory:").unwrap();
        let all = numbers(&readers, "SELECT 1 UNION ALL SELECT 2; SELECT 3 WHERE 0; SELECT 4").await;
        assert_eq!(all.unwrap(), [vec![1, 2], vec![], vec![4]]);
        assert!(numbers(&readers, "CREATE TABLE t (x integer)").await.is_err());
        assert_eq!(numbers(&readers, "SELECT 5").await.unwrap(), [[5]], "a refusal spoils nothing");
        readers.close().await;
        let closed = numbers(&readers, "SELECT 6").await;
        assert!(matches!(closed, Err(DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed))));
    }
}
