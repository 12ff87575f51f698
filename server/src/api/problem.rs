//! Refusals as RFC 9457 problems, with a stable `code`.

use poem::http::{StatusCode, header};
use poem::{IntoResponse, Response};
use poem_openapi::payload::Json;
use poem_openapi::{ApiResponse, Object};

use crate::error::{Error, FieldErrors};
use crate::request_id;

/// Why an operation did not do what was asked (RFC 9457).
#[derive(Object, Clone, Debug)]
pub struct Problem {
    /// A URI reference for the kind of problem.
    #[oai(rename = "type")]
    pub kind: String,
    /// The HTTP status in words.
    pub title: String,
    /// The HTTP status.
    pub status: i32,
    /// A stable word for programs.
    pub code: String,
    /// A sentence for people.
    pub detail: String,
    /// The number under which this is in the server's log.
    pub request_id: String,
    /// What is wrong at which field, where that is known.
    pub errors: Vec<ProblemField>,
    /// Where in the text of the first such field it is wrong, where that is known.
    #[oai(skip_serializing_if_is_none)]
    pub place: Option<ProblemPlace>,
    /// What was sent and what is kept, where one would have taken the other's place unseen.
    #[oai(skip_serializing_if_is_none)]
    pub texts: Option<ProblemTexts>,
}

/// Two texts of the caller's.
#[derive(Object, Clone, Debug)]
pub struct ProblemTexts {
    /// What was sent.
    pub yours: String,
    /// What is kept; empty where nothing is any more.
    pub theirs: String,
    /// The version of what is kept; 0 where nothing is.
    pub version: i64,
}

/// A place in a text.
#[derive(Object, Clone, Debug)]
pub struct ProblemPlace {
    /// How many characters come before it.
    pub offset: u32,
    /// The word that stands there; empty where one is missing.
    pub word: String,
}

/// One field's fault.
#[derive(Object, Clone, Debug)]
pub struct ProblemField {
    pub field: String,
    pub message: String,
}

/// Every refusal that an operation can answer with.
#[derive(ApiResponse)]
pub enum Refusal {
    /// The request is not well-formed.
    #[oai(status = 400, content_type = "application/problem+json")]
    BadRequest(Json<Problem>),
    /// There is no valid token.
    #[oai(status = 401, content_type = "application/problem+json")]
    Unauthorized(Json<Problem>),
    /// The caller may not do this.
    #[oai(status = 403, content_type = "application/problem+json")]
    Forbidden(Json<Problem>),
    /// There is no such thing in the caller's agency.
    #[oai(status = 404, content_type = "application/problem+json")]
    NotFound(Json<Problem>),
    /// The method is not known here.
    #[oai(status = 405, content_type = "application/problem+json")]
    MethodNotAllowed(Json<Problem>),
    /// What the caller accepts is not served here.
    #[oai(status = 406, content_type = "application/problem+json")]
    NotAcceptable(Json<Problem>),
    /// The body took too long to arrive.
    #[oai(status = 408, content_type = "application/problem+json")]
    Timeout(Json<Problem>),
    /// The state of things does not allow this.
    #[oai(status = 409, content_type = "application/problem+json")]
    Conflict(Json<Problem>),
    /// The `If-Match` is not the current version.
    #[oai(status = 412, content_type = "application/problem+json")]
    PreconditionFailed(Json<Problem>),
    /// The body is too large.
    #[oai(status = 413, content_type = "application/problem+json")]
    TooLarge(Json<Problem>),
    /// The body is not of a kind that is taken.
    #[oai(status = 415, content_type = "application/problem+json")]
    UnsupportedMediaType(Json<Problem>),
    /// This host shows no agency.
    #[oai(status = 421, content_type = "application/problem+json")]
    Misdirected(Json<Problem>),
    /// A field says something that cannot be.
    #[oai(status = 422, content_type = "application/problem+json")]
    Invalid(Json<Problem>),
    /// Too many requests; `Retry-After` says how long to wait.
    #[oai(status = 429, content_type = "application/problem+json")]
    TooMany(Json<Problem>, #[oai(header = "Retry-After")] u64),
    /// A failure on our side.
    #[oai(status = 500, content_type = "application/problem+json")]
    Internal(Json<Problem>),
    /// Something we depend on does not answer.
    #[oai(status = 503, content_type = "application/problem+json")]
    Unavailable(Json<Problem>),
}

/// What an operation answers.
pub type Outcome<T> = Result<T, Refusal>;

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        let problem = Json(describe(&error, &request_id::current()));
        match error {
            Error::Malformed(_) => Self::BadRequest(problem),
            Error::Unauthenticated { .. } => Self::Unauthorized(problem),
            Error::Forbidden { .. } => Self::Forbidden(problem),
            Error::Misdirected => Self::Misdirected(problem),
            Error::NotFound => Self::NotFound(problem),
            Error::Conflict { .. } | Error::Diverged(_) => Self::Conflict(problem),
            Error::Stale => Self::PreconditionFailed(problem),
            Error::TooLarge(_) => Self::TooLarge(problem),
            Error::Invalid(_) => Self::Invalid(problem),
            Error::TooMany { retry_after } => Self::TooMany(problem, retry_after.as_secs().max(1)),
            Error::Unavailable(_) => Self::Unavailable(problem),
            Error::Internal(_) => Self::Internal(problem),
        }
    }
}

