use std::num::NonZeroU32;
use std::sync::Arc;

use governor::clock::{Clock, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use poem::http::{HeaderValue, StatusCode, header};
use poem::{Endpoint, IntoResponse, Request, Response};

use super::allow::Operations;
use super::{inputs, problem};
use crate::access::{Facts, RequestBody};
use crate::error::Error;
use crate::secrets;
use crate::web::cookies;

type Limiter = RateLimiter<String, DashMapStateStore<String>, DefaultClock, StateInformationMiddleware>;

/// How many requests one caller may make, and all callers at one address together: whoever invents a token a
/// request is still one address.
#[derive(Clone)]
pub struct Limits {
    callers: Arc<Limiter>,
    addresses: Arc<Limiter>,
    burst: u32,
}

/// So many callers may sit behind one address and each make all the requests it may.
const CALLERS_AT_ONE_ADDRESS: u32 = 10;

impl Limits {
    /// So many a minute, and half a minute's worth at once.
    pub fn per_minute(requests: u32) -> Self {
        let limiter = |requests: u32| {
            let per_minute = NonZeroU32::new(requests).unwrap_or(NonZeroU32::MIN);
            let burst = NonZeroU32::new(requests / 2).unwrap_or(NonZeroU32::MIN);
            Arc::new(RateLimiter::keyed(Quota::per_minute(per_minute).allow_burst(burst)).with_middleware())
        };
        let addresses = limiter(requests.saturating_mul(CALLERS_AT_ONE_ADDRESS));
        Self { callers: limiter(requests), addresses, burst: (requests / 2).max(1) }
    }

    /// Forgets callers that have not been heard of for a while.
    pub fn tidy(&self) {
        self.callers.retain_recent();
        self.addresses.retain_recent();
    }
}

/// What stands before every operation: a browser's cookie is told that it does not count here, callers are
/// counted, and whatever goes wrong is a problem document.
pub async fn edge(limits: &Limits, next: &impl Endpoint, request: Request) -> Response {
    let id = request.data::<Facts>().map(|facts| facts.request_id.clone()).unwrap_or_default();
    let path = request.uri().path().to_owned();
    let caller = request.header("authorization").map(secrets::hash);
    let document = request.uri().path().ends_with("/openapi.json");
    if caller.is_none() && !document && cookies::session(&request).is_some() {
        let error = Error::Unauthenticated { code: "client_session", message: "a portal session does not count here" };
        return problem::response(&error.into(), &id);
    }
    let address = request.data::<Facts>().map(|facts| facts.address.to_string()).unwrap_or_default();
    let key = caller.unwrap_or_else(|| address.clone());
    let checked = limits.addresses.check_key(&address).and_then(|_| limits.callers.check_key(&key));
    let left = match checked {
        Ok(state) => state.remaining_burst_capacity(),
        Err(wait) => {
            let retry_after = wait.wait_time_from(DefaultClock::default().now());
            let mut response = problem::response(&Error::TooMany { retry_after }.into(), &id);
            count(&mut response, limits.burst, 0);
            return response;
        }
    };
    let method = request.method().clone();
    let body = request.data::<RequestBody>().cloned().unwrap_or_default().0;
    let mut response = match next.call(request).await {
        Ok(response) => response.into_response(),
        Err(error) if error.is_from_response() => error.into_response(),
        Err(error) => problem::response(&inputs::explained(error, method.as_str(), &path, &body), &id),
    };
    if response.status() == StatusCode::METHOD_NOT_ALLOWED
        && let Ok(methods) = HeaderValue::from_str(&Operations::published().allowed(&path))
    {
        response.headers_mut().insert(header::ALLOW, methods);
    }
    count(&mut response, limits.burst, left);
    response
}

fn count(response: &mut Response, limit: u32, left: u32) {
    let headers = response.headers_mut();
    headers.insert("ratelimit-limit", HeaderValue::from(limit));
    headers.insert("ratelimit-remaining", HeaderValue::from(left));
}
