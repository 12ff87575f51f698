use chrono::TimeDelta;
use sea_orm::{ColumnTrait, DerivePartialModel};

use super::read::find;
use crate::access::AgencyScope;
use crate::entity::run;
use crate::entity::words::RunStatus;
use crate::error::Result;
use crate::features::agencies;
use crate::features::workflows::analytics::{Analytics, Ended, analytics};
use crate::ids::WorkflowId;

/// The most runs that are added up: the latest.
const MOST: u64 = 20_000;

#[derive(DerivePartialModel)]
#[sea_orm(entity = "run::Entity")]
struct Row {
    status: RunStatus,
    created_at: chrono::DateTime<chrono::Utc>,
    started_at: Option<chrono::DateTime<chrono::Utc>>,
    ended_at: Option<chrono::DateTime<chrono::Utc>>,
}

/// How a workflow did on these last days, today among them, in the agency's time zone.
///
/// # Errors
/// [`crate::error::Error::NotFound`] for another agency's workflow.
pub async fn analytics_of(scope: &AgencyScope, id: WorkflowId, days: u32) -> Result<Analytics> {
    use run::Column;
    find(scope, id).await?;
    let zone = agencies::find(scope).await?.time_zone.parse().unwrap_or(chrono_tz::UTC);
    let today = scope.now().with_timezone(&zone).date_naive();
    let first = today - TimeDelta::days(i64::from(days.max(1)) - 1);
    // A day more than asked for: days begin at other times elsewhere.
    let since = scope.now() - TimeDelta::days(i64::from(days) + 1);
    let runs = scope.find::<run::Entity>().filter(Column::WorkflowId.eq(id)).filter(Column::EndedAt.gte(since));
    let runs: Vec<Row> = runs.desc(Column::Id).limit(MOST).all_as().await?;
    let ended: Vec<Ended> = runs
        .into_iter()
        .filter_map(|row| {
            let ended_at = row.ended_at?;
            Some(Ended { status: row.status, created_at: row.created_at, started_at: row.started_at, ended_at })
        })
        .collect();
    Ok(analytics(&ended, first, today, zone))
}
