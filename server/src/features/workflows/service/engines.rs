use reqwest::Url;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;

use crate::access::{AdminScope, AgencyScope, Page, Paging, Sort};
use crate::entity::engine::{ActiveModel, Column, Entity, Model};
use crate::entity::engine_workflow;
use crate::entity::words::WorkflowEngine;
use crate::envelope::Secret;
use crate::error::{Error, FieldErrors, Result};
use crate::features::audit::{self, Entry};
use crate::features::workflows::elsewhere::Place;
use crate::ids::{EngineId, Id, WorkflowId};
use crate::{secrets, text};

/// The longest key of an engine's API.
const LONGEST_KEY: usize = 4000;

/// Another engine to be.
pub struct NewEngine {
    pub kind: WorkflowEngine,
    pub name: String,
    /// Where it is.
    pub url: String,
    /// What opens its API.
    pub api_key: Option<String>,
}

/// What to change of it; what is `None` stays.
#[derive(Default)]
pub struct EngineChange {
    pub name: Option<String>,
    pub url: Option<String>,
    pub api_key: Option<String>,
}

/// The agency's, the latest first.
///
/// # Errors
/// [`Error::Invalid`] for a cursor of another list.
pub async fn engines(scope: &AgencyScope, paging: &Paging) -> Result<Page<Model>> {
    scope.find::<Entity>().page(paging, Sort::newest(|row: &Model| row.id.into())).await
}

/// One of them.
///
/// # Errors
/// [`Error::NotFound`], also where it is another agency's.
pub async fn find_engine(scope: &AgencyScope, id: EngineId) -> Result<Model> {
    scope.find::<Entity>().filter(Column::Id.eq(id)).one().await
}

/// Sets another engine up, with a secret that both sides sign with.
///
/// # Errors
/// [`Error::Invalid`] at the fields; a conflict where the name is taken.
pub async fn create_engine(scope: &AdminScope, new: NewEngine) -> Result<Model> {
    let mut errors = FieldErrors::default();
    let name = errors.keep(text::line("name", &new.name, text::LONGEST_NAME))?;
    let url = errors.keep(address(&new.url))?;
    let key = errors.keep(key(new.kind, new.api_key.as_deref(), true))?;
    errors.into_result()?;
    scope
        .transaction(async |scope| {
            let id = EngineId::new();
            if let Some(earlier) = scope.claim_once("engine_create", id).await? {
                return find_engine(&scope, earlier.into()).await;
            }
            is_free(&scope, &name, None).await?;
            let secret = secrets::random_token()?;
            let now = scope.now();
            let row = ActiveModel {
                id: Set(id),
                agency_id: NotSet,
                kind: Set(new.kind),
                name: Set(name),
                url: Set(url),
                secret: Set(scope.vault().seal(&sealed_for(id, "secret"), secret.as_bytes())?),
                api_key: Set(seal(&scope, id, key.as_deref())?),
                version: Set(1),
                created_at: Set(now),
                updated_at: Set(now),
            };
            let row = scope.insert(row).await?;
            audit::record(&scope, Entry::new("engine.created").target("engine", id, &row.name)).await?;
            Ok(row)
        })
        .await
}

/// Changes where it is, what it is called, or what opens it.
///
/// # Errors
/// [`Error::NotFound`], also where it is another agency's; [`Error::Stale`]; [`Error::Invalid`] at the fields.
pub async fn change_engine(scope: &AdminScope, id: EngineId, seen: Option<i64>, change: EngineChange) -> Result<Model> {
    scope
        .transaction(async |scope| {
            let row = scope.find::<Entity>().filter(Column::Id.eq(id)).locked().one().await?;
            if seen.is_some_and(|seen| seen != row.version) {
                return Err(Error::Stale);
            }
            let mut errors = FieldErrors::default();
            let name = change.name.as_deref().map(|name| text::line("name", name, text::LONGEST_NAME)).transpose();
            let name = errors.keep(name)?;
            let url = errors.keep(change.url.as_deref().map(address).transpose())?;
            let key = errors.keep(key(row.kind, change.api_key.as_deref(), false))?;
            errors.into_result()?;
            if let Some(name) = &name {
                is_free(&scope, name, Some(id)).await?;
            }
            let update = scope.update::<Entity>().set_if(Column::Name, name).set_if(Column::Url, url);
            let update = update.set_if(Column::ApiKey, seal(&scope, id, key.as_deref())?);
            let update = update.set(Column::Version, row.version + 1).set(Column::UpdatedAt, scope.now());
            let row = update.filter(Column::Id.eq(id)).returning().await?.pop().ok_or(Error::NotFound)?;
            audit::record(&scope, Entry::new("engine.changed").target("engine", id, &row.name)).await?;
            Ok(row)
        })
        .await
}

