use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use sea_orm::ColumnTrait;

use super::paper::terms;
use super::settings;
use super::tell::tell;
use crate::access::AgencyScope;
use crate::entity::invoice::{Column, Entity, Model};
use crate::entity::words::{ActivityKind, InvoiceStatus};
use crate::error::Result;
use crate::features::agencies;
use crate::features::billing::views::Terms;
use crate::ids::WorkspaceId;

/// The hour of the agency's day at which clients are reminded: all invoices of a day at once, so that one mail tells of
/// them.
const HOUR: u32 = 9;
/// How many invoices one reminder names.
const NAMED: usize = 3;

/// When clients are reminded on a day.
fn morning(day: NaiveDate, zone: Tz) -> Option<DateTime<Utc>> {
    let hour = NaiveTime::from_hms_opt(HOUR, 0, 0).unwrap_or_default();
    zone.from_local_datetime(&day.and_time(hour)).earliest().map(|at| at.with_timezone(&Utc))
}

/// When each step of the ladder is for an invoice.
fn steps(ladder: &[i32], due_on: NaiveDate, zone: Tz) -> impl Iterator<Item = DateTime<Utc>> {
    ladder.iter().filter_map(move |days| morning(due_on + TimeDelta::days(i64::from(*days)), zone))
}

/// The first step after this moment.
fn next(ladder: &[i32], due_on: NaiveDate, zone: Tz, after: DateTime<Utc>) -> Option<DateTime<Utc>> {
    steps(ladder, due_on, zone).filter(|at| *at > after).min()
}

/// Whether a step has come since the moment for which one was planned. Of several that passed together, one is enough.
fn has_come(ladder: &[i32], due_on: NaiveDate, zone: Tz, planned: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    steps(ladder, due_on, zone).any(|at| planned <= at && at <= now)
}

/// Looks at a workspace's invoices whose time has come: reminds of those that are still to be paid, of all at once, and
/// plans when to look again.
///
/// # Errors
/// When the database refuses.
pub async fn remind_due(scope: &AgencyScope, workspace: WorkspaceId) -> Result<()> {
    let agency = agencies::find(scope).await?;
    let zone = agency.time_zone.parse().unwrap_or(chrono_tz::UTC);
    scope
        .transaction(async |scope| {
            let now = scope.now();
            let ladder = settings(&scope).await?.reminders;
            let due = scope.find::<Entity>().filter(Column::WorkspaceId.eq(workspace));
            let due = due.filter(Column::RemindAt.lte(now)).asc(Column::DueOn).asc(Column::Id).locked().all().await?;
            // What was slept through waits for what is told of this very morning, so that one mail tells of both.
            let hour = morning(now.with_timezone(&zone).date_naive(), zone).filter(|hour| now < *hour);
            if let Some(hour) = hour {
                let of_today = |row: &Model| next(&ladder, row.due_on, zone, now) == Some(hour);
                let other = scope.find::<Entity>().filter(Column::WorkspaceId.eq(workspace));
                let other = other.filter(Column::RemindAt.gt(now)).filter(Column::RemindAt.lte(hour)).first().await?;
                if other.is_some() || due.iter().any(|row| row.status == InvoiceStatus::Open && of_today(row)) {
                    return Ok(());
                }
            }
            let mut reminded = Vec::new();
            for row in due {
                let open = row.status == InvoiceStatus::Open;
                let planned = row.remind_at.unwrap_or(now);
                // What is on its way is not asked for again.
                let asked = open && row.processing < row.outstanding;
                let come = asked && has_come(&ladder, row.due_on, zone, planned, now);
                let again = if open { next(&ladder, row.due_on, zone, now) } else { None };
                let update = scope.update::<Entity>().set(Column::RemindAt, again);
                let update = update.set(Column::Reminders, row.reminders + i32::from(come));
                update.filter(Column::Id.eq(row.id)).exec().await?;
                if come {
                    reminded.push(row);
                }
            }
            let Some(first) = reminded.first() else { return Ok(()) };
            let said = said(&reminded, &terms(&scope, &agency).await?);
            tell(&scope, first, ActivityKind::InvoiceReminded, said).await
        })
        .await
}

/// Has every open invoice looked at again, because the ladder is another one.
///
/// # Errors
/// When the database refuses.
pub async fn replan(scope: &AgencyScope) -> Result<()> {
    let open = scope.update::<Entity>().set(Column::RemindAt, scope.now());
    open.filter(Column::Status.eq(InvoiceStatus::Open)).exec().await?;
    Ok(())
}

/// What a reminder says of these, the earliest due first.
fn said(rows: &[Model], terms: &Terms) -> String {
    if let [row] = rows {
        let amount = terms.money(row.outstanding, &row.currency);
        let when = match (terms.today - row.due_on).num_days() {
            0 => "is due today".to_owned(),
            -1 => "is due tomorrow".to_owned(),
            1 => "is 1 day overdue".to_owned(),
            late if late > 0 => format!("is {late} days overdue"),
            early => format!("is due in {} days", -early),
        };
        return format!("Invoice {} over {amount} {when}", row.number);
    }
    let named = |row: &Model| format!("{} ({})", row.number, terms.money(row.outstanding, &row.currency));
    let named: Vec<String> = rows.iter().take(NAMED).map(named).collect();
    let rest = match rows.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{} invoices wait for payment: {}{rest}", rows.len(), named.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LADDER: [i32; 5] = [-3, 0, 7, 30, 60];

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn due() -> NaiveDate {
        "2026-03-10".parse().unwrap()
    }

    #[test]
    fn the_ladder_is_climbed_step_by_step_in_the_agencys_morning() {
        let zone = chrono_tz::Europe::Berlin;
        let mut now = at("2026-02-20T12:00:00Z");
        let mut climbed = Vec::new();
        while let Some(step) = next(&LADDER, due(), zone, now) {
            assert!(has_come(&LADDER, due(), zone, step, step));
            climbed.push(step);
            now = step;
        }
        let days = ["2026-03-07T08", "2026-03-10T08", "2026-03-17T08", "2026-04-09T07", "2026-05-09T07"];
        assert_eq!(climbed, days.map(|day| at(&format!("{day}:00:00Z"))));
    }

    #[test]
    fn steps_that_were_slept_through_are_one_reminder_and_what_was_before_the_issue_is_none() {
        let zone = Tz::UTC;
        let (planned, now) = (at("2026-03-07T09:00:00Z"), at("2026-03-20T00:00:00Z"));
        assert!(has_come(&LADDER, due(), zone, planned, now));
        assert_eq!(next(&LADDER, due(), zone, now), Some(at("2026-04-09T09:00:00Z")));
        // Issued on the day before it is due: the first step has passed, and nobody is reminded of it.
        let issued = at("2026-03-09T15:00:00Z");
        assert!(!has_come(&LADDER, due(), zone, issued, issued));
        assert_eq!(next(&LADDER, due(), zone, issued), Some(at("2026-03-10T09:00:00Z")));
        assert!(!has_come(&[], due(), zone, planned, now) && next(&[], due(), zone, now).is_none());
    }
}
