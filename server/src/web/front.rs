//! The first thing every request meets: one host, a bounded body, a request id, a time limit, the same-origin
//! rule for everything that could change something, the security headers, and the one log line. Files are let through
//! unread: whoever may send one reads it.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::{Duration, Instant};

use ipnet::IpNet;
use poem::http::uri::Scheme;
use poem::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use poem::{Body, Endpoint, IntoResponse, Middleware, Request, Response};

use super::errors::{self, About};
use super::htmx;
use super::incoming::{self, Files};
use super::places;
use super::site::Site;
use crate::access::{Database, Facts, RequestBody};
use crate::error::Error;
use crate::host::{Authority, Origin};
use crate::ids::{Id, JobId};
use crate::request_id;

/// The largest form or JSON document taken.
const BODY_LIMIT: usize = 64 * 1024;
/// The largest image taken, and the largest table, invoice, workflow, form, choice of files and message of others'
/// servers.
const LONG_LIMIT: usize = 1024 * 1024;
/// How long a request may take, its body's arrival included. An event stream has answered with its head.
const TIME_LIMIT: Duration = Duration::from_secs(30);

/// How long it may take where files are sent; a sender who is silent is given up much earlier.
const UPLOAD_TIME_LIMIT: Duration = Duration::from_secs(6 * 60 * 60);

/// Where the staff API takes files.
const UPLOADS: &str = "/api/v1/uploads";

/// Mail providers end mails here on their reader's behalf (RFC 8058): from no page of ours, and without a cookie.
/// What stands behind the slash is all the proof there is.
const ONE_CLICK: &str = "/portal/unsubscribe/";

/// Where others' servers start workflows and tell us of what happened there: from no page of ours, and each proves who it
/// is, by its address or by a signature.
const HOOKS: [&str; 2] = ["/hooks/", "/webhooks/"];

/// Where Stripe tells us of payments. What is refused before anybody reads it is counted with what is refused there.
const STRIPE: &str = "/webhooks/stripe";

/// What a page may load: our own, and nothing that stands in the markup.
pub const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; \
    media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// A page whose forms may lead to these places, too: browsers follow a form's redirects only where the page says so.
