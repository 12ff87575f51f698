use chrono::NaiveDate;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};
use uuid::Uuid;

use super::opening::NewRequest;
use super::wire::{Beside, Request, RequestKind, RequestStatus};
use crate::access::AgencyScope;
use crate::api::{
    Created, Listing, Outcome, Priority, RequestSort, Staff, Tag, Tagged, Text, WaitsOn, expect_version, paging, tag,
};
use crate::entity::words;
use crate::error::{Error, Result};
use crate::features::requests::service::{self, Change, Hanging, Listed, StaffFilter};
use crate::features::requests::{categories, filter, parse_filter, promise};
use crate::features::service_hours::{self, Clock};
use crate::ids::{RequestId, UploadId};

/// Which requests by status.
#[derive(Enum, Clone, Copy)]
#[oai(rename_all = "snake_case")]
enum RequestStatusFilter {
    Open,
    Closed,
    All,
}

/// What can be emptied.
#[derive(Enum, Clone, Copy, PartialEq, Eq)]
#[oai(rename_all = "snake_case")]
enum RequestClear {
    Assignee,
    Project,
    DueOn,
}

/// A change of a request; what is left out stays.
#[derive(Object)]
#[oai(deny_unknown_fields)]
struct RequestChange {
    assignee_id: Option<Uuid>,
    priority: Option<Priority>,
    status: Option<RequestStatus>,
    project_id: Option<Uuid>,
    /// Replaces all tags.
    #[oai(validator(max_items = 20))]
    tags: Option<Vec<Text>>,
    due_on: Option<NaiveDate>,
    /// Replaces all who are told of what happens on it.
    #[oai(validator(max_items = 50))]
    follower_ids: Option<Vec<Uuid>>,
    /// What to empty.
    clear: Option<Vec<RequestClear>>,
}

/// How many requests each view holds. All but `closed` count open ones.
#[derive(Object)]
struct RequestCounts {
    /// Those given to the caller.
    mine: i64,
    unassigned: i64,
    waiting_on_agency: i64,
    urgent: i64,
    open: i64,
    closed: i64,
}

/// The categories of each kind of request.
#[derive(Object)]
struct RequestCategories {
    job: Vec<String>,
    support: Vec<String>,
}

/// Triage.
pub struct RequestApi;

