use std::{io, time::Duration};

use reqwest::{StatusCode, header::HeaderMap};

use super::generated::{Error, types};

/// Why a call did not succeed.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{message}")]
pub struct ApiError {
    /// What a caller can do about it.
    pub kind: Kind,
    /// The server's stable word for it, empty when the server did not answer.
    pub code: String,
    /// One sentence for a person.
    pub message: String,
    /// The number under which the server's log tells more.
    pub request_id: Option<String>,
}

/// The failures that callers tell apart.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// No answer: whether the server acted is unknown.
    Unreachable,
    /// Not signed in, or no longer.
    Unauthorized,
    /// The place where the sign-in is stored did not do its part.
    Unstored,
    /// Signed in, but not allowed.
    Forbidden,
    /// Something in what was sent is wrong.
    Invalid(Vec<types::ProblemField>),
    /// It is not there, or not for this person.
    NotFound,
    /// It cannot be done in the present state.
    Conflict,
    /// Someone else changed it first.
    Stale,
    /// Too many calls; wait that long.
    RateLimited(Option<Duration>),
    /// The server failed.
    Server,
}

impl ApiError {
    /// The server could not be reached, or did not answer in time.
    pub fn unreachable(message: impl Into<String>) -> Self {
        Self { kind: Kind::Unreachable, code: String::new(), message: message.into(), request_id: None }
    }

    /// There is no valid sign-in.
    pub fn signed_out() -> Self {
        Self { kind: Kind::Unauthorized, code: String::new(), message: "You are signed out.".into(), request_id: None }
    }

    /// The stored sign-in could not be read, written or removed.
    pub(crate) fn unstored(error: io::Error) -> Self {
        Self {
            kind: Kind::Unstored,
            code: String::new(),
            message: format!("The stored sign-in is out of reach: {error}"),
            request_id: None,
        }
    }

    /// The server answered something that this client cannot read.
    pub(crate) fn unreadable(what: &str) -> Self {
        Self {
            kind: Kind::Server,
            code: String::new(),
            message: format!("The server's answer could not be read ({what})."),
            request_id: None,
        }
    }

    /// From a problem document.
    pub(crate) fn from_problem(status: StatusCode, headers: &HeaderMap, problem: types::Problem) -> Self {
        let message = if problem.detail.is_empty() { problem.title } else { problem.detail };
        let request_id = Some(problem.request_id).filter(|id| !id.is_empty());
        Self {
            kind: kind(status, headers, problem.errors),
            code: problem.code,
            message,
            request_id: request_id.or_else(|| header(headers, "x-request-id")),
        }
    }

    /// From an answer without a problem document, as proxies write them.
    pub(crate) fn from_status(status: StatusCode, headers: &HeaderMap) -> Self {
        Self {
            kind: kind(status, headers, Vec::new()),
            code: String::new(),
            message: format!("The server answered {status}."),
            request_id: header(headers, "x-request-id"),
        }
    }

    /// Whether the same call may well succeed later, so that what was typed should stay as it is.
    pub fn is_passing(&self) -> bool {
        matches!(self.kind, Kind::Unreachable | Kind::Server | Kind::RateLimited(_) | Kind::Unauthorized)
    }
}

fn kind(status: StatusCode, headers: &HeaderMap, errors: Vec<types::ProblemField>) -> Kind {
    match status.as_u16() {
        401 => Kind::Unauthorized,
        403 => Kind::Forbidden,
        404 => Kind::NotFound,
        409 => Kind::Conflict,
        412 => Kind::Stale,
        429 => Kind::RateLimited(
            header(headers, "retry-after").and_then(|text| text.parse().ok()).map(Duration::from_secs),
        ),
        400 | 405 | 406 | 413 | 415 | 422 => Kind::Invalid(errors),
        _ => Kind::Server,
    }
}

fn header(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

impl From<reqwest::Error> for ApiError {
    fn from(error: reqwest::Error) -> Self {
        if error.is_builder() {
            return Self::unreadable("the call could not be built");
        }
        Self::unreachable(if error.is_timeout() {
            "The server did not answer in time."
        } else {
            "The server cannot be reached."
        })
    }
}

impl From<Error<types::Problem>> for ApiError {
    fn from(error: Error<types::Problem>) -> Self {
        match error {
            Error::ErrorResponse(answer) => {
                let (status, headers) = (answer.status(), answer.headers().clone());
                Self::from_problem(status, &headers, answer.into_inner())
            }
            Error::UnexpectedResponse(answer) => Self::from_status(answer.status(), answer.headers()),
            Error::CommunicationError(error) | Error::ResponseBodyError(error) | Error::InvalidUpgrade(error) => {
                error.into()
            }
            Error::InvalidResponsePayload(_, error) => Self::unreadable(&error.to_string()),
            Error::InvalidRequest(message) | Error::Custom(message) => {
                Self { kind: Kind::Invalid(Vec::new()), code: String::new(), message, request_id: None }
            }
        }
    }
}
