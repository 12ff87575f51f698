use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, DerivePartialModel};
use serde_json::json;

use super::calendar::Calendar;
use super::settings::{self, Holiday, Hours, Promised, Targets};
use crate::access::{AdminScope, AgencyScope, together};
use crate::entity::agency;
use crate::entity::service_hours::{ActiveModel, Column, Entity, Model};
use crate::entity::words::Priority;
use crate::error::{Error, FieldErrors, Result};
use crate::features::audit::{self, Entry};

/// What is kept of when an agency works.
#[derive(Clone, Debug, Default)]
pub struct ServiceHours {
    pub hours: Vec<Hours>,
    pub holidays: Vec<Holiday>,
    pub targets: Targets,
    /// 0 where nothing was ever said.
    pub version: i64,
}

impl ServiceHours {
    fn of(row: &Model) -> Self {
        Self {
            hours: serde_json::from_str(&row.hours).unwrap_or_default(),
            holidays: serde_json::from_str(&row.holidays).unwrap_or_default(),
            targets: Targets::of(&row.targets),
            version: row.version,
        }
    }
}

/// What it takes to say how an agency does with what it promised.
pub struct Clock {
    pub now: DateTime<Utc>,
    /// The day where the agency is.
    pub today: NaiveDate,
    pub calendar: Calendar,
    pub targets: Targets,
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "agency::Entity")]
struct Zone {
    time_zone: String,
}

/// The agency's clock.
///
/// # Errors
/// When the database fails.
pub async fn clock(scope: &AgencyScope) -> Result<Clock> {
    let agency = scope.find::<agency::Entity>().part_as::<Zone>();
    let (agency, kept) = together((agency, scope.find::<Entity>().part())).ask().await?;
    let zone: chrono_tz::Tz = agency.first().ok_or(Error::NotFound)?.time_zone.parse().unwrap_or_default();
    let kept = kept.first().map(ServiceHours::of).unwrap_or_default();
    let mut week: [Vec<(u16, u16)>; 7] = Default::default();
    for one in &kept.hours {
        if let Some(day) = week.get_mut(usize::from(one.weekday)) {
            day.push((one.from, one.to));
        }
    }
    let holidays: BTreeSet<NaiveDate> = kept.holidays.iter().map(|holiday| holiday.day).collect();
    let now = scope.now();
    let today = now.with_timezone(&zone).date_naive();
    Ok(Clock { now, today, calendar: Calendar::new(zone, week, holidays), targets: kept.targets })
}

/// When the agency works.
///
/// # Errors
/// When the database fails.
pub async fn find(scope: &AgencyScope) -> Result<ServiceHours> {
    let row = scope.find::<Entity>().first().await?;
    Ok(row.as_ref().map(ServiceHours::of).unwrap_or_default())
}

/// What an admin changes; what is `None` stays.
pub struct Change {
    pub hours: Option<Vec<Hours>>,
    pub holidays: Option<Vec<Holiday>>,
    pub targets: Option<Vec<(Priority, Promised)>>,
}

/// Changes when the agency works and what it promises, if it is still as the caller saw it. It counts at once, for what
/// is open and for what is done.
///
/// # Errors
/// [`Error::Stale`] when it has moved on from `version`; [`Error::Invalid`] at every field that cannot be.
pub async fn change(scope: &AdminScope, version: Option<i64>, change: Change) -> Result<ServiceHours> {
    let mut errors = FieldErrors::default();
    let hours = change.hours.map(|hours| settings::hours(hours, &mut errors));
    let holidays = change.holidays.map(|holidays| settings::holidays(holidays, &mut errors)).transpose()?;
    let targets = change.targets.map(|targets| settings::targets(&targets, &mut errors));
    errors.into_result()?;
    scope
        .transaction(async |scope| {
            // The agency's own row orders those who come at once, also where there is nothing yet.
            let agency = scope.find::<crate::entity::agency::Entity>().locked().one().await?;
            let before = find(&scope).await?;
            if version.is_some_and(|seen| seen != before.version) {
                return Err(Error::Stale);
            }
            let said = json!({
                "hours": hours.is_some(), "holidays": holidays.is_some(), "targets": targets.is_some()
            });
            let after = ServiceHours {
                hours: hours.unwrap_or(before.hours),
                holidays: holidays.unwrap_or(before.holidays),
                targets: targets.unwrap_or(before.targets),
                version: before.version + 1,
            };
            let (hours, holidays) = (json!(after.hours).to_string(), json!(after.holidays).to_string());
            if before.version == 0 {
                scope
                    .insert(ActiveModel {
                        agency_id: NotSet,
                        hours: Set(hours),
                        holidays: Set(holidays),
                        targets: Set(after.targets.kept()),
                        version: Set(after.version),
                        updated_at: Set(scope.now()),
                    })
                    .await?;
            } else {
                scope
                    .update::<Entity>()
                    .set(Column::Hours, hours)
                    .set(Column::Holidays, holidays)
                    .set(Column::Targets, after.targets.kept())
                    .set(Column::Version, after.version)
                    .set(Column::UpdatedAt, scope.now())
                    .filter(Column::Version.eq(before.version))
                    .exec()
                    .await?;
            }
            let entry = Entry::new("service_hours.changed").target("agency", agency.id, agency.name).detail(said);
            audit::record(&scope, entry).await?;
            Ok(after)
        })
        .await
}
