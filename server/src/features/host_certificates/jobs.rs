use serde::{Deserialize, Serialize};

use super::service;
use crate::jobs::{Context, Failure, Job, JobLane};

/// How many hosts are seen to at a time; the rest a minute later.
const AT_ONCE: u64 = 5;

/// Gets certificates for hosts that have none, or whose own runs out; it comes back by itself.
#[derive(Serialize, Deserialize)]
pub struct Certify;

impl Job for Certify {
    const KIND: &'static str = "certify";
    const LANE: JobLane = JobLane::Elsewhere;

    fn dedup_key(&self) -> Option<String> {
        Some(Self::KIND.into())
    }

    async fn run(self, context: &Context) -> Result<(), Failure> {
        let Some(issuer) = &context.issuer else { return Ok(()) };
        for host in service::due(&context.system, &context.site.base_url, AT_ONCE).await? {
            service::certify(&context.system, issuer, &host).await?;
        }
        Ok(())
    }
}
