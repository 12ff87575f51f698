use serde::{Deserialize, Serialize};

use super::service;
use crate::error::{Error, Result};
use crate::features::billing::Settled;
use crate::ids::{AgencyId, StripeEventId};
use crate::jobs::{Context, Failure, Job, JobLane};

/// Applies what Stripe told us.
#[derive(Serialize, Deserialize)]
pub struct ApplyStripeEvent {
    pub agency: AgencyId,
    pub event: StripeEventId,
}

impl Job for ApplyStripeEvent {
    const KIND: &'static str = "apply_stripe_event";
    const LANE: JobLane = JobLane::Elsewhere;

    fn dedup_key(&self) -> Option<String> {
        Some(format!("{}/{}", Self::KIND, self.event))
    }

    async fn run(self, context: &Context) -> Result<(), Failure> {
        match service::apply(&context.system.agency(self.agency), &context.cashier, self.event).await {
            Ok(()) => Ok(()),
            // The event itself stays and says why; it may be that a key was mended in the meantime.
            Err(error) => Err(Failure::Retry(error)),
        }
    }
}

impl Job for Settled {
    const KIND: &'static str = "close_checkout";
    const LANE: JobLane = JobLane::Elsewhere;

    async fn run(self, context: &Context) -> Result<(), Failure> {
        Ok(service::close(&context.system.agency(self.agency), &context.cashier, self.invoice).await?)
    }
}

/// Compares what is being paid with what Stripe says of it; it comes back by itself.
#[derive(Serialize, Deserialize)]
pub struct ReconcileStripe;

impl Job for ReconcileStripe {
    const KIND: &'static str = "reconcile_stripe";
    const LANE: JobLane = JobLane::Elsewhere;

    async fn run(self, context: &Context) -> Result<(), Failure> {
        let mut failed = 0;
        for agency in context.system.agencies().all().await? {
            match service::reconcile(&context.system.agency(agency.id), &context.cashier).await {
                Ok((_, missed)) => failed += missed,
                Err(error) => {
                    tracing::warn!(agency = %agency.id, %error, "comparing with Stripe");
                    failed += 1;
                }
            }
        }
        metrics::gauge!("stripe_reconciliation_failures").set(failed as f64);
        if failed == 0 { Ok(()) } else { Err(Failure::Retry(Error::Unavailable(anyhow::anyhow!("{failed} failed")))) }
    }
}
