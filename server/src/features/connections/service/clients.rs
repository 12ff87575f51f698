use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::ColumnTrait;

use super::held::about_client;
use crate::access::{AdminScope, AgencyScope, Page, Paging, Sort};
use crate::connector::Connector;
use crate::entity::connection;
use crate::entity::provider_client::{ActiveModel, Column, Entity, Model};
use crate::entity::words::ConnectionKind;
use crate::envelope::Sealed;
use crate::error::{Error, FieldErrors, Result};
use crate::features::audit::{self, Entry};
use crate::features::connections::catalogue::{self, Provider};
use crate::features::connections::settings;
use crate::features::connections::settings::Settings;
use crate::ids::{Id, ProviderClientId};
use crate::text;

/// What an agency sets up at a provider.
pub struct NewClient {
    pub provider: String,
    pub name: Option<String>,
    pub oauth_client: Option<String>,
    pub oauth_secret: Option<String>,
    pub settings: Settings,
}

/// What to change of it; what is `None` stays. The provider stays.
#[derive(Default)]
pub struct ClientChange {
    pub name: Option<String>,
    pub oauth_client: Option<String>,
    pub oauth_secret: Option<String>,
    /// Only what is said in it.
    pub settings: Settings,
}

/// The agency's, the latest first.
///
/// # Errors
/// [`Error::Invalid`] for a cursor of another list.
pub async fn list(scope: &AgencyScope, paging: &Paging) -> Result<Page<Model>> {
    scope.find::<Entity>().page(paging, Sort::newest(|row: &Model| row.id.into())).await
}

/// Sets a provider up.
///
/// # Errors
/// [`Error::Invalid`] at the fields; a conflict where the name is taken.
pub async fn create(scope: &AdminScope, connector: &Connector, new: NewClient) -> Result<Model> {
    let unknown = || Error::field("provider", "The catalogue has no such provider.");
    let provider = catalogue::find(&new.provider).ok_or_else(unknown)?;
    let mut errors = FieldErrors::default();
    let name = errors.keep(text::line("name", new.name.as_deref().unwrap_or(&provider.name), text::LONGEST_NAME))?;
    let client = errors.keep(credential(provider, "oauth_client", new.oauth_client.as_deref(), true))?;
    let secret = errors.keep(credential(provider, "oauth_secret", new.oauth_secret.as_deref(), false))?;
    let settings = errors.keep(new.settings.checked(provider))?;
    errors.into_result()?;
    scope
        .transaction(async |scope| {
            let id = ProviderClientId::new();
            if let Some(earlier) = scope.claim_once("provider_client_create", id).await? {
                return super::held::client(&scope, earlier.into()).await;
            }
            is_free(&scope, &name, None).await?;
            let sealed = seal(connector, &scope, id, secret.as_deref())?;
            let now = scope.now();
            let row = ActiveModel {
                id: Set(id),
                agency_id: NotSet,
                provider: Set(provider.key.clone()),
                kind: Set(provider.kind),
                name: Set(name),
                oauth_client: Set(client),
                key_id: Set(sealed.as_ref().map(|sealed| sealed.key_id.clone())),
                secret: Set(sealed.map(|sealed| sealed.text)),
                settings: Set(settings.written()?),
                version: Set(1),
                created_at: Set(now),
                updated_at: Set(now),
            };
            let row = scope.insert(row).await?;
            audit::record(&scope, Entry::new("provider_client.created").target("provider_client", id, &row.name))
                .await?;
            Ok(row)
        })
        .await
}

fn seal(
    connector: &Connector,
    scope: &AgencyScope,
    id: ProviderClientId,
    secret: Option<&str>,
) -> Result<Option<Sealed>> {
    secret.map(|secret| connector.envelopes.seal(&about_client(scope.agency(), id), secret)).transpose()
}

