use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseBackend};

/// One step of the history: SQL for both databases, then what only one of them needs; taken back the other way round.
pub struct Step {
    pub name: &'static str,
    pub up: &'static str,
    pub down: &'static str,
    pub sqlite_up: &'static str,
    pub postgres_up: &'static str,
    pub sqlite_down: &'static str,
    pub postgres_down: &'static str,
}

impl MigrationName for Step {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        db.execute_unprepared(self.up).await?;
        let extra = match db.get_database_backend() {
            DatabaseBackend::Sqlite => self.sqlite_up,
            _ => self.postgres_up,
        };
        if !extra.is_empty() {
            db.execute_unprepared(extra).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let extra = match db.get_database_backend() {
            DatabaseBackend::Sqlite => self.sqlite_down,
            _ => self.postgres_down,
        };
        if !extra.is_empty() {
            db.execute_unprepared(extra).await?;
        }
        db.execute_unprepared(self.down).await?;
        Ok(())
    }

    /// SQLite would otherwise keep half of a step that failed; PostgreSQL never does.
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }
}
