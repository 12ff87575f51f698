use chrono::NaiveDate;
use poem_openapi::param::Query;
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};
use uuid::Uuid;

use super::wire::RequestKind;
use crate::api::{Outcome, PersonRef, Staff, Tag};
use crate::features::requests::report::{By, Numbers, Row, Subject, Times};
use crate::features::requests::service::{self, Asked, Reported};
use crate::ids::StaffId;

/// What the rows of a report are about.
#[derive(Enum, Clone, Copy)]
#[oai(rename_all = "snake_case")]
enum RequestReportBy {
    /// Who has the requests now, whoever answered them.
    Person,
    /// Their kind and category.
    Type,
    /// The weeks, from Monday on, where the agency is.
    Week,
}

/// How long something took, in seconds of the agency's turns within its hours and without its holidays: the client's time
/// is not in it. Each is the nearest rank, and absent where nothing was measured.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
struct RequestReportTimes {
    /// How many were measured.
    count: i64,
    /// Half of them took at most this long.
    median_seconds: Option<i64>,
    /// Nine of ten took at most this long.
    p90_seconds: Option<i64>,
    /// Of those for whose priority something is promised, the part that kept it.
    within_target: Option<f64>,
}

impl From<&Times> for RequestReportTimes {
    fn from(times: &Times) -> Self {
        Self {
            count: times.count(),
            median_seconds: times.at_rank(50),
            p90_seconds: times.at_rank(90),
            within_target: times.within(),
        }
    }
}

/// How many requests there were in a week.
#[derive(Object)]
struct RequestReportWeek {
    monday: NaiveDate,
    opened: i64,
    answered: i64,
    resolved: i64,
    /// At its end.
    open: i64,
}

/// What is reported of one person, one type or one week.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
struct RequestReportRow {
    /// By person; absent where nobody has them.
    person: Option<PersonRef>,
    /// By type.
    kind: Option<RequestKind>,
    /// By type.
    category: Option<String>,
    /// By week.
    monday: Option<NaiveDate>,
    opened: i64,
    /// Those that were answered for the first time.
    answered: i64,
    /// Those that were resolved or closed and are so still.
    resolved: i64,
    /// At the end of the last day, or of the week.
    open: i64,
    /// Of those that were answered on these days.
    first_response: RequestReportTimes,
    /// Of those that were resolved on these days.
    resolution: RequestReportTimes,
}

/// How the agency did with its requests.
#[derive(Object)]
struct RequestReport {
    from: NaiveDate,
    to: NaiveDate,
    by: RequestReportBy,
    /// Whether more than 10,000 requests were answered or resolved, so that times are those of the ones sent last.
    cut: bool,
    /// All of them together, week by week; the first and the last as far as they are in these days.
    weeks: Vec<RequestReportWeek>,
    /// People and types with the most open requests first, weeks from the earliest on.
    items: Vec<RequestReportRow>,
}

impl RequestReport {
    fn new(by: RequestReportBy, reported: &Reported) -> Self {
        let window = &reported.report.window;
        let weeks = window.weeks.iter().zip(&reported.report.weeks).map(|(week, numbers)| {
            let Numbers { opened, answered, resolved, open } = *numbers;
            RequestReportWeek { monday: week.monday, opened, answered, resolved, open }
        });
        Self {
            from: window.from,
            to: window.to,
            by,
            cut: reported.cut,
            weeks: weeks.collect(),
            items: reported.rows().into_iter().map(|(subject, row)| item(reported, subject, row)).collect(),
        }
    }
}

fn item(reported: &Reported, subject: &Subject, row: &Row) -> RequestReportRow {
    let Numbers { opened, answered, resolved, open } = row.numbers;
    let blank = RequestReportRow {
        person: None,
        kind: None,
        category: None,
        monday: None,
        opened,
        answered,
        resolved,
        open,
        first_response: (&row.first_response).into(),
        resolution: (&row.resolution).into(),
    };
    match subject {
        Subject::Person(id) => {
            let named =
                |id: StaffId| PersonRef { id: id.into(), name: reported.people.get(&id).cloned().unwrap_or_default() };
            RequestReportRow { person: id.map(named), ..blank }
        }
        Subject::Type(kind, category) => {
            RequestReportRow { kind: Some((*kind).into()), category: Some(category.clone()), ..blank }
        }
        Subject::Week(monday) => RequestReportRow { monday: Some(*monday), ..blank },
    }
}

/// What requests come to.
pub struct RequestReportApi;

#[OpenApi(tag = "Tag::Requests")]
impl RequestReportApi {
    /// How many requests came, were answered, were resolved and are open, and how long first responses and resolutions
    /// took, by person, type or week. What is part of another does not count, nor what is in the archive.
    #[oai(path = "/requests/report", method = "get", operation_id = "request_report_view")]
    async fn requests(
        &self,
        Staff(scope): Staff,
        /// Person when left out.
        by: Query<Option<RequestReportBy>>,
        /// The first day, where the agency is; the Monday eleven weeks before the last one's when left out.
        from: Query<Option<NaiveDate>>,
        /// The last day; today when left out. At most 366 days after the first.
        to: Query<Option<NaiveDate>>,
        /// Only this workspace's, also one in the archive.
        workspace_id: Query<Option<Uuid>>,
    ) -> Outcome<Json<RequestReport>> {
        let by = by.0.unwrap_or(RequestReportBy::Person);
        let asked = Asked {
            by: match by {
                RequestReportBy::Person => By::Person,
                RequestReportBy::Type => By::Type,
                RequestReportBy::Week => By::Week,
            },
            from: from.0,
            to: to.0,
            workspace: workspace_id.0.map(Into::into),
        };
        Ok(Json(RequestReport::new(by, &service::report(&scope, asked).await?)))
    }
}
