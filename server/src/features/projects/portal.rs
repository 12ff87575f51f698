use poem::http::StatusCode;
use poem::web::Path;
use poem::{IntoResponse, Response, handler};

use super::{service, views};
use crate::access::{ClientScope, Commenter, Paging, Permission};
use crate::error::{Error, FieldErrors, Result};
use crate::features::{approvals, notifications};
use crate::ids::ProjectId;
use crate::web::components::Crumb;
use crate::web::{Audience, Form, Layout, Pages, Query, places};

const COMMENTS: &str = "/portal/projects/:project_id/comments";

/// How many completed projects a page lists.
const COMPLETED: u64 = 25;
/// How many comments a project shows before it offers the earlier ones.
const THREAD: u64 = 50;

/// The feature's pages.
pub fn pages(pages: Pages) -> Pages {
    pages
        .get(places::PROJECTS, Audience::Work, list)
        .get("/portal/projects/:project_id", Audience::Work, show)
        .post("/portal/projects/:project_id/seen", Audience::Work, seen)
        .get(COMMENTS, Audience::Work, comments)
        .post(COMMENTS, Audience::Permitted(Permission::Comment), comment)
}

/// An id that is none is nothing, like one that is somebody else's.
fn id(text: &str) -> Result<ProjectId> {
    text.parse().map_err(|_| Error::NotFound)
}

/// The page says that it is being looked at. Loading it must not: a browser may load what nobody sees.
#[handler]
async fn seen(scope: ClientScope, Path(project): Path<String>) -> poem::Result<Response> {
    notifications::mark_project_read(&scope, id(&project)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

#[handler]
async fn list(scope: ClientScope, layout: Layout, Query(query): Query) -> poem::Result<Response> {
    let cursor = Some(query.get("cursor")).filter(|cursor| !cursor.is_empty());
    let completed = service::completed(&scope, &Paging::after(COMPLETED, cursor)?).await?;
    let current = service::list(&scope).await?;
    let may_ask = scope.seat().allows(Permission::SubmitRequests);
    layout.page(views::TITLE, Vec::new(), views::list(&current, &completed, may_ask, layout.times)).await
}

#[handler]
async fn show(
    scope: ClientScope,
    layout: Layout,
    Path(project): Path<String>,
    Query(query): Query,
) -> poem::Result<Response> {
    page(&scope, &layout, id(&project)?, query.get("cursor"), None).await
}

/// The page of a project; with a comment that was not taken, and why, as the answer to a refused form.
async fn page(
    scope: &ClientScope,
    layout: &Layout,
    id: ProjectId,
    cursor: &str,
    typed: Option<(&str, &str)>,
) -> poem::Result<Response> {
    let cursor = Some(cursor).filter(|cursor| !cursor.is_empty());
    let project = service::find(scope, id).await?;
    let plan = service::plan(scope, id).await?;
    let sent = approvals::of_project(scope, id).await?;
    let said = service::comments(scope, id, &Paging::after(THREAD, cursor)?).await?;
    let thread = views::Thread {
        project: id,
        page: &said,
        earlier: cursor.is_some(),
        reader: scope.person(),
        may_comment: scope.seat().allows(Permission::Comment),
        typed,
        times: layout.times,
        token: &layout.token,
        once: &layout.once,
    };
    let content = views::show(&views::Shown {
        project: &project,
        plan: &plan,
        approvals: &sent,
        decides: scope.seat().allows(Permission::ApproveWork),
        thread,
    });
    let trail = vec![Crumb { label: views::TITLE, href: places::PROJECTS }];
    match typed {
        Some(_) => layout.invalid(&project.name, trail, content).await,
        None => layout.page(&project.name, trail, content).await,
    }
}

/// What was said after a comment, for a page that is open.
#[handler]
async fn comments(
    scope: ClientScope,
    layout: Layout,
    Path(project): Path<String>,
    Query(query): Query,
) -> poem::Result<Response> {
    let project = service::find(&scope, id(&project)?).await?;
    let rows = service::comments_after(&scope, project.id, query.get("after").parse().ok()).await?;
    Ok(views::messages(&rows, scope.person(), layout.times).into_response())
}

#[handler]
async fn comment(scope: Commenter, layout: Layout, Path(project): Path<String>, form: Form) -> poem::Result<Response> {
    let id = id(&project)?;
    match service::comment(&scope, id, form.get("body")).await {
        Ok(row) if layout.wants_fragment() => {
            Ok(views::commented(&row, scope.person(), layout.times, &layout.token, &layout.once).into_response())
        }
        Ok(row) => Ok(layout.go(&format!("{}#message-{}", places::project(id), row.id))),
        Err(Error::Invalid(errors)) => refused(&scope, &layout, id, form.get("body"), &errors).await,
        Err(error) => Err(error.into()),
    }
}

/// The composer again, with what was typed and what is wrong with it.
async fn refused(
    scope: &ClientScope,
    layout: &Layout,
    id: ProjectId,
    body: &str,
    errors: &FieldErrors,
) -> poem::Result<Response> {
    let typed = Some((body, errors.at("body").unwrap_or_default()));
    if !layout.wants_fragment() {
        return page(scope, layout, id, "", typed).await;
    }
    let composer = views::composer_for(id, typed, &layout.token, &layout.once);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, composer).into_response())
}
