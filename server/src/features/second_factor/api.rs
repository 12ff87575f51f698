use poem::Request;
use poem_openapi::OpenApi;
use poem_openapi::param::Path;
use uuid::Uuid;

use super::lost;
use crate::api::{Admin, Done, Outcome, Tag};
use crate::features::agencies::address_of;

/// The second factors of the agency's clients.
pub struct ClientFactorApi;

#[OpenApi(tag = "Tag::Workspaces")]
impl ClientFactorApi {
    /// Takes a client's lost second factor away. Every session of theirs ends, and they are told by mail. For an owner
    /// or an admin.
    #[oai(path = "/clients/:client_id/second-factor", method = "delete", operation_id = "client_second_factor_remove")]
    async fn remove(&self, request: &Request, Admin(scope): Admin, client_id: Path<Uuid>) -> Outcome<Done> {
        lost::take_away(&scope, client_id.0.into(), &address_of(request).await?).await?;
        Ok(Done::Done)
    }
}
