use serde::{Deserialize, Serialize};

use super::service;
use crate::error::Error;
use crate::ids::{AgencyId, ConnectionId};
use crate::jobs::{self, Context, Failure, Job, JobLane};

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
    const LANE: JobLane = JobLane::Elsewhere;

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

/// A connection works again. Whoever waits for it says what then is done.
#[derive(Serialize, Deserialize)]
pub struct Mended {
    pub agency: AgencyId,
    pub connection: ConnectionId,
}
