use maud::Markup;
use poem::http::StatusCode;
use poem::web::{Data, Path};
use poem::{IntoResponse, Response, handler};

use super::service::{self, Filter, NewRequest};
use super::views::{self, Draft, Thread};
use crate::access::{Paging, Permission, RequestSubmitter, together};
use crate::entity::upload;
use crate::entity::words::{RequestKind, RequestStatus};
use crate::error::{Error, FieldErrors, Result};
use crate::features::{files, notifications, projects};
use crate::ids::RequestId;
use crate::storage::Storage;
use crate::web::components::Crumb;
use crate::web::{Audience, Files, Form, Layout, Pages, Query, markdown, places};

const FOR: Audience = Audience::Permitted(Permission::SubmitRequests);

/// The feature's pages.
pub fn pages(pages: Pages) -> Pages {
    pages
        .get(places::REQUESTS, FOR, list)
        .post(places::REQUESTS, FOR, create)
        .get(places::NEW_REQUEST, FOR, compose)
        .get("/portal/requests/:request_id", FOR, show)
        .get("/portal/requests/:request_id/messages", FOR, messages)
        .post("/portal/requests/:request_id/messages", FOR, post)
        .post("/portal/requests/:request_id/seen", FOR, seen)
        .post("/portal/requests/:request_id/close", FOR, close)
        .post("/portal/requests/:request_id/reopen", FOR, reopen)
        .post(places::PREVIEW, Audience::Client, preview)
}

/// How many messages a thread shows before it offers the earlier ones.
const THREAD: u64 = 50;

#[handler]
async fn list(scope: RequestSubmitter, layout: Layout, Query(query): Query) -> poem::Result<Response> {
    let filter = Filter {
        status: match query.get("status") {
            "all" => None,
            "closed" => Some(RequestStatus::Closed),
            _ => Some(RequestStatus::Open),
        },
        kind: RequestKind::parse(query.get("kind")),
        project: query.get("project").parse().ok(),
        mine: query.get("mine") == "true",
        words: query.trimmed("q").chars().take(200).collect(),
    };
    let cursor = Some(query.get("cursor")).filter(|cursor| !cursor.is_empty());
    let page = service::list(&scope, &filter, &Paging::after(25, cursor)?)?;
    let (page, counts) = layout.with(together((page, service::counts(&scope, &filter)))).await?;
    layout.page(views::TITLE, Vec::new(), views::list(&page, &counts, &filter, layout.times)).await
}

fn trail() -> Vec<Crumb<'static>> {
    vec![Crumb { label: views::TITLE, href: places::REQUESTS }]
}

#[handler]
async fn compose(
    scope: RequestSubmitter,
    layout: Layout,
    storage: Data<&Storage>,
    Query(query): Query,
) -> poem::Result<Response> {
    let projects = projects::names(&scope).await?;
    let draft = Draft::from_form(&query);
    let files = files::field("files", storage.limit, None);
    let form = views::new(&draft, &projects, None, files, &layout.token, &layout.once);
    layout.page(views::NEW_TITLE, trail(), form).await
}

