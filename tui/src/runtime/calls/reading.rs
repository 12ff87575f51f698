use std::sync::{Arc, Mutex, PoisonError};

use futures_util::future::{try_join, try_join3};
use portico_openapi::{ApiError, Page, Session, types};
use uuid::Uuid;

use super::{
    Desk,
    lists::{PAGE, all, page_of, rows_of},
    office,
};
use crate::{
    charts::Asked,
    effect::Query,
    message::{Conversation, Directory, People, ProjectView, RequestPage, Unlisted},
};

/// Requests that the overview looks at.
const LOAD: usize = 1000;

/// The numbers of the tabs.
pub async fn counts(desk: &Desk) -> Result<types::RequestCounts, ApiError> {
    let session = desk.signed_in()?;
    let answer = session.call(|api| async move { api.request_counts().send().await }).await?;
    Ok(answer.into_inner())
}

/// As many rows as are wanted, in as many pages as it takes.
pub async fn requests(desk: &Desk, query: Query) -> Result<RequestPage, Unlisted> {
    let session = desk.signed_in()?;
    let place = Arc::new(Mutex::new(None));
    let page = rows_of(query.wanted, query.cursor.clone(), |cursor, limit| {
        request_page(&session, &query, cursor, limit, &place)
    });
    match page.await {
        Ok(page) => Ok(page),
        Err(error) => Err(Unlisted { error, place: place.lock().unwrap_or_else(PoisonError::into_inner).take() }),
    }
}

/// What a call of the generated client fails with.
pub(super) trait Failing {
    type Failure;
}

impl<T, E> Failing for Result<T, E> {
    type Failure = E;
}

/// The same, as a name.
pub(super) type Failure = <portico_openapi::Answer<()> as Failing>::Failure;

/// A page of requests. Where a filter has a fault is told beside the error, which has no room for it.
async fn request_page(
    session: &Session,
    query: &Query,
    cursor: Option<String>,
    limit: u32,
    place: &Arc<Mutex<Option<types::ProblemPlace>>>,
) -> Result<Page<types::Request>, ApiError> {
    let call = session.call(|api| {
        let (query, cursor, place) = (query.clone(), cursor.clone(), place.clone());
        async move {
            let mut call = api.request_list().sort(query.sort).limit(limit);
            if !query.filter.is_empty() {
                call = call.filter(query.filter);
            }
            if let Some(cursor) = cursor {
                call = call.cursor(cursor);
            }
            let answer = call.send().await;
            if let Err(Failure::ErrorResponse(problem)) = &answer {
                *place.lock().unwrap_or_else(PoisonError::into_inner) = problem.place.clone();
            }
            answer
        }
    });
    Ok(call.await?.into_inner().into())
}

/// A request, and what was said about it outside and inside.
pub async fn conversation(desk: &Desk, id: Uuid) -> Result<Conversation, ApiError> {
    let session = desk.signed_in()?;
    let request = async {
        let answer = session.call(|api| async move { api.request_view().request_id(id).send().await }).await?;
        Ok(answer.into_inner())
    };
    let messages = all(&session, move |api, cursor| async move {
        page_of!(api.request_message_list().request_id(id), cursor).send().await
    });
    let notes = all(&session, move |api, cursor| async move {
        page_of!(api.request_note_list().request_id(id), cursor).send().await
    });
    let (request, messages, notes) = try_join3(request, messages, notes).await?;
    Ok(Conversation { request, messages, notes })
}

/// The people and things that pickers offer.
pub async fn directory(desk: &Desk) -> Result<Directory, ApiError> {
    let session = desk.signed_in()?;
    let staff = all(&session, |api, cursor| async move { page_of!(api.staff_list(), cursor).send().await });
    let workspaces = all(&session, |api, cursor| async move { page_of!(api.workspace_list(), cursor).send().await });
    let projects = all(&session, |api, cursor| async move { page_of!(api.project_list(), cursor).send().await });
    let archived =
        all(&session, |api, cursor| async move { page_of!(api.workspace_list().archived(true), cursor).send().await });
    let (staff, (mut workspaces, archived), projects) =
        try_join3(staff, try_join(workspaces, archived), projects).await?;
    workspaces.extend::<Vec<types::Workspace>>(archived);
    Ok(Directory { staff, workspaces, projects })
}

/// A project with its parts.
pub async fn project(desk: &Desk, id: Uuid) -> Result<ProjectView, ApiError> {
    let session = desk.signed_in()?;
    let project = async {
        let answer = session.call(|api| async move { api.project_view().project_id(id).send().await }).await?;
        Ok(answer.into_inner())
    };
    let milestones =
        all(
            &session,
            move |api, cursor| async move { page_of!(api.milestone_list().project_id(id), cursor).send().await },
        );
    let tasks =
        all(&session, move |api, cursor| async move { page_of!(api.task_list().project_id(id), cursor).send().await });
    let comments = all(&session, move |api, cursor| async move {
        page_of!(api.project_comment_list().project_id(id), cursor).send().await
    });
    let ((project, milestones), (tasks, comments)) =
        try_join(try_join(project, milestones), try_join(tasks, comments)).await?;
    Ok(ProjectView { project, milestones, tasks, comments })
}

/// The people of a workspace.
pub async fn members(desk: &Desk, id: Uuid) -> Result<People, ApiError> {
    office::clients::people(&desk.signed_in()?, id).await
}

/// The latest of what the person was told.
pub async fn notifications(desk: &Desk) -> Result<Vec<types::Notification>, ApiError> {
    let session = desk.signed_in()?;
    let answer = session.call(|api| async move { api.notification_list().limit(PAGE).send().await }).await?;
    Ok(answer.into_inner().items)
}

/// All open requests, and whether there are more than are worth fetching.
pub async fn load(desk: &Desk) -> Result<(Vec<types::Request>, bool), ApiError> {
    let query = Query { filter: String::new(), sort: types::RequestSort::Waiting, cursor: None, wanted: LOAD };
    let page = requests(desk, query).await.map_err(|unlisted| unlisted.error)?;
    Ok((page.items, page.next.is_some()))
}

/// How requests went over some weeks.
pub async fn report(desk: &Desk, asked: Asked) -> Result<types::RequestReport, ApiError> {
    let session = desk.signed_in()?;
    let answer = session.call(|api| async move {
        let mut call = api.request_report_view().by(asked.by);
        if let Some(from) = asked.from {
            call = call.from(from);
        }
        if let Some(to) = asked.to {
            call = call.to(to);
        }
        if let Some(id) = asked.workspace {
            call = call.workspace_id(id);
        }
        call.send().await
    });
    Ok(answer.await?.into_inner())
}
