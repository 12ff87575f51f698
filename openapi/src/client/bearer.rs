use std::sync::{Arc, PoisonError, RwLock};

use progenitor_client::{ClientHooks, ClientInfo, Error, OperationInfo};
use reqwest::header::{AUTHORIZATION, HeaderValue};

use super::generated::Client;

/// The access token of the moment, shared by every copy of a client.
#[derive(Clone, Debug, Default)]
pub struct Bearer(Arc<RwLock<Option<HeaderValue>>>);

impl Bearer {
    /// Sets or takes away the token that the next requests carry.
    pub fn set(&self, token: Option<&str>) {
        let value = token.and_then(|token| HeaderValue::try_from(format!("Bearer {token}")).ok()).map(|mut value| {
            value.set_sensitive(true);
            value
        });
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = value;
    }

    /// The header to send, when there is a token.
    pub fn header(&self) -> Option<HeaderValue> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl ClientHooks<Bearer> for Client {
    async fn pre<E>(&self, request: &mut reqwest::Request, _: &OperationInfo) -> Result<(), Error<E>> {
        if let Some(header) = self.inner().header() {
            request.headers_mut().insert(AUTHORIZATION, header);
        }
        Ok(())
    }
}
