use portico_openapi::{ApiError, Session, types};

use super::super::lists::{all, page_of};
use crate::office::{Done, domains::Deed};

/// The agency's own hosts.
pub async fn look(session: &Session) -> Result<Vec<types::Domain>, ApiError> {
    all(session, |api, cursor| async move { page_of!(api.domain_list(), cursor).send().await }).await
}

/// Does what is asked about a host.
pub async fn run(session: &Session, deed: Deed) -> Result<Done, ApiError> {
    match deed {
        Deed::Add(host) => {
            let call = session.call(|api| {
                let body = types::NewDomain { host: host.clone() };
                async move { api.domain_create().body(body).send().await }
            });
            call.await?;
        }
        Deed::Check(id) => {
            session.call(|api| async move { api.domain_check().domain_id(id).send().await }).await?;
        }
        Deed::MakePrimary(id) => {
            session.call(|api| async move { api.domain_make_primary().domain_id(id).send().await }).await?;
        }
        Deed::Remove(id) => {
            session.call(|api| async move { api.domain_delete().domain_id(id).send().await }).await?;
        }
    }
    Ok(Done::So)
}