/// The problem for one of our errors; logs what only we should read.
fn describe(error: &Error, request_id: &str) -> Problem {
    use poem::error::ResponseError;
    let code = match error {
        Error::Misdirected => "no_agency_here",
        Error::NotFound => "not_found",
        Error::Unauthenticated { code, .. } | Error::Forbidden { code, .. } | Error::Conflict { code, .. } => code,
        Error::Invalid(_) => "invalid",
        Error::Stale => "stale",
        Error::Diverged(_) => "draft_diverged",
        Error::Malformed(_) => "malformed",
        Error::TooLarge(_) => "too_large",
        Error::TooMany { .. } => "too_many_requests",
        Error::Unavailable(cause) => {
            tracing::warn!(request_id, error = ?cause, "unavailable");
            "unavailable"
        }
        Error::Internal(cause) => {
            tracing::error!(request_id, error = ?cause, "internal error");
            "internal"
        }
    };
    let errors = match error {
        Error::Invalid(fields) => listed(fields),
        _ => Vec::new(),
    };
    let place = match error {
        Error::Invalid(fields) => fields.place().map(|place| ProblemPlace {
            offset: u32::try_from(place.at).unwrap_or(u32::MAX),
            word: place.word.clone(),
        }),
        _ => None,
    };
    let texts = match error {
        Error::Diverged(texts) => {
            Some(ProblemTexts { yours: texts.yours.clone(), theirs: texts.theirs.clone(), version: texts.version })
        }
        _ => None,
    };
    Problem { errors, place, texts, ..bare(error.status(), code, &error.to_string(), request_id) }
}

fn listed(fields: &FieldErrors) -> Vec<ProblemField> {
    fields.iter().map(|(field, message)| ProblemField { field: field.into(), message: message.into() }).collect()
}

fn bare(status: StatusCode, code: &str, detail: &str, request_id: &str) -> Problem {
    Problem {
        kind: "about:blank".into(),
        title: status.canonical_reason().unwrap_or("Error").into(),
        status: i32::from(status.as_u16()),
        code: code.into(),
        detail: detail.into(),
        request_id: request_id.into(),
        errors: Vec::new(),
        place: None,
        texts: None,
    }
}

/// The problem for an error that came from the framework: a body that is no JSON, an unknown path, a wrong
/// method. Its own words name inner parameters, so ours stand instead. What is known of fields was left with it.
pub fn response(error: &poem::Error, request_id: &str) -> Response {
    if let Some(ours) = error.downcast_ref::<Error>() {
        let mut response = write(describe(ours, request_id));
        if let Error::TooMany { retry_after } = ours {
            response.headers_mut().insert(header::RETRY_AFTER, retry_after.as_secs().max(1).into());
        }
        return response;
    }
    let status = error.status();
    let (code, detail) = match status {
        StatusCode::BAD_REQUEST => ("malformed", cleaned(&error.to_string())),
        StatusCode::UNAUTHORIZED => ("token_missing", "this needs a bearer token".into()),
        StatusCode::NOT_FOUND => ("not_found", "there is nothing here".into()),
        StatusCode::METHOD_NOT_ALLOWED => ("method_not_allowed", "this method is not known here".into()),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => ("unsupported_media_type", "send application/json".into()),
        StatusCode::NOT_ACCEPTABLE => ("not_acceptable", "ask for what is served here".into()),
        other if other.is_server_error() => {
            tracing::error!(request_id, error = %error, "internal error");
            ("internal", "something went wrong on our side".into())
        }
        _ => ("refused", "this was not taken".into()),
    };
    let errors = error.data::<FieldErrors>().map(listed).unwrap_or_default();
    write(Problem { errors, ..bare(status, code, &detail, request_id) })
}

/// The framework's words without our names for types.
fn cleaned(text: &str) -> String {
    let words = text.replace("Expect a valid enumeration value.", "this is none of the words that are taken there");
    let mut parts = words.strip_prefix("parse request payload error: ").unwrap_or(&words).split("failed to parse \"");
    let mut said = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        said += part.split_once("\": ").map_or(part, |(_, rest)| rest);
    }
    said.chars().take(300).collect()
}

fn write(problem: Problem) -> Response {
    use poem_openapi::types::ToJSON;
    let status = u16::try_from(problem.status).ok().and_then(|code| StatusCode::from_u16(code).ok());
    let body = problem.to_json_string();
    Response::builder()
        .status(status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR))
        .header(header::CONTENT_TYPE, "application/problem+json")
        .body(body)
        .into_response()
}
