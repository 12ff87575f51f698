use futures_util::future::{try_join, try_join3};
use portico_openapi::{ApiError, Page, types};
use uuid::Uuid;

use super::{
    Desk,
    lists::{PAGE, all, page_of},
    office,
};
use crate::{
    effect::Query,
    message::{Conversation, Directory, People, ProjectView, RequestPage},
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
pub async fn requests(desk: &Desk, query: Query) -> Result<RequestPage, ApiError> {
    let continues = query.cursor.is_some();
    let wanted = query.wanted;
    let mut items = Vec::new();
    let mut next = query.cursor.clone();
    loop {
        let left = u32::try_from(wanted.saturating_sub(items.len())).unwrap_or(PAGE);
        let page = request_page(desk, &query, next, left.clamp(1, PAGE)).await?;
        items.extend(page.items);
        next = page.next;
        if next.is_none() || items.len() >= wanted {
            return Ok(RequestPage { items, next, continues });
        }
    }
}

async fn request_page(
    desk: &Desk,
    query: &Query,
    cursor: Option<String>,
    limit: u32,
) -> Result<Page<types::Request>, ApiError> {
    let answer = desk
        .signed_in()?
        .call(|api| {
            let (query, cursor) = (query.clone(), cursor.clone());
            async move {
                let mut call = api.request_list().status(query.status).sort(query.sort).limit(limit);
                if let Some(assignee) = query.assignee {
                    call = call.assignee(assignee);
                }
                if let Some(words) = query.words {
                    call = call.q(words);
                }
                if let Some(tag) = query.tag {
                    call = call.tag(tag);
                }
                if let Some(priority) = query.priority {
                    call = call.priority(priority);
                }
                if let Some(side) = query.waits_on {
                    call = call.waits_on(side);
                }
                if let Some(cursor) = cursor {
                    call = call.cursor(cursor);
                }
                call.send().await
            }
        })
        .await?;
    Ok(answer.into_inner().into())
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
    let query = Query {
        status: types::RequestStatusFilter::Open,
        assignee: None,
        waits_on: None,
        sort: types::RequestSort::Waiting,
        words: None,
        tag: None,
        priority: None,
        cursor: None,
        wanted: LOAD,
    };
    let page = requests(desk, query).await?;
    Ok((page.items, page.next.is_some()))
}
