use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::ColumnTrait;

use super::apply::{Step, follow};
use crate::access::{AdminScope, AgencyScope};
use crate::entity::request_rule::{Column, Entity, Model};
use crate::entity::words::{Priority, RequestStage, RequestStatus, WaitsOn};
use crate::entity::{request, request_follower, request_tag};
use crate::error::{Error, Result};
use crate::features::requests::service::traces::RequestName;
use crate::ids::{RequestId, RequestRuleId, StaffId};

/// What rules would have done.
pub struct DryRun {
    /// How many requests were looked at.
    pub looked_at: usize,
    /// Each rule, in the order in which they are looked at.
    pub rules: Vec<Foreseen>,
}

/// What one rule would have done.
pub struct Foreseen {
    pub rule: Model,
    /// The requests that it fitted, the earliest first.
    pub requests: Vec<(RequestName, Vec<Step>)>,
}

/// What the rules, and perhaps one that is off, would have done to the last requests, as each was when it came in: new,
/// with nobody, of normal priority, without tags. It is the rules themselves that are followed, for each request in a
/// transaction that is forgotten, so that nobody waits for the whole; and nobody hears of it.
///
/// # Errors
/// [`Error::NotFound`] for a rule of nobody's.
pub async fn dry_run(scope: &AdminScope, last: u64, also: Option<RequestRuleId>) -> Result<DryRun> {
    let mut rules = scope.find::<Entity>().asc(Column::Position).asc(Column::Id).all().await?;
    if also.is_some_and(|id| rules.iter().all(|rule| rule.id != id)) {
        return Err(Error::NotFound);
    }
    rules.retain(|rule| rule.enabled || Some(rule.id) == also);
    let latest = scope.find::<request::Entity>().filter(request::Column::MergedAt.is_null());
    // Rules are not followed for what staff open on a client's behalf.
    let latest = latest.filter(request::Column::OpenedByName.is_null());
    let latest = latest.desc(request::Column::Id).limit(last).all().await?;
    let mut foreseen: Vec<Foreseen> =
        rules.iter().map(|rule| Foreseen { rule: rule.clone(), requests: Vec::new() }).collect();
    for row in latest.iter().rev() {
        let (turns, fitted) = scope.rehearse(async |scope| rehearsed(&scope, row, &rules).await).await?;
        // Whose turn it is the next time.
        for rule in &mut rules {
            rule.turn = turns.iter().find(|(id, _)| *id == rule.id).map_or(rule.turn, |(_, turn)| *turn);
        }
        for (id, steps) in fitted {
            let name = RequestName { id: row.id, number: row.number, subject: row.subject.clone() };
            if let Some(one) = foreseen.iter_mut().find(|one| one.rule.id == id) {
                one.requests.push((name, steps));
            }
        }
    }
    Ok(DryRun { looked_at: latest.len(), rules: foreseen })
}

/// Whose turn it is with each rule.
type Turns = Vec<(RequestRuleId, i64)>;

/// Follows the rules for a request as it was when it came in, each with whose turn it has come to be; in a transaction that
/// is to be forgotten.
async fn rehearsed(
    scope: &AgencyScope,
    row: &request::Model,
    rules: &[Model],
) -> Result<(Turns, Vec<(RequestRuleId, Vec<Step>)>)> {
    for rule in rules {
        let turn = scope.update::<Entity>().set(Column::Turn, rule.turn);
        turn.filter(Column::Id.eq(rule.id)).exec().await?;
    }
    as_it_came_in(scope, row).await?;
    let fitted = follow(scope, row.id, rules, row.created_at, row.created_at.date_naive()).await?;
    let fitted: Vec<_> = fitted.into_iter().map(|one| (one.rule.id, one.steps)).collect();
    let turns = scope.find::<Entity>().all().await?;
    Ok((turns.into_iter().map(|rule| (rule.id, rule.turn)).collect(), fitted))
}

/// Makes a request as it was when it came in, as far as that is known.
async fn as_it_came_in(scope: &AgencyScope, row: &request::Model) -> Result<()> {
    use request::Column;
    forget_what_hangs(scope, row.id).await?;
    scope
        .update::<request::Entity>()
        .set(Column::Status, RequestStatus::Open.as_str())
        .set(Column::Stage, RequestStage::New.as_str())
        .set(Column::Priority, Priority::Normal.as_str())
        .set(Column::AssigneeId, None::<StaffId>)
        .set(Column::WaitsOn, WaitsOn::Agency.as_str())
        .set(Column::WaitsSince, row.created_at)
        .set(Column::FirstReplyAt, None::<DateTime<Utc>>)
        .set(Column::ClosedAt, None::<DateTime<Utc>>)
        .set(Column::SnoozedUntil, None::<DateTime<Utc>>)
        .set(Column::SnoozedById, None::<StaffId>)
        .set(Column::DueOn, None::<NaiveDate>)
        .filter(Column::Id.eq(row.id))
        .exec()
        .await?;
    Ok(())
}

async fn forget_what_hangs(scope: &AgencyScope, id: RequestId) -> Result<()> {
    scope.delete::<request_tag::Entity>().filter(request_tag::Column::RequestId.eq(id)).exec().await?;
    scope.delete::<request_follower::Entity>().filter(request_follower::Column::RequestId.eq(id)).exec().await?;
    Ok(())
}
