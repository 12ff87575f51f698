use std::net::IpAddr;
use std::sync::{Arc, Mutex};

use chrono::{DateTime, Utc};
use ring::hmac;
use sea_orm::{
    ConnectionTrait, DatabaseBackend, DatabaseTransaction, SqliteTransactionMode, Statement, TransactionOptions,
    TransactionTrait,
};

use super::chain::{self, Told};
use super::database::{Database, Ground};
use super::executor::{Executor, On, READ_ONLY};
use super::live::{CHANNEL, Event};
use crate::error::{Error, Result};
use crate::ids::AgencyId;
use crate::signing::Signer;
use crate::vault::Vault;

/// A scope's way to the database: the pools, or one transaction.
#[derive(Clone)]
pub(in crate::access) struct Link {
    ground: Arc<Ground>,
    transaction: Option<Arc<Open>>,
    origin: Option<IpAddr>,
    read_only: bool,
}

/// A transaction, and what is to be written into the audit trail and announced when it is committed.
struct Open {
    transaction: DatabaseTransaction,
    told: Mutex<Vec<Told>>,
    events: Mutex<Vec<Event>>,
}

impl Link {
    pub fn new(database: &Database) -> Self {
        Self { ground: database.ground.clone(), transaction: None, origin: None, read_only: false }
    }

    /// The same way, for somebody who comes from this address.
    pub fn from(self, origin: Option<IpAddr>) -> Self {
        Self { origin, ..self }
    }

    /// The same way, of which every write is refused.
    pub fn read_only(self) -> Self {
        Self { read_only: true, ..self }
    }

    /// Where the request comes from that this is for.
    pub fn origin(&self) -> Option<IpAddr> {
        self.origin
    }

    /// The key of the audit trail's chains.
    pub fn audit_key(&self) -> &hmac::Key {
        &self.ground.audit_key
    }

    /// What agencies sign certificates with.
    pub fn signer(&self, agency: AgencyId) -> Result<Signer> {
        Signer::new(&self.ground.certificates.derive(&agency.to_string()))
    }

    /// Where secrets are sealed.
    pub fn vault(&self) -> &Vault {
        &self.ground.vault
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.ground.clock.now()
    }

    pub fn backend(&self) -> DatabaseBackend {
        self.ground.pool.get_database_backend()
    }

    /// Where reads go.
    pub fn reader(&self) -> Executor<'_> {
        match &self.ground.readers {
            Some(readers) => self.executor(On::Readers(readers)),
            None => self.executor(On::Pool(&self.ground.pool)),
        }
    }

    /// Where writes go.
    pub fn writer(&self) -> Executor<'_> {
        if self.read_only {
            return self.executor(On::Nothing(self.backend()));
        }
        self.executor(On::Pool(&self.ground.pool))
    }

    fn executor<'a>(&'a self, pool: On<'a>) -> Executor<'a> {
        let on = match &self.transaction {
            Some(open) => On::Transaction(&open.transaction),
            None => pool,
        };
        Executor { on, statements: &self.ground.statements }
    }

    pub fn is_transaction(&self) -> bool {
        self.transaction.is_some()
    }

    /// Opens a writing transaction. SQLite's is IMMEDIATE: a deferred one that reads and then writes fails
    /// under concurrency whatever the busy timeout.
    pub async fn begin(&self) -> Result<Self> {
        if self.read_only {
            return Err(Error::internal(anyhow::anyhow!("{READ_ONLY}")));
        }
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let transaction = self.ground.pool.begin_with_options(options).await?;
        let open = Open { transaction, told: Mutex::default(), events: Mutex::default() };
        Ok(Self { transaction: Some(Arc::new(open)), ..self.clone() })
    }

    /// Writes the audit trail, commits, then announces. On PostgreSQL the announcement is part of the transaction, so
    /// that other nodes hear of it exactly when they can see it.
    pub async fn commit(self) -> Result<()> {
        let Some(open) = &self.transaction else { return Ok(()) };
        let told = std::mem::take(&mut *open.told.lock().unwrap_or_else(std::sync::PoisonError::into_inner));
        chain::write(&self, told).await?;
        let open = self
            .transaction
            .and_then(Arc::into_inner)
            .ok_or_else(|| Error::internal(anyhow::anyhow!("a copy of the transaction outlived its closure")))?;
        let events = open.events.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
        let shared = open.transaction.get_database_backend() == DatabaseBackend::Postgres;
        if shared && !events.is_empty() {
            open.transaction.execute_raw(notify(&events)?).await?;
        }
        open.transaction.commit().await?;
        if !shared {
            for event in events {
                self.ground.hub.send(event);
            }
        }
        Ok(())
    }

    /// Has a deed written into the audit trail, when the transaction is committed.
    pub fn record(&self, told: Told) -> Result<()> {
        let open = self.transaction.as_ref().ok_or_else(|| {
            Error::internal(anyhow::anyhow!("an audit entry belongs to the transaction that it tells of"))
        })?;
        open.told.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(told);
        Ok(())
    }

    /// Has an event told to whoever listens, when the transaction is committed.
    pub fn announce(&self, event: Event) {
        match &self.transaction {
            Some(open) => {
                open.events.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(event);
            }
            None => debug_assert!(false, "an event belongs to the transaction that it tells of"),
        }
    }
}

