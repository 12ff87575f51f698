//! What is asked, as a condition on the agency's requests. It stands beside the scope's own, joined by AND, and names
//! nothing but the request's row, what is joined to it, and rows that hang on it.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sea_orm::sea_query::{Expr, ExprTrait, Func, LikeExpr, Query, SimpleExpr};
use sea_orm::{ColumnTrait, Condition};
use uuid::Uuid;

use super::{Clause, Compare, Due, Filter, Named, Person, Test};
use crate::entity::request::Column;
use crate::entity::words::{RequestStage, RequestStatus, WaitsOn};
use crate::entity::{project, request_follower, request_tag, staff_user, workspace};
use crate::features::requests::stage;
use crate::ids::{AgencyId, StaffId};

/// What a filter is read against.
pub struct Ground<'a> {
    pub agency: AgencyId,
    /// Who asks; none for the system.
    pub me: Option<StaffId>,
    pub now: DateTime<Utc>,
    /// The day where the agency is.
    pub today: NaiveDate,
    /// The condition for requests that hold these words, exactly or each as a beginning.
    pub words: &'a dyn Fn(&str, bool) -> Option<SimpleExpr>,
}

impl Filter {
    /// The condition. Project, workspace and assignee must be joined.
    pub fn condition(&self, ground: &Ground<'_>) -> Condition {
        self.0.iter().fold(Condition::all(), |all, clause| all.add(asked(clause, ground)))
    }
}

fn asked(clause: &Clause, ground: &Ground<'_>) -> SimpleExpr {
    let test = test(&clause.test, ground);
    if clause.denied { test.not() } else { test }
}

/// One of these. Nothing is one of none.
fn any(tests: impl IntoIterator<Item = SimpleExpr>) -> SimpleExpr {
    tests.into_iter().reduce(|any, one| any.or(one)).unwrap_or_else(never)
}

fn never() -> SimpleExpr {
    Expr::val(1).eq(0)
}

/// A test of a column that may be empty: never unknown, so that it can be denied.
fn where_known(column: impl ColumnTrait, test: SimpleExpr) -> SimpleExpr {
    column.is_not_null().and(test)
}

fn test(test: &Test, ground: &Ground<'_>) -> SimpleExpr {
    match test {
        Test::Stage(stages) => stands(stages),
        Test::Status(status) => Column::Status.eq(*status),
        Test::Snoozed => in_sight(ground.now).not(),
        Test::Assignee(people) => any(people.iter().map(|person| assigned(person, ground.me))),
        Test::Follower(people) => any(people.iter().map(|person| followed(person, ground))),
        Test::Priority(priorities) => Column::Priority.is_in(priorities.iter().copied()),
        Test::Kind(kinds) => Column::Kind.is_in(kinds.iter().copied()),
        Test::Turn(sides) => Column::WaitsOn.is_in(sides.iter().copied()),
        Test::Tag(tags) => tagged(ground.agency, tags.iter().map(String::as_str)),
        Test::Project(names) => any(names.iter().map(|named| match named {
            Named::Nothing => Column::ProjectId.is_null(),
            Named::Known(id) => where_known(Column::ProjectId, Column::ProjectId.eq(*id)),
            Named::Beginning(name) => where_known(project::Column::Name, begins(project::Column::Name, name)),
        })),
        Test::Workspace(names) => any(names.iter().map(|named| match named {
            Named::Nothing => never(),
            Named::Known(id) => Column::WorkspaceId.eq(*id),
            Named::Beginning(name) => {
                workspace::Column::Slug.eq(name.as_str()).or(begins(workspace::Column::Name, name))
            }
        })),
        Test::Waiting(compare, span) => {
            Column::WaitsOn.ne(WaitsOn::Nobody).and(since(Column::WaitsSince, *compare, *span, ground.now))
        }
        Test::Age(compare, span) => since(Column::CreatedAt, *compare, *span, ground.now),
        Test::Due(due) => is_due(*due, ground.today),
        Test::Words(words) => (ground.words)(words, false).unwrap_or_else(never),
        Test::Exactly(words) => (ground.words)(words, true).unwrap_or_else(never),
    }
}

/// What is not put away until later than this.
pub fn in_sight(now: DateTime<Utc>) -> SimpleExpr {
    Column::SnoozedUntil.is_null().or(Column::SnoozedUntil.lte(now))
}

