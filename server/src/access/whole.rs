use portico_migrations::Migrator;
use sea_orm::{
    AccessMode, ColumnTrait, ConnectOptions, ConnectionTrait, DatabaseBackend, DatabaseConnection, DatabaseTransaction,
    EntityTrait, IsolationLevel, QueryFilter, QueryOrder, QuerySelect, Statement, TransactionTrait,
};
use sea_orm_migration::MigratorTrait;

use super::database::{Backend, Database};
use crate::entity::words::Preview;
use crate::entity::{invoice, upload};
use crate::error::{Error, Result};
use crate::ids::{AgencyId, InvoiceId, UploadId};

/// How many rows are read at a time.
const BATCH: u64 = 2000;

/// The whole database as it is at one moment, all agencies and all tables: what a backup is made of, and what a restored
/// one is compared with. It only reads, and whoever writes meanwhile is not heard of.
pub struct Whole {
    db: DatabaseConnection,
    at: DatabaseTransaction,
    /// Under which others of the same PostgreSQL see this very moment.
    name: Option<String>,
}

/// Bytes in the storage that a row speaks for.
#[derive(Clone, Debug)]
pub struct Spoken {
    pub agency: AgencyId,
    pub key: UploadId,
    /// In hexadecimal.
    pub sha256: String,
    /// Whether there is a small picture of them, too.
    pub preview: bool,
}

/// The last entry of an agency's audit trail.
#[derive(Clone, Debug)]
pub struct Head {
    pub agency: AgencyId,
    pub slug: String,
    pub number: i64,
    pub hash: String,
}

impl Whole {
    /// The database at this address, as it is now. An SQLite file is not made where there is none.
    ///
    /// # Errors
    /// When it cannot be reached, or is no database.
    pub async fn open(url: &str) -> Result<Self> {
        let mut options = ConnectOptions::new(url);
        options.max_connections(1).sqlx_logging(false);
        options.map_sqlx_sqlite_opts(|sqlite| sqlite.read_only(true).pragma("trusted_schema", "OFF"));
        let db = sea_orm::Database::connect(options).await?;
        let whole = match db.get_database_backend() {
            DatabaseBackend::Postgres => {
                let (one, reads) = (IsolationLevel::RepeatableRead, AccessMode::ReadOnly);
                let at = db.begin_with_config(Some(one), Some(reads)).await?;
                // Whoever copies a large database takes longer than a server may allow idlers.
                at.execute_unprepared("SET LOCAL idle_in_transaction_session_timeout = 0").await?;
                Self { db, at, name: None }.named().await?
            }
            _ => Self { at: db.begin_with_config(None, None).await?, db, name: None },
        };
        Ok(whole)
    }

    async fn named(self) -> Result<Self> {
        let rows = self.rows("SELECT pg_export_snapshot()").await?;
        let name = rows.first().map(|row| row.try_get_by_index(0)).transpose()?;
        Ok(Self { name, ..self })
    }

    async fn rows(&self, sql: &str) -> Result<Vec<sea_orm::QueryResult>> {
        Ok(self.at.query_all_raw(Statement::from_string(self.backend(), sql)).await?)
    }

    /// Which database this is.
    pub fn backend(&self) -> Backend {
        self.at.get_database_backend()
    }

    /// The name under which PostgreSQL's own tools see this very moment, for as long as this value lives.
    pub fn snapshot(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Every table and how many rows it has.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tables(&self) -> Result<Vec<(String, i64)>> {
        let mut tables = Vec::new();
        for name in self.names().await? {
            let count = format!("SELECT COUNT(*) FROM \"{}\"", name.replace('"', "\"\""));
            let counted = self.rows(&count).await?;
            tables.push((name, counted.first().map_or(Ok(0), |row| row.try_get_by_index(0))?));
        }
        Ok(tables)
    }

    async fn names(&self) -> Result<Vec<String>> {
        let names = match self.backend() {
            DatabaseBackend::Postgres => {
                "SELECT c.relname::text FROM pg_class c WHERE c.relkind IN ('r', 'p') \
                 AND c.relnamespace = current_schema()::regnamespace ORDER BY 1"
            }
            _ => "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1",
        };
        let rows = self.rows(names).await?;
        rows.iter().map(|row| Ok(row.try_get_by_index(0)?)).collect()
    }

    /// The newest step of the database's history that it has had; none where it was never ours.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn migration(&self) -> Result<Option<String>> {
        if !self.names().await?.iter().any(|name| name == "seaql_migrations") {
            return Ok(None);
        }
        let newest = self.rows("SELECT MAX(version) FROM seaql_migrations").await?;
        Ok(newest.first().map(|row| row.try_get_by_index(0)).transpose()?.flatten())
    }

