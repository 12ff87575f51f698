use std::net::IpAddr;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use poem::{FromRequest, Request};

use super::stand_in::StandIn;
use super::viewer::Viewer;
use crate::access::database::Database;
use crate::access::once::OnceKey;
use crate::access::scopes::account_scope::AccountScope;
use crate::access::scopes::client_scope::ClientScope;
use crate::error::{Error, Result};
use crate::secrets;

/// What is known of a request before anybody looks at its meaning. The front of the server puts it there.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The host asked for: lower-case, without port or trailing dot.
    pub host: String,
    /// The host as the browser names it, with its port.
    pub authority: String,
    /// Whether the browser speaks TLS to us or to a trusted proxy.
    pub secure: bool,
    /// Where the request comes from.
    pub address: IpAddr,
    /// The path asked for, whole.
    pub path: String,
    /// What the client calls itself, shortened.
    pub user_agent: String,
    /// The number under which this request is in the log.
    pub request_id: String,
}

impl Facts {
    /// Where the browser believes to be: scheme, host and port.
    pub fn origin(&self) -> String {
        format!("{}://{}", if self.secure { "https" } else { "http" }, self.authority)
    }
}

/// The request's body, read once within its limit.
#[derive(Clone, Default)]
pub struct RequestBody(pub bytes::Bytes);

impl RequestBody {
    /// One field of a form, if the body is one and has it.
    pub fn form_value(&self, name: &str) -> Option<String> {
        form_urlencoded::parse(&self.0).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    }
}

/// The key under which a change is to happen once: `Idempotency-Key`, or the form's `once` field.
pub(in crate::access) fn once_key(request: &Request) -> Option<OnceKey> {
    let body = request.data::<RequestBody>().cloned().unwrap_or_default();
    let header = request.header("idempotency-key").map(str::to_owned);
    let kept = |key: &String| !key.is_empty() && key.len() <= 128 && !key.contains('\0');
    let key = header.or_else(|| body.form_value("once")).filter(kept)?;
    let path = request.data::<Facts>().map_or("", |facts| facts.path.as_str());
    let fingerprint = secrets::hash(&format!("{path}\n{}", String::from_utf8_lossy(&body.0)));
    Some(OnceKey { key, fingerprint })
}

/// Where a request comes from.
pub(in crate::access) fn origin(request: &Request) -> Option<IpAddr> {
    request.data::<Facts>().map(|facts| facts.address)
}

fn database(request: &Request) -> Result<&Database> {
    request.data::<Database>().ok_or_else(|| Error::internal(anyhow::anyhow!("no database")))
}

/// Who is signed in, whom the gate has let in.
///
/// # Errors
/// [`Error::Unauthenticated`] when nobody is.
pub fn viewer(request: &Request) -> Result<&Arc<Viewer>> {
    request.data::<Arc<Viewer>>().ok_or(Error::Unauthenticated { code: "signed_out", message: "sign in to go on" })
}

/// The time of a request.
///
/// # Errors
/// When there is no database, whose clock it is.
pub fn now(request: &Request) -> Result<DateTime<Utc>> {
    Ok(database(request)?.system().now())
}

impl<'a> FromRequest<'a> for AccountScope {
    async fn from_request(request: &'a Request, _: &mut poem::RequestBody) -> poem::Result<Self> {
        // An account is its owner's: nobody looks at it in their stead.
        if request.data::<StandIn>().is_some() {
            return Err(Error::NotFound.into());
        }
        Ok(Self::new(database(request)?, viewer(request)?).from(origin(request)))
    }
}

impl<'a> FromRequest<'a> for ClientScope {
    async fn from_request(request: &'a Request, _: &mut poem::RequestBody) -> poem::Result<Self> {
        let (database, viewer) = (database(request)?, viewer(request)?);
        let scope = Self::new(database, viewer.clone(), once_key(request)).ok_or(Error::NotFound)?;
        let scope = if request.data::<StandIn>().is_some() { scope.read_only() } else { scope };
        Ok(scope.from(origin(request)))
    }
}
