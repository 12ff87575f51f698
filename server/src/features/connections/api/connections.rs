use std::sync::Arc;

use poem::web::Data;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use super::wire::{Connection, ConnectionHealth};
use crate::api::{Admin, Created, Done, Listing, Outcome, Staff, Tag, Text, paging};
use crate::connector::Connector;
use crate::features::connections::service::accounts::{self, NewConnection as New};
use crate::features::connections::service::check;
use crate::features::connections::service::read::{self, Wanted};

/// A connection to be.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct NewConnection {
    /// Whose account it is; it stays so.
    pub workspace_id: Uuid,
    /// What it is made with.
    pub provider_client_id: Uuid,
    /// What the client and workflows call it; no other connection of the workspace has it.
    #[oai(validator(min_length = 1, max_length = 120))]
    pub name: Text,
}

/// Accounts of clients at other systems.
pub struct ConnectionApi;

#[OpenApi(tag = "Tag::Connections")]
impl ConnectionApi {
    /// The agency's connections, the latest first.
    #[oai(path = "/connections", method = "get", operation_id = "connection_list")]
    async fn list(
        &self,
        Staff(scope): Staff,
        workspace_id: Query<Option<Uuid>>,
        provider_client_id: Query<Option<Uuid>>,
        health: Query<Option<ConnectionHealth>>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<Connection>>> {
        let paging = paging(limit.0, cursor.0.as_deref())?;
        let wanted = Wanted {
            workspace: workspace_id.0.map(Into::into),
            client: provider_client_id.0.map(Into::into),
            health: health.0.map(Into::into),
        };
        Ok(Json(Listing::of(read::list(&scope, &wanted, &paging).await?, Connection::from)))
    }

    /// A connection.
    #[oai(path = "/connections/:connection_id", method = "get", operation_id = "connection_view")]
    async fn view(&self, Staff(scope): Staff, connection_id: Path<Uuid>) -> Outcome<Json<Connection>> {
        Ok(Json(read::find(&scope, connection_id.0.into()).await?.into()))
    }

    /// Has a client need an account somewhere. The client connects it, in the portal or by a credential request.
    #[oai(path = "/connections", method = "post", operation_id = "connection_create")]
    async fn create(
        &self,
        Staff(scope): Staff,
        body: Json<NewConnection>,
        /// Makes a repetition answer with what was created first.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<Connection>> {
        let NewConnection { workspace_id, provider_client_id, name } = body.0;
        let new = New { workspace: workspace_id.into(), client: provider_client_id.into(), name: name.into() };
        let id = accounts::create(&scope, new).await?;
        Ok(Created::at("connections", id, read::find(&scope, id).await?.into()))
    }

    /// Removes a connection with what opens it. For an owner or an admin.
    #[oai(path = "/connections/:connection_id", method = "delete", operation_id = "connection_delete")]
    async fn delete(
        &self,
        Admin(scope): Admin,
        connector: Data<&Arc<Connector>>,
        connection_id: Path<Uuid>,
    ) -> Outcome<Done> {
        accounts::delete(&scope, &connector, connection_id.0.into()).await?;
        Ok(Done::Done)
    }

    /// Looks now whether a connection works, and answers with how it does.
    #[oai(path = "/connections/:connection_id/check", method = "post", operation_id = "connection_check")]
    async fn check(
        &self,
        Staff(scope): Staff,
        connector: Data<&Arc<Connector>>,
        connection_id: Path<Uuid>,
    ) -> Outcome<Json<Connection>> {
        check::check(&scope, &connector, connection_id.0.into()).await?;
        Ok(Json(read::find(&scope, connection_id.0.into()).await?.into()))
    }
}
