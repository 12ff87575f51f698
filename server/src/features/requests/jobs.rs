use serde::{Deserialize, Serialize};

use super::service;
use crate::jobs::{Context, Failure, Job};

/// How many requests come back in one go; the rest a minute later.
const AT_ONCE: u64 = 500;

/// Brings back requests that were out of sight; it comes back by itself.
#[derive(Serialize, Deserialize)]
pub struct WakeRequests;

impl Job for WakeRequests {
    const KIND: &'static str = "wake_requests";

    async fn run(self, context: &Context) -> Result<(), Failure> {
        Ok(service::wake(&context.system, AT_ONCE).await?)
    }
}
