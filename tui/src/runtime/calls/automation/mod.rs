//! What is done by itself, as operations of the generated client: here what is looked at, in `deeds` what is done, in
//! `elsewhere` what is done about engines, templates and providers.

mod deeds;
mod elsewhere;

use futures_util::future::try_join;
use portico_openapi::{ApiError, Kind, Session, types};
use uuid::Uuid;

pub use deeds::run;

use super::{
    Desk,
    lists::{PAGE, all, page_of, rows_of},
};
use crate::{
    automation::{Beside, Page, Part, Row, Spot, Wanted, Whole, WorkflowView},
    message::Rows,
};

/// Asks once, however often it is sent under the key.
macro_rules! create {
    ($session:expr, $key:expr, $body:expr, |$api:ident, $idempotency:ident, $new:ident| $call:expr) => {{
        let body = $body;
        let made = $session.create($key, |$api, $idempotency| {
            let $new = body.clone();
            async move { $call.send().await }
        });
        made.await?
    }};
}

/// Asks, and takes what came of it.
macro_rules! ask {
    ($session:expr, |$api:ident| $call:expr) => {{
        let answer = $session.call(|$api| async move { $call.send().await });
        answer.await?.into_inner()
    }};
    ($session:expr, $body:expr, |$api:ident, $sent:ident| $call:expr) => {{
        let body = $body;
        let answer = $session.call(|$api| {
            let $sent = body.clone();
            async move { $call.send().await }
        });
        answer.await?.into_inner()
    }};
}

pub(super) use {ask, create};

/// How many of a workflow's runs stand in its pane.
const LAST: u32 = 10;

/// A page of a list of the part, with what of the narrowing counts.
macro_rules! page {
    ($session:expr, $cursor:expr, $limit:expr, $row:expr, $operation:ident $(, $filter:ident = $value:expr)*) => {{
        let answer = $session.call(|api| {
            let cursor = $cursor.clone();
            async move {
                let call = api.$operation().limit($limit);
                $(let call = match $value { Some(value) => call.$filter(value), None => call };)*
                let call = match cursor { Some(cursor) => call.cursor(cursor), None => call };
                call.send().await
            }
        });
        let page = answer.await?.into_inner();
        let items = page.items.into_iter().map(|one| $row(Box::new(one))).collect();
        portico_openapi::Page { items, next: page.next_cursor }
    }};
}

/// As many rows as are wanted, in as many pages as it takes.
pub async fn shelf(desk: &Desk, wanted: Wanted) -> Result<Page, ApiError> {
    let session = desk.signed_in()?;
    let Rows { items, next, continues } =
        rows_of(wanted.rows, wanted.cursor.clone(), |cursor, limit| rows(&session, &wanted, cursor, limit)).await?;
    let beside = if continues { Beside::default() } else { beside(&session, wanted.part).await? };
    Ok(Page { part: wanted.part, items, next, continues, beside })
}

async fn rows(
    session: &Session,
    wanted: &Wanted,
    cursor: Option<String>,
    limit: u32,
) -> Result<portico_openapi::Page<Row>, ApiError> {
    let narrowing = &wanted.narrowing;
    let (client, workflow) = (narrowing.workspace, narrowing.workflow.as_ref().map(|(id, _)| *id));
    Ok(match wanted.part {
        Part::Workflows => page!(
            session,
            cursor,
            limit,
            Row::Workflow,
            workflow_list,
            workspace_id = client,
            status = narrowing.workflows
        ),
        Part::Runs => page!(
            session,
            cursor,
            limit,
            Row::Run,
            run_list,
            workspace_id = client,
            status = narrowing.runs,
            workflow_id = workflow
        ),
        Part::Connections => page!(
            session,
            cursor,
            limit,
            Row::Connection,
            connection_list,
            workspace_id = client,
            health = narrowing.health
        ),
        Part::Asked => {
            page!(session, cursor, limit, Row::Asked, credential_request_list, workspace_id = client)
        }
        Part::Providers => page!(session, cursor, limit, Row::Provider, provider_client_list),
        Part::Engines => page!(session, cursor, limit, Row::Engine, engine_list),
        Part::Templates => page!(session, cursor, limit, Row::Template, workflow_template_list),
        Part::Forms => {
            page!(session, cursor, limit, Row::Form, form_list, workspace_id = client, status = narrowing.forms)
        }
    })
}

