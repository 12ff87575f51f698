use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, DerivePartialModel, FromQueryResult};

use super::read::ProjectName;
use super::sorting::sort;
use super::traces::{Traces, traces};
use crate::access::{AgencyScope, Page, Paging, Sort, together};
use crate::entity::words::{Priority, RequestKind, RequestSort, RequestStatus, WaitsOn};
use crate::entity::{
    project, request, request_follower, request_message, request_note, request_span, request_tag, staff_user, workspace,
};
use crate::error::Result;
use crate::features::requests::filter::{self, Filter, Ground};
use crate::ids::{CommentId, ProjectId, RequestId, StaffId, WorkspaceId};
use crate::text;

/// Which of the agency's requests are wanted.
#[derive(Clone, Debug, Default)]
pub struct StaffFilter {
    pub status: Option<RequestStatus>,
    /// `Some(None)`: those that nobody has.
    pub assignee: Option<Option<StaffId>>,
    pub workspace: Option<WorkspaceId>,
    /// Those of workspaces in the archive, instead of the others. Not asked where a workspace is named.
    pub archived: bool,
    pub project: Option<ProjectId>,
    pub kind: Option<RequestKind>,
    pub priority: Option<Priority>,
    pub waits_on: Option<WaitsOn>,
    pub tag: Option<String>,
    pub words: String,
    /// What the language of filters asks.
    pub asked: Option<Filter>,
    /// Also those that are out of sight for now.
    pub snoozed: bool,
    /// The day where the agency is.
    pub today: NaiveDate,
    /// In which order; the newest first where it is not said.
    pub order: Option<RequestSort>,
}

/// A request with the names that a list shows.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "request::Entity")]
pub struct Listed {
    #[sea_orm(nested)]
    pub request: request::Model,
    #[sea_orm(nested)]
    pub workspace: WorkspaceName,
    #[sea_orm(nested)]
    pub project: Option<ProjectName>,
    #[sea_orm(nested)]
    pub assignee: Option<StaffName>,
}

/// A workspace by name.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "workspace::Entity")]
pub struct WorkspaceName {
    pub id: WorkspaceId,
    pub name: String,
}

/// A staff user by name.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "staff_user::Entity")]
pub struct StaffName {
    pub id: StaffId,
    pub name: String,
}

type Requests<'s> = crate::access::ScopedSelect<'s, crate::access::AgencySide, request::Entity>;

pub(super) fn named(scope: &AgencyScope) -> Requests<'_> {
    use request::Column;
    scope
        .find::<request::Entity>()
        .join::<workspace::Entity>(Column::WorkspaceId, workspace::Column::Id)
        .join::<project::Entity>(Column::ProjectId, project::Column::Id)
        .join::<staff_user::Entity>(Column::AssigneeId, staff_user::Column::Id)
}

/// The agency's requests; those of workspaces in the archive only where they are asked for.
///
/// # Errors
/// When the cursor is none of ours, or of another order.
pub async fn staff_list(scope: &AgencyScope, wanted: &StaffFilter, paging: &Paging) -> Result<Page<Listed>> {
    use request::Column;
    let mut select = named(scope)
        .filter_if(wanted.status, |status| Column::Status.eq(status))
        .filter(match wanted.workspace {
            Some(id) => Column::WorkspaceId.eq(id),
            None if wanted.archived => workspace::Column::ArchivedAt.is_not_null(),
            None => workspace::Column::ArchivedAt.is_null(),
        })
        .filter_if((!wanted.snoozed).then(|| scope.now()), filter::in_sight)
        .filter_if(wanted.project, |id| Column::ProjectId.eq(id))
        .filter_if(wanted.kind, |kind| Column::Kind.eq(kind))
        .filter_if(wanted.priority, |priority| Column::Priority.eq(priority))
        .filter_if(wanted.waits_on, |side| Column::WaitsOn.eq(side))
        .filter_if(wanted.assignee, |assignee| match assignee {
            Some(id) => Column::AssigneeId.eq(id),
            None => Column::AssigneeId.is_null(),
        });
    if let Some(tag) = &wanted.tag {
        let tag = text::clean_line(tag).to_lowercase();
        select = select.filter(filter::tagged(scope.agency(), [tag.as_str()]));
    }
    if let Some(found) = scope.requests_matching(&wanted.words) {
        select = select.filter(found);
    }
    if let Some(asked) = &wanted.asked {
        let words = |words: &str, exactly: bool| {
            if exactly { scope.requests_holding(words) } else { scope.requests_matching(words) }
        };
        let me = scope.actor().staff();
        let ground = Ground { agency: scope.agency(), me, now: scope.now(), today: wanted.today, words: &words };
        select = select.filter(asked.condition(&ground));
    }
    select.page_as(paging, sort(wanted.order.unwrap_or(RequestSort::Newest))).await
}

/// A request of the agency.
///
/// # Errors
/// [`crate::error::Error::NotFound`], also where it is another agency's.
pub async fn staff_find(scope: &AgencyScope, id: RequestId) -> Result<Listed> {
    named(scope).filter(request::Column::Id.eq(id)).one_as().await
}

/// What the console's views count.
pub struct StaffCounts {
    pub mine: i64,
    pub unassigned: i64,
    pub waiting_on_agency: i64,
    pub urgent: i64,
    pub open: i64,
    pub closed: i64,
}

