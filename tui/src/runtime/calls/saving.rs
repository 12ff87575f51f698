use std::{
    io,
    path::{Path, PathBuf},
};

use futures_util::TryStreamExt;
use portico_openapi::{ApiError, ByteStream, Kind, ResponseValue, types};
use tokio::{
    fs::{File, OpenOptions},
    io::{AsyncWrite, AsyncWriteExt},
};

use crate::runtime::outside;

/// Begins a file that was not there before, with these permissions.
pub async fn begin(path: &Path, mode: u32) -> Result<(PathBuf, File), ApiError> {
    let path = outside::whole(&path.to_string_lossy());
    let file = OpenOptions::new().write(true).create_new(true).mode(mode).open(&path).await.map_err(unwritten)?;
    Ok((path, file))
}

/// Writes what the server sends into it, and says how many bytes that are.
pub async fn pour(answer: ResponseValue<ByteStream>, file: &mut (impl AsyncWrite + Unpin)) -> Result<u64, ApiError> {
    let expected = answer.headers().get("content-length").and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    let mut bytes = answer.into_inner().into_inner();
    let mut written = 0;
    while let Some(chunk) = bytes.try_next().await? {
        written += chunk.len() as u64;
        file.write_all(&chunk).await.map_err(unwritten)?;
    }
    file.flush().await.map_err(unwritten)?;
    match expected {
        Some(expected) if expected != written => Err(ApiError::unreachable("The connection broke off half-way.")),
        _ => Ok(written),
    }
}

/// Ends it: what broke off leaves no file.
pub async fn end<T>(path: &Path, written: Result<T, ApiError>) -> Result<T, ApiError> {
    if written.is_err() {
        drop(tokio::fs::remove_file(path).await);
    }
    written
}

/// What is wrong with a file is told at the field that named it.
pub fn unwritten(error: io::Error) -> ApiError {
    let message = match error.kind() {
        io::ErrorKind::AlreadyExists => "There is such a file already. Choose another name.".into(),
        _ => format!("It cannot be written: {error}."),
    };
    refused("path", message)
}

/// Something wrong with a field, found here.
pub fn refused(field: &str, message: String) -> ApiError {
    let fault = types::ProblemField { field: field.into(), message: message.clone() };
    ApiError { kind: Kind::Invalid(vec![fault]), code: String::new(), message, request_id: None }
}