pub fn leading_out(mut response: Response, origins: &[String]) -> Response {
    let policy = CSP.replacen("form-action 'self'", &format!("form-action 'self' {}", origins.join(" ")), 1);
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// What the front needs to know of the install.
#[derive(Clone)]
pub struct Front {
    /// Proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed.
    pub trusted_proxies: Arc<Vec<IpNet>>,
    /// Whether browsers reach the install by https, whatever a proxy forgets to say.
    pub secure: bool,
    /// What it takes to refuse somebody under the agency's brand.
    pub site: Arc<Site>,
    pub database: Database,
    /// Where else forms may lead: to the pages on which people pay.
    pub ways_out: Arc<str>,
}

impl<E: Endpoint> Middleware<E> for Front {
    type Output = FrontEndpoint<E>;
    fn transform(&self, inner: E) -> FrontEndpoint<E> {
        FrontEndpoint { inner, front: self.clone() }
    }
}

/// The front before everything else.
pub struct FrontEndpoint<E> {
    inner: E,
    front: Front,
}

impl<E: Endpoint> Endpoint for FrontEndpoint<E> {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        let started = Instant::now();
        let method = request.method().clone();
        let path = request.uri().path().to_owned();
        let facts = self.front.facts(&request);
        let id = facts.as_ref().map_or_else(|_| new_request_id(), |facts| facts.request_id.clone());
        let over_tls = self.front.over_tls(&request);
        let host = facts.as_ref().map(|facts| facts.host.clone()).ok();
        let about = host.map(|host| About::at(&request, host, id.clone(), Some(self.front.database.clone())));
        let limit = if brings_files(&request) { UPLOAD_TIME_LIMIT } else { TIME_LIMIT };
        let answered = tokio::time::timeout(limit, request_id::within(id.clone(), self.answer(request, facts)));
        let late = || Error::Unavailable(anyhow::anyhow!("time limit")).into();
        let mut response = match answered.await.unwrap_or_else(|_| Err(late())) {
            Ok(response) => response,
            Err(error) => self.front.refused(&path, about, &error, &id).await,
        };
        secure_headers(&mut response, &path, over_tls, &id);
        if let Some(policy) = self.front.policy(&response) {
            response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        if is_lost_webhook(&path, response.status()) {
            metrics::counter!("stripe_webhooks_refused_total").increment(1);
            tracing::warn!(request_id = %id, "a webhook of Stripe's is too large and was refused");
        }
        let status = response.status().as_u16();
        let millis = started.elapsed().as_millis() as u64;
        // The path alone: query strings can hold what people searched for, and tokens in paths are cut off.
        tracing::info!(request_id = %id, %method, path = %loggable(&path), status, millis, "request");
        metrics::counter!("http_requests_total", "status" => status.to_string()).increment(1);
        metrics::histogram!("http_request_seconds").record(started.elapsed().as_secs_f64());
        Ok(response)
    }
}

impl<E: Endpoint> FrontEndpoint<E> {
    async fn answer(&self, mut request: Request, facts: Result<Facts, Error>) -> poem::Result<Response> {
        self.admitted(&mut request, facts).await?;
        self.inner.call(request).await.map(IntoResponse::into_response)
    }

    /// Reads the body and checks where the request comes from; leaves both with the request.
    async fn admitted(&self, request: &mut Request, facts: Result<Facts, Error>) -> Result<(), Error> {
        let facts = facts?;
        let api = facts.path.starts_with("/api/");
        let foreign = api || facts.path.starts_with(ONE_CLICK) || is_hook(&facts.path);
        if !request.method().is_safe() && !foreign {
            same_origin(request, &facts)?;
        }
        if brings_files(request) {
            let coming = incoming::patient(request.take_body());
            if let Some(boundary) = incoming::boundary(request).filter(|_| !api) {
                let head = Files::begin(coming, boundary, BODY_LIMIT);
                let late = |_| Error::Unavailable(anyhow::anyhow!("time limit"));
                let (form, files) = tokio::time::timeout(TIME_LIMIT, head).await.map_err(late)??;
                request.set_data(form);
                request.set_data(files);
            } else {
                request.set_body(Body::from_bytes_stream(coming));
            }
            request.set_data(facts);
            return Ok(());
        }
        let limit = body_limit(&facts.path);
        let bytes = request.take_body().into_bytes_limit(limit).await.map_err(|error| match error {
            poem::error::ReadBodyError::PayloadTooLarge => Error::TooLarge(limit),
            other => Error::Malformed(format!("the body could not be read: {other}")),
        })?;
        request.set_body(Body::from_bytes(bytes.clone()));
        request.set_data(RequestBody(bytes));
        request.set_data(facts);
        Ok(())
    }
}

impl Front {
    fn facts(&self, request: &Request) -> Result<Facts, Error> {
        let secure = self.secure || self.over_tls(request);
        let authority = authority(request, secure)?;
        let peer = peer(request);
        // The last address is the one that our own proxy saw.
        let address = self
            .forwarded(request, "x-forwarded-for")
            .and_then(|list| list.rsplit(',').next())
            .and_then(|address| address.trim().parse().ok())
            .unwrap_or(peer);
        Ok(Facts {
            secure,
            host: authority.host.to_string(),
            authority: authority.to_string(),
            address,
            path: request.uri().path().to_owned(),
            user_agent: request.header("user-agent").unwrap_or_default().chars().take(200).collect(),
            request_id: new_request_id(),
        })
    }

    /// The page's policy with the ways out: the browser follows a form's redirects only to where they lead.
    fn policy(&self, response: &Response) -> Option<HeaderValue> {
        let policy = response.headers().get(header::CONTENT_SECURITY_POLICY)?.to_str().ok()?;
        let out = policy.replacen("form-action 'self'", &format!("form-action 'self' {}", self.ways_out), 1);
        HeaderValue::from_str(&out).ok()
    }

    /// Whether this very request came by TLS: to us, or to a proxy that is believed.
    fn over_tls(&self, request: &Request) -> bool {
        *request.scheme() == Scheme::HTTPS || self.forwarded(request, "x-forwarded-proto") == Some("https")
    }

    /// A header that only proxies of ours may set. A forwarded host is none of them: what names the agency is
    /// the one host of the request.
    fn forwarded<'a>(&self, request: &'a Request, name: &str) -> Option<&'a str> {
        let from = peer(request);
        request.header(name).filter(|_| self.trusted_proxies.iter().any(|net| net.contains(&from)))
    }
}

fn peer(request: &Request) -> IpAddr {
    request.remote_addr().as_socket_addr().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |addr| addr.ip())
}

impl Front {
    /// The answer where no page and no operation has made one: a problem for programs, the agency's page for
    /// people, and a page of nobody where not even the host is known.
    async fn refused(&self, path: &str, about: Option<About>, error: &poem::Error, id: &str) -> Response {
        match about {
            _ if path.starts_with("/api/") || is_hook(path) => crate::api::problem::response(error, id),
            // Whoever asks for files that are not there costs nothing.
            Some(about) if !path.starts_with("/static/") => errors::page(&self.site, None, &about, error).await,
            _ => errors::neutral(error, id),
        }
    }
}