/// Removes it.
///
/// # Errors
/// [`Error::NotFound`], also where it is another agency's; a conflict while workflows run there.
pub async fn delete_engine(scope: &AdminScope, id: EngineId) -> Result<()> {
    scope
        .transaction(async |scope| {
            let row = scope.find::<Entity>().filter(Column::Id.eq(id)).locked().one().await?;
            let used = scope.find::<engine_workflow::Entity>().filter(engine_workflow::Column::EngineId.eq(id));
            if used.first().await?.is_some() {
                return Err(Error::conflict("engine_used", "workflows run there"));
            }
            scope.delete::<Entity>().filter(Column::Id.eq(id)).exec().await?;
            audit::record(&scope, Entry::new("engine.removed").target("engine", id, row.name)).await
        })
        .await
}

/// What both sides sign with, for whoever has just set it up.
///
/// # Errors
/// When what is sealed does not open.
pub fn engine_secret(scope: &AgencyScope, row: &Model) -> Result<Secret> {
    opened(scope, row.id, "secret", &row.secret)
}

/// Where a workflow runs that another engine runs, with what opens it.
///
/// # Errors
/// [`Error::NotFound`] where it runs here.
pub async fn place_of(scope: &AgencyScope, workflow: WorkflowId) -> Result<Place> {
    use engine_workflow::{Column as C, Entity as Backed};
    let backed = scope.find::<Backed>().filter(C::WorkflowId.eq(workflow)).one().await?;
    let place = place(scope, &find_engine(scope, backed.engine_id).await?)?;
    let engine_workflow::Model { remote_id, start_url, status_url, cancel_url, .. } = backed;
    Ok(Place { remote_id, start_url, status_url, cancel_url, ..place })
}

/// The engine itself.
///
/// # Errors
/// When what is sealed does not open.
pub fn place(scope: &AgencyScope, row: &Model) -> Result<Place> {
    let api_key = row.api_key.as_deref().map(|sealed| opened(scope, row.id, "api_key", sealed)).transpose()?;
    Ok(Place {
        kind: row.kind,
        url: row.url.parse().map_err(|error| Error::internal(anyhow::Error::new(error)))?,
        secret: engine_secret(scope, row)?,
        api_key,
        remote_id: None,
        start_url: None,
        status_url: None,
        cancel_url: None,
    })
}

fn opened(scope: &AgencyScope, id: EngineId, field: &str, sealed: &str) -> Result<Secret> {
    let bytes = scope.vault().open(&sealed_for(id, field), sealed)?;
    String::from_utf8(bytes).map(Secret::new).map_err(|error| Error::internal(anyhow::Error::new(error)))
}

fn seal(scope: &AgencyScope, id: EngineId, key: Option<&str>) -> Result<Option<String>> {
    key.map(|key| scope.vault().seal(&sealed_for(id, "api_key"), key.as_bytes())).transpose()
}

fn sealed_for(id: EngineId, field: &str) -> String {
    format!("engine/{id}/{field}")
}

/// Where an engine is: without a query, and without what would open it.
fn address(text: &str) -> Result<String> {
    let wrong = || Error::field("url", "Write where it is, such as https://n8n.example.com.");
    let url: Url = text.trim().parse().map_err(|_| wrong())?;
    let plain = url.username().is_empty() && url.password().is_none() && url.query().is_none();
    let good = plain && url.fragment().is_none() && matches!(url.scheme(), "http" | "https") && text.len() <= 2000;
    if good { Ok(url.into()) } else { Err(wrong()) }
}

fn key(kind: WorkflowEngine, text: Option<&str>, needed: bool) -> Result<Option<String>> {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    match text {
        Some(_) if kind != WorkflowEngine::N8n => Err(Error::field("api_key", "Only n8n has one.")),
        Some(text) if text.len() > LONGEST_KEY || !text.bytes().all(|b| b.is_ascii_graphic()) => {
            Err(Error::field("api_key", "This is not what n8n gives."))
        }
        None if needed && kind == WorkflowEngine::N8n => {
            Err(Error::field("api_key", "n8n gives you this under Settings, n8n API."))
        }
        text => Ok(text.map(str::to_owned)),
    }
}

async fn is_free(scope: &AgencyScope, name: &str, but: Option<EngineId>) -> Result<()> {
    let taken = scope.find::<Entity>().filter(Column::Name.eq(name)).filter_if(but, |id| Column::Id.ne(id));
    match taken.first().await? {
        Some(_) => Err(Error::conflict("engine_name_taken", "the agency has an engine of this name")),
        None => Ok(()),
    }
}
