use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, DerivePartialModel};

use super::begin::{Leaving, begin};
use super::key::{Tried, keep, try_key};
use crate::access::{AgencyScope, Page, Paging, Sort};
use crate::connector::Connector;
use crate::entity::credential_request::{ActiveModel, Column, Entity, Model};
use crate::entity::credential_request_item as item;
use crate::entity::{connection, provider_client, workspace};
use crate::error::{Error, FieldErrors, Result};
use crate::features::audit::{self, Entry};
use crate::features::connections::emails;
use crate::features::connections::{oauth, settings};
use crate::features::{agencies, workspaces};
use crate::ids::{ConnectionId, CredentialRequestId, Id, WorkspaceId};
use crate::secrets;
use crate::text;
use crate::web::places;

/// How long a link works.
const LIFE: TimeDelta = TimeDelta::days(7);
/// The most connections of one request.
const MOST: usize = 20;

/// Whom to ask for what.
pub struct NewRequest {
    pub workspace: WorkspaceId,
    pub email: String,
    pub message: String,
    pub connections: Vec<ConnectionId>,
}

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Open,
    Completed,
    Revoked,
    Expired,
}

impl State {
    /// Where it stands at this time.
    pub fn of(row: &Model, now: DateTime<Utc>) -> Self {
        match row {
            Model { completed_at: Some(_), .. } => Self::Completed,
            Model { revoked_at: Some(_), .. } => Self::Revoked,
            Model { expires_at, .. } if *expires_at <= now => Self::Expired,
            _ => Self::Open,
        }
    }
}

/// One thing that was asked for.
#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "item::Entity")]
pub struct Asked {
    #[sea_orm(nested)]
    pub item: item::Model,
    #[sea_orm(nested)]
    pub connection: connection::Model,
}

/// A request with what it asks for.
pub struct Whole {
    pub row: Model,
    pub workspace: String,
    pub items: Vec<Asked>,
}

#[derive(Debug, DerivePartialModel)]
#[sea_orm(entity = "Entity")]
struct Listed {
    #[sea_orm(nested)]
    row: Model,
    #[sea_orm(nested)]
    workspace: super::read::WorkspaceName,
}

async fn whole(scope: &AgencyScope, row: Model) -> Result<Whole> {
    let workspace =
        scope.find::<workspace::Entity>().filter(workspace::Column::Id.eq(row.workspace_id)).one().await?.name;
    let items = items(scope, row.id).await?;
    Ok(Whole { row, workspace, items })
}

async fn items(scope: &AgencyScope, id: CredentialRequestId) -> Result<Vec<Asked>> {
    let items = scope.find::<item::Entity>().filter(item::Column::RequestId.eq(id));
    let items = items.join::<connection::Entity>(item::Column::ConnectionId, connection::Column::Id);
    items.asc(item::Column::ConnectionId).all_as().await
}

/// Asks somebody by mail to connect accounts; `address` is where the agency's portal is. Gives the link, which nobody
/// keeps, unless this was done before under the same key.
///
/// # Errors
/// [`Error::Invalid`] at the fields, also where they name what is another's.
pub async fn ask(scope: &AgencyScope, new: NewRequest, address: &str) -> Result<(Whole, Option<String>)> {
    let mut errors = FieldErrors::default();
    let email = errors.keep(text::email("email", &new.email))?;
    let message = errors.keep(text::prose("message", &new.message))?;
    if new.connections.is_empty() || new.connections.len() > MOST {
        errors.add("connection_ids", format!("Ask for at least one connection, and for at most {MOST}."));
    }
    errors.into_result()?;
    scope
        .transaction(async |scope| {
            let id = CredentialRequestId::new();
            if let Some(earlier) = scope.claim_once("credential_request_create", id).await? {
                return Ok((find(&scope, earlier.into()).await?, None));
            }
            let workspace = match workspaces::find(&scope, new.workspace).await {
                Err(Error::NotFound) => return Err(Error::field("workspace_id", "The agency has no such workspace.")),
                other => other?,
            };
            let mut wanted = new.connections;
            wanted.sort();
            wanted.dedup();
            let known = scope.find::<connection::Entity>().filter(connection::Column::WorkspaceId.eq(workspace.id));
            let known = known.filter(connection::Column::Id.is_in(wanted.iter().copied())).all().await?;
            if known.len() != wanted.len() {
                return Err(Error::field("connection_ids", "The workspace has no such connection."));
            }
            let (token, now) = (secrets::random_token()?, scope.now());
            let row = ActiveModel {
                id: Set(id),
                agency_id: NotSet,
                workspace_id: Set(workspace.id),
                email: Set(email),
                message: Set(message),
                author_id: Set(scope.actor().id()),
                author_name: Set(scope.actor().name().to_owned()),
                token_hash: Set(secrets::hash(&token)),
                created_at: Set(now),
                expires_at: Set(now + LIFE),
                revoked_at: Set(None),
                completed_at: Set(None),
            };
            let row = scope.insert(row).await?;
            for connection in &known {
                let asked = item::ActiveModel {
                    request_id: Set(id),
                    connection_id: Set(connection.id),
                    agency_id: NotSet,
                    provided_at: Set(None),
                };
                scope.insert(asked).await?;
            }
            let link = format!("{address}{}", places::credential_request(&token));
            let names: Vec<&str> = known.iter().map(|connection| connection.name.as_str()).collect();
            emails::asked(&scope, &agencies::name(&scope).await?, &row, &names, &link).await?;
            let entry = Entry::new("credential_request.sent").target("credential_request", id, &row.email);
            audit::record(&scope, entry.workspace(workspace.id)).await?;
            Ok((whole(&scope, row).await?, Some(link)))
        })
        .await
}

