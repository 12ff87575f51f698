//! The same of a folder and of a bucket.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use bytes::Bytes;
use futures_util::TryStreamExt;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper::{Method, Request, Response};
use hyper_util::rt::{TokioExecutor, TokioIo};
use portico::error::Error;
use portico::ids::{AgencyId, Id, UploadId};
use portico::secrets;
use portico::storage::{Keys, Part, Storage};
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use tempfile::TempDir;

const MIB: usize = 1024 * 1024;

/// A server that speaks S3 in this process, with one bucket; gives its address.
pub async fn bucket(folder: &TempDir) -> String {
    failing_bucket(folder, Trouble::default()).await
}

/// What goes wrong with a bucket, and what it was asked meanwhile.
#[derive(Clone, Default)]
pub struct Trouble {
    /// Every part of an upload but the first is answered with 500, and every whole object.
    pub on: Arc<AtomicBool>,
    /// How many uploads were aborted.
    pub aborted: Arc<AtomicUsize>,
}

impl Trouble {
    fn answers(&self, method: &Method, query: &str) -> bool {
        if *method == Method::DELETE && query.contains("uploadId=") {
            self.aborted.fetch_add(1, Ordering::Relaxed);
        }
        let first = query.split('&').any(|pair| pair == "partNumber=1");
        self.on.load(Ordering::Relaxed) && *method == Method::PUT && !first
    }
}

/// The same, which fails half-way while it is told to.
pub async fn failing_bucket(folder: &TempDir, trouble: Trouble) -> String {
    std::fs::create_dir_all(folder.path().join("files")).unwrap();
    let mut builder = S3ServiceBuilder::new(s3s_fs::FileSystem::new(folder.path()).unwrap());
    builder.set_auth(SimpleAuth::from_single("key", "secret"));
    let service = builder.build();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            let (service, trouble) = (service.clone(), trouble.clone());
            let service = service_fn(move |request: Request<Incoming>| {
                let (service, trouble) = (service.clone(), trouble.clone());
                async move {
                    if trouble.answers(request.method(), request.uri().query().unwrap_or_default()) {
                        let failed = Response::builder().status(500).body(s3s::Body::empty());
                        return Ok::<_, s3s::HttpError>(failed.unwrap());
                    }
                    hyper::service::Service::call(&service, request).await
                }
            });
            tokio::spawn(async move {
                let server = hyper_util::server::conn::auto::Builder::new(TokioExecutor::new());
                drop(server.serve_connection(TokioIo::new(socket), service).await);
            });
        }
    });
    format!("s3://files?endpoint=http://{address}&region=us-east-1")
}

pub fn keys(secret: &str) -> Option<Keys> {
    Some(Keys { id: "key".into(), secret: secret.into() })
}

async fn put(storage: &Storage, agency: AgencyId, content: &[u8]) -> UploadId {
    let upload = UploadId::new();
    let mut writer = storage.write(agency, upload, Part::Original);
    for piece in content.chunks(777_777) {
        writer.add(&Bytes::copy_from_slice(piece)).await.unwrap();
    }
    let written = writer.written();
    assert_eq!((written.size, written.sha256), (content.len() as u64, secrets::hash_bytes(content)));
    writer.commit().await.unwrap();
    upload
}

async fn got(storage: &Storage, agency: AgencyId, upload: UploadId, range: Option<std::ops::Range<u64>>) -> Vec<u8> {
    let stream = storage.read(agency, upload, Part::Original, range).await.unwrap();
    stream
        .try_fold(Vec::new(), async |mut all, piece| {
            all.extend(piece);
            Ok(all)
        })
        .await
        .unwrap()
}

async fn case(storage: Storage) {
    storage.check().await.unwrap();
    let agency = AgencyId::new();
    for size in [0, 1, 100_000, MIB, MIB + 1, 8 * MIB, 8 * MIB + 1, 20 * MIB] {
        let content: Vec<u8> = (0..size).map(|at| (at * 31 % 251) as u8).collect();
        let upload = put(&storage, agency, &content).await;
        assert!(got(&storage, agency, upload, None).await == content, "{size}");
        if size > 1000 {
            assert_eq!(got(&storage, agency, upload, Some(100..300)).await, content[100..300]);
            let last = size as u64 - 1;
            assert_eq!(got(&storage, agency, upload, Some(last..last + 1)).await, content[size - 1..]);
        }
        if size > MIB {
            assert!(got(&storage, agency, upload, Some(100_000..900_000)).await == content[100_000..900_000], "{size}");
        }
        for page in [1, 12] {
            let mut writer = storage.write(agency, upload, Part::Page(page));
            writer.add(&Bytes::from_static(b"page")).await.unwrap();
            writer.commit().await.unwrap();
        }
        let page = async |page| storage.read_if_there(agency, upload, Part::Page(page), 4).await.unwrap();
        assert_eq!((page(12).await, page(2).await), (Some(Bytes::from_static(b"page")), None));
        storage.remove(agency, upload).await.unwrap();
        assert_eq!((page(1).await, page(12).await), (None, None));
        storage.remove(agency, upload).await.unwrap();
        let gone = storage.read(agency, upload, Part::Original, None).await.err();
        assert!(matches!(gone, Some(Error::Unavailable(_))), "{size}");
    }
    // What was not committed is not there; and beyond the limit nothing is taken.
    let upload = UploadId::new();
    let mut writer = storage.write(agency, upload, Part::Original);
    writer.add(&vec![7; 9 * MIB].into()).await.unwrap();
    drop(writer);
    assert!(storage.read(agency, upload, Part::Original, None).await.is_err());
    let mut writer = storage.limited(10, None).write(agency, upload, Part::Original);
    writer.add(&vec![7; 10].into()).await.unwrap();
    assert!(matches!(writer.add(&vec![7; 1].into()).await, Err(Error::TooLarge(10))));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_folder_keeps_files() {
    let folder = tempfile::tempdir().unwrap();
    let address = format!("file://{}/deep/files", folder.path().display());
    case(Storage::open(&address, None).unwrap()).await;
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(folder.path().join("deep/files")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bucket_keeps_files() {
    let folder = tempfile::tempdir().unwrap();
    let address = bucket(&folder).await;
    case(Storage::open(&address, keys("secret")).unwrap()).await;
    let wrong = Storage::open(&address, keys("another")).unwrap();
    assert!(matches!(wrong.check().await, Err(Error::Unavailable(_))));
}

#[tokio::test]
async fn an_address_that_is_none_is_refused() {
    for wrong in ["", "/srv/files", "http://files", "s3://files?endpoint=http://x&nothing=1", "file:///proc/none"] {
        assert!(matches!(Storage::open(wrong, keys("x")), Err(Error::Malformed(_))), "{wrong}");
    }
}