#[OpenApi(tag = "Tag::Requests")]
impl RequestApi {
    /// The agency's requests.
    #[oai(path = "/requests", method = "get", operation_id = "request_list")]
    #[expect(clippy::too_many_arguments, reason = "each is a query parameter of the operation")]
    async fn list(
        &self,
        Staff(scope): Staff,
        /// Whether it is done: those that are not, unless this or the filter says otherwise; `all` has also what is out of sight.
        status: Query<Option<RequestStatusFilter>>,
        /// `me`, `none`, or a staff user's id.
        #[oai(validator(max_length = 40))]
        assignee: Query<Option<String>>,
        /// Only this workspace's, also one in the archive.
        workspace_id: Query<Option<Uuid>>,
        /// Those of workspaces in the archive, instead of the others.
        archived: Query<Option<bool>>,
        project_id: Query<Option<Uuid>>,
        kind: Query<Option<RequestKind>>,
        priority: Query<Option<Priority>>,
        /// Whose turn it is.
        waits_on: Query<Option<WaitsOn>>,
        #[oai(validator(max_length = 40))] tag: Query<Option<String>>,
        /// Words that the subject or the messages hold.
        #[oai(validator(max_length = 200))]
        q: Query<Option<String>>,
        /// In the language of filters, such as `status:new,open assignee:me priority>=high waiting>2d "exact words"`.
        #[oai(validator(max_length = 2000))]
        filter: Query<Option<String>>,
        /// The newest first, unless this says otherwise. A cursor goes on in the order that gave it, and is refused in another.
        sort: Query<Option<RequestSort>>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<Request>>> {
        let asked = filter.0.as_deref().map(parse_filter).transpose()?;
        let unsaid = match &asked {
            Some(asked) if asked.speaks_of_status() => RequestStatusFilter::All,
            _ => RequestStatusFilter::Open,
        };
        let clock = service_hours::clock(&scope).await?;
        let filter = StaffFilter {
            status: match status.0.unwrap_or(unsaid) {
                RequestStatusFilter::Open => Some(words::RequestStatus::Open),
                RequestStatusFilter::Closed => Some(words::RequestStatus::Closed),
                RequestStatusFilter::All => None,
            },
            assignee: assignee.0.as_deref().map(|who| parse_assignee(&scope, who)).transpose()?,
            workspace: workspace_id.0.map(Into::into),
            archived: archived.0.unwrap_or_default(),
            project: project_id.0.map(Into::into),
            kind: kind.0.map(Into::into),
            priority: priority.0.map(Into::into),
            waits_on: waits_on.0.map(Into::into),
            tag: tag.0,
            words: q.0.unwrap_or_default(),
            snoozed: matches!(status.0, Some(RequestStatusFilter::All | RequestStatusFilter::Closed))
                || asked.as_ref().is_some_and(filter::Filter::speaks_of_snooze),
            asked,
            today: clock.today,
            order: sort.0.map(Into::into),
        };
        let page = service::staff_list(&scope, &filter, &paging(limit.0, cursor.0.as_deref())?).await?;
        let ids: Vec<RequestId> = page.items.iter().map(|row| row.request.id).collect();
        let mut hanging = service::hanging(&scope, &ids).await?;
        Ok(Json(Listing::of(page, |row| with(&mut hanging, row, &clock))))
    }

    /// Opens a request on a client's behalf, who reads it at once.
    #[oai(path = "/requests", method = "post", operation_id = "request_create")]
    async fn create(
        &self,
        Staff(scope): Staff,
        /// Under the same key this is done once, however often it is sent.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
        new: Json<NewRequest>,
    ) -> Outcome<Created<Request>> {
        let mut new = new.0;
        let uploads: Vec<UploadId> = new.files.take().into_iter().flatten().map(Into::into).collect();
        let id = service::open_for(&scope, new.into(), &uploads).await?;
        let Tagged::Ok(Json(request), _) = current(&scope, id).await?;
        Ok(Created::at("requests", id, request))
    }

    /// How many requests each view of the console holds. What is in the archive does not count.
    #[oai(path = "/requests/counts", method = "get", operation_id = "request_counts")]
    async fn counts(&self, Staff(scope): Staff) -> Outcome<Json<RequestCounts>> {
        let counts = service::staff_counts(&scope).await?;
        Ok(Json(RequestCounts {
            mine: counts.mine,
            unassigned: counts.unassigned,
            waiting_on_agency: counts.waiting_on_agency,
            urgent: counts.urgent,
            open: counts.open,
            closed: counts.closed,
        }))
    }

    /// The categories of each kind of request.
    #[oai(path = "/request-categories", method = "get", operation_id = "request_category_list")]
    async fn categories(&self, Staff(_scope): Staff) -> Outcome<Json<RequestCategories>> {
        let names = |kind| categories::of(kind).iter().map(|(name, _)| (*name).to_owned()).collect();
        Ok(Json(RequestCategories { job: names(words::RequestKind::Job), support: names(words::RequestKind::Support) }))
    }

    /// A request.
    #[oai(path = "/requests/:request_id", method = "get", operation_id = "request_view")]
    async fn view(&self, Staff(scope): Staff, request_id: Path<Uuid>) -> Outcome<Tagged<Request>> {
        Ok(current(&scope, request_id.0.into()).await?)
    }

    /// Assigns, prioritizes, closes, reopens, links or tags a request.
    #[oai(path = "/requests/:request_id", method = "patch", operation_id = "request_update")]
    async fn update(
        &self,
        Staff(scope): Staff,
        request_id: Path<Uuid>,
        /// The version that the caller has seen.
        #[oai(name = "If-Match", validator(max_length = 64))]
        if_match: Header<Option<String>>,
        change: Json<RequestChange>,
    ) -> Outcome<Tagged<Request>> {
        let id = request_id.0.into();
        let version = expect_version(if_match.0.as_deref())?;
        service::change(&scope, id, version, parse_change(change.0)?).await?;
        Ok(current(&scope, id).await?)
    }
}

fn parse_assignee(scope: &AgencyScope, who: &str) -> Result<Option<crate::ids::StaffId>> {
    match who {
        "none" => Ok(None),
        "me" => Ok(scope.actor().staff()),
        id => id.parse().map(Some).map_err(|_| Error::field("assignee", "`me`, `none`, or a staff user's id")),
    }
}

fn parse_change(change: RequestChange) -> Result<Change> {
    let clear = change.clear.unwrap_or_default();
    let cleared = |what| clear.contains(&what);
    if cleared(RequestClear::Assignee) && change.assignee_id.is_some() {
        return Err(Error::field("clear", "`assignee` cannot be set and emptied at once"));
    }
    if cleared(RequestClear::Project) && change.project_id.is_some() {
        return Err(Error::field("clear", "`project` cannot be set and emptied at once"));
    }
    if cleared(RequestClear::DueOn) && change.due_on.is_some() {
        return Err(Error::field("clear", "`due_on` cannot be set and emptied at once"));
    }
    Ok(Change {
        due_on: change.due_on.map(Some).or(cleared(RequestClear::DueOn).then_some(None)),
        followers: change.follower_ids.map(|ids| ids.into_iter().map(Into::into).collect()),
        status: change.status.map(Into::into),
        priority: change.priority.map(Into::into),
        assignee: change.assignee_id.map(|id| Some(id.into())).or(cleared(RequestClear::Assignee).then_some(None)),
        project: change.project_id.map(|id| Some(id.into())).or(cleared(RequestClear::Project).then_some(None)),
        tags: change.tags.map(|tags| tags.into_iter().map(|tag| tag.0).collect()),
    })
}

/// A request with what hangs on it.
fn with(hanging: &mut Hanging, row: Listed, clock: &Clock) -> Request {
    let id = row.request.id;
    let spans = hanging.spans.remove(&id).unwrap_or_default();
    let beside = Beside {
        tags: hanging.tags.remove(&id).unwrap_or_default(),
        followers: hanging.followers.remove(&id).unwrap_or_default(),
        note_count: hanging.notes.remove(&id).unwrap_or_default(),
        promises: promise::promises(&row.request, &spans, clock),
        traces: hanging.traces.remove(&id).unwrap_or_default(),
    };
    Request::new(row, beside, clock.now)
}

/// A request as it is now.
///
/// # Errors
/// [`Error::NotFound`], also where it is another agency's.
pub async fn current(scope: &AgencyScope, id: RequestId) -> Result<Tagged<Request>> {
    let row = service::staff_find(scope, id).await?;
    let version = row.request.version;
    let clock = service_hours::clock(scope).await?;
    let request = with(&mut service::hanging(scope, &[id]).await?, row, &clock);
    Ok(Tagged::Ok(Json(request), tag(version)))
}
