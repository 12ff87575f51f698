use std::collections::BTreeSet;

use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;
use sea_orm::sea_query::{Expr, ExprTrait};

use crate::access::{
    AgencyScope, Author, ClientEvent, ClientTopic, Event, RequestSubmitter, StaffEvent, StaffEventKind,
};
use crate::entity::words::{ActivityKind, Priority, RequestStatus, WaitsOn};
use crate::entity::{project, request, request_tag, staff_user};
use crate::error::{Error, FieldErrors, Result};
use crate::features::activity::{self, Happening};
use crate::features::requests::turn;
use crate::ids::{ProjectId, RequestId, StaffId};
use crate::text;

/// What staff change of a request; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct Change {
    pub status: Option<RequestStatus>,
    pub priority: Option<Priority>,
    /// `Some(None)` takes the request from whoever had it.
    pub assignee: Option<Option<StaffId>>,
    /// `Some(None)` unlinks the project.
    pub project: Option<Option<ProjectId>>,
    /// Replaces all tags.
    pub tags: Option<Vec<String>>,
}

/// Most tags on one request.
const MOST_TAGS: usize = 20;
/// The longest tag.
const LONGEST_TAG: usize = 40;

/// Staff change a request, if it is still as they saw it.
///
/// # Errors
/// [`Error::NotFound`] for another agency's request; [`Error::Stale`] when it has moved on from `version`;
/// [`Error::Invalid`] for an assignee or a project that is not this agency's and workspace's.
pub async fn change(scope: &AgencyScope, id: RequestId, version: Option<i64>, change: Change) -> Result<()> {
    scope
        .transaction(async |scope| {
            let request = scope.find::<request::Entity>().filter(request::Column::Id.eq(id)).locked().one().await?;
            if version.is_some_and(|seen| seen != request.version) {
                return Err(Error::Stale);
            }
            check(&scope, &request, &change).await?;
            if let Some(tags) = &change.tags {
                replace_tags(&scope, id, tags).await?;
            }
            apply(&scope, &request, &change).await?;
            tell(&scope, &request, &change).await
        })
        .await
}

async fn check(scope: &AgencyScope, request: &request::Model, change: &Change) -> Result<()> {
    let mut errors = FieldErrors::default();
    if let Some(Some(assignee)) = change.assignee {
        use staff_user::{Column, Entity};
        let known = scope.find::<Entity>().filter(Column::Id.eq(assignee)).filter(Column::DisabledAt.is_null());
        if known.first().await?.is_none() {
            errors.add("assignee_id", "nobody of this agency has this id");
        }
    }
    if let Some(Some(linked)) = change.project {
        use project::{Column, Entity};
        let known = scope.find::<Entity>().filter(Column::Id.eq(linked));
        if known.filter(Column::WorkspaceId.eq(request.workspace_id)).first().await?.is_none() {
            errors.add("project_id", "the request's client has no such project");
        }
    }
    if let Some(tags) = &change.tags {
        if tags.len() > MOST_TAGS {
            errors.add("tags", format!("at most {MOST_TAGS} tags"));
        }
        if tags.iter().map(|tag| text::clean_line(tag)).any(|tag| tag.is_empty() || tag.chars().count() > LONGEST_TAG) {
            errors.add("tags", format!("a tag has 1 to {LONGEST_TAG} characters"));
        }
    }
    errors.into_result()
}

async fn replace_tags(scope: &AgencyScope, id: RequestId, tags: &[String]) -> Result<()> {
    scope.delete::<request_tag::Entity>().filter(request_tag::Column::RequestId.eq(id)).exec().await?;
    let tags: BTreeSet<String> = tags.iter().map(|tag| text::clean_line(tag).to_lowercase()).collect();
    for tag in tags {
        scope.insert(request_tag::ActiveModel { agency_id: NotSet, request_id: Set(id), tag: Set(tag) }).await?;
    }
    Ok(())
}

