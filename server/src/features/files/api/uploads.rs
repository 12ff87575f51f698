use futures_util::StreamExt;
use poem::web::Data;
use poem::{Body, Request};
use poem_openapi::OpenApi;
use poem_openapi::param::{Header, Path, Query};
use poem_openapi::payload::{Binary, Json, Response};
use uuid::Uuid;

use super::answer::{Content, content};
use super::wire::Stored;
use crate::api::{Created, Outcome, Staff, Tag};
use crate::error::{Error, Result};
use crate::features::files::download;
use crate::features::files::service::{self, Sent};
use crate::storage::Storage;
use crate::web::incoming::{self, Coming, Files};

/// Bytes on their way in.
pub struct UploadApi;

#[OpenApi(tag = "Tag::Files")]
impl UploadApi {
    /// Uploads a file, which is delivered with what is done next: to a workspace's gallery, on a message, on an internal
    /// note. What is delivered nowhere within a day is forgotten. The body is the file itself; a form of type
    /// `multipart/form-data` with one file is taken, too. What it is, its content says.
    #[oai(path = "/uploads", method = "post", operation_id = "upload_create")]
    #[expect(clippy::too_many_arguments, reason = "these are what the operation takes")]
    async fn create(
        &self,
        Staff(scope): Staff,
        request: &Request,
        storage: Data<&Storage>,
        /// What the file is called.
        #[oai(validator(max_length = 1000))]
        name: Query<Option<String>>,
        /// The SHA-256 that it has to have, in hexadecimal.
        #[oai(validator(max_length = 64))]
        sha256: Query<Option<String>>,
        /// Under the same key the same file is taken once, however often it is sent.
        #[oai(name = "Idempotency-Key", validator(max_length = 128))]
        _key: Header<Option<String>>,
        body: Binary<Body>,
    ) -> Outcome<Created<Stored>> {
        if let Some(length) = request.header("content-length").and_then(|length| length.parse::<u64>().ok())
            && length > storage.limit.saturating_add(MOST_AROUND)
        {
            return Err(Error::TooLarge(usize::try_from(storage.limit).unwrap_or(usize::MAX)).into());
        }
        let coming = body.0.into_bytes_stream().boxed();
        let boundary = incoming::boundary(request);
        let bare = boundary.is_none();
        let (named, coming, rest) = match boundary {
            Some(boundary) => first_of(coming, boundary).await?,
            None => (String::new(), coming, Files::default()),
        };
        let sent = Sent { name: name.0.unwrap_or(named), sha256: sha256.0, content: coming };
        let stored = match service::store(&scope, &storage, sent).await {
            // Without a form there is no field of that name.
            Err(Error::Invalid(errors)) if bare => match errors.at("files") {
                Some(message) => return Err(Error::field("body", message).into()),
                None => return Err(Error::Invalid(errors).into()),
            },
            other => other?,
        };
        // A second file would be lost without a word.
        let refused = match rest.next().await {
            Ok(None) => None,
            Ok(Some(_)) => Some(Error::field("files", "Send one file at a time. None of these was taken.")),
            Err(error) => Some(error),
        };
        if let Some(error) = refused {
            service::discard(&scope, &storage, &[stored]).await;
            return Err(error.into());
        }
        let kept = service::keep(&scope, &storage, stored).await?;
        Ok(Created::at("uploads", kept.id, kept.into()))
    }

    /// What was uploaded.
    #[oai(path = "/uploads/:upload_id", method = "get", operation_id = "upload_show")]
    async fn show(&self, Staff(scope): Staff, upload_id: Path<Uuid>) -> Outcome<Json<Stored>> {
        Ok(Json(service::find_upload(&scope, upload_id.0.into()).await?.into()))
    }

    /// The file itself. Ranges, `If-None-Match` and `If-Range` are understood.
    #[oai(path = "/uploads/:upload_id/content", method = "get", operation_id = "upload_content")]
    async fn content(
        &self,
        Staff(scope): Staff,
        request: &Request,
        storage: Data<&Storage>,
        upload_id: Path<Uuid>,
    ) -> Outcome<Response<Content>> {
        let row = service::find_upload(&scope, upload_id.0.into()).await?;
        Ok(content(download::send(&storage, request.headers(), (&row).into(), false).await?))
    }
}

/// What a form may have around its file.
const MOST_AROUND: u64 = 64 * 1024;

/// The first file of a form, and what comes after it.
async fn first_of(body: Coming, boundary: String) -> Result<(String, Coming, Files)> {
    let (_, files) = Files::begin(body, boundary, 64 * 1024).await?;
    let file = files.next().await?.ok_or_else(|| Error::field("files", "There is no file in this form."))?;
    Ok((file.name, file.content, files))
}
