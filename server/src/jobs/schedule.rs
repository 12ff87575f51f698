use std::collections::HashMap;

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, IntoActiveModel};

use super::Job;
use super::registry::SCHEDULED;
use crate::access::SystemScope;
use crate::entity::words::{JobLane, JobState};
use crate::entity::{job, schedule};
use crate::error::Result;
use crate::ids::{Id, JobId};

/// A job that comes back by itself.
pub struct Scheduled {
    kind: &'static str,
    lane: JobLane,
    every: TimeDelta,
}

impl Scheduled {
    /// A job that comes back after so long.
    pub const fn every<J: Job>(every: TimeDelta) -> Self {
        Self { kind: J::KIND, lane: J::LANE, every }
    }
}

/// Has a job that comes back by itself come now, and then as often as ever.
///
/// # Errors
/// When the database fails.
pub async fn come_now<J: Job>(system: &SystemScope) -> Result<()> {
    use schedule::Column;
    let row = schedule::ActiveModel { name: Set(J::KIND.into()), next_run_at: Set(system.now()) };
    let known = OnConflict::column(Column::Name).update_column(Column::NextRunAt).to_owned();
    system.upsert::<schedule::Entity>(row, known).await?;
    Ok(())
}

/// Enqueues what is due. The row is moved on by compare-and-set, so that one node of many does it.
pub(super) async fn enqueue_due(system: &SystemScope) -> Result<()> {
    let now = system.now();
    let rows = system.find::<schedule::Entity>().all().await?;
    let known: HashMap<String, DateTime<Utc>> = rows.into_iter().map(|row| (row.name, row.next_run_at)).collect();
    for entry in SCHEDULED {
        match known.get(entry.kind) {
            None => {
                let row = schedule::ActiveModel { name: Set(entry.kind.into()), next_run_at: Set(now + entry.every) };
                system.insert::<schedule::Entity>(row).await?;
            }
            Some(next) if *next <= now => move_on(system, entry, *next, now).await?,
            Some(_) => {}
        }
    }
    Ok(())
}

async fn move_on(system: &SystemScope, entry: &Scheduled, from: DateTime<Utc>, now: DateTime<Utc>) -> Result<()> {
    use schedule::Column;
    let moved = system
        .update::<schedule::Entity>()
        .set(Column::NextRunAt, now + entry.every)
        .filter(Column::Name.eq(entry.kind))
        .filter(Column::NextRunAt.eq(from))
        .exec()
        .await?;
    if moved == 0 {
        return Ok(());
    }
    let row = job::ActiveModel {
        id: Set(JobId::new()),
        agency_id: NotSet,
        kind: Set(entry.kind.into()),
        lane: Set(entry.lane),
        payload: Set("null".into()),
        dedup_key: Set(Some(entry.kind.into())),
        state: Set(JobState::Ready),
        attempts: Set(0),
        run_at: Set(now),
        locked_by: Set(None),
        locked_until: Set(None),
        last_error: Set(None),
        created_at: Set(now),
    };
    system.insert::<job::Entity>(row.into_active_model()).await?;
    Ok(())
}
