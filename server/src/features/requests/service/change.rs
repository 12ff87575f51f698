use std::collections::BTreeSet;

use chrono::NaiveDate;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;

use super::moved::{awake, led, moved};
use super::standing::on_its_own;
use crate::access::{
    AgencyScope, Author, ClientEvent, ClientTopic, Event, RequestSubmitter, StaffEvent, StaffEventKind,
};
use crate::entity::words::{ActivityKind, Priority, RequestStage, RequestStatus};
use crate::entity::{project, request, request_follower, request_tag, staff_user};
use crate::error::{Error, FieldErrors, Result};
use crate::features::activity::{self, Happening};
use crate::features::files::{self, Whole};
use crate::features::requests::stage;
use crate::ids::{ProjectId, RequestId, StaffId, WorkspaceId};
use crate::text;

/// What staff change of a request; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct Change {
    pub status: Option<RequestStage>,
    pub priority: Option<Priority>,
    /// `Some(None)` takes the request from whoever had it.
    pub assignee: Option<Option<StaffId>>,
    /// `Some(None)` unlinks the project.
    pub project: Option<Option<ProjectId>>,
    /// Replaces all tags.
    pub tags: Option<Vec<String>>,
    /// `Some(None)` takes the due date away.
    pub due_on: Option<Option<NaiveDate>>,
    /// Replaces all who are told of what happens on it.
    pub followers: Option<Vec<StaffId>>,
}

/// Most tags on one request.
pub(super) const MOST_TAGS: usize = 20;
/// Most followers of one request.
pub(super) const MOST_FOLLOWERS: usize = 50;
/// The longest tag.
pub(super) const LONGEST_TAG: usize = 40;

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
            make(&scope, &request, &change).await
        })
        .await
}

/// Makes a change that was checked, of a request that is held.
pub(super) async fn make(scope: &AgencyScope, request: &request::Model, change: &Change) -> Result<()> {
    if let Some(tags) = &change.tags {
        replace_tags(scope, request.id, tags).await?;
    }
    if let Some(followers) = &change.followers {
        replace_followers(scope, request.id, followers).await?;
    }
    apply(scope, request, change).await?;
    tell(scope, request, change).await
}

pub(super) async fn check(scope: &AgencyScope, request: &request::Model, change: &Change) -> Result<()> {
    on_its_own(request)?;
    let mut errors = FieldErrors::default();
    errors.keep(check_assignee(scope, change.assignee.flatten()).await)?;
    errors.keep(check_project(scope, request.workspace_id, change.project.flatten()).await)?;
    if let Some(tags) = &change.tags {
        if tags.len() > MOST_TAGS {
            errors.add("tags", format!("at most {MOST_TAGS} tags"));
        }
        if tags.iter().map(|tag| text::clean_line(tag)).any(|tag| tag.is_empty() || tag.chars().count() > LONGEST_TAG) {
            errors.add("tags", format!("a tag has 1 to {LONGEST_TAG} characters"));
        }
    }
    if change.status == Some(RequestStage::New) && request.stage != RequestStage::New {
        errors.add("status", "a request is new until somebody has said or done something");
    }
    if let Some(followers) = &change.followers {
        use staff_user::{Column, Entity};
        let wanted: BTreeSet<StaffId> = followers.iter().copied().collect();
        let known = scope.find::<Entity>().filter(Column::Id.is_in(wanted.iter().copied()));
        if wanted.len() > MOST_FOLLOWERS {
            errors.add("follower_ids", format!("at most {MOST_FOLLOWERS} people"));
        } else if known.filter(Column::DisabledAt.is_null()).all().await?.len() != wanted.len() {
            errors.add("follower_ids", "somebody of these is nobody of this agency");
        }
    }
    errors.into_result()
}

/// Whether somebody who works here has this id.
pub(super) async fn check_assignee(scope: &AgencyScope, assignee: Option<StaffId>) -> Result<()> {
    use staff_user::{Column, Entity};
    let Some(assignee) = assignee else { return Ok(()) };
    let known = scope.find::<Entity>().filter(Column::Id.eq(assignee)).filter(Column::DisabledAt.is_null());
    match known.first().await? {
        Some(_) => Ok(()),
        None => Err(Error::field("assignee_id", "nobody of this agency has this id")),
    }
}

