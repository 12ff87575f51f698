use std::sync::Arc;

use chrono::{DateTime, Utc};
use poem::web::Data;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Enum, Object, OpenApi};
use uuid::Uuid;

use super::wire::ConnectionKind;
use crate::access::AgencyScope;
use crate::api::{Admin, Created, Done, Listing, Outcome, Staff, Tag, Tagged, Text, expect_version, paging, tag};
use crate::connector::Connector;
use crate::entity::provider_client::Model;
use crate::error::Result;
use crate::features::connections::catalogue::{self, ClientAuth};
use crate::features::connections::service::clients::{self, ClientChange, NewClient};
use crate::features::connections::{Settings, settings};
use crate::host::Origin;
use crate::web::{Site, places};

/// Somebody to connect to, as the catalogue knows them.
#[derive(Object)]
pub struct Provider {
    pub key: String,
    pub name: String,
    pub kind: ConnectionKind,
    /// Whether the agency has to say where it is.
    pub generic: bool,
    pub scopes: Vec<String>,
    /// The hosts that credentials are sent to, and no others.
    pub hosts: Vec<String>,
    /// Whether each renewal gives a new refresh token.
    pub rotates: bool,
}

/// How the agency's client proves itself.
#[derive(Enum, Clone, Copy, Debug)]
#[oai(rename_all = "snake_case")]
pub enum ProviderClientAuth {
    /// In the form.
    Post,
    /// By HTTP Basic.
    Basic,
}

/// What the catalogue does not say of a provider, or says otherwise. Of one that is not generic, only `scopes`.
#[derive(Object, Default)]
#[oai(skip_serializing_if_is_none, deny_unknown_fields)]
pub struct ProviderSettings {
    /// Where the client consents.
    pub authorize_url: Option<Text>,
    /// Where tokens are had.
    pub token_url: Option<Text>,
    /// Where tokens are given back.
    pub revoke_url: Option<Text>,
    /// What the provider calls itself when it answers; checked where it does.
    pub issuer: Option<Text>,
    pub auth: Option<ProviderClientAuth>,
    #[oai(validator(max_items = 50))]
    pub scopes: Option<Vec<Text>>,
    /// The hosts that credentials are sent to, and no others; `*.example.com` for all below.
    #[oai(validator(max_items = 50))]
    pub hosts: Option<Vec<Text>>,
    /// What is asked to see whether a credential works.
    pub ping_url: Option<Text>,
    /// Where the account's name stands in its answer, as a JSON pointer.
    pub account: Option<Text>,
    /// The header in which a key is sent.
    pub header: Option<Text>,
    /// What stands before the key.
    pub prefix: Option<Text>,
}

/// What the agency has set up at a provider. Its secret is never told.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct ProviderClient {
    pub id: Uuid,
    pub provider: String,
    pub kind: ConnectionKind,
    pub name: String,
    /// The client id that the provider has given.
    pub oauth_client: Option<String>,
    pub has_secret: bool,
    pub settings: ProviderSettings,
    /// What the provider has to know as allowed places to come back to: one for each host of the agency's portal.
    pub callback_urls: Vec<String>,
    /// Counts the changes; the `ETag` names it.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// A provider to set up.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct NewProviderClient {
    /// The provider's key in the catalogue.
    pub provider: Text,
    /// The provider's name when left out.
    #[oai(validator(min_length = 1, max_length = 120))]
    pub name: Option<Text>,
    /// The client id that the provider has given.
    #[oai(validator(max_length = 1000))]
    pub oauth_client: Option<Text>,
    /// The client secret; it is sealed, and never told again.
    #[oai(validator(max_length = 1000))]
    pub oauth_secret: Option<Text>,
    pub settings: Option<ProviderSettings>,
}

/// What to change of it; what is left out stays.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct ProviderClientChange {
    #[oai(validator(min_length = 1, max_length = 120))]
    pub name: Option<Text>,
    #[oai(validator(max_length = 1000))]
    pub oauth_client: Option<Text>,
    #[oai(validator(max_length = 1000))]
    pub oauth_secret: Option<Text>,
    pub settings: Option<ProviderSettings>,
}

impl From<ProviderSettings> for Settings {
    fn from(said: ProviderSettings) -> Self {
        let auth = said.auth.map(|auth| match auth {
            ProviderClientAuth::Post => ClientAuth::Post,
            ProviderClientAuth::Basic => ClientAuth::Basic,
        });
        let text = |said: Option<Text>| said.map(String::from);
        let texts = |said: Option<Vec<Text>>| said.map(|all| all.into_iter().map(String::from).collect());
        Self {
            authorize_url: text(said.authorize_url),
            token_url: text(said.token_url),
            revoke_url: text(said.revoke_url),
            issuer: text(said.issuer),
            client_auth: auth,
            scopes: texts(said.scopes),
            hosts: texts(said.hosts),
            ping_url: text(said.ping_url),
            account: text(said.account),
            header: text(said.header),
            prefix: text(said.prefix),
        }
    }
}

