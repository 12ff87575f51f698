use serde::{Deserialize, Serialize};

use super::service;
use crate::error::{Error, Result};
use crate::ids::{AgencyId, DomainId};
use crate::jobs::{self, Context, Failure, Job, JobLane};

/// How many hosts are looked for at a time; the rest a minute later.
const AT_ONCE: u64 = 100;

/// Has every host looked for whose time has come; it comes back by itself.
#[derive(Serialize, Deserialize)]
pub struct CheckDomains;

impl Job for CheckDomains {
    const KIND: &'static str = "check_domains";

    async fn run(self, context: &Context) -> Result<(), Failure> {
        let system = &context.system;
        for (agency, domain) in system.due_domains(AT_ONCE).await? {
            let job = CheckDomain { agency, domain };
            system.agency(agency).transaction(async |scope| jobs::enqueue(&scope, &job).await).await?;
        }
        Ok(())
    }
}

/// Looks for one host.
#[derive(Serialize, Deserialize)]
pub struct CheckDomain {
    agency: AgencyId,
    domain: DomainId,
}

impl Job for CheckDomain {
    const KIND: &'static str = "check_domain";
    const LANE: JobLane = JobLane::Elsewhere;

    fn dedup_key(&self) -> Option<String> {
        Some(format!("{}/{}", Self::KIND, self.domain))
    }

    async fn run(self, context: &Context) -> Result<(), Failure> {
        let scope = context.system.agency(self.agency).admin()?;
        match service::check(&scope, &context.dns, &context.site.base_url, self.domain).await {
            // It was given up in the meantime.
            Err(Error::NotFound) => Ok(()),
            other => Ok(other?),
        }
    }
}
