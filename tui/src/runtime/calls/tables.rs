//! Files of clients, projects and requests: sent part by part, and filled from what the server sends.

use std::{
    hash::{DefaultHasher, Hasher},
    path::Path,
};

use portico_openapi::{ApiError, ByteStream, Kind, ResponseValue, Session, types};
use uuid::Uuid;

use super::saving::{self, refused};
use crate::{
    office::Done,
    runtime::outside,
    tables::{self, Deed, Existing, Export, Format, Job, Part, Piece, What},
};

/// The largest file that is read. It is in memory while a part of it is sent.
const LARGEST: u64 = 256 * 1024 * 1024;

/// Does what is asked with a file.
pub async fn run(session: &Session, key: Uuid, deed: Deed) -> Result<Done, ApiError> {
    match deed {
        Deed::Import(job) => Ok(Done::Table(Box::new(part(session, key, &job).await?))),
        Deed::Export(export) => fill(session, &export).await,
    }
}

/// Has the server look at a part of a file, or do it.
async fn part(session: &Session, key: Uuid, job: &Job) -> Result<Part, ApiError> {
    let bytes = read(&job.path).await?;
    let mut hasher = DefaultHasher::new();
    hasher.write(&bytes);
    let seen = hasher.finish();
    if job.seen.is_some_and(|before| before != seen) {
        return Err(refused("path", "The file has changed meanwhile. Begin anew.".into()));
    }
    let cut = tables::cut(&bytes);
    drop(bytes);
    let Some(piece) = cut.pieces.get(job.piece) else {
        return Err(refused("path", "The file has changed meanwhile. Begin anew.".into()));
    };
    let mut part = Part {
        seen,
        pieces: cut.pieces.len(),
        rows: cut.rows,
        upto: piece.upto,
        counts: tables::Counts::default(),
        faults: Vec::new(),
    };
    match send(session, key, job, piece, !job.is_done(cut.pieces.len())).await {
        Ok(import) => part.counts = tables::Counts::from(&import),
        Err(error) => {
            if let Kind::Invalid(fields) = &error.kind {
                part.faults = tables::faults(fields, piece.left_out);
            }
            if part.faults.is_empty() {
                return Err(error);
            }
        }
    }
    Ok(part)
}

async fn read(path: &Path) -> Result<Vec<u8>, ApiError> {
    let path = outside::whole(&path.to_string_lossy());
    let unread = |error: std::io::Error| refused("path", format!("It cannot be read: {error}."));
    let about = tokio::fs::metadata(&path).await.map_err(unread)?;
    if !about.is_file() {
        // What has no end is never read to it.
        return Err(refused("path", "It is no file.".into()));
    }
    if about.len() > LARGEST {
        return Err(refused("path", format!("It is larger than {} MiB. Cut it first.", LARGEST / 1024 / 1024)));
    }
    tokio::fs::read(path).await.map_err(unread)
}

async fn send(
    session: &Session,
    key: Uuid,
    job: &Job,
    piece: &Piece,
    dry_run: bool,
) -> Result<types::FileImport, ApiError> {
    let existing = match job.existing {
        Existing::Refuse => types::ExistingChoice::Refuse,
        Existing::Skip => types::ExistingChoice::Skip,
        Existing::Update => types::ExistingChoice::Update,
    };
    let invite = job.invite;
    match job.what {
        What::Clients => {
            let made = session.create(key, |api, key| {
                let bytes = piece.bytes.clone();
                async move {
                    let call = api.client_import().dry_run(dry_run).existing(existing).invite(invite);
                    call.idempotency_key(key).body(bytes).send().await
                }
            });
            made.await
        }
        What::Projects => {
            let made = session.create(key, |api, key| {
                let bytes = piece.bytes.clone();
                async move {
                    let call = api.project_import().dry_run(dry_run).existing(existing);
                    call.idempotency_key(key).body(bytes).send().await
                }
            });
            made.await
        }
        What::Requests => {
            let made = session.create(key, |api, key| {
                let bytes = piece.bytes.clone();
                async move { api.request_import().dry_run(dry_run).idempotency_key(key).body(bytes).send().await }
            });
            made.await
        }
    }
}

/// Puts what there is into a file that only the person can read and that was not there before, or answers it.
async fn fill(session: &Session, export: &Export) -> Result<Done, ApiError> {
    let Some(path) = &export.path else {
        let mut text = Vec::new();
        saving::pour(wanted(session, export).await?, &mut text).await?;
        let text = String::from_utf8(text).map_err(|_| ApiError::unreachable("What was sent is no text."))?;
        return Ok(Done::Text(text));
    };
    let (path, mut file) = saving::begin(path, 0o600).await?;
    let written = match wanted(session, export).await {
        Ok(answer) => saving::pour(answer, &mut file).await,
        Err(error) => Err(error),
    };
    let bytes = saving::end(&path, written).await?;
    Ok(Done::Saved(path, bytes))
}

/// What the server has of it.
async fn wanted(session: &Session, export: &Export) -> Result<ResponseValue<ByteStream>, ApiError> {
    let format = match export.format {
        Format::Csv => types::ExportFormat::Csv,
        Format::Jsonl => types::ExportFormat::Jsonl,
    };
    match export.what {
        What::Clients => session.call(|api| async move { api.client_export().format(format).send().await }).await,
        What::Projects => session.call(|api| async move { api.project_export().format(format).send().await }).await,
        What::Requests => {
            let call = session.call(|api| {
                let filter = export.filter.clone();
                async move {
                    let call = api.request_export().format(format);
                    let call = if filter.trim().is_empty() { call } else { call.filter(filter) };
                    call.send().await
                }
            });
            call.await
        }
    }
}