/// Tells the other nodes, in one statement however many events there are. PostgreSQL tells the same thing once a
/// transaction.
fn notify(events: &[Event]) -> Result<Statement> {
    let payloads = events.iter().map(serde_json::to_string).collect::<Result<Vec<String>, _>>();
    let payloads = payloads.and_then(|payloads| serde_json::to_string(&payloads)).map_err(Error::internal)?;
    let sql = "SELECT pg_notify($1, payload) FROM json_array_elements_text($2::json) AS event (payload)";
    Ok(Statement::from_sql_and_values(DatabaseBackend::Postgres, sql, [CHANNEL.into(), payloads.into()]))
}

/// Gives a scope its `transaction`: the closure gets the same kind of scope, inside one transaction, which
/// is committed when the closure answers `Ok` and forgotten otherwise. Within a transaction it just runs.
macro_rules! transactional {
    ($scope:ty) => {
        impl $scope {
            /// Runs `work` inside one transaction.
            ///
            /// # Errors
            /// What `work` answers, or the database's refusal; nothing is changed then.
            pub async fn transaction<T, F>(&self, work: F) -> $crate::error::Result<T>
            where
                F: AsyncFnOnce(Self) -> $crate::error::Result<T>,
            {
                if self.link.is_transaction() {
                    return work(self.clone()).await;
                }
                let link = self.link.begin().await?;
                let mut within = self.clone();
                within.link = link.clone();
                let answer = work(within).await?;
                link.commit().await?;
                Ok(answer)
            }

            /// The time as this scope's clock tells it.
            pub fn now(&self) -> chrono::DateTime<chrono::Utc> {
                self.link.now()
            }
        }
    };
}

/// Lets a scope that has an actor leave traces; `$agency` names its agency's id.
macro_rules! author {
    ($scope:ty, |$self:ident| $agency:expr) => {
        impl $crate::access::Author for $scope {
            fn actor(&self) -> &$crate::access::Actor {
                &self.actor
            }

            fn agency_id(&$self) -> $crate::ids::AgencyId {
                $agency
            }

            fn now(&self) -> chrono::DateTime<chrono::Utc> {
                self.link.now()
            }

            fn announce(&self, event: $crate::access::Event) {
                self.link.announce(event);
            }

            async fn append<A>(&$self, row: A) -> $crate::error::Result<bool>
            where
                A: sea_orm::ActiveModelTrait + Send,
                A::Entity: $crate::entity::ownership::Appendable,
            {
                $crate::access::scopes::scope::append(&$self.link, $agency, row).await
            }

            async fn reserve(
                &$self,
                upload: $crate::ids::UploadId,
                size: i64,
                limit: i64,
            ) -> $crate::error::Result<bool> {
                $crate::access::room::reserve(&$self.link, $agency, upload, size, limit).await
            }

            async fn release(&$self, upload: $crate::ids::UploadId) -> $crate::error::Result<()> {
                $crate::access::room::release(&$self.link, $agency, upload).await
            }

            async fn audit(&$self, deed: $crate::access::Deed) -> $crate::error::Result<()> {
                $crate::access::chain::add(&$self.link, $agency, &$self.actor, deed)
            }
        }
    };
}

pub(in crate::access) use {author, transactional};

#[cfg(test)]
mod tests {
    use sea_orm::{ConnectionTrait, Statement};

    use super::{Database, Link};
    use crate::clock::Clock;
    use crate::secrets::MasterKey;

    #[tokio::test]
    async fn a_scope_that_only_reads_does_not_write() {
        let key = MasterKey::parse(&"A".repeat(43)).unwrap();
        let database = Database::connect("sqlite::memory:", Clock::default(), &key).await.unwrap();
        let link = Link::new(&database);
        let write = "CREATE TABLE t (x integer)";
        let reading = link.clone().read_only();
        assert!(reading.writer().execute_unprepared(write).await.is_err());
        assert!(reading.begin().await.is_err());
        assert!(reading.reader().query_one_raw(Statement::from_string(link.backend(), "SELECT 1")).await.is_ok());
        assert!(link.writer().execute_unprepared(write).await.is_ok());
    }
}