/// Counts for the views, in one statement, without what is in the archive or out of sight.
///
/// # Errors
/// When the database fails.
pub async fn staff_counts(scope: &AgencyScope) -> Result<StaffCounts> {
    use request::Column;
    let of = |status: RequestStatus| {
        let all = scope.find::<request::Entity>().join::<workspace::Entity>(Column::WorkspaceId, workspace::Column::Id);
        let all = all.filter(workspace::Column::ArchivedAt.is_null()).filter(Column::Status.eq(status));
        all.filter(filter::in_sight(scope.now()))
    };
    let open = || of(RequestStatus::Open);
    let me = scope.actor().staff();
    let [mine, unassigned, waiting_on_agency, urgent, open, closed] = scope
        .tally([
            open().filter(Column::AssigneeId.eq(me)).counted(),
            open().filter(Column::AssigneeId.is_null()).counted(),
            open().filter(Column::WaitsOn.eq(WaitsOn::Agency)).counted(),
            open().filter(Column::Priority.eq(Priority::Urgent)).counted(),
            open().counted(),
            of(RequestStatus::Closed).counted(),
        ])
        .await?;
    Ok(StaffCounts { mine, unassigned, waiting_on_agency, urgent, open, closed })
}

/// A request's messages.
///
/// # Errors
/// [`crate::error::Error::NotFound`] for another agency's request.
pub async fn staff_messages(
    scope: &AgencyScope,
    id: RequestId,
    latest_first: bool,
    paging: &Paging,
) -> Result<Page<request_message::Model>> {
    use request_message::{Column, Entity};
    scope.find::<request::Entity>().filter(request::Column::Id.eq(id)).one().await?;
    let key = |row: &request_message::Model| row.id.into();
    let sort = if latest_first { Sort::newest(key) } else { Sort::oldest(key) };
    scope.find::<Entity>().filter(Column::RequestId.eq(id)).page(paging, sort).await
}

/// What hangs on requests, read at once for all of them.
#[derive(Default)]
pub struct Hanging {
    pub tags: HashMap<RequestId, Vec<String>>,
    /// Who is told of what happens on them.
    pub followers: HashMap<RequestId, Vec<StaffName>>,
    /// How many notes they have.
    pub notes: HashMap<RequestId, i64>,
    /// The turns that are over, in their order.
    pub spans: HashMap<RequestId, Vec<request_span::Model>>,
    /// How they lead to each other.
    pub traces: HashMap<RequestId, Traces>,
}

#[derive(DerivePartialModel)]
#[sea_orm(entity = "request_tag::Entity")]
struct Tagged {
    request_id: RequestId,
    tag: String,
}

/// A request's follower by name.
#[derive(DerivePartialModel)]
#[sea_orm(entity = "request_follower::Entity")]
struct Followed {
    request_id: RequestId,
    #[sea_orm(nested)]
    staff: Option<StaffName>,
}

#[derive(FromQueryResult)]
struct Noted {
    request_id: RequestId,
    number: i64,
}

/// What hangs on these requests, in one statement.
///
/// # Errors
/// When the database fails.
pub async fn hanging(scope: &AgencyScope, all: &[RequestId]) -> Result<Hanging> {
    use request_follower::Column as F;
    use request_note::Column as N;
    use request_span::Column as S;
    use request_tag::Column as T;
    let ids = || all.iter().copied();
    let tags = scope.find::<request_tag::Entity>().filter(T::RequestId.is_in(ids())).asc(T::Tag).part_as::<Tagged>();
    let followers = scope.find::<request_follower::Entity>().filter(F::RequestId.is_in(ids()));
    let followers = followers.join::<staff_user::Entity>(F::StaffUserId, staff_user::Column::Id);
    // Who has left follows nothing any more.
    let followers = followers.filter(staff_user::Column::DisabledAt.is_null());
    let followers = followers.asc(staff_user::Column::Name).part_as::<Followed>();
    let notes = scope.find::<request_note::Entity>().filter(N::RequestId.is_in(ids()));
    let key = [("request_id", N::RequestId.into_expr())];
    let notes = notes.part_grouped::<Noted>(&key, &[("number", Expr::val(1).count())]);
    let spans = scope.find::<request_span::Entity>().filter(S::RequestId.is_in(ids())).asc(S::BeganAt).part();
    let parts = (tags, followers, notes, spans, traces(scope, all));
    let (tags, followers, notes, spans, traces) = together(parts).ask().await?;
    let mut all = Hanging { traces, ..Hanging::default() };
    for row in tags {
        all.tags.entry(row.request_id).or_default().push(row.tag);
    }
    for row in followers {
        all.followers.entry(row.request_id).or_default().extend(row.staff);
    }
    for row in spans {
        all.spans.entry(row.request_id).or_default().push(row);
    }
    all.notes = notes.into_iter().map(|row| (row.request_id, row.number)).collect();
    Ok(all)
}

/// A message of the agency's requests.
///
/// # Errors
/// [`crate::error::Error::NotFound`], also where it is another agency's.
pub async fn staff_message(scope: &AgencyScope, id: CommentId) -> Result<request_message::Model> {
    scope.find::<request_message::Entity>().filter(request_message::Column::Id.eq(id)).one().await
}
