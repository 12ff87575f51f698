use std::num::NonZeroU32;
use std::sync::Arc;

use governor::clock::{Clock, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use poem::http::HeaderValue;
use poem::{Endpoint, IntoResponse, Request, Response};

use super::problem;
use crate::access::Facts;
use crate::error::Error;
use crate::secrets;
use crate::web::cookies;

type Limiter = RateLimiter<String, DashMapStateStore<String>, DefaultClock, StateInformationMiddleware>;

/// How many requests one caller may make. A caller is a token, or an address without one.
#[derive(Clone)]
pub struct Limits {
    limiter: Arc<Limiter>,
    burst: u32,
}

impl Limits {
    /// So many a minute, and half a minute's worth at once.
    pub fn per_minute(requests: u32) -> Self {
        let per_minute = NonZeroU32::new(requests).unwrap_or(NonZeroU32::MIN);
        let burst = NonZeroU32::new(requests / 2).unwrap_or(NonZeroU32::MIN);
        let limiter = RateLimiter::keyed(Quota::per_minute(per_minute).allow_burst(burst)).with_middleware();
        Self { limiter: Arc::new(limiter), burst: burst.get() }
    }

    /// Forgets callers that have not been heard of for a while.
    pub fn tidy(&self) {
        self.limiter.retain_recent();
    }
}

/// What stands before every operation: a browser's cookie is told that it does not count here, callers are
/// counted, and whatever goes wrong is a problem document.
pub async fn edge(limits: &Limits, next: &impl Endpoint, request: Request) -> Response {
    let id = request.data::<Facts>().map(|facts| facts.request_id.clone()).unwrap_or_default();
    let caller = request.header("authorization").map(secrets::hash);
    let document = request.uri().path().ends_with("/openapi.json");
    if caller.is_none() && !document && cookies::session(&request).is_some() {
        let error = Error::Unauthenticated { code: "client_session", message: "a portal session does not count here" };
        return problem::response(&error.into(), &id);
    }
    let address = request.data::<Facts>().map(|facts| facts.address.to_string());
    let key = caller.or(address).unwrap_or_default();
    let left = match limits.limiter.check_key(&key) {
        Ok(state) => state.remaining_burst_capacity(),
        Err(wait) => {
            let retry_after = wait.wait_time_from(DefaultClock::default().now());
            let mut response = problem::response(&Error::TooMany { retry_after }.into(), &id);
            count(&mut response, limits.burst, 0);
            return response;
        }
    };
    let mut response = match next.call(request).await {
        Ok(response) => response.into_response(),
        Err(error) if error.is_from_response() => error.into_response(),
        Err(error) => problem::response(&error, &id),
    };
    count(&mut response, limits.burst, left);
    response
}

fn count(response: &mut Response, limit: u32, left: u32) {
    let headers = response.headers_mut();
    headers.insert("ratelimit-limit", HeaderValue::from(limit));
    headers.insert("ratelimit-remaining", HeaderValue::from(left));
}
