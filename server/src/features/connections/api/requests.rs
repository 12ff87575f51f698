use poem::Request;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::Json;
use poem_openapi::{Object, OpenApi};
use uuid::Uuid;

use super::wire::CredentialRequest;
use crate::api::{Created, Done, Listing, Outcome, Staff, Tag, Text, paging};
use crate::features::agencies::address_of;
use crate::features::connections::service::requests::{self, NewRequest};

/// A credential request to be.
#[derive(Object)]
#[oai(deny_unknown_fields)]
pub struct NewCredentialRequest {
    pub workspace_id: Uuid,
    /// Who is asked; they need no account here.
    #[oai(validator(min_length = 1, max_length = 320))]
    pub email: Text,
    /// What the mail says besides.
    #[oai(validator(max_length = 2000))]
    pub message: Option<Text>,
    /// What they are asked to connect.
    #[oai(validator(min_items = 1, max_items = 20))]
    pub connection_ids: Vec<Uuid>,
}

/// Asking somebody without an account here to connect accounts.
pub struct CredentialRequestApi;

#[OpenApi(tag = "Tag::Connections")]
impl CredentialRequestApi {
    /// The agency's credential requests, the latest first.
    #[oai(path = "/credential-requests", method = "get", operation_id = "credential_request_list")]
    async fn list(
        &self,
        Staff(scope): Staff,
        workspace_id: Query<Option<Uuid>>,
        #[oai(validator(minimum(value = "1"), maximum(value = "200")))] limit: Query<Option<u32>>,
        cursor: Query<Option<String>>,
    ) -> Outcome<Json<Listing<CredentialRequest>>> {
        let paging = paging(limit.0, cursor.0.as_deref())?;
        let now = scope.now();
        let page = requests::list(&scope, workspace_id.0.map(Into::into), &paging).await?;
        Ok(Json(Listing::of(page, |whole| CredentialRequest::of(whole, None, now))))
    }

    /// A credential request, and how far it is.
    #[oai(
        path = "/credential-requests/:credential_request_id",
        method = "get",
        operation_id = "credential_request_view"
    )]
    async fn view(&self, Staff(scope): Staff, credential_request_id: Path<Uuid>) -> Outcome<Json<CredentialRequest>> {
        let whole = requests::find(&scope, credential_request_id.0.into()).await?;
        Ok(Json(CredentialRequest::of(whole, None, scope.now())))
    }

    /// Asks somebody to connect accounts, by a mail with a link that works for seven days, and once for each account.
    #[oai(path = "/credential-requests", method = "post", operation_id = "credential_request_create")]
    async fn create(
        &self,
        Staff(scope): Staff,
        request: &Request,
        body: Json<NewCredentialRequest>,
        /// Makes a repetition answer with what was created first, without its link.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
    ) -> Outcome<Created<CredentialRequest>> {
        let NewCredentialRequest { workspace_id, email, message, connection_ids } = body.0;
        let new = NewRequest {
            workspace: workspace_id.into(),
            email: email.into(),
            message: message.map(Into::into).unwrap_or_default(),
            connections: connection_ids.into_iter().map(Into::into).collect(),
        };
        let (whole, link) = requests::ask(&scope, new, &address_of(request).await?).await?;
        let id = whole.row.id;
        Ok(Created::at("credential-requests", id, CredentialRequest::of(whole, link, scope.now())))
    }

    /// Takes a credential request back: its link stops working at once.
    #[oai(
        path = "/credential-requests/:credential_request_id/revoke",
        method = "post",
        operation_id = "credential_request_revoke"
    )]
    async fn revoke(&self, Staff(scope): Staff, credential_request_id: Path<Uuid>) -> Outcome<Done> {
        requests::revoke(&scope, credential_request_id.0.into()).await?;
        Ok(Done::Done)
    }
}