/// Whether the request's client has this project.
pub(super) async fn check_project(
    scope: &AgencyScope,
    workspace: WorkspaceId,
    project: Option<ProjectId>,
) -> Result<()> {
    use project::{Column, Entity};
    let Some(linked) = project else { return Ok(()) };
    let known = scope.find::<Entity>().filter(Column::Id.eq(linked)).filter(Column::WorkspaceId.eq(workspace));
    match known.first().await? {
        Some(_) => Ok(()),
        None => Err(Error::field("project_id", "the request's client has no such project")),
    }
}

async fn replace_followers(scope: &AgencyScope, id: RequestId, followers: &[StaffId]) -> Result<()> {
    use request_follower::{ActiveModel, Column, Entity};
    scope.delete::<Entity>().filter(Column::RequestId.eq(id)).exec().await?;
    for staff in followers.iter().collect::<BTreeSet<_>>() {
        let row = ActiveModel { agency_id: NotSet, request_id: Set(id), staff_user_id: Set(*staff) };
        scope.insert(row).await?;
    }
    Ok(())
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
    led(scope, request, change.status.unwrap_or(request.stage))
        .await?
        .set_if(Column::Priority, change.priority.map(Priority::as_str))
        .set_if(Column::AssigneeId, change.assignee)
        .set_if(Column::ProjectId, change.project)
        .set_if(Column::DueOn, change.due_on)
        .exec()
        .await?;
    match change.project {
        Some(project) => files::belong(scope, Whole::Request(request.id), project).await,
        None => Ok(()),
    }
}

async fn tell(scope: &AgencyScope, request: &request::Model, change: &Change) -> Result<()> {
    let moves = change.status.filter(|stage| *stage != request.stage);
    let seen = moves.is_some_and(|stage| !stage::same_to_clients(stage, request.stage));
    announce(scope, request, seen || change.project.is_some());
    let assignee = change.assignee.flatten().filter(|assignee| Some(*assignee) != request.assignee_id);
    if let Some(assignee) = assignee {
        activity::record(scope, happening(request, ActivityKind::RequestAssigned, Some(assignee))).await?;
    }
    let kind = match moves.map(stage::status).filter(|status| *status != request.status) {
        Some(RequestStatus::Closed) => ActivityKind::RequestClosed,
        Some(RequestStatus::Open) => ActivityKind::RequestReopened,
        None => ActivityKind::RequestChanged,
    };
    activity::record(scope, happening(request, kind, None)).await
}

pub(super) fn happening(request: &request::Model, kind: ActivityKind, about: Option<StaffId>) -> Happening {
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

pub(super) fn announce(scope: &impl Author, request: &request::Model, seen_by_client: bool) {
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

/// A client closes a request of the workspace, or opens it again. Doing it twice changes nothing, and neither does doing
/// it to one that was merged.
///
/// # Errors
/// [`Error::NotFound`] for another workspace's request.
pub async fn set_status(scope: &RequestSubmitter, id: RequestId, status: RequestStatus) -> Result<()> {
    scope
        .transaction(async |scope| {
            use request::Column;
            let request = scope.find::<request::Entity>().filter(Column::Id.eq(id)).locked().one().await?;
            if request.status == status || request.merged_at.is_some() {
                return Ok(());
            }
            let to = match status {
                RequestStatus::Closed => RequestStage::Closed,
                // Whoever opens it again wants something of the agency.
                RequestStatus::Open => RequestStage::WaitingOnAgency,
            };
            let update = moved(&scope, &request, to).await?;
            let update = if status == RequestStatus::Open { awake(update) } else { update };
            update.exec().await?;
            announce(&scope, &request, true);
            let kind = match status {
                RequestStatus::Closed => ActivityKind::RequestClosed,
                RequestStatus::Open => ActivityKind::RequestReopened,
            };
            activity::record(&scope, happening(&request, kind, None)).await
        })
        .await
}