/// A client's id or secret as it is kept.
fn credential(provider: &Provider, field: &'static str, text: Option<&str>, needed: bool) -> Result<Option<String>> {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    let oauth = provider.kind == ConnectionKind::OAuth;
    match text {
        Some(_) if !oauth => Err(Error::field(field, "A key needs no client.")),
        Some(text) if text.len() > 1000 || !text.bytes().all(|b| b.is_ascii_graphic()) => {
            Err(Error::field(field, "This is not what a provider gives."))
        }
        None if needed && oauth => Err(Error::field(field, "The provider has given you this.")),
        text => Ok(text.map(str::to_owned)),
    }
}

async fn is_free(scope: &AgencyScope, name: &str, but: Option<ProviderClientId>) -> Result<()> {
    let taken = scope.find::<Entity>().filter(Column::Name.eq(name)).filter_if(but, |id| Column::Id.ne(id));
    match taken.first().await? {
        Some(_) => Err(Error::conflict("provider_client_name_taken", "the agency has set up a provider of this name")),
        None => Ok(()),
    }
}

/// Changes it. What is connected stays so.
///
/// # Errors
/// [`Error::NotFound`], also where it is another agency's; [`Error::Stale`]; [`Error::Invalid`] at the fields.
pub async fn change(
    scope: &AdminScope,
    connector: &Connector,
    id: ProviderClientId,
    seen: Option<i64>,
    change: ClientChange,
) -> Result<Model> {
    scope
        .transaction(async |scope| {
            let row = scope.find::<Entity>().filter(Column::Id.eq(id)).locked().one().await?;
            if seen.is_some_and(|seen| seen != row.version) {
                return Err(Error::Stale);
            }
            let provider = catalogue::find(&row.provider).ok_or(Error::NotFound)?;
            let (_, before) = settings::provider(&row)?;
            let mut errors = FieldErrors::default();
            let name = change.name.as_deref().map(|name| text::line("name", name, text::LONGEST_NAME)).transpose();
            let name = errors.keep(name)?;
            let client = errors.keep(credential(provider, "oauth_client", change.oauth_client.as_deref(), false))?;
            let secret = errors.keep(credential(provider, "oauth_secret", change.oauth_secret.as_deref(), false))?;
            let settings = errors.keep(change.settings.over(before).checked(provider))?;
            errors.into_result()?;
            if let Some(name) = &name {
                is_free(&scope, name, Some(id)).await?;
            }
            let sealed = seal(connector, &scope, id, secret.as_deref())?;
            let changed = scope
                .update::<Entity>()
                .set_if(Column::Name, name)
                .set_if(Column::OauthClient, client)
                .set_if(Column::KeyId, sealed.as_ref().map(|sealed| sealed.key_id.clone()))
                .set_if(Column::Secret, sealed.map(|sealed| sealed.text))
                .set(Column::Settings, settings.written()?)
                .set(Column::Version, row.version + 1)
                .set(Column::UpdatedAt, scope.now())
                .filter(Column::Id.eq(id));
            let row = changed.returning().await?.pop().ok_or(Error::NotFound)?;
            audit::record(&scope, Entry::new("provider_client.changed").target("provider_client", id, &row.name))
                .await?;
            Ok(row)
        })
        .await
}

/// Removes it.
///
/// # Errors
/// [`Error::NotFound`], also where it is another agency's; a conflict while connections are made with it.
pub async fn delete(scope: &AdminScope, id: ProviderClientId) -> Result<()> {
    scope
        .transaction(async |scope| {
            let row = scope.find::<Entity>().filter(Column::Id.eq(id)).locked().one().await?;
            let used = scope.find::<connection::Entity>().filter(connection::Column::ProviderClientId.eq(id));
            if used.first().await?.is_some() {
                return Err(Error::conflict(
                    "provider_client_used",
                    "connections are made with it; remove those first",
                ));
            }
            scope.delete::<Entity>().filter(Column::Id.eq(id)).exec().await?;
            audit::record(&scope, Entry::new("provider_client.removed").target("provider_client", id, row.name)).await
        })
        .await
}
