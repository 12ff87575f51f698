use maud::Markup;
use poem::http::StatusCode;
use poem::web::{Data, Path};
use poem::{IntoResponse, Response, handler};

use super::{service, views};
use crate::access::{ClientScope, Commenter, Paging, Permission, together};
use crate::entity::upload;
use crate::error::{Error, FieldErrors, Result};
use crate::features::{approvals, files, notifications};
use crate::ids::ProjectId;
use crate::storage::Storage;
use crate::web::components::Crumb;
use crate::web::{Audience, Files, Form, Layout, Pages, Query, places};

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
    let completed = service::completed(&scope, &Paging::after(COMPLETED, cursor)?)?;
    let (current, completed) = layout.with(together((service::list(&scope), completed))).await?;
    let may_ask = scope.seat().allows(Permission::SubmitRequests);
    layout.page(views::TITLE, Vec::new(), views::list(&current, &completed, may_ask, layout.times)).await
}

#[handler]
async fn show(
    scope: ClientScope,
    layout: Layout,
    storage: Data<&Storage>,
    Path(project): Path<String>,
    Query(query): Query,
) -> poem::Result<Response> {
    page(&scope, &layout, &storage, id(&project)?, query.get("cursor"), None).await
}

/// The page of a project; with a comment that was not taken, and why, as the answer to a refused form.
async fn page(
    scope: &ClientScope,
    layout: &Layout,
    storage: &Storage,
    id: ProjectId,
    cursor: &str,
    refused: Option<&Refused<'_>>,
) -> poem::Result<Response> {
    let cursor = Some(cursor).filter(|cursor| !cursor.is_empty());
    let (project, plan) = service::planned(scope, id).await?;
    let said = service::comments(scope, id, &Paging::after(THREAD, cursor)?)?;
    let parts = (approvals::of_project(scope, id), approvals::mine(scope), approvals::unsent(scope), said);
    let (sent, mine, unsent, said) = layout.with(together(parts)).await?;
    let whose = approvals::Whose { mine: &mine, unsent: &unsent };
    let places: Vec<_> = said.items.iter().map(|row| row.id.into()).collect();
    let may_comment = scope.seat().allows(Permission::Comment);
    let thread = views::Thread {
        project: id,
        page: &said,
        files: &files::at(scope, &places).await?,
        earlier: cursor.is_some(),
        reader: scope.person(),
        composer: may_comment.then(|| composer(id, layout, storage, refused)),
        times: layout.times,
    };
    let content = views::show(&views::Shown { project: &project, plan: &plan, approvals: &sent, whose, thread });
    let trail = vec![Crumb { label: views::TITLE, href: places::PROJECTS }];
    match refused {
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
    let places: Vec<_> = rows.iter().map(|row| row.id.into()).collect();
    let files = files::at(&scope, &places).await?;
    Ok(views::messages(&rows, &files, scope.person(), layout.times).into_response())
}

#[handler]
async fn comment(
    scope: Commenter,
    layout: Layout,
    storage: Data<&Storage>,
    Path(project): Path<String>,
    form: Form,
    coming: Files,
) -> poem::Result<Response> {
    let id = id(&project)?;
    let body = form.get("body");
    let mut sent = Vec::new();
    let verb = async |sent: &[upload::Model]| service::comment(&scope, id, body, sent).await;
    match files::taken(&scope, &storage, &coming, &mut sent, verb).await {
        Ok(row) if layout.wants_fragment() => {
            let files = files::at(&scope, &[row.id.into()]).await?;
            let composer = composer(id, &layout, &storage, None);
            Ok(views::commented(&row, &files, scope.person(), layout.times, composer).into_response())
        }
        Ok(row) => Ok(layout.go(&format!("{}#message-{}", places::project(id), row.id))),
        Err(Error::Invalid(errors)) => {
            let refused = Refused { body, errors: &errors, sent: !sent.is_empty() };
            if layout.wants_fragment() {
                let composer = composer(id, &layout, &storage, Some(&refused));
                return Ok((StatusCode::UNPROCESSABLE_ENTITY, composer).into_response());
            }
            page(&scope, &layout, &storage, id, "", Some(&refused)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// A comment that was not taken.
struct Refused<'a> {
    body: &'a str,
    errors: &'a FieldErrors,
    /// Whether files came with it.
    sent: bool,
}

/// The box for the next comment.
fn composer(id: ProjectId, layout: &Layout, storage: &Storage, refused: Option<&Refused<'_>>) -> Markup {
    let typed = refused.map(|refused| (refused.body, refused.errors.at("body")));
    let problem = refused.and_then(|refused| files::problem(refused.errors.at("files"), refused.sent));
    let files = files::field("composer-files", storage.limit, problem);
    views::composer_for(id, typed, files, &layout.token, &layout.once)
}