/// With whether it is done, where all of them agree on it: that is what the indexes begin with.
fn stands(stages: &[RequestStage]) -> SimpleExpr {
    let among = Column::Stage.is_in(stages.iter().copied());
    let all = |status: RequestStatus| stages.iter().all(|one| stage::status(*one) == status);
    match RequestStatus::ALL.iter().find(|status| all(**status)) {
        Some(status) => Column::Status.eq(*status).and(among),
        None => among,
    }
}

fn assigned(person: &Person, me: Option<StaffId>) -> SimpleExpr {
    match person {
        Person::Nobody => Column::AssigneeId.is_null(),
        Person::Me => me.map_or_else(never, |me| where_known(Column::AssigneeId, Column::AssigneeId.eq(me))),
        Person::Known(id) => where_known(Column::AssigneeId, Column::AssigneeId.eq(*id)),
        Person::Named(name) => {
            let named = begins(staff_user::Column::Name, name).or(begins(staff_user::Column::Email, name));
            where_known(staff_user::Column::Id, named)
        }
    }
}

fn followed(person: &Person, ground: &Ground<'_>) -> SimpleExpr {
    use request_follower::Column as F;
    let mut rows = Query::select();
    rows.column(F::RequestId).from(request_follower::Entity);
    rows.and_where(F::AgencyId.eq(ground.agency));
    let who: Uuid = match (person, ground.me) {
        (Person::Me, Some(me)) => me.into(),
        (Person::Known(id), _) => *id,
        (Person::Nobody, _) => return Column::Id.not_in_subquery(rows),
        (Person::Me | Person::Named(_), _) => return never(),
    };
    rows.and_where(F::StaffUserId.eq(who));
    Column::Id.in_subquery(rows)
}

/// One of these tags. The agency's alone are looked through.
pub fn tagged<'t>(agency: AgencyId, tags: impl IntoIterator<Item = &'t str>) -> SimpleExpr {
    use request_tag::Column as T;
    let mut rows = Query::select();
    rows.column(T::RequestId).from(request_tag::Entity);
    rows.and_where(T::AgencyId.eq(agency)).and_where(T::Tag.is_in(tags));
    Column::Id.in_subquery(rows)
}

/// Whether a name begins so, in whatever letters.
fn begins(column: impl ColumnTrait, name: &str) -> SimpleExpr {
    let plain = name.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    // SQLite makes small letters of A to Z alone, so that a name may still have its others large.
    let large: String = plain.chars().map(|c| if c.is_ascii() { c } else { first_large(c) }).collect();
    let mut rest = plain.chars();
    let titled: String = rest.next().map(first_large).into_iter().chain(rest).collect();
    let ways = [plain, large, titled].map(|way| {
        let small = SimpleExpr::from(Func::lower(Expr::col(column.as_column_ref())));
        small.like(LikeExpr::new(format!("{way}%")).escape('\\'))
    });
    ways.into_iter().reduce(SimpleExpr::or).unwrap_or_else(never)
}

/// The large letter of one, where that is one letter as well.
fn first_large(c: char) -> char {
    let mut large = c.to_uppercase();
    large.next().filter(|_| large.next().is_none()).unwrap_or(c)
}

/// How long ago something was: longer ago is an earlier time.
fn since(column: Column, compare: Compare, span: TimeDelta, now: DateTime<Utc>) -> SimpleExpr {
    let then = now - span;
    match compare {
        Compare::More => column.lt(then),
        Compare::AtLeast => column.lte(then),
        Compare::Equal => column.eq(then),
        Compare::AtMost => column.gte(then),
        Compare::Less => column.gt(then),
    }
}

fn is_due(due: Due, today: NaiveDate) -> SimpleExpr {
    let (compare, day) = match due {
        Due::Never => return Column::DueOn.is_null(),
        Due::Overdue => (Compare::Less, today),
        Due::Days(compare, days) => (
            compare,
            TimeDelta::try_days(days).and_then(|days| today.checked_add_signed(days)).unwrap_or(NaiveDate::MAX),
        ),
        Due::On(compare, day) => (compare, day),
    };
    let test = match compare {
        Compare::Less => Column::DueOn.lt(day),
        Compare::AtMost => Column::DueOn.lte(day),
        Compare::Equal => Column::DueOn.eq(day),
        Compare::AtLeast => Column::DueOn.gte(day),
        Compare::More => Column::DueOn.gt(day),
    };
    where_known(Column::DueOn, test)
}
