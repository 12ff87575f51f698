//! A storage that fails: what is said, what is left, and that it mends by itself.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream::BoxStream;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{
    CopyOptions, GetOptions, GetResult, ListResult, MultipartUpload, ObjectMeta, ObjectStore, PutMultipartOptions,
    PutOptions, PutPayload, PutResult, Result, UploadPart,
};
use portico::ids::{AgencyId, Id, UploadId};
use portico::storage::{Part, Storage};
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};

use super::storage::{Trouble, failing_bucket, keys};
use super::{text, upload};
use crate::support::TestApp;

const MIB: usize = 1024 * 1024;

/// A storage whose disk is full while it says so.
#[derive(Debug)]
struct Faulty {
    inner: InMemory,
    full: Arc<AtomicBool>,
    slow: Slow,
}

/// How long parts of uploads are on their way.
#[derive(Clone, Debug)]
struct Slow {
    /// One arrives for each.
    arrivals: Arc<Semaphore>,
    /// Whether an upload was aborted.
    aborted: Arc<AtomicBool>,
}

impl Slow {
    /// So many arrive, and then none.
    fn after(parts: usize) -> Self {
        Self { arrivals: Arc::new(Semaphore::new(parts)), aborted: Arc::default() }
    }
}

impl Faulty {
    fn fail(&self) -> Result<()> {
        failing(&self.full)
    }
}

fn failing(full: &AtomicBool) -> Result<()> {
    if full.load(Ordering::Relaxed) {
        let source = std::io::Error::from(std::io::ErrorKind::StorageFull).into();
        return Err(object_store::Error::Generic { store: "faulty", source });
    }
    Ok(())
}

impl fmt::Display for Faulty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("faulty")
    }
}

#[async_trait::async_trait]
impl ObjectStore for Faulty {
    async fn put_opts(&self, location: &Path, payload: PutPayload, options: PutOptions) -> Result<PutResult> {
        self.fail()?;
        self.inner.put_opts(location, payload, options).await
    }

    async fn put_multipart_opts(
        &self,
        location: &Path,
        options: PutMultipartOptions,
    ) -> Result<Box<dyn MultipartUpload>> {
        let inner = self.inner.put_multipart_opts(location, options).await?;
        Ok(Box::new(FaultyUpload { inner, full: self.full.clone(), parts: 0, slow: self.slow.clone() }))
    }

    async fn get_opts(&self, location: &Path, options: GetOptions) -> Result<GetResult> {
        self.fail()?;
        self.inner.get_opts(location, options).await
    }

    fn delete_stream(&self, locations: BoxStream<'static, Result<Path>>) -> BoxStream<'static, Result<Path>> {
        self.inner.delete_stream(locations)
    }

    fn list(&self, prefix: Option<&Path>) -> BoxStream<'static, Result<ObjectMeta>> {
        self.inner.list(prefix)
    }

    async fn list_with_delimiter(&self, prefix: Option<&Path>) -> Result<ListResult> {
        self.inner.list_with_delimiter(prefix).await
    }

    async fn copy_opts(&self, from: &Path, to: &Path, options: CopyOptions) -> Result<()> {
        self.inner.copy_opts(from, to, options).await
    }
}

/// The first part is taken, then the disk is full.
#[derive(Debug)]
struct FaultyUpload {
    inner: Box<dyn MultipartUpload>,
    full: Arc<AtomicBool>,
    parts: usize,
    slow: Slow,
}

#[async_trait::async_trait]
impl MultipartUpload for FaultyUpload {
    fn put_part(&mut self, data: PutPayload) -> UploadPart {
        self.parts += 1;
        let failed = if self.parts > 1 { failing(&self.full) } else { Ok(()) };
        let (part, arrivals) = (self.inner.put_part(data), self.slow.arrivals.clone());
        Box::pin(async move {
            arrivals.acquire().await.unwrap().forget();
            failed?;
            part.await
        })
    }

    async fn complete(&mut self) -> Result<PutResult> {
        failing(&self.full)?;
        self.inner.complete().await
    }

    async fn abort(&mut self) -> Result<()> {
        self.slow.aborted.store(true, Ordering::Relaxed);
        self.inner.abort().await
    }
}

/// A small disk of its own at a folder, until it is dropped; only an administrator may make one.
struct Disk<'a>(&'a std::path::Path);

impl<'a> Disk<'a> {
    fn mount(at: &'a std::path::Path, size: &str) -> Option<Self> {
        let option = format!("size={size}");
        let mounted = std::process::Command::new("mount").args(["-t", "tmpfs", "-o", &option, "none"]).arg(at).output();
        mounted.is_ok_and(|done| done.status.success()).then_some(Self(at))
    }
}