    /// What the database calls itself.
    ///
    /// # Errors
    /// When it fails.
    pub async fn version(&self) -> Result<String> {
        let sql = match self.backend() {
            DatabaseBackend::Postgres => "SELECT 'PostgreSQL ' || current_setting('server_version')",
            _ => "SELECT 'SQLite ' || sqlite_version()",
        };
        let rows = self.rows(sql).await?;
        Ok(rows.first().map_or(Ok(String::new()), |row| row.try_get_by_index(0))?)
    }

    /// What time it is there, in milliseconds since 1970.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn clock(&self) -> Result<i64> {
        let sql = match self.backend() {
            DatabaseBackend::Postgres => "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS bigint)",
            _ => "SELECT CAST((julianday('now') - 2440587.5) * 86400000.0 AS integer)",
        };
        let rows = self.rows(sql).await?;
        Ok(rows.first().map_or(Ok(0), |row| row.try_get_by_index(0))?)
    }

    /// The heads of all audit trails.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn heads(&self) -> Result<Vec<Head>> {
        let sql = "SELECT a.id, a.slug, h.number, h.hash FROM agency a JOIN audit_head h ON h.agency_id = a.id \
            ORDER BY a.slug";
        let head = |row: sea_orm::QueryResult| -> Result<Head> {
            Ok(Head {
                agency: row.try_get_by_index(0)?,
                slug: row.try_get_by_index(1)?,
                number: row.try_get_by_index(2)?,
                hash: row.try_get_by_index(3)?,
            })
        };
        self.rows(sql).await?.into_iter().map(head).collect()
    }

    /// Everything in the storage that rows speak for: uploads, and the papers of invoices.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn spoken_for(&self) -> Result<Vec<Spoken>> {
        let mut all = self.uploads().await?;
        all.append(&mut self.papers().await?);
        Ok(all)
    }

    async fn uploads(&self) -> Result<Vec<Spoken>> {
        use upload::{Column, Entity};
        let mut all: Vec<Spoken> = Vec::new();
        loop {
            let columns = [Column::AgencyId, Column::Id, Column::Sha256, Column::Preview];
            let mut next = Entity::find().select_only().columns(columns).order_by_asc(Column::Id).limit(BATCH);
            if let Some(last) = all.last() {
                next = next.filter(Column::Id.gt(last.key));
            }
            let rows = next.into_tuple::<(AgencyId, UploadId, String, Preview)>().all(&self.at).await?;
            if rows.is_empty() {
                return Ok(all);
            }
            all.extend(rows.into_iter().map(|(agency, key, sha256, preview)| Spoken {
                agency,
                key,
                sha256,
                preview: preview == Preview::Made,
            }));
        }
    }

    async fn papers(&self) -> Result<Vec<Spoken>> {
        use invoice::{Column, Entity};
        let (mut all, mut last): (Vec<Spoken>, Option<InvoiceId>) = (Vec::new(), None);
        loop {
            let columns = [Column::Id, Column::AgencyId, Column::PdfKey, Column::PdfSha256];
            let drawn = Entity::find().select_only().columns(columns).filter(Column::PdfKey.is_not_null());
            let mut next = drawn.order_by_asc(Column::Id).limit(BATCH);
            if let Some(last) = last {
                next = next.filter(Column::Id.gt(last));
            }
            type Row = (InvoiceId, AgencyId, Option<String>, Option<String>);
            let rows = next.into_tuple::<Row>().all(&self.at).await?;
            let Some((newest, ..)) = rows.last() else { return Ok(all) };
            last = Some(*newest);
            for (_, agency, key, sha256) in rows {
                let key = key.unwrap_or_default().parse().map_err(Error::internal)?;
                all.push(Spoken { agency, key, sha256: sha256.unwrap_or_default(), preview: false });
            }
        }
    }

    /// Lets the moment go.
    pub async fn close(self) {
        // It has changed nothing, so nothing is lost where this fails.
        drop(self.at.rollback().await);
        drop(self.db.close().await);
    }
}

impl Database {
    /// Writes one consistent copy of an SQLite file into another one, which is empty; whoever writes meanwhile goes on.
    ///
    /// # Errors
    /// When there is no room, or the file cannot be read.
    pub async fn copy_into(url: &str, file: &std::path::Path) -> Result<()> {
        let mut options = ConnectOptions::new(url);
        options.max_connections(1).sqlx_logging(false);
        let db = sea_orm::Database::connect(options).await?;
        let name = file.to_str().ok_or_else(|| Error::Malformed("the file's name must be Unicode".into()))?;
        let copied = db.execute_unprepared(&format!("VACUUM INTO '{}'", name.replace('\'', "''"))).await;
        db.close().await?;
        copied?;
        Ok(())
    }

    /// The newest step of the database's history that this program knows.
    pub fn newest_migration() -> String {
        Migrator::migrations().last().map(|step| step.name().to_owned()).unwrap_or_default()
    }

    /// Whether this program knows this step of the database's history.
    pub fn knows_migration(name: &str) -> bool {
        Migrator::migrations().iter().any(|step| step.name() == name)
    }
}
