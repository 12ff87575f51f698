use std::sync::atomic::{AtomicU64, Ordering};

use sea_orm::sea_query::SelectStatement;
use sea_orm::{
    ConnectionTrait, DatabaseBackend, DatabaseConnection, DatabaseTransaction, DbErr, ExecResult, QueryResult,
    Statement, Values,
};

use super::readers::Readers;

/// Runs statements on a pool or inside a transaction, and counts them.
pub(in crate::access) struct Executor<'a> {
    pub on: On<'a>,
    pub statements: &'a AtomicU64,
}

pub(in crate::access) enum On<'a> {
    Pool(&'a DatabaseConnection),
    Readers(&'a Readers),
    Transaction(&'a DatabaseTransaction),
    /// Nowhere: this scope may not write.
    Nothing(DatabaseBackend),
}

/// Why a write of a scope that only reads was refused; a defect where it happens.
pub(in crate::access) const READ_ONLY: &str = "this scope only reads";

impl Executor<'_> {
    /// The rows of each query; where SQLite reads, for one way to it.
    pub async fn query_each(&self, queries: &[SelectStatement]) -> Result<Vec<Vec<QueryResult>>, DbErr> {
        if let On::Readers(readers) = self.on {
            self.statements.fetch_add(1, Ordering::Relaxed);
            return readers.rows(one_after_the_other(queries)).await;
        }
        let mut all = Vec::with_capacity(queries.len());
        for query in queries {
            all.push(self.query_all(query).await?);
        }
        Ok(all)
    }
}

fn one_after_the_other(queries: &[SelectStatement]) -> Statement {
    let backend = DatabaseBackend::Sqlite;
    let (mut all, mut values) = (Vec::new(), Vec::new());
    for query in queries {
        let statement = backend.build(query);
        all.push(statement.sql);
        values.extend(statement.values.into_iter().flat_map(|values| values.0));
    }
    Statement { sql: all.join("; "), values: Some(Values(values)), db_backend: backend }
}

macro_rules! forward {
    ($self:ident, $method:ident($($argument:expr),*), $readers:pat => $read:expr) => {{
        $self.statements.fetch_add(1, Ordering::Relaxed);
        match $self.on {
            On::Pool(pool) => pool.$method($($argument),*).await,
            On::Transaction(transaction) => transaction.$method($($argument),*).await,
            On::Readers($readers) => $read,
            On::Nothing(_) => Err(DbErr::Custom(READ_ONLY.to_owned())),
        }
    }};
}

#[async_trait::async_trait]
impl ConnectionTrait for Executor<'_> {
    fn get_database_backend(&self) -> DatabaseBackend {
        match self.on {
            On::Pool(pool) => pool.get_database_backend(),
            On::Transaction(transaction) => transaction.get_database_backend(),
            On::Readers(_) => DatabaseBackend::Sqlite,
            On::Nothing(backend) => backend,
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        forward!(self, execute_raw(statement), _ => Err(DbErr::Custom(READ_ONLY.to_owned())))
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        forward!(self, execute_unprepared(sql), _ => Err(DbErr::Custom(READ_ONLY.to_owned())))
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        forward!(self, query_one_raw(statement), readers => Ok(readers.rows(statement).await?.into_iter().flatten().next()))
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        forward!(self, query_all_raw(statement), readers => Ok(readers.rows(statement).await?.into_iter().flatten().collect()))
    }
}
