use poem::http::header;
use poem::{Body, Endpoint, Request, Response};
use poem_openapi::ApiResponse;
use poem_openapi::payload::{Binary, Response as Answer};

/// A file, as it was sent.
#[derive(ApiResponse)]
pub enum Content {
    /// All of it.
    #[oai(status = 200)]
    Whole(Binary<Body>),
    /// The range that was asked for.
    #[oai(status = 206)]
    Part(Binary<Body>),
    /// The caller has it already.
    #[oai(status = 304)]
    Known,
    /// There is no such range of it.
    #[oai(status = 416)]
    Beyond,
}

/// What was made of a request for a file, in the words of the document.
pub fn content(response: Response) -> Answer<Content> {
    let (head, body) = response.into_parts();
    let inner = match head.status.as_u16() {
        206 => Content::Part(Binary(body)),
        304 => Content::Known,
        416 => Content::Beyond,
        _ => Content::Whole(Binary(body)),
    };
    // Bytes are what the document promises, also of a picture, which a page gets with its own type.
    let headers = head.headers.iter().filter(|(name, _)| *name != header::CONTENT_TYPE);
    headers.fold(Answer::new(inner), |answer, (name, value)| answer.header(name.clone(), value.clone()))
}

/// Files go in and out as they are: nothing is compressed on its way, since ranges and lengths are of the file itself, and
/// papers are compressed within.
///
/// # Errors
/// What the operation answers.
pub async fn plain<E: Endpoint>(next: std::sync::Arc<E>, mut request: Request) -> poem::Result<E::Output> {
    let path = request.uri().path();
    if ["/content", "/preview", "/uploads", "/document", "/certificate"].iter().any(|end| path.ends_with(end)) {
        request.headers_mut().remove(header::ACCEPT_ENCODING);
        request.headers_mut().remove(header::CONTENT_ENCODING);
    }
    next.call(request).await
}
