use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::{ClientOptions, ObjectStore, RetryConfig};

use crate::error::{Error, Result};

/// What opens a bucket; without it the environment's `AWS_…` are asked.
#[derive(Clone)]
pub struct Keys {
    pub id: String,
    pub secret: String,
}

type Opened = (Arc<dyn ObjectStore>, Option<PathBuf>);

pub(super) fn open(address: &str, keys: Option<Keys>) -> Result<Opened> {
    if let Some(folder) = address.strip_prefix("file://") {
        return in_folder(Path::new(folder));
    }
    if let Some(bucket) = address.strip_prefix("s3://") {
        return Ok((in_bucket(bucket, keys)?, None));
    }
    Err(wrong("it must begin with file:// or s3://"))
}

fn wrong(why: impl std::fmt::Display) -> Error {
    Error::Malformed(format!("PORTICO_STORAGE_URL: {why}"))
}

/// Nobody else on the machine can read what is there.
fn in_folder(folder: &Path) -> Result<Opened> {
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(wrong)?;
    let folder = folder.canonicalize().map_err(wrong)?;
    let store = LocalFileSystem::new_with_prefix(&folder).map_err(wrong)?.with_fsync(true);
    Ok((Arc::new(store), Some(folder)))
}

fn in_bucket(address: &str, keys: Option<Keys>) -> Result<Arc<dyn ObjectStore>> {
    // Whoever asks first chooses the one TLS provider; a test may be the first.
    drop(rustls::crypto::ring::default_provider().install_default());
    let (bucket, query) = address.split_once('?').unwrap_or((address, ""));
    let mut builder = AmazonS3Builder::from_env().with_bucket_name(bucket.trim_end_matches('/'));
    for (name, value) in form_urlencoded::parse(query.as_bytes()) {
        builder = match &*name {
            "endpoint" => builder.with_allow_http(value.starts_with("http://")).with_endpoint(value),
            "region" => builder.with_region(value),
            other => return Err(wrong(format!("nothing is called {other}"))),
        };
    }
    if let Some(Keys { id, secret }) = keys {
        builder = builder.with_access_key_id(id).with_secret_access_key(secret);
    }
    // A large file takes its time; a silence does not.
    let client = ClientOptions::new().with_timeout_disabled().with_connect_timeout(Duration::from_secs(5));
    let allow_http = query.contains("endpoint=http%3A") || query.contains("endpoint=http:");
    let client = client.with_read_timeout(Duration::from_secs(30)).with_allow_http(allow_http);
    let retry = RetryConfig { max_retries: 3, retry_timeout: Duration::from_secs(20), ..RetryConfig::default() };
    Ok(Arc::new(builder.with_client_options(client).with_retry(retry).build().map_err(wrong)?))
}
