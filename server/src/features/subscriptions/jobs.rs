use serde::{Deserialize, Serialize};

use super::service;
use crate::features::till;
use crate::ids::{AgencyId, ProductId};
use crate::jobs::{Context, Failure, Job, JobLane};

/// Has Stripe know a product as it is.
#[derive(Serialize, Deserialize)]
pub struct MirrorProduct {
    pub agency: AgencyId,
    pub product: ProductId,
}

impl Job for MirrorProduct {
    const KIND: &'static str = "mirror_product";
    const LANE: JobLane = JobLane::Elsewhere;

    async fn run(self, context: &Context) -> Result<(), Failure> {
        let scope = context.system.agency(self.agency);
        match till::open(&scope, &context.cashier).await? {
            Some(till) => Ok(service::mirror(&scope, &till, self.product).await?),
            None => Ok(()),
        }
    }
}

/// Makes the invoices of subscriptions of which Stripe knows nothing; it comes back by itself.
#[derive(Serialize, Deserialize)]
pub struct RenewSubscriptions;

impl Job for RenewSubscriptions {
    const KIND: &'static str = "renew_subscriptions";

    async fn run(self, context: &Context) -> Result<(), Failure> {
        for agency in context.system.agencies().all().await? {
            service::renew(&context.system.agency(agency.id)).await?;
        }
        Ok(())
    }
}
