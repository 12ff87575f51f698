use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{CaseStatement, Condition, Expr, ExprTrait, SimpleExpr};

use super::staff_read::StaffName;
use crate::access::{AgencyScope, Part, together};
use crate::entity::words::WaitsOn;
use crate::entity::{request, request_span, staff_user, workspace};
use crate::error::Result;
use crate::features::requests::report::{By, Group, Report, Row, Subject, What, Window};
use crate::features::service_hours;
use crate::ids::{RequestId, StaffId, WorkspaceId};

/// The most requests whose times are measured: those that were sent last.
const MOST: usize = 10_000;
/// The turns of so many requests are looked at in one statement.
const AT_ONCE: usize = 1_000;

/// What is to be reported.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    pub by: By,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// Only this workspace's requests, also one in the archive.
    pub workspace: Option<WorkspaceId>,
}

/// A report, and whom its rows are about.
pub struct Reported {
    pub report: Report,
    pub people: HashMap<StaffId, String>,
    /// Whether times were measured of the latest requests only.
    pub cut: bool,
}

impl Reported {
    /// The rows: people and types with the most open requests first, weeks in their order.
    pub fn rows(&self) -> Vec<(&Subject, &Row)> {
        let mut rows: Vec<_> = self.report.rows.iter().collect();
        rows.sort_by_cached_key(|(subject, row)| {
            let most = (-row.numbers.open, -row.numbers.opened);
            match subject {
                Subject::Person(Some(id)) => (most, None, self.people.get(id).cloned().unwrap_or_default()),
                // Behind everybody who has as many.
                Subject::Person(None) => (most, None, char::MAX.to_string()),
                Subject::Type(kind, category) => (most, None, format!("{} {category}", kind.as_str())),
                Subject::Week(monday) => ((0, 0), Some(*monday), String::new()),
            }
        });
        rows
    }
}

type Requests<'s> = crate::access::ScopedSelect<'s, crate::access::AgencySide, request::Entity>;

/// How the agency did with its requests on some days. What is part of another does not count; nor, where no workspace is
/// named, does what is in the archive.
///
/// # Errors
/// [`crate::error::Error::Invalid`] when the days end before they begin, or are more than a year.
pub async fn report(scope: &AgencyScope, asked: Asked) -> Result<Reported> {
    use request::Column as C;
    let clock = service_hours::clock(scope).await?;
    let window = Window::new(asked.from, asked.to, clock.today, &clock.calendar)?;
    let (begins, ends) = (window.begins().unwrap_or(clock.now), window.ends().unwrap_or(clock.now));
    let all = || counted(scope, asked.workspace);
    let of = |column: C| {
        let within = all().filter(column.gte(begins)).filter(column.lt(ends));
        grouped(within, week_of(column, &window))
    };
    let stood = all().filter(C::CreatedAt.lt(begins));
    let stood = stood.filter(Condition::any().add(C::ClosedAt.is_null()).add(C::ClosedAt.gte(begins)));
    let parts = (grouped(stood, Expr::value(0)), of(C::CreatedAt), of(C::FirstReplyAt), of(C::ClosedAt));
    let (stood, opened, answered, resolved) = together(parts).ask().await?;
    let within = |column: C| Condition::all().add(column.gte(begins)).add(column.lt(ends));
    let done = all().filter(Condition::any().add(within(C::FirstReplyAt)).add(within(C::ClosedAt)));
    let mut done = done.desc(C::Id).limit(MOST as u64 + 1).all().await?;
    let cut = done.len() > MOST;
    done.truncate(MOST);
    let mut report = Report::new(asked.by, window);
    for (what, groups) in
        [(What::Stood, stood), (What::Opened, opened), (What::Answered, answered), (What::Resolved, resolved)]
    {
        report.count(what, groups);
    }
    for requests in done.chunks(AT_ONCE) {
        let spans = turns(scope, requests).await?;
        for request in requests {
            report.measure(request, spans.get(&request.id).map_or(&[][..], Vec::as_slice), &clock);
        }
    }
    let report = report.done();
    let people = people(scope, &report).await?;
    Ok(Reported { report, people, cut })
}

/// The requests that count.
fn counted(scope: &AgencyScope, workspace: Option<WorkspaceId>) -> Requests<'_> {
    use request::Column as C;
    let all = scope.find::<request::Entity>().join::<workspace::Entity>(C::WorkspaceId, workspace::Column::Id);
    all.filter(C::MergedAt.is_null()).filter(match workspace {
        Some(id) => C::WorkspaceId.eq(id),
        None => workspace::Column::ArchivedAt.is_null(),
    })
}

/// How many there are of each person and type in each week: small enough to be added up in any way that is asked for.
fn grouped(requests: Requests<'_>, week: SimpleExpr) -> Part<'_, Vec<Group>> {
    use request::Column as C;
    let column = |column: C| Expr::col((request::Entity, column));
    let keys = [
        ("assignee_id", column(C::AssigneeId)),
        ("kind", column(C::Kind)),
        ("category", column(C::Category)),
        ("week", week),
    ];
    requests.part_grouped(&keys, &[("number", Expr::val(1).count())])
}

/// In which of the weeks a time is, counted from 0.
fn week_of(column: request::Column, window: &Window) -> SimpleExpr {
    let weeks = window.weeks.iter().zip(0_i32..);
    weeks.fold(CaseStatement::new(), |case, (week, at)| case.case(column.lt(week.ends), at)).finally(0).into()
}

/// The agency's turns of these requests that are over.
async fn turns(
    scope: &AgencyScope,
    requests: &[request::Model],
) -> Result<HashMap<RequestId, Vec<request_span::Model>>> {
    use request_span::Column as S;
    let ids = requests.iter().map(|request| request.id);
    let spans =
        scope.find::<request_span::Entity>().filter(S::RequestId.is_in(ids)).filter(S::Side.eq(WaitsOn::Agency));
    let mut turns: HashMap<RequestId, Vec<request_span::Model>> = HashMap::new();
    for span in spans.all().await? {
        turns.entry(span.request_id).or_default().push(span);
    }
    Ok(turns)
}

/// What the people of a report are called.
async fn people(scope: &AgencyScope, report: &Report) -> Result<HashMap<StaffId, String>> {
    let ids: Vec<StaffId> = report
        .rows
        .keys()
        .filter_map(|subject| match subject {
            Subject::Person(id) => *id,
            Subject::Type(..) | Subject::Week(_) => None,
        })
        .collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let named = scope.find::<staff_user::Entity>().filter(staff_user::Column::Id.is_in(ids));
    let named: Vec<StaffName> = named.all_as().await?;
    Ok(named.into_iter().map(|person| (person.id, person.name)).collect())
}
