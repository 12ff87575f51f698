//! Somebody else at PostgreSQL in the middle of a transaction, for what happens at the wrong moment.

use std::pin::pin;
use std::time::Duration;

use sea_orm::sqlx::{self, AssertSqlSafe, Connection, Executor, PgConnection};

use super::database::Store;

/// Whether somebody waits for whoever asks; unlike what the activity of others is read from, this is never a copy.
const AWAITED: &str = "SELECT EXISTS (SELECT 1 FROM pg_locks \
                       WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))";

/// What they met is kept from everybody until they let go.
pub struct Holder(PgConnection);

impl Holder {
    /// One who does this, and holds what it met.
    pub async fn of(store: &Store, sql: &str) -> Self {
        let mut line = PgConnection::connect(&store.url).await.unwrap();
        let held = sqlx::raw_sql(AssertSqlSafe(format!("BEGIN; {sql}")));
        assert_ne!(line.execute(held).await.unwrap().rows_affected(), 0, "there is nothing to hold");
        Self(line)
    }

    /// Until somebody waits for what is held.
    pub async fn awaited(&mut self) {
        let comes = async {
            while !sqlx::query_scalar::<_, bool>(AWAITED).fetch_one(&mut self.0).await.unwrap() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), comes).await.expect("somebody waits");
    }

    /// Lets go, and what was done is done.
    pub async fn let_go(mut self) {
        self.0.execute("COMMIT").await.unwrap();
    }

    /// Lets go as soon as this waits, and no sooner; what came of it.
    pub async fn let_go_for<T>(mut self, other: impl Future<Output = T>) -> T {
        let mut other = pin!(other);
        tokio::select! {
            _ = &mut other => panic!("this did not wait"),
            () = self.awaited() => {}
        }
        self.let_go().await;
        other.await
    }
}
