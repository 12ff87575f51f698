use serde::{Deserialize, Serialize};

use super::service;
use crate::features::workspaces::PeopleChanged;
use crate::jobs::{Context, Failure, Job};

/// How many steps are looked at in one go; the rest some minutes later.
const AT_ONCE: u64 = 200;

/// Reminds those whose decision is waited for, as their agency wishes; it comes back by itself.
#[derive(Serialize, Deserialize)]
pub struct RemindApprovals;

impl Job for RemindApprovals {
    const KIND: &'static str = "remind_approvals";

    async fn run(self, context: &Context) -> Result<(), Failure> {
        let system = &context.system;
        for (agency, approval, step) in system.due_reminders(AT_ONCE).await? {
            if let Err(error) = service::remind_due(&system.agency(agency), approval, step).await {
                // One that cannot be reminded of must not keep the others waiting.
                tracing::error!(?error, %approval, "reminding of an approval");
            }
        }
        Ok(())
    }
}

impl Job for PeopleChanged {
    const KIND: &'static str = "people_changed";

    async fn run(self, context: &Context) -> Result<(), Failure> {
        let scope = context.system.agency(self.agency);
        let mut failed = None;
        for approval in service::open_in(&scope, self.workspace).await? {
            if let Err(error) = service::reconsider(&scope, approval).await {
                // One that cannot be looked at must not keep the others waiting.
                tracing::error!(?error, %approval, "looking again at an approval");
                failed = Some(error);
            }
        }
        failed.map_or(Ok(()), |error| Err(error.into()))
    }
}
