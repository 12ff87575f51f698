//! Every job there is, and which of them come back by themselves.

use chrono::TimeDelta;

use super::schedule::Scheduled;
use super::{Context, Failure, Job};
use crate::entity::job;
use crate::error::{Error, Result};
use crate::features::account::SendEmailChange;
use crate::features::activity::Recorded;
use crate::features::approvals::RemindApprovals;
use crate::features::billing::{DrawInvoice, RemindInvoices};
use crate::features::connections::{CheckConnection, CheckConnections, Mended};
use crate::features::domains::{CheckDomain, CheckDomains};
use crate::features::files::{MakePreview, SweepFiles};
use crate::features::host_certificates::Certify;
use crate::features::online::{ApplyStripeEvent, ReconcileStripe};
use crate::features::sign_in::SendReset;
use crate::features::staff_sign_in::SendStaffReset;
use crate::features::subscriptions::{MirrorProduct, RenewSubscriptions};
use crate::features::sweep::Sweep;
use crate::features::workflows::{Advance, FormSubmitted, SweepRuns};
use crate::features::{held, notifications, workflows};
use crate::mail::Deliver;

/// The jobs that come back by themselves.
pub(super) const SCHEDULED: &[Scheduled] = &[
    Scheduled { kind: Sweep::KIND, every: TimeDelta::hours(1) },
    Scheduled { kind: SweepFiles::KIND, every: TimeDelta::hours(1) },
    Scheduled { kind: SweepRuns::KIND, every: TimeDelta::hours(1) },
    Scheduled { kind: CheckDomains::KIND, every: TimeDelta::minutes(1) },
    Scheduled { kind: CheckConnections::KIND, every: TimeDelta::minutes(1) },
    Scheduled { kind: Certify::KIND, every: TimeDelta::minutes(1) },
    Scheduled { kind: ReconcileStripe::KIND, every: TimeDelta::hours(1) },
    Scheduled { kind: RenewSubscriptions::KIND, every: TimeDelta::minutes(15) },
    Scheduled { kind: RemindApprovals::KIND, every: TimeDelta::minutes(5) },
    Scheduled { kind: RemindInvoices::KIND, every: TimeDelta::minutes(15) },
];

/// Does a job of any kind.
pub(super) async fn run(context: &Context, job: &job::Model) -> Result<(), Failure> {
    match job.kind.as_str() {
        Advance::KIND => read::<Advance>(job)?.run(context).await,
        ApplyStripeEvent::KIND => read::<ApplyStripeEvent>(job)?.run(context).await,
        ReconcileStripe::KIND => read::<ReconcileStripe>(job)?.run(context).await,
        Certify::KIND => read::<Certify>(job)?.run(context).await,
        CheckConnection::KIND => read::<CheckConnection>(job)?.run(context).await,
        CheckConnections::KIND => read::<CheckConnections>(job)?.run(context).await,
        Mended::KIND => read::<Mended>(job)?.run(context).await,
        CheckDomain::KIND => read::<CheckDomain>(job)?.run(context).await,
        CheckDomains::KIND => read::<CheckDomains>(job)?.run(context).await,
        Deliver::KIND => read::<Deliver>(job)?.run(context).await,
        DrawInvoice::KIND => read::<DrawInvoice>(job)?.run(context).await,
        FormSubmitted::KIND => read::<FormSubmitted>(job)?.run(context).await,
        MakePreview::KIND => read::<MakePreview>(job)?.run(context).await,
        MirrorProduct::KIND => read::<MirrorProduct>(job)?.run(context).await,
        Recorded::KIND => read::<Recorded>(job)?.run(context).await,
        RemindApprovals::KIND => read::<RemindApprovals>(job)?.run(context).await,
        RemindInvoices::KIND => read::<RemindInvoices>(job)?.run(context).await,
        RenewSubscriptions::KIND => read::<RenewSubscriptions>(job)?.run(context).await,
        SendReset::KIND => read::<SendReset>(job)?.run(context).await,
        SendStaffReset::KIND => read::<SendStaffReset>(job)?.run(context).await,
        SendEmailChange::KIND => read::<SendEmailChange>(job)?.run(context).await,
        Sweep::KIND => read::<Sweep>(job)?.run(context).await,
        SweepFiles::KIND => read::<SweepFiles>(job)?.run(context).await,
        SweepRuns::KIND => read::<SweepRuns>(job)?.run(context).await,
        // A newer node may know it: leave it for later.
        other => Err(Failure::Retry(Error::Malformed(format!("no job is called {other}")))),
    }
}

/// How often a job of any kind is tried.
pub(super) fn most_attempts(kind: &str) -> i32 {
    match kind {
        Advance::KIND => Advance::MOST_ATTEMPTS,
        Deliver::KIND => Deliver::MOST_ATTEMPTS,
        MakePreview::KIND => MakePreview::MOST_ATTEMPTS,
        Recorded::KIND => Recorded::MOST_ATTEMPTS,
        SendReset::KIND => SendReset::MOST_ATTEMPTS,
        _ => Sweep::MOST_ATTEMPTS,
    }
}

/// Does what waits in tables of its own, without a job for each; says how much that was.
pub(super) async fn queues(context: &Context) -> Result<usize> {
    Ok(held::do_due(context).await?
        + notifications::tell_waiting(context).await?
        + notifications::write_due(context).await?
        + workflows::serve(context).await?)
}

fn read<J: Job>(job: &job::Model) -> Result<J, Failure> {
    serde_json::from_str(&job.payload).map_err(|error| Failure::Fail(Error::internal(error)))
}
