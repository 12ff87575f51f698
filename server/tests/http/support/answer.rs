use std::sync::Arc;

use poem::endpoint::BoxEndpoint;
use poem::http::{HeaderMap, HeaderName, HeaderValue, Method};
use poem::{Body, Endpoint, Request, Response};
use serde_json::Value;

use super::stream::Stream;

/// What is served, shared by all who ask.
pub type Served = Arc<BoxEndpoint<'static, Response>>;

/// A request on its way.
pub struct Ask {
    pub(super) served: Served,
    method: Method,
    path: String,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Ask {
    pub fn new(served: &Served, method: Method, path: impl Into<String>, host: &str) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert("host", HeaderValue::from_str(host).unwrap());
        Self { served: served.clone(), method, path: path.into(), headers, body: Vec::new() }
    }

    /// With this header, and no other of its name.
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(HeaderName::from_static(name), HeaderValue::from_bytes(value.as_bytes()).unwrap());
        self
    }

    /// With one more header of a name.
    pub fn another(mut self, name: &'static str, value: &str) -> Self {
        self.headers.append(HeaderName::from_static(name), HeaderValue::from_str(value).unwrap());
        self
    }

    /// Without a header.
    pub fn without(mut self, name: &str) -> Self {
        self.headers.remove(name);
        self
    }

    /// With a form as its body.
    pub fn form(self, fields: &[(&str, &str)]) -> Self {
        let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        self.body("application/x-www-form-urlencoded", form)
    }

    /// With JSON as its body.
    pub fn json(self, value: &Value) -> Self {
        self.body("application/json", value.to_string())
    }

    /// With any body.
    pub fn body(mut self, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        self.body = body.into();
        self.header("content-type", kind)
    }

    /// Sends it and reads the answer; a stream is left to be read.
    pub async fn send(self) -> Answer {
        let mut request = Request::builder().method(self.method).uri(self.path.parse().expect("a path"));
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let response = self.served.get_response(request.body(Body::from_vec(self.body))).await;
        Answer::read(response).await
    }
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
    /// The body as it came.
    pub bytes: Vec<u8>,
    pub stream: Option<Stream>,
}

impl Answer {
    async fn read(response: Response) -> Self {
        let (parts, body) = response.into_parts();
        let status = parts.status.as_u16();
        let kind = parts.headers.get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if kind.starts_with("text/event-stream") {
            return Self {
                status,
                headers: parts.headers,
                body: String::new(),
                bytes: Vec::new(),
                stream: Some(Stream::new(body)),
            };
        }
        let bytes = body.into_vec().await.unwrap();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Self { status, headers: parts.headers, body, bytes, stream: None }
    }

    /// A header's text; empty without it.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// Where it sends the browser.
    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {} {}", self.status, self.body))
    }

    /// The problem's code; the answer must be a problem.
    pub fn code(&self) -> String {
        assert_eq!(self.header("content-type"), "application/problem+json", "{} {}", self.status, self.body);
        self.json()["code"].as_str().unwrap().to_owned()
    }

    /// Fails the test unless the status is this.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{:?} {}", self.headers, self.body);
        self
    }

    /// Everything that the asker gets to read: status, headers and body.
    pub fn everything(&self) -> String {
        format!("{} {:?}\n{}", self.status, self.headers, self.body)
    }
}
