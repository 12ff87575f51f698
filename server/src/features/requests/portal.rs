use poem::http::StatusCode;
use poem::web::Path;
use poem::{IntoResponse, Response, handler};

use super::service::{self, Filter, NewRequest};
use super::views::{self, Draft, Thread};
use crate::access::{Page, Paging, Permission, RequestSubmitter};
use crate::entity::request_message;
use crate::entity::words::{RequestKind, RequestStatus};
use crate::error::{Error, Result};
use crate::features::{notifications, projects};
use crate::ids::RequestId;
use crate::web::components::Crumb;
use crate::web::{Audience, Form, Layout, Pages, Query, markdown, places};

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
    let page = service::list(&scope, &filter, &Paging::after(25, cursor)?).await?;
    let counts = service::counts(&scope, &filter).await?;
    layout.page(views::TITLE, Vec::new(), views::list(&page, &counts, &filter, layout.times)).await
}

fn trail() -> Vec<Crumb<'static>> {
    vec![Crumb { label: views::TITLE, href: places::REQUESTS }]
}

#[handler]
async fn compose(scope: RequestSubmitter, layout: Layout, Query(query): Query) -> poem::Result<Response> {
    let projects = projects::names(&scope).await?;
    let draft = Draft::from_form(&query);
    layout.page(views::NEW_TITLE, trail(), views::new(&draft, &projects, None, &layout.token, &layout.once)).await
}

#[handler]
async fn create(scope: RequestSubmitter, layout: Layout, form: Form) -> poem::Result<Response> {
    let draft = Draft::from_form(&form);
    match taken(&scope, &form).await {
        Ok(id) => Ok(layout.go(&places::request(id))),
        Err(Error::Invalid(errors)) => {
            let projects = projects::names(&scope).await?;
            let form = views::new(&draft, &projects, Some(&errors), &layout.token, &layout.once);
            layout.invalid(views::NEW_TITLE, trail(), form).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn taken(scope: &RequestSubmitter, form: &Form) -> Result<RequestId> {
    let kind = RequestKind::parse(form.get("kind")).ok_or_else(|| Error::field("kind", "Choose one of the two."))?;
    // Each kind has a list of its own, so that changing the kind loses nothing.
    let category = form.get(views::category_field(kind)).to_owned();
    let project = match form.get("project_id") {
        "" => None,
        id => Some(id.parse().map_err(|_| Error::field("project_id", "Choose one of your projects."))?),
    };
    let new =
        NewRequest { kind, category, project, subject: form.get("subject").into(), body: form.get("body").into() };
    service::create(scope, new).await
}

/// An id that is none is nothing, like one that is somebody else's.
fn id(text: &str) -> Result<RequestId> {
    text.parse().map_err(|_| Error::NotFound)
}

#[handler]
async fn show(
    scope: RequestSubmitter,
    layout: Layout,
    Path(request): Path<String>,
    Query(query): Query,
) -> poem::Result<Response> {
    let request = service::find(&scope, id(&request)?).await?;
    let cursor = Some(query.get("cursor")).filter(|cursor| !cursor.is_empty());
    let page = service::messages(&scope, request.request.id, &Paging::after(THREAD, cursor)?).await?;
    let thread = Thread {
        request: &request,
        page: &page,
        reader: scope.person(),
        times: layout.times,
        token: &layout.token,
        once: &layout.once,
    };
    let title = request.request.subject.clone();
    layout.page(&title, trail(), views::show(&thread, None)).await
}

#[handler]
async fn messages(
    scope: RequestSubmitter,
    layout: Layout,
    Path(request): Path<String>,
    Query(query): Query,
) -> poem::Result<Response> {
    let request = service::find(&scope, id(&request)?).await?.request.id;
    let rows = service::messages_after(&scope, request, query.get("after").parse().ok()).await?;
    Ok(views::messages(&rows, scope.person(), layout.times).into_response())
}

#[handler]
async fn post(
    scope: RequestSubmitter,
    layout: Layout,
    Path(request): Path<String>,
    form: Form,
) -> poem::Result<Response> {
    let id = id(&request)?;
    match service::post(&scope, id, form.get("body")).await {
        Ok(row) if layout.wants_fragment() => {
            Ok(views::posted(&row, scope.person(), layout.times, &layout.token, &layout.once).into_response())
        }
        Ok(row) => Ok(layout.go(&format!("{}#message-{}", places::request(id), row.id))),
        Err(Error::Invalid(errors)) => refused(&scope, &layout, id, form.get("body"), &errors).await,
        Err(error) => Err(error.into()),
    }
}

/// The composer again, with what was typed and what is wrong with it.
async fn refused(
    scope: &RequestSubmitter,
    layout: &Layout,
    id: RequestId,
    body: &str,
    errors: &crate::error::FieldErrors,
) -> poem::Result<Response> {
    let typed = Some((body, errors.at("body").unwrap_or_default()));
    if layout.wants_fragment() {
        let composer = views::composer_for(id, typed, &layout.token, &layout.once);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, composer).into_response());
    }
    let request = service::find(scope, id).await?;
    let page: Page<request_message::Model> = service::messages(scope, id, &Paging::first(THREAD)).await?;
    let thread = Thread {
        request: &request,
        page: &page,
        reader: scope.person(),
        times: layout.times,
        token: &layout.token,
        once: &layout.once,
    };
    let title = request.request.subject.clone();
    layout.invalid(&title, trail(), views::show(&thread, typed)).await
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
