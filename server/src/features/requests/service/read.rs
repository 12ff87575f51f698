use sea_orm::prelude::DateTimeUtc;
use sea_orm::sea_query::{ExprTrait, SelectStatement};
use sea_orm::{ColumnTrait, DerivePartialModel};

use super::traces::{Traces, traces};
use crate::access::{ClientScope, ClientSide, Page, Paging, Part, RequestSubmitter, ScopedSelect, Sort, together};
use crate::entity::words::{RequestKind, RequestStage, RequestStatus, WaitsOn};
use crate::entity::{project, request, request_message};
use crate::error::{Error, Result};
use crate::ids::{CommentId, ProjectId, RequestId};

/// Which of a workspace's requests are wanted.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// `None`: open and closed.
    pub status: Option<RequestStatus>,
    pub kind: Option<RequestKind>,
    pub project: Option<ProjectId>,
    /// Only those that the person sent.
    pub mine: bool,
    /// Words that the subject or the messages hold.
    pub words: String,
}

/// What a list shows of a request.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "request::Entity")]
pub struct ListedForClient {
    pub id: RequestId,
    pub number: i64,
    pub kind: RequestKind,
    pub category: String,
    pub subject: String,
    pub stage: RequestStage,
    pub author_name: String,
    /// Who of the agency opened it on the author's behalf.
    pub opened_by_name: Option<String>,
    pub last_message_at: DateTimeUtc,
    pub merged_at: Option<DateTimeUtc>,
    #[sea_orm(nested)]
    pub project: Option<ProjectName>,
}

/// A request with the name of its project.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "request::Entity")]
pub struct Found {
    #[sea_orm(nested)]
    pub request: request::Model,
    #[sea_orm(nested)]
    pub project: Option<ProjectName>,
}

/// A project by name.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "project::Entity")]
pub struct ProjectName {
    pub id: ProjectId,
    pub name: String,
}

/// How many requests there are under the same filter, by status.
#[derive(Debug, PartialEq, Eq)]
pub struct Counts {
    pub open: i64,
    pub closed: i64,
}

type Requests<'s> = ScopedSelect<'s, ClientSide, request::Entity>;

fn matching<'s>(scope: &'s RequestSubmitter, filter: &Filter) -> Requests<'s> {
    use request::Column;
    let mut select = scope
        .find::<request::Entity>()
        .filter_if(filter.kind, |kind| Column::Kind.eq(kind))
        .filter_if(filter.project, |project| Column::ProjectId.eq(project))
        .filter_if(filter.mine.then(|| scope.person()), |person| {
            // What is the whole client's is nobody's own.
            Column::AuthorId.eq(person).and(Column::ForWorkspace.eq(false))
        });
    if let Some(found) = scope.requests_matching(&filter.words) {
        select = select.filter(found);
    }
    select
}

/// The workspace's requests, the latest first: a person sees what colleagues sent.
///
/// # Errors
/// When the cursor is none of ours.
pub fn list<'s>(
    scope: &'s RequestSubmitter,
    filter: &Filter,
    paging: &Paging,
) -> Result<Part<'s, Page<ListedForClient>>> {
    matching(scope, filter)
        .filter_if(filter.status, |status| request::Column::Status.eq(status))
        .join::<project::Entity>(request::Column::ProjectId, project::Column::Id)
        .part_page(paging, Sort::newest(|row: &ListedForClient| row.id.into()))
}

/// How many requests there are under the filter, whatever status it names.
pub fn counts<'s>(scope: &'s RequestSubmitter, filter: &Filter) -> Part<'s, Counts> {
    let of = |status: RequestStatus| matching(scope, filter).filter(request::Column::Status.eq(status)).counted();
    let counted = [of(RequestStatus::Open), of(RequestStatus::Closed)];
    scope.part_tally(counted).map(|[open, closed]| Counts { open, closed })
}

/// A request that waits for the client.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "request::Entity")]
pub struct Awaited {
    pub id: RequestId,
    pub number: i64,
    pub subject: String,
    pub waits_since: DateTimeUtc,
}

/// Open requests of the workspace on which the agency waits for an answer, the longest wait first.
pub fn awaiting(scope: &RequestSubmitter, most: u64) -> Part<'_, Vec<Awaited>> {
    use request::Column;
    scope
        .find::<request::Entity>()
        .filter(Column::Status.eq(RequestStatus::Open).and(Column::WaitsOn.eq(WaitsOn::Client)))
        .asc(Column::WaitsSince)
        .limit(most)
        .part_as()
}

/// A request of the workspace.
///
/// # Errors
/// [`crate::error::Error::NotFound`], also where it is another workspace's.
pub async fn find(scope: &RequestSubmitter, id: RequestId) -> Result<Found> {
    scope
        .find::<request::Entity>()
        .filter(request::Column::Id.eq(id))
        .join::<project::Entity>(request::Column::ProjectId, project::Column::Id)
        .one_as()
        .await
}

/// A request of the workspace, and where it leads to; nothing, also where it is another workspace's, is
/// [`Error::NotFound`].
pub fn find_traced(scope: &RequestSubmitter, id: RequestId) -> Part<'_, (Found, Traces)> {
    let scope: &ClientScope = scope;
    let row = scope.find::<request::Entity>().filter(request::Column::Id.eq(id));
    let row = row.join::<project::Entity>(request::Column::ProjectId, project::Column::Id).part_as::<Found>();
    together((row, traces(scope, &[id]))).then(move |(found, mut all)| {
        let found = found.into_iter().next().ok_or(Error::NotFound)?;
        Ok((found, all.remove(&id).unwrap_or_default()))
    })
}

/// A request's messages, the latest first.
///
/// # Errors
/// When the cursor is none of ours.
pub fn messages<'s>(
    scope: &'s RequestSubmitter,
    request: RequestId,
    paging: &Paging,
) -> Result<Part<'s, Page<request_message::Model>>> {
    said(scope, request).part_page(paging, newest())
}

/// The ids of the same messages.
///
/// # Errors
/// When the cursor is none of ours.
pub fn message_ids(scope: &RequestSubmitter, request: RequestId, paging: &Paging) -> Result<SelectStatement> {
    said(scope, request).ids_of_page(paging, &newest())
}

fn said(scope: &RequestSubmitter, request: RequestId) -> ScopedSelect<'_, ClientSide, request_message::Entity> {
    scope.find::<request_message::Entity>().filter(request_message::Column::RequestId.eq(request))
}

fn newest() -> Sort<request_message::Model> {
    Sort::newest(|row| row.id.into())
}

/// A request's messages after one that the reader has, the earliest first.
///
/// # Errors
/// When the database fails.
pub async fn messages_after(
    scope: &RequestSubmitter,
    request: RequestId,
    after: Option<CommentId>,
) -> Result<Vec<request_message::Model>> {
    use request_message::Column;
    said(scope, request).filter_if(after, |id| Column::Id.gt(id)).asc(Column::Id).limit(Paging::MOST).all().await
}