impl Drop for Disk<'_> {
    fn drop(&mut self) {
        drop(std::process::Command::new("umount").arg("-l").arg(self.0).output());
    }
}

/// The files below a folder.
fn files_in(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { files_in(&path) } else { vec![path] }).collect()
}

both! {
    /// A disk that is really full: nothing is left of what did not fit, and the same node goes on when there is room.
    async fn a_full_disk_is_said_and_leaves_nothing(app: TestApp) {
        let folder = tempfile::tempdir().unwrap();
        let Some(_disk) = Disk::mount(folder.path(), "24m") else {
            eprintln!("skipped: this user may not mount a small disk");
            return;
        };
        let storage = Storage::open(&format!("file://{}/files", folder.path().display()), None).unwrap();
        let node = app.another_storing(storage).await;
        let mia = node.as_staff("mia").await;
        let uploads = async || app.store.value("SELECT count(*) FROM upload").await;
        let kept = upload(&mia, "kept", vec![7; 10 * MIB]).await.expect(201).json();
        let before = (uploads().await, files_in(folder.path()));
        for size in [15 * MIB, 40 * MIB] {
            assert_eq!(upload(&mia, "large", vec![1; size]).await.expect(503).code(), "unavailable");
        }
        // What was given up is cleared away behind the answer.
        let cleared = async || {
            for _ in 0..800 {
                if files_in(folder.path()) == before.1 {
                    return;
                }
                sleep(Duration::from_millis(25)).await;
            }
        };
        cleared().await;
        // Of a small one, which is written in one go, just as little is left.
        let ballast = || std::fs::write(folder.path().join("ballast"), vec![1; 13 * MIB + MIB / 2]).is_ok();
        // A file that is gone takes room for as long as somebody has it open.
        for _ in 0..800 {
            if ballast() {
                break;
            }
            sleep(Duration::from_millis(25)).await;
        }
        upload(&mia, "small", vec![1; MIB * 3 / 4]).await.expect(503);
        std::fs::remove_file(folder.path().join("ballast")).unwrap();
        cleared().await;
        assert_eq!((uploads().await, files_in(folder.path())), before);
        assert_eq!(mia.get(&format!("/uploads/{}/content", text(&kept["id"]))).await.expect(200).bytes.len(), 10 * MIB);
        upload(&mia, "small", vec![1; 2 * MIB]).await.expect(201);
    }

    /// A bucket that answers 500 in the middle of an upload: it is aborted there, and taken when the bucket is well again.
    async fn a_bucket_that_fails_half_way_is_said_and_leaves_nothing(app: TestApp) {
        let folder = tempfile::tempdir().unwrap();
        let trouble = Trouble::default();
        let storage = Storage::open(&failing_bucket(&folder, trouble.clone()).await, keys("secret")).unwrap();
        let node = app.another_storing(storage).await;
        let (mia, carla) = (node.as_staff("mia").await, node.as_client("carla").await);
        let counts = async || {
            let mut all = Vec::new();
            for table in ["upload", "file", "request_message"] {
                all.push(app.store.value(&format!("SELECT count(*) FROM {table}")).await);
            }
            all
        };
        let before = counts().await;
        trouble.on.store(true, Ordering::Relaxed);
        assert_eq!(upload(&mia, "large", vec![1; 20 * MIB]).await.expect(503).code(), "unavailable");
        upload(&mia, "small", vec![1; 1000]).await.expect(503);
        let path = format!("/portal/requests/{}/messages", app.cast.acme.request);
        carla.send(&path, &[("body", "x")], &[("a", b"x")]).await.expect(422);
        assert_eq!(counts().await, before);
        for _ in 0..200 {
            if trouble.aborted.load(Ordering::Relaxed) > 0 {
                break;
            }
            sleep(Duration::from_millis(25)).await;
        }
        assert_eq!(trouble.aborted.load(Ordering::Relaxed), 1, "what was half there is aborted");
        trouble.on.store(false, Ordering::Relaxed);
        let stored = upload(&mia, "large", vec![1; 20 * MIB]).await.expect(201).json();
        assert_eq!(mia.get(&format!("/uploads/{}/content", text(&stored["id"]))).await.expect(200).bytes.len(), 20 * MIB);
        carla.send(&path, &[("body", "x")], &[("a", b"x")]).await.expect(303);
    }

    async fn a_storage_that_fails_is_said_and_leaves_no_half_record(app: TestApp) {
        let full = Arc::new(AtomicBool::new(false));
        let slow = Slow::after(Semaphore::MAX_PERMITS);
        let store = Faulty { inner: InMemory::new(), full: full.clone(), slow };
        let node = app.another_storing(Storage::over(Arc::new(store))).await;
        let (carla, mia) = (node.as_client("carla").await, node.as_staff("mia").await);
        let stored = upload(&mia, "a", "first").await.expect(201).json();
        let counts = async || {
            let mut all = Vec::new();
            for table in ["upload", "file", "request_message", "request"] {
                all.push(app.store.value(&format!("SELECT count(*) FROM {table}")).await);
            }
            all
        };
        let before = counts().await;
        full.store(true, Ordering::Relaxed);
        for size in [5, 20 * 1024 * 1024] {
            let answer = upload(&mia, "a", vec![1; size]).await.expect(503);
            assert_eq!(answer.code(), "unavailable");
        }
        let path = format!("/portal/requests/{}/messages", app.cast.acme.request);
        // Who wrote something with a file has it still.
        let written = [("body", "Words that took long.")];
        let refused = carla.send(&path, &written, &[("a", b"x")]).await.expect(422);
        assert!(refused.body.contains("Words that took long.") && refused.body.contains("Files cannot be stored just now"));
        let approval = format!("/portal/approvals/{}/comments", app.cast.acme.approval);
        let comment = [("version", app.cast.acme.version.to_string()), ("body", "So does this.".to_owned())];
        let comment = comment.each_ref().map(|(name, value)| (*name, value.as_str()));
        let refused = carla.send(&approval, &comment, &[("a", b"x")]).await.expect(422);
        assert!(refused.body.contains("So does this.") && refused.body.contains("Files cannot be stored just now"));
        mia.get(&format!("/uploads/{}/content", text(&stored["id"]))).await.expect(503);
        let ready = node.stranger().get("/readyz").await.expect(503);
        assert_eq!(ready.body, "the file storage does not answer\n");
        assert_eq!(counts().await, before);
        // Other things go on meanwhile, and files do as soon as they can.
        carla.post(&path, &[("body", "without a file")]).await.expect(303);
        full.store(false, Ordering::Relaxed);
        node.stranger().get("/readyz").await.expect(200);
        upload(&mia, "a", vec![1; 20 * 1024 * 1024]).await.expect(201);
        carla.send(&path, &[("body", "x")], &[("a", b"x")]).await.expect(303);
        mia.get(&format!("/uploads/{}/content", text(&stored["id"]))).await.expect(200);
    }
}

