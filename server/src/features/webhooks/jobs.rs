//! What tells webhooks, in the background: a job for each webhook, so that one that hangs holds up nobody else.

use serde::{Deserialize, Serialize};

use super::send;
use crate::ids::{AgencyId, WebhookId};
use crate::jobs::{self, Context, Failure, Job, JobLane};

/// Tells a webhook all that is due.
#[derive(Serialize, Deserialize)]
pub struct SendWebhook {
    pub agency: AgencyId,
    pub webhook: WebhookId,
}

impl Job for SendWebhook {
    const KIND: &'static str = "send_webhook";
    const LANE: JobLane = JobLane::Webhooks;

    fn dedup_key(&self) -> Option<String> {
        Some(format!("{}/{}", Self::KIND, self.webhook))
    }

    async fn run(self, context: &Context) -> Result<(), Failure> {
        Ok(send::send(&context.system.agency(self.agency), self.webhook, context).await?)
    }
}

/// Has webhooks told of what is due: of what failed, and of what came in the moment in which a job ended. It comes back by
/// itself.
#[derive(Serialize, Deserialize)]
pub struct SendDue;

impl Job for SendDue {
    const KIND: &'static str = "send_due_webhooks";

    async fn run(self, context: &Context) -> Result<(), Failure> {
        let system = &context.system;
        for (agency, webhook) in system.due_webhooks().await? {
            let job = SendWebhook { agency, webhook };
            system.agency(agency).transaction(async |scope| jobs::enqueue(&scope, &job).await).await?;
        }
        Ok(())
    }
}
