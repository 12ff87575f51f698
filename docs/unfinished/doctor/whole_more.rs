
    /// What the database itself finds wrong with its own content; nothing where it is sound.
    ///
    /// # Errors
    /// When it fails.
    pub async fn faults(&self) -> Result<Vec<String>> {
        let mut faults = Vec::new();
        if self.backend() == DatabaseBackend::Postgres {
            let broken = "SELECT c.conrelid::regclass::text || ' ' || c.conname::text FROM pg_constraint c \
                WHERE NOT c.convalidated UNION ALL SELECT i.indexrelid::regclass::text FROM pg_index i WHERE NOT i.indisvalid";
            for row in self.rows(broken).await? {
                faults.push(format!("{} is not valid", row.try_get_by_index::<String>(0)?));
            }
            return Ok(faults);
        }
        for row in self.rows("PRAGMA quick_check(5)").await? {
            let says: String = row.try_get_by_index(0)?;
            if says != "ok" {
                faults.push(says);
            }
        }
        let orphans = self.rows("SELECT \"table\", COUNT(*) FROM pragma_foreign_key_check GROUP BY 1").await?;
        for row in orphans {
            let (table, count): (String, i64) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
            faults.push(format!("{count} rows of {table} belong to nothing"));
        }
        Ok(faults)
    }

    /// What time it is there, in seconds since 1970.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn clock(&self) -> Result<f64> {
        let sql = match self.backend() {
            DatabaseBackend::Postgres => "SELECT EXTRACT(EPOCH FROM clock_timestamp())::float8",
            _ => "SELECT (julianday('now') - 2440587.5) * 86400.0",
        };
        let rows = self.rows(sql).await?;
        Ok(rows.first().map_or(Ok(0.0), |row| row.try_get_by_index(0))?)
    }
