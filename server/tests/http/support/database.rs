//! A database per test: a copy of one that was migrated and peopled once.

use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use portico::access::Database;
use sea_orm::sqlx::{self, AssertSqlSafe, Connection, Executor, PgConnection, Row, SqliteConnection};
use tempfile::TempDir;
use tokio::sync::{Mutex, OnceCell};

use super::cast::Cast;
use super::{postgres, seed};

/// Which database a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Sqlite,
    Postgres,
}

/// One test's own database.
pub struct Store {
    pub kind: Kind,
    pub url: String,
    /// Files of this test: the SQLite database, and whatever the app keeps.
    pub folder: TempDir,
    name: String,
}

struct Template {
    cast: Arc<Cast>,
    _folder: TempDir,
    file: std::path::PathBuf,
}

static SQLITE: OnceCell<Template> = OnceCell::const_new();
static POSTGRES: OnceCell<Template> = OnceCell::const_new();
static CLONING: Mutex<()> = Mutex::const_new(());
static NUMBER: AtomicU32 = AtomicU32::new(0);

impl Store {
    /// A migrated database with nobody in it.
    pub async fn migrated(kind: Kind) -> Self {
        let store = Self::empty(kind).await;
        Database::migrate(&store.url).await.unwrap();
        store
    }

    /// A database without a single table.
    pub async fn empty(kind: Kind) -> Self {
        let store = Self::named(kind);
        if kind == Kind::Postgres {
            admin(&format!("CREATE DATABASE {}", store.name)).await;
        }
        store
    }

    /// A copy of the database with all the people.
    pub async fn peopled(kind: Kind) -> (Self, Arc<Cast>) {
        // What fills it is large, and a test's stack is not.
        let make = || Box::pin(Template::make(kind));
        let template = match kind {
            Kind::Sqlite => SQLITE.get_or_init(make).await,
            Kind::Postgres => POSTGRES.get_or_init(make).await,
        };
        let store = Self::named(kind);
        match kind {
            Kind::Sqlite => drop(std::fs::copy(&template.file, store.file()).unwrap()),
            Kind::Postgres => {
                let _one = CLONING.lock().await;
                let copy = format!("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy", store.name, template_name());
                admin(&copy).await;
            }
        }
        (store, template.cast.clone())
    }

