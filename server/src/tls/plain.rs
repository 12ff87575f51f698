use poem::http::uri::Scheme;
use poem::http::{HeaderValue, StatusCode, header};
use poem::{Endpoint, IntoResponse, Middleware, Request, Response};

use crate::host::Authority;

/// Where an authority looks whether a host is ours (RFC 8555, 8.3); always by plain HTTP.
pub const CHALLENGES: &str = "/.well-known/acme-challenge/";

/// Sends who comes by plain HTTP to the same address by TLS. Authorities and probes are answered as they are.
#[derive(Clone, Copy)]
pub struct Plain {
    /// The port at which TLS is spoken.
    pub port: u16,
}

impl<E: Endpoint> Middleware<E> for Plain {
    type Output = PlainEndpoint<E>;
    fn transform(&self, inner: E) -> PlainEndpoint<E> {
        PlainEndpoint { inner, port: self.port }
    }
}

/// What is behind it.
pub struct PlainEndpoint<E> {
    inner: E,
    port: u16,
}

impl<E: Endpoint> Endpoint for PlainEndpoint<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let path = request.uri().path();
        let asked = path.starts_with(CHALLENGES) || ["/healthz", "/readyz"].contains(&path);
        if asked || *request.scheme() == Scheme::HTTPS {
            return self.inner.call(request).await.map(IntoResponse::into_response);
        }
        Ok(secure_address(&request, self.port).map_or_else(
            || StatusCode::BAD_REQUEST.into_response(),
            |place| StatusCode::PERMANENT_REDIRECT.with_header(header::LOCATION, place).into_response(),
        ))
    }
}

fn secure_address(request: &Request, port: u16) -> Option<HeaderValue> {
    let Authority { host, .. } = Authority::parse(request.header(header::HOST)?)?;
    let rest = request.uri().path_and_query().map_or("/", |rest| rest.as_str());
    let place = if port == 443 { format!("https://{host}{rest}") } else { format!("https://{host}:{port}{rest}") };
    HeaderValue::from_str(&place).ok()
}
