//! What tells webhooks, in the background: a job for each agency, so that webhooks that hang take no more than one place;
//! and few of these at once, so that those of several agencies leave room for everything else.

use serde::{Deserialize, Serialize};

use super::send;
use crate::ids::AgencyId;
use crate::jobs::{self, Context, Failure, Job};

/// Tells the webhooks of an agency all that is due.
#[derive(Serialize, Deserialize)]
pub struct SendWebhooks {
    pub agency: AgencyId,
}

impl Job for SendWebhooks {
    const KIND: &'static str = "send_webhooks";

    fn dedup_key(&self) -> Option<String> {
        Some(format!("{}/{}", Self::KIND, self.agency))
    }

    async fn run(self, context: &Context) -> Result<(), Failure> {
        let Some(_place) = context.connector.place() else { return Err(Failure::Busy) };
        Ok(send::send(&context.system.agency(self.agency), context).await?)
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
        for agency in system.agencies_with_due_webhooks().await? {
            let job = SendWebhooks { agency };
            system.agency(agency).transaction(async |scope| jobs::enqueue(&scope, &job).await).await?;
        }
        Ok(())
    }
}