/// The agency's requests, the latest first.
///
/// # Errors
/// [`Error::Invalid`] for a cursor of another list.
pub async fn list(scope: &AgencyScope, workspace: Option<WorkspaceId>, paging: &Paging) -> Result<Page<Whole>> {
    let rows = scope.find::<Entity>().filter_if(workspace, |id| Column::WorkspaceId.eq(id));
    let rows = rows.join::<workspace::Entity>(Column::WorkspaceId, workspace::Column::Id);
    let page = rows.page_as(paging, Sort::newest(|row: &Listed| row.row.id.into())).await?;
    let all = scope
        .find::<item::Entity>()
        .filter(item::Column::RequestId.is_in(page.items.iter().map(|listed| listed.row.id)));
    let all = all.join::<connection::Entity>(item::Column::ConnectionId, connection::Column::Id);
    let mut all: Vec<Asked> = all.asc(item::Column::ConnectionId).all_as().await?;
    Ok(page.map(|listed| {
        let (items, rest) =
            std::mem::take(&mut all).into_iter().partition(|asked| asked.item.request_id == listed.row.id);
        all = rest;
        Whole { row: listed.row, workspace: listed.workspace.name, items }
    }))
}

/// A request of the agency.
///
/// # Errors
/// [`Error::NotFound`], also where it is another agency's.
pub async fn find(scope: &AgencyScope, id: CredentialRequestId) -> Result<Whole> {
    let row = scope.find::<Entity>().filter(Column::Id.eq(id)).one().await?;
    whole(scope, row).await
}

/// Takes a request back: its link stops working at once.
///
/// # Errors
/// [`Error::NotFound`], also where it is another agency's; a conflict when all of it was done.
pub async fn revoke(scope: &AgencyScope, id: CredentialRequestId) -> Result<()> {
    scope
        .transaction(async |scope| {
            let row = scope.find::<Entity>().filter(Column::Id.eq(id)).locked().one().await?;
            if row.completed_at.is_some() {
                return Err(Error::conflict("credential_request_completed", "everything it asks for is connected"));
            }
            if row.revoked_at.is_some() {
                return Ok(());
            }
            scope.update::<Entity>().set(Column::RevokedAt, scope.now()).filter(Column::Id.eq(id)).exec().await?;
            let entry = Entry::new("credential_request.revoked").target("credential_request", id, &row.email);
            audit::record(&scope, entry.workspace(row.workspace_id)).await
        })
        .await
}

/// What the holder of a link is asked for. One who has done it all may look until the link has run out.
///
/// # Errors
/// [`Error::NotFound`] where it does not work, whatever the reason.
pub async fn offer(house: &AgencyScope, token: &str) -> Result<Whole> {
    if token.len() != secrets::TOKEN_LENGTH {
        return Err(Error::NotFound);
    }
    let row = house.find::<Entity>().filter(Column::TokenHash.eq(secrets::hash(token))).one().await?;
    // A client in the archive is asked for nothing.
    workspaces::find(house, row.workspace_id).await?;
    let alive = row.revoked_at.is_none() && row.expires_at > house.now();
    if alive { whole(house, row).await } else { Err(Error::NotFound) }
}

