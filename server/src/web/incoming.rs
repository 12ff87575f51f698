//! Bodies that are taken as they come and never held: files. Their request has no end of its own, but a silence of its
//! sender has; and what stands before the first file of a form is read at once, so that the form's token is known before
//! anything of a file is.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream::BoxStream;
use futures_util::{StreamExt, TryStreamExt, stream};
use multer::{Field, Multipart};
use poem::{FromRequest, Request};
use tokio::sync::Mutex;

use crate::access::RequestBody;
use crate::error::{Error, Result};

/// How long a sender may be silent.
const SILENCE: Duration = Duration::from_secs(30);
/// How many fields that are not files a form may have.
const MOST_FIELDS: usize = 200;

/// A body of which nothing was read.
pub type Coming = BoxStream<'static, io::Result<Bytes>>;

/// The body, which ends with an error where its sender falls silent.
pub fn patient(body: poem::Body) -> Coming {
    let bytes = Box::pin(body.into_bytes_stream());
    let within = stream::try_unfold(bytes, |mut bytes| async move {
        match tokio::time::timeout(SILENCE, bytes.next()).await {
            Ok(Some(piece)) => piece.map(|piece| Some((piece, bytes))),
            Ok(None) => Ok(None),
            Err(_) => Err(io::Error::new(io::ErrorKind::TimedOut, "the sender fell silent")),
        }
    });
    within.boxed()
}

/// The boundary of a form with files.
pub fn boundary(request: &Request) -> Option<String> {
    multer::parse_boundary(request.content_type()?).ok()
}

/// The files of a form, one after another.
#[derive(Clone, Default)]
pub struct Files(Option<Arc<Mutex<Rest>>>);

/// What was not read yet.
struct Rest {
    parts: Multipart<'static>,
    first: Option<Field<'static>>,
}

/// One file of a form.
pub struct File {
    /// What its sender calls it.
    pub name: String,
    /// What is in it.
    pub content: Coming,
}

impl Files {
    /// Reads a form up to its first file. The fields before it are the form's; what comes after it is not.
    ///
    /// # Errors
    /// [`Error::TooLarge`] when the fields are larger than `limit`; [`Error::Malformed`].
    pub async fn begin(body: Coming, boundary: String, limit: usize) -> Result<(RequestBody, Self)> {
        let mut parts = Multipart::new(body, boundary);
        let mut fields: Vec<(String, String)> = Vec::new();
        let mut size = 0;
        let mut first = None;
        while let Some(mut field) = parts.next_field().await.map_err(broken)? {
            if field.file_name().is_some() {
                first = Some(field);
                break;
            }
            let mut value = Vec::new();
            while let Some(piece) = field.chunk().await.map_err(broken)? {
                size += piece.len();
                if size > limit {
                    return Err(Error::TooLarge(limit));
                }
                value.extend_from_slice(&piece);
            }
            let name = field.name().unwrap_or_default();
            size += name.len();
            if size > limit || fields.len() == MOST_FIELDS {
                return Err(Error::TooLarge(limit));
            }
            fields.push((name.to_owned(), String::from_utf8_lossy(&value).into_owned()));
        }
        let form = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let body = RequestBody(form.into());
        Ok((body, Self(Some(Arc::new(Mutex::new(Rest { parts, first }))))))
    }

    /// Whether there is a form that may have files.
    pub fn of(request: &Request) -> Option<&Self> {
        request.data()
    }

    /// The next file. A field that was left empty is none.
    ///
    /// # Errors
    /// [`Error::Malformed`] when the form ends too early.
    pub async fn next(&self) -> Result<Option<File>> {
        let Some(rest) = &self.0 else { return Ok(None) };
        let mut rest = rest.lock().await;
        loop {
            let field = match rest.first.take() {
                Some(field) => field,
                None => match rest.parts.next_field().await.map_err(broken)? {
                    Some(field) => field,
                    None => return Ok(None),
                },
            };
            let name = field.file_name().unwrap_or_default();
            if !name.is_empty() {
                // Browsers write these three so (HTML, 4.10.21.8).
                let name = name.replace("%22", "\"").replace("%0D", "").replace("%0A", "");
                return Ok(Some(File { name, content: field.map_err(io::Error::other).boxed() }));
            }
        }
    }
}

impl<'a> FromRequest<'a> for Files {
    async fn from_request(request: &'a Request, _: &mut poem::RequestBody) -> poem::Result<Self> {
        Ok(Self::of(request).cloned().unwrap_or_default())
    }
}

fn broken(error: multer::Error) -> Error {
    Error::Malformed(format!("the form could not be read: {error}"))
}