#[handler]
async fn create(
    scope: RequestSubmitter,
    layout: Layout,
    storage: Data<&Storage>,
    form: Form,
    coming: Files,
) -> poem::Result<Response> {
    let draft = Draft::from_form(&form);
    let mut sent = Vec::new();
    match files::taken(&scope, &storage, &coming, &mut sent, async |sent| taken(&scope, &form, sent).await).await {
        Ok(id) => Ok(layout.go(&places::request(id))),
        Err(Error::Invalid(errors)) => {
            let projects = projects::names(&scope).await?;
            let problem = files::problem(errors.at("files"), !sent.is_empty());
            let files = files::field("files", storage.limit, problem);
            let form = views::new(&draft, &projects, Some(&errors), files, &layout.token, &layout.once);
            layout.invalid(views::NEW_TITLE, trail(), form).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn taken(scope: &RequestSubmitter, form: &Form, sent: &[upload::Model]) -> Result<RequestId> {
    let kind = RequestKind::parse(form.get("kind")).ok_or_else(|| Error::field("kind", "Choose one of the two."))?;
    // Each kind has a list of its own, so that changing the kind loses nothing.
    let category = form.get(views::category_field(kind)).to_owned();
    let project = match form.get("project_id") {
        "" => None,
        id => Some(id.parse().map_err(|_| Error::field("project_id", "Choose one of your projects."))?),
    };
    let new =
        NewRequest { kind, category, project, subject: form.get("subject").into(), body: form.get("body").into() };
    service::create(scope, new, sent).await
}

/// An id that is none is nothing, like one that is somebody else's.
fn id(text: &str) -> Result<RequestId> {
    text.parse().map_err(|_| Error::NotFound)
}

#[handler]
async fn show(
    scope: RequestSubmitter,
    layout: Layout,
    storage: Data<&Storage>,
    Path(request): Path<String>,
    Query(query): Query,
) -> poem::Result<Response> {
    page(&scope, &layout, &storage, id(&request)?, query.get("cursor"), None).await
}

/// The page of a request; with a message that was not taken, and why, as the answer to a refused form.
async fn page(
    scope: &RequestSubmitter,
    layout: &Layout,
    storage: &Storage,
    id: RequestId,
    cursor: &str,
    refused: Option<&Refused<'_>>,
) -> poem::Result<Response> {
    let cursor = Some(cursor).filter(|cursor| !cursor.is_empty());
    let (paging, found) = (Paging::after(THREAD, cursor)?, service::find_traced(scope, id));
    let files = files::among(scope, service::message_ids(scope, id, &paging)?);
    let ((request, traces), page, files) =
        layout.with(together((found, service::messages(scope, id, &paging)?, files))).await?;
    if let Some(other) = &traces.merged_into {
        return Ok(layout.go(&places::request(other.id)));
    }
    let thread = Thread {
        request: &request,
        traces: &traces,
        page: &page,
        files: &files,
        reader: scope.person(),
        times: layout.times,
        composer: composer(id, layout, storage, refused),
        token: &layout.token,
    };
    let title = request.request.subject.clone();
    match refused {
        Some(_) => layout.invalid(&title, trail(), views::show(&thread)).await,
        None => layout.page(&title, trail(), views::show(&thread)).await,
    }
}

/// A message that was not taken.
struct Refused<'a> {
    body: &'a str,
    errors: &'a FieldErrors,
    /// Whether files came with it.
    sent: bool,
}

/// The box for the next message.
fn composer(id: RequestId, layout: &Layout, storage: &Storage, refused: Option<&Refused<'_>>) -> Markup {
    let typed = refused.map(|refused| (refused.body, refused.errors.at("body")));
    let problem = refused.and_then(|refused| files::problem(refused.errors.at("files"), refused.sent));
    let files = files::field("composer-files", storage.limit, problem);
    views::composer_for(id, typed, files, &layout.token, &layout.once)
}

#[handler]
async fn messages(
    scope: RequestSubmitter,
    layout: Layout,
    Path(request): Path<String>,
    Query(query): Query,
) -> poem::Result<Response> {
    let found = service::find(&scope, id(&request)?).await?.request;
    let request = if found.merged_at.is_some() { service::root(&*scope, found.id).await? } else { found.id };
    let rows = service::messages_after(&scope, request, query.get("after").parse().ok()).await?;
    let places: Vec<_> = rows.iter().map(|row| row.id.into()).collect();
    let files = files::at(&scope, &places).await?;
    Ok(views::messages(&rows, &files, scope.person(), layout.times).into_response())
}

#[handler]
async fn post(
    scope: RequestSubmitter,
    layout: Layout,
    storage: Data<&Storage>,
    Path(request): Path<String>,
    form: Form,
    coming: Files,
) -> poem::Result<Response> {
    let id = id(&request)?;
    let body = form.get("body");
    let mut sent = Vec::new();
    let verb = async |sent: &[upload::Model]| service::post(&scope, id, body, sent).await;
    match files::taken(&scope, &storage, &coming, &mut sent, verb).await {
        Ok(row) if layout.wants_fragment() => {
            let files = files::at(&scope, &[row.id.into()]).await?;
            let composer = composer(id, &layout, &storage, None);
            Ok(views::posted(&row, &files, scope.person(), layout.times, composer).into_response())
        }
        Ok(row) => Ok(layout.go(&format!("{}#message-{}", places::request(row.request_id), row.id))),
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

/// The page says that it is being looked at. Loading it must not: a browser may load what nobody sees.
#[handler]
async fn seen(scope: RequestSubmitter, Path(request): Path<String>) -> poem::Result<Response> {
    notifications::mark_request_read(&scope, id(&request)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

#[handler]
async fn close(scope: RequestSubmitter, layout: Layout, Path(request): Path<String>) -> poem::Result<Response> {
    moved(&scope, &layout, &request, RequestStatus::Closed).await
}

#[handler]
async fn reopen(scope: RequestSubmitter, layout: Layout, Path(request): Path<String>) -> poem::Result<Response> {
    moved(&scope, &layout, &request, RequestStatus::Open).await
}

async fn moved(
    scope: &RequestSubmitter,
    layout: &Layout,
    request: &str,
    status: RequestStatus,
) -> poem::Result<Response> {
    let id = id(request)?;
    service::set_status(scope, id, status).await?;
    Ok(layout.go(&places::request(id)))
}

/// How a text will look.
#[handler]
async fn preview(form: Form) -> Response {
    markdown::html(form.get("body")).into_response()
}
