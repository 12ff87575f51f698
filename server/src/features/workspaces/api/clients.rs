use chrono::{DateTime, Utc};
use poem_openapi::param::{Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use super::Permissions;
use crate::access;
use crate::api::{Admin, Listing, MailState, Outcome, Ref, Staff, Tag, paging};
use crate::features::workspaces::service::{self, Wanted};

/// A person on a client's side, the same in every workspace.
#[derive(Object)]
#[oai(skip_serializing_if_is_none)]
pub struct Client {
    pub id: Uuid,
    pub name: String,
    pub email: String,
    pub phone: Option<String>,
    /// Since when the person is shut out of the whole agency.
    pub disabled_at: Option<DateTime<Utc>>,
    /// Whether a code is asked for after the password.
    pub second_factor: bool,
    pub mail_state: MailState,
    /// What came back, where mail does.
    pub mail_error: Option<String>,
    /// Where the person is let in; not what is in the archive.
    pub memberships: Vec<ClientMembership>,
    pub created_at: DateTime<Utc>,
}

/// A workspace that a person is in.
#[derive(Object)]
pub struct ClientMembership {
    /// The membership's.
    pub id: Uuid,
    pub workspace: Ref,
    pub permissions: Permissions,
}

impl From<service::Client> for Client {
    fn from(service::Client { person, places, second_factor, bounce }: service::Client) -> Self {
        let (mail_state, mail_error) = MailState::of(bounce.as_ref());
        let membership = |place: service::Place| ClientMembership {
            id: place.membership.id.into(),
            permissions: access::Permissions::from(&place.membership).into(),
            workspace: Ref { id: place.workspace.id.into(), name: place.workspace.name },
        };
        Self {
            id: person.id.into(),
            name: person.name,
            email: person.email,
            phone: person.phone,
            disabled_at: person.disabled_at,
            second_factor,
            mail_state,
            mail_error,
            memberships: places.into_iter().map(membership).collect(),
            created_at: person.created_at,
        }
    }
}

/// The people of the agency's clients.
pub struct ClientApi;

#[OpenApi(tag = "Tag::Workspaces")]
impl ClientApi {
    /// The people of the agency's clients, the first one first.
    #[oai(path = "/clients", method = "get", operation_id = "client_list")]
    async fn list(
        &self,
        Staff(scope): Staff,
        /// A part of the name or the email address.
        #[oai(validator(max_length = 200))]
        q: Query<Option<String>>,
        /// Only those who are disabled, or only those who are not.
        disabled: Query<Option<bool>>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<Client>>> {
        let paging = paging(limit.0, cursor.0.as_deref())?;
        let wanted = Wanted { words: q.0, disabled: disabled.0 };
        Ok(Json(Listing::of(service::clients(&scope, &wanted, &paging).await?, Client::from)))
    }

    /// A person of the agency's clients.
    #[oai(path = "/clients/:client_id", method = "get", operation_id = "client_view")]
    async fn view(&self, Staff(scope): Staff, client_id: Path<Uuid>) -> Outcome<Json<Client>> {
        Ok(Json(service::client(&scope, client_id.0.into()).await?.into()))
    }

    /// Shuts a person out of the whole agency, at once; the memberships stay. For an owner or an admin.
    #[oai(path = "/clients/:client_id/disable", method = "post", operation_id = "client_disable")]
    async fn disable(&self, Admin(scope): Admin, client_id: Path<Uuid>) -> Outcome<Json<Client>> {
        Ok(Json(service::disable_client(&scope, client_id.0.into()).await?.into()))
    }

    /// Lets a person who was shut out in again. For an owner or an admin.
    #[oai(path = "/clients/:client_id/enable", method = "post", operation_id = "client_enable")]
    async fn enable(&self, Admin(scope): Admin, client_id: Path<Uuid>) -> Outcome<Json<Client>> {
        Ok(Json(service::enable_client(&scope, client_id.0.into()).await?.into()))
    }

    /// Has mails sent again to a person whose address was marked because they came back.
    #[oai(path = "/clients/:client_id/mail-bounce", method = "delete", operation_id = "client_mail_bounce_clear")]
    async fn clear_bounce(&self, Staff(scope): Staff, client_id: Path<Uuid>) -> Outcome<Json<Client>> {
        Ok(Json(service::clear_bounce(&scope, client_id.0.into()).await?.into()))
    }
}