async fn beside(session: &Session, part: Part) -> Result<Beside, ApiError> {
    let mut beside = Beside::default();
    match part {
        Part::Workflows => {
            let call = session.call(|api| async move { api.run_list().limit(PAGE).send().await });
            beside.recent = call.await?.into_inner().items;
        }
        Part::Connections => beside.providers = providers(session).await?,
        Part::Providers => beside.catalogue = catalogue(session).await?,
        Part::Runs | Part::Asked | Part::Engines | Part::Templates | Part::Forms => {}
    }
    Ok(beside)
}

async fn providers(session: &Session) -> Result<Vec<types::ProviderClient>, ApiError> {
    all(session, |api, cursor| async move { page_of!(api.provider_client_list(), cursor).send().await }).await
}

async fn catalogue(session: &Session) -> Result<Vec<types::Provider>, ApiError> {
    let call = session.call(|api| async move { api.provider_list().send().await });
    Ok(call.await?.into_inner().items)
}

/// One of a part, with everything about it.
pub async fn whole(desk: &Desk, part: Part, id: Uuid) -> Result<Whole, ApiError> {
    let session = desk.signed_in()?;
    Ok(match part {
        Part::Workflows => Whole::Workflow(Box::new(workflow(&session, id).await?)),
        Part::Runs => {
            let call = session.call(|api| async move { api.run_view().run_id(id).send().await });
            Whole::Run(Box::new(call.await?.into_inner()))
        }
        Part::Connections => {
            let call = session.call(|api| async move { api.connection_view().connection_id(id).send().await });
            let connection = call.await?.into_inner();
            let client = connection.workspace.id;
            let asked = all(&session, move |api, cursor| async move {
                page_of!(api.credential_request_list().workspace_id(client), cursor).send().await
            });
            Whole::Connection(Box::new(connection), asked.await?)
        }
        Part::Asked => {
            let call =
                session.call(|api| async move { api.credential_request_view().credential_request_id(id).send().await });
            Whole::Asked(Box::new(call.await?.into_inner()))
        }
        Part::Providers => {
            let (all, known) = try_join(providers(&session), catalogue(&session)).await?;
            let gone = || absent("This provider is not set up any more.");
            let one = all.into_iter().find(|one| one.id == id).ok_or_else(gone)?;
            let known = known.into_iter().find(|known| known.key == one.provider);
            Whole::Provider(Box::new(one), known)
        }
        Part::Engines => Whole::Engine(Box::new(elsewhere::engine(&session, id).await?)),
        Part::Templates => Whole::Template(Box::new(elsewhere::template(&session, id).await?)),
        Part::Forms => {
            let call = session.call(|api| async move { api.form_view().form_id(id).send().await });
            let form = call.await?.into_inner();
            let call =
                session.call(|api| async move { api.form_submission_list().form_id(id).limit(PAGE).send().await });
            Whole::Form(Box::new(form), call.await?.into_inner().items)
        }
    })
}

/// What is there no more.
fn absent(message: &str) -> ApiError {
    ApiError { kind: Kind::NotFound, code: String::new(), message: message.into(), request_id: None }
}

async fn workflow(session: &Session, id: Uuid) -> Result<WorkflowView, ApiError> {
    let call = session.call(|api| async move { api.workflow_view().workflow_id(id).send().await });
    let workflow = call.await?.into_inner();
    let client = workflow.workspace.id;
    let versions = all(session, move |api, cursor| async move {
        page_of!(api.workflow_version_list().workflow_id(id), cursor).send().await
    });
    let forms =
        all(
            session,
            move |api, cursor| async move { page_of!(api.form_list().workspace_id(client), cursor).send().await },
        );
    let (versions, forms) = try_join(versions, forms).await?;
    let call = session.call(|api| async move { api.workflow_trigger_list().workflow_id(id).send().await });
    let triggers = call.await?.into_inner().items;
    let call = session.call(|api| async move { api.run_list().workflow_id(id).limit(LAST).send().await });
    let runs = call.await?.into_inner().items;
    let call = session.call(|api| async move { api.workflow_analytics().workflow_id(id).days(30_u32).send().await });
    let analytics = call.await?.into_inner();
    Ok(WorkflowView { workflow, versions, triggers, runs, analytics, forms })
}

/// What is wrong with a definition.
pub async fn faults(desk: &Desk, text: String) -> Result<Vec<Spot>, ApiError> {
    let session = desk.signed_in()?;
    let answer = session.call(|api| {
        let body = types::NewVersion { definition: text.clone() };
        async move { api.workflow_check().body(body).send().await }
    });
    Ok(answer.await?.into_inner().faults.into_iter().map(Spot::from).collect())
}
