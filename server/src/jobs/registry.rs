//! Every job there is, and which of them come back by themselves.

use chrono::TimeDelta;
use futures_util::future::BoxFuture;

use super::schedule::Scheduled;
use super::{Context, Failure, Job};
use crate::entity::job;
use crate::error::{Error, Result};
use crate::features::account::SendEmailChange;
use crate::features::activity::Recorded;
use crate::features::approvals::RemindApprovals;
use crate::features::billing::{DrawInvoice, RemindInvoices, Settled};
use crate::features::connections::{CheckConnection, CheckConnections, Mended};
use crate::features::domains::{CheckDomain, CheckDomains};
use crate::features::files::{MakePreview, SweepFiles};
use crate::features::host_certificates::Certify;
use crate::features::online::{ApplyStripeEvent, ReconcileStripe};
use crate::features::requests::WakeRequests;
use crate::features::sign_in::SendReset;
use crate::features::staff_sign_in::SendStaffReset;
use crate::features::subscriptions::{MirrorProduct, RenewSubscriptions};
use crate::features::sweep::Sweep;
use crate::features::webhooks::{SendDue, SendWebhook};
use crate::features::workflows::{Advance, FollowEngine, FollowEngines, FormSubmitted, StopThere, SweepRuns};
use crate::features::workspaces::PeopleChanged;
use crate::features::{held, notifications, webhooks, workflows};
use crate::mail::Deliver;

/// The jobs that come back by themselves.
pub(super) const SCHEDULED: &[Scheduled] = &[
    Scheduled::every::<Sweep>(TimeDelta::hours(1)),
    Scheduled::every::<SweepFiles>(TimeDelta::hours(1)),
    Scheduled::every::<SweepRuns>(TimeDelta::hours(1)),
    Scheduled::every::<CheckDomains>(TimeDelta::minutes(1)),
    Scheduled::every::<FollowEngines>(TimeDelta::minutes(1)),
    Scheduled::every::<CheckConnections>(TimeDelta::minutes(1)),
    Scheduled::every::<Certify>(TimeDelta::minutes(1)),
    Scheduled::every::<WakeRequests>(TimeDelta::minutes(1)),
    Scheduled::every::<SendDue>(TimeDelta::minutes(1)),
    Scheduled::every::<ReconcileStripe>(TimeDelta::hours(1)),
    Scheduled::every::<RenewSubscriptions>(TimeDelta::minutes(15)),
    Scheduled::every::<RemindApprovals>(TimeDelta::minutes(5)),
    Scheduled::every::<RemindInvoices>(TimeDelta::minutes(15)),
];

/// Does a job of any kind.
pub(super) async fn run(context: &Context, job: &job::Model) -> Result<(), Failure> {
    let doing = match job.kind.as_str() {
        Advance::KIND => begin::<Advance>(context, job),
        ApplyStripeEvent::KIND => begin::<ApplyStripeEvent>(context, job),
        ReconcileStripe::KIND => begin::<ReconcileStripe>(context, job),
        Certify::KIND => begin::<Certify>(context, job),
        CheckConnection::KIND => begin::<CheckConnection>(context, job),
        CheckConnections::KIND => begin::<CheckConnections>(context, job),
        Mended::KIND => begin::<Mended>(context, job),
        CheckDomain::KIND => begin::<CheckDomain>(context, job),
        CheckDomains::KIND => begin::<CheckDomains>(context, job),
        Deliver::KIND => begin::<Deliver>(context, job),
        DrawInvoice::KIND => begin::<DrawInvoice>(context, job),
        FollowEngine::KIND => begin::<FollowEngine>(context, job),
        FollowEngines::KIND => begin::<FollowEngines>(context, job),
        FormSubmitted::KIND => begin::<FormSubmitted>(context, job),
        MakePreview::KIND => begin::<MakePreview>(context, job),
        MirrorProduct::KIND => begin::<MirrorProduct>(context, job),
        PeopleChanged::KIND => begin::<PeopleChanged>(context, job),
        Recorded::KIND => begin::<Recorded>(context, job),
        RemindApprovals::KIND => begin::<RemindApprovals>(context, job),
        RemindInvoices::KIND => begin::<RemindInvoices>(context, job),
        RenewSubscriptions::KIND => begin::<RenewSubscriptions>(context, job),
        SendDue::KIND => begin::<SendDue>(context, job),
        SendReset::KIND => begin::<SendReset>(context, job),
        SendStaffReset::KIND => begin::<SendStaffReset>(context, job),
        SendEmailChange::KIND => begin::<SendEmailChange>(context, job),
        SendWebhook::KIND => begin::<SendWebhook>(context, job),
        Settled::KIND => begin::<Settled>(context, job),
        StopThere::KIND => begin::<StopThere>(context, job),
        Sweep::KIND => begin::<Sweep>(context, job),
        SweepFiles::KIND => begin::<SweepFiles>(context, job),
        SweepRuns::KIND => begin::<SweepRuns>(context, job),
        WakeRequests::KIND => begin::<WakeRequests>(context, job),
        // A newer node may know it: leave it for later.
        other => return Err(Failure::Retry(Error::Malformed(format!("no job is called {other}")))),
    };
    doing?.await
}

/// Each kind has a box of its own: one place for them all would be as large as the largest, on every worker's stack.
fn begin<'a, J: Job + 'a>(
    context: &'a Context,
    job: &job::Model,
) -> Result<BoxFuture<'a, Result<(), Failure>>, Failure> {
    let job = read::<J>(job)?;
    Ok(Box::pin(job.run(context)))
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

/// What waits in tables of its own, without a job for each. Each is served by itself, so that nobody's run stands in
/// line behind everybody's mails.
#[derive(Clone, Copy)]
pub(super) enum Queue {
    /// What people and webhooks are told, and what was held until now.
    News,
    /// Runs of workflows.
    Runs,
}

impl Queue {
    pub(super) const ALL: [Self; 2] = [Self::News, Self::Runs];

    /// Does what waits; says how much that was.
    pub(super) async fn serve(self, context: &Context) -> Result<usize> {
        match self {
            Self::News => Ok(held::do_due(context).await?
                + notifications::tell_waiting(context).await?
                + webhooks::take_waiting(context).await?
                + notifications::write_due(context).await?),
            Self::Runs => workflows::serve(context).await,
        }
    }
}

fn read<J: Job>(job: &job::Model) -> Result<J, Failure> {
    serde_json::from_str(&job.payload).map_err(|error| Failure::Fail(Error::internal(error)))
}
