use sea_orm::ColumnTrait;
use serde::{Deserialize, Serialize};

use super::service;
use crate::entity::run;
use crate::entity::words::RunWait;
use crate::error::Error;
use crate::ids::{AgencyId, ConnectionId};
use crate::jobs::{self, Context, Failure, Job};

/// How many connections are looked at at a time; the rest with the next round.
const AT_ONCE: u64 = 100;

/// Has every connection looked at whose time has come; it comes back by itself.
#[derive(Serialize, Deserialize)]
pub struct CheckConnections;

impl Job for CheckConnections {
    const KIND: &'static str = "check_connections";

    async fn run(self, context: &Context) -> Result<(), Failure> {
        let system = &context.system;
        for (agency, connection) in system.due_connections(AT_ONCE).await? {
            let job = CheckConnection { agency, connection };
            system.agency(agency).transaction(async |scope| jobs::enqueue(&scope, &job).await).await?;
        }
        Ok(())
    }
}

/// Looks at one connection.
#[derive(Serialize, Deserialize)]
pub struct CheckConnection {
    agency: AgencyId,
    connection: ConnectionId,
}

impl Job for CheckConnection {
    const KIND: &'static str = "check_connection";

    fn dedup_key(&self) -> Option<String> {
        Some(format!("{}/{}", Self::KIND, self.connection))
    }

    async fn run(self, context: &Context) -> Result<(), Failure> {
        match service::check::check(&context.system.agency(self.agency), &context.connector, self.connection).await {
            // It was removed in the meantime.
            Err(Error::NotFound) => Ok(()),
            other => Ok(other?),
        }
    }
}

/// A connection works again: what waits for it goes on.
#[derive(Serialize, Deserialize)]
pub struct Mended {
    pub agency: AgencyId,
    pub connection: ConnectionId,
}

impl Job for Mended {
    const KIND: &'static str = "connection_mended";

    /// Wakes the runs that wait for it. They say themselves, in their row, what for.
    async fn run(self, context: &Context) -> Result<(), Failure> {
        let scope = context.system.agency(self.agency);
        let waiting = scope.update::<run::Entity>().set(run::Column::WakesAt, scope.now());
        let waiting = waiting.filter(run::Column::WaitsFor.eq(RunWait::Connection));
        waiting.filter(run::Column::WaitsForId.eq(self.connection)).exec().await?;
        Ok(())
    }
}
