use sea_orm::ColumnTrait;

use crate::access::AgencyScope;
use crate::connector::Connector;
use crate::entity::{connection, connection_secret, provider_client};
use crate::envelope::Secret;
use crate::error::Result;
use crate::features::connections::catalogue::Provider;
use crate::features::connections::oauth::Client;
use crate::features::connections::settings;
use crate::ids::{AgencyId, ConnectionId, ProviderClientId};

/// A connection with all that it takes to use it.
pub struct Held {
    pub row: connection::Model,
    pub provider: Provider,
    pub client: provider_client::Model,
    /// None where nothing is connected.
    pub secret: Option<connection_secret::Model>,
}

/// A connection of the agency.
///
/// # Errors
/// [`crate::error::Error::NotFound`], also where it is another agency's.
pub async fn hold(scope: &AgencyScope, id: ConnectionId) -> Result<Held> {
    let row = scope.find::<connection::Entity>().filter(connection::Column::Id.eq(id)).one().await?;
    let client = client(scope, row.provider_client_id).await?;
    let secret = scope.find::<connection_secret::Entity>().filter(connection_secret::Column::ConnectionId.eq(id));
    let secret = secret.first().await?;
    let (provider, _) = settings::provider(&client)?;
    Ok(Held { row, provider, client, secret })
}

/// What the agency has set up at a provider.
///
/// # Errors
/// [`crate::error::Error::NotFound`], also where it is another agency's.
pub async fn client(scope: &AgencyScope, id: ProviderClientId) -> Result<provider_client::Model> {
    scope.find::<provider_client::Entity>().filter(provider_client::Column::Id.eq(id)).one().await
}

/// One of the two things that open a connection.
#[derive(Clone, Copy)]
pub enum Field {
    Access,
    Refresh,
}

/// What a sealed thing of a connection belongs to. It opens nowhere else, and not once another took its place.
pub fn about(agency: AgencyId, connection: ConnectionId, field: Field, version: i64) -> String {
    let field = match field {
        Field::Access => "access",
        Field::Refresh => "refresh",
    };
    format!("connection/{agency}/{connection}/{field}/{version}")
}

/// What the secret of a client at a provider belongs to.
pub fn about_client(agency: AgencyId, client: ProviderClientId) -> String {
    format!("provider_client/{agency}/{client}")
}

/// The secret of the agency's client at a provider.
///
/// # Errors
/// When it does not open.
pub fn client_secret(connector: &Connector, row: &provider_client::Model) -> Result<Option<Secret>> {
    let (Some(text), Some(key)) = (&row.secret, &row.key_id) else { return Ok(None) };
    connector.envelopes.open(&about_client(row.agency_id, row.id), key, text).map(Some)
}

impl Held {
    /// The agency's client, as the provider is spoken to.
    pub fn client<'a>(&'a self, secret: Option<&'a Secret>) -> Client<'a> {
        Client { provider: &self.provider, id: self.client.oauth_client.as_deref().unwrap_or_default(), secret }
    }

    /// What is sent with requests.
    ///
    /// # Errors
    /// When it does not open.
    pub fn access(&self, connector: &Connector, secret: &connection_secret::Model) -> Result<Secret> {
        let about = about(self.row.agency_id, self.row.id, Field::Access, secret.version);
        connector.envelopes.open(&about, &secret.key_id, &secret.access)
    }

    /// What renews it, where something does.
    ///
    /// # Errors
    /// When it does not open.
    pub fn refresh(&self, connector: &Connector, secret: &connection_secret::Model) -> Result<Option<Secret>> {
        let Some(text) = &secret.refresh else { return Ok(None) };
        let about = about(self.row.agency_id, self.row.id, Field::Refresh, secret.version);
        connector.envelopes.open(&about, &secret.key_id, text).map(Some)
    }
}
