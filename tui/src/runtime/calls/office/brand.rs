use std::path::Path;

use portico_openapi::{ApiError, Session, types};
use tokio::io::AsyncReadExt;
use uuid::Uuid;

use super::{super::saving::refused, seen};
use crate::{
    office::{Done, brand::Deed},
    runtime::outside,
};

/// More than the server takes of any image.
const LARGEST: u64 = 1024 * 1024;

/// How the agency looks.
pub async fn look(session: &Session) -> Result<types::Brand, ApiError> {
    Ok(session.call(|api| async move { api.brand_view().send().await }).await?.into_inner())
}

/// Does what is asked about the brand.
pub async fn run(session: &Session, key: Uuid, deed: Deed) -> Result<Done, ApiError> {
    match deed {
        Deed::Draft(change) => {
            let call = session.call(|api| {
                let change = (*change).clone();
                async move { api.brand_draft_put().body(change).send().await }
            });
            return Ok(Done::Previewed(Box::new(call.await?.into_inner())));
        }
        Deed::Upload(kind, path) => {
            let bytes = read(&path).await?;
            let call = session.call(|api| {
                let bytes = bytes.clone();
                async move { api.brand_image_put().kind(kind).draft(true).body(bytes).send().await }
            });
            call.await?;
        }
        Deed::Clear(kind) => {
            session.call(|api| async move { api.brand_image_remove().kind(kind).draft(true).send().await }).await?;
        }
        Deed::Publish(version) => {
            let made = session.create(key, |api, key| async move {
                api.brand_publish().if_match(seen(version)).idempotency_key(key).send().await
            });
            made.await?;
        }
        Deed::Discard => {
            session.call(|api| async move { api.brand_draft_discard().send().await }).await?;
        }
    }
    Ok(Done::So)
}

/// An image as it is on the disk; what is wrong with it is told at the field that named it.
async fn read(path: &Path) -> Result<Vec<u8>, ApiError> {
    let mut bytes = Vec::new();
    let file = tokio::fs::File::open(outside::whole(&path.to_string_lossy())).await;
    let read = match file {
        Ok(file) => file.take(LARGEST + 1).read_to_end(&mut bytes).await,
        Err(error) => Err(error),
    };
    match read {
        Ok(_) if bytes.len() as u64 > LARGEST => Err(refused("image", "This file is larger than 1 MiB.".into())),
        Ok(_) => Ok(bytes),
        Err(error) => Err(refused("image", format!("It cannot be read: {error}."))),
    }
}
