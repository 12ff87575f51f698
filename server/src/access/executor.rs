use std::sync::atomic::{AtomicU64, Ordering};

use sea_orm::{
    ConnectionTrait, DatabaseBackend, DatabaseConnection, DatabaseTransaction, DbErr, ExecResult, QueryResult,
    Statement,
};

/// Runs statements on a pool or inside a transaction, and counts them.
pub(in crate::access) struct Executor<'a> {
    pub on: On<'a>,
    pub statements: &'a AtomicU64,
}

pub(in crate::access) enum On<'a> {
    Pool(&'a DatabaseConnection),
    Transaction(&'a DatabaseTransaction),
    /// Nowhere: this scope may not write.
    Nothing(DatabaseBackend),
}

/// Why a write of a scope that only reads was refused; a defect where it happens.
pub(in crate::access) const READ_ONLY: &str = "this scope only reads";

macro_rules! forward {
    ($self:ident, $method:ident($($argument:expr),*)) => {{
        $self.statements.fetch_add(1, Ordering::Relaxed);
        match $self.on {
            On::Pool(pool) => pool.$method($($argument),*).await,
            On::Transaction(transaction) => transaction.$method($($argument),*).await,
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
            On::Nothing(backend) => backend,
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        forward!(self, execute_raw(statement))
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        forward!(self, execute_unprepared(sql))
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        forward!(self, query_one_raw(statement))
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        forward!(self, query_all_raw(statement))
    }
}