fn new_request_id() -> String {
    JobId::new().to_string()
}

/// The one host a request may name (RFC 9112, 3.2).
fn authority(request: &Request, secure: bool) -> Result<Authority, Error> {
    let malformed = || Error::Malformed("a request names exactly one host".into());
    let read = |text: &str| Authority::parse(text).map(|authority| authority.over(secure)).ok_or_else(malformed);
    let mut named = request.headers().get_all(header::HOST).iter();
    let first = named.next().map(|value| value.to_str().map_err(|_| malformed()).and_then(read)).transpose()?;
    if named.next().is_some() {
        return Err(malformed());
    }
    let in_line = request.uri().authority().map(|authority| read(authority.as_str())).transpose()?;
    match (first, in_line) {
        (Some(a), Some(b)) if a != b => Err(malformed()),
        (Some(host), _) | (None, Some(host)) => Ok(host),
        (None, None) => Err(malformed()),
    }
}

/// Only our own pages may send what changes something. A sibling subdomain is not one of them, although
/// browsers call it "same site" and send it the cookies.
fn same_origin(request: &Request, facts: &Facts) -> Result<(), Error> {
    let foreign = Error::Forbidden { code: "cross_origin", message: "this form was not sent from our own page" };
    let allowed = match (request.header("sec-fetch-site"), request.header("origin")) {
        (Some(site), _) => site == "same-origin",
        (None, Some(origin)) => Origin::parse(origin).is_some_and(|own| own.authority.to_string() == facts.authority),
        (None, None) => false,
    };
    if allowed { Ok(()) } else { Err(foreign) }
}

/// Whether files may come with this, which are not read here. Whoever is not let in is answered before any is.
fn brings_files(request: &Request) -> bool {
    let path = request.uri().path();
    let form = || !path.starts_with("/api/") && !is_hook(path) && incoming::boundary(request).is_some();
    request.method() == Method::POST && (path == UPLOADS || form())
}

/// Whether this was Stripe's and too large to be read.
fn is_lost_webhook(path: &str, status: StatusCode) -> bool {
    status == StatusCode::PAYLOAD_TOO_LARGE && path.starts_with(STRIPE)
}

fn is_hook(path: &str) -> bool {
    HOOKS.iter().any(|hooks| path.starts_with(hooks))
}

fn body_limit(path: &str) -> usize {
    let long = [
        "/api/v1/agency/images/",
        "/api/v1/invoices",
        "/api/v1/workflow",
        "/api/v1/forms",
        "/api/v1/imports/",
        places::FILES_ZIP,
    ];
    if is_hook(path) || long.iter().any(|long| path.starts_with(long)) { LONG_LIMIT } else { BODY_LIMIT }
}

/// Tokens stand in the last part of these paths.
fn loggable(path: &str) -> &str {
    [
        "/portal/reset/",
        "/portal/invite/",
        "/portal/email/",
        "/portal/connect/",
        "/dashboard/reset/",
        "/dashboard/invite/",
        "/preview/",
        ONE_CLICK,
        HOOKS[0],
        HOOKS[1],
    ]
    .into_iter()
    .find(|prefix| path.starts_with(prefix))
    .unwrap_or(path)
}

fn secure_headers(response: &mut Response, path: &str, over_tls: bool, id: &str) {
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, CSP);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, if loggable(path) == path { "same-origin" } else { "no-referrer" });
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(HeaderName::from_static("permissions-policy"), "camera=(), microphone=(), geolocation=()");
    set(header::CACHE_CONTROL, "no-store");
    if over_tls {
        // Of this host alone: below an agency's own domain there may be others that are not ours to speak for.
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=31536000");
    }
    headers.append(header::VARY, HeaderValue::from_static(htmx::VARY));
    if let Ok(value) = HeaderValue::from_str(id) {
        headers.insert("x-request-id", value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_webhook_of_stripes_that_is_too_large_is_counted_and_nothing_else() {
        for (path, status, counted) in [
            ("/webhooks/stripe", StatusCode::PAYLOAD_TOO_LARGE, true),
            ("/webhooks/stripe/northwind", StatusCode::PAYLOAD_TOO_LARGE, true),
            // What it refuses itself, it counts itself.
            ("/webhooks/stripe/northwind", StatusCode::BAD_REQUEST, false),
            ("/hooks/x", StatusCode::PAYLOAD_TOO_LARGE, false),
        ] {
            assert_eq!(is_lost_webhook(path, status), counted, "{path} {status}");
        }
    }
}