/// Where the holder of a link is sent to connect one of the accounts that it asks for.
///
/// # Errors
/// [`Error::NotFound`] where the link does not ask for it, or it is provided.
pub async fn begin_asked(
    house: &AgencyScope,
    offer: &Whole,
    token: &str,
    id: ConnectionId,
    browser: &str,
    origin: &str,
) -> Result<String> {
    let row = asked(offer, id)?;
    let leaving = Leaving {
        browser: secrets::hash(browser),
        person: None,
        request: Some(row.id),
        back: places::credential_request(token),
        callback: format!("{origin}{}", places::CONNECTION_CALLBACK),
    };
    begin(house, id, leaving).await
}

/// Takes the key that the holder of a link typed.
///
/// # Errors
/// As [`begin_asked`]; [`Error::Invalid`] where it does not work.
pub async fn keep_asked(
    house: &AgencyScope,
    connector: &Connector,
    offer: &Whole,
    id: ConnectionId,
    typed: &str,
) -> Result<()> {
    let row = asked(offer, id)?;
    let tried: Tried = try_key(house, connector, id, typed).await?;
    house
        .transaction(async |house| {
            provide(&house, row.id, id).await?;
            keep(&house, connector, id, tried, row.email.clone()).await
        })
        .await
}

fn asked(offer: &Whole, id: ConnectionId) -> Result<&Model> {
    let open = |asked: &Asked| asked.item.connection_id == id && asked.item.provided_at.is_none();
    if offer.items.iter().any(open) { Ok(&offer.row) } else { Err(Error::NotFound) }
}

/// The request, as long as it asks for this.
///
/// # Errors
/// [`Error::NotFound`] where it was revoked, has run out, or it is provided.
pub async fn still_asked(house: &AgencyScope, request: CredentialRequestId, id: ConnectionId) -> Result<Model> {
    let open = house.find::<Entity>().filter(Column::Id.eq(request)).filter(Column::RevokedAt.is_null());
    let row = open.filter(Column::ExpiresAt.gt(house.now())).one().await?;
    let item = house.find::<item::Entity>().filter(item::Column::RequestId.eq(request));
    item.filter(item::Column::ConnectionId.eq(id)).filter(item::Column::ProvidedAt.is_null()).one().await?;
    Ok(row)
}

/// Notes that something asked for is there, as a part of the transaction that puts it there: once.
///
/// # Errors
/// [`Error::NotFound`] where it is not asked for any more.
pub async fn provide(scope: &AgencyScope, request: CredentialRequestId, id: ConnectionId) -> Result<()> {
    let open = scope.find::<Entity>().filter(Column::Id.eq(request)).filter(Column::RevokedAt.is_null());
    open.filter(Column::ExpiresAt.gt(scope.now())).locked().one().await?;
    let mine = || scope.find::<item::Entity>().filter(item::Column::RequestId.eq(request));
    let now = scope.now();
    let provided = scope.update::<item::Entity>().set(item::Column::ProvidedAt, now);
    let provided = provided.filter(item::Column::RequestId.eq(request)).filter(item::Column::ConnectionId.eq(id));
    if provided.filter(item::Column::ProvidedAt.is_null()).exec().await? != 1 {
        return Err(Error::NotFound);
    }
    if mine().filter(item::Column::ProvidedAt.is_null()).first().await?.is_none() {
        scope.update::<Entity>().set(Column::CompletedAt, now).filter(Column::Id.eq(request)).exec().await?;
    }
    Ok(())
}

/// Where a page with forms of these connections may send the browser, each place once.
///
/// # Errors
/// When a newer node wrote how a provider is set up.
pub async fn ways_out(house: &AgencyScope, connections: &[&connection::Model]) -> Result<Vec<String>> {
    let ids = connections.iter().map(|connection| connection.provider_client_id);
    let clients = house.find::<provider_client::Entity>().filter(provider_client::Column::Id.is_in(ids)).all().await?;
    let mut origins = Vec::new();
    for client in &clients {
        origins.extend(oauth::origin(&settings::provider(client)?.0));
    }
    origins.sort();
    origins.dedup();
    Ok(origins)
}
