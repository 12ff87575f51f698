use poem_openapi::ApiResponse;
use poem_openapi::payload::Json;
use poem_openapi::types::{ParseFromJSON, ToJSON, Type};
use uuid::Uuid;

use crate::error::{Error, Result};

/// Something new.
#[derive(ApiResponse)]
pub enum Created<T: Type + ParseFromJSON + ToJSON + Send + Sync> {
    /// It was created, or had been under the same `Idempotency-Key`.
    #[oai(status = 201)]
    Created(
        Json<T>,
        /// Where it is to be had by itself, where it is.
        #[oai(header = "Location")]
        Option<String>,
    ),
}

impl<T: Type + ParseFromJSON + ToJSON + Send + Sync> Created<T> {
    /// Something that is to be had under this path.
    pub fn at(path: &str, id: impl Into<Uuid>, thing: T) -> Self {
        Self::Created(Json(thing), Some(format!("/api/v1/{path}/{}", id.into())))
    }

    /// Something that is to be had only in its list.
    pub fn within(thing: T) -> Self {
        Self::Created(Json(thing), None)
    }
}

/// Something that can be edited, with its version.
#[derive(ApiResponse)]
pub enum Tagged<T: Type + ParseFromJSON + ToJSON + Send + Sync> {
    /// As it is now; send the `ETag` back as `If-Match` with a change.
    #[oai(status = 200)]
    Ok(Json<T>, #[oai(header = "ETag")] String),
}

/// Done, and nothing to say of it.
#[derive(ApiResponse)]
pub enum Done {
    /// It is done.
    #[oai(status = 204)]
    Done,
}

/// A version as an `ETag`.
pub fn tag(version: i64) -> String {
    format!("\"{version}\"")
}

/// The version that the caller has seen, from `If-Match`; `None` where it does not care.
///
/// # Errors
/// [`Error::Stale`] when it is no version of ours.
pub fn expect_version(header: Option<&str>) -> Result<Option<i64>> {
    match header.map(str::trim) {
        None | Some("*") => Ok(None),
        Some(tag) => tag.trim_matches('"').parse().map(Some).map_err(|_| Error::Stale),
    }
}
