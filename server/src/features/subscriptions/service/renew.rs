use chrono::{DateTime, Months, NaiveDate, Utc};
use chrono_tz::Tz;
use sea_orm::ColumnTrait;

use crate::access::AgencyScope;
use crate::entity::subscription::{Column, Entity, Model};
use crate::entity::words::{Recurs, SubscriptionState};
use crate::error::{Error, Result};
use crate::features::billing::{self, Content, Item, NewDraft};
use crate::features::{agencies, workspaces};

/// How many subscriptions are renewed in one go; the rest some minutes later.
const AT_ONCE: u64 = 200;
/// How many periods that passed unnoticed are made up for in one go.
const MISSED: usize = 24;

/// Makes the invoices of an agency's subscriptions whose period is over, where Stripe does not.
///
/// # Errors
/// When the database fails.
pub async fn renew(scope: &AgencyScope) -> Result<()> {
    let due = scope.find::<Entity>().filter(Column::State.eq(SubscriptionState::Active));
    let due = due.filter(Column::AccountId.is_null()).filter(Column::RenewsAt.lte(scope.now()));
    for row in due.asc(Column::RenewsAt).limit(AT_ONCE).all().await? {
        let renewed = scope
            .transaction(async |scope| {
                let mut row = scope.find::<Entity>().filter(Column::Id.eq(row.id)).locked().one().await?;
                for _ in 0..MISSED {
                    if row.state != SubscriptionState::Active || row.renews_at.is_none_or(|at| at > scope.now()) {
                        break;
                    }
                    row = period(&scope, row).await?;
                }
                Ok(())
            })
            .await;
        if let Err(error) = renewed {
            // One that cannot be renewed must not keep the others waiting.
            tracing::error!(?error, subscription = %row.id, "renewing a subscription");
        }
    }
    Ok(())
}

/// Begins the next period of a subscription of ours with its invoice; or ends it, where it is to end.
pub(super) async fn period(scope: &AgencyScope, row: Model) -> Result<Model> {
    let now = scope.now();
    let from = row.renews_at.unwrap_or(now);
    let update = scope.update::<Entity>().set(Column::UpdatedAt, now).filter(Column::Id.eq(row.id));
    if row.ends_at.is_some_and(|at| at <= from) {
        billing::announce_account(scope, row.workspace_id);
        let update = update.set(Column::State, SubscriptionState::Ended).set(Column::EndedAt, from);
        return update.returning().await?.pop().ok_or(Error::NotFound);
    }
    let until = end(row.started_at, row.recurs, row.periods + 1);
    // Nobody is billed in the archive, then or when they come back: the period passes.
    if workspaces::held_anywhere(scope, row.workspace_id).await?.archived_at.is_none() {
        bill(scope, &row, from, until).await?;
    }
    billing::announce_account(scope, row.workspace_id);
    let update = update.set(Column::Periods, row.periods + 1).set(Column::RenewsAt, until);
    update.returning().await?.pop().ok_or(Error::NotFound)
}

/// The invoice of a period, whose last day is the one before the next period's first.
async fn bill(scope: &AgencyScope, row: &Model, from: DateTime<Utc>, until: DateTime<Utc>) -> Result<()> {
    let zone: Tz = agencies::find(scope).await?.time_zone.parse().unwrap_or(Tz::UTC);
    let day = |at: DateTime<Utc>| at.with_timezone(&zone).date_naive();
    let last = day(until).pred_opt().unwrap_or(NaiveDate::MAX);
    let item = Item {
        description: format!("{}, {} to {last}", row.name, day(from)),
        quantity: row.quantity * 1000,
        unit: String::new(),
        unit_price: row.amount,
        discount_bps: 0,
        tax_name: String::new(),
        tax_bps: 0,
    };
    let new = NewDraft {
        workspace: row.workspace_id,
        project: None,
        currency: Some(row.currency.clone()),
        content: Content { items: vec![item], due_days: Some(row.due_days), ..Content::default() },
    };
    billing::issue_provided(scope, new, &format!("subscription:{}:{}", row.id, row.periods + 1)).await.map(drop)
}

/// When a period ends, counted from the start: the 31st is the last day of shorter months, and the 31st again after.
fn end(started: DateTime<Utc>, recurs: Recurs, period: i32) -> DateTime<Utc> {
    let months = if recurs == Recurs::Year { 12 } else { 1 };
    let months = period.unsigned_abs().saturating_mul(months);
    started.checked_add_months(Months::new(months)).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_that_began_on_the_31st_ends_on_the_last_day_and_comes_back() {
        let started = "2027-01-31T10:00:00Z".parse().unwrap();
        let ends = [1, 2, 3].map(|period| end(started, Recurs::Month, period).date_naive().to_string());
        assert_eq!(ends, ["2027-02-28", "2027-03-31", "2027-04-30"]);
        assert_eq!(end(started, Recurs::Year, 2).date_naive().to_string(), "2029-01-31");
    }
}