async fn apply(scope: &AgencyScope, request: &request::Model, change: &Change) -> Result<()> {
    use request::Column;
    let now = scope.now();
    let mut update = scope
        .update::<request::Entity>()
        .set_if(Column::Priority, change.priority.map(Priority::as_str))
        .set_if(Column::AssigneeId, change.assignee)
        .set_if(Column::ProjectId, change.project)
        .set_expr(Column::Version, Expr::col(Column::Version).add(1))
        .set(Column::UpdatedAt, now);
    if let Some(status) = change.status.filter(|status| *status != request.status) {
        // Whoever of the agency reopens a request has something to do with it.
        update = moved(update, request, status, WaitsOn::Agency, now);
    }
    update.filter(Column::Id.eq(request.id)).exec().await?;
    Ok(())
}

type RequestUpdate<'s> = crate::access::ScopedUpdate<'s, request::Entity>;

/// What closing and reopening do to a request.
fn moved<'s>(
    update: RequestUpdate<'s>,
    request: &request::Model,
    status: RequestStatus,
    reopened_to: WaitsOn,
    now: chrono::DateTime<chrono::Utc>,
) -> RequestUpdate<'s> {
    use request::Column;
    let closed = status == RequestStatus::Closed;
    let turn = turn::pass(request, if closed { WaitsOn::Nobody } else { reopened_to }, now);
    update
        .set(Column::Status, status.as_str())
        .set(Column::ClosedAt, closed.then_some(now))
        .set(Column::WaitsOn, turn.waits_on.as_str())
        .set(Column::WaitsSince, turn.waits_since)
        .set(Column::AgencySeconds, turn.agency_seconds)
        .set(Column::ClientSeconds, turn.client_seconds)
}

async fn tell(scope: &AgencyScope, request: &request::Model, change: &Change) -> Result<()> {
    let status = change.status.filter(|status| *status != request.status);
    announce(scope, request, status.is_some() || change.project.is_some());
    let assignee = change.assignee.flatten().filter(|assignee| Some(*assignee) != request.assignee_id);
    if let Some(assignee) = assignee {
        activity::record(scope, happening(request, ActivityKind::RequestAssigned, Some(assignee))).await?;
    }
    let kind = match status {
        Some(RequestStatus::Closed) => ActivityKind::RequestClosed,
        Some(RequestStatus::Open) => ActivityKind::RequestReopened,
        None => ActivityKind::RequestChanged,
    };
    activity::record(scope, happening(request, kind, None)).await
}

fn happening(request: &request::Model, kind: ActivityKind, about: Option<StaffId>) -> Happening {
    Happening {
        kind,
        workspace: request.workspace_id,
        project: request.project_id,
        request: Some(request.id),
        approval: None,
        invoice: None,
        title: request.subject.clone(),
        about,
        people: Vec::new(),
    }
}

fn announce(scope: &impl Author, request: &request::Model, seen_by_client: bool) {
    scope.announce(Event::Staff(StaffEvent {
        agency: request.agency_id,
        kind: StaffEventKind::RequestChanged,
        workspace: Some(request.workspace_id),
        request: Some(request.id),
        project: request.project_id,
        approval: None,
        actor: Some(scope.actor().id()),
    }));
    // Triage is the agency's own business: a client's page stirs only when the client sees something else.
    if seen_by_client {
        for topic in [ClientTopic::Request(request.id), ClientTopic::Requests] {
            scope.announce(Event::Client(ClientEvent { workspace: request.workspace_id, person: None, topic }));
        }
    }
}

/// A client closes a request of the workspace, or opens it again. Doing it twice changes nothing.
///
/// # Errors
/// [`Error::NotFound`] for another workspace's request.
pub async fn set_status(scope: &RequestSubmitter, id: RequestId, status: RequestStatus) -> Result<()> {
    scope
        .transaction(async |scope| {
            use request::Column;
            let request = scope.find::<request::Entity>().filter(Column::Id.eq(id)).locked().one().await?;
            if request.status == status {
                return Ok(());
            }
            let now = scope.now();
            moved(scope.update(), &request, status, WaitsOn::Agency, now)
                .set_expr(Column::Version, Expr::col(Column::Version).add(1))
                .set(Column::UpdatedAt, now)
                .filter(Column::Id.eq(id))
                .exec()
                .await?;
            announce(&scope, &request, true);
            let kind = match status {
                RequestStatus::Closed => ActivityKind::RequestClosed,
                RequestStatus::Open => ActivityKind::RequestReopened,
            };
            activity::record(&scope, happening(&request, kind, None)).await
        })
        .await
}
