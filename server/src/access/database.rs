use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use portico_migrations::Migrator;
use ring::hmac;
use sea_orm::sqlx::postgres::PgListener;
use sea_orm::sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sea_orm::{ConnectOptions, ConnectionTrait, DatabaseBackend, DatabaseConnection, Statement};
use tokio_util::sync::CancellationToken;

use super::chain;
use super::link::Link;
use super::live::{CHANNEL, Event, Hub};
use super::readers::Readers;
use super::scopes::scope::SystemScope;
use crate::clock::Clock;
use crate::error::{Error, Result};
use crate::secrets::MasterKey;
use crate::vault::Vault;

/// Which database this is, for the few places where they differ.
pub type Backend = DatabaseBackend;

/// How long a statement waits for SQLite's write lock, and anyone for a connection of the pool.
pub(in crate::access) const PATIENCE: Duration = Duration::from_secs(10);

/// How many statements a connection knows: all that pages, operations and jobs ask. What is forgotten is planned anew.
const STATEMENTS: usize = 1_000;

/// The database, seen from outside: something to make scopes of and to ask after its health. The
/// connections stay in here.
#[derive(Clone)]
pub struct Database {
    pub(in crate::access) ground: Arc<Ground>,
}

/// What every scope stands on.
pub(in crate::access) struct Ground {
    /// On SQLite what reads; on PostgreSQL that is the pool too.
    pub readers: Option<Readers>,
    /// On SQLite one connection, so that writers queue here and not at the file's lock; on PostgreSQL the one pool.
    pub pool: DatabaseConnection,
    pub hub: Hub,
    pub clock: Clock,
    pub statements: AtomicU64,
    /// Proves what stands in the audit trail.
    pub audit_key: hmac::Key,
    /// Keeps what must be read back.
    pub vault: Vault,
    /// What agencies sign certificates with comes of it.
    pub certificates: MasterKey,
}

impl Database {
    /// Opens the database at `url` (`sqlite://file` or `postgres://…`) without touching its tables. The master
    /// key proves what is written into the audit trail, and seals what must be read back.
    ///
    /// # Errors
    /// When it cannot be reached or the address is of another kind.
    pub async fn connect(url: &str, clock: Clock, master: &MasterKey) -> Result<Self> {
        let (hub, statements, audit_key) = (Hub::new(), AtomicU64::new(0), chain::key(master));
        let vault = Vault::new(master, "secrets/1")?;
        let certificates = master.branch("certificates/1");
        let is_sqlite = url.starts_with("sqlite:");
        let options = if is_sqlite { sqlite(url) } else { plain(url, 16) };
        let pool = sea_orm::Database::connect(options).await?;
        let readers = is_sqlite.then(|| Readers::new(url)).transpose()?;
        let ground = Ground { readers, pool, hub, clock, statements, audit_key, vault, certificates };
        Ok(Self { ground: Arc::new(ground) })
    }

    /// Brings the tables up to date. SQLite's pragmas and migrations want one connection of their own. Two that
    /// start together migrate once: an advisory lock on PostgreSQL, a locked file beside SQLite's keeps the
    /// second waiting.
    ///
    /// # Errors
    /// When a step fails; the database is then as before that step.
    pub async fn migrate(url: &str) -> Result<()> {
        use sea_orm_migration::MigratorTrait;
        let options = if url.starts_with("sqlite:") { sqlite(url) } else { plain(url, 1) };
        let _alone = alone(url).await?;
        let db = sea_orm::Database::connect(options).await?;
        let locks = db.get_database_backend() == DatabaseBackend::Postgres;
        if locks {
            db.execute_unprepared("SELECT pg_advisory_lock(7305804402)").await?;
        }
        let outcome = Migrator::up(&db, None).await;
        db.close().await?;
        Ok(outcome?)
    }