/// A part is received while the one before it is on its way, and no third. Cut off then, the storage is told so when that
/// part has arrived: what came later would stay there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_part_is_received_while_one_is_on_its_way() {
    let slow = Slow::after(0);
    let store = Faulty { inner: InMemory::new(), full: Arc::default(), slow: slow.clone() };
    let storage = Storage::over(Arc::new(store));
    let mut writer = storage.write(AgencyId::new(), UploadId::new(), Part::Original);
    let sixteen = Bytes::from(vec![1; 16 * MIB - 1]);
    timeout(Duration::from_secs(30), writer.add(&sixteen)).await.unwrap().unwrap();
    let third = Bytes::from_static(b"third");
    assert!(timeout(Duration::from_millis(200), writer.add(&third)).await.is_err(), "three parts are held");
    drop(writer);
    sleep(Duration::from_millis(200)).await;
    assert!(!slow.aborted.load(Ordering::Relaxed), "aborted while a part is on its way");
    slow.arrivals.add_permits(1);
    for _ in 0..400 {
        if slow.aborted.load(Ordering::Relaxed) {
            return;
        }
        sleep(Duration::from_millis(25)).await;
    }
    panic!("what was cut off is still there");
}

/// However many files come at once, only some of them are received ahead; all of them are taken.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn not_all_files_are_received_ahead() {
    let slow = Slow::after(0);
    let store = Faulty { inner: InMemory::new(), full: Arc::default(), slow: slow.clone() };
    let storage = Storage::over(Arc::new(store));
    let coming: Vec<_> = (0..8)
        .map(|_| {
            let mut writer = storage.write(AgencyId::new(), UploadId::new(), Part::Original);
            tokio::spawn(async move {
                writer.add(&vec![1; 8 * MIB].into()).await.unwrap();
                writer
            })
        })
        .collect();
    let ahead = || coming.iter().filter(|file| file.is_finished()).count();
    for _ in 0..400 {
        if ahead() > 0 {
            break;
        }
        sleep(Duration::from_millis(25)).await;
    }
    sleep(Duration::from_millis(500)).await;
    assert!((1..8).contains(&ahead()), "{} of 8 are received ahead", ahead());
    slow.arrivals.add_permits(8);
    for file in coming {
        file.await.unwrap().commit().await.unwrap();
    }
}