impl From<Settings> for ProviderSettings {
    fn from(kept: Settings) -> Self {
        let auth = kept.client_auth.map(|auth| match auth {
            ClientAuth::Post => ProviderClientAuth::Post,
            ClientAuth::Basic => ProviderClientAuth::Basic,
        });
        Self {
            authorize_url: kept.authorize_url.map(Text),
            token_url: kept.token_url.map(Text),
            revoke_url: kept.revoke_url.map(Text),
            issuer: kept.issuer.map(Text),
            auth,
            scopes: kept.scopes.map(|all| all.into_iter().map(Text).collect()),
            hosts: kept.hosts.map(|all| all.into_iter().map(Text).collect()),
            ping_url: kept.ping_url.map(Text),
            account: kept.account.map(Text),
            header: kept.header.map(Text),
            prefix: kept.prefix.map(Text),
        }
    }
}

/// Where providers send browsers back to: at each host of the agency's portal.
async fn callbacks(scope: &AgencyScope, site: &Site) -> Result<Vec<String>> {
    let hosts = scope.hosts().await?;
    let base = Origin::parse(&site.base_url);
    let at = |host: &str| base.as_ref().map(|base| format!("{}{}", base.at(host), places::CONNECTION_CALLBACK));
    Ok(hosts.iter().filter_map(|row| at(&row.host)).collect())
}

fn written(row: Model, callbacks: &[String]) -> Result<ProviderClient> {
    let (_, kept) = settings::provider(&row)?;
    Ok(ProviderClient {
        id: row.id.into(),
        provider: row.provider,
        kind: row.kind.into(),
        name: row.name,
        oauth_client: row.oauth_client,
        has_secret: row.secret.is_some(),
        settings: kept.into(),
        callback_urls: callbacks.to_vec(),
        version: row.version,
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

/// Who there is to connect to, and what the agency has set up there.
pub struct ProviderApi;

#[OpenApi(tag = "Tag::Connections")]
impl ProviderApi {
    /// Everybody whom the catalogue knows.
    #[oai(path = "/providers", method = "get", operation_id = "provider_list")]
    async fn catalogue(&self, Staff(_scope): Staff) -> Outcome<Json<Listing<Provider>>> {
        let all = catalogue::all().iter().cloned();
        let items = all.map(|known| Provider {
            key: known.key,
            name: known.name,
            kind: known.kind.into(),
            generic: known.generic,
            scopes: known.scopes,
            hosts: known.hosts,
            rotates: known.rotates,
        });
        Ok(Json(Listing { items: items.collect(), next_cursor: None }))
    }

    /// What the agency has set up, the latest first.
    #[oai(path = "/provider-clients", method = "get", operation_id = "provider_client_list")]
    async fn list(
        &self,
        Staff(scope): Staff,
        site: Data<&Arc<Site>>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<ProviderClient>>> {
        let paging = paging(limit.0, cursor.0.as_deref())?;
        let callbacks = callbacks(&scope, &site).await?;
        let page = clients::list(&scope, &paging).await?;
        let next_cursor = page.next.as_ref().map(ToString::to_string);
        let items = page.items.into_iter().map(|row| written(row, &callbacks)).collect::<Result<_>>()?;
        Ok(Json(Listing { items, next_cursor }))
    }

    /// Sets a provider up: the agency's OAuth client there, or how keys are sent. For an owner or an admin.
    #[oai(path = "/provider-clients", method = "post", operation_id = "provider_client_create")]
    async fn create(
        &self,
        Admin(scope): Admin,
        site: Data<&Arc<Site>>,
        connector: Data<&Arc<Connector>>,
        body: Json<NewProviderClient>,
        /// Makes a repetition answer with what was created first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<ProviderClient>> {
        let body = body.0;
        let new = NewClient {
            provider: body.provider.into(),
            name: body.name.map(Into::into),
            oauth_client: body.oauth_client.map(Into::into),
            oauth_secret: body.oauth_secret.map(Into::into),
            settings: body.settings.unwrap_or_default().into(),
        };
        let row = clients::create(&scope, &connector, new).await?;
        let callbacks = callbacks(&scope, &site).await?;
        Ok(Created::within(written(row, &callbacks)?))
    }

    /// Changes what is set up. What is connected stays so. For an owner or an admin.
    #[oai(path = "/provider-clients/:provider_client_id", method = "patch", operation_id = "provider_client_update")]
    async fn update(
        &self,
        Admin(scope): Admin,
        site: Data<&Arc<Site>>,
        connector: Data<&Arc<Connector>>,
        provider_client_id: Path<Uuid>,
        body: Json<ProviderClientChange>,
        /// The `ETag` under which the caller has seen it.
        #[oai(name = "If-Match")]
        if_match: Header<Option<String>>,
    ) -> Outcome<Tagged<ProviderClient>> {
        let body = body.0;
        let change = ClientChange {
            name: body.name.map(Into::into),
            oauth_client: body.oauth_client.map(Into::into),
            oauth_secret: body.oauth_secret.map(Into::into),
            settings: body.settings.unwrap_or_default().into(),
        };
        let seen = expect_version(if_match.0.as_deref())?;
        let row = clients::change(&scope, &connector, provider_client_id.0.into(), seen, change).await?;
        let version = tag(row.version);
        Ok(Tagged::Ok(Json(written(row, &callbacks(&scope, &site).await?)?), version))
    }

    /// Removes what is set up, where no connection is made with it. For an owner or an admin.
    #[oai(path = "/provider-clients/:provider_client_id", method = "delete", operation_id = "provider_client_delete")]
    async fn delete(&self, Admin(scope): Admin, provider_client_id: Path<Uuid>) -> Outcome<Done> {
        clients::delete(&scope, provider_client_id.0.into()).await?;
        Ok(Done::Done)
    }
}
