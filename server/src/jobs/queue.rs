use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Alias, CommonTableExpression, Expr, ExprTrait, LockBehavior, LockType, Query, SimpleExpr};
use uuid::Uuid;

use super::{Failure, Job, pause};
use crate::access::{Author, Event, SystemScope};
use crate::entity::job::{ActiveModel, Column, Entity, Model};
use crate::entity::words::{JobLane, JobState};
use crate::error::{Error, Result};
use crate::ids::{Id, JobId};

/// How long a job is ours before others may think that we died.
const LEASE: TimeDelta = TimeDelta::seconds(60);

/// Puts a job into the queue, as part of the scope's transaction.
///
/// # Errors
/// When the database refuses.
pub async fn enqueue<J: Job>(scope: &impl Author, job: &J) -> Result<()> {
    enqueue_for(scope, job, scope.now()).await
}

/// The same for later.
///
/// # Errors
/// When the database refuses.
pub async fn enqueue_for<J: Job>(scope: &impl Author, job: &J, at: DateTime<Utc>) -> Result<()> {
    let row = ActiveModel {
        id: Set(JobId::new()),
        agency_id: NotSet,
        kind: Set(J::KIND.into()),
        lane: Set(J::LANE),
        payload: Set(serde_json::to_string(job).map_err(Error::internal)?),
        dedup_key: Set(job.dedup_key()),
        state: Set(JobState::Ready),
        attempts: Set(0),
        run_at: Set(at),
        locked_by: Set(None),
        locked_until: Set(None),
        last_error: Set(None),
        created_at: Set(scope.now()),
    };
    scope.append(row).await?;
    scope.announce(Event::Work(J::LANE));
    Ok(())
}

/// Takes up to `most` jobs of a lane that are due, or whose worker has not been heard of. One statement, so that no
/// job is taken twice.
pub(super) async fn claim(system: &SystemScope, worker: &str, lane: JobLane, most: u64) -> Result<Vec<Model>> {
    let now = system.now();
    let ready = Expr::col(Column::State).eq(JobState::Ready.as_str()).and(Expr::col(Column::RunAt).lte(now));
    let left = Expr::col(Column::State).eq(JobState::Running.as_str()).and(Expr::col(Column::LockedUntil).lt(now));
    let due = Query::select()
        .column(Column::Id)
        .from(Entity)
        .and_where(Expr::col(Column::Lane).eq(lane.as_str()))
        .cond_where(ready.or(left))
        .order_by(Column::RunAt, sea_orm::Order::Asc)
        .limit(most)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .to_owned();
    // PostgreSQL may ask a subquery anew for each row, and then each time passes over what it has taken just before: only
    // one that is kept is asked once, and takes no more than was asked for.
    let name = Alias::new("due");
    let kept = CommonTableExpression::new().table_name(name.clone()).query(due).materialized(true).to_owned();
    let chosen = Query::select().column(Column::Id).from(name).with_cte(kept).to_owned();
    system
        .update::<Entity>()
        .set(Column::State, JobState::Running.as_str())
        .set(Column::LockedBy, worker)
        .set(Column::LockedUntil, now + LEASE)
        .filter(Column::Id.in_subquery(chosen))
        .returning()
        .await
}

/// Says that a job is still being done.
pub(super) async fn renew(system: &SystemScope, worker: &str, id: JobId) -> Result<bool> {
    let held = system.update::<Entity>().set(Column::LockedUntil, system.now() + LEASE);
    Ok(held.filter(mine(worker, id)).exec().await? > 0)
}

/// How often a lease is renewed.
pub(super) const RENEWAL: Duration = Duration::from_secs(20);

/// Forgets a job that is done.
pub(super) async fn finish(system: &SystemScope, worker: &str, id: JobId) -> Result<()> {
    system.delete::<Entity>().filter(mine(worker, id)).exec().await?;
    Ok(())
}

/// Gives a job back for later, or leaves it as failed.
pub(super) async fn give_back(
    system: &SystemScope,
    worker: &str,
    job: &Model,
    failure: Failure,
    last: bool,
) -> Result<()> {
    let attempts = job.attempts + 1;
    let (error, again) = match failure {
        Failure::Retry(error) => (error, !last),
        Failure::Fail(error) => (error, false),
    };
    tracing::warn!(job = %job.id, kind = job.kind, attempts, again, %error, "a job failed");
    let state = if again { JobState::Ready } else { JobState::Failed };
    let wait = TimeDelta::from_std(pause(attempts, dice())).unwrap_or(LEASE);
    system
        .update::<Entity>()
        .set(Column::State, state.as_str())
        .set(Column::Attempts, attempts)
        .set(Column::RunAt, system.now() + wait)
        .set(Column::LastError, error.to_string())
        .set_expr(Column::LockedBy, Expr::cust("NULL"))
        .set_expr(Column::DedupKey, Expr::cust("NULL"))
        .filter(mine(worker, job.id))
        .exec()
        .await?;
    Ok(())
}

/// Gives back everything a worker holds, untouched: it is shutting down.
pub(super) async fn release(system: &SystemScope, worker: &str) -> Result<u64> {
    let held = system.update::<Entity>().set(Column::State, JobState::Ready.as_str());
    held.filter(Column::LockedBy.eq(worker)).filter(Column::State.eq(JobState::Running)).exec().await
}

fn mine(worker: &str, id: JobId) -> SimpleExpr {
    Column::Id.eq(id).and(Column::LockedBy.eq(worker))
}

fn dice() -> u8 {
    Uuid::new_v4().as_bytes()[0]
}
