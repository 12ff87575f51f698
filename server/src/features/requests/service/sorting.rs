//! The orders in which staff have requests. Each ends with the id, so that no two requests stand in one place, and places
//! what is empty itself, because databases do not agree on where that belongs.
//!
//! All but four go by an index of the agency's requests that are open, or of those that are closed: a page costs its own
//! rows, wherever it begins. `client` and `assignee` follow names in other tables, and `snoozed` what hardly any request
//! has; there the database looks through what the filter leaves, which the same indexes narrow, and keeps no more of it
//! than a page. So it does with every order but `newest` and `oldest` where open and closed ones are asked for together.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use sea_orm::sea_query::{Expr, Func, SimpleExpr};

use super::staff_read::Listed;
use crate::access::{Key, Sort};
use crate::entity::request::Column;
use crate::entity::words::RequestSort;
use crate::entity::{request, staff_user, workspace};

// These stand word for word in indexes: a value that is bound to them would not be found there.
const PRESSING: &str =
    r#"CASE "request"."priority" WHEN 'urgent' THEN 3 WHEN 'high' THEN 2 WHEN 'normal' THEN 1 ELSE 0 END"#;
const STANDING: &str = r#"CASE "request"."stage" WHEN 'new' THEN 0 WHEN 'open' THEN 1 WHEN 'waiting_on_client' THEN 2 WHEN 'waiting_on_agency' THEN 3 WHEN 'resolved' THEN 4 ELSE 5 END"#;
const DUE: &str = r#"coalesce("request"."due_on", '9999-12-31')"#;
const DUE_DESC: &str = r#"coalesce("request"."due_on", '0001-01-01')"#;
const BACK: &str = r#"coalesce("request"."snoozed_until", '9999-12-31T00:00:00+00:00')"#;
const BACK_DESC: &str = r#"coalesce("request"."snoozed_until", '0001-01-01T00:00:00+00:00')"#;

/// The order as the database sorts by it, and as a cursor goes on in it.
pub fn sort(order: RequestSort) -> Sort<Listed> {
    use RequestSort as By;
    let id = |row: &Listed| row.request.id.into();
    let sort: Sort<Listed> = match order {
        By::Newest => Sort::newest(id),
        By::Oldest => Sort::oldest(id),
        By::Waiting | By::WaitingLeast => {
            let least = order == By::WaitingLeast;
            Sort::by_time(column(Column::WaitsSince), least, |row| Key::Time(row.request.waits_since), id)
        }
        By::Priority | By::PriorityLeast => {
            let most = order == By::Priority;
            Sort::by_rank(Expr::cust(PRESSING), most, |row| Key::Rank(row.request.priority as i32), id)
        }
        By::Number | By::NumberDesc => {
            let down = order == By::NumberDesc;
            Sort::by_amount(column(Column::Number), down, |row| Key::Amount(row.request.number), id)
        }
        By::Client | By::ClientDesc => {
            let name = Expr::col((workspace::Entity, workspace::Column::Name));
            Sort::by_name(name, order == By::ClientDesc, |row| Key::Word(row.workspace.name.clone()), id)
        }
        By::Subject | By::SubjectDesc => {
            let down = order == By::SubjectDesc;
            Sort::by_name(column(Column::Subject), down, |row| Key::Word(row.request.subject.clone()), id)
        }
        By::Assignee | By::AssigneeDesc => {
            let name = Expr::col((staff_user::Entity, staff_user::Column::Name));
            let name = Func::coalesce([name, Expr::value("")]);
            let key = |row: &Listed| Key::Word(row.assignee.as_ref().map(|one| one.name.clone()).unwrap_or_default());
            Sort::by_name(name.into(), order == By::AssigneeDesc, key, id)
        }
        By::Status | By::StatusDesc => {
            let down = order == By::StatusDesc;
            Sort::by_rank(Expr::cust(STANDING), down, |row| Key::Rank(row.request.stage as i32), id)
        }
        By::Due => Sort::by_day(Expr::cust(DUE), false, |row| Key::Day(row.request.due_on.unwrap_or(last())), id),
        By::DueDesc => {
            Sort::by_day(Expr::cust(DUE_DESC), true, |row| Key::Day(row.request.due_on.unwrap_or(first())), id)
        }
        By::Updated | By::UpdatedDesc => {
            let down = order == By::UpdatedDesc;
            Sort::by_time(column(Column::UpdatedAt), down, |row| Key::Time(row.request.updated_at), id)
        }
        By::Snoozed => Sort::by_time(Expr::cust(BACK), false, |row| until(row, last()), id),
        By::SnoozedDesc => Sort::by_time(Expr::cust(BACK_DESC), true, |row| until(row, first()), id),
    };
    sort.named(order.as_str())
}

fn column(column: Column) -> SimpleExpr {
    Expr::col((request::Entity, column))
}

/// After every day that something is due.
fn last() -> NaiveDate {
    NaiveDate::from_ymd_opt(9999, 12, 31).unwrap_or(NaiveDate::MAX)
}

/// Before every day that something is due.
fn first() -> NaiveDate {
    NaiveDate::from_ymd_opt(1, 1, 1).unwrap_or(NaiveDate::MIN)
}

fn until(row: &Listed, never: NaiveDate) -> Key {
    let never: DateTime<Utc> = never.and_time(NaiveTime::MIN).and_utc();
    Key::Time(row.request.snoozed_until.unwrap_or(never))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::words::{Priority, RequestStage};

    /// A cursor carries the word's number, and the database compares it with its own.
    #[test]
    fn words_have_the_same_rank_here_and_in_the_database() {
        let rank = |text: &str, word: &str| -> i32 {
            let (_, said) = text.split_once(&format!("WHEN '{word}' THEN ")).or(text.split_once("ELSE ")).unwrap();
            said.split(' ').next().unwrap().parse().unwrap()
        };
        for word in Priority::ALL {
            assert_eq!(rank(PRESSING, word.as_str()), *word as i32, "{word:?}");
        }
        for word in RequestStage::ALL {
            assert_eq!(rank(STANDING, word.as_str()), *word as i32, "{word:?}");
        }
    }
}