    /// The scope of the system itself: hosts, sign-in, jobs. Handed to the frames when the app is put together.
    pub fn system(&self) -> SystemScope {
        SystemScope::new(self)
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<()> {
        let one = Statement::from_string(self.backend(), "SELECT 1");
        Link::new(self).reader().query_one_raw(one).await?;
        Ok(())
    }

    /// Statements run so far, for tests that count them.
    pub fn statements(&self) -> u64 {
        self.ground.statements.load(Ordering::Relaxed)
    }

    /// Hears what other nodes of the same PostgreSQL announce, until told to stop. When the line was broken,
    /// whoever listens is told to look again. SQLite has one node, which hears itself.
    pub async fn listen_to_other_nodes(&self, url: &str, stop: CancellationToken) {
        if self.backend() != DatabaseBackend::Postgres {
            return;
        }
        let mut first = true;
        while !stop.is_cancelled() {
            if let Ok(mut listener) = PgListener::connect(url).await
                && listener.listen(CHANNEL).await.is_ok()
            {
                if !first {
                    self.hub().send(Event::Resync);
                }
                first = false;
                tokio::select! {
                    () = stop.cancelled() => return,
                    () = self.forward(&mut listener) => {}
                }
            }
            tracing::warn!("the line to the other nodes is down; trying again");
            tokio::time::sleep(Duration::from_secs(1)).await;
        }
    }

    async fn forward(&self, listener: &mut PgListener) {
        // `try_recv` answers `None` when the connection was lost and has been made anew.
        while let Ok(Some(notification)) = listener.try_recv().await {
            match serde_json::from_str(notification.payload()) {
                Ok(event) => self.hub().send(event),
                Err(error) => tracing::warn!(%error, "an event of another version"),
            }
        }
    }

    /// Where live events come from.
    pub fn hub(&self) -> &Hub {
        &self.ground.hub
    }

    /// The clock that all scopes read.
    pub fn clock(&self) -> &Clock {
        &self.ground.clock
    }

    /// Which database this is.
    pub fn backend(&self) -> Backend {
        self.ground.pool.get_database_backend()
    }

    /// Closes the connections; statements after this fail.
    pub async fn close(&self) {
        if let Some(readers) = &self.ground.readers {
            readers.close().await;
        }
        if let Err(error) = self.ground.pool.clone().close().await {
            tracing::warn!(%error, "closing the database");
        }
    }
}

/// For a SQLite file, the lock under which it is migrated; it goes with the value.
async fn alone(url: &str) -> Result<Option<std::fs::File>> {
    let Some(path) = url.strip_prefix("sqlite://").filter(|path| !path.starts_with(':')) else { return Ok(None) };
    let path = format!("{}.migrating", path.split('?').next().unwrap_or(path));
    let locked = tokio::task::spawn_blocking(move || {
        let file = std::fs::File::create(path)?;
        file.lock()?;
        Ok::<_, std::io::Error>(file)
    });
    Ok(Some(locked.await.map_err(Error::internal)?.map_err(Error::internal)?))
}

fn plain(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.max_connections(connections).acquire_timeout(PATIENCE).sqlx_logging(false);
    // Asked before every statement, whether a connection lives would cost as much as the statement.
    options.test_before_acquire_if_idle_for(Duration::from_secs(1));
    // They are used in turns, and so each of them is asked everything.
    options.map_sqlx_postgres_opts(|postgres| postgres.statement_cache_capacity(STATEMENTS));
    options
}

fn sqlite(url: &str) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).acquire_timeout(PATIENCE).sqlx_logging(false);
    // A file does not go away behind a connection.
    options.test_before_acquire(false);
    options.map_sqlx_sqlite_opts(tuned);
    options
}

/// How every connection to SQLite is.
pub(in crate::access) fn tuned(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .statement_cache_capacity(STATEMENTS)
        // A page's rows go at once, without waiting for who reads them.
        .row_buffer_size(256)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(PATIENCE)
        .foreign_keys(true)
        .pragma("trusted_schema", "OFF")
}
