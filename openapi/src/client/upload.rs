use std::{
    io,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use bytes::{Bytes, BytesMut};
use futures_util::{Stream, stream};
use tokio::{fs::File, io::AsyncReadExt};
use uuid::Uuid;

use super::{
    error::{ApiError, Kind},
    generated::{Client, types},
    transport::SILENCE,
};

/// As much of a file as is in memory at a time.
const PIECE: usize = 128 * 1024;

/// A file on its way to the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// Where it is here.
    pub path: PathBuf,
    /// What it is called there.
    pub name: String,
    /// Sent along, so that the server takes it once however often it is sent.
    pub key: Uuid,
}

/// Sends a file. It is given up when no piece of it goes out for too long.
pub async fn send(
    client: &Client,
    parcel: &Parcel,
    told: impl Fn(u64) + Send + Sync + 'static,
) -> Result<types::Upload, ApiError> {
    let file = File::open(&parcel.path).await.map_err(|error| unread(&error))?;
    let gone = Arc::new(AtomicU64::new(0));
    let failed = Arc::new(std::sync::Mutex::new(None));
    let body = reqwest::Body::wrap_stream(pieces(file, gone.clone(), failed.clone(), told));
    let call = client.upload_create().name(&parcel.name).idempotency_key(parcel.key.to_string()).body(body).send();
    tokio::pin!(call);
    loop {
        let before = gone.load(Ordering::Relaxed);
        match tokio::time::timeout(SILENCE, &mut call).await {
            Ok(Ok(answer)) => return Ok(answer.into_inner()),
            Ok(Err(error)) => {
                let unread = failed.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
                return Err(unread.unwrap_or_else(|| error.into()));
            }
            Err(_) if gone.load(Ordering::Relaxed) == before => {
                return Err(ApiError::unreachable("The server took no more of the file."));
            }
            Err(_) => {}
        }
    }
}

type Failed = Arc<std::sync::Mutex<Option<ApiError>>>;

/// The file in pieces; each is read when the one before it has gone.
fn pieces(
    file: File,
    gone: Arc<AtomicU64>,
    failed: Failed,
    told: impl Fn(u64) + Send + Sync + 'static,
) -> impl Stream<Item = io::Result<Bytes>> + Send + 'static {
    stream::try_unfold((file, told), move |(mut file, told)| {
        let (gone, failed) = (gone.clone(), failed.clone());
        async move {
            let mut piece = BytesMut::with_capacity(PIECE);
            let read = file.read_buf(&mut piece).await.inspect_err(|error| {
                *failed.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(unread(error));
            })?;
            let so_far = gone.fetch_add(u64::try_from(read).unwrap_or(u64::MAX), Ordering::Relaxed);
            told(so_far.saturating_add(u64::try_from(read).unwrap_or(u64::MAX)));
            Ok((read > 0).then(|| (piece.freeze(), (file, told))))
        }
    })
}

/// What is wrong with a file here is no fault of the server.
fn unread(error: &io::Error) -> ApiError {
    let message = format!("It cannot be read: {error}.");
    ApiError { kind: Kind::Invalid(Vec::new()), code: "unreadable_file".into(), message, request_id: None }
}