    fn named(kind: Kind) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let name = format!("test_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let url = match kind {
            Kind::Sqlite => format!("sqlite://{}", folder.path().join("test.db").display()),
            Kind::Postgres => postgres::url(&name),
        };
        Self { kind, url, folder, name }
    }

    fn file(&self) -> std::path::PathBuf {
        self.folder.path().join("test.db")
    }

    /// Runs SQL behind the app's back and tells how many rows it met.
    pub async fn sql(&self, sql: &str) -> u64 {
        match self.kind {
            Kind::Sqlite => {
                let mut line = SqliteConnection::connect(&self.url).await.unwrap();
                let sql = format!("PRAGMA busy_timeout = 10000; PRAGMA foreign_keys = ON; {sql}");
                line.execute(sqlx::raw_sql(AssertSqlSafe(sql))).await.unwrap().rows_affected()
            }
            Kind::Postgres => {
                let mut line = PgConnection::connect(&self.url).await.unwrap();
                line.execute(sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))).await.unwrap().rows_affected()
            }
        }
    }

    /// Whether SQL behind the app's back goes through.
    pub async fn try_sql(&self, sql: &str) -> bool {
        let sql = sqlx::raw_sql(AssertSqlSafe(sql.to_owned()));
        match self.kind {
            Kind::Sqlite => SqliteConnection::connect(&self.url).await.unwrap().execute(sql).await.is_ok(),
            Kind::Postgres => PgConnection::connect(&self.url).await.unwrap().execute(sql).await.is_ok(),
        }
    }

    /// The same, past what forbids it: the table's triggers sleep meanwhile.
    pub async fn behind(&self, table: &str, sql: &str) -> u64 {
        match self.kind {
            Kind::Sqlite => {
                let mut line = SqliteConnection::connect(&self.url).await.unwrap();
                let held = "SELECT name, sql || ';' FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?";
                let held: Vec<(String, String)> = sqlx::query_as(held).bind(table).fetch_all(&mut line).await.unwrap();
                let off: String = held.iter().map(|(name, _)| format!("DROP TRIGGER {name};")).collect();
                let on: String = held.into_iter().map(|(_, again)| again).collect();
                self.sql(&off).await;
                let met = self.sql(sql).await;
                self.sql(&on).await;
                met
            }
            Kind::Postgres => {
                self.sql(&format!("ALTER TABLE {table} DISABLE TRIGGER USER")).await;
                let met = self.sql(sql).await;
                self.sql(&format!("ALTER TABLE {table} ENABLE TRIGGER USER")).await;
                met
            }
        }
    }

    /// One text or number, as text.
    pub async fn value(&self, sql: &str) -> String {
        let sql = AssertSqlSafe(format!("SELECT CAST(({sql}) AS text)"));
        match self.kind {
            Kind::Sqlite => {
                let mut line = SqliteConnection::connect(&self.url).await.unwrap();
                sqlx::query_scalar::<_, Option<String>>(sql).fetch_one(&mut line).await.unwrap().unwrap_or_default()
            }
            Kind::Postgres => {
                let mut line = PgConnection::connect(&self.url).await.unwrap();
                sqlx::query_scalar::<_, Option<String>>(sql).fetch_one(&mut line).await.unwrap().unwrap_or_default()
            }
        }
    }

    /// How the database would go about it, one step a line; on PostgreSQL, which reads small tables whole, by its
    /// indexes wherever it can.
    pub async fn plan(&self, sql: &str) -> String {
        let mut steps = Vec::new();
        match self.kind {
            Kind::Sqlite => {
                let mut line = SqliteConnection::connect(&self.url).await.unwrap();
                let sql = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {sql}"));
                for row in sqlx::query(sql).fetch_all(&mut line).await.unwrap() {
                    steps.push(row.get::<String, _>(3));
                }
            }
            Kind::Postgres => {
                let mut line = PgConnection::connect(&self.url).await.unwrap();
                line.execute("SET enable_seqscan = off").await.unwrap();
                for row in sqlx::query(AssertSqlSafe(format!("EXPLAIN {sql}"))).fetch_all(&mut line).await.unwrap() {
                    steps.push(row.get::<String, _>(0));
                }
            }
        }
        steps.iter().map(|step| format!("{step}\n")).collect()
    }

    /// Gives the database back.
    pub async fn remove(self) {
        if self.kind == Kind::Postgres {
            admin(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)).await;
        }
    }
}

fn template_name() -> String {
    format!("template_{}", std::process::id())
}

impl Template {
    async fn make(kind: Kind) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("template.db");
        let url = match kind {
            Kind::Sqlite => format!("sqlite://{}", file.display()),
            Kind::Postgres => {
                admin(&format!("DROP DATABASE IF EXISTS {}", template_name())).await;
                admin(&format!("CREATE DATABASE {}", template_name())).await;
                postgres::url(&template_name())
            }
        };
        Database::migrate(&url).await.unwrap();
        let cast = Arc::new(seed::people(&url, folder.path()).await);
        if kind == Kind::Sqlite {
            // What is still in the log must be in the file that is copied.
            let mut line = SqliteConnection::connect(&url).await.unwrap();
            line.execute(sqlx::raw_sql("PRAGMA wal_checkpoint(TRUNCATE)")).await.unwrap();
            line.close().await.unwrap();
            // As the server makes it.
            std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
        }
        Self { cast, _folder: folder, file }
    }
}

async fn admin(sql: &str) {
    let mut line = PgConnection::connect(&postgres::admin_url()).await.unwrap();
    line.execute(sqlx::raw_sql(AssertSqlSafe(sql.to_owned()))).await.unwrap();
    line.close().await.unwrap();
}
