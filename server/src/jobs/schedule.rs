use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, IntoActiveModel};

use super::registry::SCHEDULED;
use crate::access::SystemScope;
use crate::entity::words::JobState;
use crate::entity::{job, schedule};
use crate::error::Result;
use crate::ids::{Id, JobId};

/// A job that comes back by itself.
pub struct Scheduled {
    pub kind: &'static str,
    pub every: TimeDelta,
}

/// Enqueues what is due. The row is moved on by compare-and-set, so that one node of many does it.
pub(super) async fn enqueue_due(system: &SystemScope) -> Result<()> {
    let now = system.now();
    for entry in SCHEDULED {
        let row = system.find::<schedule::Entity>().filter(schedule::Column::Name.eq(entry.kind)).first().await?;
        match row {
            None => {
                let row = schedule::ActiveModel { name: Set(entry.kind.into()), next_run_at: Set(now + entry.every) };
                system.insert::<schedule::Entity>(row).await?;
            }
            Some(row) if row.next_run_at <= now => move_on(system, entry, row.next_run_at, now).await?,
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
